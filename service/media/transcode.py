"""Owns what a rendition is, and what is made beside it: ffmpeg's options, and its progress.

H.264 within a 720p box and AAC in progressive MP4, upright, at even loudness, without metadata,
captions, chapters or anything else that rode along; beside it bare sound to measure and one small
still, of what comes out and not of what went in. Refuses to own confinement and checking.
"""

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from service.media import codecs
from service.media.beside import Beside, Pipes
from service.media.binary import Binary
from service.media.brake import Brake
from service.media.edits import Edits, pictures_changed, pictures_kept, sound_changed
from service.media.kinds import Kind
from service.media.limits import Limits
from service.media.peaks import CHANNELS, RATE
from service.media.probe import Declared, Picture
from service.media.refusals import Refusal, Refused
from service.media.sandbox import Bounds, Job, run_confined
from service.media.source import Source
from service.sealing.preview import MOST_STILL_EDGE

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
# Of what is shorter than it measures, loudness is told all at once, and of silence it is no number:
# what is multiplied by that is none either, and the encoder takes nothing of it.
_MEASURED_AT_ONCE_MS = 4000
_NO_NUMBER_IS_SILENCE = (
    "aeval=exprs='if(isnan(val(0)),0,val(0))|if(isnan(val(1)),0,val(1))':c=same,aresample=48000"
)
# Both channels, for of the two in one what is upside down in the other would be silent.
_TO_MEASURE = f"aresample={RATE}:async=1,aformat=sample_fmts=u8:channel_layouts=stereo"
# Of the first thirty seconds in which there is a picture, the one that is most like the others:
# that passes over black ones, and holds thirty small pictures at most.
_LIKE_THE_OTHERS = 30
_NOW_AND_THEN = (
    f"select='lt(selected_n,{_LIKE_THE_OTHERS})*(isnan(prev_selected_t)+gte(t-prev_selected_t,1))'"
)
_SMALL = "scale=" + ":".join(
    f"{side}='max(2,2*trunc(i{side}*min(1,{MOST_STILL_EDGE}/max(iw,ih))/2))'" for side in "wh"
)
# As pictures on their own are understood: full range, and no word of what shape a pixel is.
_BY_ITSELF = "scale=out_color_matrix=bt601:out_range=full,format=yuvj420p,setsar=0"
_STILL = ",".join(
    (_NOW_AND_THEN, _SMALL, "format=rgb24", f"thumbnail=n={_LIKE_THE_OTHERS}", _BY_ITSELF)
)


@dataclass(frozen=True)
class Outputs:
    """Where ffmpeg writes the rendition, bare sound to measure, and one still; as it says it."""

    rendition: str
    sound: str
    still: str

    @classmethod
    def inherited(cls, output_fd: int, pipes: Pipes) -> "Outputs":
        """Return what a confined ffmpeg calls descriptors that it was born with."""
        return cls(f"/proc/self/fd/{output_fd}", f"pipe:{pipes.sound}", f"pipe:{pipes.still}")


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
    beside: Beside,
) -> None:
    """Write the rendition of `recording` to `output_fd`, reporting 0.0 to 0.99 as it goes.

    `brake` stops ffmpeg for a while. `beside` takes what is made beside it.

    Raises Refused: DAMAGED when ffmpeg gives up, TOO_LARGE when the output outgrows its bound,
    TOOK_TOO_LONG past the wall limit; SandboxUnavailable; or what the source raised.
    """
    bounds = Bounds(
        wall_seconds=limits.wall_seconds(recording.declared.duration_ms),
        cpu_seconds=_CPU_SECONDS,
        written_bytes=limits.output_bytes,
    )
    progress = _Progress(_expected_ms(recording), on_progress)
    with beside.listening() as pipes:
        outputs = Outputs.inherited(output_fd, pipes)
        status = await run_confined(
            recording.source,
            binary,
            Job(
                lambda url: arguments(url, recording, outputs, limits),
                bounds,
                progress.take,
                output_fd=output_fd,
                pipes=(pipes.sound, pipes.still),
                brake=brake,
            ),
        )
    # Asked first: ffmpeg before 6 ends content when its last writes were cut off.
    if os.fstat(output_fd).st_size >= limits.output_bytes:
        raise Refused(Refusal.TOO_LARGE)
    if status != 0:
        raise Refused(Refusal.DAMAGED)


def arguments(url: str, recording: Recording, outputs: Outputs, limits: Limits) -> list[str]:
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
    # One second more than allowed, so that reaching it shows.
    longest = limits.duration_seconds + 1
    writing: dict[str, object] = {
        "f": "mp4",
        "t": longest,
        "threads": 2,
        "map_metadata": -1,
        "map_metadata:s": -1,
        "map_chapters": -1,
        "fflags": "+bitexact",
        "flags:v": "+bitexact",
        "flags:a": "+bitexact",
        "write_tmcd": 0,
    }
    tracks, changes, aside = list[str](), list[str](), list[str]()
    if declared.picture is not None:
        reading["max_pixels"] = limits.pixels
        tracks.append("[picture]")
        changes.append(_picture_changes(declared.picture, recording.edits))
        writing |= _PICTURE_OPTIONS
        aside += _output(outputs.still, ["[still]"], {**_STILL_OPTIONS, "t": longest})
    if declared.sound is not None:
        tracks.append("[sound]")
        changes.append(_sound_changes(recording.edits, declared.duration_ms))
        writing |= {"c:a": "aac", "b:a": "96k", "ac": 2, "ar": 48000}
        aside += _output(outputs.sound, ["[heard]"], {**_SOUND_OPTIONS, "t": longest})
    return [
        *("-hide_banner", "-nostdin", "-v", "error", "-nostats", "-y"),
        *("-progress", "pipe:1", "-stats_period", "0.5"),
        *("-max_alloc", str(_MOST_ALLOCATED), "-filter_complex_threads", "2"),
        *_options(reading),
        *("-i", url),
        # One for each: in one for both, neither would begin before the other track does.
        *(part for each in changes for part in ("-filter_complex", each)),
        *_output(outputs.rendition, tracks, writing),
        *aside,
    ]


def _output(name: str, tracks: list[str], options: dict[str, object]) -> list[str]:
    return [*(part for each in tracks for part in ("-map", each)), *_options(options), name]


def _options(named: dict[str, object]) -> list[str]:
    return [part for name, value in named.items() for part in (f"-{name}", str(value))]


def _picture_changes(picture: Picture, edits: Edits) -> str:
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
        # Behind everything: a still shows what the rendition shows.
        "split[picture][one]",
    ]
    return f"[0:V:0]{','.join(steps)};[one]{_STILL}[still]"


def _sound_changes(edits: Edits, duration_ms: int | None) -> str:
    short = duration_ms is None or duration_ms < _MEASURED_AT_ONCE_MS
    steps = (
        *(_IN_STEP, *sound_changed(edits), _EVEN_LOUDNESS),
        *([_NO_NUMBER_IS_SILENCE] if short else []),
        "asplit[sound][all]",
    )
    return f"[0:a:0]{','.join(steps)};[all]{_TO_MEASURE}[heard]"


_PICTURE_OPTIONS: dict[str, object] = {
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
_SOUND_OPTIONS: dict[str, object] = {"f": "u8", "c:a": "pcm_u8", "ac": CHANNELS, "ar": RATE}
_STILL_OPTIONS: dict[str, object] = {
    "f": "mjpeg",
    "c:v": "mjpeg",
    "q:v": 8,
    "frames:v": 1,
    "threads": 1,
    "flags:v": "+bitexact",
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
