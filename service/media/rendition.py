"""Owns the one thing this room is for: from a plaintext source to a rendition safe to release.

Sniff, probe, transcode in the sandbox, check, seal against change; of paper, make pages in the
sandbox and look at each. Plaintext is in memory only, and what an outlet took while it was made is
no longer there either.
Refuses to own encryption, upload and what happens to the rendition next.
"""

import asyncio
import fcntl
import os
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from typing import Any, Literal, Self

from service.media import mp4
from service.media.beside import Beside
from service.media.binary import Binary, find_ffmpeg
from service.media.brake import Brake
from service.media.edits import Edits, left_of
from service.media.kinds import HEAD_BYTES, Kind, Paper, sniff
from service.media.limits import Limits
from service.media.paper import make_pages
from service.media.probe import Declared, probe
from service.media.refusals import Refusal, Refused
from service.media.source import Source, read_exactly
from service.media.trail import Outlet, Trail
from service.media.transcode import OnProgress, Recording, transcode
from service.sealing.preview import preview_box

SHORTER_THAN_DECLARED = "shorter-than-declared"
LONGER_THAN_DECLARED = "longer-than-declared"

_TOLERATED = 0.05
_TOLERATED_MS = 250
_DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class RecordingFacts:
    """What the rendition is. Milliseconds and pixels; `flags` are for the facilitator to see.

    Of `pages` the width and the height are the largest of any; they have no duration.
    """

    container: Literal["mp4", "m4a", "pages"]
    video_codec: Literal["h264"] | None
    audio_codec: Literal["aac"] | None
    duration_ms: int
    width: int | None
    height: int | None
    declared_duration_ms: int | None
    flags: tuple[str, ...]


