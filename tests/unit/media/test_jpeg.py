import io
import struct
from collections.abc import Callable

import pytest
from PIL import Image

from service.media.jpeg import NotBare, bare_page
from service.sealing.pages import Page


def page(width: int = 40, height: int = 30, **options: object) -> bytes:
    held = io.BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(held, "JPEG", **options)
    return held.getvalue()


def segment(marker: int, content: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", 2 + len(content)) + content


def behind_the_first_note(content: bytes, more: bytes) -> bytes:
    return content[:20] + more + content[20:]


def test_a_bare_page_tells_its_size_and_where_it_ends() -> None:
    whole = page()
    assert bare_page(whole, 7) == Page(7, len(whole), 40, 30)
    assert bare_page(whole + page(9, 8), 0) == Page(0, len(whole), 40, 30)


@pytest.mark.parametrize(
    "change",
    [
        lambda _: b"",
        lambda whole: b"\0" + whole,
        lambda whole: whole[:-1],
        lambda whole: whole[:-2],
        lambda whole: whole[:300],
        lambda whole: whole[:3],
        lambda whole: behind_the_first_note(whole, segment(0xFE, b"a comment")),
        lambda whole: behind_the_first_note(whole, segment(0xE1, b"Exif\0\0II*\0")),
        lambda whole: behind_the_first_note(whole, segment(0xE2, b"ICC_PROFILE\0")),
        lambda whole: behind_the_first_note(whole, segment(0xED, b"Photoshop 3.0\0")),
        lambda whole: behind_the_first_note(whole, segment(0xDD, b"\0\1")),
        lambda whole: behind_the_first_note(whole, whole[2:20]),
        lambda whole: whole.replace(b"JFIF\0\x01\x01\x00\x00\x01", b"JFIF\0\x01\x01\x01\x00\x48"),
        lambda whole: whole[:-2] + segment(0xFE, b"behind the picture") + b"\xff\xd9",
        lambda whole: whole[:-2] + whole[2:],
        lambda _: page(progressive=True),
        lambda _: page(comment=b"words"),
    ],
)
def test_what_is_more_or_less_than_a_picture_is_no_page(
    change: Callable[[bytes], bytes],
) -> None:
    with pytest.raises(NotBare):
        bare_page(change(page()), 0)


def test_a_grey_picture_is_no_page_for_every_page_has_colours() -> None:
    held = io.BytesIO()
    Image.new("L", (9, 9)).save(held, "JPEG")
    with pytest.raises(NotBare):
        bare_page(held.getvalue(), 0)
