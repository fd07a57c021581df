"""Somebody whose letter or recording comes back: what they are told, and what they do about it."""

from playwright.async_api import Locator, expect

from tests.browser.deciding import Deciding
from tests.browser.visitor import LOOKED_AGAIN_MS, STRETCHING_MS
from tests.browser.words import words


class HearingBack(Deciding):
    """An author in front of what was decided about their item."""

    async def finds_it(self, what: str, item: str) -> None:
        """Go from one's own page to the item that has this status."""
        await self.goes_home()
        entry = self.page.locator(f'a[href="#/items/{item}"]')
        await expect(self.page.get_by_role("listitem").filter(has=entry)).to_contain_text(
            words(f"status-author-{what}"), timeout=LOOKED_AGAIN_MS
        )
        await entry.click()
        await self.sees(f"own-{what}")

    async def is_told_why(self, reason: str, text: str) -> None:
        """Read the reason in plain words, and what the reader says, to the letter."""
        why = self._why()
        await expect(why).to_contain_text(words(f"why-{reason}"), timeout=STRETCHING_MS)
        await expect(why.locator(".gb-words-said")).to_have_text(text)
        await expect(self.page.get_by_role("alert")).to_have_count(0)

    async def writes_the_next_version(self, before: str, text: str) -> None:
        """Begin with the words of the version before, write others, and send them."""
        await self.follows("next-letter")
        await self.sees_heading("next-letter-title", STRETCHING_MS)
        letter = self.page.get_by_label(words("write-label"), exact=True)
        await expect(letter).to_have_value(before)
        await expect(self._why()).to_be_visible()
        await self.looks("writes-the-next-version")
        await letter.fill(text)
        await self.presses("check-letter")
        await self.sees_heading("check-letter-title")
        await self.page.go_back()
        await expect(letter).to_have_value(text)
        await self.presses("check-letter")
        await self.presses("send-letter")
        await self.sees_heading("sent-title", STRETCHING_MS)

    async def asks_for_another_look(self) -> None:
        """Ask, after a look at what that means, and see that it was taken."""
        await self.follows("appeal-link")
        await self.sees_heading("appeal-title")
        await self.looks("asks-for-another-look")
        await self.presses("appeal-yes")
        await self.sees_heading("appealed-title", STRETCHING_MS)
        await self.looks("has-asked-for-another-look")
        await self.follows("appealed-look")
        await self.sees("own-asked-again", STRETCHING_MS)
        await self.looks("waits-for-another-look")

    async def takes_it_back(self) -> None:
        """Think again once, then take it back, and see on its page that it was."""
        await self.follows("recall-link")
        await self.sees_heading("recall-title")
        await self.looks("asks-to-take-it-back")
        await self.follows("not-this-time")
        await self.sees("own-with-facilitator")
        await self.follows("recall-link")
        await self.presses("recall-yes")
        await self.sees_heading("recalled-title", STRETCHING_MS)
        await self.looks("has-taken-it-back")
        await self.follows("appealed-look")
        await self.sees("own-recalled")
        await self.looks("what-was-taken-back")

    def _why(self) -> Locator:
        return self.page.get_by_role("region", name=words("why-title"), exact=True)
