"""What the portal lets somebody choose, the service takes; and both say the same in words."""

import re
from pathlib import Path

from service.domain.sizes import RECORDING_BYTES, SCAN_BYTES
from service.media.limits import Limits

ROOT = Path(__file__).resolve().parents[2]
SCREEN = ROOT / "portal/src/screens/participant/choose-file.tsx"
KINDS = ROOT / "portal/src/screens/liaison/kinds.ts"
SAID = [
    *(ROOT / "locales" / language / "participant.ftl" for language in ("en", "cy")),
    ROOT / "docs/media.md",
]


def _largest_chosen(name: str = "LARGEST") -> int:
    found = re.search(rf"^const {name} = ([0-9_]+);", SCREEN.read_text(), re.MULTILINE)
    assert found is not None
    return int(found[1])


def test_the_portal_lets_nothing_be_chosen_that_the_service_refuses() -> None:
    assert 0.9 * RECORDING_BYTES < _largest_chosen() <= RECORDING_BYTES
    assert Limits().input_bytes == RECORDING_BYTES
    assert 0.9 * SCAN_BYTES < _largest_chosen("LARGEST_PAPER") <= SCAN_BYTES
    assert Limits().paper.input_bytes == SCAN_BYTES


def test_a_liaisons_page_refuses_just_what_the_terminal_refuses() -> None:
    size = re.compile(r"^const (\w+_BYTES) = (\d+) \* 1024 \*\* (\d);", re.MULTILINE)
    found = size.findall(KINDS.read_text())
    most = {name: int(times) * 1024 ** int(power) for name, times, power in found}
    assert most == {"RECORDING_BYTES": RECORDING_BYTES, "SCAN_BYTES": SCAN_BYTES}


def test_people_are_told_these_sizes_and_no_others() -> None:
    paper = f"{_largest_chosen('LARGEST_PAPER') // 1_000_000} MB"
    told = {f"{_largest_chosen() // 1_000_000_000} GB", paper}
    for page in SAID:
        sizes = re.findall(r"\b\d+ [GM]B\b", page.read_text())
        assert sizes, page
        assert set(sizes) == told, page
