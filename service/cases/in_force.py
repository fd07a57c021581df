"""Whom every device takes for somebody of a case's team now.

Owns the server's half of check 6.2: by the newest version of the team, under the key that it
names. Guarantees: asked while the case is locked, the answer holds until the transaction ends.
Whoever has new keys, or another role, is let in by their row on the team, but a statement of
theirs would be refused by every device, and with it the whole case.
"""

from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import statements
from service.db.tables import Account, TeamMember
from service.domain.errors import Forbidden
from service.domain.roles import READERS
from service.sealing.schemas import Team
from service.sealing.statements import Statement, open_statement


async def stands(session: AsyncSession, case: str, person: str) -> bool:
    """Tell whether this person is on the newest version of the team under the key they have."""
    account = await session.get(Account, person)
    member = await session.get(TeamMember, (case, person), populate_existing=True)
    row = await statements.newest(session, Team.TYPE, case=case)
    if account is None or account.state != "certified" or member is None or row is None:
        return False
    team = open_statement(Statement(row.type, row.payload, row.signer, row.signature), Team)
    return (account.id, account.box) in {(one.person, one.box) for one in team.members}


async def reads(session: AsyncSession, case: str, person: str) -> bool:
    """Tell whether this person is a facilitator or supervisor who stands on the team."""
    account = await session.get(Account, person)
    role = account is not None and not READERS.isdisjoint(account.roles)
    return role and await stands(session, case, person)


async def hold_reader(session: AsyncSession, case: str, person: str) -> None:
    """Raise `Forbidden` for anybody whose word as a reader no device would take."""
    if not await reads(session, case, person):
        raise Forbidden
