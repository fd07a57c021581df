"""For whom a liaison may act now: whose mandate names a team that they are on, and has not ended.

Guarantees: asked anew at every request, from the newest roster and the newest version of the team
that it names; whoever is replaced, or whose mandate ends, may not act from that moment on.
"""

from collections.abc import Mapping

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import statements
from service.db.tables import Account, CasePerson
from service.db.tables import Statement as Row
from service.domain.roles import Acting, StaffRole
from service.sealing.schemas import Roster, Team
from service.sealing.statements import Statement, open_statement

# By case and person.
ActsFor = Mapping[tuple[str, str], Acting]


async def acts_for(session: AsyncSession, account: Account, *, at: int) -> ActsFor:
    """Return everyone for whom this account may act at this moment."""
    if StaffRole.LIAISON not in account.roles:
        return {}
    teams = await _rostered_teams(session)
    own = {
        one.team: frozenset(member.person for member in one.members)
        for one in teams
        if any((m.person, m.box) == (account.id, account.box) for m in one.members)
    }
    found = await session.exec(
        select(CasePerson).where(
            col(CasePerson.liaison_team).in_(own), col(CasePerson.mandate_until) >= at
        )
    )
    return {
        (row.case_id, row.person): Acting(row.mandate_until or 0, own[team], team)
        for row in found
        if (team := row.liaison_team) is not None
    }


async def team_key(session: AsyncSession, team: str) -> bytes | None:
    """Return the key of a team's newest version that the roster names; None where it names none."""
    found = (one.key for one in await _rostered_teams(session) if one.team == team)
    return next(found, None)


async def _rostered_teams(session: AsyncSession) -> list[Team]:
    """Return the newest version of each of the organisation's teams that the roster names."""
    row = await statements.newest(session, Roster.TYPE)
    if row is None:
        return []
    named = open_statement(_signed(row), Roster).teams
    found = await session.exec(
        select(Row).where(
            col(Row.type) == Team.TYPE, col(Row.case_id).is_(None), col(Row.digest).in_(named)
        )
    )
    newest: dict[str, Team] = {}
    for one in sorted((open_statement(_signed(row), Team) for row in found), key=_version):
        newest[one.team] = one
    return list(newest.values())


def _version(team: Team) -> int:
    return team.version


def _signed(row: Row) -> Statement:
    return Statement(row.type, row.payload, row.signer, row.signature)
