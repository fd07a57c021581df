"""One recording of each kind with words in every place that its format has for them.

A row says what is in it, so that a test can see that first. Made with ffmpeg, with exiftool and
byte by byte. Owns making them; what must become of them is the test's.
"""

import base64
import re
import struct
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.factories.recordings import (
    H264,
    MOVING_PICTURE,
    SPEECH_LIKE_SOUND,
    phone_video,
    record,
    sound,
)
from tests.media import written
from tests.media.marks import DAY, POSITION, WHEN, thumbnail, word
from tests.media.written import END_PLACES, GPS, MP4_PLACES, TAG_PLACES, said

_SEI_ID: Final = "086f3693-b7b3-4f2c-9653-21492feee5b8"
_SEI: Final = ("-bsf:v", f"h264_metadata=sei_user_data={_SEI_ID}+{word('sei')}")


@dataclass(frozen=True)
class Carrier:
    """A recording: its file's name, the places with a word in them, and how it is made.

    `told` says whether exiftool reads this kind, so that it sees what rides along.
    """

    name: str
    places: tuple[str, ...]
    make: Callable[[Path], Path]
    told: bool = True


def _changed(path: Path, change: Callable[[bytes], bytes]) -> Path:
    path.write_bytes(written.mapped(path.read_bytes(), change))
    return path


def _noted(*names: str, stream: str = "") -> tuple[str, ...]:
    """ffmpeg's options for a word in each of these tags; `position` and `day` have one value."""
    values = {"position": ("location", POSITION), "day": ("date", DAY)}
    given = [values.get(name, (name, word(name))) for name in names]
    return tuple(one for name, text in given for one in (f"-metadata{stream}", f"{name}={text}"))


def _cover(folder: Path) -> Path:
    path = folder / "cover.jpg"
    path.write_bytes(thumbnail())
    return path


_COVERED: Final = ("-map", "0", "-map", "1", "-c", "copy", "-disposition:v:0", "attached_pic")


# ------------------------------------------------------------------ MP4 and its relatives


def _boxed(path: Path) -> Path:
    making = sound if path.suffix == ".m4a" else phone_video
    codec = ("-c:a", "aac") if path.suffix == ".m4a" else ()
    return _changed(making(path, *codec), written.with_boxes)


def _by_exiftool(path: Path) -> Path:
    phone_video(path)
    words = {
        "Keys:Title": "title",
        "Keys:Author": "author",
        "Keys:Make": "make",
        "Keys:Model": "device",
        "UserData:Artist": "artist",
        "UserData:Comment": "comment",
        "ItemList:Title": "item-title",
        "XMP-dc:Creator": "creator",
        "XMP-xmp:CreatorTool": "tool",
        "XMP-iptcExt:LocationShownCity": "town",
    }
    day = f"{DAY.replace('-', ':')} 10:11:12"
    dates = ("CreateDate", "TrackCreateDate", "MediaCreateDate", "Keys:CreationDate")
    position = '"51.5074, -0.1278, 10"'.strip('"')
    command = [
        *("exiftool", "-q", "-overwrite_original"),
        *(f"-{tag}={word(place)}" for tag, place in words.items()),
        *(f"-{group}:GPSCoordinates={position}" for group in ("Keys", "UserData", "ItemList")),
        *(f"-{tag}={day}" for tag in dates),
        *(f"-XMP-exif:{one.removeprefix('-')}" for one in GPS),
        str(path),
    ]
    subprocess.run(command, check=True, timeout=60)
    return path


_BY_EXIFTOOL: Final = (
    *("title", "author", "make", "device", "artist", "comment", "item-title", "creator"),
    *("tool", "town", "position", "day"),
)
_CHAPTERS: Final = (
    ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\n" + f"title={word('chapter')}\n"
)


