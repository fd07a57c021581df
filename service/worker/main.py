"""The worker's process: relay, sweeper and the service's own jobs. Database, queue, store; no keys.

Guarantees: it keeps going while Redis or PostgreSQL is away, and goes on where it stood when they
are back. Several may run at once.
"""

import asyncio
import contextlib
import logging
import signal
import sys
from typing import Any, Final

import asyncpg
import structlog
from arq.connections import ArqRedis
from arq.worker import Worker as QueueWorker
from arq.worker import func
from redis.exceptions import RedisError
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from service.db.session import make_engine, make_sessions
from service.domain.clock import SystemClock
from service.media.store import S3Store
from service.settings import WorkerSettings
from service.worker import jobs, queues
from service.worker.jobs import Parts
from service.worker.relay import relay_once

READY: Final = "worker ready"
_RELAY_PAUSE_S: Final = 0.25
_AWAY_PAUSE_S: Final = 1.0
_JOB_TIMEOUT_S: Final = 60
_AWAY: Final = (
    *(RedisError, DBAPIError, SQLAlchemyError, OSError, TimeoutError),
    *(asyncpg.PostgresError, asyncpg.InterfaceError),
)
log: Final = structlog.get_logger(__name__)


def run(settings: WorkerSettings) -> int:
    """Run until told to end. Returns the process's exit status."""
    logging.getLogger("arq").setLevel(logging.CRITICAL)
    asyncio.run(_until_told_to_end(settings))
    return 0


async def _until_told_to_end(settings: WorkerSettings) -> None:
    engine = make_engine(settings.relay_database_url.get_secret_value())
    parts = Parts(
        make_sessions(engine),
        SystemClock(),
        S3Store(
            settings.object_store_url,
            settings.object_store_access_key.get_secret_value(),
            settings.object_store_secret_key.get_secret_value(),
            settings.object_store_bucket,
        ),
    )
    url = settings.redis_url.get_secret_value()
    work = asyncio.gather(
        _relay(parts, url), _sweep(parts, settings.sweep_seconds), _take_jobs(parts, url)
    )
    for ending in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(ending, work.cancel)
    sys.stderr.write(f"{READY}\n")
    with contextlib.suppress(asyncio.CancelledError):
        await work
    await engine.dispose()
    log.info("worker stopped")


async def _relay(parts: Parts, url: str) -> None:
    redis: ArqRedis | None = None
    while True:
        try:
            redis = redis or await queues.connect(url)
            handed = await relay_once(parts.sessions, redis, parts.clock)
            pause = 0.0 if handed else _RELAY_PAUSE_S
        except _AWAY as fault:
            log.warning("relay waits", fault=type(fault).__name__)
            redis, pause = None, _AWAY_PAUSE_S
        await asyncio.sleep(pause)


async def _sweep(parts: Parts, pause_s: int) -> None:
    while True:
        try:
            await jobs.lapse_claims(parts.sessions, parts.clock)
            await jobs.lapse_uploads(parts.sessions, parts.clock)
            await jobs.sweep(parts.sessions, parts.clock)
            await jobs.sweep_promised(parts)
        except _AWAY as fault:
            log.warning("sweeper waits", fault=type(fault).__name__)
        await asyncio.sleep(pause_s)


def service_queue(parts: Parts, url: str, *, burst: bool = False) -> QueueWorker:
    """Return arq's worker over the service's own jobs; with `burst` it ends when there is none."""
    return QueueWorker(
        [
            func(jobs.offer, name="offer", keep_result=0, max_tries=1),
            func(jobs.release, name="release", keep_result=0, max_tries=1),
            func(jobs.clear, name="clear", keep_result=0, max_tries=1),
        ],
        queue_name=queues.SERVICE_QUEUE,
        redis_settings=queues.redis_settings(url),
        burst=burst,
        handle_signals=False,
        max_jobs=4,
        max_tries=1,
        job_timeout=_JOB_TIMEOUT_S,
        keep_result=0,
        retry_jobs=False,
        poll_delay=0.2,
        job_serializer=queues.to_json,
        job_deserializer=queues.from_json,
        ctx={"parts": parts},
    )


async def _take_jobs(parts: Parts, url: str) -> None:
    while True:
        queue = service_queue(parts, url)
        try:
            await queue.async_run()
        except _AWAY as fault:
            log.warning("queue away", fault=type(fault).__name__)
        finally:
            await _closed(queue)
        await asyncio.sleep(_AWAY_PAUSE_S)


async def _closed(queue: Any) -> None:  # noqa: ANN401 - arq's worker closes whatever it opened
    try:
        await queue.close()
    except (RedisError, OSError) as fault:
        log.info("queue closed", fault=type(fault).__name__)
