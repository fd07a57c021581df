"""Somebody in front of the portal: enrolling, unlocking, locking, leaving.

A navigator finds everything by role, label and visible words, as a person does, and waits for what
the person would wait for. Refuses shortcuts: nothing is called behind the page.
"""

import re
from typing import ClassVar, Final

from playwright.async_api import Locator, Page, expect

from tests.browser.devices import Device, Witness
from tests.browser.gallery import Gallery
from tests.browser.words import words

SOON_MS: Final = 15_000
STRETCHING_MS: Final = 45_000
# One's own page looks again every twenty seconds.
LOOKED_AGAIN_MS: Final = 20_000 + SOON_MS


class Visitor:
    """A person with a device of their own. `login` and `passphrase` are on their paper."""

    checked_by: ClassVar[str] = "invited-point-3"
    waits_under: ClassVar[str] = "waiting-title"

    def __init__(
        self, device: Device, address: str, gallery: Gallery | None = None, name: str = "visitor"
    ) -> None:
        self.device: Final = device
        self.page: Final[Page] = device.page
        self.name: Final = name
        self.address: Final = address
        self._gallery = gallery
        self.login = ""
        self.passphrase = ""
        self.recovery_code = ""

    @property
    def witness(self) -> Witness:
        """What this person's browser reported."""
        return self.device.witness

    async def opens_the_portal(self) -> None:
        """Type the address."""
        await self.page.goto(self.address)
        await self.sees_heading("sign-in-title")

    async def enrols_with(self, login: str, code: str) -> None:
        """Use a printed code: passphrase written down, recovery code written down."""
        await self.opens_the_portal()
        await self.looks("sign-in")
        await self.page.get_by_role("link", name=words("first-time-link")).click()
        await self.sees_heading("enrol-title")
        await self.looks("use-your-code")
        await self.tries_code(login, code)
        await self.sees_heading("invited-title", STRETCHING_MS)
        await self.sees(self.checked_by)
        await self.looks("invited")
        await self.presses("continue")
        self.login = login
        await self.writes_both_down()
        await self.sees_heading(self.waits_under, STRETCHING_MS)
        await self.looks("waiting-for-facilitator")

    async def writes_both_down(self) -> str:
        """Write a new passphrase and a new recovery code down; return the code."""
        await self._writes_passphrase_down()
        await self.sees_heading("recovery-title", STRETCHING_MS)
        await self.looks("recovery-code")
        self.recovery_code = await self.page.get_by_role(
            "group", name=words("recovery-label")
        ).inner_text()
        await self.page.get_by_role("checkbox", name=words("recovery-written")).check()
        await self.presses("finish")
        return self.recovery_code

    async def tries_code(self, login: str, code: str) -> None:
        """Type a printed sign-in name and code on the screen for it."""
        await self.sees_heading("enrol-title")
        await self._field("login-label").fill(login)
        await self._field("code-label").fill(code)
        await self.presses("continue")

    async def unlocks(self, *, own_device: bool = False, passphrase: str | None = None) -> None:
        """Type sign-in name and passphrase."""
        await self._field("login-label").fill(self.login)
        await self._field("passphrase-label").fill(passphrase or self.passphrase)
        if own_device:
            await self.page.get_by_role("checkbox", name=words("own-device-label")).check()
        await self.presses("sign-in-button")

    async def signs_in(self) -> None:
        """Open the portal and unlock."""
        await self.opens_the_portal()
        await self.unlocks()
        await self.is_home()

    async def is_home(self) -> None:
        """Wait for the page that this person lands on."""
        home = (words("home-title"), words("staff-home-title"))
        pattern = re.compile("|".join(re.escape(title) for title in home))
        heading = self.page.get_by_role("heading", level=1, name=pattern)
        await expect(heading).to_be_visible(timeout=STRETCHING_MS)

    async def goes_home(self) -> None:
        """Choose the service's name in the header."""
        await self.page.get_by_role("link", name=words("service-name"), exact=True).click()
        await self.is_home()

    async def locks(self) -> None:
        """Choose Lock."""
        await self.presses("lock")
        await self.sees_heading("locked-title")

    async def signs_out(self) -> None:
        """Choose Sign out."""
        await self.presses("sign-out")
        await self.sees_heading("signed-out-title")

    async def leaves_quickly(self) -> None:
        """Choose Leave this page quickly."""
        await self.presses("leave-quickly")

    async def presses(self, name: str) -> None:
        """Press the button with the words of this name."""
        await self.button(name).click()

    def button(self, name: str) -> Locator:
        """Return the button with the words of this name."""
        return self.page.get_by_role("button", name=words(name), exact=True)

    async def follows(self, name: str) -> None:
        """Follow the link with the words of this name."""
        await self.page.get_by_role("link", name=words(name), exact=True).first.click()

    async def sees_heading(self, name: str, timeout_ms: int = SOON_MS) -> None:
        """Wait for the screen whose title has the words of this name."""
        heading = self.page.get_by_role("heading", level=1, name=words(name), exact=True)
        await expect(heading).to_be_visible(timeout=timeout_ms)

    async def sees(self, name: str, timeout_ms: int = SOON_MS) -> None:
        """Wait for the words of this name."""
        await expect(self.page.get_by_text(words(name)).first).to_be_visible(timeout=timeout_ms)

    async def looks(self, state: str) -> None:
        """Have this state pictured, if somebody collects pictures."""
        if self._gallery is not None:
            await self._gallery.look(self.page, state)

    async def everything_on_screen(self) -> str:
        """Return all text of the page."""
        return await self.page.locator("body").inner_text()

    async def _writes_passphrase_down(self) -> None:
        await self.sees_heading("passphrase-title")
        shown = self.page.get_by_role("list", name=words("passphrase-words")).get_by_role(
            "listitem"
        )
        await expect(shown).to_have_count(6)
        await self.looks("passphrase")
        self.passphrase = " ".join(await shown.all_inner_texts())
        await self.presses("passphrase-continue")
        await self.sees_heading("confirm-title")
        await self.looks("confirm-passphrase")
        await self._field("confirm-label").fill(self.passphrase)
        await self.presses("continue")

    def _field(self, label: str) -> Locator:
        return self.page.get_by_label(words(label), exact=True)
