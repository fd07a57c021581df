"""Telling somebody outside of a danger to life or to a child, and what was told so in a case.

Owns the signed disclosure and its sealed words. Refuses to check more of the item than that this
manifest is of it: who may be in danger does not wait for a signature of somebody else.
"""

from dataclasses import dataclass

from service.client.case_files import case_in_force
from service.client.countersigning import countersign
from service.client.items import item as look
from service.client.notes import read_notes, sealed_note
from service.client.person import Person
from service.client.practising import Entry, record
from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.schemas import Disclosure, Manifest
from service.sealing.schemas_disclosing import words_field
from service.sealing.schemas_practice import DISCLOSURE, LOOKED_INTO
from service.sealing.standing import entry_with
from service.sealing.statements import Statement, open_statement, sign


@dataclass(frozen=True)
class Told:
    """What was disclosed of which item, to whom, why and when; `words` is empty for none."""

    item: str
    to: str
    reason: str
    at: int
    words: str


async def disclose(reader: Person, item: str, to: str, reason: str, words: str = "") -> bytes:
    """Sign and send that one told somebody outside of a danger; gives the disclosure's digest.

    `to` and `reason` are words of 4.34; `words` are for the team alone. Raises SealingError
    `statement-schema` for others, and Refusal `not-found` for what nobody was to read yet.
    """
    case = (await look(reader, item)).case
    await case_in_force(reader, case)
    shown = Evidence.from_wire(await reader.transport.get(f"/items/{item}/evidence"))
    manifest = open_statement(shown.manifest, Manifest) if shown.manifest else None
    if shown.manifest is None or manifest is None or (manifest.case, manifest.item) != (case, item):
        raise SealingError(Fault.MANIFEST_INVALID, "This is another item.")
    body = Disclosure(
        org=reader.org,
        case=case,
        item=item,
        manifest=shown.manifest.digest,
        to=to,
        reason=reason,
        at=reader.clock(),
    )
    signed = sign(body, reader.keys.sign_seed)
    field = words_field(signed.digest)
    note = await sealed_note(reader, case, item, field, words) if words else None
    await reader.transport.post(
        f"/items/{item}/disclosure",
        {"disclosure": signed.to_wire(), "words": note.wire() if note else None},
        repeat=True,
    )
    await countersign(reader, case, signed.voice)
    return signed.digest


async def disclosed(reader: Person, case: str) -> list[Told]:
    """Return what was disclosed in a case, each under a key of its staff, with its words.

    Raises SealingError `team-invalid` for a disclosure by somebody else.
    """
    verified = await case_in_force(reader, case)
    shown = (await reader.transport.get(f"/cases/{case}/disclosures"))["disclosures"]
    words = {(one.subject, one.field): one.text for one in await read_notes(reader, case)}
    found = []
    for wire in shown:
        signed = Statement.from_wire(wire)
        body = open_statement(signed, Disclosure)
        rosters = verified.standing.rosters.values()
        if body.case != case or not any(entry_with(one, signed.key) for one in rosters):
            raise SealingError(Fault.TEAM_INVALID, "A disclosure is not by staff of the case.")
        text = words.get((body.item, words_field(signed.digest)), "")
        found.append(Told(body.item, body.to, body.reason, body.at, text))
    return found


async def look_into(supervisor: Person, case: str, item: str) -> None:
    """Sign and send that a supervisor looked into what somebody else disclosed.

    Raises Refusal `forbidden` for whoever is none, and `invalid` where nobody else disclosed.
    """
    await record(supervisor, case, Entry(DISCLOSURE, LOOKED_INTO, subject=item))
