"""Captions on screen: read beside their recording, then switched on and off by who receives it."""

from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from service.client import sending
from service.client.captions import send_captions
from service.client.items import until
from service.client.person import Person
from tests.browser.own_case import OwnCase
from tests.browser.participants import Participant
from tests.browser.players import recording_on
from tests.browser.prepared_case import ours, people
from tests.browser.visitor import SOON_MS
from tests.browser.words import words
from tests.factories.acts import approved_by
from tests.factories.recordings import phone_video, sound
from tests.factories.world import World

__all__ = ["ours", "people"]

pytestmark = pytest.mark.timeout(600)

MADE_SAFE_S = 90
FIRST, SECOND = "I am sorry & I mean it.", "Rwy'n meddwl am y noson honno."
TEXT = f"WEBVTT\n\n1\n00:00.500 --> 00:01.500\n{FIRST}\n\n2\n00:02.000 --> 00:03.500\n{SECOND}\n"
SHOWN = """(element) => [...element.textTracks].filter((track) => track.mode === 'showing')
    .flatMap((track) => [...track.cues].map((cue) => [cue.startTime, cue.endTime, cue.text]))"""

_PLAYS_FROM = """(element, from) => new Promise((resolve) => {
    const look = () => {
        if (element.currentTime < from) { requestAnimationFrame(look); return; }
        element.pause();
        resolve();
    };
    look();
})"""


def _switch(page: Page) -> Locator:
    name = words("captions-switch", spoken=words("language-en"))
    return page.get_by_role("checkbox", name=name, exact=True)


async def _is_captioned(someone: Participant) -> None:
    """Switch captions on, see them with the picture, and switch them off again."""
    player = someone.player()
    assert await player.element.evaluate(SHOWN) == []
    await _switch(someone.page).check()
    escaped = FIRST.replace("&", "&amp;")
    assert await player.element.evaluate(SHOWN) == [[0.5, 1.5, escaped], [2, 3.5, SECOND]]
    await player.seek(2.5)
    await someone.looks("reads-captions-with-the-picture")
    await _switch(someone.page).uncheck()
    assert await player.element.evaluate(SHOWN) == []
    await _switch(someone.page).check()
    assert len(await player.element.evaluate(SHOWN)) == 2


async def test_captions_are_read_beside_their_recording_and_shown_with_it(
    ours: OwnCase, world: World, people: dict[str, Person], tmp_path: Path
) -> None:
    author = people["responsible"]
    film = phone_video(tmp_path / "film.mp4", seconds=4)
    sent = (await sending.send_recording(author, film, kind="video_message")).item
    await until(author, sent, {"with_facilitator"}, within_s=MADE_SAFE_S)
    await approved_by(world.asha, sent)
    captions = (await send_captions(author, sent, TEXT.encode())).item
    async with ours.facilitator(tmp_path / "reader") as reader:
        await reader.takes(captions)
        await reader.sees("captions-beside-title")
        player = recording_on(reader.page.get_by_role("main"))
        await player.is_ready()
        at = reader.page.get_by_role("button", name=words("captions-play-from", at="0:02"))
        await at.click()
        await player.element.evaluate(_PLAYS_FROM, 2)
        await reader.looks("reads-captions-beside-their-recording")
        assert await reader.reads_to_the_end() == TEXT
        await reader.approves()
    async with ours.participant("harmed", tmp_path / "recipient") as recipient:
        await recipient.is_told()
        await recipient.accepts()
        await recipient.opens_the_recording()
        await _is_captioned(recipient)
        await expect(recipient.page.get_by_text(words("captions-left-out"))).to_have_count(0)
    async with ours.participant("responsible", tmp_path / "author") as writer:
        await writer.goes_to(captions)
        await writer.sees_heading("own-captions-title")
        await writer.presses("read-own-captions")
        await expect(writer.page.get_by_text(SECOND)).to_be_visible(timeout=SOON_MS)
        await writer.looks("looks-at-the-captions-that-were-sent")
        await writer.goes_to(sent)
        await writer.presses("play-own")
        await writer.player().is_ready()
        await _switch(writer.page).check()
        assert len(await writer.player().element.evaluate(SHOWN)) == 2


async def test_of_a_sound_they_are_shown_beneath_the_player(
    ours: OwnCase, world: World, people: dict[str, Person], tmp_path: Path
) -> None:
    author = people["responsible"]
    memo = sound(tmp_path / "memo.m4a", "-c:a", "aac", seconds=4)
    sent = (await sending.send_recording(author, memo, kind="recorded_message")).item
    await until(author, sent, {"with_facilitator"}, within_s=MADE_SAFE_S)
    captions = (await send_captions(author, sent, TEXT.encode())).item
    async with ours.facilitator(tmp_path / "reader") as reader:
        await reader.takes(captions)
        await reader.sees("captions-recording-closed")
        await reader.looks("reads-captions-of-what-is-not-theirs-to-play")
        await reader.puts_it_back()
    async with ours.participant("responsible", tmp_path / "author") as writer:
        await writer.goes_to(sent)
        await writer.presses("play-own")
        player = writer.player()
        await player.is_ready()
        await _switch(writer.page).check()
        said = writer.page.locator(".gb-captions")
        await expect(said).to_have_text("")
        await player.seek(2.5)
        await expect(said).to_have_text(SECOND)
        await writer.looks("reads-captions-beneath-a-sound")
        await player.seek(0.7)
        await expect(said).to_have_text(FIRST)
        await player.seek(1.7)
        await expect(said).to_have_text("")
    await approved_by(world.asha, captions)
