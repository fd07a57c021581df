"""An author takes back what they sent, from its own page, and is answered the same in any case."""

from pathlib import Path

import pytest
from playwright.async_api import Playwright, expect

from service.client import reviewing, sending
from tests.browser.devices import open_device
from tests.browser.elsewhere import elsewhere
from tests.browser.gallery import Gallery
from tests.browser.participants import Participant
from tests.browser.running import Service
from tests.browser.words import words
from tests.factories.world import World

pytestmark = pytest.mark.timeout(300)

LETTER = "I wrote this too soon.\n"


async def test_a_letter_is_taken_back_from_its_page_and_waits_for_nobody_any_more(
    gallery: Gallery, world: World, service: Service, playwright: Playwright, tmp_path: Path
) -> None:
    author = await elsewhere(service, world, "responsible")
    asha = await elsewhere(service, world, "asha")
    item = (await sending.send_letter(author, LETTER.encode())).item
    assert item in {one.id for one in await reviewing.queue(asha)}
    async with open_device(playwright, tmp_path / "device") as device:
        writer = Participant(device, service.address, gallery)
        writer.login = world.credentials["responsible"].login
        writer.passphrase = world.credentials["responsible"].passphrase
        await writer.signs_in()
        await writer.goes_to(item)
        await writer.sees("own-with-facilitator")
        await writer.takes_it_back()
        link = writer.page.get_by_role("link", name=words("recall-link"), exact=True)
        await expect(link).to_have_count(0)
        assert writer.witness.faults == []
    assert item not in {one.id for one in await reviewing.queue(asha)}
    assert [*gallery.too_wide, *gallery.barriers] == []
