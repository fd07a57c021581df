"""Every promise names the test that holds it, and every attack stands in the protocol's table."""

import pytest

from tests.conventions.named_tests import NAMED, ROOT, UNTESTED, collected, is_there, names_in

THREATS = (ROOT / "docs" / "threat-model.md").read_text()
PROTOCOL = (ROOT / "docs" / "protocol.md").read_text()
COLUMNS = 3
LEAST_LINES = 30


def claims_of(text: str) -> list[str]:
    """Return each line that says what holds: of a part, a device, an insider, or from outside.

    What begins with *Surrenders* says the opposite; what introduces a list is held by the list.
    """
    start, end = "\n## The service's parts", "\n## What this does not promise"
    lines = text[text.index(start) : text.index(end)].splitlines()
    silent = ("#", "**Surrenders", "|---", "| who |")
    return [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if line
        and not line.startswith(silent)
        and not (following.startswith("- ") and not line.startswith("- "))
    ]


def unheld(text: str) -> list[str]:
    """Return the claims beside which no existing test stands, nor a word that there is none."""
    return [
        line
        for line in claims_of(text)
        if not (any(map(is_there, names_in(line))) or UNTESTED.search(line))
    ]


def rows_of(text: str) -> list[list[str]]:
    """Return the table of attacks: the line, the tests in Python, the tests in Chromium."""
    section = text[text.index("\n## 9. Attacks that are held off") :]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[1:]]


def unshown(text: str) -> list[str]:
    """Return the lines of the table with a cell that names nothing that exists, and no reason."""
    return [
        line
        for line, *cells in rows_of(text)
        if len(cells) != COLUMNS - 1
        or not all(
            UNTESTED.search(cell) or (names_in(cell) and all(map(is_there, names_in(cell))))
            for cell in cells
        )
    ]


def unlisted(text: str) -> list[str]:
    """Return the tests of the suite that no row of the table names."""
    named = {name for row in rows_of(text) for cell in row for name in names_in(cell)}
    return sorted(
        one
        for one in collected("tests/attacks")
        if one not in named and one.partition("[")[0] not in named
    )


def test_every_promise_of_the_threat_model_names_a_test_or_says_that_there_is_none() -> None:
    assert len(claims_of(THREATS)) > LEAST_LINES
    assert unheld(THREATS) == []


def test_every_row_of_the_attacks_names_its_tests() -> None:
    assert len(rows_of(PROTOCOL)) > LEAST_LINES
    assert unshown(PROTOCOL) == []


def test_every_attack_of_the_suite_stands_in_a_row() -> None:
    assert unlisted(PROTOCOL) == []


@pytest.mark.parametrize(
    "planted",
    [
        "- Nobody can do this.",
        "- Nobody can do this: `tests/attacks/client/test_gone.py`.",
        "- Nobody can do this: `tests/conventions/test_attacks_named.py::test_gone`.",
        "| nobody | nothing | this |",
        "**Holds:** this. (not tested)",
    ],
)
def test_a_promise_without_a_test_is_noticed(planted: str) -> None:
    changed = THREATS.replace("\n## People's devices", f"\n{planted}\n\n## People's devices")
    assert unheld(changed) == [planted]


def test_a_row_without_a_test_is_noticed() -> None:
    fn = "test_a_recipient_is_shown_nothing"
    there = f"`tests/attacks/portal/test_forged_papers.py::{fn}[item-without-a-manifest]`"
    for cell in ("", "a reason", "`tests/attacks/portal/test_forged_papers.py::test_gone`"):
        assert unshown(f"{PROTOCOL}| planted | {there} | {cell} |\n") == ["planted"]
    gone = there.replace("item-without", "item-with")
    assert unshown(f"{PROTOCOL}| planted | {there} | {gone} |\n") == ["planted"]
    assert unshown(f"{PROTOCOL}| planted | {there} | (not tested: for a good reason) |\n") == []


def test_an_attack_that_is_in_no_row_is_noticed() -> None:
    one = next(iter(sorted(set(NAMED.findall(PROTOCOL)) & collected("tests/attacks"))))
    assert one in unlisted(PROTOCOL.replace(f"`{one}`", "(not tested: taken out by this test)"))
