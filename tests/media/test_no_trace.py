"""Of all that a recording's format has room for beside sound and picture, nothing comes out."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from service.media import mp4
from tests.factories import recordings
from tests.media.carriers import CARRIERS, Carrier
from tests.media.conftest import made_from
from tests.media.marks import any_trace, traces
from tests.media.structure import strange, tags

Shelf = Callable[[str], Path]


def left_over(content: bytes) -> list[str]:
    return mp4.read_contents(lambda at, length: content[at : at + length], len(content)).left_over


@pytest.mark.parametrize("carrier", CARRIERS, ids=lambda one: one.name)
async def test_no_word_of_any_place_comes_out(carrier: Carrier, tmp_path: Path) -> None:
    path = await asyncio.to_thread(carrier.make, tmp_path / carrier.name)
    given = path.read_bytes()
    assert traces(given, carrier.places) == set(carrier.places), "the control: all are in there"
    if carrier.told:
        assert strange(tags(given)) != {}, "the control: exiftool sees what rides along"
    made = await made_from(path)
    assert any_trace(made.content) == set()
    assert left_over(made.film) == []
    found = tags(made.content)
    assert strange(found) == {}
    # It did look: at the file as a whole and at each of its tracks.
    tracks = 1 + (made.facts.video_codec is not None and made.facts.audio_codec is not None)
    assert {"QuickTime:MajorBrand", f"Track{tracks}:TrackID"} <= found.keys()
    assert f"Track{tracks + 1}:TrackID" not in found


async def test_a_single_word_that_is_left_is_seen(shelf: Shelf) -> None:
    made = await made_from(recordings.phone_video(shelf("bare.mp4"), seconds=1))
    assert strange(tags(made.content)) == {}
    for before, after in (
        (b"Lavc libx264", b"kestrel Cam1"),
        (b"VideoHandler", b"Phone of Ann"),
        (b"isomiso2avc1", b"qt  iso2avc1"),
    ):
        assert before in made.content
        assert strange(tags(made.content.replace(before, after))) != {}, after
