"""A reader who decides about what they hold: approve, return, withhold, escalate, put back."""

from datetime import datetime
from typing import Literal

from playwright.async_api import expect

from tests.browser.preparing import Preparing
from tests.browser.visitor import SOON_MS, STRETCHING_MS
from tests.browser.words import day, words

No = Literal["return", "withhold"]


class Reviewing(Preparing):
    """Somebody of a review team with an item in their hands."""

    async def chooses(self, way: str) -> None:
        """Choose one of the decisions on screen and go on."""
        await self.sees_heading("decide-title")
        await self.page.get_by_role("radio", name=words(f"decide-{way}"), exact=True).check()
        await self.looks("decides")
        await self.presses("continue")

    async def says_no(self, no: No, reason: str, text: str) -> None:
        """Say why, and in which words; both are asked for."""
        await self.chooses(no)
        await self.sees_heading(f"no-title-{no}")
        await self.presses("continue")
        for missing in ("no-reason-missing", "no-words-missing"):
            await expect(self.page.get_by_role("link", name=words(missing))).to_be_visible()
        await self.looks(f"is-asked-why-{no}")
        await self.page.get_by_role("radio", name=words(f"reason-{reason}"), exact=True).check()
        await self._field("no-words").fill(text)
        await self.looks(f"says-why-{no}")
        await self.presses("continue")

    async def decides(self, way: str) -> None:
        """Look once more at who will see what, sign, and see that it is done."""
        await self.sees_heading(f"check-{way}-title")
        await self.sees("sees-title")
        await self.looks(f"checks-{way}")
        await self.presses(f"sign-{way}")
        await self.sees_heading(f"done-{way}-title", STRETCHING_MS)
        await expect(self.page.get_by_role("alert")).to_have_count(0)
        await self.looks(f"done-{way}")

    async def returns(self, reason: str, text: str) -> None:
        """Return what was read for changes."""
        await self.presses("go-to-decision")
        await self.says_no("return", reason, text)
        await self.decides("return")

    async def withholds(self, reason: str, text: str) -> None:
        """Withhold what was read."""
        await self.presses("go-to-decision")
        await self.says_no("withhold", reason, text)
        await self.decides("withhold")

    async def escalates_before_the_end(self, text: str) -> None:
        """Lock what is on screen without reading on, with words to the team."""
        await self.presses("decide-early")
        await self.sees_heading("decide-title")
        approve = self.page.get_by_role("radio", name=words("decide-approve"), exact=True)
        await expect(approve).to_have_count(0)
        await self.looks("decides-before-the-end")
        await self.chooses("escalate")
        await self.sees_heading("escalate-title")
        await self._field("escalate-words").fill(text)
        await self.looks("escalates")
        await self.presses("continue")
        await self.decides("escalate")

    async def puts_it_back(self) -> None:
        """Hand back what is on screen."""
        await self.presses("hand-back")
        await self.sees_heading("queue-title")

    async def goes_to_the_queue(self) -> None:
        """Look at what is waiting."""
        await self.goes_home()
        await self.follows("task-review")
        await self.sees_heading("queue-title")

    async def sees_that_it_was_appealed(self, due: datetime) -> None:
        """See that somebody asked for another look, and until when there is to be an answer."""
        line = words("appealed-due", day=day(due))
        await expect(self.page.get_by_text(line)).to_be_visible(timeout=SOON_MS)

    async def reads_what_was_said_before(self, *texts: str) -> None:
        """Open what earlier readers said to the author; it is closed at first."""
        said = self.page.get_by_role("group").filter(has_text=words("said-before"))
        await expect(said.get_by_text(texts[0])).to_be_hidden()
        await said.get_by_text(words("said-before")).click()
        for text in texts:
            await expect(said.get_by_text(text)).to_be_visible()
        await self.looks("reads-what-was-said-before")

    async def sees_it_locked(self, text: str) -> None:
        """See what is locked, with the words of who locked it."""
        await self.sees("locked-items-title", STRETCHING_MS)
        await expect(self.page.get_by_role("main")).to_contain_text(text)

    async def unlocks_it(self) -> None:
        """Unlock what is locked, having looked into it."""
        await self.page.get_by_role("link", name=words("unlock-link"), exact=True).first.click()
        await self.sees_heading("unlock-title")
        await self.looks("asks-whether-to-unlock")
        await self.presses("unlock-sign")
        await self.sees_heading("unlocked-title", STRETCHING_MS)
        await expect(self.page.get_by_role("alert")).to_have_count(0)
        await self.looks("has-unlocked-it")

    async def is_asked_to_look_at(self, **places: str) -> None:
        """See each place in the list above the letter and marked in it, and be led there."""
        many = len(places)
        listed = self.page.get_by_role("region", name=words("look-title", many=many), exact=True)
        await expect(listed.get_by_role("listitem")).to_have_count(many, timeout=SOON_MS)
        marks = self.page.get_by_role("article").locator("mark")
        await expect(marks).to_have_count(many)
        for number, (kind, text) in enumerate(places.items()):
            await expect(listed.get_by_role("listitem").nth(number)).to_contain_text(
                words(f"mark-{kind}")
            )
            await expect(marks.nth(number)).to_have_text(f"{words(f'mark-{kind}')}: {text}")
            await listed.get_by_role("button", name=text, exact=True).click()
            await expect(marks.nth(number)).to_be_focused()