class Rendition:
    """A finished rendition held in memory, unchangeable, until closed.

    What an outlet took while it was made, the bytes in `taken`, is part of it and held no more.
    `behind` stands at its end, behind what the sandbox made.
    """

    def __init__(
        self, fd: int, facts: RecordingFacts, taken: range = range(0), behind: bytes = b""
    ) -> None:
        self._fd = fd
        self.facts = facts
        self.taken = taken
        self._behind = behind
        self._made = os.fstat(fd).st_size
        self.size = self._made + len(behind)

    def read(self, offset: int, length: int) -> bytes:
        """Up to `length` bytes from `offset`; fewer only at the end. None of what was taken."""
        if _touches(self.taken, offset, length):
            raise ValueError("these bytes were taken while they were made")
        held = os.pread(self._fd, length, offset)
        at = max(0, offset - self._made)
        return held + self._behind[at : at + length - len(held)]

    def close(self) -> None:
        """Give the memory back. May be called again."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


async def make_safe_rendition(
    source: Source,
    *,
    on_progress: OnProgress,
    scan: bool = False,
    limits: Limits = _DEFAULT_LIMITS,
    binary: Binary | None = None,
    outlet: Outlet | None = None,
    edits: Edits = (),
) -> Rendition:
    """Make the rendition of `source`: MP4 with H.264 and AAC, or AAC alone where no picture is.

    Of a `scan`, which has to be paper as a recording must not be: pages (`sealing/pages.py`).
    `on_progress` gets fractions that only grow, and 1.0 once when all is checked. `binary` is the
    ffmpeg to use instead of the one found here. `outlet` takes piece after piece while ffmpeg
    writes; what it took is worth nothing unless this returns. Of a scan it takes nothing. `edits`
    are made on the way, of a recording.
    Cancelling leaves no process, descriptor or byte.
    Raises Refused with the reason for the author, SandboxUnavailable with a sentence for the
    operator, or whatever `source`, `outlet` or `on_progress` raised. The caller closes what is
    returned.
    """
    kind = await _kind(source, limits, scan=scan)
    if isinstance(kind, Paper):
        return await _of_paper(source, kind, limits, on_progress)
    chosen = binary if binary is not None else await asyncio.to_thread(find_ffmpeg)
    said = await probe(source, kind, chosen, limits)
    declared = left_of(said, edits)
    if declared.picture is None and declared.sound is None:
        raise Refused(Refusal.NO_SOUND_OR_PICTURE)
    recording = Recording(source, kind, declared, edits)
    fd = _memory_file()
    try:
        brake, beside = Brake(), Beside()
        trail = None if outlet is None else Trail(fd, outlet, brake)
        transcoding = transcode(
            recording,
            fd,
            binary=chosen,
            limits=limits,
            on_progress=on_progress,
            brake=brake,
            beside=beside,
        )
        await (transcoding if trail is None else _trailed(transcoding, trail))
        # Nobody else holds it any more: what is checked now is what will be released.
        _seal(fd)
        taken = range(0) if trail is None else trail.taken()
        facts, begins_ms = await asyncio.to_thread(_checked, fd, taken, declared, limits)
        facts = replace(facts, declared_duration_ms=said.duration_ms)
        behind = _behind(fd, beside, begins_ms, limits)
        await on_progress(1.0)
    except BaseException:
        os.close(fd)
        raise
    return Rendition(fd, facts, taken, behind)


async def _kind(source: Source, limits: Limits, *, scan: bool) -> Kind | Paper:
    """What `source` has to be read as; refused where it is not what it was sent as."""
    if source.size == 0:
        raise Refused(Refusal.EMPTY_FILE)
    if source.size > (limits.paper.input_bytes if scan else limits.input_bytes):
        raise Refused(Refusal.TOO_LARGE)
    head = await read_exactly(source, 0, min(HEAD_BYTES, source.size))
    try:
        kind = sniff(head, source.size)
    except Refused as refused:
        if scan and refused.refusal is Refusal.NOT_A_RECORDING:
            raise Refused(Refusal.NOT_A_SCAN) from None
        raise
    if isinstance(kind, Paper) != scan:
        raise Refused(Refusal.NOT_A_SCAN if scan else Refusal.KIND_NOT_ACCEPTED)
    return kind


async def _of_paper(
    source: Source, kind: Paper, limits: Limits, on_progress: OnProgress
) -> Rendition:
    fd = _memory_file()
    try:
        made = await make_pages(source, kind, fd, limits=limits.paper, on_progress=on_progress)
        _seal(fd)
        await on_progress(1.0)
    except BaseException:
        os.close(fd)
        raise
    facts = RecordingFacts(
        container="pages",
        video_codec=None,
        audio_codec=None,
        duration_ms=0,
        width=made.width,
        height=made.height,
        declared_duration_ms=None,
        flags=(),
    )
    return Rendition(fd, facts)


def _memory_file() -> int:
    return os.memfd_create("rendition", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)


def _seal(fd: int) -> None:
    """Let nobody change it any more, whoever holds it."""
    seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
    fcntl.fcntl(fd, fcntl.F_ADD_SEALS, seals)


async def _trailed(transcoding: Coroutine[Any, Any, None], trail: Trail) -> None:
    """Transcode with `trail` behind; the fault of either ends both."""
    making = asyncio.ensure_future(transcoding)
    following = asyncio.ensure_future(trail.follow())
    try:
        done, _ = await asyncio.wait({making, following}, return_when=asyncio.FIRST_COMPLETED)
        for ended in done:
            ended.result()
        await making
        trail.end()
        await following
    finally:
        for task in (making, following):
            task.cancel()
        await asyncio.gather(making, following, return_exceptions=True)


def _touches(taken: range, offset: int, length: int) -> bool:
    """Tell whether any of these bytes is one that was taken."""
    return bool(taken) and offset < taken.stop and offset + length > taken.start


def _behind(fd: int, beside: Beside, sound_begins_ms: int, limits: Limits) -> bytes:
    """What the rendition says of itself, where it has room for that."""
    box = preview_box(beside.preview(sound_begins_ms))
    return box if os.fstat(fd).st_size + len(box) <= limits.output_bytes else b""


def _checked(
    fd: int, taken: range, declared: Declared, limits: Limits
) -> tuple[RecordingFacts, int]:
    """What was made, and how many milliseconds late its sound begins."""

    def read(offset: int, length: int) -> bytes:
        # What was taken is media data; whatever claims to be more than that there is not ffmpeg's.
        if _touches(taken, offset, length):
            raise mp4.NotWhole
        return os.pread(fd, length, offset)

    try:
        made = mp4.read_contents(read, os.fstat(fd).st_size)
    except mp4.NotWhole:
        raise Refused(Refusal.DAMAGED) from None
    picture = next((track for track in made.tracks if track.sort == "vide"), None)
    sound = next((track for track in made.tracks if track.sort == "soun"), None)
    _check_track(picture, "avc1", expected=declared.picture is not None)
    _check_track(sound, "mp4a", expected=declared.sound is not None)
    if made.left_over or len(made.tracks) != sum(track is not None for track in (picture, sound)):
        raise Refused(Refusal.NOT_MADE_SAFE)
    if made.duration_ms > limits.duration_seconds * 1000:
        raise Refused(Refusal.TOO_LONG)
    facts = RecordingFacts(
        container="mp4" if picture else "m4a",
        video_codec="h264" if picture else None,
        audio_codec="aac" if sound else None,
        duration_ms=made.duration_ms,
        width=picture.width if picture else None,
        height=picture.height if picture else None,
        declared_duration_ms=declared.duration_ms,
        flags=_flags(made.duration_ms, declared.duration_ms),
    )
    return facts, sound.begins_ms if sound else 0


def _check_track(track: mp4.Track | None, codec: str, *, expected: bool) -> None:
    if not expected:
        if track is not None:
            raise Refused(Refusal.NOT_MADE_SAFE)
    elif track is None or track.samples == 0 or track.codec != codec:
        raise Refused(Refusal.DAMAGED)


def _flags(duration_ms: int, declared_ms: int | None) -> tuple[str, ...]:
    if declared_ms is None:
        return ()
    tolerated = max(_TOLERATED * declared_ms, _TOLERATED_MS)
    if duration_ms < declared_ms - tolerated:
        return (SHORTER_THAN_DECLARED,)
    if duration_ms > declared_ms + tolerated:
        return (LONGER_THAN_DECLARED,)
    return ()
