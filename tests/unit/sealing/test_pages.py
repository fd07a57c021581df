import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.sealing.errors import SealingError
from service.sealing.pages import MOST_EDGE, MOST_PAGES, Page, index, read_index

THREE = (Page(0, 10, 4, 5), Page(10, 1, MOST_EDGE, 1), Page(11, 7, 2, 3))
WHOLE = b"p" * 18 + index(THREE)


def read(content: bytes) -> tuple[Page, ...]:
    return read_index(lambda offset, length: content[offset : offset + length], len(content))


def entry(length: int, width: int = 4, height: int = 5) -> bytes:
    return struct.pack(">IHH", length, width, height)


def ended(content: bytes, count: int, mark: bytes = b"GBPAGES1") -> bytes:
    return content + struct.pack(">I", count) + mark


def test_where_each_page_lies_is_read_as_it_was_written() -> None:
    assert read(WHOLE) == THREE


def test_the_form_is_the_one_that_was_published() -> None:
    assert WHOLE[18:] == bytes.fromhex(
        "0000000a0004000500000001096000010000000700020003000000034742504147455331"
    )


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GBPAGES1",
        WHOLE[:-1],
        WHOLE[1:],
        b"p" + WHOLE,
        ended(b"", 0),
        ended(b"p" * 4 + entry(4), 2),
        ended(b"p" * 4 + entry(4), 1, b"GBPAGES2"),
        ended(b"p" * 4 + entry(5), 1),
        ended(b"p" * 4 + entry(3), 1),
        ended(b"p" * 4 + entry(4) + entry(0), 2),
        ended(b"p" * 4 + entry(4, width=0), 1),
        ended(b"p" * 4 + entry(4, height=0), 1),
        ended(b"p" * 4 + entry(4, width=MOST_EDGE + 1), 1),
        ended(b"p" * 4 + entry(4, height=MOST_EDGE + 1), 1),
        ended(b"p" * (MOST_PAGES + 1) + entry(1) * (MOST_PAGES + 1), MOST_PAGES + 1),
        ended(b"", 0xFFFFFFFF),
    ],
)
def test_anything_else_is_no_pages(content: bytes) -> None:
    with pytest.raises(SealingError):
        read(content)


@given(st.binary(max_size=200))
def test_any_bytes_are_pages_or_are_not(content: bytes) -> None:
    try:
        pages = read(content + b"GBPAGES1")
    except SealingError:
        return
    assert sum(one.length for one in pages) <= len(content)
