"""A liaison, as they act in the portal: for whom, which files, a look, and on their way."""

from datetime import datetime
from pathlib import Path
from typing import Final, Literal

from playwright.async_api import Locator, expect

from tests.browser.visitor import SOON_MS, STRETCHING_MS, Visitor
from tests.browser.words import day, words

ARRIVED_MS: Final = 120_000
REFERENCE: Final = 8


def reference(person: str) -> str:
    """Return how a liaison's page calls somebody of whom no name is known there."""
    return words("acting-responsible", reference=person[:REFERENCE])


class Liaison(Visitor):
    """Somebody who acts for people in custody at a desk that others use too."""

    checked_by = "invited-staff-point-3"
    waits_under = "waiting-staff-title"

    async def is_home(self) -> None:
        """Wait for the page on which a liaison lands."""
        await self.sees_heading("jobs-title", STRETCHING_MS)

    async def begins_to_send_for(self, person: str) -> None:
        """Say who it is for: nobody is chosen beforehand."""
        await self.follows("jobs-send")
        await self.sees_heading("who-for-title")
        first = self.page.get_by_role("radio").first
        await expect(first).not_to_be_checked()
        await self.looks("who-is-it-for")
        await self.page.get_by_role("radio", name=reference(person)).check()
        await self.presses("continue")
        await self.sees_heading("send-title")
        await expect(self.page.get_by_text(reference(person))).to_be_visible()

    async def chooses(
        self, *paths: Path, language: Literal["en", "cy"] = "en", folder: bool = False
    ) -> None:
        """Choose files, or a folder with all that lies in it, and wait until it was looked at."""
        where = "send-folder-label" if folder else "send-files-label"
        await self._field(where).set_input_files(paths[0] if folder else list(paths))
        await self.page.get_by_role("radio", name=words(f"language-{language}")).check()
        await self.looks("has-chosen-files")
        await self.presses("continue")
        await self.sees_heading("send-check-title", STRETCHING_MS)

    async def replaces_with(self, path: Path) -> None:
        """Choose the one file that takes the place of another, and send it."""
        await self._field("send-file-label").set_input_files(path)
        await self.presses("continue")
        await self.sees_heading("send-check-title", STRETCHING_MS)
        await self.sends(1)

    async def sends(self, many: int) -> None:
        """Send what was checked and wait until all of it has arrived."""
        await self.begins(many)
        await self.has_sent()

    async def begins(self, many: int) -> None:
        """Press the button that sends so many files."""
        await self.page.get_by_role("button", name=words("send-now", many=many)).click()

    async def has_sent(self) -> None:
        """Wait until all of it has arrived."""
        await self.sees_heading("send-done-title", ARRIVED_MS)

    async def is_told_of(self, name: str, *names: str) -> None:
        """Find the words of these names beside a file."""
        entry = self._file(name)
        for one in names:
            await expect(entry).to_contain_text(words(one), timeout=SOON_MS)

    async def follows_to_words_of(self, person: str) -> None:
        """Go from one's own page to what somebody says yes to."""
        link = self.page.get_by_role("link", name=words("spoken-link"))
        await link.filter(has_text=reference(person)).click()
        await self.sees_heading("spoken-title")

    async def hears_it_in_person(self) -> None:
        """Say that they are here."""
        name = words("spoken-manner-in-person")
        await self.page.get_by_role("radio", name=name, exact=True).check()

    async def says_yes(self, what: str) -> None:
        """Press the button that says that they say yes to this."""
        await self._about(what).get_by_role("button", name=words("spoken-yes")).click()

    async def takes_back(self, what: str) -> None:
        """Say that they take this back: asked once more."""
        await self._about(what).get_by_role("button", name=words("spoken-back")).click()
        await self.sees("spoken-back-means")
        await self.looks("asks-before-it-is-taken-back")
        await self.presses("spoken-back-sign")

    async def has_taken_down(self, what: str, given: Literal["yes", "withdrawn"]) -> None:
        """Wait until it stands there as they said it."""
        today = words(f"spoken-standing-{given}", day=day(datetime.now().astimezone()))
        await expect(self._about(what)).to_contain_text(today)

    async def takes_down(self, topic: str, what: str) -> None:
        """From the page of all of it: take down that they say yes to one thing, and come back."""
        await self.follows(f"spoken-topic-{topic}")
        await self.hears_it_in_person()
        await self.says_yes(what)
        await self.has_taken_down(what, "yes")
        await self.follows("spoken-done")
        await self.sees_heading("spoken-title")

    def _about(self, what: str) -> Locator:
        return self.page.get_by_role("region", name=words(what), exact=True)

    async def files(self) -> list[str]:
        """Return the names of the files on screen, in their order."""
        return await self.page.get_by_role("main").get_by_role("heading", level=2).all_inner_texts()

    def to_hand_over(self, person: str) -> Locator:
        """Return what waits to be handed over to somebody, on one's own page."""
        return self.page.get_by_role("region", name=reference(person)).filter(
            has=self.page.get_by_role("link", name=words("hand-over-done"))
        )

    def _file(self, name: str) -> Locator:
        heading = self.page.get_by_role("heading", level=2, name=name, exact=True)
        return self.page.get_by_role("listitem").filter(has=heading)
