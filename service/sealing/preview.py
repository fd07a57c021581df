"""Owns the form of what a rendition of a recording says of itself: how loud it is, and a still.

One box of its own behind the film, which players pass over (protocol, 4.6). Refuses to own what it
shows, and where a recording is loud: that is measured while it is made.
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from service.sealing.errors import Fault, SealingError

MOST_PEAKS: Final = 1000
MOST_MS: Final = 86_400_000
"""The longest time of one peak, and the latest that the first may begin, in milliseconds."""
MOST_STILL_BYTES: Final = 65_536
MOST_STILL_EDGE: Final = 480
"""Pixels of a still's longer side."""

_BOX: Final = struct.Struct(">I4s16sB")
_ID: Final = UUID("c639a02e-fbbf-4b9a-8762-91e435da3d6a").bytes
_VERSION: Final = 1
_PEAKS: Final = struct.Struct(">IIH")
_STILL: Final = struct.Struct(">HHI")
_END: Final = struct.Struct(">I8s")
_MARK: Final = b"GBPEAKS1"
_LEAST: Final = _BOX.size + _PEAKS.size + _STILL.size + _END.size
LONGEST: Final = _LEAST + MOST_PEAKS + MOST_STILL_BYTES
"""Bytes of the longest box that can be."""


@dataclass(frozen=True)
class Still:
    """One picture of a recording, as JPEG; pixels."""

    width: int
    height: int
    content: bytes


@dataclass(frozen=True)
class Preview:
    """How loud a recording is, and how it looks.

    Each of `peaks` is the loudest within `each_ms` milliseconds, 0 to 255; the first begins at
    `begins_ms`. Without a peak both are 0: it has no sound. Before and behind them it is silent.
    """

    begins_ms: int
    each_ms: int
    peaks: bytes
    still: Still | None


def preview_box(preview: Preview) -> bytes:
    """Return what stands behind the film; nothing where there is neither a peak nor a still.

    Raises ValueError for what a reader would refuse.
    """
    still = preview.still or Still(0, 0, b"")
    if not preview.peaks and not still.content:
        return b""
    size = _LEAST + len(preview.peaks) + len(still.content)
    box = b"".join(
        (
            _BOX.pack(size, b"uuid", _ID, _VERSION),
            _PEAKS.pack(preview.begins_ms, preview.each_ms, len(preview.peaks)),
            preview.peaks,
            _STILL.pack(still.width, still.height, len(still.content)),
            still.content,
            _END.pack(size, _MARK),
        )
    )
    try:
        read_preview(lambda offset, length: box[offset : offset + length], size)
    except SealingError as fault:
        raise ValueError("no reader takes this preview") from fault
    return box


def read_preview(read: Callable[[int, int], bytes], size: int) -> Preview | None:
    """Return what a rendition of `size` bytes says of itself; None where it says nothing.

    `read` gives bytes by offset and length. Raises SealingError `rendition-invalid`: it begins to
    say something and says it in another form.
    """
    if size < _END.size:
        return None
    length, mark = _END.unpack(read(size - _END.size, _END.size))
    if mark != _MARK:
        return None
    if not _LEAST <= length <= min(size, LONGEST):
        raise _refused("a length that cannot be")
    return _parsed(read(size - length, length))


def _parsed(box: bytes) -> Preview:
    if _BOX.unpack_from(box) != (len(box), b"uuid", _ID, _VERSION):
        raise _refused("another box")
    begins, each, count = _PEAKS.unpack_from(box, _BOX.size)
    at = _BOX.size + _PEAKS.size
    if count > len(box) - _LEAST:
        raise _refused("more peaks than there are")
    peaks = box[at : at + count]
    width, height, length = _STILL.unpack_from(box, at + count)
    if length != len(box) - _LEAST - count:
        raise _refused("bytes of nothing")
    still = box[at + count + _STILL.size :][:length]
    _hold_peaks(begins, each, count)
    _hold_still(width, height, still)
    if not count and not length:
        raise _refused("nothing said")
    return Preview(begins, each, peaks, Still(width, height, still) if still else None)


def _hold_peaks(begins: int, each: int, count: int) -> None:
    if count:
        held = count <= MOST_PEAKS and 1 <= each <= MOST_MS and begins <= MOST_MS
    else:
        held = begins == each == 0
    if not held:
        raise _refused("peaks that cannot be")


def _hold_still(width: int, height: int, content: bytes) -> None:
    if content:
        held = (
            len(content) <= MOST_STILL_BYTES
            and 1 <= min(width, height) <= max(width, height) <= MOST_STILL_EDGE
            and content[:3] == b"\xff\xd8\xff"
            and content[-2:] == b"\xff\xd9"
        )
    else:
        held = width == height == 0
    if not held:
        raise _refused("a still that cannot be")


def _refused(why: str) -> SealingError:
    return SealingError(Fault.RENDITION_INVALID, why)
