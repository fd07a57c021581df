"""One running service, one attacker before it and behind it, one browser for each person."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import Playwright

from tests.attacks.portal.attacker import Attacker
from tests.attacks.portal.front import fronted
from tests.attacks.portal.stage import Items, Stage, make_hand, make_items
from tests.attacks.standing_in import StandIn
from tests.browser.conftest import playwright, service, world
from tests.browser.devices import Device, open_device
from tests.browser.facilitators import Facilitator
from tests.browser.participants import Participant
from tests.browser.running import Service
from tests.factories.world import World

__all__ = ["playwright", "service", "world"]


@dataclass(frozen=True)
class Front:
    """Where browsers find the service, and the attacker whom they ask."""

    address: str
    server: StandIn


Devices = Callable[[str], AbstractAsyncContextManager[Device]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def front(service: Service) -> AsyncIterator[Front]:
    async with fronted(service.address) as (address, server):
        yield Front(address, server)


@pytest.fixture(scope="session")
def attacker(service: Service) -> Attacker:
    return Attacker(service.stack)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def items(world: World, tmp_path_factory: pytest.TempPathFactory) -> Items:
    return await make_items(world, tmp_path_factory.mktemp("items"))


@pytest.fixture(scope="session")
def devices(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Devices:
    """Give a device with a profile of its own; whatever was tried, its page has no fault."""

    @asynccontextmanager
    async def device(name: str) -> AsyncIterator[Device]:
        async with open_device(playwright, tmp_path_factory.mktemp(name)) as opened:
            yield opened
            assert opened.witness.faults == []

    return device


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stage(
    world: World, items: Items, attacker: Attacker, front: Front, devices: Devices
) -> AsyncIterator[Stage]:
    """The person harmed and a facilitator, each unlocked in a browser of their own."""
    async with AsyncExitStack() as held:
        recipient = Participant(await held.enter_async_context(devices("harmed")), front.address)
        reader = Facilitator(await held.enter_async_context(devices("asha")), front.address)
        people = ((recipient, "harmed"), (reader, "asha"))
        for person, name in people:
            person.login = world.credentials[name].login
            person.passphrase = world.credentials[name].passphrase
            await person.signs_in()
        hand = await make_hand(world, items, attacker)
        yield Stage(world, front.server, hand, items, recipient, reader)


@pytest.fixture(scope="session")
def recipient(stage: Stage) -> Participant:
    return stage.recipient
