"""Owns recognising a recording or paper by its first bytes, and naming what alone may read it.

Refuses to own trust: a right-looking beginning only decides which reader meets the rest, in the
sandbox. File names and declared types are never looked at.
"""

import struct
from collections.abc import Callable
from enum import StrEnum

from service.media.refusals import Refusal, Refused

HEAD_BYTES = 4096
"""How much of the beginning `sniff` wants to see; less only when the file is shorter."""


class Kind(StrEnum):
    """What is accepted as a recording; each value is the name of ffmpeg's demuxer for it."""

    MP4 = "mov"
    MATROSKA = "matroska"
    AVI = "avi"
    TRANSPORT_STREAM = "mpegts"
    PROGRAM_STREAM = "mpeg"
    ASF = "asf"
    WAV = "wav"
    MP3 = "mp3"
    AAC = "aac"
    OGG = "ogg"
    FLAC = "flac"
    AMR = "amr"


class Paper(StrEnum):
    """What is accepted as a scan: pictures and documents, of which pages are made."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"
    PDF = "pdf"


_QUICKTIME_FIRST_BOXES = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
_HEIC_BRANDS = {b"heic", b"heix"}
_PICTURE_BRANDS = {
    *_HEIC_BRANDS,
    *(b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis", b"crx ", b"jp2 "),
}
_KNOWN_BUT_NOT_ACCEPTED = (
    *(
        b"GIF8",
        b"PK\x03\x04",
        b"FLV\x01",
        b"MThd",
        b"FORM",
        b".snd",
        b"II*\x00",
        b"MM\x00*",
        b"caff",
        b".RMF",
        b"#!AMR_MC",
    ),
)
_BY_FIRST_BYTES = (
    (b"\x1a\x45\xdf\xa3", Kind.MATROSKA),
    (b"OggS", Kind.OGG),
    (b"fLaC", Kind.FLAC),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c", Kind.ASF),
    (b"#!AMR\n", Kind.AMR),
    (b"#!AMR-WB\n", Kind.AMR),
    (b"ID3", Kind.MP3),
    (b"\xff\xd8\xff", Paper.JPEG),
    (b"\x89PNG\r\n\x1a\n", Paper.PNG),
    (b"%PDF-", Paper.PDF),
)
_PACKET_BYTES = (188, 192)
"""Of a transport stream as it is sent, and with the time that cameras write before each packet."""
_PACKETS_SEEN = 3
_MPEG_LAYER_3_KBIT = {
    3: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_MPEG_SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def sniff(head: bytes, size: int) -> Kind | Paper:
    """The kind that `head`, the first bytes of a file of `size` bytes, must be read as.

    Raises Refused: EMPTY_FILE, KIND_NOT_ACCEPTED for kinds known but not taken, NOT_A_RECORDING
    for everything else. Nothing is decoded and nothing outside `head` is looked at.
    """
    if size == 0:
        raise Refused(Refusal.EMPTY_FILE)
    for first, kind in _BY_FIRST_BYTES:
        if head.startswith(first):
            return kind
    if head[:4] in {b"RIFF", b"RF64"}:
        return _riff(head)
    if _is_quicktime(head, size):
        return _quicktime(head)
    for kind, looks_so in _BY_PATTERN:
        if looks_so(head):
            return kind
    if head.startswith(_KNOWN_BUT_NOT_ACCEPTED):
        raise Refused(Refusal.KIND_NOT_ACCEPTED)
    raise Refused(Refusal.NOT_A_RECORDING)


def sniff_recording(head: bytes, size: int) -> Kind:
    """The same of what has to be a recording. Raises Refused, KIND_NOT_ACCEPTED for paper."""
    kind = sniff(head, size)
    if isinstance(kind, Paper):
        raise Refused(Refusal.KIND_NOT_ACCEPTED)
    return kind


def _riff(head: bytes) -> Kind | Paper:
    if head[8:12] == b"WAVE":
        return Kind.WAV
    if head[8:12] == b"WEBP" and head.startswith(b"RIFF"):
        return Paper.WEBP
    if head[8:12] == b"AVI " and head.startswith(b"RIFF"):
        return Kind.AVI
    raise Refused(Refusal.KIND_NOT_ACCEPTED)


def _is_quicktime(head: bytes, size: int) -> bool:
    if head[4:8] not in _QUICKTIME_FIRST_BOXES:
        return False
    # A text that happens to hold one of these words has letters where the box size is, which
    # read as more than half a gigabyte.
    (box,) = struct.unpack(">I", head[:4])
    return box <= size or head[4:8] == b"mdat"


def _quicktime(head: bytes) -> Kind | Paper:
    if head[4:8] != b"ftyp" or head[8:12] not in _PICTURE_BRANDS:
        return Kind.MP4
    (box,) = struct.unpack(">I", head[:4])
    alike = {head[at : at + 4] for at in range(16, min(box, len(head)), 4)}
    # The first brand may be that of any still picture; one of the others says which.
    if head[8:12] in _HEIC_BRANDS or (head[8:12] == b"mif1" and alike & _HEIC_BRANDS):
        return Paper.HEIC
    raise Refused(Refusal.KIND_NOT_ACCEPTED)


def _is_mp3(head: bytes) -> bool:
    return _repeats(head, _mp3_frame_bytes)


def _is_aac(head: bytes) -> bool:
    return _repeats(head, _adts_frame_bytes)


def _repeats(head: bytes, frame_bytes: Callable[[bytes], int | None]) -> bool:
    length = frame_bytes(head)
    if length is None:
        return False
    # One frame header is eleven set bits and little more; a second where the first says it
    # must be is what tells sound from chance.
    return len(head) <= length or frame_bytes(head[length:]) is not None


def _mp3_frame_bytes(at: bytes) -> int | None:
    if len(at) < 4 or at[0] != 0xFF or at[1] & 0xE0 != 0xE0:  # noqa: PLR2004 - bit patterns of the format
        return None
    version, layer = at[1] >> 3 & 3, at[1] >> 1 & 3
    bitrate, rate = at[2] >> 4, at[2] >> 2 & 3
    if version == 1 or layer != 1 or bitrate in {0, 15} or rate == 3:  # noqa: PLR2004
        return None
    kbit = _MPEG_LAYER_3_KBIT[3 if version == 3 else 2][bitrate - 1]  # noqa: PLR2004
    per_frame = 144 if version == 3 else 72  # noqa: PLR2004
    return per_frame * kbit * 1000 // _MPEG_SAMPLE_RATES[version][rate] + (at[2] >> 1 & 1)


def _adts_frame_bytes(at: bytes) -> int | None:
    if len(at) < 7 or at[0] != 0xFF or at[1] & 0xF6 != 0xF0:  # noqa: PLR2004 - bit patterns of the format
        return None
    if at[2] >> 2 & 15 > 12:  # noqa: PLR2004 - thirteen rates, then none
        return None
    length = (at[3] & 3) << 11 | at[4] << 3 | at[5] >> 5
    return length if length > 7 else None  # noqa: PLR2004 - more than its own header


def _is_transport_stream(head: bytes) -> bool:
    return any(
        len(packets := head[packet - 188 :: packet]) >= _PACKETS_SEEN and set(packets) == {0x47}
        for packet in _PACKET_BYTES
    )


def _is_program_stream(head: bytes) -> bool:
    # The first bits after the code say which of the two MPEGs wrote it.
    return head.startswith(b"\x00\x00\x01\xba") and bool(head[4:5]) and head[4] >> 4 in _PACKS


_PACKS = (0b0010, *range(0b0100, 0b1000))
_BY_PATTERN = (
    (Kind.MP3, _is_mp3),
    (Kind.AAC, _is_aac),
    (Kind.TRANSPORT_STREAM, _is_transport_stream),
    (Kind.PROGRAM_STREAM, _is_program_stream),
)
