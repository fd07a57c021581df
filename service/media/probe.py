"""Owns finding out, in the sandbox, what a recording says of itself, and refusing what is too much.

What it says is a claim: it chooses options and lets an honest author be told early. The bounds
that protect are ffmpeg's own and the sandbox's, and hold whatever the claim.
Refuses to own transcoding.
"""

import re
from dataclasses import dataclass, replace

import ffmpeg

from service.media import codecs
from service.media.binary import Binary
from service.media.kinds import Kind
from service.media.limits import Limits
from service.media.refusals import Refusal, Refused
from service.media.sandbox import Bounds, Job, run_confined
from service.media.source import Source

_WALL_SECONDS = 120
_TRACKS_LOOKED_AT = 32
_MOST_ALLOCATED = 512 * 1024 * 1024
_SANE_PIXEL_ASPECT = 8

# A line of ffmpeg's own begins with two spaces (four before 5.0 for tracks), one of metadata
# with four and never with these words; line breaks inside a value are indented further.
_DURATION = re.compile(r"^  Duration: (?:(\d+):(\d\d):(\d\d)\.(\d\d)|N/A)")
_TRACK = re.compile(r"^ {2,4}Stream #0:\d+(?:\[0x\w+\])?(?:\(\w+\))?: (\w+): (.*)$")
_MANY_TRACKS = "max_streams"
_GUESSED = "Estimating duration from bitrate"
_SIZE = re.compile(r", (\d{1,6})x(\d{1,6})\b")
_PIXEL_ASPECT = re.compile(r"SAR (\d{1,9}):(\d{1,9})")
_RATE = re.compile(r", (\d{1,9}) Hz, ([^,]+)")
_COUNTED = re.compile(r"^(\d{1,5}) channels")
_DOTTED = re.compile(r"^(\d{1,2})\.(\d)(?:\.(\d))?(?:\(|$)")
_NAMED_CHANNELS = {
    "mono": 1,
    "stereo": 2,
    "downmix": 2,
    "binaural": 2,
    "quad": 4,
    "quad(side)": 4,
    "hexagonal": 6,
    "octagonal": 8,
    "cube": 8,
}
# "top first", "bottom coded first (swapped)" and the like; progressive ones say "progressive".
_INTERLACED = re.compile(r"[(, ](?:top|bottom) (?:coded )?first\b")
_HDR_TRANSFERS = ("smpte2084", "arib-std-b67")


@dataclass(frozen=True)
class Picture:
    """The first real video track, as declared. Pixels before rotation."""

    codec: str
    width: int
    height: int
    square_pixels: bool
    high_dynamic_range: bool
    interlaced: bool


@dataclass(frozen=True)
class Sound:
    """The first sound track, as declared. `channels` is 0 where ffmpeg's name is not known."""

    codec: str
    sample_rate: int
    channels: int


@dataclass(frozen=True)
class Declared:
    """What the recording says of itself. No duration where it does not say one."""

    duration_ms: int | None = None
    tracks: int = 0
    picture: Picture | None = None
    sound: Sound | None = None


async def probe(source: Source, kind: Kind, binary: Binary, limits: Limits) -> Declared:
    """Read as much of `source` as naming its tracks needs; refuse what `limits` forbids.

    Raises Refused, SandboxUnavailable, or what the source raised.
    """
    reading = _Reading()
    bounds = Bounds(wall_seconds=_WALL_SECONDS, cpu_seconds=_WALL_SECONDS, written_bytes=0)
    await run_confined(
        source,
        binary,
        Job(lambda url: _arguments(url, kind), bounds, reading.take, hear_errors=True),
    )
    if reading.too_many_tracks:
        raise Refused(Refusal.TOO_MANY_TRACKS)
    if reading.declared.tracks == 0 and not reading.recognised:
        raise Refused(Refusal.DAMAGED)
    _check(reading.declared, limits)
    return reading.declared


def _arguments(url: str, kind: Kind) -> list[str]:
    recording = ffmpeg.input(
        url,
        f=kind.value,
        protocol_whitelist="http,tcp",
        max_streams=_TRACKS_LOOKED_AT,
        probesize="20M",
        analyzeduration="20M",
        threads=2,
    )
    # Nothing is made of it; an output has to be named for the words to be complete.
    nothing = ffmpeg.output(
        recording["V:0?"], recording["a:0?"], "-", f="null", c="copy", t=0
    ).global_args("-max_alloc", str(_MOST_ALLOCATED))
    quiet = ["", "-hide_banner", "-nostdin", "-v", "info", "-nostats"]
    compiled: list[str] = ffmpeg.compile(nothing, cmd=quiet)
    return compiled[1:]


