"""A running service on a folder that is removed afterwards: what is stored here is gibibytes."""

import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from service.embedded import LocalStack
from tests.factories.parts import Parts
from tests.factories.whole_service import parts
from tests.factories.world import World

__all__ = ["parts"]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stack() -> AsyncIterator[LocalStack]:
    """PostgreSQL, Redis and an S3 server, and nothing left of them."""
    with tempfile.TemporaryDirectory(prefix="gobetween-long-") as folder:
        async with LocalStack(Path(folder), durable=False) as started:
            yield started


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def world(parts: Parts) -> World:
    """An organisation with a case. No media worker runs: what is stored stays as it was sealed."""
    return await parts.make_world()
