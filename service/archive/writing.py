"""Owns writing an export: files in the order of their names, the list of them at the end.

Guarantees: memory stays flat (one file at a time), and the archive appears only when it is whole.
Refuses to choose what goes in.
"""

import os
import zlib
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from service.archive.form import FORM, LISTING, ListedFile, Listing
from service.archive.zip_form import LARGEST_FILE, Entry, directory, good_name, local_header
from service.sealing.encoding import digest


class ExportWriter:
    """Writes one export to `target`, mode 0600. Use as a context manager; `finish` ends it.

    Left without `finish`, nothing stays behind.
    """

    def __init__(self, target: Path, *, org: str, case: str) -> None:
        self._target = target
        self._beside = target.with_name(f".{target.name}.part")
        self._org, self._case = org, case
        self._entries: list[Entry] = []
        self._listed: list[ListedFile] = []
        self._at = 0
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        self._beside.unlink(missing_ok=True)
        handle = os.open(self._beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(handle, "wb")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()
            self._beside.unlink(missing_ok=True)

    def add(self, name: str, content: bytes) -> None:
        """Write one file; ValueError unless its name is good and follows the one before."""
        if self._listed and name <= self._listed[-1].name:
            raise ValueError("the files of an export stand in the order of their names")
        self._listed.append(ListedFile(digest(content), name, len(content)))
        self._write(name, content)

    def finish(self) -> None:
        """Write the list and the directory, make all of it durable and put it in its place."""
        listing = Listing(self._case, tuple(self._listed), FORM, self._org)
        self._write(LISTING, listing.to_bytes())
        if self._file is None:
            raise ValueError("the export is not being written")
        for part in directory(self._entries):
            self._file.write(part)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._beside.replace(self._target)
        self._file = None

    def _write(self, name: str, content: bytes) -> None:
        if self._file is None or not good_name(name) or len(content) > LARGEST_FILE:
            raise ValueError("this file cannot be part of an export")
        entry = Entry(name, len(content), zlib.crc32(content), self._at)
        self._file.write(local_header(entry))
        self._file.write(content)
        self._entries.append(entry)
        self._at = entry.end
