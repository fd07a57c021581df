"""Every kind of paper that is accepted, how it is made here, and what comes of it.

`docs/media.md` shows this table and a test holds it to that; another holds that every kind on the
list is made. Owns the rows; `tests/factories/scans.py` makes them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image, ImageCms

from service.media.kinds import Paper
from tests.factories.scans import (
    fields,
    form,
    heic,
    saved,
    scanned_sheet,
    see_through,
    turned,
    two_sheets,
)

UPRIGHT: Final = ((640, 480),)
A4: Final = (1653, 2339)
COMES_OUT: Final = "pages in JPEG"
_IN_COLOUR: Final = 24


@dataclass(frozen=True)
class Sheaf:
    """One file: what is in it, in words; the size of each of its pages; how it is made.

    `near` is how far a colour may be from what was put in, of 255; None where it has no colours.
    """

    holds: str
    sizes: tuple[tuple[int, int], ...]
    make: Callable[[Path], bytes]
    near: int | None = _IN_COLOUR


@dataclass(frozen=True)
class AcceptedPaper:
    """A row of the table."""

    name: str
    comes_from: str
    kind: Paper
    samples: tuple[Sheaf, ...]

    @property
    def holds(self) -> str:
        """What the tests put into it, in words."""
        return "; ".join(one.holds for one in self.samples)


def _by_pillow(
    holds: str,
    form_: str,
    change: Callable[[Image.Image], Image.Image] = lambda one: one,
    near: int | None = _IN_COLOUR,
    **options: object,
) -> Sheaf:
    return Sheaf(holds, UPRIGHT, lambda _: saved(change(fields()), form_, **options), near)


def _way_up(form_: str, orientation: int) -> Sheaf:
    return Sheaf(f"way up {orientation}", UPRIGHT, lambda _: turned(form_, orientation))


def _deep(_: Path) -> bytes:
    """Sixteen bits of grey: the fields by their brightness."""
    grey = fields().convert("L")
    deep = Image.new("I;16", grey.size)
    deep.putdata([value * 257 for value in grey.get_flattened_data()])
    return saved(deep, "PNG")


def _in_its_own_colours(_: Path) -> bytes:
    """Red and blue exchanged, and a profile in which red means blue and blue red."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert profile.count(b"rXYZ") == profile.count(b"bXYZ") == 1
    other = profile.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    red, green, blue = fields().split()
    return saved(Image.merge("RGB", (blue, green, red)), "PNG", icc_profile=other)


def _wide(_: Path) -> bytes:
    return saved(fields(4000, 3000), "JPEG", quality=90)


def _moving(_: Path) -> bytes:
    later = Image.new("RGB", (640, 480), "black")
    return saved(
        fields(), "WEBP", save_all=True, append_images=[later], duration=100, lossless=True
    )


PAPERS: Final[Sequence[AcceptedPaper]] = (
    AcceptedPaper(
        "JPEG",
        "phones, cameras, scanners",
        Paper.JPEG,
        (
            *(_way_up("JPEG", orientation) for orientation in range(1, 9)),
            _by_pillow("grey", "JPEG", lambda one: one.convert("L"), None),
            _by_pillow("progressive", "JPEG", progressive=True),
            _by_pillow("inks (CMYK)", "JPEG", lambda one: one.convert("CMYK"), 40),
            Sheaf("twelve million pixels", ((2400, 1800),), _wide),
        ),
    ),
    AcceptedPaper(
        "PNG",
        "screenshots, scanners",
        Paper.PNG,
        (
            _by_pillow("full colour", "PNG"),
            Sheaf("see-through", UPRIGHT, lambda _: saved(see_through(), "PNG")),
            _by_pillow("few colours", "PNG", lambda one: one.quantize(8)),
            _by_pillow("black and white", "PNG", lambda one: one.convert("1"), None),
            Sheaf("grey of sixteen bits", UPRIGHT, _deep, None),
            Sheaf("colours of its own (ICC)", UPRIGHT, _in_its_own_colours),
            _way_up("PNG", 6),
        ),
    ),
    AcceptedPaper(
        "WebP",
        "messengers, browsers",
        Paper.WEBP,
        (
            _by_pillow("lossy", "WEBP", quality=90),
            Sheaf("see-through", UPRIGHT, lambda _: saved(see_through(), "WEBP", lossless=True)),
            _way_up("WEBP", 8),
            Sheaf("moving (the first picture)", UPRIGHT, _moving),
        ),
    ),
    AcceptedPaper(
        "HEIC",
        "iPhones, newer phones",
        Paper.HEIC,
        (
            Sheaf("upright", UPRIGHT, heic),
            Sheaf("turned", UPRIGHT, lambda folder: heic(folder, quarters=1)),
        ),
    ),
    AcceptedPaper(
        "PDF",
        "scanners, offices",
        Paper.PDF,
        (
            Sheaf("two sheets, one of them turned", (A4, A4), lambda _: two_sheets()),
            Sheaf("a scanned sheet", (A4,), lambda _: scanned_sheet()),
            Sheaf("a form that was filled in", (A4,), lambda _: form()),
        ),
    ),
)


def paper_table() -> list[str]:
    """The lines of the table, as the page shows it."""
    rows = [
        f"| {one.name} | {one.comes_from} | {one.holds} | `{one.kind.value}` | {COMES_OUT} |"
        for one in PAPERS
    ]
    return [
        "| Kind | Comes from | The tests put into it | Read as | Comes out as |",
        "|---|---|---|---|---|",
        *rows,
    ]
