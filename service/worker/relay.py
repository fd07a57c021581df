"""The relay: hands due outbox rows to the queues, and hands them again when nobody finished them.

Guarantees: every attempt has a job id of its own (`row:attempt`), so an attempt that died with
its worker never blocks the next; Redis may be wiped at any time and the outbox fills it again.
A recording whose attempt died waits before those that came after it.
"""

from dataclasses import dataclass
from typing import Final

import structlog
from arq.connections import ArqRedis
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence import processing
from service.db import outbox
from service.db.session import Sessions, enter_organisation
from service.db.tables import OutboxRow
from service.domain.clock import Clock
from service.domain.events import Task
from service.worker.queues import SERVICE_QUEUE, media_queue, still_waits

_KEPT_S: Final = 24 * 3600
"""How long the queue keeps what a wake-up says; what it has lost by then is announced again."""

log: Final = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _WakeUp:
    queue: str
    function: str
    arguments: tuple[str | int, ...]
    job_id: str
    waited_s: int = 0
    """How long it has waited already, for its place in the queue."""


async def relay_once(sessions: Sessions, redis: ArqRedis, clock: Clock) -> int:
    """Hand over what is due and return how much that was.

    A row is stamped only after Redis took it: if this process dies between, the row is handed over
    twice, which the attempt's job id and the idempotent jobs make harmless.
    """
    handed = 0
    async with sessions() as session, session.begin():
        now = clock.now()
        for row in await outbox.claim_due(session, now=now):
            await enter_organisation(session, row.org)
            wake_up = await _wake_up(session, redis, row, now=now)
            if wake_up is not None:
                await redis.enqueue_job(
                    wake_up.function,
                    *wake_up.arguments,
                    _job_id=wake_up.job_id,
                    _queue_name=wake_up.queue,
                    _defer_by=-wake_up.waited_s,
                    _expires=_KEPT_S,
                )
                handed += 1
            row.enqueued = now
            session.add(row)
            await session.flush()
    return handed


async def _wake_up(
    session: AsyncSession, redis: ArqRedis, row: OutboxRow, *, now: int
) -> _WakeUp | None:
    if row.task == Task.MAKE_RENDITION:
        queue = media_queue(await processing.pool_of(session, row.subject) or "")
        before = f"{row.subject}:{row.attempt}"
        waits = await still_waits(redis, queue, before)
        attempt = await processing.due_attempt(session, row, lost=not waits, at=now)
        if attempt is None:
            return None
        waited = 0
        if attempt != row.attempt:
            waited = max(0, now - row.created)
            # A dead worker's stays there, and a hundred of them would hide what waits behind.
            await redis.zrem(queue, before)
        row.attempt = attempt
        job_id = f"{row.subject}:{attempt}"
        return _WakeUp(queue, "make_rendition", (row.subject, attempt), job_id, waited)
    if row.enqueued is not None:
        if await still_waits(redis, SERVICE_QUEUE, f"{row.id}:{row.attempt}"):
            return None
        row.attempt += 1
    return _WakeUp(SERVICE_QUEUE, row.task, (row.id, row.org), f"{row.id}:{row.attempt}")
