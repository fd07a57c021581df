"""Somebody who decides for themselves: what they say yes to, and what they take back."""

from typing import Literal

from playwright.async_api import Locator, expect

from tests.browser.visitor import SOON_MS, Visitor
from tests.browser.words import title, words

Topic = Literal["take-part", "send", "receive", "acknowledgement"]
Medium = Literal["letter", "recording", "paper", "any"]
OF_EVERYBODY: tuple[tuple[Topic, Medium], ...] = (
    ("take-part", "any"),
    ("send", "letter"),
    ("send", "recording"),
    ("receive", "letter"),
    ("receive", "recording"),
)


class Deciding(Visitor):
    """Somebody on one side of a case, and their choices."""

    async def goes_to_their_choices(self) -> None:
        """Choose "Your choices" in the header."""
        await self.follows("your-choices")
        await self.sees_heading("choices-title")
        await expect(self.page.get_by_role("main").get_by_role("list")).to_be_visible()

    async def reads_about(self, topic: Topic) -> None:
        """Open the words of one topic from one's choices."""
        await self.goes_to_their_choices()
        await (
            self.page.get_by_role("main")
            .get_by_role("link", name=words(f"topic-{topic}"), exact=True)
            .click()
        )
        await self.sees_words_of(topic)

    async def sees_words_of(self, topic: Topic, language: str = "en") -> None:
        """Wait for the screen with the words of one topic."""
        heading = self.page.get_by_role("heading", level=1, name=title(topic, language), exact=True)
        await expect(heading).to_be_visible(timeout=SOON_MS)

    def decision(self, topic: Topic, medium: Medium) -> Locator:
        """Return what stands on screen about one decision."""
        return self.page.get_by_role("region", name=words(f"decide-{topic}-{medium}"), exact=True)

    async def says_yes(self, topic: Topic, medium: Medium = "any") -> None:
        """Press the button of one decision, on the screen with its words."""
        await self.presses(f"yes-{topic}-{medium}")
        decided = self.decision(topic, medium)
        await expect(decided.get_by_role("link")).to_be_visible()
        await expect(decided.get_by_role("button")).to_have_count(0)

    async def takes_back(self, topic: Topic, medium: Medium = "any") -> None:
        """Take one decision back, from the screen with its words."""
        await self.decision(topic, medium).get_by_role("link").click()
        await self.sees_heading(f"back-title-{topic}-{medium}")
        await self.looks(f"asks-whether-to-take-back-{topic}")
        await self.presses("take-back-yes")
        await self.sees_heading("taken-back-title")

    async def stops(self) -> None:
        """Follow the link at the foot of every page, and confirm."""
        await (
            self.page.get_by_role("contentinfo")
            .get_by_role("link", name=words("stop-link"), exact=True)
            .click()
        )
        await self.sees_heading("back-title-take-part-any")
        await self.looks("asks-whether-to-stop")
        await self.presses("stop-taking-part")
        await self.sees_heading("stopped-title")
        await self.looks("has-stopped")

    async def pauses(self) -> None:
        """Follow the other link at the foot of every page, and confirm."""
        await (
            self.page.get_by_role("contentinfo")
            .get_by_role("link", name=words("pause-link"), exact=True)
            .click()
        )
        await self.sees_heading("pause-title")
        await self.looks("asks-whether-to-pause")
        await self.presses("pause-yes")
        await self.sees_heading("paused-title")
        await self.looks("has-paused")

    async def goes_on(self) -> None:
        """Let everything go on again, from one's own page."""
        await self.goes_home()
        await self.follows("go-on")
        await self.sees_heading("go-on-title")
        await self.looks("asks-whether-to-go-on")
        await self.presses("go-on")
        await self.sees_heading("gone-on-title")
        await self.looks("has-gone-on")

    async def agrees_to_everything(self, *, responsible: bool) -> None:
        """Read everything and say yes to each by itself; accept responsibility too if asked."""
        for topic, medium in OF_EVERYBODY:
            await self.reads_about(topic)
            await self.says_yes(topic, medium)
        if responsible:
            await self.reads_about("acknowledgement")
            await self.looks("is-asked-to-accept-responsibility")
            await self.says_yes("acknowledgement")
            await self.looks("has-accepted-responsibility")
        await self.goes_to_their_choices()
        await self.looks("has-agreed-to-everything")
        await self.goes_home()

    async def chooses_to_hear(self, standing: str, author: str = "nothing") -> None:
        """Answer both questions about being told, look at them once more, and save that."""
        await self.goes_home()
        await self.follows("hearing-title")
        await self.sees_heading("hearing-title")
        await self.looks("chooses-how-to-hear")
        await self._answers(f"hearing-{standing}")
        await self.sees_heading("author-title")
        await self.looks("chooses-what-the-other-may-know")
        await self._answers(f"author-{author}")
        await self.sees_heading("hearing-check-title")
        await self.looks("checks-how-to-hear")
        await self.presses("hearing-save")
        await self.sees_heading("hearing-saved-title")
        await self.looks(f"hears-{standing}")
        await self.goes_home()

    async def _answers(self, name: str) -> None:
        await self.page.get_by_role("radio", name=words(name), exact=True).check()
        await self.presses("continue")
