"""No bytes that anyone can send break what reads them: each parser by its own fuzzer."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.factories.recordings import phone_video
from tests.fuzz import parsers_of_bytes, parsers_of_words
from tests.fuzz.parsers_of_bytes import EXPORT
from tests.fuzz.running import PROCESS_SECONDS, Outcome, fuzz
from tests.fuzz.seeds import SEEDS

pytestmark = pytest.mark.timeout(2 * PROCESS_SECONDS)

Report = Callable[[str, Outcome], None]


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str]) -> Report:
    """Say how often a parser was called, where it is seen while the suite runs."""

    def say(name: str, outcome: Outcome) -> None:
        with capsys.disabled():
            sys.stderr.write(f"\n{name}: {outcome.executions} executions\n")

    return say


def _holds(name: str, seeds: list[bytes], outcome: Outcome, report: Report) -> None:
    report(name, outcome)
    complaint = outcome.complaint(len(seeds))
    assert not complaint, complaint


@pytest.mark.parametrize("name", list(parsers_of_words.PARSERS))
def test_no_words_break_what_reads_them(name: str, tmp_path: Path, report: Report) -> None:
    seeds = SEEDS[name]()
    _holds(name, seeds, fuzz(parsers_of_words.__name__, name, seeds, tmp_path), report)


@pytest.mark.parametrize("name", [one for one in parsers_of_bytes.PARSERS if one in SEEDS])
def test_no_sealed_or_packed_bytes_break_what_opens_them(
    name: str, tmp_path: Path, report: Report, export: Path
) -> None:
    seeds, told = SEEDS[name](), {EXPORT: str(export)}
    outcome = fuzz(parsers_of_bytes.__name__, name, seeds, tmp_path, told=told)
    _holds(name, seeds, outcome, report)


def test_no_file_breaks_what_reads_an_export(tmp_path: Path, report: Report, export: Path) -> None:
    seeds, told = [export.read_bytes()], {EXPORT: str(export)}
    outcome = fuzz(parsers_of_bytes.__name__, "archive", seeds, tmp_path, told=told)
    _holds("archive", seeds, outcome, report)


def test_no_recording_breaks_what_looks_at_its_boxes(tmp_path: Path, report: Report) -> None:
    small = ("-s", "64x48", "-movflags", "+faststart")
    seeds = [phone_video(tmp_path / "small.mp4", *small, seconds=0.2).read_bytes()]
    outcome = fuzz(parsers_of_bytes.__name__, "mp4", seeds, tmp_path)
    _holds("mp4", seeds, outcome, report)
