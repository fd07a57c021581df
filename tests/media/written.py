"""Metadata written byte by byte, as the formats' own words for it are laid out.

Owns boxes, frames, chunks and objects with a marked word in each. Refuses to know what reads them.
"""

import struct
from collections.abc import Callable
from typing import Final
from uuid import UUID

from tests.media.marks import LATITUDE, LOCI, LONGITUDE, POSITION, thumbnail, word

XMP: Final = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    'xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/" '
    f'tiff:Model="{word("xmp")}" exif:GPSLatitude="51,30.444N" exif:GPSLongitude="0,7.668W"/>'
    '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
).encode()
_XMP_BOX: Final = UUID("be7acfcb-97a9-42e8-9c71-999491e3afac").bytes
_OTHER_BOX: Final = UUID("5553 4d54 21d2 4fce bb88 695c fac9 c740".replace(" ", "")).bytes
_ENGLISH: Final = 0x15C7
_APPLE: Final = "com.apple.quicktime."


def said(place: str) -> bytes:
    """Return a place's word as bytes."""
    return word(place).encode()


# ------------------------------------------------------------------ MP4 and its relatives


def box(name: bytes, *inner: bytes) -> bytes:
    """Return a box around others or its content."""
    body = b"".join(inner)
    return struct.pack(">I4s", 8 + len(body), name) + body


def _handler(sort: bytes) -> bytes:
    return box(b"hdlr", bytes(8), sort, bytes(12), said("handler"), b"\0")


def _text(name: bytes, text: bytes) -> bytes:
    return box(name, struct.pack(">HH", len(text), _ENGLISH), text)


def _mobile(name: bytes, text: bytes) -> bytes:
    return box(name, bytes(4), struct.pack(">H", _ENGLISH), text, b"\0")


def _item(name: bytes, content: bytes, sort: int = 1) -> bytes:
    return box(name, box(b"data", struct.pack(">II", sort, 0), content))


def _free_form(name: bytes, content: bytes) -> bytes:
    return box(
        b"----",
        box(b"mean", bytes(4), b"com.apple.iTunes"),
        box(b"name", bytes(4), name),
        box(b"data", struct.pack(">II", 1, 0), content),
    )


def quicktime_keys() -> bytes:
    """What iPhones write: the list of names, then their values by number."""
    values = {
        "location.ISO6709": POSITION.encode(),
        "make": said("key-make"),
        "model": said("key-model"),
        "software": said("key-software"),
        "creationdate": b"2024-03-05T10:11:12+0000",
        "title": said("key-title"),
        "author": said("key-author"),
        "description": said("key-description"),
        "artwork": thumbnail(),
    }
    names = b"".join(box(b"mdta", f"{_APPLE}{name}".encode()) for name in values)
    keys = box(b"keys", bytes(4), struct.pack(">I", len(values)), names)
    items = (
        _item(struct.pack(">I", number), content, 13 if name == "artwork" else 1)
        for number, (name, content) in enumerate(values.items(), 1)
    )
    return box(b"meta", _handler(b"mdta"), keys, box(b"ilst", *items))


def user_data() -> bytes:
    """What cameras and phones write beside the tracks, in the ways of Apple, 3GPP and Canon."""
    apple = {"nam": "title", "aut": "author", "mak": "make", "mod": "model", "swr": "software"}
    place = box(
        b"loci",
        *(bytes(4), struct.pack(">H", _ENGLISH), said("loci-name"), b"\0\0"),
        *(LOCI, bytes(4), b"earth\0", said("loci-notes"), b"\0"),
    )
    items = box(
        b"ilst",
        _item(b"\xa9nam", said("item-title")),
        _item(b"\xa9ART", said("item-artist")),
        _item(b"\xa9too", said("item-encoder")),
        _item(b"covr", thumbnail(), 13),
        _free_form(b"anything", said("item-anything")),
    )
    return box(
        b"udta",
        *(_text(f"\xa9{name}".encode("latin-1"), said(where)) for name, where in apple.items()),
        _text(b"\xa9xyz", POSITION.encode()),
        _text(b"\xa9day", b"2024-03-05T10:11:12Z"),
        _mobile(b"titl", said("mobile-title")),
        _mobile(b"auth", said("mobile-author")),
        _mobile(b"cprt", said("mobile-rights")),
        place,
        box(b"CNTH", box(b"CNDA", thumbnail())),
        box(b"meta", bytes(4), _handler(b"mdir"), items),
    )


def with_boxes(content: bytes) -> bytes:
    """Return a film with words in every box that there is for them; its index must come last."""
    at = content.rindex(b"moov") - 4
    assert struct.unpack_from(">I", content, at)[0] == len(content) - at, "the index comes last"
    inner, tracks = content[at + 8 :], b""
    while inner:
        (length,) = struct.unpack_from(">I", inner)
        one, inner = inner[:length], inner[length:]
        if one[4:8] == b"trak":
            named = box(b"udta", box(b"name", said("track-name")), _text(b"\xa9cmt", said("track")))
            one = box(b"trak", one[8:], named)
        tracks += one
    tagged = box(b"ID32", bytes(4), struct.pack(">H", _ENGLISH), id3(3))
    return b"".join(
        [
            content[:at],
            box(b"moov", tracks, user_data(), quicktime_keys()),
            box(b"uuid", _XMP_BOX, XMP),
            box(b"uuid", _OTHER_BOX, said("box-of-ones-own")),
            box(b"meta", bytes(4), _handler(b"ID32"), tagged),
            box(b"free", said("free")),
            box(b"skip", said("skip")),
            box(b"kstl", said("unknown-box")),
        ]
    )


