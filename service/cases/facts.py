"""Gathering what the practice asks for, between two people of a case at one instant.

Owns how signed words become facts: the last one about the same counts. Refuses to decide anything:
that is the gate's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.ground import signed as signed_of
from service.cases.practising import body_of
from service.cases.standing import readers_of
from service.cases.trails import team_case
from service.db import statements
from service.db.asked import Rules, Way
from service.db.tables import CasePerson, Item
from service.domain.blockers import Blocker
from service.domain.lifecycle import ItemState
from service.domain.practice import Permit, Plan, PracticeFacts, Prepared, practice_blockers
from service.domain.roles import Side
from service.sealing.schemas import Acknowledgement, Consent, Record
from service.sealing.schemas_practice import MEDIA
from service.sealing.statements import open_statement

ANY: Final = "any"
_PASSED: Final = (ItemState.RELEASED, ItemState.OPENED)


@dataclass(frozen=True)
class _Said:
    """What the people of a case said, and what staff recorded: the last of each."""

    consents: list[Consent]
    acknowledged: Mapping[str, bool]
    records: Mapping[tuple[str, str, str, int], Record]
    sides: Mapping[str, str]

    def consents_to(self, person: str, purpose: str, medium: str) -> bool:
        """Tell whether the last word on this purpose, in this medium or any, was yes."""
        media = {medium, ANY, *(MEDIA if purpose == "take-part" else ())}
        last = [
            one
            for one in self.consents
            if (one.person, one.purpose) == (person, purpose) and one.medium in media
        ]
        return bool(last) and last[-1].given == "yes"

    def of(self, kind: str, person: str = "") -> list[Record]:
        """Return the last records of this kind about this person, or about the case."""
        return [one for one in self.records.values() if (one.kind, one.person) == (kind, person)]

    def prepared(self, person: str, purpose: str, medium: str, number: int) -> Prepared:
        """Say what was done with one person before this round."""
        responsible = self.sides.get(person) == Side.RESPONSIBLE
        clearance = self.of("clearance", person)
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
            clearance=next(
                (
                    Permit(one.status == "given", one.until)
                    for one in clearance
                    if one.status != "not-needed"
                ),
                None,
            ),
        )


async def _said(session: AsyncSession, case: str) -> _Said:
    consents = [
        open_statement(signed_of(row), Consent)
        for row in await statements.every(session, Consent.TYPE, case=case)
    ]
    acknowledged = [
        open_statement(signed_of(row), Acknowledgement)
        for row in await statements.every(session, Acknowledgement.TYPE, case=case)
    ]
    recorded = [body_of(row) for row in await statements.every(session, Record.TYPE, case=case)]
    people = await session.exec(select(CasePerson).where(col(CasePerson.case_id) == case))
    return _Said(
        consents,
        {one.person: one.given == "yes" for one in acknowledged},
        {one.about: one for one in recorded},
        {row.person: row.side for row in people},
    )


async def _round(session: AsyncSession, way: Way) -> int:
    """Return which of the author's items this is, of those that have passed or will."""
    query = select(func.count()).where(
        col(Item.case_id) == way.case,
        col(Item.author) == way.author,
        col(Item.state).in_(_PASSED),
    )
    if way.before is not None:
        created, item = way.before
        query = query.where(
            (col(Item.created) < created) | ((col(Item.created) == created) & (col(Item.id) < item))
        )
    return 1 + (await session.exec(query)).one()


def _between(said: _Said, way: Way, number: int, now: int) -> PracticeFacts:
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
    )


async def practice_of(session: AsyncSession, way: Way, now: int) -> PracticeFacts:
    """Return what the practice asks for between these two, as it stands now."""
    return _between(await _said(session, way.case), way, await _round(session, way), now)


RULES: Final = Rules(readers_of, practice_of)
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
    said = await _said(session, case_id)
    found = []
    for way in _ways(case_id, said.sides):
        number = await _round(session, way)
        facts = _between(said, way, number, now)
        found.append(Readiness(way, number, practice_blockers(facts)))
    return found


def _ways(case: str, sides: Mapping[str, str]) -> Iterable[Way]:
    for author in sorted(sides):
        for recipient in sorted(sides):
            if sides[author] != sides[recipient]:
                yield from (Way(case, author, recipient, medium) for medium in MEDIA)
