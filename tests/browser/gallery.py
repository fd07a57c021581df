"""Every state that people see: pictured, tried on a narrow screen, and searched for barriers.

Owns `var/screenshots/` (phone and desktop, English and Welsh, light and dark), a folder in it for
each process of a suite that runs in several, and running axe with the rules of WCAG 2.2 AA.
Refuses to judge: it collects, the tests hold that nothing was found.
"""

import os
from pathlib import Path
from typing import Final

from playwright.async_api import Page

from tests.browser.devices import DESKTOP

FOLDER: Final = (
    Path(__file__).resolve().parents[2]
    / "var"
    / "screenshots"
    / os.environ.get("PYTEST_XDIST_WORKER", "")
)
PHONE: Final = (390, 844)
NARROWEST: Final = (320, 640)
_TOO_WIDE: Final = """() => [...document.querySelectorAll('body *')]
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
    .map((each) => `${each.tagName.toLowerCase()}.${each.className}`).slice(0, 5)"""
Rules = dict[str, object]

AXE: Final = (
    Path(__file__).resolve().parents[2] / "portal" / "node_modules" / "axe-core" / "axe.min.js"
)
_SEARCH: Final = """async (rules) => {
    const found = await axe.run(document, { runOnly: rules, resultTypes: ['violations'] });
    return found.violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} at ${target}: ${failureSummary}`));
}"""
_EVERY_RULE: Final[Rules] = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
}
_CONTRAST: Final[Rules] = {"type": "rule", "values": ["color-contrast"]}
_SCROLLS: Final = "() => document.documentElement.scrollWidth > innerWidth"


class Gallery:
    """`too_wide` names what scrolls sideways at 320 pixels, `barriers` says what axe found."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)
        for old in self._folder.glob("*.png"):
            old.unlink()
        self.taken: list[str] = []
        self.too_wide: list[str] = []
        self.barriers: list[str] = []

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
        await self._search(page, state, _EVERY_RULE)
        await page.emulate_media(color_scheme="dark")
        await page.get_by_role("button", name="Cymraeg").click()
        await page.locator("html[lang=cy]").wait_for()
        await self._shot(page, f"{number}-phone-dark-welsh")
        await self._search(page, f"{state} in the dark", _CONTRAST)
        await page.emulate_media(color_scheme="light")
        await page.get_by_role("button", name="English").click()
        await page.locator("html[lang=en]").wait_for()
        await _size(page, DESKTOP)

    async def _search(self, page: Page, state: str, rules: Rules) -> None:
        if not await page.evaluate("() => 'axe' in globalThis"):
            await page.evaluate(AXE.read_text("utf-8"))
        for barrier in await page.evaluate(_SEARCH, rules):
            self.barriers.append(f"{state}: {barrier}")

    async def _shot(self, page: Page, name: str) -> None:
        # Hiding the caret would put a style into the page, which its policy forbids.
        await page.screenshot(path=self._folder / f"{name}.png", full_page=True, caret="initial")


async def _size(page: Page, size: tuple[int, int]) -> None:
    await page.set_viewport_size({"width": size[0], "height": size[1]})
