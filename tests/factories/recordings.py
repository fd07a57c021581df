"""Makes small recordings of every sort with the real ffmpeg, and offers them as plaintext sources.

What is made here is invented, so it is made in plain files and unconfined.
"""

import struct
import subprocess
from pathlib import Path

from service.media.binary import find_ffmpeg
from tests.factories.marked import marked_picture

_SECONDS_TO_MAKE_ONE = 60

MOVING_PICTURE = ("-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25")
SPEECH_LIKE_SOUND = ("-f", "lavfi", "-i", "sine=frequency=220:sample_rate=44100")
RED_CORNER = (
    *("-f", "lavfi", "-i"),
    "color=blue:size=320x240:rate=25,drawbox=x=0:y=0:w=160:h=120:color=red:t=fill",
)

H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")


class BytesSource:
    """A plaintext source over bytes at hand. `bytes_read` counts what was asked of it."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self.size = len(content)
        self.bytes_read = 0

    def read(self, offset: int, length: int) -> bytes:
        self.bytes_read += length
        return self._content[offset : offset + length]


def record(path: Path, *arguments: str) -> Path:
    """Run ffmpeg with `arguments`, writing `path`; its error is the test's."""
    command = [str(find_ffmpeg().program), "-v", "error", "-nostdin", "-y", *arguments, str(path)]
    subprocess.run(command, check=True, timeout=_SECONDS_TO_MAKE_ONE)
    return path


def phone_video(path: Path, *extra: str, seconds: float = 2, index_first: bool = False) -> Path:
    """H.264 and AAC in whatever container `path` names; the index at the end as phones leave it."""
    return record(
        path,
        *(*MOVING_PICTURE, *SPEECH_LIKE_SOUND, *H264, "-c:a", "aac", "-t", str(seconds)),
        *("-movflags", "+faststart") * index_first,
        *extra,
    )


def turned_video(path: Path, degrees_counter_clockwise: int) -> Path:
    """A picture with its top left quarter red, and a note telling players to turn it."""
    record(path, *RED_CORNER, *SPEECH_LIKE_SOUND, *H264, "-c:a", "aac", "-t", "1")
    return with_a_note_to_turn(path, degrees_counter_clockwise)


def with_a_note_to_turn(path: Path, degrees_counter_clockwise: int) -> Path:
    """Write into an MP4 or MOV that players are to turn its picture.

    The note is the track's matrix, written as phones write it, the index at the end.
    """
    content = bytearray(path.read_bytes())
    flat = struct.pack(">9i", *_matrix(1, 0, 0, 1))
    at = content.index(flat, content.index(b"tkhd"))
    turned = {90: (0, -1, 1, 0), -90: (0, 1, -1, 0), 180: (-1, 0, 0, -1)}
    content[at : at + 36] = struct.pack(">9i", *_matrix(*turned[degrees_counter_clockwise]))
    path.write_bytes(content)
    return path


def _matrix(a: int, b: int, c: int, d: int) -> tuple[int, ...]:
    one = 0x10000
    return (a * one, b * one, 0, c * one, d * one, 0, 0, 0, 0x4000 * one)


def browser_video(path: Path, *extra: str, seconds: float = 2) -> Path:
    """VP8 and Opus in WebM, as a browser records it."""
    codecs = ("-c:v", "libvpx", "-b:v", "300k", "-deadline", "realtime", "-c:a", "libopus")
    return record(path, *MOVING_PICTURE, *SPEECH_LIKE_SOUND, *codecs, "-t", str(seconds), *extra)


def fast_video(path: Path) -> Path:
    """A thousand frames in one second, each bearing its number."""
    return record(path, *marked_picture(1000), *H264, "-t", "1")


def bright_video(path: Path, *picture: str, seconds: float) -> Path:
    """A picture of high dynamic range, as newer phones record it."""
    bright = (
        "log-level=none:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:max-cll=1000,400"
        ":master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1)"
    )
    return record(
        path,
        *(*picture, "-t", str(seconds)),
        *("-c:v", "libx265", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le"),
        *("-x265-params", bright),
        *("-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc"),
    )


def video_apart_from_its_sound(path: Path, seconds: int) -> Path:
    """All of a marked picture and then all of its sound, four megabytes for each second."""
    steady = ("-b:v", "32M", "-minrate", "32M", "-maxrate", "32M", "-bufsize", "8M")
    return record(
        path,
        *(*marked_picture(), *SPEECH_LIKE_SOUND, "-t", str(seconds)),
        # Filled up to an even rate, so that what is large is soon made.
        *(*H264, *steady, "-x264-params", "nal-hrd=cbr"),
        *("-c:a", "pcm_s16le", "-ar", "48000", "-ac", "2", "-chunk_duration", "600000000"),
        *("-max_interleave_delta", "0"),
    )


def interlaced_video(path: Path, *codec: str, top_first: bool, seconds: float = 2) -> Path:
    """Make a film of bars that move, of which each picture shows two moments, line by line."""
    first = "top" if top_first else "bottom"
    bars = (
        "color=gray:size=720x576:rate=50,drawgrid=width=48:height=2000:thickness=24:color=white,"
        "scroll=horizontal=0.013"
    )
    lines = f"{bars},tinterlace=interleave_{first},setfield={'tff' if top_first else 'bff'}"
    return record(path, "-f", "lavfi", "-i", lines, *codec, "-t", str(seconds))


def sound(path: Path, *codec: str, seconds: float = 2) -> Path:
    """Sound alone, in the container `path` names."""
    return record(path, *SPEECH_LIKE_SOUND, *codec, "-t", str(seconds))


def noisy_film(path: Path, seconds: int) -> Path:
    """A film no codec can make small: about 0.3 MB of rendition for each of its seconds."""
    part = record(
        path.with_suffix(".part.mov"),
        *("-f", "lavfi", "-i", "testsrc2=size=256x192:rate=30,noise=alls=80:allf=t"),
        *(*SPEECH_LIKE_SOUND, "-c:v", "mjpeg", "-q:v", "12", "-pix_fmt", "yuvj420p"),
        *("-c:a", "aac", "-t", "10"),
    )
    # The same ten seconds over and over: what takes long is made once.
    again = ("-stream_loop", "-1", "-i", str(part), "-c", "copy", "-t", str(seconds))
    record(path, *again)
    part.unlink()
    return path
