"""What a case takes before its first exchange, done by the people of the demonstration.

Owns who agrees to what and what the facilitator records. Whatever still stands from an earlier
start is left as it is.
"""

from typing import Final

from service.cli.demo_founding import FACILITATORS, HARMED, RESPONSIBLE
from service.cli.demo_report import DemoError, Report
from service.client import choosing, consenting, practising
from service.client.person import Person
from service.client.practising import Entry
from service.sealing.schemas import Consent, Record
from service.sealing.schemas_offers import TELL_ME
from service.sealing.statements import open_statement

_HALF_A_YEAR: Final = 183 * 24 * 60 * 60
_A_MONTH: Final = 30 * 24 * 60 * 60
_AHEAD: Final = 12
_FOR_ONE_TOUR: Final = 2
MEDIA: Final = ("letter", "recording")


async def prepare(
    facilitator: Person, case: str, harmed: Person, responsible: Person, report: Report
) -> None:
    """Let everybody say and record what is missing for a letter and a recording from each side."""
    agreed = await consenting.consents(facilitator, case)
    if not _all_agreed(agreed, harmed):
        with report.step(HARMED, "reads what taking part means and agrees to each part by itself"):
            await consenting.agree_to_all(harmed, "harmed")
    acknowledged = await consenting.acknowledgements(facilitator, case)
    if not _all_agreed(agreed, responsible) or not acknowledged:
        with report.step(RESPONSIBLE, "agrees to each part, and accepts responsibility"):
            await consenting.agree_to_all(responsible, "responsible")
    chosen = {one.person: one.standing for one in await choosing.choices(facilitator, case)}
    for name, person in ((HARMED, harmed), (RESPONSIBLE, responsible)):
        if chosen.get(person.id) != TELL_ME:
            told = "asks to be told when something arrives; the other is told nothing"
            with report.step(name, told):
                await choosing.choose(person, TELL_ME)
    await _record(facilitator, case, (harmed.id, responsible.id), report)
    left = {
        blocker
        for way in await practising.in_the_way(facilitator, case)
        if way.medium in MEDIA
        for blocker in way.blockers
    }
    if left:
        raise DemoError(f"Something stands in the way of an exchange: {', '.join(sorted(left))}.")


def _all_agreed(agreed: list[Consent], person: Person) -> bool:
    # Of each purpose and medium the last word counts.
    last = {(one.purpose, one.medium): one.given for one in agreed if one.person == person.id}
    wanted = [("take-part", "any"), *((p, m) for p in ("send", "receive") for m in MEDIA)]
    return all(last.get(one) == "yes" for one in wanted)


async def _record(facilitator: Person, case: str, people: tuple[str, str], report: Report) -> None:
    said = [open_statement(one, Record) for one in await practising.records(facilitator, case)]
    last = {one.about: one for one in said}
    ways = await practising.in_the_way(facilitator, case)
    first = min(way.round for way in ways)
    until = max(way.round for way in ways) + _FOR_ONE_TOUR - 1
    ready = {(one.person, one.round) for one in last.values() if one.status == "ready"}
    planned = [one.round for one in last.values() if one.kind == "plan"]
    risk = [one.until for one in last.values() if one.kind == "risk"]
    now = facilitator.clock()
    wanted = {(person, number) for person in people for number in range(first, until + 1)}
    if (
        wanted <= ready
        and max(planned, default=0) >= until
        and max(risk, default=0) >= now + _A_MONTH
    ):
        return
    entries = practising.prepared(
        people,
        until=now + _HALF_A_YEAR,
        rounds=until + _AHEAD,
        media=MEDIA,
        ready_for=range(first, until + _AHEAD + 1),
    )
    with report.step(
        FACILITATORS[0], "records what was explained, the risk, the plan, and that both are ready"
    ):
        await practising.record(
            facilitator, case, *(one for one in entries if not _holds(one, last))
        )


def _holds(entry: Entry, last: dict[tuple[str, str, str, int], Record]) -> bool:
    before = last.get((entry.kind, entry.person, entry.subject, entry.round))
    return (
        before is not None
        and entry.kind in {"information", "readiness"}
        and (before.status == entry.status)
    )
