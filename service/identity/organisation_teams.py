"""The organisation's own teams: versions that a roster may name, each following the one before.

Guarantees: a version is stored once and named on the organisation's chain. Refuses to make it
count: the root does that, by naming it in a roster.
"""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.declaring import declare, declared
from service.db.tables import Statement as Row
from service.db.tables import TrailHead
from service.domain.errors import Conflict, Invalid
from service.domain.events import Event
from service.identity.sessions import Caller
from service.sealing.errors import SealingError
from service.sealing.schemas import Team
from service.sealing.statements import Statement, open_statement


async def state_team(session: AsyncSession, caller: Caller, signed: Statement, *, at: int) -> None:
    """Store version 1 of a team, or the next one; the same again is welcome.

    Raises `Invalid`, and `Conflict` when another version came first.
    """
    try:
        body = open_statement(signed, Team)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    if signed.key != caller.sign or body.org != caller.org or body.case:
        raise Invalid(reason="team-invalid")
    if await declared(session, signed):
        return
    # Versions of one organisation's teams wait for each other on its trail.
    query = select(TrailHead).where(col(TrailHead.chain) == caller.org)
    await session.exec(query.with_for_update())
    found = await session.exec(
        select(Row).where(col(Row.type) == Team.TYPE, col(Row.case_id).is_(None))
    )
    shown = [(row, open_statement(_signed(row), Team)) for row in found]
    before = max(
        ((one.version, row.digest) for row, one in shown if one.team == body.team),
        default=(0, b""),
    )
    if (body.version, body.previous) != (before[0] + 1, before[1]):
        raise Conflict(field="version")
    await declare(
        session,
        signed,
        Event.TEAM_STATED,
        org=caller.org,
        chain=caller.org,
        at=at,
        actor=caller.actor,
        subject=body.team,
        sequence=body.version,
    )


def _signed(row: Row) -> Statement:
    return Statement(row.type, row.payload, row.signer, row.signature)
