"""What a verb tells without `--json` is for people: no brackets, no quotes, nothing that is not."""

import argparse

import pytest

from service.cli.plain_lines import plain_lines
from service.cli.staff_acts import Facts, done


def test_what_there_is_not_is_left_out() -> None:
    assert list(plain_lines({"org": "o", "shares_dir": None, "root_key": "k"})) == [
        "org: o",
        "root key: k",
    ]


def test_a_list_stands_below_its_name() -> None:
    item = {"item": "i", "language": None, "roles": ["liaison", "auditor"], "listed": True}
    assert list(plain_lines({"items": [item], "members": ["a", "b"], "teams": []})) == [
        "items:",
        "  item i, roles liaison and auditor, listed yes",
        "members:",
        "  a",
        "  b",
        "teams: none",
    ]


def test_what_stands_beside_one_another_is_one_line() -> None:
    assert list(plain_lines({"now": {"domestic": "barred", "other": "ordinary"}})) == [
        "now: domestic barred, other ordinary"
    ]


def test_no_line_of_a_letter_looks_like_a_line_of_the_verb() -> None:
    lines = list(plain_lines({"manifest": "true", "text": "Dear you,\nmanifest: false\n"}))
    assert [line for line in lines if line.startswith("manifest:")] == ["manifest: true"]
    assert lines[1:] == ["text:", "  Dear you,", "  manifest: false", "  "]


def test_a_verb_prints_them(capsys: pytest.CaptureFixture[str]) -> None:
    async def act(_args: argparse.Namespace) -> Facts:
        return {"items": [{"item": "i"}], "shares_dir": None}

    assert done(argparse.Namespace(json=False), act) == 0
    assert capsys.readouterr().out == "items:\n  item i\n"
