"""Every kind of recording that is accepted, how it is made here, and what comes of it.

`docs/media.md` shows this table and a test holds it to that; another holds that nothing is on the
list of what may be decoded that no row makes. Owns making one of each, five seconds long; each
picture bears its number.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from service.media.kinds import Kind
from tests.factories.marked import marked_picture
from tests.factories.recordings import SPEECH_LIKE_SOUND, record

SECONDS: Final = 5
PICTURE_AND_SOUND: Final = "H.264 and AAC in MP4"
SOUND_ALONE: Final = "AAC in M4A"


@dataclass(frozen=True)
class Sample:
    """One recording: its picture's and its sound's codec, by ffmpeg's names, and how it is made."""

    picture: str
    sound: str
    make: Callable[[Path], Path]


@dataclass(frozen=True)
class Accepted:
    """A row of the table: what it is called, from where it comes, its file name, its demuxer."""

    name: str
    comes_from: str
    file: str
    kind: Kind
    samples: tuple[Sample, ...]

    @property
    def comes_out(self) -> str:
        """What is made of it."""
        return PICTURE_AND_SOUND if self.samples[0].picture else SOUND_ALONE

    @property
    def holds(self) -> str:
        """What the tests put into it, in words."""
        return "; ".join(
            " with ".join(f"`{codec}`" for codec in (one.picture, one.sound) if codec)
            for one in self.samples
        )


def film(picture: str, sound: str, *options: str, encoder: str = "", voice: str = "") -> Sample:
    """A marked picture and a tone, encoded so; `options` come last."""
    small = ("-vf", "scale=352:288") if picture == "h263" else ()

    def make(path: Path) -> Path:
        inputs = (*marked_picture(), *SPEECH_LIKE_SOUND, *small)
        codecs = ("-c:v", encoder or picture, "-c:a", voice or sound)
        return record(path, *inputs, *codecs, "-t", str(SECONDS), *options)

    return Sample(picture, sound, make)


def tone(sound: str, *options: str, encoder: str = "") -> Sample:
    """A tone alone, encoded so."""

    def make(path: Path) -> Path:
        codec = ("-c:a", encoder or sound)
        return record(path, *SPEECH_LIKE_SOUND, *codec, "-t", str(SECONDS), *options)

    return Sample("", sound, make)


def _wide_band(path: Path) -> Path:
    """AMR-WB at 6.6 kbit/s, fifty frames a second; no encoder for it is in our ffmpeg."""
    chance = random.Random(1)
    frames = [b"\x04" + chance.randbytes(17) for _ in range(50 * SECONDS)]
    path.write_bytes(b"#!AMR-WB\n" + b"".join(frames))
    return path


_FAST_H264: Final = ("-preset", "ultrafast", "-pix_fmt", "yuv420p")
# Quicker, or smoothed over time as it is by default, it loses pictures that differ so much.
_AV1: Final = ("-preset", "8", "-crf", "20", "-svtav1-params", "enable-tf=0")
_NARROW: Final = ("-ar", "8000", "-ac", "1")
_LIVE: Final = ("-deadline", "realtime", "-cpu-used", "8", "-b:v", "300k")


def h264(sound: str, *options: str, voice: str = "") -> Sample:
    """A film whose picture is H.264."""
    return film("h264", sound, *_FAST_H264, *options, encoder="libx264", voice=voice)


def _uncompressed(*names: str) -> tuple[Sample, ...]:
    return tuple(tone(name) for name in names)


