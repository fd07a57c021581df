"""Gathering what the practice asks for, between two people of a case at one instant.

Owns how signed words become facts: the last one about the same counts. Refuses to decide anything:
that is the gate's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.ground import signed as signed_of
from service.cases.pausing import paused
from service.cases.policies import harms_in, routes_in_force
from service.cases.practising import body_of
from service.cases.replying import outside_plan, planned
from service.cases.standing import readers_of, still_open
from service.cases.trails import team_case
from service.cases.triggers import happened_since
from service.db import statements
from service.db.asked import Rules, Way
from service.db.tables import CasePerson, Item, Statement
from service.domain.blockers import Blocker
from service.domain.custody import is_confirmed
from service.domain.policy import Route, strictest
from service.domain.practice import (
    Band,
    Minor,
    Permit,
    Plan,
    PracticeFacts,
    Prepared,
    Trigger,
    practice_blockers,
)
from service.domain.roles import Side
from service.sealing.schemas import Acknowledgement, CaseStatement, Consent, Pause, Record
from service.sealing.schemas_practice import CUSTODY_DAY, MEDIA
from service.sealing.statements import open_statement

ANY: Final = "any"
SPECIALIST: Final = "specialist"
_SAID: Final = (
    Consent.TYPE,
    Acknowledgement.TYPE,
    Record.TYPE,
    CaseStatement.TYPE,
    Pause.TYPE,
)


@dataclass(frozen=True)
class Said:
    """What the people of a case said, and what staff recorded: the last of each."""

    consents: list[Consent]
    acknowledged: Mapping[str, bool]
    records: Mapping[tuple[str, str, str, int], Record]
    sides: Mapping[str, str]
    grown_up: Mapping[str, int]
    placed: Mapping[str, bool]
    days: Mapping[str, int]
    paused: bool
    signers: int
    by_hand: bool
    harm: bool
    route: Route
    happened: frozenset[Trigger]

    def consents_to(self, person: str, purpose: str, medium: str) -> bool:
        """Tell whether the last word on this purpose, in this medium or any, was yes.

        What somebody agreed to before they were 18 does not bind them as an adult.
        """
        media = {medium, ANY, *(MEDIA if purpose == "take-part" else ())}
        last = [
            one
            for one in self.consents
            if (one.person, one.purpose) == (person, purpose) and one.medium in media
        ]
        return (
            bool(last) and last[-1].given == "yes" and last[-1].at >= self.grown_up.get(person, 0)
        )

    def of(self, kind: str, person: str = "") -> list[Record]:
        """Return the last records of this kind about this person, or about the case."""
        return [one for one in self.records.values() if (one.kind, one.person) == (kind, person)]

    def prepared(self, person: str, purpose: str, medium: str, number: int) -> Prepared:
        """Say what was done with one person before this round."""
        responsible = self.sides.get(person) == Side.RESPONSIBLE
        ready = [one for one in self.of("readiness", person) if one.round == number]
        return Prepared(
            informed=bool(self.of("information", person)),
            consented=self.consents_to(person, "take-part", medium)
            and self.consents_to(person, purpose, medium),
            ready=bool(ready) and ready[-1].status == "ready",
            acknowledged=self.acknowledged.get(person, False) if responsible else None,
            orders=tuple(
                Permit(one.status == "permits", one.until)
                for one in self.of("restriction", person)
                if one.status != "lifted"
            ),
            clearance=self._clearance(person),
            minor=self._minor(person),
            employed=self.says("employment", person) == "employed",
        )

    def says(self, kind: str, person: str = "") -> str:
        """Return what the last record of this kind says, or nothing."""
        last = self.of(kind, person)
        return last[-1].status if last else ""

    @property
    def special(self) -> bool:
        """Whether the case is on the special route: by the policy, or because staff put it there.

        Barred is stricter still, and takes no less.
        """
        return self.by_hand or self.route is not Route.ORDINARY

    def signed_off(self) -> bool:
        """Tell whether a supervisor signed off a route that takes it."""
        return not self.special or self.says("sign-off") == "given"

    def has_their_day(self, person: str, now: int) -> bool:
        """Tell whether somebody is not in custody, or something can be handed over there now."""
        confirmed = is_confirmed(self.days.get(person, 0), now)
        return self.says("custody", person) != "in-custody" or confirmed

    def _clearance(self, person: str) -> Permit | None:
        """Return what the establishment said, of those in custody since they came to it."""
        found = self.of("clearance", person)
        last = found[-1] if found else None
        if self.says("custody", person) == "in-custody":
            cleared = last is not None and last.status == "given" and self.placed.get(person, False)
            return Permit(cleared, last.until if last is not None and cleared else 0)
        if last is None or last.status == "not-needed":
            return None
        return Permit(last.status == "given", last.until)

    def _minor(self, person: str) -> Minor | None:
        age = self.of("age", person)
        if not age or age[-1].status == Band.ADULT:
            return None
        may = {"agreed", "not-safe-to-ask"}
        if age[-1].status == Band.YOUNG:
            may.add("not-required")
        return Minor(age[-1].until, self.says("guardian", person) in may)


async def said_in(session: AsyncSession, case: str, now: int) -> Said:
    """Return what was said and recorded in a case, as it stands in this transaction.

    `now` says which of the agency's policies counts.
    """
    words = await statements.by_type(session, *_SAID, case=case)
    consents = [open_statement(signed_of(row), Consent) for row in words[Consent.TYPE]]
    acknowledged = [
        open_statement(signed_of(row), Acknowledgement) for row in words[Acknowledgement.TYPE]
    ]
    rows = words[Record.TYPE]
    recorded = [body_of(row) for row in rows]
    stated = words[CaseStatement.TYPE]
    body = open_statement(signed_of(stated[-1]), CaseStatement) if stated else None
    people = await session.exec(select(CasePerson).where(col(CasePerson.case_id) == case))
    last = {one.about: one for one in recorded}
    harms = harms_in(last.values())
    return Said(
        consents,
        {one.person: one.given == "yes" for one in acknowledged},
        last,
        {row.person: row.side for row in people},
        _grown_up(recorded),
        _placed(recorded),
        _days(recorded),
        paused=paused(words[Pause.TYPE]),
        signers=body.signers if body is not None else 1,
        by_hand=body is not None and body.route == SPECIALIST,
        harm=bool(harms),
        route=strictest(harms, await routes_in_force(session, now)),
        happened=await _happened(session, case, list(zip(rows, recorded, strict=True))),
    )


async def _happened(
    session: AsyncSession, case: str, recorded: list[tuple[Statement, Record]]
) -> frozenset[Trigger]:
    """Return what happened since the risk was assessed, where the assessment names anything."""
    risk = [(row, one) for row, one in recorded if one.kind == "risk"]
    if not risk or not risk[-1][1].triggers:
        return frozenset()
    return await happened_since(session, case, risk[-1][0])


def _grown_up(recorded: Iterable[Record]) -> dict[str, int]:
    """Return, of those first recorded as minors and then as adults, when the latter was said."""
    minors, found = set(), {}
    for one in recorded:
        if one.kind == "age" and one.status != Band.ADULT:
            minors.add(one.person)
        elif one.kind == "age" and one.person in minors:
            minors.remove(one.person)
            found[one.person] = one.at
    return found


def _placed(recorded: Iterable[Record]) -> dict[str, bool]:
    """Return of each person in custody whether their clearance is of the place they are in now."""
    found = {}
    for one in recorded:
        if one.kind in {"custody", "clearance"}:
            found[one.person] = one.kind == "clearance"
    return found


def _days(recorded: Iterable[Record]) -> dict[str, int]:
    """Return until when the place in which each person in custody is now confirmed a day."""
    found = {}
    for one in recorded:
        if one.kind in {"custody", CUSTODY_DAY}:
            found[one.person] = one.until
    return found


async def _round(session: AsyncSession, way: Way) -> int:
    """Return the round that an item took, or the first of its author's that nothing has taken."""
    if way.round is not None:
        return way.round
    # Captions have none of their own: what they go with has.
    goes = await session.get(Item, way.item) if way.item is not None else None
    if goes is not None and goes.round is not None:
        return goes.round
    taken = await session.exec(
        select(Item.round).where(
            col(Item.case_id) == way.case,
            col(Item.author) == way.author,
            col(Item.round).is_not(None),
        )
    )
    numbers = set(taken)
    return next(number for number in count(1) if number not in numbers)


