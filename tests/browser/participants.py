"""The person harmed and the person responsible, as they act in the portal."""

import asyncio
from pathlib import Path
from typing import Final, Literal

from playwright.async_api import Locator, expect

from tests.browser.hearing_back import HearingBack
from tests.browser.players import Player, recording_on
from tests.browser.visitor import SOON_MS
from tests.browser.words import words

What = Literal["letter", "recording"]
SENT_MS: Final = 60_000
MADE_SAFE_MS: Final = 90_000
LOOKS: Final = 60


class Participant(HearingBack):
    """Somebody on one side of a case."""

    async def writes_a_letter(self, text: str) -> None:
        """Write, look at it once more, and send it to the facilitator."""
        await self.follows("task-write")
        await self.sees_heading("write-title")
        await self._field("write-label").fill(text)
        await self.looks("writes-a-letter")
        await self.presses("check-letter")
        await self.sees_heading("check-letter-title")
        assert await self._letter().text_content() == text
        await self.looks("looks-at-the-letter-once-more")
        await self.presses("send-letter")
        await self.sees_heading("sent-title", SENT_MS)
        await self.looks("letter-sent")
        await self.follows("back-home")
        await self.is_home()

    async def sends_a_recording(self, path: Path) -> list[int]:
        """Choose a file, look at it here, send it; return the percents that were shown."""
        await self.follows("task-record")
        await self.sees_heading("record-title")
        await self.looks("chooses-a-recording")
        await self._field("file-label").set_input_files(path)
        await expect(self.page.get_by_label(words("preview"), exact=True)).to_be_visible()
        await self.looks("looks-at-the-recording")
        shown = await self._percents_shown_while(words("send-recording"))
        await self.looks("recording-sent")
        return shown

    async def sends_a_file(self, path: Path) -> None:
        """Choose a file on the screen that is open and send it, whatever it is."""
        await self._field("file-label").set_input_files(path)
        await self.presses("send-recording")

    async def sees_it_being_made_safe(self) -> None:
        """Follow what became of the recording until it is with the facilitator."""
        await self.follows("recording-sent-look")
        await self.sees_heading("own-recording-title")
        await expect(
            self.page.get_by_text(words("made-safe-what"))
            .or_(self.page.get_by_text(words("own-with-facilitator")))
            .first
        ).to_be_visible()
        await self.looks("recording-being-made-safe")
        await self.sees("own-with-facilitator", MADE_SAFE_MS)
        await self.looks("recording-with-facilitator")

    async def sees_status(self, what: What, status: str) -> None:
        """Find the honest status of one's own item on one's own page."""
        await self.goes_home()
        await expect(self._entry(f"item-your-{what}")).to_contain_text(words(status))

    async def is_told(self) -> None:
        """Look at one's own page until something has arrived, and choose what to do."""
        told = self.page.get_by_role("heading", name=words("arrived-title"))
        for _ in range(LOOKS):
            await self.looks_again()
            if await told.is_visible():
                break
        await expect(told).to_be_visible()
        await self.looks("is-told")
        await self.follows("arrived-choose")
        await self.sees_heading("arrived-question")
        await self.looks("now-later-or-with-someone")

    async def looks_again(self) -> None:
        """Go somewhere else and come back: sooner than the page would look by itself."""
        await self.goes_home()
        await self.follows("task-record")
        await self.sees_heading("record-title")
        await self.goes_home()
        await expect(self.page.get_by_role("heading", name=words("home-so-far"))).to_be_visible()

    async def accepts(self, how: str | None = None) -> None:
        """Say yes, now; to open it here unless another way is named."""
        await self.page.get_by_role("radio", name=words("when-now"), exact=True).check()
        await self.presses("continue")
        await self.chooses_how(how)
        await self.looks("checks-the-choice")
        await self.presses("accept-yes")

    async def chooses_how(self, how: str | None = None, supporter: str = "") -> None:
        """Choose how to receive it, the first way unless another is named."""
        await self.sees_heading("how-title")
        ways = self.page.get_by_role("radio")
        await expect(ways.first).not_to_be_checked()
        await self.looks("chooses-how-to-receive-it")
        await (ways.first if how is None else ways.and_(self.page.get_by_label(words(how)))).check()
        if supporter:
            await self._field("supporter-label").fill(supporter)
            await self.looks("names-a-supporter")
        await self.presses("continue")
        await self.sees_heading("accept-title")

    async def opens(self, what: What) -> None:
        """Open what was accepted, once it is ready."""
        await self.sees_heading(f"ready-{what}-title", SENT_MS)
        await self.looks(f"{what}-is-ready")
        await self.presses(f"open-{what}")

    async def opens_the_letter(self) -> str:
        """Open the letter and return every character of it."""
        await self.opens("letter")
        await expect(self._letter()).to_be_visible(timeout=SOON_MS)
        await self.looks("reads-the-letter")
        return await self._letter().text_content() or ""

    async def opens_the_recording(self) -> Player:
        """Open the recording and wait until it can be played."""
        await self.opens("recording")
        player = self.player()
        await player.is_ready()
        await self.looks("plays-the-recording")
        return player

    async def plays_the_recording(self) -> float:
        """Play from where it stands; return the seconds that passed on its clock."""
        player = self.player()
        before = float(await player.element.evaluate("(element) => element.currentTime"))
        await player.press_play()
        await player.element.evaluate(
            """(element, before) => new Promise((resolve) => {
                const look = () => {
                    if (element.currentTime > before + 0.5) resolve(); else setTimeout(look, 50);
                };
                look();
            })""",
            before,
        )
        await player.press_play()
        after = float(await player.element.evaluate("(element) => element.currentTime"))
        return after - before

    async def goes_to(self, item: str) -> None:
        """Go to one item by its address."""
        await self.page.evaluate("(item) => { location.hash = `/items/${item}`; }", item)

    def player(self) -> Player:
        """Return the recording on screen."""
        return recording_on(self.page.get_by_role("main"))

    def _letter(self) -> Locator:
        return self.page.get_by_role("article", name=words("letter"), exact=True)

    def _entry(self, name: str) -> Locator:
        return self.page.get_by_role("listitem").filter(has=self.page.get_by_text(words(name)))

    async def _percents_shown_while(self, button: str) -> list[int]:
        """Press `button` and write down how far sending was, until the recording is sent."""
        watching = self.page.evaluate(
            """([pause, title]) => new Promise((resolve) => {
                const seen = [];
                const says = (tag, text) =>
                    [...document.querySelectorAll(tag)].some((one) => one.textContent === text);
                const look = () => {
                    // Getting ready has a bar too; only while sending can it be paused.
                    const bar = says('button', pause) ? document.querySelector('progress') : null;
                    if (bar && bar.position >= 0) {
                        const now = Math.round(bar.position * 100);
                        if (seen.at(-1) !== now) seen.push(now);
                    }
                    if (says('h1', title)) resolve(seen);
                    else requestAnimationFrame(look);
                };
                look();
            })""",
            [words("sending-pause"), words("recording-sent-title")],
        )
        press = self.page.get_by_role("button", name=button, exact=True).click()
        seen, _ = await asyncio.gather(watching, press)
        return [int(each) for each in seen]
