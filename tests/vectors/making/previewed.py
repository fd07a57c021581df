"""Owns the vectors of what a recording's rendition says of itself behind the film (4.6)."""

import struct
from typing import Any

from service.sealing.encoding import b64
from service.sealing.errors import Fault
from service.sealing.preview import (
    MOST_MS,
    MOST_PEAKS,
    MOST_STILL_BYTES,
    MOST_STILL_EDGE,
    Preview,
    Still,
    preview_box,
)
from tests.vectors.making.fixed import fixed
from tests.vectors.making.form import Vector, bad, good

PREVIEW = "preview.in"
_FILM = fixed("film", 40)
_PICTURE = b"\xff\xd8\xff" + fixed("still", 40) + b"\xff\xd9"
_STILL = Still(48, 30, _PICTURE)
_BOTH = Preview(250, 20, bytes((0, 7, 255)), _STILL)


def previewed() -> list[Vector]:
    """Previews in their form, renditions that have none, and what only begins to be one."""
    long = Preview(MOST_MS, MOST_MS, fixed("peaks", MOST_PEAKS), None)
    edges = Still(MOST_STILL_EDGE, 1, b"\xff\xd8\xff\xd9")
    return [
        _said("peaks and a still", _BOTH),
        _said("peaks alone", Preview(0, 20, b"\x09", None)),
        _said("as many as there may be, as late and as long", long),
        _said("a still alone", Preview(0, 0, b"", edges)),
        *(_silent(what, raw) for what, raw in _without()),
        *(bad(f"preview: {what}", PREVIEW, {"bytes": b64(raw)}, _NOT) for what, raw in _spoilt()),
    ]


_NOT = Fault.RENDITION_INVALID


def shown(preview: Preview | None) -> dict[str, Any]:
    """What a vector says of it."""
    if preview is None:
        return {"preview": None}
    one = preview.still
    still = None if one is None else {"width": one.width, "height": one.height, "jpeg": one.content}
    said = {"begins_ms": preview.begins_ms, "each_ms": preview.each_ms, "peaks": preview.peaks}
    return {"preview": {**said, "still": still}}


def _said(what: str, preview: Preview) -> Vector:
    given = {"bytes": b64(_FILM + preview_box(preview))}
    return good(f"preview: {what}", PREVIEW, given, shown(preview))


def _silent(what: str, raw: bytes) -> Vector:
    return good(f"preview: none, {what}", PREVIEW, {"bytes": b64(raw)}, shown(None))


def _without() -> list[tuple[str, bytes]]:
    whole = _FILM + preview_box(_BOTH)
    return [
        ("a film alone", _FILM),
        ("no byte", b""),
        ("fewer bytes than an end has", whole[-11:]),
        ("a byte behind it", whole + b"\0"),
        ("another version of the mark", whole[:-1] + b"2"),
    ]


def _spoilt() -> list[tuple[str, bytes]]:
    return [
        ("another box", _put(4, b"free")),
        ("a box of another id", _put(8, bytes(16))),
        ("another version", _put(24, b"\x02")),
        ("a box that says another length", _put(3, b"\x00")),
        ("an end that says another length", _put(-9, b"\x00")),
        ("an end that says less than anything has", _put(-12, struct.pack(">I", 54))),
        ("an end that says more than there is", _put(-12, struct.pack(">I", 65_000))),
        ("an end that says all there is", _put(-12, struct.pack(">I", 0xFFFFFFFF))),
        ("more peaks than there are", _put(33, struct.pack(">H", 0xFFFF))),
        ("fewer peaks than there are", _put(33, struct.pack(">H", 2))),
        ("a still that is longer than there is", _put(42, struct.pack(">I", 46))),
        ("a still that is shorter than there is", _put(42, struct.pack(">I", 44))),
        ("nothing said", _box((0, 0, b""), 0, 0, b"")),
        ("peaks of no time", _box((0, 0, b"\x09"), 48, 30, _PICTURE)),
        ("peaks of more than a day", _box((0, MOST_MS + 1, b"\x09"), 48, 30, _PICTURE)),
        ("peaks that begin after a day", _box((MOST_MS + 1, 20, b"\x09"), 48, 30, _PICTURE)),
        ("more peaks than may be", _box((0, 20, fixed("peaks", MOST_PEAKS + 1)), 0, 0, b"")),
        ("no peak, and a time of each", _box((0, 20, b""), 48, 30, _PICTURE)),
        ("no peak, and when they begin", _box((250, 0, b""), 48, 30, _PICTURE)),
        ("no still, and its width", _box((0, 20, b"\x09"), 48, 0, b"")),
        ("no still, and its height", _box((0, 20, b"\x09"), 0, 30, b"")),
        ("a still without width", _box((0, 0, b""), 0, 30, _PICTURE)),
        ("a still without height", _box((0, 0, b""), 48, 0, _PICTURE)),
        ("a still that is too wide", _box((0, 0, b""), MOST_STILL_EDGE + 1, 30, _PICTURE)),
        ("a still that is too high", _box((0, 0, b""), 48, MOST_STILL_EDGE + 1, _PICTURE)),
        ("a still that is too long", _box((0, 0, b""), 48, 30, _too_long())),
        ("a still that begins otherwise", _box((0, 0, b""), 48, 30, b"\x89PNG\xff\xd9")),
        ("a still that ends otherwise", _box((0, 0, b""), 48, 30, _PICTURE + b"\0")),
        ("a still with no room for its ends", _box((0, 0, b""), 48, 30, b"\xff\xd8\xff")),
    ]


def _put(at: int, raw: bytes) -> bytes:
    """A good preview with these bytes instead of its own; from its end where that is negative."""
    box = bytearray(preview_box(_BOTH))
    at %= len(box)
    box[at : at + len(raw)] = raw
    return _FILM + box


def _box(loud: tuple[int, int, bytes], width: int, height: int, picture: bytes) -> bytes:
    """A preview that says what it says, whatever that is: when it begins, each how long, peaks."""
    begins, each, peaks = loud
    size = len(preview_box(_BOTH)) - len(_BOTH.peaks) - len(_PICTURE) + len(peaks) + len(picture)
    parts = (
        struct.pack(">I", size),
        preview_box(_BOTH)[4:25],
        struct.pack(">IIH", begins, each, len(peaks)),
        peaks,
        struct.pack(">HHI", width, height, len(picture)),
        picture,
        struct.pack(">I8s", size, b"GBPEAKS1"),
    )
    return _FILM + b"".join(parts)


def _too_long() -> bytes:
    return b"\xff\xd8\xff" + bytes(MOST_STILL_BYTES - 4) + b"\xff\xd9"
