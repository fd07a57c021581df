"""One running service for the whole suite, browsers for who needs one, and the story told once."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Playwright, async_playwright

from service.client.person import wall_clock
from service.embedded import LocalStack
from tests.browser.gallery import Gallery
from tests.browser.running import Service, serving
from tests.browser.story import Told, told
from tests.factories.world import World, make_world


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def service(stack: LocalStack) -> AsyncIterator[Service]:
    """The API with the built portal, the worker, and the real stack under them."""
    async with serving(stack) as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def playwright() -> AsyncIterator[Playwright]:
    """What starts browsers."""
    async with async_playwright() as started:
        yield started


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def world(service: Service) -> World:
    """An organisation with a case that wants two readers, made through the public API."""
    made = await make_world(service.connect, service.setup_token, wall_clock, route="specialist")
    await service.start_media_worker(made.pool)
    return made


@pytest.fixture(scope="session")
def gallery() -> Gallery:
    """Every state that any test of the suite comes past."""
    return Gallery()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def story(
    gallery: Gallery,
    world: World,
    service: Service,
    playwright: Playwright,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Told]:
    """The whole story, told once; its three devices stay open."""
    folder = tmp_path_factory.mktemp("devices")
    async with told(gallery, world, service, playwright, folder) as whole:
        yield whole
