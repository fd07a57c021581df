"""A case's team from version to version: who joins, who leaves, what follows in the same instant.

Guarantees: version, case statement and cover are stored and named on the trail together, and from
then on exactly the members of the newest version are let in. Refuses a version by anybody who is
not on the one before; `stepping_in` is the one other way.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.certifying import locked_case
from service.cases.in_force import hold_reader
from service.cases.reading import on_team, refusal
from service.cases.versions import Checked, NextVersion, check_next
from service.cases.vouching import hold_vouched
from service.db import statements
from service.db.declaring import declare
from service.db.tables import Case, Item, TeamMember
from service.domain.events import Event
from service.sealing.schemas import Team
from service.sealing.statements import Statement


@dataclass(frozen=True)
class Act:
    """Whose act it is, with which key, and when."""

    person: str
    sign: bytes
    at: int


async def change_team(
    session: AsyncSession, case_id: str, act: Act, given: NextVersion
) -> frozenset[str]:
    """Put the next version of a case's team in force; return whom it leaves out.

    The same version again is welcome. Raises `NotFound` for whoever is not on the team, `Forbidden`
    for whoever is on it under another key, `Invalid`, and `Conflict`: of the field `trail` when
    somebody leaves for whom nobody has vouched.
    """
    case = await case_of(session, case_id, act.person)
    await hold_reader(session, case_id, act.person)
    await _hold_items(session, case_id)
    newest = await statements.newest(session, Team.TYPE, case=case_id)
    if newest is not None and newest.digest == given.team.digest:
        return frozenset()
    checked = await check_next(session, case, act.person, act.sign, given)
    dropped = checked.earlier - checked.members
    await hold_vouched(session, case, dropped, checked.members)
    await put_in_force(session, case, checked, act)
    return dropped


async def case_of(session: AsyncSession, case_id: str, person: str) -> Case:
    """Return a case, locked, to a member of its team; raises `NotFound` for anyone else."""
    case = await locked_case(session, case_id)
    if not await on_team(session, case_id, person):
        raise await refusal(session, case_id, person)
    return case


async def _hold_items(session: AsyncSession, case_id: str) -> None:
    """Wait for whoever is acting on an item, and let nobody act on one meanwhile.

    Else somebody who leaves could sign a decision between the look at what they signed and their
    leaving, and nobody could vouch for it any more.
    """
    await session.exec(
        select(Item.id).where(col(Item.case_id) == case_id).order_by(Item.id).with_for_update()
    )


async def put_in_force(
    session: AsyncSession,
    case: Case,
    checked: Checked,
    act: Act,
    step_ins: Iterable[tuple[str, Statement]] = (),
) -> None:
    """Store a checked version with everything that belongs to it, and let exactly its members in.

    `step_ins` are the people who step in, each with their statement. The case statement comes
    last: by then the trail holds all that it takes to believe it.
    """
    version = checked.team.version
    await _named(session, case, checked.given.team, Event.TEAM_STATED, act.person, act.at, version)
    if checked.given.cover is not None:
        cover = checked.given.cover
        await _named(session, case, cover, Event.TEAM_COVERED, act.person, act.at, version)
    for person, signed in step_ins:
        await _named(session, case, signed, Event.TEAM_STEPPED_INTO, person, act.at, version)
    stated = checked.given.case_statement
    await _named(session, case, stated, Event.CASE_STATED, act.person, act.at, checked.sequence)
    gone = checked.earlier - checked.members
    connection = await session.connection()
    await connection.execute(
        delete(TeamMember).where(
            col(TeamMember.case_id) == case.id, col(TeamMember.person).in_(gone)
        )
    )
    session.add_all(
        TeamMember(case_id=case.id, person=person, org=case.org)
        for person in sorted(checked.members - checked.earlier)
    )
    await session.flush()


async def _named(
    session: AsyncSession,
    case: Case,
    signed: Statement,
    event: Event,
    actor: str,
    at: int,
    sequence: int,
) -> None:
    await declare(
        session,
        signed,
        event,
        org=case.org,
        chain=case.id,
        case=case.id,
        at=at,
        actor=actor,
        sequence=sequence,
    )
