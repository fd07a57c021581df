"""Paper of every kind that is of one word all over: in its notes, in its pixels, in its pages.

A page is a JPEG, in which no word of what it shows stands. So the pictures are one small tile laid
over and over: then so are the bytes of their pages, and each stretch of a page holds the same few.
Owns making the files and finding those bytes; refuses to know where they may be written.
"""

import zlib
from collections.abc import Mapping
from pathlib import Path
from struct import pack
from typing import Final

from PIL import Image

from tests.factories import scans
from tests.hostile_media.bending import box, chunk

MARK: Final = b"heron-that-is-on-no-disk"
"""Eight pixels of three colours, of which sixteen rows are one tile of a JPEG."""
SIDE: Final = 800
_NOTES: Final = MARK * 2000
_STRETCH: Final = 24
_DOTS_PER_POINT: Final = 200 / 72


def picture() -> Image.Image:
    """A picture every byte of which, unpacked, is of the marked word."""
    return Image.frombytes("RGB", (SIDE, SIDE), MARK * (3 * SIDE * SIDE // len(MARK)))


def files(folder: Path) -> Mapping[str, bytes]:
    """One of each kind, by name; each holds the word in clear, all over or in what rides along."""
    return {
        "phone.jpg": _jpeg(),
        "scan.png": png(),
        "message.webp": _webp(),
        "phone.heic": _heic(folder),
        "scanner.pdf": _pdf(),
    }


def stretch(page: bytes) -> bytes:
    """The bytes in the middle of a page, which stand in each other stretch of it as well."""
    return page[len(page) // 2 :][:_STRETCH]


def _jpeg() -> bytes:
    bare = scans.saved(picture(), "JPEG", quality=90)
    return bare[:2] + b"\xff\xfe" + pack(">H", 2 + len(_NOTES)) + _NOTES + bare[2:]


def png() -> bytes:
    """Stored as it is: the word is in the file as it is in the picture."""
    rows = b"".join(b"\0" + MARK * (3 * SIDE // len(MARK)) for _ in range(SIDE))
    parts = (
        (b"IHDR", pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)),
        (b"tEXt", b"Title\0" + MARK),
        (b"IDAT", zlib.compress(rows, 0)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(name, held) for name, held in parts)


def _webp() -> bytes:
    bare = scans.saved(picture(), "WEBP", lossless=True)
    whole = bare + b"HRON" + pack("<I", len(_NOTES)) + _NOTES
    return whole[:4] + pack("<I", len(whole) - 8) + whole[8:]


def _heic(folder: Path) -> bytes:
    return scans.heic(folder, picture=picture(), coder="lossless=1") + box(b"free", _NOTES)


def _pdf() -> bytes:
    """Two sheets of the picture, each dot of it a dot of the page."""
    made = scans.Pdf([])
    held = made.add_stream(
        picture().tobytes(),
        f"/Type /XObject /Subtype /Image /Width {SIDE} /Height {SIDE} /ColorSpace /DeviceRGB "
        "/BitsPerComponent 8",
    )
    points = round(SIDE / _DOTS_PER_POINT)
    sheet = scans.Sheet(
        points,
        points,
        f"q {points} 0 0 {points} 0 0 cm /P Do Q".encode(),
        f"/Resources << /XObject << /P {held} 0 R >> >>",
    )
    made.sheets = [sheet, sheet]
    return made.written()