def _beside_the_tracks(path: Path) -> Path:
    """Subtitles, chapters, a cover, a tape's name and words between the frames."""
    words, chapters = path.with_suffix(".srt"), path.with_suffix(".txt")
    words.write_text(f"1\n00:00:00,000 --> 00:00:01,000\n{word('subtitle')}\n")
    chapters.write_text(_CHAPTERS)
    tape = ("-timecode", "10:11:12:13", *_noted("reel_name", stream=":s:v:0"))
    film = phone_video(path.with_suffix(".film.mp4"), *_SEI)
    return record(
        path,
        *("-i", str(film), "-i", str(words), "-i", str(chapters), "-i", str(_cover(path.parent))),
        *("-map", "0", "-map", "1", "-map", "3", "-map_metadata", "2", "-c", "copy"),
        *("-c:s", "mov_text", "-disposition:v:1", "attached_pic"),
        *(tape if path.suffix == ".mov" else ()),
        *("-metadata", f"creation_time={WHEN}", *_noted("title", "artist", "position")),
        *("-metadata:s:v:0", f"handler_name={word('picture')}"),
        *("-metadata:s:a", f"handler_name={word('sound')}"),
    )


_BESIDE: Final = ("subtitle", "chapter", "sei", "title", "picture", "sound")


def _words_in_hevc(path: Path) -> Path:
    stream = record(
        path.with_suffix(".hevc"),
        *(*MOVING_PICTURE, "-c:v", "libx265", "-preset", "ultrafast"),
        *("-x265-params", "log-level=none", "-t", "1"),
    )
    text = bytes.fromhex(_SEI_ID.replace("-", "")) + said("sei")
    note = b"\0\0\0\1\x4e\x01\x05" + bytes([len(text)]) + text + b"\x80"
    key_frame = b"\0\0\1\x28\x01"
    _changed(stream, lambda content: content.replace(key_frame, note + key_frame))
    return record(path, "-i", str(stream), "-c", "copy", "-tag:v", "hvc1")


# ------------------------------------------------------------------ Matroska


def _matroska(path: Path) -> Path:
    film = path.with_suffix(".film.mkv")
    browsers = ("-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus")
    codecs = browsers if path.suffix == ".webm" else (*H264, "-c:a", "aac")
    record(film, *MOVING_PICTURE, *SPEECH_LIKE_SOUND, *codecs, "-t", "2")
    chapters, words = path.with_suffix(".txt"), path.with_suffix(".vtt")
    chapters.write_text(_CHAPTERS)
    words.write_text(f"WEBVTT\n\n00:00.000 --> 00:01.000\n{word('subtitle')}\n")
    attached = ("-attach", str(_cover(path.parent)), "-metadata:s:t", "mimetype=image/jpeg")
    named = ("-metadata:s:t", f"filename={word('attachment')}.jpg")
    record(
        path,
        *("-i", str(film), "-i", str(words), "-i", str(chapters)),
        *("-map", "0", "-map", "1", "-map_metadata", "2", "-c", "copy"),
        *((*attached, *named) if path.suffix == ".mkv" else ()),
        *_noted("title", "artist", "comment", "device", "position", "day"),
        *("-metadata", f"creation_time={WHEN}"),
        *("-metadata:s:v", f"title={word('picture')}", "-metadata:s:a", f"title={word('sound')}"),
    )
    # A place that is kept free, which players jump over.
    free = said("free")
    return _changed(path, lambda content: content + b"\xec" + bytes([0x80 | len(free)]) + free)


_MATROSKA: Final = (
    *("title", "artist", "comment", "device", "position", "day", "picture", "sound"),
    *("chapter", "subtitle", "free"),
)


# ------------------------------------------------------------------ sound alone


def _tagged_mp3(version: int) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        sound(path, "-c:a", "libmp3lame", "-id3v2_version", "0")
        behind = written.ape() + written.id3_at_the_end()
        return _changed(path, lambda content: written.id3(version) + content + behind)

    return make


def _tagged_aac(path: Path) -> Path:
    sound(path, "-c:a", "aac")
    return _changed(path, lambda content: content + written.ape() + written.id3_at_the_end())


