"""Everything that somebody could send in place of a recording, each made here when it is wanted.

`HOSTILE` is the list of docs/media.md; a row is its name there, how it is made, and what may come
of it. What an input tries to reach is one of the lures.
"""

import io
import random
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from service.media.refusals import Refusal
from service.media.rendition import LONGER_THAN_DECLARED, SHORTER_THAN_DECLARED
from tests.factories.recordings import (
    H264,
    MOVING_PICTURE,
    SPEECH_LIKE_SOUND,
    fast_video,
    phone_video,
    record,
    sound,
)
from tests.hostile_media import bending
from tests.hostile_media.paper import PAPER
from tests.hostile_media.rows import MARK, Lures, harmless, refused

_HOUR: Final = 3600
_FUZZED_BYTES: Final = 40
_PHONE: Final = (*H264, "-c:a", "aac")


def _film(folder: Path, name: str = "film.mp4") -> bytes:
    return phone_video(folder / name, seconds=1).read_bytes()


def _zip(_: Path, __: Lures) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("film.mp4", bytes(10_000))
    return held.getvalue()


def _cut(folder: Path, *, index_first: bool) -> bytes:
    whole = phone_video(folder / "film.mp4", index_first=index_first).read_bytes()
    return whole[: len(whole) // 2]


def hls(_: Path, lures: Lures) -> bytes:
    return (
        f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{lures.url}\n#EXTINF:10,\n"
        f"{lures.file.path}\n#EXT-X-ENDLIST\n"
    ).encode()


def dash(_: Path, lures: Lures) -> bytes:
    return (
        '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
        'mediaPresentationDuration="PT10S" profiles="urn:mpeg:dash:profile:isoff-main:2011">'
        '<Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1000">'
        f"<BaseURL>{lures.url}</BaseURL></Representation></AdaptationSet></Period></MPD>"
    ).encode()


def concat(_: Path, lures: Lures) -> bytes:
    return f"ffconcat version 1.0\nfile {lures.file.path}\nfile {lures.url}\n".encode()


def _sdp(_: Path, lures: Lures) -> bytes:
    port = lures.address.port
    return (
        "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
        f"m=audio {port} TCP/RTP/AVP 0\r\n"
    ).encode()


def _svg(_: Path, lures: Lures) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="99999" height="99999">'
        f'<image href="{lures.url}" width="9" height="9"/></svg>'
    ).encode()


def _huge(folder: Path, size: str, name: str, *codec: str) -> Path:
    blank = ("-f", "lavfi", "-i", f"color=gray:size={size}:rate=1,format=yuvj420p")
    return record(folder / name, *blank, "-frames:v", "1", "-threads", "1", *codec)


def _gap(folder: Path, *, live: bool) -> Path:
    apart = f"setpts='if(lt(N,5),N,{30 * _HOUR}*25+N)/25/TB'"
    told = ("-f", "webm", "-live", "1") if live else ()
    return record(
        folder / "gap.webm",
        *("-t", "1", *MOVING_PICTURE, "-vf", apart, "-fps_mode", "passthrough"),
        *("-c:v", "libvpx", "-deadline", "realtime", "-b:v", "200k", *told),
    )


def _says_it_is_long(folder: Path, _: Lures) -> bytes:
    longest = struct.pack(">I", 0x7FFFFFFF)
    content = bending.changed(_film(folder), b"mvhd", bending.overwritten(16, longest))
    content = bending.changed(content, b"tkhd", bending.overwritten(20, longest))
    return bending.changed(content, b"mdhd", bending.overwritten(16, longest))


def _black(folder: Path, _: Lures) -> Path:
    return record(
        folder / "black.mp4",
        *("-f", "lavfi", "-i", "color=black:size=64x64:rate=1", "-t", str(10 * _HOUR)),
        *(*H264, "-g", "600"),
    )


def _polyglot(folder: Path, lures: Lures) -> bytes:
    page = f"<html><script src='{lures.url}'></script>{MARK}</html>".encode()
    return _film(folder) + bending.box(b"free", page) + _zip(folder, lures)


def _fuzzed(ending: str, seed: int) -> Callable[[Path, Lures], bytes | Path]:
    def made(folder: Path, _: Lures) -> bytes:
        both = (*MOVING_PICTURE, *SPEECH_LIKE_SOUND, "-t", "1")
        path = record(folder / f"fuzzed.{ending}", *both, *FUZZED[ending])
        content = bytearray(path.read_bytes())
        first = content.find(b"moov") if ending in {"mp4", "mov"} else 64
        last, chance = min(first + 3000, len(content)), random.Random(seed)
        for place in [chance.randrange(first, last) for _ in range(_FUZZED_BYTES)]:
            content[place] = chance.randrange(256)
        return bytes(content)

    return made


def _billion_samples(folder: Path, _: Lures) -> bytes:
    # A size for all of them, so that the table needs no entry for each.
    claim = struct.pack(">II", 1, 1_000_000_000)
    return bending.changed(_film(folder), b"stsz", bending.overwritten(4, claim))


def _laden(folder: Path, _: Lures) -> Path:
    words, held = folder / "words.srt", folder / "held.txt"
    words.write_text(f"1\n00:00:00,000 --> 00:00:01,000\n{MARK}\n")
    held.write_text(MARK)
    return record(
        folder / "laden.mkv",
        *(*MOVING_PICTURE, *SPEECH_LIKE_SOUND, "-i", str(words), "-t", "1"),
        *("-map", "0:v", "-map", "1:a", "-map", "2:s", "-attach", str(held)),
        *_PHONE,
        *("-c:s", "srt", "-metadata:s:t", "mimetype=text/plain", "-metadata", f"comment={MARK}"),
    )


