import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.media.kinds import Kind, Paper, sniff, sniff_recording
from service.media.refusals import Refusal, Refused


def mp3_frame() -> bytes:
    """128 kbit/s at 44.1 kHz: 417 bytes."""
    return b"\xff\xfb\x90\x00" + bytes(413)


def aac_frame() -> bytes:
    """A hundred bytes of AAC at 44.1 kHz, its header among them."""
    return b"\xff\xf1\x50\x80" + bytes([100 >> 3, (100 & 7) << 5 | 0x1F, 0xFC]) + bytes(93)


def packets(length: int, before: int) -> bytes:
    """A packet of a transport stream, with `before` bytes of time in front of it."""
    return bytes(before) + b"G" + bytes(length - before - 1)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\x00\x00\x00\x20ftypisom", Kind.MP4),
        (b"\x00\x00\x00\x20ftypqt  ", Kind.MP4),
        (b"\x00\x00\x00\x14ftyp3gp4", Kind.MP4),
        (b"\x00\x00\x00\x1cftypM4A ", Kind.MP4),
        (b"\x00\x00\x00\x08wide\x00\x00\x00\x00mdat", Kind.MP4),
        (b"\x7f\xff\xff\xffmdat", Kind.MP4),
        (b"\x1a\x45\xdf\xa3", Kind.MATROSKA),
        (b"RIFF\x00\x00\x00\x00WAVEfmt ", Kind.WAV),
        (b"RF64\xff\xff\xff\xffWAVEds64", Kind.WAV),
        (b"ID3\x04\x00", Kind.MP3),
        (mp3_frame() * 3, Kind.MP3),
        (mp3_frame()[:200], Kind.MP3),
        (b"OggS", Kind.OGG),
        (b"fLaC", Kind.FLAC),
        (b"RIFF\x00\x00\x00\x00AVI LIST", Kind.AVI),
        (packets(188, 0) * 3, Kind.TRANSPORT_STREAM),
        (packets(192, 4) * 3, Kind.TRANSPORT_STREAM),
        (b"\x00\x00\x01\xba\x44", Kind.PROGRAM_STREAM),
        (b"\x00\x00\x01\xba\x21", Kind.PROGRAM_STREAM),
        (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c", Kind.ASF),
        (aac_frame() * 3, Kind.AAC),
        (aac_frame()[:90], Kind.AAC),
        (b"#!AMR\n\x3c", Kind.AMR),
        (b"#!AMR-WB\n\x04", Kind.AMR),
    ],
)
def test_each_accepted_kind_has_one_demuxer(head: bytes, kind: Kind) -> None:
    assert sniff(head, 10_000) is kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xd8\xff\xe1", Paper.JPEG),
        (b"\x89PNG\r\n\x1a\n", Paper.PNG),
        (b"RIFF\x00\x00\x00\x00WEBPVP8L", Paper.WEBP),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", Paper.HEIC),
        (b"\x00\x00\x00\x18ftypheix\x00\x00\x00\x00mif1heix", Paper.HEIC),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1heic", Paper.HEIC),
        (b"%PDF-1.4\n", Paper.PDF),
    ],
)
def test_paper_is_known_and_is_no_recording(head: bytes, kind: Paper) -> None:
    assert sniff(head, 10_000) is kind
    with pytest.raises(Refused) as refused:
        sniff_recording(head, 10_000)
    assert refused.value.refusal is Refusal.KIND_NOT_ACCEPTED


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (b"get free shipping", Refusal.NOT_A_RECORDING),
        (b"The wide world", Refusal.NOT_A_RECORDING),
        (mp3_frame() + b"and then words", Refusal.NOT_A_RECORDING),
        (b"#EXTM3U\n", Refusal.NOT_A_RECORDING),
        (b"\x00\x00\x00\x20ftypavif", Refusal.KIND_NOT_ACCEPTED),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00mif1avif", Refusal.KIND_NOT_ACCEPTED),
        (b"RF64\x00\x00\x00\x00WEBPVP8 ", Refusal.KIND_NOT_ACCEPTED),
        (b"\xff\xf1\x50\x80", Refusal.NOT_A_RECORDING),
        (aac_frame() + b"and then words", Refusal.NOT_A_RECORDING),
        (b"G" + bytes(187) + b"G", Refusal.NOT_A_RECORDING),
        (packets(188, 0) * 2 + b"and then words" + bytes(500), Refusal.NOT_A_RECORDING),
        (b"\x00\x00\x01\xba\xff", Refusal.NOT_A_RECORDING),
        (b"\x00\x00\x01\xba", Refusal.NOT_A_RECORDING),
        (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11" + bytes(8), Refusal.NOT_A_RECORDING),
        (b"#!AMR_MC1.0\n", Refusal.KIND_NOT_ACCEPTED),
        (b"RF64\xff\xff\xff\xffAVI ", Refusal.KIND_NOT_ACCEPTED),
    ],
)
def test_everything_else_is_refused(head: bytes, reason: Refusal) -> None:
    with pytest.raises(Refused) as refused:
        sniff(head, 10_000)
    assert refused.value.refusal is reason


@given(st.binary(max_size=300))
def test_any_bytes_get_a_kind_or_a_reason(head: bytes) -> None:
    try:
        kind = sniff(head, len(head))
    except Refused as refused:
        reason = refused.slug
    else:
        reason = kind.value
    assert reason in {*Refusal, *Kind, *Paper}
