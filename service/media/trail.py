"""Owns following a rendition while ffmpeg writes it: what is certain is handed on and let go of.

Memory holds what is not certain yet, what waits to be taken, and the part before the first piece.
Refuses to own where the pieces go, and to take ffmpeg's word that it will not come back: a part
that was handed on and then written to again is a rendition that is not handed in.
"""

import asyncio
import ctypes
import os
import struct
from typing import Final, Protocol

from service.media.brake import Brake
from service.media.refusals import Refusal, Refused

HELD_BACK: Final = 4 * 1024 * 1024
"""Bytes at the end of the file that are never taken while it grows."""
MOST_WAITING: Final = 16 * 1024 * 1024
"""Bytes that may wait before ffmpeg is stopped; it goes on below half of that."""

_PAGE: Final = os.sysconf("SC_PAGE_SIZE")
_LOOK_AGAIN_SECONDS: Final = 0.05
_HEAD_BYTES: Final = 4096
_KEEP_SIZE: Final = 0x01
_PUNCH_HOLE: Final = 0x02


class Outlet(Protocol):
    """Where the pieces of a growing rendition go, one after the other.

    What is before the first and behind the last is read from the finished rendition.
    """

    @property
    def begins(self) -> int:
        """Where the first piece begins, in bytes."""
        ...

    @property
    def piece(self) -> int:
        """The bytes of each piece."""
        ...

    async def take(self, content: bytes) -> None:
        """Keep the next piece for good; whatever is raised ends the rendition."""
        ...


class Trail:
    """Follows the growing file behind `fd`. One per rendition."""

    def __init__(self, fd: int, outlet: Outlet, brake: Brake) -> None:
        self._fd = fd
        self._outlet = outlet
        self._brake = brake
        self._ended = asyncio.Event()
        self._first_hole = -(-outlet.begins // _PAGE) * _PAGE
        self._at = outlet.begins

    async def follow(self) -> None:
        """Hand on piece after piece until `end` is called; raises what the outlet raises."""
        try:
            while not self._ended.is_set():
                if self._look() >= self._at + self._outlet.piece:
                    await self._hand_on()
                else:
                    await self._look_again()
        finally:
            self._brake.go_on()

    def end(self) -> None:
        """Let `follow` return once the piece at hand is taken; the file grows no more."""
        self._ended.set()

    def taken(self) -> range:
        """The bytes that were handed on.

        Raises Refused(NOT_MADE_SAFE) when anything was written there again since.
        """
        stop = self._last_hole()
        try:
            written = os.lseek(self._fd, self._first_hole, os.SEEK_DATA)
        except OSError:
            # Nothing but a hole from there to the end of the file, or the file ends before.
            written = stop
        if written < stop:
            raise Refused(Refusal.NOT_MADE_SAFE)
        return range(self._outlet.begins, self._at)

    def _look(self) -> int:
        """See how far the file has come, minding the brake; up to which byte it is certain."""
        size = os.fstat(self._fd).st_size
        # Read after the size: while it says nothing, none of those bytes belongs to the index.
        ends = media_end(os.pread(self._fd, _HEAD_BYTES, 0))
        self._mind_the_brake(size - self._at, growing=ends is None)
        return size - HELD_BACK if ends is None else min(size - HELD_BACK, ends)

    def _mind_the_brake(self, waiting: int, *, growing: bool) -> None:
        # The index is written at once and nothing of it is taken before the end: who stopped
        # ffmpeg there would wait for it for ever.
        if growing and waiting > MOST_WAITING:
            self._brake.stop()
        elif not growing or waiting < MOST_WAITING // 2:
            self._brake.go_on()

    async def _hand_on(self) -> None:
        content = os.pread(self._fd, self._outlet.piece, self._at)
        if len(content) != self._outlet.piece:
            raise Refused(Refusal.NOT_MADE_SAFE)
        before = self._last_hole()
        taking = asyncio.ensure_future(self._outlet.take(content))
        del content
        try:
            while not taking.done():
                self._look()
                await asyncio.wait({taking}, timeout=_LOOK_AGAIN_SECONDS)
            await taking
        finally:
            taking.cancel()
            await asyncio.wait({taking})
        self._at += self._outlet.piece
        _punch(self._fd, max(before, self._first_hole), self._last_hole())

    def _last_hole(self) -> int:
        """Where the punched part ends: at whole pages, for no part of one can be given back."""
        return self._at // _PAGE * _PAGE

    async def _look_again(self) -> None:
        try:
            async with asyncio.timeout(_LOOK_AGAIN_SECONDS):
                await self._ended.wait()
        except TimeoutError:
            return


def media_end(head: bytes) -> int | None:
    """Where the media data of a growing MP4 ends; None while its size is not written yet.

    The muxer writes that size when the media data is whole, before the first byte of the index.
    """
    at = 0
    while at + 16 <= len(head):
        length, name = struct.unpack_from(">I4s", head, at)
        if length == 1:
            (length,) = struct.unpack_from(">Q", head, at + 8)
        if name == b"mdat" or length < 8:  # noqa: PLR2004 - a box's own header
            return at + length if length else None
        at += length
    return None


def _punch(fd: int, start: int, stop: int) -> None:
    """Give the memory of these pages back; the file stays as long as it is. Raises OSError."""
    if stop <= start:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    mode, offset, length = (
        ctypes.c_int(_PUNCH_HOLE | _KEEP_SIZE),
        ctypes.c_int64(start),
        ctypes.c_int64(stop - start),
    )
    if libc.fallocate64(ctypes.c_int(fd), mode, offset, length) != 0:
        fault = ctypes.get_errno()
        raise OSError(fault, os.strerror(fault))
