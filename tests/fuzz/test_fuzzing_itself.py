"""Controls: the harness finds a planted fault and a parser that hangs, and knows idleness."""

from pathlib import Path

import pytest

from tests.fuzz import planted
from tests.fuzz.running import PROCESS_SECONDS, Outcome, fuzz

pytestmark = pytest.mark.timeout(2 * PROCESS_SECONDS)


def test_a_planted_fault_is_found_saved_and_told_in_hex(tmp_path: Path) -> None:
    outcome = fuzz(planted.__name__, "breaks", [b"nothing"], tmp_path)
    assert outcome.broken_by is not None
    assert outcome.broken_by.read_bytes().startswith(b"seal")
    complaint = outcome.complaint(1)
    assert "the planted fault" in complaint
    assert str(outcome.broken_by) in complaint
    assert b"seal".hex() in complaint
    assert outcome.executions > 0


def test_a_parser_that_never_comes_back_is_a_fault(tmp_path: Path) -> None:
    outcome = fuzz(planted.__name__, "hangs", [b"x"], tmp_path)
    assert outcome.broken_by is not None
    assert outcome.broken_by.name.startswith("timeout-")
    assert outcome.complaint(1)


@pytest.mark.parametrize(("module", "parser"), [("tests.fuzz.nowhere", "x"), ("", "x")])
def test_a_fuzzer_that_does_not_start_is_a_fault(module: str, parser: str, tmp_path: Path) -> None:
    outcome = fuzz(module or planted.__name__, parser, [], tmp_path)
    assert outcome.executions == 0
    assert "ended with 1" in outcome.complaint(0)


@pytest.mark.parametrize("executions", [0, 5])
def test_a_fuzzer_that_tried_nothing_of_its_own_is_a_fault(executions: int) -> None:
    outcome = Outcome(executions, None, 0, "")
    assert "tried nothing" in outcome.complaint(5)
    assert not Outcome(6, None, 0, "").complaint(5)
