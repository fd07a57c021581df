"""One world for a suite, copied for each test: its database is new, its people are the same.

Owns fixtures for a suite's conftest to import, and scenes in that world that are made once and
copied like it. Refuses objects: copies share the world's, each under names of its own.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

import pytest_asyncio
from sqlalchemy import event

from service.cli.run_parts import migrate
from service.embedded import LocalStack, Tenancy
from tests.factories.in_process import InProcess, serving
from tests.factories.world import Neighbours, TurnedClock, World, make_neighbours, make_world

_numbers = itertools.count(1)
Made = TypeVar("Made")


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


@dataclass(frozen=True)
class Scene(Generic[Made]):
    """A scene in a copy of the world, and who and what is in it, over an app that is gone."""

    tenancy: Tenancy
    made: Made
    at: int


async def scene_in(
    stack: LocalStack,
    original: Original,
    name: str,
    make: Callable[[InProcess, World], Awaitable[Made]],
) -> Scene[Made]:
    """Make a scene once; its making takes seconds of Argon2, a copy a tenth of one."""
    tenancy = await stack.make_tenancy(name, template=original.tenancy)
    clock = TurnedClock(original.at)
    async with serving(tenancy, clock, bucket=original.tenancy.bucket) as running:
        made = await make(running, original.world.over(running.connect, clock.now))
    return Scene(tenancy, made, clock.now())


@asynccontextmanager
async def copied(
    stack: LocalStack, original: Original, template: Tenancy, at: int
) -> AsyncIterator[InProcess]:
    """Serve a copy of the world, or of a scene in it, until left; then delete the copy."""
    name = f"copy-{next(_numbers)}"
    copy = await stack.make_tenancy(name, template=template)
    async with serving(copy, TurnedClock(at), bucket=original.tenancy.bucket) as running:
        yield running
    await stack.drop_tenancy(name)


class Turning:
    """One app that is turned from copy to copy: hundreds of them, each as the scene was made.

    Putting an app together costs more than a copy. Made by `turning` only.
    """

    def __init__(self, stack: LocalStack, service: InProcess) -> None:
        self._stack, self._service = stack, service
        self._engines = [
            one.kw["bind"] for one in (service.app.state.context.sessions, service.relay)
        ]
        self._database = ""
        for engine in self._engines:
            event.listen(engine.sync_engine, "do_connect", self._turn)

    def _turn(self, _dialect: object, _entry: object, _args: object, named: dict[str, str]) -> None:
        named["database"] = self._database

    @asynccontextmanager
    async def to(self, template: Tenancy, at: int) -> AsyncIterator[InProcess]:
        """Serve a copy until left; then delete it."""
        name = f"copy-{next(_numbers)}"
        copy = await self._stack.make_tenancy(name, template=template)
        self._database = copy.database
        self._service.env.update(
            {
                key: value
                for key, value in copy.settings_env().items()
                if "DATABASE" in key or "REDIS" in key
            }
        )
        self._service.clock.turn(at - self._service.clock.now())
        try:
            yield self._service
        finally:
            await self._service.close()
            for engine in self._engines:
                await engine.dispose()
            await self._stack.drop_tenancy(name)


@asynccontextmanager
async def turning(stack: LocalStack, original: Original) -> AsyncIterator[Turning]:
    """Serve nothing yet: the world's database itself must be left alone, to be copied from."""
    clock = TurnedClock(original.at)
    async with serving(original.tenancy, clock) as running:
        yield Turning(stack, running)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def turn(stack: LocalStack, original: Original) -> AsyncIterator[Turning]:
    """The one app of the suite, which each test has to itself while it lasts."""
    async with turning(stack, original) as one:
        yield one


@pytest_asyncio.fixture(loop_scope="session")
async def service(turn: Turning, original: Original) -> AsyncIterator[InProcess]:
    """The API over a copy of the world's database; objects have names of their own."""
    async with turn.to(original.tenancy, original.at) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def world(service: InProcess, original: Original) -> World:
    return original.world.over(service.connect, service.clock.now)


@pytest_asyncio.fixture(loop_scope="session")
async def neighbours(service: InProcess, original: Original) -> Neighbours:
    return original.neighbours.over(service.connect, service.clock.now)
