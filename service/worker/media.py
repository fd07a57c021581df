"""The media worker's process: refuses to start where it would not be safe, then takes jobs.

Owns start-up checks and the queue. Refuses to run without its sandbox, with core dumps, with swap
in clear in production, or with keys that others may read; and never knows a database.
"""

import asyncio
import contextlib
import ctypes
import logging
import resource
import signal
import subprocess
import sys
from typing import Any, Final

import structlog
from arq.worker import Worker as QueueWorker
from arq.worker import func
from redis.exceptions import RedisError

from service import __version__
from service.client.transport import Transport
from service.media.binary import find_ffmpeg
from service.media.report import sandbox_report
from service.sealing.encoding import new_id
from service.settings import MediaWorkerSettings
from service.worker import queues
from service.worker.media_attempt import Attempt, Worker
from service.worker.media_keys import KeyFileRefused, PoolKeys, open_session, read_pool_keys
from service.worker.swap import refusal_of_swap

FUNCTION: Final = "make_rendition"
READY: Final = "media worker ready"
LONGEST_JOB_S: Final = 12 * 3600
PAUSE_WITHOUT_QUEUE_S: Final = 1.0
API_PATIENCE_S: Final = 40.0
_PR_SET_DUMPABLE: Final = 4

log: Final = structlog.get_logger(__name__)


class CannotStart(Exception):  # noqa: N818 - an answer to the operator
    """The media worker does not start here; the text is one sentence saying what to do."""


def run(settings: MediaWorkerSettings) -> int:
    """Check, then take jobs until told to end. Returns the process's exit status."""
    try:
        _keep_memory_private(production=settings.environment == "production")
        pool = read_pool_keys(settings.worker_key_file, settings.worker_key_passphrase_file)
        _check_sandbox()
    except (CannotStart, KeyFileRefused) as refusal:
        sys.stderr.write(f"media worker: {refusal}\n")
        return 1
    asyncio.run(_until_told_to_end(settings, pool))
    return 0


async def _until_told_to_end(settings: MediaWorkerSettings, pool: PoolKeys) -> None:
    worker_id = new_id()

    async def renew() -> str:
        return await open_session(settings.api_url, pool, worker_id)

    async with Transport(settings.api_url, renew=renew, patience_s=API_PATIENCE_S) as api:
        tool = f"gobetween {__version__}, ffmpeg {_ffmpeg_version()}"
        jobs = asyncio.ensure_future(_take_jobs(Worker(worker_id, pool, api, tool), settings))
        for ending in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(ending, jobs.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await jobs
        log.info("media-worker-stopped", worker=worker_id)


async def make_rendition(ctx: dict[str, Any], job: str, attempt: int) -> None:
    """Do one attempt at one job, as the queue announces it; the lease is the API's to give."""
    await Attempt(ctx["worker"], job, attempt).run()


async def _take_jobs(worker: Worker, settings: MediaWorkerSettings) -> None:
    """Take one job at a time. A queue that is away is waited for: nothing is kept in it alone."""
    while True:
        queue = QueueWorker(
            [func(make_rendition, name=FUNCTION, keep_result=0, max_tries=1)],
            queue_name=queues.media_queue(worker.pool.pool),
            redis_settings=queues.redis_settings(settings.redis_url.get_secret_value()),
            handle_signals=False,
            max_jobs=1,
            max_tries=1,
            job_timeout=LONGEST_JOB_S,
            keep_result=0,
            # An attempt that was cut short is over: the next one is announced under its own id.
            retry_jobs=False,
            poll_delay=0.5,
            job_completion_wait=0,
            job_serializer=queues.to_json,
            job_deserializer=queues.from_json,
            ctx={"worker": worker},
            on_startup=_say_ready,
        )
        try:
            await queue.async_run()
        except (RedisError, OSError) as error:
            log.warning("queue-away", error=type(error).__name__)
        finally:
            await _closed(queue)
        await asyncio.sleep(PAUSE_WITHOUT_QUEUE_S)


async def _closed(queue: QueueWorker) -> None:
    try:
        await queue.close()
    except (RedisError, OSError, asyncio.CancelledError) as error:
        log.info("queue-closed", error=type(error).__name__)


async def _say_ready(ctx: dict[Any, Any]) -> None:
    sys.stderr.write(f"{READY}: {ctx['worker'].id}\n")


def _keep_memory_private(*, production: bool) -> None:
    """No core dumps, no reading by other processes of this user, no swap in clear."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A limit of nothing does not keep the kernel from handing a dump to a program; this does.
    if ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0) != 0:
        raise CannotStart("Let it call prctl(PR_SET_DUMPABLE): its memory must not be dumped.")
    # The queue's own log names exceptions; ids are all that may be written here.
    logging.getLogger("arq").setLevel(logging.CRITICAL)
    if production and (refusal := refusal_of_swap()) is not None:
        raise CannotStart(refusal)


def _check_sandbox() -> None:
    if (missing := sandbox_report()) is not None:
        raise CannotStart(f"The sandbox for recordings cannot run here. {missing}")


def _ffmpeg_version() -> str:
    said = subprocess.run(
        [str(find_ffmpeg().program), "-version"], capture_output=True, text=True, check=False
    )
    words = said.stdout.split()
    return words[2] if len(words) > 2 else "unknown"  # noqa: PLR2004 - "ffmpeg version N"
