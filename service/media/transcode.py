"""Owns what a rendition is: ffmpeg's options, and following its progress.

H.264 within a 720p box and AAC in progressive MP4, upright, at even loudness, without metadata,
captions, chapters or anything else that rode along. Refuses to own confinement and checking.
"""

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import ffmpeg

from service.media import codecs
from service.media.binary import Binary
from service.media.brake import Brake
from service.media.edits import Edits, pictures_changed, pictures_kept, sound_changed
from service.media.kinds import Kind
from service.media.limits import Limits
from service.media.probe import Declared, Picture
from service.media.refusals import Refusal, Refused
from service.media.sandbox import Bounds, Job, run_confined
from service.media.source import Source

OnProgress = Callable[[float], Awaitable[None]]

_CPU_SECONDS = 14_400
_MOST_ALLOCATED = 512 * 1024 * 1024
_ASSUMED_BYTES_PER_SECOND = 60_000

# Thinned to 33 frames a second without repeating any: `fps=` would fill a gap of hours.
_THIN = "select='isnan(prev_selected_t)+gte(t-prev_selected_t,0.030)'"
# Before anything is left out or scaled: what moved is whole only with the pictures beside it.
_WHOLE_PICTURES = "bwdif=mode=send_frame:deint=interlaced"
_BOX = (
    "scale=w='min(1280,iw)':h='min(1280,ih)'"
    ":force_original_aspect_ratio=decrease:force_divisible_by=2"
)
_SQUARE_PIXELS = "scale=w='max(2,trunc(iw*sar/2)*2)':h=ih,setsar=1"
_TO_STANDARD_RANGE = (
    "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,"
    "tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv"
)
# Mastering data, captions and the like travel beside the frames; none may reach the encoder.
_NOTHING_BESIDE_THE_PICTURE = "sidedata=mode=delete"
_IN_STEP = "aformat=sample_rates=48000:channel_layouts=stereo,aresample=async=1000"
_EVEN_LOUDNESS = "loudnorm=I=-16:TP=-1.5:LRA=11,aresample=48000"


@dataclass(frozen=True)
class Recording:
    """What has been learned of a recording before it is transcoded, and where its bytes are.

    `declared` is of what will be left of it after its `edits`.
    """

    source: Source
    kind: Kind
    declared: Declared
    edits: Edits = ()


async def transcode(
    recording: Recording,
    output_fd: int,
    *,
    binary: Binary,
    limits: Limits,
    on_progress: OnProgress,
    brake: Brake,
) -> None:
    """Write the rendition of `recording` to `output_fd`, reporting 0.0 to 0.99 as it goes.

    `brake` stops ffmpeg for a while.

    Raises Refused: DAMAGED when ffmpeg gives up, TOO_LARGE when the output outgrows its bound,
    TOOK_TOO_LONG past the wall limit; SandboxUnavailable; or what the source raised.
    """
    bounds = Bounds(
        wall_seconds=limits.wall_seconds(recording.declared.duration_ms),
        cpu_seconds=_CPU_SECONDS,
        written_bytes=limits.output_bytes,
    )
    progress = _Progress(_expected_ms(recording), on_progress)
    output = f"/proc/self/fd/{output_fd}"
    status = await run_confined(
        recording.source,
        binary,
        Job(
            lambda url: arguments(url, recording, output, limits),
            bounds,
            progress.take,
            output_fd=output_fd,
            brake=brake,
        ),
    )
    # Asked first: ffmpeg before 6 ends content when its last writes were cut off.
    if os.fstat(output_fd).st_size >= limits.output_bytes:
        raise Refused(Refusal.TOO_LARGE)
    if status != 0:
        raise Refused(Refusal.DAMAGED)


def arguments(url: str, recording: Recording, output: str, limits: Limits) -> list[str]:
    """Everything after the program's name."""
    declared = recording.declared
    reading: dict[str, object] = {
        "f": recording.kind.value,
        "protocol_whitelist": "http,tcp",
        "max_streams": 32,
        "probesize": "20M",
        "analyzeduration": "20M",
        "codec_whitelist": codecs.DECODERS,
        "threads": 2,
    }
    writing: dict[str, object] = {
        "f": "mp4",
        # One second more than allowed, so that reaching it shows.
        "t": limits.duration_seconds + 1,
        "threads": 2,
        "map_metadata": -1,
        "map_metadata:s": -1,
        "map_chapters": -1,
        "fflags": "+bitexact",
        "flags:v": "+bitexact",
        "flags:a": "+bitexact",
        "write_tmcd": 0,
    }
    tracks = []
    if declared.picture is not None:
        reading["max_pixels"] = limits.pixels
        tracks.append("V:0")
        writing |= _picture_options(declared.picture, recording.edits)
    if declared.sound is not None:
        tracks.append("a:0")
        heard = ",".join((_IN_STEP, *sound_changed(recording.edits), _EVEN_LOUDNESS))
        writing |= {"c:a": "aac", "b:a": "96k", "ac": 2, "ar": 48000, "af": heard}
    read = ffmpeg.input(url, **reading)
    made = ffmpeg.output(*(read[track] for track in tracks), output, **writing)
    made = made.global_args("-sn", "-dn").overwrite_output()
    compiled: list[str] = ffmpeg.compile(
        made,
        cmd=[
            *("", "-hide_banner", "-nostdin", "-v", "error", "-nostats"),
            *("-progress", "pipe:1", "-stats_period", "0.5"),
            *("-max_alloc", str(_MOST_ALLOCATED), "-filter_threads", "2"),
        ],
    )
    return compiled[1:]


def _picture_options(picture: Picture, edits: Edits) -> dict[str, object]:
    steps = [
        # First: making pictures whole looks at neighbours, and would bring some of them back.
        *pictures_kept(edits),
        *([_WHOLE_PICTURES] if picture.interlaced else []),
        _THIN,
        *([] if picture.square_pixels else [_SQUARE_PIXELS]),
        _BOX,
        "setsar=1",
        *([_TO_STANDARD_RANGE] if picture.high_dynamic_range else []),
        _NOTHING_BESIDE_THE_PICTURE,
        "format=yuv420p",
        *pictures_changed(edits),
    ]
    return {
        "vf": ",".join(steps),
        "fps_mode": "vfr",
        # Each picture keeps its own time: a grid of the declared rate moves it by half a step.
        "enc_time_base:v": "1:90000",
        "c:v": "libx264",
        "preset": "veryfast",
        "crf": 23,
        "maxrate": "2500k",
        "bufsize": "5M",
        "g": 60,
        "profile:v": "high",
        "bsf:v": "filter_units=remove_types=6",
    }


def _expected_ms(recording: Recording) -> float:
    if recording.declared.duration_ms:
        return recording.declared.duration_ms
    return max(1000.0, recording.source.size / _ASSUMED_BYTES_PER_SECOND * 1000)


class _Progress:
    """Turns ffmpeg's running account into a fraction that only grows."""

    def __init__(self, expected_ms: float, on_progress: OnProgress) -> None:
        self._expected_ms = expected_ms
        self._on_progress = on_progress
        self._told = 0.0

    async def take(self, line: str) -> None:
        name, _, value = line.partition("=")
        number = int(value) if value.strip().isdecimal() else 0
        if name == "out_time_us":
            fraction = min(0.99, number / 1000 / self._expected_ms)
            if fraction > self._told:
                self._told = fraction
                await self._on_progress(fraction)
