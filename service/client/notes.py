"""Writing and reading signed notes: the names of a case's people, comments, what not to disclose.

Owns sealing a text to the note's audience, whose keys this device verified. Refuses to show what
was not signed by somebody of the case, or is not whom and what it says it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from service.client.case_files import case_in_force, own_case
from service.client.errors import NotPossible
from service.client.person import Person
from service.sealing.encoding import b64, digest, unb64
from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.notes import NotePlace, open_note, seal_note
from service.sealing.schemas import Manifest, Note
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.teams import open_earlier_team_keys, open_team_key
from service.sealing.verify import VerifiedCase
from service.sealing.verify_case import verify_case
from service.sealing.verify_item import verify_submitted
from service.sealing.verify_later import verify_notes

NAME: Final = "name"
Audience = Literal["team", "author", "recipient"]


@dataclass(frozen=True)
class ReadNote:
    """A note that this device has verified and opened."""

    subject: str
    field: str
    version: int
    text: str


async def write_note(
    person: Person,
    case: str,
    subject: str,
    field: str,
    text: str,
    audience: Sequence[Audience] = ("team",),
) -> None:
    """Write the next version of a note about a person, an item or the case itself.

    The team reads it always. Raises Refusal `conflict` when another version came first.
    """
    written = await sealed_note(person, case, subject, field, text, audience)
    await person.transport.post(f"/cases/{case}/notes", written.wire(), repeat=True)


@dataclass(frozen=True)
class WrittenNote:
    """The next version of a note, signed and sealed, and not sent yet."""

    note: Statement
    sealed: bytes

    def wire(self) -> dict[str, Any]:
        """Return it as it travels."""
        return {"note": self.note.to_wire(), "sealed": b64(self.sealed)}


async def sealed_note(
    person: Person,
    case: str,
    subject: str,
    field: str,
    text: str,
    audience: Sequence[Audience] = ("team",),
) -> WrittenNote:
    """Sign and seal the next version of a note, to be sent by itself or with something else."""
    verified = await _case(person, case)
    readers = list(dict.fromkeys(("team", *audience)))
    boxes = await _boxes(person, verified, subject, readers)
    shown = _chain(await _shown(person, case), subject, field)
    before = verify_notes(verified, shown, subject, field)
    version = before.version + 1 if before else 1
    sealed = seal_note(NotePlace(case, subject, field, version), boxes, text)
    statement = sign(
        Note(
            case=case,
            subject=subject,
            field=field,
            version=version,
            container=digest(sealed),
            audience=tuple(readers),
            previous=shown[-1].digest if shown else b"",
            at=person.clock(),
        ),
        person.keys.sign_seed,
    )
    return WrittenNote(statement, sealed)


async def read_notes(person: Person, case: str) -> list[ReadNote]:
    """Return every note that is for this person, verified by check 14 and opened.

    Raises SealingError `note-invalid`, `signer-removed`, or what opening one raises.
    """
    verified = await _case(person, case)
    keys = _private_keys(person, verified)
    return [_read(verified, keys, row).note for row in await _shown(person, case)]


@dataclass(frozen=True)
class SignedNote:
    """A note that was read, with the statement of its newest version."""

    note: ReadNote
    statement: Statement

    @property
    def text(self) -> str:
        """What it says."""
        return self.note.text


async def shown_note(person: Person, case: str, subject: str, field: str) -> SignedNote | None:
    """Return one note as `read_notes`, with who signed it; None where nobody has begun it."""
    verified = await _case(person, case)
    for row in await _shown(person, case):
        if _chain([row], subject, field):
            return _read(verified, _private_keys(person, verified), row)
    return None


def _read(verified: VerifiedCase, keys: Sequence[bytes], row: dict[str, Any]) -> SignedNote:
    chain = [Statement.from_wire(one) for one in row["statements"]]
    named = open_statement(chain[-1], Note)
    note = verify_notes(verified, chain, named.subject, named.field)
    sealed = unb64(row["sealed"])
    if note is None or digest(sealed) != note.container:
        raise SealingError(Fault.NOTE_INVALID, "A note's bytes are not those that were signed.")
    place = NotePlace(verified.newest.case, note.subject, note.field, note.version)
    text = _open(place, sealed, keys)
    return SignedNote(ReadNote(note.subject, note.field, note.version, text), chain[-1])


def _open(place: NotePlace, sealed: bytes, keys: Sequence[bytes]) -> str:
    refusal = SealingError(Fault.SEALED_UNOPENABLE, "A note is not sealed to this person.")
    for private in keys:
        try:
            return open_note(place, sealed, private)
        except SealingError as error:
            if error.code is not Fault.SEALED_UNOPENABLE:
                raise
            refusal = error
    raise refusal


async def _case(person: Person, case: str) -> VerifiedCase:
    return await (own_case(person) if person.me.case else case_in_force(person, case))


async def _shown(person: Person, case: str) -> list[dict[str, Any]]:
    return list((await person.transport.get(f"/cases/{case}/notes"))["notes"])


def _chain(rows: Sequence[dict[str, Any]], subject: str, field: str) -> list[Statement]:
    for row in rows:
        chain = [Statement.from_wire(one) for one in row["statements"]]
        newest = open_statement(chain[-1], Note)
        if (newest.subject, newest.field) == (subject, field):
            return chain
    return []


async def _boxes(
    person: Person, case: VerifiedCase, subject: str, audience: Sequence[str]
) -> list[bytes]:
    """Return the keys of the audience, from what this device verified and never from a list."""
    people = await _people(person, case, subject) if len(audience) > 1 else {}
    wanted = [one for name in audience if name != "team" for one in people.get(name, ())]
    return [case.team.key, *(case.box_of_author(one) for one in wanted)]


async def _people(person: Person, case: VerifiedCase, subject: str) -> dict[str, tuple[str, ...]]:
    sides = {one.person: one.role for one in case.newest.people}
    if subject in sides:
        others = tuple(one for one, side in sides.items() if side != sides[subject])
        return {"author": (subject,), "recipient": others}
    if subject == case.newest.case:
        raise NotPossible("audience", "A note about the case as a whole is for the team alone.")
    manifest = await _manifest(person, subject)
    return {"author": (manifest.author,), "recipient": manifest.recipients}


async def _manifest(person: Person, item: str) -> Manifest:
    evidence = Evidence.from_wire(await person.transport.get(f"/items/{item}/evidence"))
    return verify_submitted(verify_case(evidence, person.pins), evidence, item).manifest


def _private_keys(person: Person, case: VerifiedCase) -> list[bytes]:
    """Return the keys that a note may be sealed to: the person's own, or every one of the team."""
    team = case.people.evidence.team
    if person.me.case is not None or team is None:
        return [person.keys.box_private]
    private = open_team_key(team, person.id, person.keys.box_private)
    ours = {one.digest: one for one in case.people.evidence.teams}
    versions, before = [team], case.team.previous
    while before in ours:
        versions.append(ours[before])
        before = open_statement(ours[before], type(case.team)).previous
    return list(open_earlier_team_keys(versions, private).values())
