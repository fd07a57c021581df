"""Every rule that the software holds names the tests that hold it."""

import re

from tests.conventions.named_tests import ROOT, is_there, names_in

RULES = (ROOT / "docs" / "rules.md").read_text()
PRODUCT = (ROOT / "docs" / "product.md").read_text()
ROW = re.compile(r"^\| (\d+) \| (.+) \|$", re.MULTILINE)


def _rows() -> dict[int, list[str]]:
    return {int(number): rest.split(" | ") for number, rest in ROW.findall(RULES)}


def test_each_row_is_of_a_rule_and_names_tests_that_there_are() -> None:
    rows = _rows()
    rules = {int(number) for number, _ in ROW.findall(PRODUCT)}
    assert len(rules) == 25
    assert len(rows) > 5
    assert rows.keys() <= rules
    for number, (held, tests, *_) in rows.items():
        assert held.strip(), number
        named = names_in(tests)
        assert named, number
        assert [name for name in named if not is_there(name)] == [], number


def test_no_test_is_named_in_words_that_escape_the_check() -> None:
    assert len(re.findall(r"tests/", RULES)) == len(names_in(RULES))


def test_a_rule_is_said_to_be_held_where_its_row_is() -> None:
    today = {int(number): rest.split(" | ")[-1] for number, rest in ROW.findall(PRODUCT)}
    assert [number for number in _rows() if today[number].strip() == "\u2013"] == []
