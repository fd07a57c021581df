"""Fixtures for a suite's conftest to import: one running service, every part a process."""

from collections.abc import AsyncIterator

import pytest_asyncio

from service.embedded import LocalStack
from tests.factories.parts import Parts, running
from tests.factories.world import World


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def parts(stack: LocalStack) -> AsyncIterator[Parts]:
    """The API and the worker, each a process of its own."""
    async with running(stack) as service:
        yield service


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def world(parts: Parts) -> World:
    """An organisation with a case, and a media worker with its keys."""
    made = await parts.make_world()
    await parts.start_media_worker()
    return made
