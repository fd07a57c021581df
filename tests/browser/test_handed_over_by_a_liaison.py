"""What was entrusted to a liaison's team is opened at their desk, and signed for once done."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio
from playwright.async_api import Playwright, expect

from service.client import assisting, entrusting, recalling, sending
from service.client.choosing import choose
from service.client.consenting import Spoken
from service.client.items import item as look
from service.client.items import until
from tests.browser.custody import Custody, custody
from tests.browser.gallery import Gallery
from tests.browser.players import recording_on
from tests.browser.running import Service
from tests.browser.words import words
from tests.factories.acts import approved_by
from tests.factories.recordings import phone_video
from tests.factories.world import World

pytestmark = pytest.mark.timeout(300)

SOON_S: Final = 60
WINDOW_S: Final = 3600
TEXT: Final = "I think of that evening often.\n\nI wanted you to know what it did to me."


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def there(
    world: World, service: Service, gallery: Gallery, playwright: Playwright
) -> AsyncIterator[Custody]:
    """The case, in which whoever is in custody has agreed and wants to hear."""
    made = await custody(world, service, gallery, playwright)
    await made.agrees()
    spoken = Spoken(made.case, made.author, "in-person")
    await choose(made.people["first"], "tell-me", spoken=spoken)
    yield made
    assert [*gallery.too_wide, *gallery.barriers] == []


async def _entrusted(there: Custody, world: World, item: str, medium: str) -> None:
    """Approve it, take their acceptance, and entrust it to the team, each by its reader."""
    await until(world.asha, item, ("awaiting_review",), within_s=SOON_S)
    await approved_by(world.asha, item)
    await until(world.ben, item, ("offered",), within_s=SOON_S)
    await assisting.accept_for(
        world.ben, there.author, item, medium, manner="phone", window_s=WINDOW_S
    )
    await until(world.ben, item, ("released",), within_s=SOON_S)
    await entrusting.entrust(world.ben, there.author, item)


async def test_a_letter_is_read_out_signed_for_and_closed_to_the_whole_team(
    there: Custody, world: World, tmp_path: Path
) -> None:
    harmed = there.people["harmed"]
    item = (await sending.send_letter(harmed, TEXT.encode())).item
    await _entrusted(there, world, item, "with-facilitator")
    async with (
        there.desk("first", tmp_path / "first") as liaison,
        there.desk("other", tmp_path / "other") as stranger,
    ):
        panel = liaison.to_hand_over(there.author)
        await expect(panel).to_contain_text(words("hand-over-read-aloud"))
        await liaison.looks("something-to-hand-over")
        await liaison.follows("hand-over-open-read-aloud")
        letter = liaison.page.get_by_role("article", name=words("letter"), exact=True)
        await expect(letter).to_be_visible()
        assert await letter.text_content() == TEXT
        shown = await liaison.everything_on_screen()
        assert harmed.id[:8] not in shown
        assert words("acting-harmed", reference="").rstrip() not in shown
        await liaison.looks("reads-it-to-them")
        await liaison.follows("hand-over-done")
        await liaison.sees_heading("deliver-check-title")
        assert (await look(world.ben, item)).status == "released", "opening is not handing over"
        await liaison.looks("did-they-get-it")
        await liaison.presses("hand-over-sign")
        await liaison.sees_heading("deliver-done-title")
        await liaison.looks("handed-over-by-a-liaison")
        await liaison.goes_home()
        await liaison.sees("jobs-people")
        await expect(panel).to_have_count(0)
        await stranger.page.evaluate("(item) => { location.hash = `/deliveries/${item}`; }", item)
        await stranger.sees("trouble-not-found-what")
    assert (await look(world.ben, item)).status == "opened"
    assert await entrusting.to_deliver(there.people["colleague"]) == []


async def test_a_letter_is_printed_and_nothing_is_signed_before_they_say_so(
    there: Custody, world: World, tmp_path: Path
) -> None:
    item = (await sending.send_letter(there.people["harmed"], TEXT.encode())).item
    await _entrusted(there, world, item, "on-paper")
    async with there.desk("colleague", tmp_path / "colleague") as liaison:
        await liaison.follows("hand-over-open-printed")
        await liaison.sees("hand-over-printing")
        await expect(liaison.button("hand-over-print")).to_be_enabled()
        await liaison.looks("prints-it-for-them")
        await liaison.follows("hand-over-done")
        await liaison.sees_heading("deliver-check-title")
        await liaison.follows("deliver-not-yet")
        await liaison.is_home()
        assert (await look(world.ben, item)).status == "released"
        await liaison.follows("hand-over-done")
        await liaison.presses("hand-over-sign")
        await liaison.sees_heading("deliver-done-title")
    assert (await look(world.ben, item)).status == "opened"


async def test_a_recording_is_played_to_them(there: Custody, world: World, tmp_path: Path) -> None:
    film = phone_video(tmp_path / "film.mp4", seconds=3)
    item = (await sending.send_recording(there.people["harmed"], film)).item
    await _entrusted(there, world, item, "with-facilitator")
    async with there.desk("first", tmp_path / "first") as liaison:
        await liaison.follows("hand-over-open-played")
        player = recording_on(liaison.page.get_by_role("main"))
        await player.is_ready()
        await liaison.looks("plays-it-to-them")
        # Taken back while it lies open: it is not signed for, and nothing is opened any more.
        await recalling.recall(there.people["harmed"], item)
        await liaison.follows("hand-over-done")
        await liaison.sees("trouble-not-found-what")
