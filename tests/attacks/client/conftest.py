"""A stage that all attacks by answers share, and copies of one world for what is written."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from service.client.transport import Transport
from service.embedded import LocalStack
from tests.attacks.client.scene import SPARED, Scene
from tests.attacks.client.stage import Stage, staged
from tests.attacks.standing_in import StandIn
from tests.factories.acts import released_letter
from tests.factories.copies import Original, neighbours, original, service, turn, world
from tests.factories.in_process import ADDRESS, InProcess
from tests.factories.prisons import in_custody, there
from tests.factories.vandal import Vandal

__all__ = ["in_custody", "neighbours", "original", "service", "there", "turn", "world"]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stage(
    stack: LocalStack, original: Original, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stage]:
    """One letter, one recording, one item that waits: no attack by answers changes them."""
    async with staged(stack, original, tmp_path_factory.mktemp("stage")) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def scene(service: InProcess, original: Original) -> Scene:
    """Two released letters in a database and behind a server that are the attacker's."""
    server = StandIn(httpx.ASGITransport(service.app, client=("127.0.0.1", 50_000)))
    world = original.world.over(lambda: Transport(ADDRESS, adapter=server), service.clock.now)
    return Scene(
        service,
        world,
        Vandal(service),
        server,
        await released_letter(service, world),
        await released_letter(service, world, SPARED),
    )
