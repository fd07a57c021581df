"""The next case statement by itself: one that names another worker pool, or asks for more.

Guarantees: nothing else changes with it; more is two readers in place of one, or the special route,
which always takes two, and what was approved under less is looked at again. Refuses a statement
that asks for less, or for another team, card or people: those have acts of their own, or take a
signature that this version cannot check.
"""

from dataclasses import replace

from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.case_statements import check_case_statement
from service.cases.certifying import locked_case
from service.cases.ground import signed as signed_of
from service.cases.in_force import hold_reader
from service.cases.reading import on_team, refusal
from service.cases.waking import wake_what_rests
from service.db import statements
from service.db.declaring import declare
from service.domain.errors import Conflict, Invalid
from service.domain.events import Event
from service.sealing.schemas import CaseStatement, Roster
from service.sealing.statements import Statement, open_statement

SPECIALIST = "specialist"
TWO = 2


async def state(
    session: AsyncSession, case_id: str, *, signer: str, sign: bytes, signed: Statement, at: int
) -> None:
    """Store a case statement that names another pool of the roster, or that asks for more.

    The same again is welcome. Raises `NotFound` for anyone but the case's team, `Conflict` when
    another came first, and `Invalid` when it changes anything else.
    """
    if not await on_team(session, case_id, signer):
        raise await refusal(session, case_id, signer)
    case = await locked_case(session, case_id)
    await hold_reader(session, case_id, signer)
    body = check_case_statement(signed, case.org, case.id, sign)
    before_row = await statements.newest(session, CaseStatement.TYPE, case=case.id)
    roster_row = await statements.newest(session, Roster.TYPE)
    if before_row is None or roster_row is None:
        raise Conflict(field="sequence")
    if before_row.digest == signed.digest:
        return
    before = open_statement(signed_of(before_row), CaseStatement)
    if (body.sequence, body.previous) != (before.sequence + 1, before_row.digest):
        raise Conflict(field="sequence")
    follows = replace(before, sequence=body.sequence, previous=body.previous, issued=body.issued)
    pools = {one.pool for one in open_statement(signed_of(roster_row), Roster).pools}
    moved = body.pool in pools - {before.pool} and body == replace(follows, pool=body.pool)
    if not moved and body not in _stricter(follows):
        raise Invalid(reason="case-invalid")
    await declare(
        session,
        signed,
        Event.CASE_STATED,
        org=case.org,
        chain=case.id,
        at=at,
        actor=signer,
        case=case.id,
        sequence=body.sequence,
    )
    if not moved:
        await wake_what_rests(session, case.id, at=at)


def _stricter(follows: CaseStatement) -> list[CaseStatement]:
    """Return what this may become that asks for more than it does."""
    stricter = [replace(follows, signers=TWO), replace(follows, signers=TWO, route=SPECIALIST)]
    return [one for one in stricter if one != follows and one.route in {follows.route, SPECIALIST}]
