"""A facilitator, as they act in the portal."""

from dataclasses import dataclass
from typing import Final

from playwright.async_api import expect

from tests.browser.players import recording_on
from tests.browser.preparing import Role
from tests.browser.reviewing import Reviewing
from tests.browser.visitor import STRETCHING_MS
from tests.browser.words import words

PLAYED_MS: Final = 60_000


@dataclass(frozen=True)
class Code:
    """What is printed and handed over in person."""

    login: str
    code: str


class Facilitator(Reviewing):
    """Somebody of a review team."""

    checked_by = "invited-staff-point-3"
    waits_under = "waiting-staff-title"

    async def goes_to_the_case(self) -> None:
        """Open the one case there is."""
        await self.goes_home()
        await self.looks("home")
        await self.follows("task-cases")
        await self.sees_heading("cases-title")
        await self.page.get_by_role("main").get_by_role("listitem").get_by_role("link").click()
        await expect(self.page.get_by_role("heading", name=words("people-title"))).to_be_visible()

    async def invites(self, role: Role) -> Code:
        """Make a code for someone on the case that is on screen."""
        await self.follows(f"invite-{role}")
        await self.sees_heading(f"invite-{role}")
        await self.presses("make-code")
        await self.sees_heading("code-made-title", STRETCHING_MS)
        await self.looks(f"code-for-the-person-{role}")
        main = self.page.get_by_role("main")
        login = main.get_by_role("group", name=words("login-label"))
        code = main.get_by_role("list", name=words("code-label")).get_by_role("listitem")
        made = Code(await login.inner_text(), " ".join(await code.all_inner_texts()))
        await self.follows("code-made-done")
        await self.sees("people-title")
        return made

    async def confirms(self, role: Role) -> None:
        """Look at the case again and confirm someone who has used the code."""
        await self.goes_to_the_case()
        await self.sees(f"confirm-person-{role}", STRETCHING_MS)
        await self.looks(f"confirms-the-person-{role}")
        await self.presses(f"confirm-person-button-{role}")
        await expect(self.button(f"confirm-person-button-{role}")).to_have_count(
            0, timeout=STRETCHING_MS
        )

    async def starts_the_exchange(self) -> None:
        """Take the case that is on screen from its referral to where people write."""
        await self.goes_a_step("screen", "screening")
        await self.goes_to_what_is_recorded()
        await self.records_of_two_adults()
        await self.records_harm("other", "present")
        await self.follows("back")
        await self.goes_a_step("prepare", "preparing")
        await self.goes_a_step("make-ready", "ready")
        await self.goes_a_step("activate", "active")
        await self.looks("case-is-active")

    async def takes_the_oldest(self) -> None:
        """Take what has waited longest; it is verified and opened."""
        await self.goes_home()
        await self.follows("task-review")
        await self.sees_heading("queue-title")
        await expect(self.button("queue-take")).to_be_visible(timeout=PLAYED_MS)
        await self.looks("queue")
        await self.presses("queue-take")
        await expect(self.button("go-to-decision")).to_be_visible(timeout=STRETCHING_MS)

    async def takes(self, item: str) -> None:
        """Go to the review of one item by its address."""
        await self.page.evaluate("(item) => { location.hash = `/review/${item}`; }", item)
        await expect(self.button("go-to-decision")).to_be_visible(timeout=STRETCHING_MS)

    async def reads_to_the_end(self) -> str:
        """Scroll through a letter until all of it was on screen; return it."""
        letter = self.page.get_by_role("article", name=words("letter"), exact=True)
        text = await letter.text_content() or ""
        await self.looks("reads-a-letter")
        onwards = self.button("go-to-decision")
        for _ in range(len(text)):
            if await onwards.is_enabled():
                break
            await self.page.mouse.wheel(0, 300)
            await self.page.wait_for_timeout(100)
        await expect(onwards).to_be_enabled()
        return text

    async def watches_to_the_end(self) -> float:
        """Play a recording to its end; return the seconds that it lasts."""
        player = recording_on(self.page.get_by_role("main"))
        await player.is_ready()
        await expect(self.button("go-to-decision")).to_be_disabled()
        await self.looks("watches-a-recording")
        duration = await player.duration()
        await player.press_play()
        await expect(self.button("go-to-decision")).to_be_enabled(timeout=PLAYED_MS)
        await self.looks("has-watched-the-recording")
        return duration

    async def approves(self, told: str = "approved-title") -> None:
        """Check and sign; the title that follows has the words of the name `told`."""
        await self.presses("go-to-decision")
        await self.chooses("approve")
        await self.sees_heading("approve-title")
        await self.looks("checks-before-approving")
        await self.presses("approve")
        await self.sees_heading(told, STRETCHING_MS)
        await self.looks("approved")
