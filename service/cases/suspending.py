"""Suspending a case, or one item of it, and letting it go on.

Guarantees: from the commit on nothing of it is offered, released or opened: an opening that is
under way comes first or not at all, and the trail says which. Each suspension names the one before
it of the same scope, without a gap or a fork. Any supervisor may stop; only a reader of the case's
team lets it go on. Lifting what a reader escalated unlocks it, and is for a supervisor on the team
who is not that reader and whom nothing of the case biases.
"""

import re
from dataclasses import dataclass
from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.conflicts import hold_unbiased
from service.cases.ground import signed as signed_of
from service.cases.holding import hold_everything
from service.cases.in_force import reads
from service.cases.reading import on_team, refusal
from service.db.declaring import declare, declared
from service.db.statements import text_of
from service.db.tables import Case, Item, Statement
from service.db.transitions import move_item
from service.domain.errors import Conflict, Forbidden, Invalid
from service.domain.events import Event
from service.domain.lifecycle import ItemAct, ItemState
from service.domain.roles import Part, StaffRole
from service.sealing.errors import SealingError
from service.sealing.schemas import Suspension
from service.sealing.statements import Statement as Signed
from service.sealing.statements import open_statement

LIFTED: Final = "yes"
_REASON: Final = re.compile(r"^[a-z0-9-]{1,64}$")


@dataclass(frozen=True)
class Staff:
    """The member of staff who acts, as their session and the roster say."""

    person: str
    roles: frozenset[str]
    sign: bytes


async def _case_for(session: AsyncSession, case_id: str, staff: Staff) -> Case:
    """Return the case to its team and to any supervisor; `NotFound` for anyone else."""
    case = await session.get(Case, case_id)
    may = StaffRole.SUPERVISOR in staff.roles or await on_team(session, case_id, staff.person)
    if case is None or not may:
        raise await refusal(session, case_id, staff.person)
    return case


async def suspensions(session: AsyncSession, case_id: str, staff: Staff) -> list[Statement]:
    """Return every suspension of the case and of its items, each chain in its order."""
    await _case_for(session, case_id, staff)
    found = await session.exec(
        select(Statement)
        .where(col(Statement.case_id) == case_id, col(Statement.type) == Suspension.TYPE)
        .order_by(col(Statement.sequence), col(Statement.created), col(Statement.id))
    )
    return list(found)


async def suspend(
    session: AsyncSession, case_id: str, staff: Staff, signed: Signed, *, at: int
) -> None:
    """Store a suspension or its lifting; the same one again is welcome.

    Raises `NotFound`, `Invalid`, `Forbidden` (lifting is for the case's own team, and of what was
    escalated for another supervisor on it) and `Conflict` when another came first or there is
    nothing to lift.
    """
    case = await _case_for(session, case_id, staff)
    try:
        body = open_statement(signed, Suspension)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    if signed.key != staff.sign or body.case != case.id or not _REASON.match(body.reason):
        raise Invalid(reason="suspension-invalid")
    items = await hold_everything(session, case.id)
    if body.item and body.item not in items:
        raise Invalid(reason="suspension-invalid")
    # Asked once the case is locked: one by somebody who left meanwhile, no device would believe.
    if not await reads(session, case.id, staff.person) and (
        body.lifted == LIFTED or StaffRole.SUPERVISOR not in staff.roles
    ):
        raise Forbidden
    scope = body.item or None
    before = [row for row in await suspensions(session, case_id, staff) if row.item_id == scope]
    if await declared(session, signed):
        return
    last = before[-1] if before else None
    if body.previous != (last.digest if last else b""):
        raise Conflict(field="previous")
    standing = last is not None and open_statement(signed_of(last), Suspension).lifted != LIFTED
    if body.lifted == LIFTED and not standing:
        raise Conflict(state="not-suspended")
    escalated = await _escalated(session, body) if body.lifted == LIFTED else None
    if escalated is not None:
        await _hold_may_unlock(session, escalated, staff)
    await declare(
        session,
        signed,
        Event.ITEM_SUSPENDED if scope else Event.CASE_SUSPENDED,
        org=case.org,
        chain=case.id,
        at=at,
        actor=staff.person,
        case=case.id,
        item=scope,
        sequence=len(before) + 1,
    )
    if escalated is not None:
        await move_item(
            session,
            escalated,
            ItemAct.UNLOCK,
            by=Part.READER,
            at=at,
            actor=staff.person,
            statement=text_of(signed.voice),
            also={"escalated_by": None},
        )


async def _escalated(session: AsyncSession, body: Suspension) -> Item | None:
    """Return the item that this is about if it is locked; the caller holds it."""
    found = await session.exec(
        select(Item).where(
            col(Item.id) == (body.item or None), col(Item.state) == ItemState.ESCALATED.value
        )
    )
    return found.first()


async def _hold_may_unlock(session: AsyncSession, item: Item, staff: Staff) -> None:
    """Raise `Forbidden` for whoever locked it, is no supervisor, or declared a conflict."""
    if StaffRole.SUPERVISOR not in staff.roles:
        raise Forbidden(reason="supervisor")
    if item.escalated_by == staff.person:
        raise Forbidden(reason="escalated-by-you")
    await hold_unbiased(session, item.case_id, staff.person)
