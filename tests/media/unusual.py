"""Recordings as they also come: turned, bright, silent, in one picture or a thousand a second.

Owns making one of each, its pictures bearing their numbers, and what is to be seen of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.factories import recordings
from tests.factories.marked import RATE, marked_picture
from tests.factories.recordings import H264, SPEECH_LIKE_SOUND, record
from tests.media.accepted import SECONDS

_SILENCE: Final = ("-f", "lavfi", "-i", "anullsrc=sample_rate=48000:channel_layout=stereo")
_LARGE_SECONDS: Final = 20


@dataclass(frozen=True)
class Unusual:
    """A recording, and what is to be seen and heard of it."""

    file: str
    make: Callable[[Path], Path]
    frames: int = RATE * SECONDS
    seconds: float = SECONDS
    with_sound: bool = True
    least_bytes: int = 0


def _film(*inputs_and_codecs: str) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        return record(path, *marked_picture(), *inputs_and_codecs, "-t", str(SECONDS))

    return make


def _turned(degrees_counter_clockwise: int, stored: str) -> Callable[[Path], Path]:
    """A film that was stored on its side; players are told how to turn it upright."""
    film = _film(*SPEECH_LIKE_SOUND, "-vf", stored, *H264, "-c:a", "aac")
    return lambda path: recordings.with_a_note_to_turn(film(path), degrees_counter_clockwise)


UNUSUAL: Final[Sequence[Unusual]] = (
    Unusual("turned-left.mov", _turned(90, "transpose=clock")),
    Unusual("turned-right.mov", _turned(-90, "transpose=cclock")),
    Unusual("upside-down.mp4", _turned(180, "hflip,vflip")),
    Unusual(
        "bright.mov",
        lambda path: recordings.bright_video(path, *marked_picture(), seconds=SECONDS),
        with_sound=False,
    ),
    Unusual(
        "apart.mov",
        lambda path: recordings.video_apart_from_its_sound(path, _LARGE_SECONDS),
        frames=RATE * _LARGE_SECONDS,
        seconds=_LARGE_SECONDS,
        least_bytes=80_000_000,
    ),
    Unusual("without-sound.mp4", _film(*H264), with_sound=False),
    Unusual("silent.mp4", _film(*_SILENCE, *H264, "-c:a", "aac")),
    Unusual(
        "one-picture.mp4",
        _film(*H264, "-frames:v", "1"),
        frames=1,
        seconds=1 / RATE,
        with_sound=False,
    ),
    Unusual(
        "one-picture-with-sound.mp4",
        _film(*SPEECH_LIKE_SOUND, "-vf", "trim=end_frame=1", *H264),
        frames=1,
    ),
    Unusual(
        "thousand-a-second.mkv",
        recordings.fast_video,
        frames=1000,
        seconds=1,
        with_sound=False,
    ),
)
