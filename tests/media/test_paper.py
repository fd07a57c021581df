"""Every kind of paper made into pages: upright, in its colours, and nothing else accepted."""

import asyncio
import contextlib
import io
import random
from dataclasses import dataclass
from pathlib import Path

import av
import pytest

from service.media import sandbox
from service.media.binary import find_python
from service.media.kinds import HEAD_BYTES, Paper, sniff
from service.media.landlock import landlocked
from service.media.limits import Limits, PaperLimits
from service.media.refusals import Refusal, Refused
from service.media.rendition import RecordingFacts, make_safe_rendition
from service.media.sandbox import Bounds, Job, run_confined
from service.sealing.pages import MOST_EDGE, Page, read_index
from tests.factories import scans
from tests.factories.recordings import BytesSource, phone_video
from tests.factories.scans import FIELDS
from tests.hostile_media import bending
from tests.media.conftest import made_from
from tests.media.papers import PAPERS, AcceptedPaper, Sheaf, paper_table

BOUNDS = Bounds(wall_seconds=30, cpu_seconds=30, written_bytes=1 << 20)
PAGE = Path(__file__).resolve().parents[2] / "docs" / "media.md"
EVERY = [
    pytest.param(row.kind, sheaf, id=f"{row.name}-{sheaf.holds.replace(' ', '-')}")
    for row in PAPERS
    for sheaf in row.samples
]


@dataclass(frozen=True)
class MadePages:
    """The pages of a rendition taken out of memory, each a JPEG, with what was told on the way."""

    facts: RecordingFacts
    places: tuple[Page, ...]
    pages: tuple[bytes, ...]
    progress: tuple[float, ...]


async def pages_from(content: bytes, limits: Limits | None = None) -> MadePages:
    told: list[float] = []

    async def tell(fraction: float) -> None:
        told.append(fraction)

    made = make_safe_rendition(
        BytesSource(content), on_progress=tell, scan=True, limits=limits or Limits()
    )
    with await made as rendition:
        places = read_index(rendition.read, rendition.size)
        pages = tuple(rendition.read(one.begins, one.length) for one in places)
        return MadePages(rendition.facts, places, pages, tuple(told))


async def refusal_of(content: bytes, limits: Limits | None = None) -> Refusal:
    with pytest.raises(Refused) as refused:
        await pages_from(content, limits)
    return refused.value.refusal


def corners(page: bytes) -> list[tuple[int, ...]]:
    """The colour in the middle of each quarter, as a decoder that is not the maker's shows it."""
    with av.open(io.BytesIO(page), mode="r", format="jpeg_pipe") as container:
        shown = next(container.decode(video=0)).reformat(format="rgb24")
    (plane,) = shown.planes
    held, wide = bytes(plane), plane.line_size

    def at(across: int, down: int) -> tuple[int, ...]:
        begins = down * wide + 3 * across
        return tuple(held[begins : begins + 3])

    columns, rows = (
        (shown.width // 4, 3 * shown.width // 4),
        (
            shown.height // 4,
            3 * shown.height // 4,
        ),
    )
    return [at(across, down) for down in rows for across in columns]


def brightness(colour: tuple[int, ...]) -> float:
    red, green, blue = colour
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize(("kind", "sheaf"), EVERY)
async def test_every_kind_in_the_table_becomes_upright_pages_in_its_colours(
    kind: Paper, sheaf: Sheaf, tmp_path: Path
) -> None:
    content = await asyncio.to_thread(sheaf.make, tmp_path)
    assert sniff(content[:HEAD_BYTES], len(content)) is kind
    made = await pages_from(content)
    assert tuple((one.width, one.height) for one in made.places) == sheaf.sizes
    assert (made.facts.container, made.facts.duration_ms, made.facts.flags) == ("pages", 0, ())
    assert (made.facts.video_codec, made.facts.audio_codec) == (None, None)
    assert made.progress[-1] == 1.0
    assert list(made.progress) == sorted(made.progress)
    for page in made.pages:
        shown = corners(page)
        if sheaf.near is None:
            # Darkest and lightest say which way up it is; it has no colours to tell apart.
            light = [brightness(one) for one in shown]
            assert light[3] == max(light)
            assert all(max(one) - min(one) <= 8 for one in shown)
        else:
            for found, meant in zip(shown, FIELDS, strict=True):
                assert max(abs(a - b) for a, b in zip(found, meant, strict=True)) <= sheaf.near


@pytest.mark.parametrize("row", PAPERS, ids=lambda row: row.name)
async def test_every_kind_is_read_between_the_second_walls_too(
    row: AcceptedPaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "WALLS", (landlocked,))
    content = await asyncio.to_thread(row.samples[-1].make, tmp_path)
    made = await pages_from(content)
    assert tuple((one.width, one.height) for one in made.places) == row.samples[-1].sizes


async def test_between_the_second_walls_python_reads_its_own_library_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    python, lines = find_python(), list[str]()

    async def hear(line: str) -> None:
        lines.append(line)

    beside = [one for place in python.hidden for one in place.rglob("*.py")][:1]
    others = [Path(pytest.__file__), Path("/etc/passwd"), *beside]
    script = "import sys\nopen(sys.argv[1]).close()\nprint(sys.argv[1])"
    asked = ["-I", "-S", "-B", "-c", script]

    async def opened(path: Path) -> bool:
        job = Job(lambda _: [*asked, str(path)], BOUNDS, hear)
        return await run_confined(BytesSource(b""), python, job, (landlocked,)) == 0

    for path in (*others, Path(__file__)):
        assert not await opened(path), path
    own = python.also[0] / "os.py"
    assert await opened(own)
    assert lines == [str(own)], "the control: its own it can read"


def test_the_page_shows_the_table_as_it_is() -> None:
    page = PAGE.read_text("utf-8")
    assert "\n".join(paper_table()) in page, "in docs/media.md belongs:\n" + "\n".join(
        paper_table()
    )


def test_nothing_is_accepted_that_the_table_does_not_make() -> None:
    assert {row.kind for row in PAPERS} == set(Paper)


def _locked() -> bytes:
    """A PDF that says it is encrypted in a way that nobody knows."""
    return scans.Pdf([scans.Sheet()], trailer="/Encrypt << /Filter /Standard /V 9 >>").written()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Refusal.EMPTY_FILE),
        (b"Dear both, this is only text.\n" * 50, Refusal.NOT_A_SCAN),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Refusal.NOT_A_SCAN),
        (b"PK\x03\x04" + bytes(500), Refusal.KIND_NOT_ACCEPTED),
        (b"GIF89a" + bytes(500), Refusal.KIND_NOT_ACCEPTED),
        (b"II*\x00" + bytes(500), Refusal.KIND_NOT_ACCEPTED),
        (b"\x00\x00\x00\x18ftypavif" + bytes(500), Refusal.KIND_NOT_ACCEPTED),
        (b"\x00\x00\x00\x18ftypheic" + bytes(500), Refusal.DAMAGED),
        (b"%PDF-1.7\n" + bytes(500), Refusal.DAMAGED),
        (b"\xff\xd8\xff" + bytes(500), Refusal.DAMAGED),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), Refusal.DAMAGED),
        (b"RIFF\x00\x10\x00\x00WEBPVP8 " + bytes(500), Refusal.DAMAGED),
        (scans.turned("JPEG", 1)[:3000], Refusal.DAMAGED),
        (scans.saved(scans.fields(), "PNG")[:-40], Refusal.DAMAGED),
        (scans.Pdf([]).written(), Refusal.DAMAGED),
        (_locked(), Refusal.DAMAGED),
        (bending.png(16_000, 16_000), Refusal.PICTURE_TOO_LARGE),
        (bending.pdf(101), Refusal.TOO_MANY_PAGES),
        (bending.pdf(10_000), Refusal.TOO_MANY_PAGES),
    ],
)
async def test_what_is_no_paper_is_refused_with_its_reason(content: bytes, reason: Refusal) -> None:
    assert await refusal_of(content) == reason


