"""Owns the form of a rendition of paper: pages that are pictures, and where each begins.

JPEG files one behind the other; then for each its length, width and height; then how many there
are, and eight bytes that say what this is. Refuses to own what a page shows.
"""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from service.sealing.errors import Fault, SealingError

FORM: Final = "pages"
"""What a rendition statement calls it, as its container."""
MOST_PAGES: Final = 100
MOST_EDGE: Final = 2400
"""Pixels of a page's longer side."""

_END: Final = struct.Struct(">I8s")
_ENTRY: Final = struct.Struct(">IHH")
_MARK: Final = b"GBPAGES1"


@dataclass(frozen=True)
class Page:
    """Where a page lies in the rendition, in bytes, and how large it is, in pixels."""

    begins: int
    length: int
    width: int
    height: int


def index(pages: Sequence[Page]) -> bytes:
    """Return what stands behind the pages, which lie without gap from the first byte on."""
    entries = (_ENTRY.pack(one.length, one.width, one.height) for one in pages)
    return b"".join(entries) + _END.pack(len(pages), _MARK)


def read_index(read: Callable[[int, int], bytes], size: int) -> tuple[Page, ...]:
    """Return the pages of a rendition of `size` bytes; `read` gives bytes by offset and length.

    Raises SealingError `rendition-invalid`: another form, none or too many pages, one that is
    empty or too large, or bytes that belong to no page.
    """
    if size < _END.size:
        raise SealingError(Fault.RENDITION_INVALID, "shorter than its own end")
    count, mark = _END.unpack(read(size - _END.size, _END.size))
    if mark != _MARK or not 1 <= count <= MOST_PAGES:
        raise SealingError(Fault.RENDITION_INVALID, "not the end of pages")
    behind = size - _END.size - count * _ENTRY.size
    if behind < 0:
        raise SealingError(Fault.RENDITION_INVALID, "no room for so many pages")
    pages, begins = list[Page](), 0
    for length, width, height in _ENTRY.iter_unpack(read(behind, count * _ENTRY.size)):
        pages.append(Page(begins, length, width, height))
        begins += length
        if not length or not 1 <= width <= MOST_EDGE or not 1 <= height <= MOST_EDGE:
            raise SealingError(Fault.RENDITION_INVALID, "a page that cannot be")
    if begins != behind:
        raise SealingError(Fault.RENDITION_INVALID, "bytes of no page")
    return tuple(pages)