def _channels(folder: Path, _: Lures) -> bytes:
    content = bytearray(sound(folder / "one.wav", "-c:a", "pcm_s16le", seconds=1).read_bytes())
    at = content.index(b"fmt ") + 10
    content[at : at + 2] = struct.pack("<H", 65_535)
    return bytes(content)


def _elsewhere(entry: bytes) -> Callable[[Path, Lures], bytes]:
    def made(folder: Path, lures: Lures) -> bytes:
        where = lures.url if entry == b"url " else str(lures.file.path)
        held = bytes(4) + where.encode() + b"\0"
        table = bytes(4) + struct.pack(">I", 1) + bending.box(entry, held)
        return bending.changed(_film(folder, "film.mov"), b"dref", lambda _: table)

    return made


def _picture_with_place(folder: Path, _: Lures) -> bytes:
    plain = record(folder / "plain.jpg", *MOVING_PICTURE, "-frames:v", "1")
    return bending.with_place(plain.read_bytes())


FUZZED: Final = {
    "mp4": _PHONE,
    "mov": _PHONE,
    "webm": ("-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus"),
    "avi": ("-c:v", "mpeg4", "-c:a", "mp2"),
    "wmv": ("-c:v", "wmv2", "-c:a", "wmav2"),
    "ts": ("-c:v", "mpeg2video", "-c:a", "mp2"),
    "mpg": ("-c:v", "mpeg1video", "-c:a", "mp2"),
}
_NO_RECORDING: Final = Refusal.NOT_A_RECORDING
_NOT_ACCEPTED: Final = Refusal.KIND_NOT_ACCEPTED
_ANY_FLAG: Final = (SHORTER_THAN_DECLARED, LONGER_THAN_DECLARED)

HOSTILE: Final = (
    refused("zero bytes", lambda *_: b"", Refusal.EMPTY_FILE),
    refused("random bytes", lambda *_: random.Random(1).randbytes(100_000), _NO_RECORDING),
    refused("zip archive", _zip, _NOT_ACCEPTED),
    refused("text", lambda *_: b"Dear both, this is only text.\n" * 99, _NO_RECORDING),
    harmless(
        "cut short, its index first",
        lambda folder, _: _cut(folder, index_first=True),
        flags=(SHORTER_THAN_DECLARED,),
    ),
    refused(
        "cut short, without an index",
        lambda folder, _: _cut(folder, index_first=False),
        Refusal.DAMAGED,
    ),
    refused("HLS playlist", hls, _NO_RECORDING),
    refused("DASH manifest", dash, _NO_RECORDING),
    refused("ffconcat list", concat, _NO_RECORDING),
    refused("SDP session", _sdp, _NO_RECORDING),
    refused("SVG that fetches", _svg, _NO_RECORDING),
    refused(
        "PNG of 16000 by 16000, sent as a recording",
        lambda *_: bending.png(16_000, 16_000),
        _NOT_ACCEPTED,
    ),
    refused(
        "MJPEG of 16000 by 16000",
        lambda folder, _: _huge(folder, "16000x16000", "huge.avi", "-c:v", "mjpeg", "-q:v", "31"),
        Refusal.PICTURE_TOO_LARGE,
    ),
    refused(
        "H.264 of 8192 by 8192",
        lambda folder, _: _huge(
            folder, "8192x8192", "huge.mp4", "-c:v", "libx264", "-preset", "ultrafast"
        ),
        Refusal.PICTURE_TOO_LARGE,
    ),
    refused("gap of thirty hours", lambda folder, _: _gap(folder, live=False), Refusal.TOO_LONG),
    harmless(
        "gap of thirty hours that is not declared",
        lambda folder, _: _gap(folder, live=True),
        Refusal.TOO_LONG,
    ),
    harmless("absurd length in the header", _says_it_is_long, Refusal.TOO_LONG, flags=_ANY_FLAG),
    refused("ten hours of black", _black, Refusal.TOO_LONG),
    refused(
        "900 tracks",
        lambda folder, _: bending.with_tracks(_film(folder), 900),
        Refusal.TOO_MANY_TRACKS,
    ),
    refused(
        "100,000 tracks",
        lambda folder, _: bending.with_tracks(_film(folder), 100_000),
        Refusal.TOO_MANY_TRACKS,
        Refusal.DAMAGED,
    ),
    harmless("film, web page and archive in one", _polyglot),
    *(
        harmless(
            f"fuzzed index of {ending}, seed {seed}",
            _fuzzed(ending, seed),
            *Refusal,
            flags=_ANY_FLAG,
        )
        for ending in FUZZED
        for seed in range(2)
    ),
    harmless("a billion samples claimed", _billion_samples, Refusal.DAMAGED, flags=_ANY_FLAG),
    refused(
        "15,000 boxes in each other", lambda *_: bending.boxes_within_boxes(15_000), Refusal.DAMAGED
    ),
    harmless("subtitles, attachment and comment", _laden),
    refused("65,535 channels", _channels, Refusal.SOUND_NOT_ACCEPTED, Refusal.DAMAGED),
    harmless("1000 frames a second", lambda folder, _: fast_video(folder / "fast.mkv")),
    refused(
        "Matroska block that unpacks to a thousand times its length",
        lambda *_: bending.deflated_matroska(800 << 20),
        Refusal.DAMAGED,
        Refusal.NO_SOUND_OR_PICTURE,
    ),
    harmless(
        "MOV whose samples are at an address",
        _elsewhere(b"url "),
        Refusal.DAMAGED,
        flags=_ANY_FLAG,
    ),
    harmless(
        "MOV whose samples are in a file", _elsewhere(b"alis"), Refusal.DAMAGED, flags=_ANY_FLAG
    ),
    refused("JPEG with a place, sent as a recording", _picture_with_place, _NOT_ACCEPTED),
    *PAPER,
)
