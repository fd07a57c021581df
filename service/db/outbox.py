"""The outbox: what must happen next, committed with what happened.

Guarantees: a row is written in the causing transaction; `claim_due` gives each due row to one
relay at a time; a row is done only when its job says so in the job's own transaction, so Redis
may be wiped at any time.
"""

import uuid
from typing import Final

from sqlmodel import col, or_, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.tables import OutboxRow
from service.domain.events import Task

# After this long an enqueued row that nobody finished is offered again.
STALE_SECONDS: Final = 20


def put(
    session: AsyncSession, *, org: str, task: Task, subject: str, at: int, attempt: int = 1
) -> None:
    """Add a row; `subject` is the id of the item or job the task is about."""
    session.add(
        OutboxRow(
            id=str(uuid.uuid4()),
            org=org,
            task=task.value,
            subject=subject,
            attempt=attempt,
            created=at,
            due=at,
        )
    )


async def claim_due(session: AsyncSession, *, now: int, limit: int = 50) -> list[OutboxRow]:
    """Lock and return due rows never enqueued, or enqueued too long ago.

    Others skip what is locked.
    """
    stale = now - STALE_SECONDS
    rows = await session.exec(
        select(OutboxRow)
        .where(
            col(OutboxRow.done).is_(None),
            col(OutboxRow.due) <= now,
            or_(col(OutboxRow.enqueued).is_(None), col(OutboxRow.enqueued) < stale),
        )
        .order_by(col(OutboxRow.created), col(OutboxRow.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(rows)


async def stamp_enqueued(session: AsyncSession, ids: list[str], *, now: int) -> None:
    """Mark rows as handed to the queue."""
    await session.exec(update(OutboxRow).where(col(OutboxRow.id).in_(ids)).values(enqueued=now))


async def stamp_done(session: AsyncSession, row_id: str, *, now: int) -> None:
    """Mark a row as finished, in the transaction of the work it asked for."""
    await session.exec(
        update(OutboxRow)
        .where(col(OutboxRow.id) == row_id, col(OutboxRow.done).is_(None))
        .values(done=now)
    )


async def postpone(session: AsyncSession, row_id: str, *, until: int) -> None:
    """Let a row wait: its work is blocked now and must be looked at again at `until`."""
    await session.exec(
        update(OutboxRow).where(col(OutboxRow.id) == row_id).values(due=until, enqueued=None)
    )
