"""A person without a mouse unlocks their page and opens a letter; they see where they are."""

import pytest
from playwright.async_api import Page, Playwright, expect

from tests.browser.devices import open_device
from tests.browser.participants import Participant
from tests.browser.running import Service
from tests.browser.story import LETTER, Told
from tests.browser.words import words

pytestmark = pytest.mark.timeout(400)

MOST_STOPS = 40
_STOP = """() => {
    const here = document.activeElement;
    const style = getComputedStyle(here);
    const label = here.labels && here.labels[0] ? here.labels[0].textContent : here.textContent;
    return {
        name: label.trim(),
        seen: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
        body: here === document.body,
    };
}"""


async def tabs_to(page: Page, name: str) -> None:
    """Press Tab until what has this name is focused; every stop on the way can be seen."""
    for _ in range(MOST_STOPS):
        await page.keyboard.press("Tab")
        stop = await page.evaluate(_STOP)
        if stop["body"]:
            continue
        assert stop["seen"], f"{stop['name']} takes the focus and does not show it"
        if stop["name"] == name:
            return
    pytest.fail(f"The keyboard does not reach {name}")


async def test_a_letter_is_opened_by_the_keyboard_alone(
    story: Told,
    service: Service,
    playwright: Playwright,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    async with open_device(playwright, tmp_path_factory.mktemp("keyboard")) as device:
        person, keyboard = Participant(device, service.address), device.page.keyboard
        await person.opens_the_portal()
        await tabs_to(device.page, words("login-label"))
        await keyboard.type(story.harmed.login)
        await tabs_to(device.page, words("passphrase-label"))
        await keyboard.type(story.harmed.passphrase)
        await keyboard.press("Enter")
        await person.is_home()
        await tabs_to(device.page, words("item-letter-for-you"))
        await keyboard.press("Enter")
        await person.sees_heading("ready-letter-title")
        await tabs_to(device.page, words("open-letter"))
        await keyboard.press("Enter")
        letter = device.page.get_by_role("article", name=words("letter"))
        await expect(letter).to_be_visible()
        assert await letter.text_content() == LETTER


async def test_the_focus_follows_to_the_heading_of_a_new_screen(
    service: Service, playwright: Playwright, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with open_device(playwright, tmp_path_factory.mktemp("focus")) as device:
        person = Participant(device, service.address)
        await person.opens_the_portal()
        await tabs_to(device.page, words("first-time-link"))
        await device.page.keyboard.press("Enter")
        heading = device.page.get_by_role("heading", level=1, name=words("enrol-title"))
        await expect(heading).to_be_focused()
        await tabs_to(device.page, words("continue"))
        await device.page.keyboard.press("Enter")
        await expect(device.page.get_by_role("alert")).to_contain_text(words("mistakes-title"))
        await tabs_to(device.page, words("login-missing"))
        await device.page.keyboard.press("Enter")
        await expect(device.page.get_by_label(words("login-label"), exact=True)).to_be_focused()
