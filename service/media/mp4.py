"""Owns reading back a finished MP4: its tracks, its length, and whether anything rode along.

Reads by an allow-list: a box, name or date that ffmpeg does not write of its own accord in
bit-exact mode counts as left-over. Refuses to own decoding and mending.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

Read = Callable[[int, int], bytes]
"""(offset, length) to exactly that many bytes."""

_MOST_INDEX_BYTES = 256 * 1024 * 1024
_DEEPEST_BOX = 16
"""ffmpeg writes no more than seven, one within another."""
_CONTAINERS = frozenset(
    {b"trak", b"edts", b"mdia", b"minf", b"dinf", b"stbl", b"udta", b"avc1", b"mp4a"}
)
_PLAIN = frozenset(
    {
        *(b"vmhd", b"smhd", b"stts", b"stss", b"ctts", b"stsc", b"stco", b"co64"),
        *(b"sgpd", b"sbgp", b"sdtp", b"avcC", b"esds", b"colr", b"pasp", b"btrt", b"fiel"),
    }
)
_NAMES = frozenset({b"", b"VideoHandler", b"SoundHandler"})
_ENCODERS = frozenset({b"", b"Lavc libx264"})
_NO_LANGUAGE = frozenset({0, 0x55C4})
_UPRIGHT = struct.pack(">9i", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_SAMPLE_ENTRY_BYTES = {b"avc1": 78, b"mp4a": 28}
_NO_MOMENT = -1
_EMPTY_ITEM_LIST = struct.pack(">I4s", 8, b"ilst")


class NotWhole(ValueError):  # noqa: N818 - it says what the file is
    """The bytes are not one complete MP4."""


@dataclass(frozen=True)
class Track:
    """One track: `sort` is vide or soun, `codec` its sample entry. Milliseconds, pixels.

    `begins_ms` is when its first sample is shown or heard, where that is later than the film's.
    """

    sort: str = ""
    codec: str = ""
    samples: int = 0
    duration_ms: int = 0
    begins_ms: int = 0
    width: int = 0
    height: int = 0


@dataclass
class Contents:
    """What the file holds. `left_over` names everything that has no business in a rendition."""

    duration_ms: int = 0
    scale: int = 0
    """Units a second in which the film as a whole is told."""
    tracks: list[Track] = field(default_factory=list)
    left_over: list[str] = field(default_factory=list)


def read_contents(read: Read, size: int) -> Contents:
    """The contents of the MP4 of `size` bytes behind `read`. Raises NotWhole."""
    contents = Contents()
    found_index = False
    try:
        for name, start, end in _top_level(read, size):
            if name == b"moov":
                found_index = True
                if end - start > _MOST_INDEX_BYTES:
                    raise NotWhole
                # A view, because each box within another would be copied out of it otherwise.
                _index(memoryview(read(start, end - start)), contents)
            elif name == b"free":
                _expect(contents, "free", holds=end - start == 0)
            elif name not in {b"ftyp", b"mdat"}:
                contents.left_over.append(_shown(name))
    except (struct.error, IndexError) as broken:
        raise NotWhole from broken
    if not found_index:
        raise NotWhole
    return contents


def _top_level(read: Read, size: int) -> Iterator[tuple[bytes, int, int]]:
    at = 0
    while at < size:
        head = read(at, min(16, size - at))
        length, name = struct.unpack_from(">I4s", head)
        header = 8
        if length == 1:
            (length,) = struct.unpack_from(">Q", head, 8)
            header = 16
        if length < header or at + length > size:
            raise NotWhole
        yield name, at + header, at + length
        at += length


def _boxes(body: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    at = 0
    while at < len(body):
        length, name = struct.unpack_from(">I4s", body, at)
        if length < 8 or at + length > len(body):  # noqa: PLR2004 - a box's own header
            raise NotWhole
        yield name, body[at + 8 : at + length]
        at += length


def _index(body: memoryview, contents: Contents) -> None:
    for name, inner in _boxes(body):
        if name == b"mvhd":
            contents.duration_ms = _duration_ms(name, inner, contents)
        elif name == b"trak":
            contents.tracks.append(_walk(inner, Track(), contents, _DEEPEST_BOX))
        elif name == b"udta":
            _user_data(inner, contents)
        else:
            contents.left_over.append(_shown(name))


def _walk(body: memoryview, track: Track, contents: Contents, deeper: int) -> Track:
    for name, inner in _boxes(body):
        match name:
            case b"tkhd":
                track = _track_header(inner, track, contents)
            case b"mdhd" | b"elst":
                track = _timed(name, inner, track, contents)
            case b"hdlr":
                _expect(contents, "hdlr", holds=bytes(inner[24:]).rstrip(b"\0") in _NAMES)
                track = replace(track, sort=bytes(inner[8:12]).decode("latin-1"))
            case b"stsz":
                track = replace(track, samples=struct.unpack_from(">I", inner, 8)[0])
            case b"stsd":
                track = _sample_entries(inner, track, contents, _one_less(deeper))
            case b"dref":
                # One reference, flagged as this very file.
                own = inner[8:] == struct.pack(">I4sI", 12, b"url ", 1)
                _expect(contents, "dref", holds=own)
            case b"udta":
                _user_data(inner, contents)
            case _ if name in _CONTAINERS:
                track = _walk(inner, track, contents, _one_less(deeper))
            case _:
                _expect(contents, _shown(name), holds=name in _PLAIN)
    return track


def _timed(name: bytes, body: memoryview, track: Track, contents: Contents) -> Track:
    if name == b"elst":
        return replace(track, begins_ms=_begins_ms(body, contents))
    return replace(track, duration_ms=_duration_ms(name, body, contents))


def _one_less(deeper: int) -> int:
    if deeper == 0:
        raise NotWhole
    return deeper - 1


def _sample_entries(body: memoryview, track: Track, contents: Contents, deeper: int) -> Track:
    for name, inner in _boxes(body[8:]):
        track = replace(track, codec=name.decode("latin-1"))
        fixed = _SAMPLE_ENTRY_BYTES.get(name)
        if fixed is None:
            contents.left_over.append(_shown(name))
            continue
        if name == b"avc1":
            encoder = bytes(inner[43 : 43 + inner[42]])
            _expect(contents, "compressorname", holds=encoder in _ENCODERS)
        track = _walk(inner[fixed:], track, contents, deeper)
    return track


def _duration_ms(name: bytes, body: memoryview, contents: Contents) -> int:
    if body[0] == 1:
        created, modified, scale, duration = struct.unpack_from(">QQIQ", body, 4)
        after = 32
    else:
        created, modified, scale, duration = struct.unpack_from(">IIII", body, 4)
        after = 20
    _expect(contents, "creation-time", holds=created == 0 and modified == 0)
    if name == b"mdhd":
        (language,) = struct.unpack_from(">H", body, after)
        _expect(contents, "language", holds=language in _NO_LANGUAGE)
    if scale == 0:
        raise NotWhole
    if name == b"mvhd":
        contents.scale = scale
    milliseconds: int = round(duration * 1000 / scale)
    return milliseconds


def _begins_ms(body: memoryview, contents: Contents) -> int:
    """How long nothing of a track comes: its first edit, where that shows no moment of it."""
    (count,) = struct.unpack_from(">I", body, 4)
    if count == 0:
        return 0
    duration, shown = struct.unpack_from(">Qq" if body[0] == 1 else ">Ii", body, 8)
    if shown != _NO_MOMENT:
        return 0
    if contents.scale == 0:
        raise NotWhole
    milliseconds: int = round(duration * 1000 / contents.scale)
    return milliseconds


def _track_header(body: memoryview, track: Track, contents: Contents) -> Track:
    wide = body[0] == 1
    dates = struct.unpack_from(">QQ" if wide else ">II", body, 4)
    _expect(contents, "creation-time", holds=not any(dates))
    matrix = 52 if wide else 40
    _expect(contents, "rotation", holds=body[matrix : matrix + 36] == _UPRIGHT)
    width, height = struct.unpack_from(">II", body, matrix + 36)
    return replace(track, width=width >> 16, height=height >> 16)


def _user_data(body: memoryview, contents: Contents) -> None:
    for name, inner in _boxes(body):
        # The muxer always writes this list; without an item in it, it says nothing.
        empty = name == b"meta" and bytes(inner[4:]).endswith(_EMPTY_ITEM_LIST)
        only = [box for box, _ in _boxes(inner[4:])] == [b"hdlr", b"ilst"] if empty else False
        _expect(contents, f"udta/{_shown(name)}", holds=only)


def _expect(contents: Contents, what: str, *, holds: bool) -> None:
    if not holds:
        contents.left_over.append(what)


def _shown(name: bytes) -> str:
    return name.decode("ascii", "replace")
