"""What staff record of a case's preparation, and what stands in the way of an exchange.

Owns these statements on their signer's side: each names the last one about the same that the
service shows. Refuses to judge what was recorded; the service does, and a trail names who did.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from service.client.person import Person
from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.resting import rests_until
from service.sealing.schemas import Record
from service.sealing.schemas_practice import HARM
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.verify_case import verify_case
from service.sealing.wordings import newest_wording

INFORMATION = "information"
_DAY_S, _HALF_PAST_THREE_S = 24 * 3600, 15 * 3600 + 1800


@dataclass(frozen=True)
class Entry:
    """What is recorded: the fields of a record that its kind has (docs/protocol.md, 4.27)."""

    kind: str
    status: str
    person: str = ""
    subject: str = ""
    round: int = 0
    media: tuple[str, ...] = ()
    wording: bytes = b""
    until: int = 0
    triggers: tuple[str, ...] = ()
    reply: str = ""


@dataclass(frozen=True)
class InTheWay:
    """From whom to whom in which medium, and the slug of everything that stands in the way."""

    author: str
    recipient: str
    medium: str
    round: int
    blockers: tuple[str, ...]


async def records(reader: Person, case: str) -> list[Statement]:
    """Return what was recorded in a case, in order; each is signed by the key it came with."""
    answer = await reader.transport.get(f"/cases/{case}/records")
    found = [Statement.from_wire(one) for one in answer["records"]]
    for one in found:
        open_statement(one, Record)
    return found


async def standing_until(reader: Person, case: str, people: Collection[str]) -> int | None:
    """Return until when an approval between these people can hold; None where nothing bounds it.

    Raises SealingError `record-invalid` or `signer-removed` where what it would rest on is not the
    word of somebody who may record it.
    """
    answer = await reader.transport.get(f"/cases/{case}/records")
    verified = verify_case(Evidence.from_wire(answer), reader.pins)
    if verified.newest.case != case:
        raise SealingError(Fault.CASE_INVALID, "This is another case.")
    shown = [Statement.from_wire(one) for one in answer["records"]]
    return rests_until(verified, shown, people)


async def record(reader: Person, case: str, *entries: Entry) -> None:
    """Sign and send these records, each after the last one about the same."""
    for signed in signed_records(reader, case, await records(reader, case), entries):
        await reader.transport.post(
            f"/cases/{case}/records", {"record": signed.to_wire()}, repeat=True
        )


def signed_records(
    reader: Person, case: str, shown: Sequence[Statement], entries: Sequence[Entry]
) -> list[Statement]:
    """Return these records signed, each after the last one of those `shown` about the same."""
    last = {_about(one): one for one in shown}
    made = []
    for entry in entries:
        body = Record(
            org=reader.org,
            case=case,
            kind=entry.kind,
            status=entry.status,
            person=entry.person,
            subject=entry.subject,
            round=entry.round,
            media=entry.media,
            wording=entry.wording,
            until=entry.until,
            previous=b"",
            at=reader.clock(),
            triggers=entry.triggers,
            reply=entry.reply,
        )
        before = last.get(body.about)
        previous = before.digest if before else b""
        signed = sign(replace(body, previous=previous), reader.keys.sign_seed)
        last[body.about] = signed
        made.append(signed)
    return made


def ends_there(day: int) -> int:
    """Return until when a day with this moment in it counts for somebody in custody.

    Half past three in the afternoon UTC, which is never later than half past four on any wall in
    the United Kingdom.
    """
    return day - day % _DAY_S + _HALF_PAST_THREE_S


def prepared(
    people: Sequence[str],
    *,
    until: int,
    rounds: int = 4,
    media: tuple[str, ...] = ("letter", "recording"),
    language: str = "en",
    ready_for: Sequence[int] = (1,),
) -> list[Entry]:
    """Return the records that a case takes before its first exchange, where nothing forbids it.

    What was explained to these people, the risk as acceptable until a time, the plan, and that
    each is ready for these rounds.
    """
    words = newest_wording(INFORMATION, language).digest
    return [
        *(Entry(INFORMATION, "given", person=one, wording=words) for one in people),
        Entry("risk", "acceptable", until=until),
        Entry("plan", "agreed", round=rounds, media=media),
        *(
            Entry("readiness", "ready", person=one, round=number)
            for one in people
            for number in ready_for
        ),
    ]


def untied(reader: Person) -> Entry:
    """Return the record by which a reader says that nothing ties them to the case."""
    return Entry("conflict", "none", subject=reader.id)


def screened(
    facilitator: Person, people: Sequence[str], *, harms: Sequence[str] = ("other",)
) -> list[Entry]:
    """Return the records that a case takes before it is ready, where all of them are adults.

    That nothing biases this facilitator, of everybody their age and that the organisation does not
    employ them, and the kinds of harm that the case is about.
    """
    return [
        untied(facilitator),
        *(Entry("age", "adult", person=one) for one in people),
        *(Entry("employment", "not-employed", person=one) for one in people),
        *(Entry(f"{HARM}{one}", "present") for one in harms),
    ]


async def in_the_way(reader: Person, case: str) -> list[InTheWay]:
    """Return what stands in the way in each direction and medium, as the service says."""
    answer = await reader.transport.get(f"/cases/{case}/readiness")
    return [
        InTheWay(
            one["author"],
            one["recipient"],
            one["medium"],
            one["round"],
            tuple(blocker["slug"] for blocker in one["blockers"]),
        )
        for one in answer["ways"]
    ]


def _about(statement: Statement) -> tuple[str, str, str, int]:
    return open_statement(statement, Record).about
