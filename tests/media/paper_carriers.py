"""One picture or PDF of each kind with words in every place that its format has for them.

A row says what is in it, so that a test can see that first. Made with exiftool and byte by byte.
Owns making them; what must become of them is the test's.
"""

import struct
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.factories import scans
from tests.hostile_media import bending
from tests.media.marks import DAY, LATITUDE, LONGITUDE, thumbnail, word
from tests.media.written import GPS, XMP, said


@dataclass(frozen=True)
class PaperCarrier:
    """A file: its name, the places with a word in them, and how it is made.

    `found` are tags that exiftool finds in it, of what is there in a form of its own.
    """

    name: str
    places: tuple[str, ...]
    make: Callable[[Path], bytes]
    found: tuple[str, ...] = ()


_EXIF: Final = {
    "EXIF:ImageDescription": "title",
    "EXIF:Artist": "artist",
    "EXIF:Make": "make",
    "EXIF:Model": "device",
    "EXIF:Copyright": "copyright",
    "EXIF:UserComment": "comment",
    "EXIF:OwnerName": "owner",
    "EXIF:SerialNumber": "serial",
    "EXIF:LensModel": "lens",
}
_XMP: Final = {
    "XMP-dc:Creator": "creator",
    "XMP-xmp:CreatorTool": "tool",
    "XMP-iptcExt:LocationShownCity": "town",
    "XMP-mwg-rs:RegionName": "face",
}
_IPTC: Final = {
    "IPTC:By-line": "byline",
    "IPTC:City": "city",
    "IPTC:Caption-Abstract": "caption",
}


def _with_tags(path: Path, content: bytes, tags: dict[str, str]) -> bytes:
    """The file with these words in these tags, a position, a day and a small picture of it."""
    path.write_bytes(content)
    small = path.with_name("thumbnail.jpg")
    small.write_bytes(thumbnail())
    day = f"{DAY.replace('-', ':')} 10:11:12"
    command = [
        *("exiftool", "-q", "-overwrite_original"),
        *(f"-{tag}={word(place)}" for tag, place in tags.items()),
        *GPS,
        f"-XMP-exif:GPSLatitude={LATITUDE}",
        f"-XMP-exif:GPSLongitude={LONGITUDE}",
        f"-EXIF:ThumbnailImage<={small}",
        f"-EXIF:DateTimeOriginal={day}",
        f"-XMP-photoshop:DateCreated={day}",
        str(path),
    ]
    subprocess.run(command, check=True, timeout=60)
    return path.read_bytes()


def _profile() -> bytes:
    """A colour profile with words where it says what it is called and whose it is."""
    from PIL import ImageCms  # noqa: PLC0415 - for this one alone

    plain = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    text = said("profile")
    # Behind its own bytes, as a tag that readers do not know.
    count = struct.unpack_from(">I", plain, 128)[0]
    begins = 132 + 12 * count
    held = b"text" + bytes(4) + text + b"\0"
    moved = bytearray(plain[:132])
    for number in range(count):
        name, at, length = struct.unpack_from(">4sII", plain, 132 + 12 * number)
        moved += struct.pack(">4sII", name, at + 12, length)
    moved += struct.pack(">4sII", b"priv", len(plain) + 12, len(held)) + plain[begins:] + held
    struct.pack_into(">I", moved, 128, count + 1)
    struct.pack_into(">I", moved, 0, len(moved))
    return bytes(moved)


def _jpeg(path: Path) -> bytes:
    bare = scans.saved(scans.fields(), "JPEG", icc_profile=_profile(), comment=said("remark"))
    tagged = _with_tags(path, bare, _EXIF | _XMP | _IPTC)
    own = b"KSTL\0" + said("application")
    segment = b"\xff\xeb" + struct.pack(">H", 2 + len(own)) + own
    return tagged[:2] + segment + tagged[2:] + said("behind")


def _png(path: Path) -> bytes:
    tagged = _with_tags(path, scans.saved(scans.fields(), "PNG"), _EXIF | _XMP)
    begins = 8 + 25
    notes = (
        bending.chunk(b"tEXt", b"Author\0" + said("text"))
        + bending.chunk(b"zTXt", b"Comment\0\0" + zlib.compress(said("packed"), 0))
        + bending.chunk(b"iTXt", b"Title\0\0\0\0\0" + said("words"))
        + bending.chunk(b"iCCP", b"ours\0\0" + zlib.compress(_profile(), 0))
        + bending.chunk(b"tIME", struct.pack(">HBBBBB", 2024, 3, 5, 10, 11, 12))
        + bending.chunk(b"ksTl", said("private"))
    )
    return tagged[:begins] + notes + tagged[begins:] + said("behind")


def _webp(path: Path) -> bytes:
    bare = scans.saved(
        scans.fields(), "WEBP", lossless=True, icc_profile=_profile(), exif=b"Exif\0\0"
    )
    tagged = bytearray(_with_tags(path, bare, _EXIF | _XMP))
    own = said("chunk")
    own += b"\0" * (len(own) % 2)
    tagged += b"KSTL" + struct.pack("<I", len(own)) + own
    struct.pack_into("<I", tagged, 4, len(tagged) - 8)
    return bytes(tagged) + said("behind")


