"""One running service for the suite, with a real media worker, and what inputs try to reach."""

from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio

from service.embedded import LocalStack
from tests.factories.parts import Parts, running
from tests.factories.traps import FileTrap, Trap
from tests.factories.world import World
from tests.hostile_media.inputs import MARK, Lures


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def parts(stack: LocalStack) -> AsyncIterator[Parts]:
    async with running(stack) as service:
        yield service


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def world(parts: Parts) -> World:
    made = await parts.make_world()
    await parts.start_media_worker()
    return made


@pytest.fixture
def lures(tmp_path: Path) -> Iterator[Lures]:
    with (
        closing(Trap()) as address,
        closing(FileTrap(tmp_path / "outside.txt", MARK.encode())) as file,
    ):
        yield Lures(address, file)
