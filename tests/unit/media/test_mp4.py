import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.media.mp4 import Contents, NotWhole, read_contents


def box(name: bytes, *inner: bytes) -> bytes:
    body = b"".join(inner)
    return struct.pack(">I4s", 8 + len(body), name) + body


def movie_header(created: int = 0) -> bytes:
    return box(b"mvhd", struct.pack(">IIIII", 0, created, 0, 1000, 2500), bytes(80))


def read(content: bytes) -> Contents:
    return read_contents(lambda at, length: content[at : at + length], len(content))


EMPTY_USER_DATA = box(b"udta", box(b"meta", bytes(4), box(b"hdlr", bytes(25)), box(b"ilst")))


def test_the_length_is_told_in_milliseconds() -> None:
    contents = read(box(b"ftyp") + box(b"mdat") + box(b"moov", movie_header()))
    assert contents.duration_ms == 2500
    assert contents.left_over == []


def test_an_empty_list_of_notes_says_nothing() -> None:
    assert read(box(b"moov", movie_header(), EMPTY_USER_DATA)).left_over == []


@pytest.mark.parametrize(
    ("content", "left_over"),
    [
        (box(b"moov", movie_header(created=1)), ["creation-time"]),
        (box(b"moov", movie_header(), box(b"udta", box(b"titl"))), ["udta/titl"]),
        (
            box(
                b"moov",
                movie_header(),
                box(
                    b"udta",
                    box(
                        *(b"meta", bytes(4), box(b"hdlr"), box(b"ilst", box(b"name", b"x"))),
                    ),
                ),
            ),
            ["udta/meta"],
        ),
        (
            box(
                b"moov",
                movie_header(),
                box(b"udta", box(b"meta", bytes(4), box(b"xtra"), box(b"ilst"))),
            ),
            ["udta/meta"],
        ),
        (box(b"moov", movie_header(), box(b"meta")), ["meta"]),
        (box(b"moov", movie_header(), box(b"trak", box(b"uuid"))), ["uuid"]),
        (box(b"moov", movie_header()) + box(b"uuid"), ["uuid"]),
        (box(b"moov", movie_header()) + box(b"free", b"words"), ["free"]),
        (
            box(b"moov", movie_header(), box(b"trak", box(b"hdlr", bytes(24), b"Ann's phone"))),
            ["hdlr"],
        ),
        (
            box(b"moov", movie_header(), box(b"trak", box(b"dref", bytes(8), box(b"url ")))),
            ["dref"],
        ),
    ],
)
def test_whatever_rode_along_is_named(content: bytes, left_over: list[str]) -> None:
    assert read(content).left_over == left_over


def edits(*entries: bytes, version: int = 0) -> bytes:
    listed = box(b"elst", struct.pack(">II", version << 24, len(entries)), *entries)
    return box(b"moov", movie_header(), box(b"trak", box(b"edts", listed)))


@pytest.mark.parametrize(
    ("content", "begins_ms"),
    [
        (edits(struct.pack(">IiI", 1500, -1, 1), struct.pack(">IiI", 900, 1024, 1)), 1500),
        (edits(struct.pack(">QqI", 1500, -1, 1), version=1), 1500),
        (edits(struct.pack(">IiI", 900, 1024, 1)), 0),
        (edits(), 0),
    ],
)
def test_a_track_begins_behind_an_edit_that_shows_nothing_of_it(
    content: bytes, begins_ms: int
) -> None:
    (track,) = read(content).tracks
    assert track.begins_ms == begins_ms


def test_boxes_with_long_sizes_are_stepped_over() -> None:
    long = struct.pack(">I4sQ", 1, b"mdat", 16 + 5) + b"bytes"
    assert read(long + box(b"moov", movie_header())).duration_ms == 2500


@pytest.mark.parametrize(
    "content",
    [
        b"",
        box(b"ftyp"),
        box(b"moov", movie_header())[:-1],
        struct.pack(">I4s", 4, b"moov"),
        box(b"moov", box(b"mvhd", b"\0")),
        box(b"moov", box(b"mvhd", bytes(100))),
        box(b"moov", struct.pack(">I4s", 900, b"trak")),
        box(b"moov", box(b"trak", box(b"elst", struct.pack(">IIIi", 0, 1, 1500, -1)))),
        box(b"moov", movie_header(), box(b"trak", box(b"elst", struct.pack(">II", 0, 1)))),
    ],
)
def test_what_is_not_one_whole_file_is_said_to_be_so(content: bytes) -> None:
    with pytest.raises(NotWhole):
        read(content)


def test_boxes_within_boxes_have_an_end() -> None:
    index = movie_header()
    for _ in range(2000):
        index = box(b"trak", index)
    with pytest.raises(NotWhole):
        read(box(b"moov", index))


@given(st.binary(max_size=400))
def test_any_index_is_read_or_refused(body: bytes) -> None:
    content = box(b"moov", movie_header(), box(b"trak", body))
    try:
        contents = read(content)
    except NotWhole:
        return
    assert contents.duration_ms == 2500