def _flac(path: Path) -> Path:
    bare = sound(path.with_suffix(".bare.flac"), *_noted("title", "artist", "device", "position"))
    record(path, "-i", str(bare), "-i", str(_cover(path.parent)), *_COVERED)
    own = written.flac_block(2, b"kstl" + said("application"))
    free = written.flac_block(1, said("free"))
    # Behind the signature and the first block, which says what the sound is.
    return _changed(path, lambda content: content[:42] + own + free + content[42:])


def _ogg(path: Path) -> Path:
    codec = "libopus" if path.suffix == ".opus" else "libvorbis"
    kind = b"image/jpeg"
    picture = (
        struct.pack(">II", 3, len(kind))
        + kind
        + struct.pack(">I", len(said("cover-name")))
        + said("cover-name")
        + struct.pack(">IIIII", 64, 64, 24, 0, len(thumbnail()))
        + thumbnail()
    )
    block = f"METADATA_BLOCK_PICTURE={base64.b64encode(picture).decode()}"
    tags = _noted("title", "artist", "device", "position", "day")
    return sound(path, "-c:a", codec, *tags, "-metadata", block)


def _wav(path: Path) -> Path:
    broadcast = ("-write_bext", "1", "-metadata", f"description={word('description')}")
    origin = ("-metadata", f"originator={word('originator')}", "-metadata", "origination_date=")
    tags = _noted("title", "artist", "comment", "day")
    sound(path, "-c:a", "pcm_s16le", *broadcast, *(*origin[:3], f"origination_date={DAY}"), *tags)
    recorder = f"<BWFXML><PROJECT>{word('project')}</PROJECT></BWFXML>".encode()
    return _changed(
        path,
        lambda content: written.with_chunks(
            content,
            written.chunk(b"id3 ", written.id3(3)),
            written.chunk(b"iXML", recorder),
            written.chunk(b"_PMX", written.XMP),
            written.chunk(b"JUNK", said("junk")),
            written.chunk(b"kstl", said("unknown")),
        ),
    )


# ------------------------------------------------------------------ AVI, ASF and MPEG


def _avi(path: Path) -> Path:
    """A camera's: each of its pictures is a JPEG with its own notes."""
    stills = path.with_name("still-%02d.jpg")
    record(stills, *MOVING_PICTURE, "-frames:v", "25", "-pix_fmt", "yuvj420p", "-c:v", "mjpeg")
    made = sorted(path.parent.glob("still-*.jpg"))
    notes = (f"-Make={word('make')}", f"-Model={word('device')}", f"-Artist={word('artist')}")
    day = f"-DateTimeOriginal={DAY.replace('-', ':')} 10:11:12"
    comment = f"-Comment={word('still')}"
    command = ["exiftool", "-q", "-overwrite_original", *notes, day, comment, *GPS]
    subprocess.run([*command, *map(str, made)], check=True, timeout=60)
    record(
        path,
        *("-framerate", "25", "-i", str(stills), *SPEECH_LIKE_SOUND, "-c:v", "copy"),
        *("-c:a", "pcm_s16le", "-shortest", *_noted("title", "comment", "copyright")),
        *("-metadata:s:v", f"title={word('picture')}", "-metadata:s:a", f"title={word('sound')}"),
    )
    return _changed(
        path,
        lambda content: written.with_chunks(
            content,
            written.chunk(b"IDIT", b"TUE MAR 05 10:11:12 2024 " + said("made")),
            written.chunk(b"_PMX", written.XMP),
            written.chunk(b"JUNK", said("junk")),
        ),
    )


def _asf(path: Path) -> Path:
    picture = (*MOVING_PICTURE, "-c:v", "wmv2") if path.suffix == ".wmv" else ()
    tags = _noted("title", "author", "comment", "copyright", "device", "position")
    streams = (*picture, *SPEECH_LIKE_SOUND, "-c:a", "wmav2", "-t", "2")
    return _changed(record(path, *streams, *tags), written.with_objects)


