"""Every test has a copy of one world, a queue of its own, and the worker's own loops to run."""

import warnings
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from arq.connections import ArqRedis

from service.client import sending
from service.worker import main, queues
from service.worker.jobs import Parts
from service.worker.relay import relay_once
from tests.factories.copies import neighbours, original, service, turn, world
from tests.factories.in_process import InProcess
from tests.factories.media_hands import MediaHands
from tests.factories.world import World

__all__ = ["neighbours", "original", "service", "turn", "world"]


@dataclass
class Behind:
    """What stands behind the API: relay, queue, worker."""

    service: InProcess
    redis: ArqRedis

    @property
    def url(self) -> str:
        return self.service.env["GOBETWEEN_REDIS_URL"]

    @property
    def parts(self) -> Parts:
        return self.service.parts

    async def relay(self) -> int:
        """Hand over what is due now; returns how much."""
        return await relay_once(self.service.relay, self.redis, self.service.clock)

    async def waiting(self, queue: str = queues.SERVICE_QUEUE) -> list[str]:
        """Return the job ids that the queue holds."""
        return sorted(key.decode() for key in await self.redis.zrange(queue, 0, -1))

    async def work_off(self) -> None:
        """Do what the queue holds, as the worker does, until it holds nothing."""
        worker = main.service_queue(self.parts, self.url, burst=True)
        await worker.async_run()
        with warnings.catch_warnings():
            # arq closes its own connection by a name that redis has since changed.
            warnings.simplefilter("ignore", DeprecationWarning)
            await worker.close()


@pytest_asyncio.fixture(loop_scope="session")
async def behind(service: InProcess) -> AsyncIterator[Behind]:
    redis = await queues.connect(service.env["GOBETWEEN_REDIS_URL"])
    await redis.flushdb()
    yield Behind(service, redis)
    await redis.aclose()


@dataclass
class Work:
    """A recording that waits for its rendition, and the first worker."""

    item: str
    job: str
    hands: MediaHands

    @property
    def pool(self) -> str:
        return self.hands.world.pool.pool


@pytest_asyncio.fixture(loop_scope="session")
async def work(service: InProcess, world: World, tmp_path: Path) -> Work:
    path = tmp_path / "recording.mp4"
    path.write_bytes(b"stands for a recording " * 300)
    hands = await MediaHands(service, world).sign_in()
    item = (await sending.send_recording(world.responsible, path)).item
    return Work(item, await hands.job_of(item), hands)


@pytest.fixture(autouse=True)
def _quiet_arq(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL", logger="arq")
