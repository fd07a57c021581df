"""The media worker's jobs: start, heartbeat, output, finish, failure. Every one is idempotent."""

import json

from fastapi import APIRouter

from service.api.access import MediaWorker, MediaWorkerBriefly
from service.api.context import Context, Parts, Session
from service.api.routes.renditions import read_table
from service.api.schemas.accounts import Empty
from service.api.schemas.common import EditWire, Id
from service.api.schemas.items import (
    FailJob,
    FinishJob,
    Heartbeat,
    JobAnswer,
    OutputBody,
    StartJob,
)
from service.api.views import container_answer, show_evidence
from service.correspondence import abandoned, processing
from service.correspondence.processing import LEASE_SECONDS, NewOutput
from service.correspondence.submitting import NewGrant
from service.db.session import transaction
from service.domain.roles import Part
from service.identity.roster import pool_entry
from service.sealing.schemas import RenditionStatement
from service.sealing.statements import open_statement

router = APIRouter(prefix="/worker/jobs", tags=["media worker"])


@router.post("/{job}/start")
async def start(
    job: Id, body: StartJob, caller: MediaWorker, parts: Parts, session: Session
) -> JobAnswer:
    """Take the lease of an attempt, and get what the work needs.

    What attempts before it left unfinished is removed first.
    """
    await _clear_away(parts, caller.org)
    at = parts.clock.now()
    row, item, original = await processing.start(
        session,
        job,
        attempt=body.attempt,
        worker=body.worker,
        pool=caller.actor,
        at=at,
    )
    await session.flush()
    return JobAnswer(
        job=row.id,
        attempt=row.attempt,
        item=item.id,
        case=item.case_id,
        original=container_answer(original),
        edits=[EditWire.model_validate(one) for one in json.loads(row.edits)],
        evidence=await show_evidence(session, caller, item, Part.WORKER, at=at),
        lease_seconds=LEASE_SECONDS,
    )


@router.post("/{job}/heartbeat", status_code=204)
async def heartbeat(
    job: Id, body: Heartbeat, caller: MediaWorker, parts: Parts, session: Session
) -> None:
    """Renew the lease and note progress."""
    await processing.heartbeat(
        session,
        job,
        attempt=body.attempt,
        permille=body.permille,
        pool=caller.actor,
        at=parts.clock.now(),
    )


@router.post("/{job}/output", status_code=201)
async def add_output(
    job: Id, body: OutputBody, caller: MediaWorker, parts: Parts, session: Session
) -> Empty:
    """Announce the container that this attempt uploads, and how long it is once that is known."""
    await processing.add_output(
        session,
        job,
        NewOutput(body.rendition, body.padded, body.slice_chunks),
        attempt=body.attempt,
        pool=caller.actor,
        at=parts.clock.now(),
    )
    return Empty()


@router.post("/{job}/finish")
async def finish(job: Id, body: FinishJob, caller: MediaWorkerBriefly, parts: Parts) -> Empty:
    """Store the signed rendition; its item goes to review. The same finish again is welcome."""
    signed = body.rendition.signed()
    output = open_statement(signed, RenditionStatement).output.rendition
    if await _finished(parts, caller.org, job, signed.digest):
        return Empty()
    table = await read_table(parts, caller, output)
    async with transaction(parts.sessions, caller.org) as session:
        entry = await pool_entry(session, caller.actor)
        await processing.finish(
            session,
            job,
            attempt=body.attempt,
            pool=caller.actor,
            pool_sign=entry.sign,
            signed=signed,
            grants=[NewGrant(g.grantee, g.rendition, g.grant) for g in body.grants],
            table=table,
            at=parts.clock.now(),
        )
    return Empty()


async def _finished(parts: Parts, org: str, job: str, digest: bytes) -> bool:
    # After the first finish the worker may no longer read the table; the retry must still succeed.
    async with transaction(parts.sessions, org) as session:
        return await processing.finished_with(session, job, digest)


@router.post("/{job}/failure")
async def fail(job: Id, body: FailJob, caller: MediaWorkerBriefly, parts: Parts) -> Empty:
    """Say why no rendition can be made; its item goes back to its author, and nothing stays."""
    async with transaction(parts.sessions, caller.org) as session:
        await processing.fail(
            session,
            job,
            attempt=body.attempt,
            pool=caller.actor,
            reason=body.reason.value,
            at=parts.clock.now(),
        )
    await _clear_away(parts, caller.org)
    return Empty()


async def _clear_away(parts: Context, org: str) -> None:
    """Remove what attempts that are over left unfinished: the objects first, then their rows."""
    async with transaction(parts.sessions, org) as session:
        left = await abandoned.abandoned(session)
    for one in left:
        for key in one.objects:
            await parts.store.remove(key)
        async with transaction(parts.sessions, org) as session:
            await abandoned.forget(session, one.rendition)
