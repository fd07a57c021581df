"""Every test has a copy of one world, and the API over it in this process."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from service.embedded import LocalStack
from tests.factories.copies import Original, neighbours, original, service, turn, world
from tests.factories.exported import Exported, make_export
from tests.factories.in_process import serving
from tests.factories.prisons import in_custody, there
from tests.factories.stretching import stretched_lightly
from tests.factories.world import TurnedClock

__all__ = [
    "exported",
    "in_custody",
    "neighbours",
    "original",
    "service",
    "stretched_lightly",
    "there",
    "turn",
    "world",
]

RECORDED = b"stands for a recording " * 300


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def exported(
    stack: LocalStack,
    original: Original,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Exported]:
    """One export for the suite; no test changes it."""
    folder = tmp_path_factory.mktemp("export")
    recording = folder / "recording.mp4"
    recording.write_bytes(RECORDED)
    copy = await stack.make_tenancy("exported", template=original.tenancy)
    clock = TurnedClock(original.at)
    async with serving(copy, clock, bucket=original.tenancy.bucket) as running:
        there = original.world.over(running.connect, clock.now)
        yield await make_export(running, there, folder, recording)
    await stack.drop_tenancy("exported")