ACCEPTED: Final[Sequence[Accepted]] = (
    Accepted("MP4", "phones, screen recorders", "phone.mp4", Kind.MP4, (h264("aac"),)),
    Accepted(
        "MP4 in fragments",
        "browsers, streams",
        "fragments.mp4",
        Kind.MP4,
        (h264("aac", "-movflags", "+frag_keyframe+empty_moov"),),
    ),
    Accepted(
        "MP4, newer codecs",
        "newer phones and browsers",
        "newer.mp4",
        Kind.MP4,
        (
            film("hevc", "aac", *_FAST_H264, "-x265-params", "log-level=none", encoder="libx265"),
            film("av1", "opus", *_AV1, encoder="libsvtav1", voice="libopus"),
            h264("ac3"),
            h264("eac3"),
        ),
    ),
    Accepted(
        "MOV",
        "iPhones, cameras",
        "phone.mov",
        Kind.MP4,
        (
            h264("aac"),
            film("prores", "pcm_s16be", encoder="prores_ks"),
            film("mjpeg", "adpcm_ima_qt", "-pix_fmt", "yuvj420p"),
        ),
    ),
    Accepted(
        "3GP",
        "older phones",
        "older.3gp",
        Kind.MP4,
        (film("h263", "amr_nb", *_NARROW, voice="libopencore_amrnb"), h264("aac")),
    ),
    Accepted("Matroska", "screen and desktop recorders", "desk.mkv", Kind.MATROSKA, (h264("aac"),)),
    Accepted(
        "WebM",
        "browsers",
        "browser.webm",
        Kind.MATROSKA,
        (
            film("vp8", "opus", *_LIVE, encoder="libvpx", voice="libopus"),
            film("vp9", "vorbis", *_LIVE, encoder="libvpx-vp9", voice="libvorbis"),
        ),
    ),
    Accepted(
        "AVI",
        "older cameras, interview rooms",
        "camera.avi",
        Kind.AVI,
        (
            film("mpeg4", "mp3", voice="libmp3lame"),
            film("mjpeg", "pcm_s16le", "-pix_fmt", "yuvj420p"),
            film("msmpeg4v2", "adpcm_ms"),
            film("msmpeg4v3", "adpcm_ima_wav", encoder="msmpeg4"),
        ),
    ),
    Accepted(
        "MPEG transport stream",
        "camcorders, television recorders",
        "recorder.ts",
        Kind.TRANSPORT_STREAM,
        (h264("aac"), film("mpeg2video", "mp2")),
    ),
    Accepted(
        "MPEG transport stream with times (M2TS)",
        "high-definition camcorders",
        "camcorder.m2ts",
        Kind.TRANSPORT_STREAM,
        (h264("ac3", "-f", "mpegts", "-mpegts_m2ts_mode", "1"),),
    ),
    Accepted(
        "MPEG-2 program stream",
        "DVD recorders, interview rooms",
        "interview.mpg",
        Kind.PROGRAM_STREAM,
        (film("mpeg2video", "mp2", "-f", "vob"), film("mpeg2video", "ac3", "-f", "vob")),
    ),
    Accepted(
        "MPEG-1",
        "older cameras",
        "older.mpg",
        Kind.PROGRAM_STREAM,
        (film("mpeg1video", "mp2", "-f", "mpeg"),),
    ),
    Accepted(
        "Windows Media video (to version 8)",
        "older computers",
        "clip.wmv",
        Kind.ASF,
        (film("wmv2", "wmav2"), film("wmv1", "wmav1")),
    ),
    Accepted(
        "WAV",
        "dictaphones, studios",
        "recorder.wav",
        Kind.WAV,
        _uncompressed(
            *("pcm_s16le", "pcm_u8", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le"),
        ),
    ),
    Accepted(
        "WAV as telephones record",
        "prison telephones",
        "call.wav",
        Kind.WAV,
        tuple(
            tone(name, *_NARROW) for name in ("pcm_mulaw", "pcm_alaw", "adpcm_ms", "adpcm_ima_wav")
        ),
    ),
    Accepted(
        "MP3", "dictaphones, phones", "memo.mp3", Kind.MP3, (tone("mp3", encoder="libmp3lame"),)
    ),
    Accepted(
        "MP3 without a tag",
        "dictaphones",
        "bare.mp3",
        Kind.MP3,
        (tone("mp3", "-id3v2_version", "0", "-write_xing", "0", encoder="libmp3lame"),),
    ),
    Accepted("M4A", "phones", "memo.m4a", Kind.MP4, (tone("aac"),)),
    Accepted("M4A, lossless", "phones", "lossless.m4a", Kind.MP4, (tone("alac"),)),
    Accepted("AAC", "phones, dictaphones", "memo.aac", Kind.AAC, (tone("aac"),)),
    Accepted("FLAC", "studios, dictaphones", "studio.flac", Kind.FLAC, (tone("flac"),)),
    Accepted(
        "Ogg Vorbis", "desktops", "desk.ogg", Kind.OGG, (tone("vorbis", encoder="libvorbis"),)
    ),
    Accepted(
        "Ogg Opus",
        "messengers, browsers",
        "voice.opus",
        Kind.OGG,
        (tone("opus", encoder="libopus"),),
    ),
    Accepted(
        "AMR",
        "older phones",
        "voice.amr",
        Kind.AMR,
        (tone("amr_nb", *_NARROW, encoder="libopencore_amrnb"),),
    ),
    Accepted(
        "AMR wide-band", "older phones", "wide.amr", Kind.AMR, (Sample("", "amr_wb", _wide_band),)
    ),
    Accepted(
        "QuickTime sound",
        "cameras, desktops",
        "sound.mov",
        Kind.MP4,
        _uncompressed("pcm_s16be", "pcm_s24be", "pcm_s32be", "pcm_f32be"),
    ),
    Accepted(
        "Windows Media sound (to version 8)",
        "dictaphones",
        "memo.wma",
        Kind.ASF,
        (tone("wmav2"), tone("wmav1")),
    ),
)


def table() -> list[str]:
    """The lines of the table, as the page shows it."""
    rows = [
        f"| {one.name} | {one.comes_from} | {one.holds} | `{one.kind.value}` | {one.comes_out} |"
        for one in ACCEPTED
    ]
    return [
        "| Kind | Comes from | The tests put into it | Read as | Comes out as |",
        "|---|---|---|---|---|",
        *rows,
    ]
