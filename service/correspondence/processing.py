"""The making of a rendition, seen from the database.

Leases, attempts, progress, finish and failure.

Guarantees: one attempt at a time holds a job, for 60 seconds at a time; a lapsed lease makes the
next attempt due; finishing stamps the job once, with the signed rendition and its grants in one
transaction.
"""

import json
from dataclasses import dataclass
from typing import Final

from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.submitting import NewGrant, add_grants
from service.correspondence.uploads import check_whole, original_of, padded_limit, set_length
from service.correspondence.working import pool_named
from service.db import outbox, statements, trail
from service.db.statements import text_of
from service.db.tables import Item, MediaJob, OutboxRow, Rendition
from service.db.transitions import move_item
from service.domain.errors import AttemptStale, Conflict, Invalid, LeaseHeld, NotFound, TooLarge
from service.domain.events import Event, Task
from service.domain.lifecycle import ItemAct
from service.domain.roles import Part
from service.sealing.container import chunk_count
from service.sealing.errors import SealingError
from service.sealing.schemas import Manifest, RenditionStatement
from service.sealing.schemas_edits import EDITS
from service.sealing.statements import Statement, open_statement

LEASE_SECONDS: Final = 60
MAX_ATTEMPTS: Final = 5
MAX_PERMILLE: Final = 1000
_MAX_SLICE_CHUNKS: Final = 32
GAVE_UP: Final = "gave-up"


@dataclass(frozen=True)
class NewOutput:
    """The container that a worker is uploading; `padded` is 0 until it knows how long it is."""

    rendition: str
    padded: int
    slice_chunks: int


async def _locked(session: AsyncSession, job_id: str) -> MediaJob:
    rows = await session.exec(select(MediaJob).where(col(MediaJob.id) == job_id).with_for_update())
    job = rows.first()
    if job is None:
        raise NotFound
    return job


async def _check_pool(session: AsyncSession, job: MediaJob, pool: str) -> Item:
    item = await session.get_one(Item, job.item_id)
    if await pool_named(session, item) != pool:
        raise NotFound
    return item


async def pool_of(session: AsyncSession, job_id: str) -> str | None:
    """Return the pool whose workers are to be woken for this job."""
    job = await session.get_one(MediaJob, job_id)
    return await pool_named(session, await session.get_one(Item, job.item_id))


async def start(
    session: AsyncSession, job_id: str, *, attempt: int, worker: str, pool: str, at: int
) -> tuple[MediaJob, Item, Rendition]:
    """Take the lease for this attempt.

    Raises `AttemptStale` when the job has ended or another attempt is due, `LeaseHeld` when a
    worker is on it.
    """
    job = await _locked(session, job_id)
    item = await _check_pool(session, job, pool)
    if job.state not in {"queued", "running"} or job.attempt != attempt:
        raise AttemptStale
    if job.state == "running" and job.worker != worker:
        raise LeaseHeld
    job.state = "running"
    job.worker = worker
    job.lease_until = at + LEASE_SECONDS
    job.permille = 0
    session.add(job)
    await trail.append(
        session,
        org=job.org,
        chain=item.case_id,
        event=Event.ATTEMPT_STARTED,
        at=at,
        actor=pool,
        subject=item.id,
    )
    return job, item, await original_of(session, item)


async def _held(session: AsyncSession, job_id: str, attempt: int, pool: str) -> MediaJob:
    job = await _locked(session, job_id)
    await _check_pool(session, job, pool)
    if job.state != "running" or job.attempt != attempt:
        raise AttemptStale
    return job


async def heartbeat(
    session: AsyncSession, job_id: str, *, attempt: int, permille: int, pool: str, at: int
) -> None:
    """Renew the lease and note progress, 0 to 1000; raises `AttemptStale`: stop working."""
    job = await _held(session, job_id, attempt, pool)
    job.lease_until = at + LEASE_SECONDS
    job.permille = max(job.permille, min(permille, MAX_PERMILLE))
    session.add(job)
    await session.flush()


async def add_output(
    session: AsyncSession, job_id: str, output: NewOutput, *, attempt: int, pool: str, at: int
) -> None:
    """Add the row of the container that this attempt uploads, or say how long that one is.

    The same again is welcome.
    """
    job = await _held(session, job_id, attempt, pool)
    if output.padded > padded_limit():
        raise TooLarge(most=padded_limit())
    if output.padded < 0 or not 1 <= output.slice_chunks <= _MAX_SLICE_CHUNKS:
        raise Invalid(reason="upload")
    begun = await session.get(Rendition, output.rendition, with_for_update=True)
    if begun is not None:
        if (begun.job, begun.attempt, begun.slice_chunks) != (job.id, attempt, output.slice_chunks):
            raise Conflict(field="rendition")
        if output.padded:
            await set_length(session, begun, output.padded)
        return
    session.add(
        Rendition(
            id=output.rendition,
            org=job.org,
            item_id=job.item_id,
            version=job.version,
            role="rendition",
            padded=output.padded,
            chunks=chunk_count(output.padded),
            slice_chunks=output.slice_chunks,
            job=job.id,
            attempt=attempt,
            created=at,
        )
    )
    await session.flush()