class _Reading:
    """What has been understood so far of the lines ffmpeg writes about its input."""

    def __init__(self) -> None:
        self.declared = Declared()
        self.recognised = False
        self.too_many_tracks = False
        self._guessed = False
        self._over = False

    async def take(self, line: str) -> None:
        if self._over:
            return
        if not line.startswith(" "):
            self.too_many_tracks |= _MANY_TRACKS in line
            self._guessed |= _GUESSED in line
        if line.startswith(("Output #0", "Stream mapping")):
            self._over = True
        elif line.startswith("Input #0"):
            self.recognised = True
        elif (duration := _DURATION.match(line)) and duration[1]:
            if self._guessed:  # By ffmpeg, from the first seconds: the recording says nothing.
                return
            hours, minutes, seconds, hundredths = (int(part) for part in duration.groups())
            whole = (hours * 60 + minutes) * 60 + seconds
            self.declared = replace(self.declared, duration_ms=whole * 1000 + hundredths * 10)
        elif track := _TRACK.match(line):
            self.declared = _with_track(self.declared, track[1], track[2])


def _with_track(declared: Declared, sort: str, words: str) -> Declared:
    declared = replace(declared, tracks=declared.tracks + 1)
    still = "(attached pic)" in words or "(timed thumbnails)" in words
    if sort == "Video" and not still and declared.picture is None:
        return replace(declared, picture=_picture(words))
    if sort == "Audio" and declared.sound is None:
        return replace(declared, sound=_sound(words))
    return declared


def _codec(words: str) -> str:
    return re.split(r"[ ,]", words, maxsplit=1)[0]


def _picture(words: str) -> Picture:
    size = _SIZE.search(words)
    aspect = _PIXEL_ASPECT.search(words)
    across, down = (int(aspect[1]), int(aspect[2])) if aspect else (1, 1)
    sane = across > 0 and down > 0 and 1 / _SANE_PIXEL_ASPECT < across / down < _SANE_PIXEL_ASPECT
    return Picture(
        codec=_codec(words),
        width=int(size[1]) if size else 0,
        height=int(size[2]) if size else 0,
        square_pixels=across == down or not sane,
        high_dynamic_range=any(transfer in words for transfer in _HDR_TRANSFERS),
        interlaced=_INTERLACED.search(words) is not None,
    )


def _sound(words: str) -> Sound:
    rate = _RATE.search(words)
    return Sound(
        codec=_codec(words),
        sample_rate=int(rate[1]) if rate else 0,
        channels=_channels(rate[2]) if rate else 0,
    )


def _channels(layout: str) -> int:
    if counted := _COUNTED.match(layout):
        return int(counted[1])
    if dotted := _DOTTED.match(layout):
        return sum(int(part) for part in dotted.groups() if part)
    return _NAMED_CHANNELS.get(layout.strip(), 0)


def _check(declared: Declared, limits: Limits) -> None:
    picture, sound = declared.picture, declared.sound
    if declared.tracks > limits.tracks:
        raise Refused(Refusal.TOO_MANY_TRACKS)
    if picture is None and sound is None:
        raise Refused(Refusal.NO_SOUND_OR_PICTURE)
    if declared.duration_ms is not None and declared.duration_ms > limits.duration_seconds * 1000:
        raise Refused(Refusal.TOO_LONG)
    if picture is not None:
        _check_picture(picture, limits)
    if sound is not None:
        _check_sound(sound, limits)


def _check_picture(picture: Picture, limits: Limits) -> None:
    if picture.codec not in codecs.PICTURE_CODECS:
        raise Refused(Refusal.CODEC_NOT_ACCEPTED)
    if not picture.width or not picture.height:
        raise Refused(Refusal.DAMAGED)
    if (
        picture.width * picture.height > limits.pixels
        or max(picture.width, picture.height) > limits.edge_pixels
    ):
        raise Refused(Refusal.PICTURE_TOO_LARGE)


def _check_sound(sound: Sound, limits: Limits) -> None:
    if sound.codec not in codecs.SOUND_CODECS:
        raise Refused(Refusal.CODEC_NOT_ACCEPTED)
    if not sound.sample_rate:
        raise Refused(Refusal.DAMAGED)
    # A rate of one sample a second would make a small file an hour's work.
    rate_is_usual = limits.least_sample_rate <= sound.sample_rate <= limits.sample_rate
    if not 0 < sound.channels <= limits.channels or not rate_is_usual:
        raise Refused(Refusal.SOUND_NOT_ACCEPTED)
