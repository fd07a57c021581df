"""Owns writing what was released on paper as a PDF: every page a picture, for a printer.

Of the pages of a rendition, which hold nothing but pixels. Refuses to read any other PDF.
"""

from typing import Final

from service.sealing.pages import read_index

_POINTS_PER_PIXEL: Final = 72 / 200
"""A sheet of A4 comes out of a rendition with 200 dots per inch."""


def as_pdf(contents: bytes) -> bytes:
    """Return a PDF of the pages of a rendition. Raises SealingError where it has none."""
    pages = read_index(lambda at, length: contents[at : at + length], len(contents))
    kids = " ".join(f"{3 + 3 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
    ]
    for page in pages:
        own = len(objects) + 1
        wide, high = (f"{side * _POINTS_PER_PIXEL:.2f}" for side in (page.width, page.height))
        drawn = f"q {wide} 0 0 {high} 0 0 cm /P Do Q".encode()
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {wide} {high}] /Contents {own + 1} 0 R "
            f"/Resources << /XObject << /P {own + 2} 0 R >> >> >>".encode(),
            _stream("", drawn),
            _stream(
                f"/Type /XObject /Subtype /Image /Width {page.width} /Height {page.height} "
                "/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode",
                contents[page.begins : page.begins + page.length],
            ),
        ]
    return _file(objects)


def _stream(words: str, content: bytes) -> bytes:
    head = f"<< {words} /Length {len(content)} >>\nstream\n".encode()
    return head + content + b"\nendstream"


def _file(objects: list[bytes]) -> bytes:
    body, places = bytearray(b"%PDF-1.4\n"), list[int]()
    for number, held in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + held + b"\nendobj\n"
    begins, count = len(body), len(objects) + 1
    body += b"xref\n0 %d\n0000000000 65535 f \n" % count
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, begins)
    return bytes(body)
