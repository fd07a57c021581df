import io

import pypdfium2
import pytest
from PIL import Image

from service.cli.paper import as_pdf
from service.sealing.errors import SealingError
from service.sealing.pages import Page, index

COLOURS = ((220, 30, 40), (30, 160, 60))
SIZES = ((1653, 2339), (400, 200))


def rendition() -> bytes:
    whole, pages = b"", list[Page]()
    for colour, size in zip(COLOURS, SIZES, strict=True):
        held = io.BytesIO()
        Image.new("RGB", size, colour).save(held, "JPEG")
        pages.append(Page(len(whole), len(held.getvalue()), *size))
        whole += held.getvalue()
    return whole + index(pages)


def test_each_page_is_a_sheet_of_its_size_that_shows_it() -> None:
    document = pypdfium2.PdfDocument(as_pdf(rendition()))
    assert len(document) == len(SIZES)
    for page, colour, size in zip(document, COLOURS, SIZES, strict=True):
        assert page.get_size() == pytest.approx([side * 72 / 200 for side in size], abs=0.01)
        shown = page.render(scale=1).to_pil().convert("RGB")
        found = shown.getpixel((shown.width // 2, shown.height // 2))
        assert max(abs(a - b) for a, b in zip(found, colour, strict=True)) <= 3
    document.close()


def test_what_has_no_pages_becomes_no_pdf() -> None:
    with pytest.raises(SealingError):
        as_pdf(b"%PDF-1.4 what was uploaded")
