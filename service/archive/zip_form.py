"""Owns the bytes of an export as a ZIP file: exactly one way to write any list of files.

Refuses every freedom that the format leaves: nothing is compressed, no comment, no extra field
but the one that places beyond 4 GiB need, no time, no gap. So a reader can compute every byte
that is not content, and compare.
"""

import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

LONGEST_NAME: Final = 200
LARGEST_FILE: Final = 2**32 - 2

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*")
_LOCAL: Final = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL: Final = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END: Final = struct.Struct("<4sHHHHIIH")
_END_64: Final = struct.Struct("<4sQHHIIQQQQ")
_LOCATOR_64: Final = struct.Struct("<4sIQI")
_PLACE_64: Final = struct.Struct("<HHQ")

LOCAL_MARK: Final = b"PK\x03\x04"
LOCAL_BYTES: Final = _LOCAL.size
_VERSION: Final = 20
_VERSION_64: Final = 45
_STORED: Final = 0
# The format's zero: the first of January 1980. An export says nothing about when it was written.
_DATE: Final = (1 << 5) | 1
_FULL_16: Final = 0xFFFF
_FULL_32: Final = 0xFFFFFFFF


@dataclass(frozen=True)
class Entry:
    """One file of the archive: where its local header begins, its CRC-32 and its size in bytes."""

    name: str
    size: int
    crc: int
    at: int

    @property
    def content_at(self) -> int:
        """The byte of the archive at which the content begins."""
        return self.at + LOCAL_BYTES + len(self.name)

    @property
    def end(self) -> int:
        """The byte of the archive behind the content."""
        return self.content_at + self.size


def good_name(name: str) -> bool:
    """Tell whether a file may be called this: lower-case ASCII, no way out of its folder."""
    return len(name) <= LONGEST_NAME and _NAME.fullmatch(name) is not None


def local_header(entry: Entry) -> bytes:
    """The bytes in front of a file's content."""
    name = entry.name.encode("ascii")
    return (
        _LOCAL.pack(
            *(LOCAL_MARK, _VERSION, 0, _STORED, 0, _DATE),
            *(entry.crc, entry.size, entry.size, len(name), 0),
        )
        + name
    )


def read_local(header: bytes) -> tuple[int, int, int]:
    """Read CRC-32, size and the name's length out of a local header; checks nothing else."""
    fields = _LOCAL.unpack(header)
    return fields[6], fields[7], fields[9]


def directory(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Everything behind the last file's content, part by part: the directory and its end."""
    count, size, at = 0, 0, 0
    for entry in entries:
        part = _central(entry)
        count, size, at = count + 1, size + len(part), entry.end
        yield part
    yield _end(count, size, at)


def _central(entry: Entry) -> bytes:
    name, far = entry.name.encode("ascii"), entry.at >= _FULL_32
    extra = _PLACE_64.pack(1, 8, entry.at) if far else b""
    needed = _VERSION_64 if far else _VERSION
    return (
        _CENTRAL.pack(
            *(b"PK\x01\x02", needed, needed, 0, _STORED, 0, _DATE),
            *(entry.crc, entry.size, entry.size, len(name), len(extra), 0, 0, 0, 0),
            _FULL_32 if far else entry.at,
        )
        + name
        + extra
    )


def _end(count: int, size: int, at: int) -> bytes:
    before = b""
    if count >= _FULL_16 or size >= _FULL_32 or at >= _FULL_32:
        before = _END_64.pack(
            *(b"PK\x06\x06", _END_64.size - 12, _VERSION_64, _VERSION_64, 0, 0),
            *(count, count, size, at),
        ) + _LOCATOR_64.pack(b"PK\x06\x07", 0, at + size, 1)
    number = min(count, _FULL_16)
    return before + _END.pack(
        *(b"PK\x05\x06", 0, 0, number, number),
        *(min(size, _FULL_32), min(at, _FULL_32), 0),
    )
