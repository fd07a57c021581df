"""A case of one test file in which both were prepared, and the two at devices that are no browsers.

Owns the fixtures, which a file imports by name; what was seen on the way is held to be without
barriers once the file is through. Refuses to send anything.
"""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Playwright

from service.client.person import Person
from tests.browser.gallery import Gallery
from tests.browser.own_case import OwnCase, both_prepared, own_case
from tests.browser.running import Service
from tests.factories.on_paper import paper_agreed
from tests.factories.world import World


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def people() -> dict[str, Person]:
    """Both, at devices of theirs that are no browsers; there once `ours` is."""
    return {}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def ours(
    world: World,
    service: Service,
    gallery: Gallery,
    playwright: Playwright,
    people: dict[str, Person],
) -> AsyncIterator[OwnCase]:
    """Yield the case."""
    made = await own_case(world, service, gallery, playwright)
    people |= await both_prepared(world, made)
    yield made
    assert [*gallery.too_wide, *gallery.barriers] == []


@pytest_asyncio.fixture(scope="module", loop_scope="session", autouse=True)
async def on_paper(world: World, ours: OwnCase, people: dict[str, Person]) -> None:
    """Have both, and the plan, agree to letters on paper: in each file that imports this."""
    await paper_agreed(world.ben, ours.case, people.values())
