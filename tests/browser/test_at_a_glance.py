"""How loud a recording is, and a still: at once, but no picture to its recipient unasked."""

import io
from collections import Counter
from pathlib import Path

import pytest
from PIL import Image
from playwright.async_api import Locator, expect

from service.client import sending
from service.client.items import until
from service.client.person import Person
from tests.browser.own_case import OwnCase
from tests.browser.players import Player, recording_on
from tests.browser.prepared_case import ours, people
from tests.browser.visitor import SOON_MS, STRETCHING_MS
from tests.browser.words import words
from tests.factories.recordings import H264, record

__all__ = ["ours", "people"]

pytestmark = pytest.mark.timeout(600)

SECONDS = 6
MADE_SAFE_S = 90
RED = "color=red:size=320x240:rate=25"
LOUD = "aevalsrc='0.5*sin(2*PI*440*t)*(lt(t,2)+gte(t,4))':s=48000"
"""Two seconds of a tone, two of silence, two of the tone."""
FEW, DARK = 0.02, 80


def _film(path: Path) -> Path:
    inputs = ("-f", "lavfi", "-i", RED, "-f", "lavfi", "-i", LOUD)
    return record(path, *inputs, *H264, "-c:a", "aac", "-t", str(SECONDS))


async def _picture(element: Locator) -> Image.Image:
    shot = await element.screenshot(caret="initial")
    return Image.open(io.BytesIO(shot)).convert("RGB")


def _pixels(picture: Image.Image) -> list[bytes]:
    """Its pixels, row by row."""
    raw = picture.tobytes()
    return [raw[at : at + 3] for at in range(0, len(raw), 3)]


async def _redness(element: Locator) -> float:
    """How much of what is on screen above a player's controls is red, from 0 to 1."""
    pixels = _pixels((await _picture(element)).resize((40, 30)))[: 40 * 20]
    return sum(red > DARK + 70 and max(green, blue) < DARK for red, green, blue in pixels) / 800


async def _comes_to_be_red(element: Locator) -> None:
    """Wait for the picture: a browser paints a poster when it has decoded it."""
    for _ in range(100):
        if await _redness(element) > 0.5:
            return
        await element.page.wait_for_timeout(50)
    pytest.fail("its still is not shown")


