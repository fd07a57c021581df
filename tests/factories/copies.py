"""One world for a suite, copied for each test: its database is new, its people are the same.

Fixtures for a suite's conftest to import.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest_asyncio

from service.cli.run_parts import migrate
from service.embedded import LocalStack, Tenancy
from tests.factories.in_process import InProcess, serving
from tests.factories.world import Neighbours, TurnedClock, World, make_neighbours, make_world

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Original:
    """The world that every test has a copy of."""

    tenancy: Tenancy
    world: World
    neighbours: Neighbours
    at: int


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def original(stack: LocalStack) -> Original:
    tenancy, clock = await stack.make_tenancy("world"), TurnedClock()
    await asyncio.to_thread(migrate, tenancy.settings_env()["GOBETWEEN_OWNER_DATABASE_URL"])
    async with serving(tenancy, clock) as service:
        world = await make_world(service.connect, service.setup_token, clock.now)
        others = await make_neighbours(world, service.connect, service.setup_token, clock.now)
    return Original(tenancy, world, others, clock.now())


@pytest_asyncio.fixture(loop_scope="session")
async def service(stack: LocalStack, original: Original) -> AsyncIterator[InProcess]:
    """The API over a copy of the world's database; objects have names of their own."""
    name = f"copy-{next(_numbers)}"
    copy = await stack.make_tenancy(name, template=original.tenancy)
    async with serving(copy, TurnedClock(original.at), bucket=original.tenancy.bucket) as running:
        yield running
    await stack.drop_tenancy(name)


@pytest_asyncio.fixture(loop_scope="session")
async def world(service: InProcess, original: Original) -> World:
    return original.world.over(service.connect, service.clock.now)


@pytest_asyncio.fixture(loop_scope="session")
async def neighbours(service: InProcess, original: Original) -> Neighbours:
    return original.neighbours.over(service.connect, service.clock.now)
