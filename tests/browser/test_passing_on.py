"""What somebody asks of who writes to them reaches the other side once a reader passed it on."""

import pytest
from playwright.async_api import Playwright, expect

from service.client.signing_in import sign_in
from service.client.wishing import Wishes, wish, wishes_of_the_other
from tests.browser.devices import open_device
from tests.browser.facilitators import Facilitator
from tests.browser.gallery import Gallery
from tests.browser.running import Service
from tests.browser.visitor import STRETCHING_MS
from tests.browser.words import words
from tests.factories.world import World

pytestmark = pytest.mark.timeout(300)

WISHED = Wishes(named="Mrs Llŷr", sign=False, typed=True, more="Not on Sundays.")


async def test_wishes_are_passed_on_as_they_were_read(
    gallery: Gallery,
    world: World,
    service: Service,
    playwright: Playwright,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    harmed, responsible = [
        await sign_in(service.connect(), who.login, who.passphrase)
        for who in (world.credentials["harmed"], world.credentials["responsible"])
    ]
    await wish(harmed, WISHED)
    assert await wishes_of_the_other(responsible) == []
    async with open_device(playwright, tmp_path_factory.mktemp("asha")) as device:
        asha = Facilitator(device, service.address, gallery, "asha")
        known = world.credentials["asha"]
        asha.login, asha.passphrase = known.login, known.passphrase
        await asha.signs_in()
        await asha.goes_to_case(world.case)
        name = f"{words('passing-title')}: {words('role-harmed')}"
        wished = asha.page.get_by_role("region", name=name, exact=True)
        await expect(wished).to_contain_text(WISHED.named, timeout=STRETCHING_MS)
        for line in ("their-wishes-unsigned", "their-wishes-typed"):
            await expect(wished).to_contain_text(words(line))
        await expect(wished).to_contain_text(WISHED.more)
        await asha.looks("reads-what-is-to-be-passed-on")
        await asha.presses("passing-button-harmed")
        await expect(wished).to_contain_text(words("passing-done"), timeout=STRETCHING_MS)
        await expect(asha.page.get_by_role("alert")).to_have_count(0)
        await asha.looks("has-passed-it-on")
        assert asha.witness.faults == []
        assert [*gallery.too_wide, *gallery.barriers] == []
    assert await wishes_of_the_other(responsible) == [WISHED]
