"""Letters and paper printed from a reader's own device: what comes out of Chromium's printing."""

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from playwright.async_api import Page, Request, expect

from service.client import receiving, sending
from service.client.items import until
from service.client.person import Person
from tests.browser.own_case import OwnCase
from tests.browser.prepared_case import on_paper, ours, people
from tests.browser.words import words
from tests.factories import scans
from tests.factories.acts import approved_by
from tests.factories.world import World

__all__ = ["on_paper", "ours", "people"]

pytestmark = pytest.mark.timeout(400)

READY_MS = 60_000
LINES = 90
LETTER = "".join(f"Line {number} of what I wanted to say.\n" for number in range(LINES))
A4_MM = (210.0, 297.0)
DOTS_PER_MM = 4
NEAR = 40
WHITE_MM = 18
"""Of the white above and below the words on each sheet of a letter."""


async def wanted_on_paper(world: World, people: dict[str, Person], sent: str) -> None:
    """Approved, and accepted on paper: it is there to be handed over."""
    await until(people["responsible"], sent, {"with_facilitator"}, within_s=90)
    await approved_by(world.ben, sent)
    await receiving.until_arrived(people["harmed"], sent)
    await receiving.accept(people["harmed"], sent, "on-paper")
    await receiving.until_ready(people["harmed"], sent)


class Printed:
    """A PDF that the browser made."""

    def __init__(self, content: bytes) -> None:
        document = pypdfium2.PdfDocument(content)
        self.texts = [page.get_textpage().get_text_range() for page in document]
        self.sizes = [tuple(side / 72 * 25.4 for side in page.get_size()) for page in document]
        scale = DOTS_PER_MM * 25.4 / 72
        self.sheets = [page.render(scale=scale).to_pil().convert("RGB") for page in document]
        document.close()


def bounds(sheet: Image.Image) -> tuple[float, float, float, float]:
    """How much of a sheet is white at its left, top, right and bottom, in millimetres."""
    found = sheet.convert("L").point(lambda value: 255 * (value < 250)).getbbox()
    assert found is not None, "an empty sheet"
    left, top, right, bottom = found
    wide, high = sheet.size
    return tuple(one / DOTS_PER_MM for one in (left, top, wide - right, high - bottom))  # type: ignore[return-value]


def shows_the_fields(sheet: Image.Image, wide: int, high: int) -> bool:
    """Whether the four fields, of these millimetres, stand upright in the middle of a sheet."""
    left = (sheet.width / DOTS_PER_MM - wide) / 2
    places = [(left + wide * x, 8 + high * y) for y in (0.25, 0.75) for x in (0.25, 0.75)]
    for (across, down), meant in zip(places, scans.FIELDS, strict=True):
        dot = Image.new("RGB", (1, 1), meant)
        at = round(across * DOTS_PER_MM), round(down * DOTS_PER_MM)
        seen = sheet.crop((*at, at[0] + 1, at[1] + 1))
        if max(ImageChops.difference(seen, dot).tobytes()) > NEAR:
            return False
    return True


async def printed(page: Page) -> Printed:
    """Press the button as somebody does, and print as the browser then would, its lines too."""
    await page.evaluate("() => { window.print = () => { document.body.dataset.printed = 'yes' } }")
    await page.get_by_role("button", name=words("hand-over-print"), exact=True).click()
    assert await page.evaluate("() => document.body.dataset.printed") == "yes"
    return Printed(
        await page.pdf(
            format="A4",
            prefer_css_page_size=True,
            display_header_footer=True,
            print_background=False,
        )
    )


async def test_letters_and_paper_are_printed_in_one_pack_and_nothing_is_fetched_or_kept(
    ours: OwnCase, world: World, people: dict[str, Person], tmp_path: Path
) -> None:
    author = people["responsible"]
    path = tmp_path / "letter.pdf"
    across = scans.Sheet(842, 595, scans.drawn_fields(842, 595))
    path.write_bytes(scans.Pdf([scans.Sheet(drawn=scans.drawn_fields()), across]).written())
    letter = (await sending.send_letter(author, LETTER.encode())).item
    await wanted_on_paper(world, people, letter)
    paper = (await sending.send_recording(author, path, kind="scan")).item
    await wanted_on_paper(world, people, paper)
    async with ours.facilitator(tmp_path / "ben") as facilitator:
        page = facilitator.page
        await facilitator.goes_to_case(ours.case)
        who = words("role-harmed")
        pack = page.get_by_role("link", name=words("print-pack-open", who=who), exact=True)
        await expect(pack).to_be_visible(timeout=READY_MS)
        await facilitator.looks("has-several-things-to-print")
        await pack.click()
        await facilitator.sees_heading("print-pack-title")
        await expect(facilitator.button("hand-over-print")).to_be_enabled(timeout=READY_MS)
        await facilitator.looks("sees-all-that-is-to-be-printed")
        fetched = list[str]()

        def note(request: Request) -> None:
            if not request.url.startswith("blob:"):
                fetched.append(request.url)

        page.on("request", note)
        await page.context.set_offline(offline=True)
        made = await printed(page)
        await page.context.set_offline(offline=False)
        assert fetched == []
        kept = await page.evaluate(
            "async () => [(await caches.keys()).length, (await indexedDB.databases()).length]"
        )
        assert kept == [0, 0]
        sheets = made.sheets
        *_, first, second = sheets
        lettered = len(sheets) - 2
        assert lettered >= 2, "a letter longer than a sheet"
        # The words, in order, and nothing else on any sheet.
        told = " ".join(" ".join(made.texts).split())
        assert told == " ".join(LETTER.split())
        assert [one.strip() for one in made.texts[lettered:]] == ["", ""]
        for sheet in sheets[:lettered]:
            assert min(bounds(sheet)) >= WHITE_MM
        upright = [tuple(round(side) for side in size) for size in made.sizes]
        assert upright == [*[(210, 297)] * (lettered + 1), (297, 210)]
        assert shows_the_fields(first, 194, 275)
        assert shows_the_fields(second, 273, 193)
        await facilitator.follows("print-pack-sign")
        await facilitator.sees("hand-over-title")


async def test_paper_alone_is_printed_whole_and_signed_for(
    ours: OwnCase, world: World, people: dict[str, Person], tmp_path: Path
) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(scans.saved(scans.fields(900, 1200), "JPEG"))
    sent = (await sending.send_recording(people["responsible"], path, kind="scan")).item
    await wanted_on_paper(world, people, sent)
    async with ours.facilitator(tmp_path / "ben") as facilitator:
        await facilitator.goes_to_case(ours.case)
        at = f"#/cases/{ours.case}/hand-over/{sent}/open"
        await facilitator.page.locator(f'a[href="{at}"]').click(timeout=READY_MS)
        await expect(facilitator.button("hand-over-print")).to_be_enabled(timeout=READY_MS)
        await facilitator.looks("sees-paper-to-print")
        (sheet,) = (await printed(facilitator.page)).sheets
        assert shows_the_fields(sheet, 194, 259)
        await facilitator.follows("hand-over-done")
        await facilitator.presses("hand-over-sign")
        await facilitator.sees_heading("recorded-title", READY_MS)
