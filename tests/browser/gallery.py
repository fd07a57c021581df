"""Pictures of every state that people see, and whether each fits a narrow screen.

Owns `var/screenshots/`: phone and desktop, English and Welsh, light and dark.
"""

from pathlib import Path
from typing import Final

from playwright.async_api import Page

from tests.browser.devices import DESKTOP

FOLDER: Final = Path(__file__).resolve().parents[2] / "var" / "screenshots"
PHONE: Final = (390, 844)
NARROWEST: Final = (320, 640)
_TOO_WIDE: Final = """() => [...document.querySelectorAll('body *')]
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
    .map((each) => `${each.tagName.toLowerCase()}.${each.className}`).slice(0, 5)"""
_SCROLLS: Final = "() => document.documentElement.scrollWidth > innerWidth"


class Gallery:
    """Takes pictures. `too_wide` names each state that scrolls sideways at 320 pixels."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)
        self.taken: list[str] = []
        self.too_wide: list[str] = []

    async def look(self, page: Page, state: str) -> None:
        """Picture a state that was not seen yet three times, and try it at 320 pixels."""
        if state in self.taken:
            return
        self.taken.append(state)
        number = f"{len(self.taken):02}-{state}"
        await self._shot(page, f"{number}-desktop")
        await _size(page, NARROWEST)
        if await page.evaluate(_SCROLLS):
            self.too_wide.append(f"{state}: {await page.evaluate(_TOO_WIDE)}")
        await _size(page, PHONE)
        await self._shot(page, f"{number}-phone")
        await page.emulate_media(color_scheme="dark")
        await page.get_by_role("button", name="Cymraeg").click()
        await self._shot(page, f"{number}-phone-dark-welsh")
        await page.emulate_media(color_scheme="light")
        await page.get_by_role("button", name="English").click()
        await _size(page, DESKTOP)

    async def _shot(self, page: Page, name: str) -> None:
        # Hiding the caret would put a style into the page, which its policy forbids.
        await page.screenshot(path=self._folder / f"{name}.png", full_page=True, caret="initial")


async def _size(page: Page, size: tuple[int, int]) -> None:
    await page.set_viewport_size({"width": size[0], "height": size[1]})
