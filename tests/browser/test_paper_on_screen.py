"""A letter on paper goes across: chosen, made into pages, looked through to its end, and opened."""

from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from service.client import reviewing, sending
from service.client.items import until
from service.client.person import Person
from tests.browser.own_case import OwnCase
from tests.browser.participants import MADE_SAFE_MS, SENT_MS
from tests.browser.prepared_case import on_paper, ours, people
from tests.browser.visitor import SOON_MS
from tests.browser.words import words
from tests.factories import scans
from tests.factories.world import World

__all__ = ["on_paper", "ours", "people"]

pytestmark = pytest.mark.timeout(400)

FIELDS = [list(one) for one in scans.FIELDS]
NEAR = 30
COLOURS = """(image) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    const [across, down] = [canvas.width / 4, canvas.height / 4];
    return [[1, 1], [3, 1], [1, 3], [3, 3]].map(([x, y]) =>
        [...context.getImageData(x * across, y * down, 1, 1).data].slice(0, 3));
}"""


def page_of(page: Page, number: int, pages: int) -> Locator:
    """The picture of a page, by what somebody hears who does not see it."""
    return page.get_by_role("img", name=words("page-alt", page=number, pages=pages))


async def shows_the_fields(picture: Locator) -> None:
    await expect(picture).to_be_visible(timeout=SOON_MS)
    await expect(picture).to_have_js_property("complete", value=True)
    shown = await picture.evaluate(COLOURS)
    for found, meant in zip(shown, FIELDS, strict=True):
        assert max(abs(a - b) for a, b in zip(found, meant, strict=True)) <= NEAR


async def _sends_a_letter_on_paper(ours: OwnCase, tmp_path: Path) -> str:
    path = tmp_path / "letter.pdf"
    path.write_bytes(scans.two_sheets())
    async with ours.participant("responsible", tmp_path / "author") as author:
        await author.follows("task-paper")
        await author.sees_heading("scan-title")
        await author.presses("send-recording")
        await expect(author.page.get_by_role("alert")).to_contain_text(words("scan-missing"))
        await author.page.get_by_label(words("scan-file-label"), exact=True).set_input_files(path)
        await author.looks("chooses-a-letter-on-paper")
        await author.presses("send-recording")
        await author.sees_heading("recording-sent-title", SENT_MS)
        await author.follows("recording-sent-look")
        await author.sees_heading("own-letter-title")
        await author.sees("own-with-facilitator", MADE_SAFE_MS)
        await author.presses("look-own")
        await shows_the_fields(page_of(author.page, 1, 2))
        await author.looks("looks-at-own-letter-on-paper")
        return str(await author.page.evaluate("location.hash")).removeprefix("#/items/")


async def test_a_letter_on_paper_goes_across(ours: OwnCase, tmp_path: Path) -> None:
    item = await _sends_a_letter_on_paper(ours, tmp_path)
    async with ours.facilitator(tmp_path / "reader") as reader:
        await reader.takes(item)
        onwards = reader.button("go-to-decision")
        await shows_the_fields(page_of(reader.page, 1, 2))
        await expect(onwards).to_be_disabled()
        await reader.looks("looks-through-a-letter-on-paper")
        await _to_its_end(reader.page)
        await reader.sees("pages-covered-part")
        await expect(onwards).to_be_disabled()
        await reader.presses("page-next")
        await shows_the_fields(page_of(reader.page, 2, 2))
        await _to_its_end(reader.page)
        await expect(onwards).to_be_enabled()
        await reader.sees("pages-covered-whole")
        await reader.approves()

    async with ours.participant("harmed", tmp_path / "recipient") as recipient:
        await recipient.is_told()
        await recipient.sees("arrived-letter")
        await recipient.accepts()
        await recipient.opens("letter")
        await shows_the_fields(page_of(recipient.page, 1, 2))
        await recipient.looks("opens-a-letter-on-paper")
        small = await page_of(recipient.page, 1, 2).bounding_box()
        await recipient.presses("page-larger")
        await recipient.presses("page-larger")
        large = await page_of(recipient.page, 1, 2).bounding_box()
        assert small is not None
        assert large is not None
        assert large["width"] == pytest.approx(2 * small["width"], rel=0.02)
        await recipient.looks("opens-a-letter-on-paper-large")
        await recipient.presses("page-next")
        await shows_the_fields(page_of(recipient.page, 2, 2))
        await expect(recipient.button("page-next")).to_be_disabled()


async def _to_its_end(page: Page) -> None:
    """Scroll until what stands below the page was on screen."""
    for _ in range(40):
        await page.mouse.wheel(0, 200)
        await page.wait_for_timeout(50)


async def test_a_page_is_covered_by_its_end_and_not_by_its_beginning(
    ours: OwnCase, world: World, people: dict[str, Person], tmp_path: Path
) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(scans.saved(scans.fields(1200, 2400), "JPEG"))
    sent = (await sending.send_recording(people["responsible"], path, kind="scan")).item
    await until(people["responsible"], sent, {"with_facilitator"}, within_s=90)
    async with ours.facilitator(tmp_path / "reader") as reader:
        await reader.takes(sent)
        await shows_the_fields(page_of(reader.page, 1, 1))
        await expect(reader.button("page-next")).to_have_count(0)
        await reader.page.wait_for_timeout(500)
        await expect(reader.button("go-to-decision")).to_be_disabled()
        await _to_its_end(reader.page)
        await expect(reader.button("go-to-decision")).to_be_enabled()
    await reviewing.hand_back(world.ben, sent)
