"""A reviewer who hears a letter covers it by the keyboard alone, paragraph by paragraph."""

import pytest
from playwright.async_api import Playwright, expect

from service.client import sending
from service.client.signing_in import sign_in
from service.sealing.schemas import Decision
from service.sealing.statements import Statement, open_statement
from tests.browser.devices import open_device
from tests.browser.facilitators import Facilitator
from tests.browser.gallery import Gallery
from tests.browser.running import Service
from tests.browser.words import words
from tests.factories.world import World

pytestmark = pytest.mark.timeout(300)

PARAGRAPHS = [
    "You asked me why.\n\n",
    "I wanted the money.\nI saw the light was on. Ŵ\n\n",
    "Sorry.\n",
]


async def test_every_paragraph_that_was_said_to_be_read_counts_and_no_other(
    gallery: Gallery,
    world: World,
    service: Service,
    playwright: Playwright,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    responsible, ben = [
        await sign_in(service.connect(), who.login, who.passphrase)
        for who in (world.credentials["responsible"], world.credentials["ben"])
    ]
    text = "".join(PARAGRAPHS)
    item = (await sending.send_letter(responsible, text.encode())).item
    async with open_device(playwright, tmp_path_factory.mktemp("asha")) as device:
        asha = Facilitator(device, service.address, gallery, "asha")
        known = world.credentials["asha"]
        asha.login, asha.passphrase = known.login, known.passphrase
        await asha.signs_in()
        # Nothing of the letter stands on a screen as small as this.
        await asha.page.set_viewport_size({"width": 320, "height": 200})
        await asha.takes(item)
        await asha.button("read-by-paragraph").focus()
        await asha.page.keyboard.press("Enter")
        onwards = asha.button("go-to-decision")
        for number, paragraph in enumerate(PARAGRAPHS, start=1):
            name = words("paragraph-of", number=number, many=len(PARAGRAPHS))
            part = asha.page.get_by_role("region", name=name, exact=True)
            await expect(part).to_contain_text(paragraph.split("\n")[0])
            await expect(onwards).to_be_disabled()
            if number > 1:
                await expect(part).to_be_focused()
                await asha.page.keyboard.press("Tab")
            else:
                await part.get_by_role("button").focus()
            await asha.page.keyboard.press("Enter")
            await expect(part.get_by_text(words("paragraph-read"), exact=True)).to_be_visible()
        await expect(onwards).to_be_enabled()
        await asha.looks("has-read-every-paragraph")
        await asha.approves("approved-first-title")
        assert asha.witness.faults == []
        assert [*gallery.too_wide, *gallery.barriers] == []
    shown = await ben.transport.get(f"/items/{item}/evidence")
    (decision,) = shown["decisions"]
    coverage = open_statement(Statement.from_wire(decision), Decision).coverage
    assert (coverage.unit, coverage.covered, coverage.total) == ("characters", len(text), len(text))
