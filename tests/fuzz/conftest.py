"""One honest export for the suite, from the real service; no test changes it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from service.embedded import LocalStack
from tests.factories.copies import Original, original
from tests.factories.exported import make_export
from tests.factories.in_process import serving
from tests.factories.world import TurnedClock

__all__ = ["original"]

RECORDED = b"stands for a recording " * 30


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def export(
    stack: LocalStack, original: Original, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Path]:
    """The export's file; its root's public key lies beside it."""
    folder = tmp_path_factory.mktemp("export")
    recording = folder / "recording.mp4"
    recording.write_bytes(RECORDED)
    copy = await stack.make_tenancy("exported", template=original.tenancy)
    clock = TurnedClock(original.at)
    async with serving(copy, clock, bucket=original.tenancy.bucket) as running:
        there = original.world.over(running.connect, clock.now)
        exported = await make_export(running, there, folder, recording)
    exported.path.with_name(f"{exported.path.name}.root").write_bytes(there.root.public)
    yield exported.path
    await stack.drop_tenancy("exported")
