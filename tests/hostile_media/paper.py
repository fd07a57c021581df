"""Everything that could be sent in place of a letter on paper, each made when it is wanted."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from service.media.refusals import Refusal
from tests.factories import scans
from tests.factories.recordings import phone_video
from tests.hostile_media import bending
from tests.hostile_media.rows import MARK, Hostile, Lures, as_scan, harmless, refused

_FUZZED_BYTES: Final = 40
_PLACE: Final = b"Exif\0\0" + bending.with_place(b"\xff\xd8").partition(b"Exif\0\0")[2]


def _jpeg_with_place(_: Path, __: Lures) -> bytes:
    return bending.with_place(scans.saved(scans.fields(), "JPEG", comment=MARK.encode()))


def _heic_with_place(folder: Path, _: Lures) -> bytes:
    notes = {b"Exif": struct.pack(">I", 6) + _PLACE, b"mime": MARK.encode()}
    return scans.heic(folder, notes=notes)


def _claims_to_be_huge(_: Path, __: Lures) -> bytes:
    whole = scans.saved(scans.fields(), "JPEG")
    at = whole.index(b"\xff\xc0") + 5
    return whole[:at] + struct.pack(">HH", 65_500, 65_500) + whole[at + 4 :]


def _webp(_: Path, __: Lures) -> bytes:
    """It says of itself that it has 16,000 by 16,000 pixels."""
    whole = scans.saved(scans.fields(), "WEBP", lossless=True)
    at = whole.index(b"VP8L") + 9
    (bits,) = struct.unpack_from("<I", whole, at)
    sides = 15_999 | 15_999 << 14
    return whole[:at] + struct.pack("<I", bits >> 28 << 28 | sides) + whole[at + 4 :]


def _notes_that_unpack(_: Path, __: Lures) -> bytes:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(1024)) + packer.flush()
    held = b"Comment\0\0" + packed
    chunk = struct.pack(">I", len(held)) + b"zTXt" + held
    chunk += struct.pack(">I", zlib.crc32(b"zTXt" + held))
    whole = scans.saved(scans.fields(), "PNG")
    return whole[:33] + chunk + whole[33:]


def _script(_: Path, lures: Lures) -> bytes:
    """It acts when it is opened, when its page is, and when it is closed; and fetches."""
    act = f"<< /S /JavaScript /JS (app.launchURL\\('{lures.url}'\\); app.alert\\({MARK}\\)) >>"
    fetch = f"<< /S /URI /URI ({lures.url}) >>"
    send = f"<< /S /SubmitForm /F << /FS /URL /F ({lures.url}) >> >>"
    start = f"<< /S /Launch /F ({lures.file.path}) >>"
    sheet = scans.Sheet(drawn=scans.drawn_fields(), also=f"/AA << /O {fetch} /C {send} >>")
    return scans.Pdf(
        [sheet], catalog=f"/OpenAction {act} /AA << /WC {start} /WS {act} >>"
    ).written()


def _picture_that_unpacks(_: Path, __: Lures) -> bytes:
    """A sheet whose picture is 30,000 by 30,000 once it is unpacked: 2.7 GB of white."""
    made, packer = scans.Pdf([]), zlib.compressobj(9)
    row = b"\xff" * (1 << 20)
    packed = b"".join(packer.compress(row) for _ in range(2_700)) + packer.flush()
    picture = made.add_stream(
        packed,
        "/Type /XObject /Subtype /Image /Width 30000 /Height 30000 /ColorSpace /DeviceRGB "
        "/BitsPerComponent 8 /Filter /FlateDecode",
    )
    made.sheets = [
        scans.Sheet(
            drawn=b"q 595 0 0 842 0 0 cm /P Do Q",
            also=f"/Resources << /XObject << /P {picture} 0 R >> >>",
        )
    ]
    return made.written()


def _drawn_without_end(_: Path, __: Lures) -> bytes:
    """Drawings of ten drawings each, ten deep."""
    made = scans.Pdf([])
    inner = made.add_stream(
        b"0 0 m 595 842 l S", "/Type /XObject /Subtype /Form /BBox [0 0 595 842]"
    )
    for _deeper in range(10):
        inner = made.add_stream(
            b"/F Do " * 10,
            "/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
            f"/Resources << /XObject << /F {inner} 0 R >> >>",
        )
    made.sheets = [
        scans.Sheet(drawn=b"/F Do", also=f"/Resources << /XObject << /F {inner} 0 R >> >>")
    ]
    return made.written()


def _words_that_unpack(_: Path, __: Lures) -> bytes:
    """What is drawn unpacks twice: two gigabytes of blanks."""
    packer = zlib.compressobj(9)
    once = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(2048)) + packer.flush()
    made = scans.Pdf([])
    drawn = made.add_stream(zlib.compress(once, 9), "/Filter [/FlateDecode /FlateDecode]")
    made.sheets = [scans.Sheet(also=f"/Contents {drawn} 0 R")]
    return made.written()


def _pages_in_a_ring(_: Path, __: Lures) -> bytes:
    """A list of pages that has itself among them."""
    return bending.pdf(1).replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


def _polyglot(_: Path, lures: Lures) -> bytes:
    """A PDF that is a web page and an archive too."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("letter.html", MARK)
    page = f"<html><script src='{lures.url}'></script>{MARK}</html>".encode()
    return scans.two_sheets() + page + held.getvalue()


