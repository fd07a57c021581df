"""The steps of a case, from its referral to its end, each taken by a reader of its team.

Guarantees: what a step takes is asked again in the transaction that takes it, with the case locked;
every step is on the case's trail. Refuses to decide: `domain/casework.py` does.
"""

from dataclasses import dataclass

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.certifying import locked_case
from service.cases.facts import Said, said_in
from service.cases.in_force import hold_reader
from service.cases.stating import TWO
from service.cases.trails import team_case
from service.db import statements
from service.db.tables import Account, Case, CasePerson, Item, TeamMember
from service.db.transitions import move_case
from service.domain.blockers import Blocker
from service.domain.casework import CaseFacts, case_blockers
from service.domain.errors import Blocked, Conflict
from service.domain.lifecycle import CASE_STEPS, CaseAct, CaseState, ItemState
from service.domain.policy import Route
from service.domain.roles import READERS
from service.sealing.schemas import Recall

# Somebody waits for what becomes of these: a reader's time, or a window that was chosen.
_ON_THEIR_WAY = (
    ItemState.SUBMITTED,
    ItemState.PROCESSING,
    ItemState.EDITING,
    ItemState.AWAITING_REVIEW,
    ItemState.IN_REVIEW,
    ItemState.ACCEPTED,
    ItemState.RELEASED,
)


@dataclass(frozen=True)
class Ahead:
    """A step that can come next, and what stands in its way."""

    act: CaseAct
    next: CaseState
    blockers: tuple[Blocker, ...]


async def ahead(session: AsyncSession, case: Case, person: str, *, now: int) -> list[Ahead]:
    """Return the steps that can come next, as they stand for this member of the team."""
    facts = await _facts(session, case, person, now)
    return [
        Ahead(act, step.next, case_blockers(act, facts))
        for (state, act), step in CASE_STEPS.items()
        if state == CaseState(case.state)
    ]


async def take(session: AsyncSession, case_id: str, person: str, act: CaseAct, *, at: int) -> Case:
    """Take a step of the case.

    Raises `NotFound` for whoever is not on the team, `Forbidden` for whom no device takes for a
    reader, `Conflict` where the step does not start, and `Blocked` naming all that lacks.
    """
    await team_case(session, case_id, person)
    case = await locked_case(session, case_id)
    await hold_reader(session, case.id, person)
    if (CaseState(case.state), act) not in CASE_STEPS:
        raise Conflict(state=case.state)
    lacking = case_blockers(act, await _facts(session, case, person, at))
    if lacking:
        raise Blocked(blockers=",".join(lacking))
    await move_case(session, case, act, at=at, actor=person)
    return case


async def _facts(session: AsyncSession, case: Case, person: str, now: int) -> CaseFacts:
    said = await said_in(session, case.id, now)
    people = list(await session.exec(select(CasePerson).where(col(CasePerson.case_id) == case.id)))
    return CaseFacts(
        sides=frozenset(one.side for one in people if one.settled),
        key_holders=await _key_holders(session, case.id),
        declared=_declared(said, person),
        ages=all(said.says("age", one.person) for one in people),
        employment=all(said.says("employment", one.person) for one in people),
        employed=any(said.says("employment", one.person) == "employed" for one in people),
        signed_off=said.signed_off(),
        on_their_way=await _on_their_way(session, case.id),
        harm=said.harm,
        readers=not said.special or said.signers >= TWO,
        barred=said.route is Route.BARRED,
    )


def _declared(said: Said, person: str) -> bool:
    return any(
        one.kind == "conflict" and one.subject == person and one.status == "none"
        for one in said.records.values()
    )


async def _key_holders(session: AsyncSession, case_id: str) -> int:
    found = await session.exec(
        select(Account)
        .join(TeamMember, col(TeamMember.person) == col(Account.id))
        .where(col(TeamMember.case_id) == case_id, col(Account.state) == "certified")
    )
    return sum(not READERS.isdisjoint(one.roles) for one in found)


async def _on_their_way(session: AsyncSession, case_id: str) -> int:
    recalled = statements.items_with(Recall.TYPE, case_id)
    found = await session.exec(
        select(func.count()).where(
            col(Item.case_id) == case_id,
            col(Item.state).in_(_ON_THEIR_WAY),
            col(Item.id).not_in(recalled),
        )
    )
    return found.one()
