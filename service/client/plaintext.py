"""What is to be sent, readable at any place: a letter in memory or a recording on disk.

Owns reading it piece by piece and noticing that it changed. Never holds a whole file in memory.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

from service.client.errors import NotPossible
from service.sealing.encoding import digest, stream_digest

PIECE: Final = 1 << 20


class Plaintext(Protocol):
    """Bytes that do not change while they are sealed. `size` is in bytes."""

    @property
    def size(self) -> int:
        """Length in bytes."""
        ...

    def read(self, offset: int, length: int) -> bytes:
        """Exactly `length` bytes from `offset`; may be called from several threads."""
        ...

    def digest(self) -> bytes:
        """H of all of it, 32 bytes."""
        ...

    def check_unchanged(self) -> None:
        """Raise NotPossible if it is not what it was when it was opened."""
        ...


class Letter:
    """A letter's exact bytes."""

    def __init__(self, text: bytes) -> None:
        self._text = text

    @property
    def size(self) -> int:
        """Length in bytes."""
        return len(self._text)

    def read(self, offset: int, length: int) -> bytes:
        """Exactly `length` bytes from `offset`."""
        return self._text[offset : offset + length]

    def digest(self) -> bytes:
        """H of the letter."""
        return digest(self._text)

    def check_unchanged(self) -> None:
        """Bytes in memory do not change."""


class Recording:
    """A file on disk, read in place. Raises NotPossible `unreadable-file`."""

    def __init__(self, path: Path) -> None:
        try:
            self._file = path.open("rb")
        except OSError as error:
            raise NotPossible("unreadable-file", f"{path} cannot be read.") from error
        self._seen = self._stamp()
        self._size = os.fstat(self._file.fileno()).st_size

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    @property
    def size(self) -> int:
        """Length in bytes."""
        return self._size

    def read(self, offset: int, length: int) -> bytes:
        """Exactly `length` bytes from `offset`; raises NotPossible when they are not there."""
        found = bytearray()
        try:
            while len(found) < length:
                piece = os.pread(self._file.fileno(), length - len(found), offset + len(found))
                if not piece:
                    raise NotPossible("file-changed", "The file became shorter while it was read.")
                found += piece
        except OSError as error:
            raise NotPossible("unreadable-file", "The file could not be read.") from error
        return bytes(found)

    def digest(self) -> bytes:
        """H of the whole file, read once in pieces of a mebibyte."""
        return stream_digest(self._pieces())

    def check_unchanged(self) -> None:
        """Raise NotPossible `file-changed` if size or time of change differ from the opening."""
        if self._stamp() != self._seen:
            raise NotPossible("file-changed", "The file was changed while it was being sent.")

    def _pieces(self) -> Iterator[bytes]:
        for offset in range(0, self._size, PIECE):
            yield self.read(offset, min(PIECE, self._size - offset))

    def _stamp(self) -> tuple[int, int]:
        found = os.fstat(self._file.fileno())
        return found.st_size, found.st_mtime_ns