def _picture_and_archive(_: Path, lures: Lures) -> bytes:
    """A JPEG that is a web page and an archive too."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("letter.html", MARK)
    page = f"<html><img src='{lures.url}'>{MARK}</html>".encode()
    comment = b"\xff\xfe" + struct.pack(">H", 2 + len(page)) + page
    whole = scans.saved(scans.fields(), "JPEG")
    return whole[:2] + comment + whole[2:] + held.getvalue()


def _svg(_: Path, lures: Lures) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="99999" height="99999">'
        f'<image href="{lures.url}" width="9" height="9"/></svg>'
    ).encode()


def _fuzzed(make: Callable[[Path], bytes], seed: int) -> Callable[[Path, Lures], bytes]:
    def made(folder: Path, _: Lures) -> bytes:
        chance, content = random.Random(seed), bytearray(make(folder))
        for _changed in range(_FUZZED_BYTES):
            content[chance.randrange(20, len(content))] = chance.randrange(256)
        return bytes(content)

    return made


FUZZED: Final[dict[str, Callable[[Path], bytes]]] = {
    "JPEG": lambda _: scans.turned("JPEG", 6),
    "PNG": lambda _: scans.turned("PNG", 6),
    "WebP": lambda _: scans.turned("WEBP", 6),
    "HEIC": scans.heic,
    "PDF": lambda _: scans.form(),
}
_TOO_MUCH: Final = (Refusal.DAMAGED, Refusal.PICTURE_TOO_LARGE, Refusal.TOOK_TOO_LONG)

PAPER: Final[tuple[Hostile, ...]] = tuple(
    as_scan(row)
    for row in (
        refused(
            "PNG of 16000 by 16000",
            lambda *_: bending.png(16_000, 16_000),
            Refusal.PICTURE_TOO_LARGE,
        ),
        refused("JPEG that claims 65500 by 65500", _claims_to_be_huge, Refusal.PICTURE_TOO_LARGE),
        refused(
            "WebP that claims 16000 by 16000", _webp, Refusal.PICTURE_TOO_LARGE, Refusal.DAMAGED
        ),
        refused("PNG whose notes unpack to a gigabyte", _notes_that_unpack, Refusal.DAMAGED),
        harmless("JPEG with a place", _jpeg_with_place),
        harmless("HEIC with a place", _heic_with_place),
        harmless("PDF with scripts and addresses", _script),
        refused("PDF of 10,000 pages", lambda *_: bending.pdf(10_000), Refusal.TOO_MANY_PAGES),
        harmless("PDF whose picture unpacks to 2.7 GB", _picture_that_unpacks, *_TOO_MUCH),
        harmless("PDF whose words unpack to 2 GB", _words_that_unpack, *_TOO_MUCH),
        harmless("PDF drawn ten thousand million times", _drawn_without_end, *_TOO_MUCH),
        refused("PDF whose pages are a ring", _pages_in_a_ring, Refusal.DAMAGED),
        harmless("PDF, web page and archive in one", _polyglot),
        harmless("JPEG, web page and archive in one", _picture_and_archive),
        refused("SVG sent as paper", _svg, Refusal.NOT_A_SCAN),
        refused(
            "film sent as paper",
            lambda folder, _: phone_video(folder / "film.mp4", seconds=1),
            Refusal.NOT_A_SCAN,
        ),
        *(
            harmless(f"fuzzed {name}, seed {seed}", _fuzzed(make, seed), *Refusal)
            for name, make in FUZZED.items()
            for seed in range(2)
        ),
    )
)