async def _outside_plan(session: AsyncSession, said: Said, way: Way) -> bool:
    plan = said.of("plan")
    author = await session.get(CasePerson, (way.case, way.author))
    if author is None:
        return False
    reply = planned(plan[-1] if plan else None)
    return await outside_plan(session, way.case, author, reply, way.item)


async def _between(
    session: AsyncSession, said: Said, way: Way, number: int, now: int
) -> PracticeFacts:
    risk, plan, proceedings = (said.of(kind) for kind in ("risk", "plan", "proceedings"))
    return PracticeFacts(
        now=now,
        medium=way.medium,
        round=number,
        author=said.prepared(way.author, "send", way.medium, number),
        recipient=said.prepared(way.recipient, "receive", way.medium, number),
        risk=Permit(risk[-1].status == "acceptable", risk[-1].until) if risk else None,
        proceedings_live=bool(proceedings) and proceedings[-1].status == "live",
        plan=Plan(plan[-1].round, frozenset(plan[-1].media)) if plan else None,
        signers=said.signers,
        signed_off=said.signed_off(),
        paused=said.paused,
        special=said.special,
        harm=said.harm,
        barred=said.route is Route.BARRED,
        triggers=frozenset(map(Trigger, risk[-1].triggers)) if risk else frozenset(),
        happened=said.happened,
        outside_plan=await _outside_plan(session, said, way),
        day_confirmed=said.has_their_day(way.recipient, now),
    )


async def practice_of(session: AsyncSession, way: Way, now: int) -> PracticeFacts:
    """Return what the practice asks for between these two, as it stands now."""
    said = await said_in(session, way.case, now)
    return await _between(session, said, way, await _round(session, way), now)


RULES: Final = Rules(readers_of, practice_of, still_open)
"""Who answers what the room of correspondence asks."""


@dataclass(frozen=True)
class Readiness:
    """One direction in one medium, and what stands in its way."""

    way: Way
    round: int
    blockers: tuple[Blocker, ...]


async def readiness(
    session: AsyncSession, case_id: str, person: str, *, now: int
) -> list[Readiness]:
    """Return what stands in the way in each direction and medium, for a member of the team."""
    await team_case(session, case_id, person)
    said = await said_in(session, case_id, now)
    found = []
    for way in _ways(case_id, said.sides):
        number = await _round(session, way)
        facts = await _between(session, said, way, number, now)
        found.append(Readiness(way, number, practice_blockers(facts)))
    return found


def _ways(case: str, sides: Mapping[str, str]) -> Iterable[Way]:
    for author in sorted(sides):
        for recipient in sorted(sides):
            if sides[author] != sides[recipient]:
                yield from (Way(case, author, recipient, medium) for medium in MEDIA)
