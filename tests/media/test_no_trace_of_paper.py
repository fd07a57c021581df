"""Of all that a picture's or a PDF's format has room for beside what is seen, nothing comes out."""

import asyncio
import struct
from pathlib import Path

import pytest

from service.media import jpeg
from service.sealing.pages import index
from tests.factories import scans
from tests.media.marks import any_trace, traces
from tests.media.paper_carriers import PAPER_CARRIERS, PaperCarrier
from tests.media.structure import strange_on_page, tags
from tests.media.test_paper import corners, pages_from


@pytest.mark.parametrize("carrier", PAPER_CARRIERS, ids=lambda one: one.name)
async def test_no_word_of_any_place_comes_out(carrier: PaperCarrier, tmp_path: Path) -> None:
    given = await asyncio.to_thread(carrier.make, tmp_path / carrier.name)
    assert traces(given, carrier.places) == set(carrier.places), "the control: all are in there"
    rides_along = strange_on_page(tags(given))
    assert rides_along != {}, "the control: exiftool sees what rides along"
    assert rides_along.keys() >= set(carrier.found)
    made = await pages_from(given)
    (page,) = made.pages
    # What was shown came out; beside it there is where it lies, and nothing else.
    assert len(corners(page)) == len(scans.FIELDS)
    assert any_trace(page + index(made.places)) == set()
    found = tags(page)
    assert strange_on_page(found) == {}
    assert {"File:FileType", "JFIF:JFIFVersion", "File:EncodingProcess"} <= found.keys()


async def test_a_single_word_that_is_left_is_seen() -> None:
    (page,) = (await pages_from(scans.turned("JPEG", 1))).pages
    assert strange_on_page(tags(page)) == {}
    held = b"kestrel"
    comment = b"\xff\xfe" + struct.pack(">H", 2 + len(held)) + held
    noted = page[:2] + comment + page[2:]
    assert strange_on_page(tags(noted)) != {}
    with pytest.raises(jpeg.NotBare):
        jpeg.bare_page(noted, 0)
