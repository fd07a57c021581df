"""Owns reading an export's archive: every byte that is not content is the one it must be.

Refuses to say what the content is worth. Reads the archive front to back once; memory stays flat
but for the list of files.
"""

import hashlib
import zlib
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self

from service.archive.faults import ArchiveError, ArchiveFault
from service.archive.form import FORM, LISTING, ListedFile, Listing
from service.archive.zip_form import (
    LOCAL_BYTES,
    LOCAL_MARK,
    Entry,
    directory,
    good_name,
    local_header,
    read_local,
)
from service.sealing.encoding import DIGEST_BYTES
from service.sealing.errors import Fault, SealingError
from service.sealing.fields import read_form

LARGEST_TAKEN: Final = 64 * 1024 * 1024
_PART: Final = 1024 * 1024
_MARK_BYTES: Final = len(LOCAL_MARK)


class Archive:
    """An export whose archive and list were checked. Use as a context manager.

    `take` hands out each file once; `left` names those that nobody asked for.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: BinaryIO
        self._entries: dict[str, Entry] = {}
        self._left: dict[str, None] = {}
        self.listing: Listing

    def __enter__(self) -> Self:
        """Open and check; raises ArchiveError, and OSError for what cannot be read."""
        self._file = self._path.open("rb")
        try:
            listed = self._read_entries()
            self.listing = self._read_listing(listed)
        except BaseException:
            self._file.close()
            raise
        self._left = dict.fromkeys(one.name for one in self.listing.files)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def names(self, folder: str) -> list[str]:
        """The files of one folder, in order."""
        return [name for name in self._entries if name.startswith(folder + "/")]

    def has(self, name: str) -> bool:
        """Tell whether there is such a file."""
        return name in self._entries

    def take(self, name: str) -> bytes:
        """Give a file's content, then accounted for; `file-missing` where there is none."""
        if name not in self._entries:
            raise ArchiveError(ArchiveFault.FILE_MISSING, name)
        self._left.pop(name, None)
        return self._content(self._entries[name])

    def left(self) -> list[str]:
        """The files that nobody took, in order."""
        return list(self._left)

    @property
    def size(self) -> int:
        """The bytes of all files together."""
        return sum(one.size for one in self.listing.files)

    def _content(self, entry: Entry) -> bytes:
        if entry.size > LARGEST_TAKEN:
            raise ArchiveError(ArchiveFault.FILE_INVALID, entry.name)
        self._file.seek(entry.content_at)
        content = self._file.read(entry.size)
        # The file may have been changed since it was checked.
        if len(content) != entry.size or zlib.crc32(content) != entry.crc:
            raise _invalid(entry.name)
        return content

    def _read_entries(self) -> list[ListedFile]:
        listed: list[ListedFile] = []
        while self._file.read(_MARK_BYTES) == LOCAL_MARK:
            listed.append(self._read_entry())
        self._file.seek(max((one.end for one in self._entries.values()), default=0))
        for part in directory(self._entries.values()):
            if self._file.read(len(part)) != part:
                raise _invalid("directory")
        if self._file.read(1):
            raise _invalid("end")
        if not all(one.name < after.name for one, after in pairwise(listed[:-1])):
            raise _invalid("names")
        return listed

    def _read_entry(self) -> ListedFile:
        at = self._file.tell() - _MARK_BYTES
        header = LOCAL_MARK + self._file.read(LOCAL_BYTES - _MARK_BYTES)
        if len(header) != LOCAL_BYTES:
            raise _invalid(f"byte {at}")
        crc, size, name_bytes = read_local(header)
        raw = self._file.read(name_bytes)
        name = raw.decode("ascii", errors="replace")
        entry = Entry(name, size, crc, at)
        if not good_name(name) or name in self._entries or local_header(entry) != header + raw:
            raise _invalid(f"byte {at}")
        self._entries[name] = entry
        return self._measure(entry)

    def _measure(self, entry: Entry) -> ListedFile:
        state, crc, remaining = hashlib.blake2b(digest_size=DIGEST_BYTES), 0, entry.size
        while remaining:
            part = self._file.read(min(_PART, remaining))
            if not part:
                raise _invalid(entry.name)
            state.update(part)
            crc = zlib.crc32(part, crc)
            remaining -= len(part)
        if crc != entry.crc:
            raise _invalid(entry.name)
        return ListedFile(state.digest(), entry.name, entry.size)

    def _read_listing(self, found: list[ListedFile]) -> Listing:
        if not found or found[-1].name != LISTING:
            raise ArchiveError(ArchiveFault.FILE_MISSING, LISTING)
        raw = self._content(self._entries[LISTING])
        try:
            listing = read_form(Listing, raw, Fault.BAD_ENCODING)
        except SealingError:
            raise ArchiveError(ArchiveFault.LISTING_INVALID, LISTING) from None
        if listing.form != FORM:
            raise ArchiveError(ArchiveFault.LISTING_INVALID, LISTING)
        there, said = found[:-1], list(listing.files)
        if there != said:
            differing = next((one for one in there if one not in set(said)), None)
            raise ArchiveError(
                ArchiveFault.LISTING_MISMATCH, differing.name if differing else LISTING
            )
        return listing


def _invalid(where: str) -> ArchiveError:
    return ArchiveError(ArchiveFault.ARCHIVE_INVALID, where)
