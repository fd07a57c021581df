"""The service's own jobs: offer an approved item, release an accepted one, clear away, sweep.

Guarantees: each is idempotent and stamps its outbox row in its own transaction. Holds no keys and
reads nothing that anybody wrote.
"""

from dataclasses import dataclass
from typing import Any, Final

import structlog
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.facts import RULES
from service.correspondence import abandoned, lapsing, offering, promised, receiving
from service.db import outbox
from service.db.refused_attempts import put_on_trails
from service.db.session import Sessions, transaction
from service.db.tables import Item, OutboxRow
from service.domain.blockers import Blocker
from service.domain.clock import Clock
from service.domain.errors import Conflict
from service.domain.offers import RESTS
from service.identity import sessions as identity_sessions
from service.identity import throttle
from service.media.store import ObjectStore, StoreError
from service.moderation import queue

# A blocked release is looked at again after this long: a clearance may arrive.
LOOK_AGAIN_SECONDS: Final = 30
# What waits for somebody's word, which asks anew; or for nothing, since it is never handed on.
_SETTLED: Final = RESTS | {Blocker.RECALLED, Blocker.AFTER_WINDOW}
log: Final = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Parts:
    """What the jobs need; of the store, that what was left goes from it."""

    sessions: Sessions
    clock: Clock
    store: ObjectStore


async def _row_and_item(session: AsyncSession, row_id: str) -> tuple[OutboxRow, Item] | None:
    row = await session.get(OutboxRow, row_id)
    if row is None or row.done is not None:
        return None
    found = await session.exec(select(Item).where(col(Item.id) == row.subject).with_for_update())
    return row, found.one()


async def offer(ctx: dict[str, Any], row_id: str, org: str) -> None:
    """Offer the item of this row to its recipient."""
    parts: Parts = ctx["parts"]
    async with transaction(parts.sessions, org) as session:
        found = await _row_and_item(session, row_id)
        if found is None:
            return
        row, item = found
        now = parts.clock.now()
        blockers = await offering.offer(session, item, rules=RULES, at=now)
        ends = None
        if Blocker.NOT_ASKED_FOR in blockers or item.relates_to is not None:
            # When they ask it should be there: it goes back to its readers before that, if it must.
            # So it is with captions, which nobody is told of.
            ends = await offering.ends_at(session, item, RULES)
        await _settle(session, row, blockers, now=now, ends=ends)


async def release(ctx: dict[str, Any], row_id: str, org: str) -> None:
    """Release the item of this row if the gate is open at this instant.

    Otherwise look again later.
    """
    parts: Parts = ctx["parts"]
    async with transaction(parts.sessions, org) as session:
        found = await _row_and_item(session, row_id)
        if found is None:
            return
        row, item = found
        now = parts.clock.now()
        blockers = await receiving.release(session, item, rules=RULES, at=now)
        opens = await receiving.look_again_at(session, item, blockers)
        await _settle(session, row, blockers, now=now, opens=opens)


async def clear(ctx: dict[str, Any], row_id: str, org: str) -> None:
    """Remove what nobody will finish of this row's item: its bytes, then what says they are there.

    Again is welcome: it goes on where it broke off.
    """
    parts: Parts = ctx["parts"]
    async with transaction(parts.sessions, org) as session:
        found = await _row_and_item(session, row_id)
        if found is None:
            return
        lapsed = await lapsing.left_of(session, found[1].id)
        unfinished = await abandoned.abandoned(session, found[1].id)
    left = [*lapsed, *unfinished]
    for key in (key for one in left for key in one.objects):
        await parts.store.remove(key)
    async with transaction(parts.sessions, org) as session:
        for one in lapsed:
            await lapsing.forget(session, one.rendition)
        for one in unfinished:
            await abandoned.forget(session, one.rendition)
        await outbox.stamp_done(session, row_id, now=parts.clock.now())
    log.info("cleared", item=found[1].id, objects=sum(len(one.objects) for one in left))


async def _settle(
    session: AsyncSession,
    row: OutboxRow,
    blockers: tuple[Blocker, ...],
    *,
    now: int,
    opens: int | None = None,
    ends: int | None = None,
) -> None:
    """Stamp a row whose work is done or can never be; let one that is blocked for now wait.

    `opens` is when a window opens: nothing sooner, and then at once, without anybody acting.
    `ends` is until when the approvals of what rests hold, where it is looked at again then.
    """
    if blockers:
        log.info("blocked", task=row.task, item=row.subject, blockers=[str(b) for b in blockers])
    if blockers and _SETTLED.isdisjoint(blockers):
        await outbox.postpone(session, row.id, until=opens or now + LOOK_AGAIN_SECONDS)
        return
    if ends is not None and ends >= now and Blocker.RECALLED not in blockers:
        await outbox.postpone(session, row.id, until=ends + 1)
        return
    await outbox.stamp_done(session, row.id, now=now)


async def sweep(sessions: Sessions, clock: Clock) -> None:
    """End what has run out: sessions and throttles are deleted, refused attempts go on trails."""
    await put_on_trails(sessions)
    now = clock.now()
    await identity_sessions.sweep(sessions, at=now)
    await throttle.sweep(sessions, at=now)


async def sweep_promised(parts: Parts) -> int:
    """Remove what addresses that ran out have left, then what says that it may lie there."""
    async with parts.sessions() as session, session.begin():
        gone = await promised.left(session, at=parts.clock.now())
    for one in gone:
        try:
            await parts.store.remove(one.key)
        except StoreError as fault:
            log.warning("store away", fault=str(fault))
            break
        async with parts.sessions() as session, session.begin():
            await promised.forget(session, one)
    return len(gone)


async def lapse_claims(sessions: Sessions, clock: Clock) -> int:
    """Put items back in the queue whose reader let the claim run out; returns how many."""
    now = clock.now()
    async with sessions() as session, session.begin():
        waiting = [(item.id, item.org) for item in await queue.lapsed_claims(session, at=now)]
    for item_id, org in waiting:
        async with transaction(sessions, org) as session:
            found = await session.exec(
                select(Item).where(col(Item.id) == item_id).with_for_update()
            )
            item = found.one()
            if item.claimed_by is None or (item.claim_until or 0) >= now:
                continue
            try:
                await queue.lapse(session, item, at=now)
            except Conflict:
                log.info("claim moved meanwhile", item=item_id)
    return len(waiting)


async def lapse_uploads(sessions: Sessions, clock: Clock) -> int:
    """End what was begun and nobody went on with; returns how many. Their bytes go by a job."""
    now = clock.now()
    async with sessions() as session, session.begin():
        waiting = await lapsing.unsent(session, at=now)
    ended = 0
    for item_id, org in waiting:
        async with transaction(sessions, org) as session:
            ended += await lapsing.lapse(session, item_id, at=now)
    if ended:
        log.info("uploads lapsed", many=ended)
    return ended
