"""The only door that writes a state: applies one row of the lifecycle table, once.

Guarantees: compare-and-set on state and lock version, with the trail entry and the outbox row in
the same transaction; of two who try the same step at once, one wins and the other gets
`Conflict`. A database trigger refuses any step that is not in the table.
"""

from sqlalchemy import CursorResult
from sqlmodel import col, update
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import outbox, trail
from service.db.tables import Case, Item
from service.domain.errors import Conflict, Fact, Forbidden
from service.domain.lifecycle import (
    CASE_STEPS,
    ITEM_STEPS,
    CaseAct,
    CaseState,
    ItemAct,
    ItemState,
)
from service.domain.roles import Part


async def move_item(  # noqa: PLR0913 - each names one fact of the step
    session: AsyncSession,
    item: Item,
    act: ItemAct,
    *,
    by: Part,
    at: int,
    actor: str | None = None,
    statement: str = "",
    also: dict[str, Fact] | None = None,
    task_subject: str | None = None,
) -> None:
    """Apply `act` to `item` as read in this transaction, writing the columns in `also` with it.

    Raises `Conflict` when the item is not where the act starts from, or moved since it was read;
    `Forbidden` when the act is not this part's.
    """
    step = ITEM_STEPS.get((ItemState(item.state), act))
    if step is None:
        raise Conflict(state=item.state if by is Part.READER else None)
    if by not in step.by:
        raise Forbidden
    changes = dict(also or {})
    values = {**changes, "state": step.next.value, "lock_version": item.lock_version + 1}
    await session.flush()
    connection = await session.connection()
    result: CursorResult[object] = await connection.execute(
        update(Item)
        .where(
            col(Item.id) == item.id,
            col(Item.state) == item.state,
            col(Item.lock_version) == item.lock_version,
        )
        .values(**values)
    )
    if result.rowcount != 1:
        raise Conflict
    await session.refresh(item)
    await trail.append(
        session,
        org=item.org,
        chain=item.case_id,
        event=step.event,
        at=at,
        actor=actor,
        subject=item.id,
        statement=statement,
    )
    if step.task is not None:
        outbox.put(session, org=item.org, task=step.task, subject=task_subject or item.id, at=at)


async def move_case(
    session: AsyncSession, case: Case, act: CaseAct, *, at: int, actor: str, statement: str = ""
) -> None:
    """Apply `act` to `case`; raises `Conflict` when it is elsewhere or moved since it was read."""
    step = CASE_STEPS.get((CaseState(case.state), act))
    if step is None:
        raise Conflict(state=case.state)
    await session.flush()
    connection = await session.connection()
    result: CursorResult[object] = await connection.execute(
        update(Case)
        .where(col(Case.id) == case.id, col(Case.lock_version) == case.lock_version)
        .values(state=step.next.value, lock_version=case.lock_version + 1)
    )
    if result.rowcount != 1:
        raise Conflict
    await session.refresh(case)
    await trail.append(
        session,
        org=case.org,
        chain=case.id,
        event=step.event,
        at=at,
        actor=actor,
        statement=statement,
    )
