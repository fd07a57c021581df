"""A recording is made safer from its review; its author looks at just that, and says yes or no."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import expect

from service.client import reviewing, sending
from service.client.items import POLL_S, until
from service.client.items import item as look
from service.client.person import Person
from service.client.recalling import recall
from service.client.safer import ask_for_edits, see_own
from service.sealing.schemas_edits import Edit, changed
from tests.browser.making_safer import Answers, MakesSafer, line
from tests.browser.own_case import OwnCase
from tests.browser.players import recording_on
from tests.browser.prepared_case import ours, people
from tests.browser.visitor import SOON_MS
from tests.browser.words import words
from tests.factories.recordings import phone_video
from tests.factories.world import World

__all__ = ["ours", "people"]

# Each has two recordings made, one after the other, by a worker that others may have too.
pytestmark = pytest.mark.timeout(600)

SECONDS = 4
MADE_SAFE_S = 90
CUT = Edit("cut", 500, 1_500, 0, 0, 0, 0)
VOICE = changed("voice")


async def _sent(author: Person, folder: Path) -> str:
    film = phone_video(folder / "film.mp4", seconds=SECONDS)
    sent = (await sending.send_recording(author, film, kind="video_message")).item
    await until(author, sent, {"with_facilitator"}, within_s=MADE_SAFE_S)
    return sent


async def _comes_to(person: Person, item: str, state: str | None) -> None:
    """Wait until what was asked for last has become this."""
    for _ in range(int(MADE_SAFE_S / POLL_S)):
        if (await look(person, item)).safer == state:
            return
        await asyncio.sleep(POLL_S)
    raise AssertionError(f"it did not come to be {state}")


async def test_what_to_change_is_picked_beside_the_player_and_its_author_is_asked(
    ours: OwnCase, world: World, people: dict[str, Person], tmp_path: Path
) -> None:
    author = people["responsible"]
    sent = await _sent(author, tmp_path)
    async with ours.facilitator(tmp_path / "reader") as reader:
        await reader.takes(sent)
        safer = MakesSafer(reader)
        await _is_told_what_cannot_be(safer)
        box = await _picks_each(safer)
        asked = (CUT, box, VOICE)
        await safer.asks(*asked)
        await _comes_to(author, sent, "wanted")
        async with await see_own(author, sent) as made:
            assert made.edits == asked

        await reader.takes(sent)
        for edit in asked:
            await expect(reader.page.get_by_text(line(edit), exact=True)).to_be_visible()
        await reader.sees("changed-wanted")
        await reader.looks("reads-what-was-made-safer")
        assert await safer.plays_to_the_end() == pytest.approx(SECONDS - 1, abs=0.2)
        assert not await safer.may_approve()
        async with await see_own(author, sent) as made:
            await made.decline()
        await reader.puts_it_back()
        await reader.takes(sent)
        await reader.sees("changed-declined", SOON_MS)
        player = await safer.begins()
        await safer.lists(*asked)
        await reader.sees("edits-times")
        # What was cut is not played, and the times are those of what was sent.
        await player.seek(0.75)
        at = words("safer-at", time="0:01.8")
        await expect(reader.page.get_by_text(at)).to_be_visible()
        await reader.looks("changes-what-was-made-safer")
        await reader.presses("continue")
        await expect(reader.page.get_by_role("link", name=words("safer-unchanged"))).to_be_visible()
        await safer.asks_for_it_as_it_was_sent()
        await _comes_to(world.ben, sent, None)
        await reader.takes(sent)
        await expect(reader.page.get_by_text(words("changed-title"))).to_have_count(0)
        assert await safer.plays_to_the_end() == pytest.approx(SECONDS, abs=0.2)
        assert await safer.may_approve()
    await reviewing.hand_back(world.ben, sent)


async def test_its_author_plays_what_was_made_and_its_recipient_is_told_of_no_change(
    ours: OwnCase, world: World, people: dict[str, Person], tmp_path: Path
) -> None:
    writer, asked = people["responsible"], (CUT, VOICE)
    sent = await _sent(writer, tmp_path)
    await reviewing.claim(world.ben, sent)
    await ask_for_edits(world.ben, sent, asked)
    await _comes_to(writer, sent, "wanted")
    letter = (await sending.send_letter(writer, b"I have sent you a recording.")).item
    async with ours.facilitator(tmp_path / "reader") as reader:
        await reader.takes_the_oldest()
        assert sent not in reader.page.url
        await reader.puts_it_back()
        await reader.sees("queue-author")
        await recall(writer, letter)
        async with ours.participant("responsible", tmp_path / "author") as author:
            await author.sees("agree-waits")
            await author.sees("status-author-changed")
            await author.looks("is-told-that-a-recording-waits")
            answers = Answers(author)
            await answers.looks_at(*asked)
            await author.looks("looks-at-what-was-changed")
            await answers.says_no()
            assert (await look(world.ben, sent)).safer == "declined"
            await author.looks("may-still-say-yes")
            await answers.plays_and_says_yes(await answers.looks_at(*asked))
            await answers.looks_at(*asked)
            await author.sees("agree-done")
            await expect(author.button("agree-yes")).to_have_count(0)
        await reader.takes(sent)
        await reader.sees("changed-agreed")
        safer = MakesSafer(reader)
        await safer.plays_to_the_end()
        await reader.approves()
    async with ours.participant("harmed", tmp_path / "recipient") as recipient:
        await recipient.is_told()
        before = await recipient.everything_on_screen()
        await recipient.accepts()
        player = await recipient.opens_the_recording()
        assert await player.duration() == pytest.approx(SECONDS - 1, abs=0.2)
        for screen in (before, await recipient.everything_on_screen()):
            for name in ("changed-title", "agree-made-safer", "agree-title", "edit-voice"):
                assert words(name) not in screen


async def _is_told_what_cannot_be(safer: MakesSafer) -> None:
    """Try what is no list, and come back to what was played so far."""
    await safer.begins()
    await safer.reader.presses("continue")
    await expect(safer.page.get_by_role("link", name=words("safer-nothing"))).to_be_visible()
    await safer.is_refused("no-kind", "change")
    await safer.chooses("cut")
    await safer.types(until="0:61")
    await safer.is_refused("no-time", "safer-from")
    await expect(safer.page.locator("#safer-until-error")).to_be_visible()
    await safer.types(**{"from": "0:02", "until": "0:01.5"})
    await safer.is_refused("time", "safer-until")
    await safer.types(**{"from": "1:00", "until": "1:05.25"})
    await safer.is_refused("behind-its-end", "safer-from")
    await safer.types(**{"from": "0:00", "until": "0:03.5"})
    await safer.is_refused("too-little-left", "safer-until")
    await safer.reader.looks("is-told-what-cannot-be-cut")
    await safer.chooses("hide")
    await safer.types(left="eighty")
    await safer.is_refused("no-number", "safer-left")
    await safer.types(left="80.5")
    await safer.is_refused("box", "safer-width")
    await safer.reader.presses("back")


async def _picks_each(safer: MakesSafer) -> Edit:
    """Pick a time with the player, a box with the pointer, and changed voices."""
    page = safer.page
    await recording_on(page.get_by_role("main")).is_ready()
    player = await safer.begins()
    await safer.chooses("cut")
    await player.seek(CUT.from_ / 1000)
    await safer.reader.presses("safer-from-here")
    await player.seek(CUT.until / 1000)
    await safer.reader.presses("safer-until-here")
    await expect(safer.field("from")).to_have_value("0:00.5")
    await expect(safer.field("until")).to_have_value("0:01.5")
    await safer.reader.looks("picks-a-time")
    await safer.adds()
    await safer.lists(CUT)
    await safer.chooses("cut")
    await safer.types(**{"from": "0:01.5", "until": "0:02"})
    await safer.is_refused("touches", "safer-from")

    await safer.chooses("hide")
    still = page.get_by_role("img", name=words("safer-still"), exact=True)
    shown = "(canvas) => canvas.getContext('2d').getImageData(9, 9, 1, 1).data[3]"
    assert await still.evaluate(shown) == 255
    await still.scroll_into_view_if_needed()
    place = await still.bounding_box()
    assert place is not None
    across, down, width, height = place["x"], place["y"], place["width"], place["height"]
    await page.mouse.move(across + width / 4, down + height / 4)
    await page.mouse.down()
    await page.mouse.move(across + width / 2, down + height / 2)
    await page.mouse.move(across + 3 * width / 4, down + height)
    await page.mouse.up()
    fields = [safer.field(one) for one in ("left", "top", "width", "height")]
    sides = [float(await field.input_value()) for field in fields]
    assert sides == pytest.approx([25, 25, 50, 75], abs=1)
    await safer.types(left="25", top="25", width="50", height="75")
    await safer.field("throughout").uncheck()
    await safer.types(**{"from": "0:02", "until": "0:03.25"})
    await safer.reader.looks("draws-a-box")
    await safer.adds()
    box = Edit("blur", 2_000, 3_250, 250, 250, 500, 750)
    await safer.lists(CUT, box)
    await safer.chooses("sound-only")
    await safer.is_refused("without-picture", "change")
    await safer.chooses("voice")
    await safer.adds()
    await safer.lists(CUT, box, VOICE)
    await safer.reader.looks("has-picked-what-to-make-safer")
    return box
