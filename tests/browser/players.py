"""What a media element says of itself while a person plays a recording.

Owns asking; refuses to reach around the page: bytes come the way that they come for everyone.
"""

from dataclasses import dataclass
from typing import Final

from playwright.async_api import Locator, expect

from tests.browser.words import words

HAVE_CURRENT_DATA: Final = 2
_SEEK: Final = """(element, seconds) => new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the seek did not end')), 20000);
    element.addEventListener('seeked', () => {
        clearTimeout(late);
        resolve({
            at: element.currentTime, ready: element.readyState, seeking: element.seeking,
            width: element.videoWidth, height: element.videoHeight,
        });
    }, { once: true });
    element.currentTime = seconds;
})"""


@dataclass(frozen=True)
class Place:
    """Where playback stands after a seek: seconds, and the size of the picture decoded there."""

    at: float
    ready: int
    width: int
    height: int


class Player:
    """The recording on screen. Times are in seconds."""

    def __init__(self, element: Locator) -> None:
        self.element: Final = element

    async def is_ready(self) -> None:
        """Wait until the browser has decoded where it stands."""
        await expect(self.element).to_be_visible()
        await self.element.evaluate(
            """(element) => new Promise((resolve, reject) => {
                if (element.readyState >= 2) { resolve(); return; }
                element.addEventListener('loadeddata', () => resolve(), { once: true });
                const fails = () => reject(new Error(`no playback: ${element.error?.message}`));
                element.addEventListener('error', fails);
                if (element.error) fails();
                element.preload = 'auto';
            })"""
        )

    async def duration(self) -> float:
        """Return how long the browser says it is."""
        return float(await self.element.evaluate("(element) => element.duration"))

    async def seek(self, seconds: float) -> Place:
        """Jump there and wait for the picture."""
        found = await self.element.evaluate(_SEEK, seconds)
        assert not found["seeking"]
        return Place(found["at"], found["ready"], found["width"], found["height"])

    async def press_play(self) -> None:
        """Press the space bar on it."""
        await self.element.focus()
        await self.element.press("Space")

    async def frames_shown(self) -> int:
        """Return how many frames were decoded so far."""
        counted = "(element) => element.getVideoPlaybackQuality().totalVideoFrames"
        return int(await self.element.evaluate(counted))


def recording_on(page_or_part: Locator) -> Player:
    """Return the player labelled as a recording in this part of a page."""
    return Player(page_or_part.get_by_label(words("recording"), exact=True))
