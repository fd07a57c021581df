"""Pictures and PDFs as scanners, phones and offices make them, each showing the same four fields.

Red above green on the left, blue above white on the right: so that it can be told which way up
they are. Owns making them; refuses to know what becomes of them.
"""

import io
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PIL import Image

from tests.factories.recordings import record
from tests.hostile_media.bending import box, boxes

RED: Final = (220, 30, 40)
GREEN: Final = (30, 160, 60)
BLUE: Final = (40, 60, 200)
WHITE: Final = (255, 255, 255)
FIELDS: Final = (RED, BLUE, GREEN, WHITE)
"""Upper left, upper right, lower left, lower right."""

_TURNED: Final[Mapping[int, Image.Transpose]] = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""What a camera held so has recorded, by EXIF's number for how to turn it upright."""
_ORIENTATION: Final = 0x0112
THUMBNAIL: Final = (64, 64)
SCANNED: Final = (595, 842)


def fields(width: int = 640, height: int = 480) -> Image.Image:
    """The four fields, upright."""
    made = Image.new("RGB", (width, height))
    across, down = width // 2, height // 2
    for number, colour in enumerate(FIELDS):
        made.paste(colour, (number % 2 * across, number // 2 * down, width, height))
    return made


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    """The picture as a file of this form, by Pillow's name."""
    held = io.BytesIO()
    picture.save(held, form, **options)
    return held.getvalue()


def turned(form: str, orientation: int) -> bytes:
    """The four fields as a camera that was held so records them, with a note of how."""
    picture = fields()
    if orientation in _TURNED:
        picture = picture.transpose(_TURNED[orientation])
    notes = Image.Exif()
    notes[_ORIENTATION] = orientation
    return saved(picture, form, exif=notes, **({"lossless": True} if form == "WEBP" else {}))


def see_through() -> Image.Image:
    """The four fields, the last of which lets through what is behind."""
    picture = fields().convert("RGBA")
    width, height = picture.size
    picture.paste((0, 0, 0, 0), (width // 2, height // 2, width, height))
    return picture


# ------------------------------------------------------------------ HEIC


def heic(
    folder: Path,
    *,
    quarters: int = 0,
    notes: Mapping[bytes, bytes] | None = None,
    picture: Image.Image | None = None,
    coder: str = "crf=8",
) -> bytes:
    """The four fields as phones keep them; turned so many quarters, with `notes` beside them.

    A note is an item of its own, by its type: `Exif`, `mime` for XMP, or `jpeg`, a picture of
    THUMBNAIL pixels that stands for the large one. Instead of the fields
    another `picture`; `coder` is how exactly it is kept, in the words of its coder.
    """
    picture = (picture or fields()).rotate(-90 * quarters, expand=True)
    source = folder / "fields.png"
    picture.save(source)
    film = record(
        folder / "fields.mp4",
        *("-i", str(source), "-frames:v", "1", "-c:v", "libx265", "-pix_fmt", "yuv420p"),
        *("-x265-params", f"log-level=none:{coder}", "-tag:v", "hvc1"),
    ).read_bytes()
    index = film.index(b"hvcC")
    (length,) = struct.unpack(">I", film[index - 4 : index])
    settings = film[index + 4 : index - 4 + length]
    coded = next(held for name, held in boxes(film) if name == b"mdat")
    return _heif(picture.size, settings, [(b"hvc1", coded), *(notes or {}).items()], quarters)


def _full(name: bytes, content: bytes, version: int = 0, flags: int = 0) -> bytes:
    return box(name, struct.pack(">I", version << 24 | flags) + content)


def _heif(
    size: tuple[int, int], settings: bytes, items: Sequence[tuple[bytes, bytes]], quarters: int
) -> bytes:
    """A still picture of one item of HEVC, and what else there is as items that describe it."""
    kinds = box(b"ftyp", b"heic" + bytes(4) + b"mif1heic")
    entries = b""
    for number, (sort, _) in enumerate(items, 1):
        more = b"application/rdf+xml\0" if sort == b"mime" else b""
        entries += _full(b"infe", struct.pack(">HH4s", number, 0, sort) + b"\0" + more, version=2)
    properties = box(b"hvcC", settings) + _full(b"ispe", struct.pack(">II", *size))
    links = bytes([0x81, 0x02])
    if quarters:
        # Counter to the clock, as the format has it.
        properties += box(b"irot", bytes([quarters % 4]))
        links += bytes([0x83])
    joined = struct.pack(">HB", 1, len(links)) + links
    about, described = b"", 1
    for number, (sort, _) in enumerate(items[1:], 2):
        small = sort == b"jpeg"
        about += box(b"thmb" if small else b"cdsc", struct.pack(">HHH", number, 1, 1))
        if small:
            properties += _full(b"ispe", struct.pack(">II", *THUMBNAIL))
            joined += struct.pack(">HBB", number, 1, 4 if quarters else 3)
            described += 1
    joined = struct.pack(">I", described) + joined

    def meta(begins: int) -> bytes:
        places = struct.pack(">HH", 0x4400, len(items))
        at = begins
        for number, (_, held) in enumerate(items, 1):
            places += struct.pack(">HHHII", number, 0, 1, at, len(held))
            at += len(held)
        parts = [
            _full(b"hdlr", bytes(4) + b"pict" + bytes(13)),
            _full(b"pitm", struct.pack(">H", 1)),
            _full(b"iloc", places),
            _full(b"iinf", struct.pack(">H", len(items)) + entries),
            box(b"iprp", box(b"ipco", properties) + _full(b"ipma", joined)),
            *([_full(b"iref", about)] if about else []),
        ]
        return _full(b"meta", b"".join(parts))

    begins = len(kinds) + len(meta(0)) + 8
    return kinds + meta(begins) + box(b"mdat", b"".join(held for _, held in items))


# ------------------------------------------------------------------ PDF


@dataclass(frozen=True)
class Sheet:
    """A page of a PDF: its size in points, what is drawn on it, and what its dictionary has."""

    width: int = 595
    height: int = 842
    drawn: bytes = b""
    also: str = ""


@dataclass
class Pdf:
    """A PDF put together object by object; `catalog` and `trailer` are added to those."""

    sheets: Sequence[Sheet]
    catalog: str = ""
    trailer: str = ""
    objects: list[bytes] = field(default_factory=list)

    def add(self, held: bytes | str) -> int:
        """Another object; its number. The first is 3, before the pages."""
        self.objects.append(held.encode() if isinstance(held, str) else held)
        return len(self.objects) + 2

    def add_stream(self, content: bytes, words: str = "") -> int:
        """Another object that is a stream."""
        head = f"<< /Length {len(content)} {words} >>\nstream\n".encode()
        return self.add(head + content + b"\nendstream")

    def written(self) -> bytes:
        """The whole file."""
        kids = []
        for sheet in self.sheets:
            drawn = self.add_stream(sheet.drawn)
            kids.append(
                self.add(
                    f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width} {sheet.height}] "
                    f"/Contents {drawn} 0 R {sheet.also} >>"
                )
            )
        listed = " ".join(f"{kid} 0 R" for kid in kids)
        first = [
            f"<< /Type /Catalog /Pages 2 0 R {self.catalog} >>".encode(),
            f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>".encode(),
        ]
        body, places = bytearray(b"%PDF-1.7\n"), list[int]()
        for number, held in enumerate([*first, *self.objects], 1):
            places.append(len(body))
            body += f"{number} 0 obj\n".encode() + held + b"\nendobj\n"
        start = len(body)
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        body += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}".encode()
        body += f"trailer\n<< /Size {len(places) + 1} /Root 1 0 R {self.trailer} >>\n".encode()
        return bytes(body + f"startxref\n{start}\n%%EOF\n".encode())


def drawn_fields(width: int = 595, height: int = 842) -> bytes:
    """The four fields in a PDF's own drawing; it counts from below."""
    across, down = width / 2, height / 2
    words = []
    for number, colour in enumerate(FIELDS):
        left, low = number % 2 * across, (1 - number // 2) * down
        ink = " ".join(f"{one / 255:.4f}" for one in colour)
        words.append(f"{ink} rg {left} {low} {across} {down} re f")
    return "\n".join(words).encode()


def two_sheets() -> bytes:
    """An upright sheet, and one across that lies turned in the file."""
    lying = b"0 1 -1 0 842 0 cm\n" + drawn_fields()
    turned_sheet = Sheet(842, 595, lying, "/Rotate 90")
    return Pdf([Sheet(drawn=drawn_fields()), turned_sheet]).written()


def scanned_sheet(jpeg: bytes | None = None, small: bytes = b"") -> bytes:
    """A page that is one picture of SCANNED pixels, as scanners make it.

    `small` is what a viewer shows of the page in its list: so many dots of grey.
    """
    made = Pdf([])
    across, down = SCANNED
    picture = made.add_stream(
        jpeg or saved(fields(across, down), "JPEG", quality=95),
        f"/Type /XObject /Subtype /Image /Width {across} /Height {down} /ColorSpace /DeviceRGB "
        "/BitsPerComponent 8 /Filter /DCTDecode",
    )
    use = f"/Resources << /XObject << /P {picture} 0 R >> >>"
    if small:
        listed = made.add_stream(
            small, f"/Width {len(small)} /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        )
        use += f" /Thumb {listed} 0 R"
    made.sheets = [Sheet(drawn=b"q 595 0 0 842 0 0 cm /P Do Q", also=use)]
    return made.written()


def form() -> bytes:
    """A page whose four fields were filled in: each is a field of a form, with its own look."""
    made = Pdf([])
    widgets = []
    for number, colour in enumerate(FIELDS):
        left, low = number % 2 * 297, (1 - number // 2) * 421
        ink = " ".join(f"{one / 255:.4f}" for one in colour)
        look = made.add_stream(
            f"{ink} rg 0 0 298 421 re f".encode(),
            "/Type /XObject /Subtype /Form /BBox [0 0 298 421]",
        )
        widgets.append(
            made.add(
                f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (f{number}) /V (x) /F 4 "
                f"/Rect [{left} {low} {left + 298} {low + 421}] /AP << /N {look} 0 R >> >>"
            )
        )
    listed = " ".join(f"{one} 0 R" for one in widgets)
    made.catalog = f"/AcroForm << /Fields [{listed}] >>"
    made.sheets = [Sheet(also=f"/Annots [{listed}]")]
    return made.written()
