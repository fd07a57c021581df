"""The letter and the recording that the demonstration carries, looked at before anything starts.

Owns refusing what cannot be read, with one sentence. Refuses to judge whether a recording can be
made safe: the media worker does that.
"""

import hashlib
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from service.cli.demo_recording import make_recording
from service.cli.demo_report import DemoError
from service.client.sending import FileKind
from service.media.binary import find_ffmpeg
from service.media.kinds import HEAD_BYTES, sniff_recording
from service.media.limits import Limits
from service.media.probe import Declared, probe
from service.media.refusals import Refused

PIECE: Final = 1 << 20
LETTER: Final = """\
I was asked whether I wanted to write to you, and I have thought about it for some weeks.

I am the one who came into your house on the fourteenth of March. You were asleep upstairs.
I took the laptop and the box from the shelf by the stairs. I know now that the box held your
mother's things. I did not look inside it before I sold it, and I have not been able to find
out where it went.

I have been told that you changed the locks twice and that you do not like to be there alone.
That is because of what I did and not because of anything you did or did not do.

You do not have to answer this, and you do not have to keep it. If there is something you want
to ask me, I will answer it as well as I can.
"""


@dataclass(frozen=True)
class Inputs:
    """What will be sent. The recording stays where it is and is read in pieces."""

    letter: bytes
    recording: Path
    recording_kind: FileKind
    declared_ms: int | None


def read_letter(path: Path | None) -> bytes:
    """Return the letter's bytes as they are. Raises DemoError unless it is text in UTF-8."""
    if path is None:
        return LETTER.encode()
    try:
        text = path.read_bytes()
    except OSError as error:
        raise DemoError(f"The letter {path} cannot be read: {error.strerror}.") from error
    if not text:
        raise DemoError(f"The letter {path} is empty.")
    try:
        text.decode()
    except UnicodeDecodeError as error:
        raise DemoError(f"The letter {path} is not text in UTF-8.") from error
    return text


def check_recording(path: Path) -> None:
    """Raise DemoError unless the file can be read and holds something."""
    try:
        with path.open("rb") as file:
            first = file.read(1)
    except OSError as error:
        raise DemoError(f"The recording {path} cannot be read: {error.strerror}.") from error
    if not first:
        raise DemoError(f"The recording {path} is empty.")


def check_out(folder: Path | None) -> None:
    """Raise DemoError unless what the recipient opens can be written to `folder`."""
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe_file = folder / ".gobetween-writable"
        probe_file.write_bytes(b"")
        probe_file.unlink()
    except OSError as error:
        raise DemoError(f"Nothing can be written to {folder}: {error.strerror}.") from error


async def look_at(letter: bytes, recording: Path | None, undo: ExitStack) -> Inputs:
    """Gather the inputs; without a recording, make one that disappears with `undo`."""
    if recording is None:
        folder = undo.enter_context(TemporaryDirectory(prefix="gobetween-demo-"))
        recording = Path(folder) / "recording.mp4"
        make_recording(str(find_ffmpeg().program), recording)
    declared = await declared_by(recording)
    sound_only = declared is not None and declared.picture is None
    return Inputs(
        letter=letter,
        recording=recording,
        recording_kind="recorded_message" if sound_only else "video_message",
        declared_ms=None if declared is None else declared.duration_ms,
    )


async def declared_by(path: Path) -> Declared | None:
    """Return what a recording says of itself, or None where that cannot be known."""
    source = FileSource(path)
    try:
        kind = sniff_recording(source.read(0, min(HEAD_BYTES, source.size)), source.size)
        return await probe(source, kind, find_ffmpeg(), Limits())
    except Refused:
        return None
    finally:
        source.close()


class FileSource:
    """A file as a `media.Source`."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self.size: Final = path.stat().st_size

    def read(self, offset: int, length: int) -> bytes:
        """Exactly `length` bytes from `offset`."""
        self._file.seek(offset)
        return self._file.read(length)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def sha256_of(read: Callable[[int, int], bytes], size: int) -> str:
    """Return the SHA-256 of `size` bytes behind `read`, as hexadecimal."""
    found = hashlib.sha256()
    for offset in range(0, size, PIECE):
        found.update(read(offset, min(PIECE, size - offset)))
    return found.hexdigest()


def disk_is_full(folder: Path) -> bool:
    """Tell whether the disk under `folder` has less room than a recording needs."""
    least = 16 << 20
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free < least