_USER_DATA: Final = b"\0\0\1\xb2"
_GROUP: Final = re.compile(b"\0\0\1\xb8.{4}", re.DOTALL)


def _mpeg2(path: Path) -> tuple[str, ...]:
    """The older picture, with words between each group's head and its first picture, and sound."""
    stream = record(path.with_suffix(".m2v"), *MOVING_PICTURE, "-c:v", "mpeg2video", "-t", "2")
    note = b"\0\0\1\xb2" + said("user-data")
    _changed(stream, lambda content: _GROUP.sub(lambda head: head[0] + note, content))
    # Such a stream has no times of its own; these are what its muxers ask for.
    timed = ("-c:v", "copy", "-bsf:v", "setts=ts=N/(25*TB)")
    return ("-i", str(stream), *SPEECH_LIKE_SOUND, *timed, "-c:a", "mp2")


def _program(path: Path) -> Path:
    record(path, *_mpeg2(path), "-t", "2", "-f", "vob")
    packets = b"".join(
        b"\0\0\1" + sort + struct.pack(">H", len(text)) + text
        for sort, text in ((b"\xbe", said("padding")), (b"\xbf", said("private")))
    )
    # Behind the first pack's head, before the first packet of the system.
    return _changed(path, lambda content: content[:14] + packets + content[14:])


def _transport(path: Path) -> Path:
    newer = (*MOVING_PICTURE, *SPEECH_LIKE_SOUND, *H264, *_SEI, "-c:a", "aac")
    streams = _mpeg2(path) if path.name.startswith("older") else newer
    return record(path, *streams, "-t", "2", *_noted("service_name", "service_provider"))


CARRIERS: Final = (
    *(Carrier(f"boxed.{kind}", MP4_PLACES, _boxed) for kind in ("mp4", "mov", "m4a")),
    *(Carrier(f"exiftool.{kind}", _BY_EXIFTOOL, _by_exiftool) for kind in ("mp4", "mov")),
    Carrier("beside.mp4", (*_BESIDE, "artist", "thumbnail"), _beside_the_tracks),
    Carrier("beside.mov", (*_BESIDE, "reel_name"), _beside_the_tracks),
    Carrier("hevc.mp4", ("sei",), _words_in_hevc, told=False),
    Carrier("desk.mkv", (*_MATROSKA, "attachment", "thumbnail"), _matroska),
    Carrier("browser.webm", _MATROSKA, _matroska),
    Carrier("memo.mp3", (*TAG_PLACES, *END_PLACES), _tagged_mp3(3)),
    Carrier("newer.mp3", (*TAG_PLACES, *END_PLACES), _tagged_mp3(4)),
    Carrier("memo.aac", END_PLACES, _tagged_aac),
    Carrier(
        "studio.flac",
        ("title", "artist", "device", "position", "thumbnail", "application", "free"),
        _flac,
    ),
    *(
        Carrier(
            name, ("title", "artist", "device", "position", "day", "cover-name", "thumbnail"), _ogg
        )
        for name in ("desk.ogg", "voice.opus")
    ),
    Carrier(
        "recorder.wav",
        (
            *("description", "originator", "title", "artist", "comment", "day", "project"),
            *("xmp", "junk", "unknown", *TAG_PLACES),
        ),
        _wav,
    ),
    Carrier(
        "camera.avi",
        (
            *("make", "device", "artist", "day", "still", "title", "comment", "copyright"),
            *("picture", "sound", "made", "xmp", "junk", "position"),
        ),
        _avi,
    ),
    *(
        Carrier(
            name,
            (
                *("title", "author", "comment", "copyright", "device", "position"),
                *("asf-device", "asf-padding", "thumbnail"),
            ),
            _asf,
        )
        for name in ("clip.wmv", "memo.wma")
    ),
    Carrier("recorder.ts", ("service_name", "service_provider", "sei"), _transport, told=False),
    Carrier("older.ts", ("service_name", "service_provider", "user-data"), _transport, told=False),
    Carrier("interview.mpg", ("user-data", "padding", "private"), _program, told=False),
)