def _heic(path: Path) -> bytes:
    """Its notes are those that exiftool writes into a JPEG, as items of their own."""
    jpeg = _with_tags(path.with_suffix(".jpg"), scans.saved(scans.fields(), "JPEG"), _EXIF | _XMP)
    found = dict[bytes, bytes]()
    at = 2
    while jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:
        (length,) = struct.unpack_from(">H", jpeg, at + 2)
        held = jpeg[at + 4 : at + 2 + length]
        if held.startswith(b"Exif\0\0"):
            found[b"Exif"] = struct.pack(">I", 6) + held
        elif held.startswith(b"http://ns.adobe.com/xap/1.0/\0"):
            found[b"mime"] = held.partition(b"\0")[2]
        at += 2 + length
    found[b"jpeg"] = thumbnail()
    whole = scans.heic(path.parent, notes=found)
    return (
        whole + bending.box(b"free", said("free")) + bending.box(b"uuid", bytes(16) + said("own"))
    )


_NOTED: Final = (
    *("info-title", "info-author", "info-tool", "xmp", "attachment", "attached", "script"),
    *("remark", "remarker", "link", "hidden", "value", "bookmark", "piece", "alternate", "behind"),
    *("position", "day"),
)


def _scanned(path: Path) -> bytes:
    """A sheet as a scanner makes it: one JPEG with all that a camera notes, and a small picture."""
    bare = scans.saved(scans.fields(*scans.SCANNED), "JPEG", quality=95)
    return scans.scanned_sheet(
        _with_tags(path.with_suffix(".jpg"), bare, _EXIF | _XMP | _IPTC), said("sheet-thumbnail")
    )


def _pdf(path: Path) -> bytes:
    made = scans.Pdf([])

    def text(place: str) -> str:
        return f"({word(place)})"

    info = made.add(
        f"<< /Title {text('info-title')} /Author {text('info-author')} "
        f"/Producer {text('info-tool')} /CreationDate (D:20240305101112Z) >>"
    )
    notes = made.add_stream(
        XMP,
        "/Type /Metadata /Subtype /XML",
    )
    held = made.add_stream(said("attached"), "/Type /EmbeddedFile")
    file = made.add(f"<< /Type /Filespec /F {text('attachment')} /EF << /F {held} 0 R >> >>")
    remark = made.add(
        f"<< /Type /Annot /Subtype /Text /Rect [9 9 19 19] /F 2 /Contents {text('remark')} "
        f"/T {text('remarker')} /M (D:20240305101112Z) >>"
    )
    link = made.add(
        f"<< /Type /Annot /Subtype /Link /Rect [0 0 99 99] /A << /S /URI /URI {text('link')} >> >>"
    )
    filled = made.add(
        f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V {text('value')} /F 2 "
        "/Rect [0 0 9 9] >>"
    )
    marks = made.add(f"<< /Type /Outlines /First {len(made.objects) + 4} 0 R /Count 1 >>")
    made.add(f"<< /Title {text('bookmark')} /Parent {marks} 0 R >>")
    font = made.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    hidden = f"BT /F 9 Tf 3 Tr 20 20 Td {text('hidden')} Tj ET\n".encode()
    alternate = f"/Span << /ActualText {text('alternate')} >> BDC EMC\n".encode()
    made.sheets = [
        scans.Sheet(
            drawn=scans.drawn_fields() + b"\n" + hidden + alternate,
            also=f"/Annots [{remark} 0 R {link} 0 R {filled} 0 R] "
            f"/Resources << /Font << /F {font} 0 R >> >> "
            f"/PieceInfo << /Kstl << /Private {text('piece')} >> >>",
        )
    ]
    made.catalog = (
        f"/Metadata {notes} 0 R /Outlines {marks} 0 R /AcroForm << /Fields [{filled} 0 R] >> "
        f"/OpenAction << /S /JavaScript /JS (app.alert\\({word('script')}\\)) >> "
        f"/Names << /EmbeddedFiles << /Names [{text('attachment')} {file} 0 R] >> >>"
    )
    made.trailer = f"/Info {info} 0 R"
    return made.written() + said("behind")


_WORDS: Final = (*_EXIF.values(), *_XMP.values(), "position", "day", "thumbnail")
_FOUND: Final = ("GPS:GPSLatitude", "ExifIFD:DateTimeOriginal", "IFD1:ThumbnailImage")
PAPER_CARRIERS: Final = (
    PaperCarrier(
        "phone.jpg",
        (*_WORDS, *_IPTC.values(), "remark", "profile", "application", "behind"),
        _jpeg,
        _FOUND,
    ),
    PaperCarrier(
        "scan.png",
        (*_WORDS, "text", "packed", "words", "profile", "private", "behind"),
        _png,
        _FOUND,
    ),
    PaperCarrier("message.webp", (*_WORDS, "profile", "chunk", "behind"), _webp, _FOUND),
    PaperCarrier("phone.heic", (*_WORDS, "free", "own"), _heic, _FOUND),
    PaperCarrier("office.pdf", _NOTED, _pdf, ("PDF:CreateDate", "XMP-exif:GPSLatitude")),
    PaperCarrier("scanner.pdf", (*_WORDS, *_IPTC.values(), "sheet-thumbnail"), _scanned),
)