async def test_a_recording_is_no_scan_and_a_scan_no_recording(tmp_path: Path) -> None:
    film = await asyncio.to_thread(phone_video, tmp_path / "film.mp4", seconds=0.2)
    assert await refusal_of(film.read_bytes()) == Refusal.NOT_A_SCAN
    for content in (scans.turned("JPEG", 1), scans.two_sheets()):
        with pytest.raises(Refused) as refused:
            await made_from(content)
        assert refused.value.refusal == Refusal.KIND_NOT_ACCEPTED


@pytest.mark.parametrize(
    ("bound", "content", "reason"),
    [
        (PaperLimits(input_bytes=1000), scans.turned("JPEG", 1), Refusal.TOO_LARGE),
        (PaperLimits(output_bytes=5000), scans.turned("JPEG", 1), Refusal.TOO_LARGE),
        (PaperLimits(pixels=640 * 480 - 1), scans.turned("PNG", 1), Refusal.PICTURE_TOO_LARGE),
        (PaperLimits(pages=1), scans.two_sheets(), Refusal.TOO_MANY_PAGES),
    ],
)
async def test_each_limit_has_its_own_reason(
    bound: PaperLimits, content: bytes, reason: Refusal
) -> None:
    assert await refusal_of(content, Limits(paper=bound)) == reason


async def test_what_takes_too_long_is_given_up() -> None:
    drawn = b"0 0 m 595 842 l S " * 4_000_000
    content = scans.Pdf([scans.Sheet(drawn=drawn)] * 3).written()
    limits = Limits(paper=PaperLimits(seconds=2))
    assert await refusal_of(content, limits) == Refusal.TOOK_TOO_LONG


async def test_a_sheet_however_long_becomes_a_page_within_its_bounds() -> None:
    made = await pages_from(
        scans.Pdf([scans.Sheet(14_400, 200), scans.Sheet(1, 1), scans.Sheet(3, 9000)]).written()
    )
    assert [(one.width, one.height) for one in made.places] == [(2400, 34), (3, 3), (1, 2400)]
    assert all(max(one.width, one.height) <= MOST_EDGE for one in made.places)


async def test_a_colour_profile_that_is_nonsense_hides_nothing() -> None:
    made = await pages_from(scans.saved(scans.fields(), "JPEG", icc_profile=b"nonsense" * 40))
    assert len(corners(made.pages[0])) == len(FIELDS)


@pytest.mark.parametrize("seed", range(10))
async def test_damage_anywhere_ends_in_a_reason_or_in_pages(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    row = PAPERS[seed % len(PAPERS)]
    content = bytearray(await asyncio.to_thread(row.samples[0].make, tmp_path))
    for _ in range(20):
        content[chance.randrange(16, len(content))] = chance.randrange(256)
    with contextlib.suppress(Refused):
        made = await pages_from(bytes(content))
        assert all(corners(page) for page in made.pages)