async def _heights(strip: Locator) -> list[float]:
    """How high the strip is drawn at each hundredth of its width, from 0 to 1."""
    shown = await _picture(strip)
    pixels, wide = _pixels(shown), shown.width
    (sheet, _), *_ = Counter(pixels).most_common(1)
    drawn = [
        sum(pixels[y * wide + x] != sheet for y in range(1, shown.height - 1)) / shown.height
        for x in range(wide)
    ]
    # Between two bars is a gap; what is drawn at either side of it counts.
    return [max(drawn[wide * part // 100 :][: wide // 100 + 1]) for part in range(100)]


async def _shows_where_it_is_loud(main: Locator) -> Locator:
    strip = main.locator(".gb-wave")
    await expect(strip).to_be_visible(timeout=STRETCHING_MS)
    name = words("wave-label", loudest="0:00", silent="2 seconds").partition("0:00")[0]
    assert (await strip.get_attribute("aria-label") or "").startswith(name)
    heights = await _heights(strip)
    assert min(heights[2:31]) > 0.3
    assert max(heights[36:64]) < 0.15
    assert min(heights[69:97]) > 0.3
    return strip


async def _goes(strip: Locator, part: float) -> None:
    box = await strip.bounding_box()
    assert box is not None
    await strip.click(position={"x": box["width"] * part, "y": box["height"] / 2})


async def _stands(player: Player, at: float) -> None:
    standing = f"(element) => Math.abs(element.currentTime - {at}) < 0.2"
    found = await player.element.evaluate_handle("(element) => element")
    await player.element.page.wait_for_function(standing, arg=found, timeout=SOON_MS)


async def test_a_reader_and_the_author_see_it_at_once_and_its_recipient_once_they_ask(
    ours: OwnCase, people: dict[str, Person], tmp_path: Path
) -> None:
    author = people["responsible"]
    film = _film(tmp_path / "film.mp4")
    sent = (await sending.send_recording(author, film, kind="video_message")).item
    await until(author, sent, {"with_facilitator"}, within_s=MADE_SAFE_S)
    async with ours.facilitator(tmp_path / "reader") as reader:
        await reader.takes(sent)
        main = reader.page.get_by_role("main")
        strip = await _shows_where_it_is_loud(main)
        player = recording_on(main)
        await _comes_to_be_red(player.element)
        await reader.looks("reads-a-recording-with-its-still")
        await _goes(strip, 0.75)
        await _stands(player, 0.75 * SECONDS)
        assert await strip.locator("rect").count() <= 2, "nothing of it was played"
        await player.seek(0)
        await reader.watches_to_the_end()
        (whole,) = await strip.locator("clipPath rect").all()
        assert float(await whole.get_attribute("width") or 0) > 1150
        await reader.approves()
    async with ours.participant("responsible", tmp_path / "author") as writer:
        await writer.page.evaluate("(item) => { location.hash = `/items/${item}`; }", sent)
        await writer.presses("play-own")
        player = recording_on(writer.page.get_by_role("main"))
        await expect(player.element).to_be_visible(timeout=STRETCHING_MS)
        await _shows_where_it_is_loud(writer.page.get_by_role("main"))
        await _comes_to_be_red(player.element)
        await writer.looks("sees-their-own-recording")
    async with ours.participant("harmed", tmp_path / "recipient") as recipient:
        await recipient.is_told()
        await recipient.accepts()
        player = await recipient.opens_the_recording()
        main = recipient.page.get_by_role("main")
        strip = await _shows_where_it_is_loud(main)
        await recipient.sees("still-none-yet")
        # It is decoded, and could be shown.
        assert await player.element.evaluate("(element) => element.readyState") >= 2
        await _goes(strip, 0.75)
        await recipient.page.wait_for_timeout(500)
        assert await player.element.evaluate("(element) => element.currentTime") == 0
        assert await _redness(player.element) < FEW
        await recipient.presses("still-ask")
        await recipient.sees("still-shown")
        await _comes_to_be_red(player.element)
        await recipient.looks("asked-for-a-still")
        await expect(recipient.button("still-ask")).to_have_count(0)
        await recipient.plays_the_recording()
        await expect(recipient.page.get_by_text(words("still-shown"))).to_have_count(0)
        await _goes(strip, 0.75)
        await _stands(player, 0.75 * SECONDS)


async def test_of_a_recording_without_a_picture_no_still_is_spoken_of(
    ours: OwnCase, people: dict[str, Person], tmp_path: Path
) -> None:
    author = people["responsible"]
    sound = record(tmp_path / "loud.m4a", "-f", "lavfi", "-i", LOUD, "-c:a", "aac", "-t", "6")
    sent = (await sending.send_recording(author, sound, kind="recorded_message")).item
    await until(author, sent, {"with_facilitator"}, within_s=MADE_SAFE_S)
    async with ours.facilitator(tmp_path / "reader") as reader:
        await reader.takes(sent)
        main = reader.page.get_by_role("main")
        strip = await _shows_where_it_is_loud(main)
        await reader.looks("listens-to-a-recording")
        await _goes(strip, 0.5)
        await _stands(recording_on(main), 3)
        await recording_on(main).seek(0)
        await reader.watches_to_the_end()
        await reader.approves()
    async with ours.participant("harmed", tmp_path / "recipient") as recipient:
        await recipient.is_told()
        await recipient.accepts()
        await recipient.opens_the_recording()
        await _shows_where_it_is_loud(recipient.page.get_by_role("main"))
        for name in ("still-none-yet", "still-ask"):
            assert words(name) not in await recipient.everything_on_screen()