MP4_PLACES: Final = (
    *("handler", "title", "author", "make", "model", "software", "position", "day", "thumbnail"),
    *("key-make", "key-model", "key-software", "key-title", "key-author", "key-description"),
    *("mobile-title", "mobile-author", "mobile-rights", "loci-name", "loci-notes"),
    *("item-title", "item-artist", "item-encoder", "item-anything", "track-name", "track"),
    *("xmp", "box-of-ones-own", "free", "skip", "unknown-box", "tag-title", "tag-private"),
)


# ------------------------------------------------------------------ tags before and behind


def id3(version: int) -> bytes:
    """An ID3v2 tag, version 3 or 4, with words, a position and a picture."""

    def seven(number: int) -> bytes:
        return bytes(number >> shift & 127 for shift in (21, 14, 7, 0))

    def frame(name: bytes, content: bytes) -> bytes:
        size = seven(len(content)) if version > 3 else struct.pack(">I", len(content))
        return name + size + bytes(2) + content

    wide = b"\x01" + word("tag-artist").encode("utf-16")
    frames = b"".join(
        [
            frame(b"TIT2", b"\0" + said("tag-title")),
            frame(b"TPE1", wide),
            frame(b"TSSE", b"\0" + said("tag-device")),
            frame(b"TXXX", b"\0position\0" + POSITION.encode()),
            frame(b"COMM", b"\0eng\0" + said("tag-comment")),
            frame(b"USLT", b"\0eng\0" + said("tag-lyrics")),
            frame(b"PRIV", b"someone\0" + said("tag-private")),
            frame(b"GEOB", b"\0text/plain\0\0\0" + said("tag-object")),
            frame(b"WOAF", b"http://example.invalid/" + said("tag-address")),
            frame(b"APIC", b"\0image/jpeg\0\x03\0" + thumbnail()),
        ]
    )
    return b"ID3" + bytes([version, 0, 0]) + seven(len(frames)) + frames


def id3_at_the_end() -> bytes:
    """The older tag of 128 bytes."""
    named = said("old-title").ljust(30, b"\0") + said("old-artist").ljust(30, b"\0")
    return b"TAG" + named + bytes(30) + b"2024" + said("old-note").ljust(30, b"\0") + b"\xff"


def ape() -> bytes:
    """A tag as APE's, which stands behind the sound."""
    text = said("ape-title")
    item = struct.pack("<II", len(text), 0) + b"Title\0" + text
    size = struct.pack("<IIII", 2000, len(item) + 32, 1, 0x80000000) + bytes(8)
    return item + b"APETAGEX" + size


TAG_PLACES: Final = (
    *("tag-title", "tag-artist", "tag-device", "position", "tag-comment", "tag-lyrics"),
    *("tag-private", "tag-object", "tag-address", "thumbnail"),
)
END_PLACES: Final = ("old-title", "old-artist", "old-note", "ape-title")


# ------------------------------------------------------------------ RIFF, ASF and the streams


def chunk(name: bytes, content: bytes) -> bytes:
    """Return a RIFF chunk, made even."""
    return name + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)


def with_chunks(content: bytes, *chunks: bytes) -> bytes:
    """Return a RIFF file with more chunks behind its own."""
    whole = content + b"".join(chunks)
    return whole[:4] + struct.pack("<I", len(whole) - 8) + whole[8:]


def with_objects(content: bytes) -> bytes:
    """Return an ASF file with a picture and words in further objects of its header."""
    size, count = struct.unpack_from("<QI", content, 16)

    def wide(text: str) -> bytes:
        return (text + "\0").encode("utf-16-le")

    def described(name: str, sort: int, value: bytes) -> bytes:
        named = wide(name)
        head = struct.pack("<H", len(named)) + named
        return head + struct.pack("<HH", sort, len(value)) + value

    picture = b"\x03" + struct.pack("<I", len(thumbnail())) + wide("image/jpeg") + wide("")
    more = [
        described("WM/Picture", 1, picture + thumbnail()),
        described("WM/WMRVCameraModel", 0, wide(word("asf-device"))),
        described("WM/Location", 0, wide(POSITION)),
    ]
    body = struct.pack("<H", len(more)) + b"".join(more)
    extended = UUID("d2d0a440-e307-11d2-97f0-00a0c95ea850").bytes_le
    padding = UUID("1806d474-cadf-4509-a4ba-9aabcb96aae8").bytes_le
    objects = b"".join(
        sort + struct.pack("<Q", 24 + len(inner)) + inner
        for sort, inner in ((extended, body), (padding, said("asf-padding")))
    )
    head = content[:16] + struct.pack("<QI", size + len(objects), count + 2) + content[28:size]
    return head + objects + content[size:]


def flac_block(sort: int, content: bytes) -> bytes:
    """Return a block of a FLAC file's head that is not its last."""
    return bytes([sort]) + len(content).to_bytes(3, "big") + content


def mapped(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return what `change` makes of it; it must have changed something."""
    changed = change(content)
    assert changed != content
    return changed


GPS: Final = (f"-GPSLatitude={LATITUDE}", f"-GPSLongitude={abs(LONGITUDE)}")
