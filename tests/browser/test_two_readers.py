"""On a case that wants two readers, nothing goes on before both have read and signed."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio
from playwright.async_api import Playwright

from service.client import receiving, sending
from tests.browser.devices import open_device
from tests.browser.elsewhere import elsewhere
from tests.browser.facilitators import Facilitator
from tests.browser.gallery import Gallery
from tests.browser.running import Service
from tests.browser.words import words
from tests.factories.acts import opened_text
from tests.factories.world import World

pytestmark = pytest.mark.timeout(300)

LETTER = "I am not sure what to say.\nIt was me.\n"


@pytest_asyncio.fixture(loop_scope="session")
async def readers(
    gallery: Gallery,
    world: World,
    service: Service,
    playwright: Playwright,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[list[Facilitator]]:
    """Both facilitators of the case, each unlocked on their own device."""
    async with AsyncExitStack() as held:
        people = []
        for name in ("asha", "ben"):
            device = await held.enter_async_context(
                open_device(playwright, tmp_path_factory.mktemp(name))
            )
            person = Facilitator(device, service.address, gallery, name)
            person.login = world.credentials[name].login
            person.passphrase = world.credentials[name].passphrase
            await person.signs_in()
            people.append(person)
        yield people


async def test_the_second_reader_of_two_gives_the_recipient_the_key(
    readers: list[Facilitator], world: World, service: Service
) -> None:
    first, second = readers
    responsible = await elsewhere(service, world, "responsible")
    harmed = await elsewhere(service, world, "harmed")
    sent = await sending.send_letter(responsible, LETTER.encode())
    await first.takes(sent.item)
    assert await first.reads_to_the_end() == LETTER
    await first.approves("approved-first-title")
    await first.sees("approved-second")
    await first.looks("waits-for-a-second-reader")
    shown = await harmed.transport.get("/items")
    assert sent.item not in {row["item"] for row in shown["rows"]}
    await second.takes(sent.item)
    assert await second.reads_to_the_end() == LETTER
    await second.approves()
    assert words("approved-what") in await second.everything_on_screen()
    await receiving.until_arrived(harmed, sent.item)
    await receiving.accept(harmed, sent.item, "read")
    await receiving.until_ready(harmed, sent.item)
    assert await opened_text(harmed, sent.item) == LETTER.encode()
