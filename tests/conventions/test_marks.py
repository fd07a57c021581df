"""What takes minutes is run with `long`, and nothing is run by neither."""

import re

import pytest

from service.cli.testing import LONG, NOT_BY_DEFAULT, SUITES, WITH_LONG, folder_of
from tests.conventions.named_tests import ROOT

MARK = re.compile(rf"\bmark\.{LONG}\b")


@pytest.mark.parametrize(
    "suite", [one for one in SUITES if one not in {*NOT_BY_DEFAULT, "conventions"}]
)
def test_a_suite_has_long_tests_where_the_runner_looks_for_them(suite: str) -> None:
    files = (ROOT / "tests" / folder_of(suite)).rglob("*.py")
    marked = [file.name for file in files if MARK.search(file.read_text())]
    assert bool(marked) is (suite in WITH_LONG), marked


def test_every_folder_of_tests_is_a_suite() -> None:
    found = {
        one.parent.relative_to(ROOT / "tests").parts[0]
        for one in (ROOT / "tests").rglob("test_*.py")
    }
    assert found == set(map(folder_of, SUITES))