async def finish(  # noqa: PLR0913 - what finishing rests on, all named
    session: AsyncSession,
    job_id: str,
    *,
    attempt: int,
    pool: str,
    pool_sign: bytes,
    signed: Statement,
    grants: list[NewGrant],
    table: bytes,
    at: int,
) -> None:
    """Store the rendition and queue its item for review; the same finish again is welcome.

    `table` is the digest table as read back from the object store.
    """
    job = await _locked(session, job_id)
    item = await _check_pool(session, job, pool)
    if await finished_with(session, job_id, signed.digest):
        return
    if job.state != "running" or job.attempt != attempt:
        raise AttemptStale
    try:
        body = open_statement(signed, RenditionStatement)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    rendition = await session.get(Rendition, body.output.rendition)
    manifest = await statements.newest(session, Manifest.TYPE, item=item.id)
    original = await original_of(session, item)
    if rendition is None or rendition.job != job.id or manifest is None:
        raise Invalid(reason="rendition-invalid")
    output = (body.output.table, body.output.padded)
    said = (body.case, body.item, body.manifest, body.input, *output, EDITS.write(body.edits))
    known = (
        item.case_id,
        item.id,
        manifest.digest,
        original.table_digest,
        rendition.table_digest,
        rendition.padded,
        json.loads(job.edits),
    )
    if signed.key != pool_sign or said != known:
        raise Invalid(reason="rendition-invalid")
    await check_whole(session, rendition, table)
    if sorted(grant.holder for grant in grants) != ["author", "team"] or any(
        grant.rendition != rendition.id for grant in grants
    ):
        raise Invalid(reason="grants")
    rendition.complete = True
    job.state = "done"
    job.permille = MAX_PERMILLE
    job.lease_until = None
    session.add_all([rendition, job])
    before = await statements.newest(session, RenditionStatement.TYPE, item=item.id)
    await statements.record(
        session,
        signed,
        org=item.org,
        at=at,
        case=item.case_id,
        item=item.id,
        # The last one is what is read and released, of whatever version it is.
        sequence=max(before.sequence + 1 if before else 1, item.version),
    )
    add_grants(session, item, grants, at=at)
    await move_item(
        session,
        item,
        ItemAct.QUEUE_FOR_REVIEW,
        by=Part.WORKER,
        at=at,
        actor=pool,
        statement=text_of(signed.voice),
        # What was being read keeps its place in the queue.
        also={"waiting_since": (item.waiting_since if job.asked_by else None) or at},
    )
    await _stamp_outbox(session, job, at=at)


async def finished_with(session: AsyncSession, job_id: str, digest: bytes) -> bool:
    """Tell whether this job is done with exactly this rendition statement."""
    job = await session.get(MediaJob, job_id)
    if job is None or job.state != "done":
        return False
    row = await statements.named(session, RenditionStatement.TYPE, digest)
    return row is not None and row.item_id == job.item_id


async def fail(
    session: AsyncSession, job_id: str, *, attempt: int, pool: str, reason: str, at: int
) -> None:
    """Note why no rendition can be made; the item goes back to its author to replace."""
    job = await _locked(session, job_id)
    item = await _check_pool(session, job, pool)
    if job.state == "failed" and job.reason == reason:
        return
    if job.state != "running" or job.attempt != attempt:
        raise AttemptStale
    await give_back(session, job, item, reason=reason, by=Part.WORKER, at=at)


async def give_back(
    session: AsyncSession, job: MediaJob, item: Item, *, reason: str, by: Part, at: int
) -> None:
    """End a job; its author is told the reason and can send another recording in its place.

    Where it was a safer rendition of what is there already, its readers go on with what there was.
    """
    job.state = "failed"
    job.reason = reason
    job.lease_until = None
    session.add(job)
    act = ItemAct.QUEUE_FOR_REVIEW if job.asked_by else ItemAct.FAIL
    await move_item(session, item, act, by=by, at=at)
    await _stamp_outbox(session, job, at=at)


async def _stamp_outbox(session: AsyncSession, job: MediaJob, *, at: int) -> None:
    await session.exec(
        update(OutboxRow)
        .where(
            col(OutboxRow.subject) == job.id,
            col(OutboxRow.task) == Task.MAKE_RENDITION.value,
            col(OutboxRow.done).is_(None),
        )
        .values(done=at)
        .execution_options(synchronize_session=False)
    )


async def due_attempt(session: AsyncSession, row: OutboxRow, *, lost: bool, at: int) -> int | None:
    """Return the attempt to wake a worker for, or None when nothing is due now.

    `lost` says that the queue no longer holds the row's attempt. A running job whose lease
    lapsed, and a queued one that the queue lost, get their next attempt here; the fifth that
    fails is the last.
    """
    job = await _locked(session, row.subject)
    if job.state in {"done", "failed"}:
        await outbox.stamp_done(session, row.id, now=at)
        return None
    if job.state == "running":
        if (job.lease_until or 0) >= at:
            return None
    elif row.enqueued is None:
        return job.attempt
    elif not lost:
        return None
    item = await session.get_one(Item, job.item_id)
    if job.state == "running" and job.attempt >= MAX_ATTEMPTS:
        await give_back(session, job, item, reason=GAVE_UP, by=Part.SERVICE, at=at)
        # No worker comes back to remove what its attempts stored.
        outbox.put(session, org=job.org, task=Task.CLEAR, subject=item.id, at=at)
        return None
    if job.state == "running":
        await trail.append(
            session,
            org=job.org,
            chain=item.case_id,
            event=Event.ATTEMPT_LAPSED,
            at=at,
            subject=item.id,
        )
    job.attempt += 1
    job.state = "queued"
    job.worker = None
    job.lease_until = None
    session.add(job)
    await session.flush()
    return job.attempt
