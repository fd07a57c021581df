"""Facts about the recording that was opened, measured on its bytes and on nothing else.

Owns looking: ffmpeg in the sandbox for tracks and length, the box reader for what rode along.
Refuses to read any statement about the recording.
"""

import asyncio
from dataclasses import dataclass

from service.cli.demo_report import DemoError
from service.client.contents import Contents
from service.media import mp4
from service.media.binary import find_ffmpeg
from service.media.kinds import HEAD_BYTES, Kind, sniff
from service.media.limits import Limits
from service.media.probe import probe
from service.media.refusals import Refused
from service.sealing.errors import SealingError
from service.sealing.preview import preview_box, read_preview

TOLERATED = 0.05


@dataclass(frozen=True)
class Measured:
    """What the recipient has. `metadata` names all that is neither picture nor sound."""

    duration_ms: int
    container: str
    video_codec: str | None
    audio_codec: str | None
    metadata: list[str]

    def check(self, declared_ms: int | None) -> None:
        """Raise DemoError unless this is what a recipient was promised."""
        if self.metadata:
            raise DemoError(f"The opened recording still carries {', '.join(self.metadata)}.")
        if self.video_codec not in {"h264", None} or self.audio_codec not in {"aac", None}:
            raise DemoError("The opened recording is not H.264 and AAC.")
        if declared_ms and abs(self.duration_ms - declared_ms) > declared_ms * TOLERATED:
            raise DemoError("The opened recording is not as long as the one that was sent.")


async def measure(contents: Contents) -> Measured:
    """Measure an opened recording. Raises DemoError when it is not a whole MP4."""
    try:
        film = await asyncio.to_thread(_film_bytes, contents)
        held = await asyncio.to_thread(mp4.read_contents, contents.reader.read, film)
        head = await asyncio.to_thread(contents.reader.read, 0, HEAD_BYTES)
        if sniff(head, contents.size) is not Kind.MP4:
            raise DemoError("The opened recording is not an MP4.")
        declared = await probe(contents.reader, Kind.MP4, find_ffmpeg(), Limits())
    except (mp4.NotWhole, Refused, SealingError) as error:
        raise DemoError("The opened recording is not whole.") from error
    return Measured(
        duration_ms=held.duration_ms,
        container="mp4" if declared.picture else "m4a",
        video_codec=declared.picture.codec if declared.picture else None,
        audio_codec=declared.sound.codec if declared.sound else None,
        metadata=held.left_over,
    )


def _film_bytes(contents: Contents) -> int:
    """Return how long the film is without the still and loudness that the worker put behind it."""
    said = read_preview(contents.reader.read, contents.size)
    return contents.size - (0 if said is None else len(preview_box(said)))
