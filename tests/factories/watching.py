"""Watches folders for whatever is written in them, however short it is there.

The kernel notes every change with its name, so one that is over before anybody looks is seen all
the same. Owns the notes, and looking at once for a word in what changed. Refuses to know what may
be written.
"""

import contextlib
import ctypes
import os
import struct
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Self

_NOT_BLOCKING: Final = 0o4000
_NOT_INHERITED: Final = 0o2000000
_MODIFIED: Final = 0x2
_CLOSED: Final = 0x8
_MOVED_AWAY: Final = 0x40
_MOVED_HERE: Final = 0x80
_MADE: Final = 0x100
_REMOVED: Final = 0x200
_CHANGES: Final = _MODIFIED | _CLOSED | _MOVED_AWAY | _MOVED_HERE | _MADE | _REMOVED
_OVERFLOW: Final = 0x4000
_IS_FOLDER: Final = 0x40000000
_HEADER: Final = struct.Struct("iIII")
_AT_ONCE: Final = 1 << 20
_LOOK_AGAIN_S: Final = 0.01


class Watch:
    """Everything that changes below `folders`, and what of it held one of `words`, until left.

    `changed` has the path of each file and folder that was made, written, moved or removed, and of
    a nameless file its number; `holding` those in which a word was found; `unread` those that
    were gone before their content was looked at; `missed` tells that there was too much to note.
    """

    def __init__(self, words: Iterable[bytes], *folders: Path) -> None:
        self.changed = set[Path]()
        self.holding = set[Path]()
        self._looked_at = set[Path]()
        self._moved = set[Path]()
        self.missed = False
        self._words = frozenset(words)
        self._kernel = ctypes.CDLL(None, use_errno=True)
        self._notes = self._kernel.inotify_init1(_NOT_BLOCKING | _NOT_INHERITED)
        self._watched = dict[int, Path]()
        self._over = threading.Event()
        self._looking = threading.Thread(target=self._look)
        for folder in folders:
            self._add(folder)

    @property
    def unread(self) -> set[Path]:
        """What was gone before anybody could look, and was not moved elsewhere."""
        return self.changed - self._looked_at - self._moved

    def __enter__(self) -> Self:
        self._looking.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._looking.join()
        os.close(self._notes)

    def _look(self) -> None:
        while not self._over.wait(_LOOK_AGAIN_S):
            self._take()
        # What came before the end was noted before it.
        self._take()

    def _take(self) -> None:
        fresh = set(self._noted())
        self.changed |= fresh
        for path in fresh:
            with contextlib.suppress(OSError):
                content = b"" if path.is_dir() else path.read_bytes()
                if any(word in content for word in self._words):
                    self.holding.add(path)
                self._looked_at.add(path)

    def _noted(self) -> Iterator[Path]:
        with contextlib.suppress(BlockingIOError):
            while notes := os.read(self._notes, _AT_ONCE):
                at = 0
                while at < len(notes):
                    watch, what, _, length = _HEADER.unpack_from(notes, at)
                    name = notes[at + _HEADER.size :][:length].rstrip(b"\0")
                    at += _HEADER.size + length
                    self.missed |= bool(what & _OVERFLOW)
                    if name and watch in self._watched:
                        yield from self._one(self._watched[watch] / os.fsdecode(name), what)

    def _one(self, path: Path, what: int) -> Iterator[Path]:
        if what & _MOVED_AWAY:
            self._moved.add(path)
        yield path
        if what & _IS_FOLDER and what & (_MADE | _MOVED_HERE):
            # Whatever came into it before it was watched too.
            yield from self._add(path)

    def _add(self, folder: Path) -> list[Path]:
        found = list[Path]()
        for where, _, files in os.walk(folder):
            number = self._kernel.inotify_add_watch(self._notes, os.fsencode(where), _CHANGES)
            if number >= 0:
                self._watched[number] = Path(where)
            found += [Path(where) / one for one in files]
        return found
