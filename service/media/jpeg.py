"""Owns looking at finished pages: each a bare JPEG, with nothing in it but its picture.

Refuses to own making them, and to decode one: it follows the segments and knows every one.
"""

import re
import struct
from typing import Final

from service.sealing.pages import Page

_BEGINS: Final = b"\xff\xd8"
_ENDS: Final = b"\xff\xd9"
# The one note of itself that a page has: version 1.1, square pixels, no thumbnail.
_JFIF: Final = b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_APP0: Final = 0xE0
_BASELINE: Final = 0xC0
_SCAN: Final = 0xDA
_TABLES: Final = frozenset({0xDB, 0xC4})
# Within a picture's data this is a byte of it, or a place to begin anew.
_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7]")
_COLOURS: Final = 3
_FRAME: Final = struct.Struct(">BHHB")


class NotBare(ValueError):  # noqa: N818 - it says what it is not
    """These bytes are not a whole JPEG, or hold more than a picture."""


def bare_page(content: bytes, begins: int) -> Page:
    """Return the page that `content` begins with; it lies at `begins` of the rendition.

    What is behind its end is not looked at. Raises NotBare.
    """
    if content[:2] != _BEGINS:
        raise NotBare("no beginning")
    at, frame, told = 2, None, False
    while True:
        marker, held, at = _segment(content, at)
        if marker == _APP0 and not told and held == _JFIF:
            told = True
        elif marker == _BASELINE and frame is None and len(held) == 6 + 3 * _COLOURS:
            frame = _FRAME.unpack_from(held)
        elif marker == _SCAN and frame is not None:
            break
        elif marker not in _TABLES:
            raise NotBare("a segment of something else")
    found = _MARKER.search(content, at)
    if found is None or found[0] != _ENDS:
        raise NotBare("no end, or more than one picture")
    depth, height, width, colours = frame
    if (depth, colours) != (8, _COLOURS):
        raise NotBare("not the colours of a page")
    return Page(begins, found.end(), width, height)


def _segment(content: bytes, at: int) -> tuple[int, bytes, int]:
    """Return a segment's marker, what it holds, and where the next begins."""
    head = content[at : at + 4]
    if len(head) != 4 or head[0] != 0xFF:  # noqa: PLR2004 - a marker and its length
        raise NotBare("no segment")
    (length,) = struct.unpack(">H", head[2:])
    held = content[at + 4 : at + 2 + length]
    if len(held) != length - 2:
        raise NotBare("a segment cut short")
    return head[1], held, at + 2 + length
