"""Whoever is refused at a terminal is told what was wrong, and who can."""

import argparse

import pytest

from service.cli.__main__ import build_parser
from service.cli.blocker_words import in_the_way
from service.cli.staff_acts import in_words
from service.client.errors import Refusal
from service.domain.blockers import Blocker
from service.sealing.schemas_practice import FORMS

FORBIDDEN, INVALID, CONFLICT = "You may not do this.", "What was sent is not valid.", "It changed."


def _said(refused: Refusal, function: str, module: str = "service.cli.staff_deciding") -> str:
    return in_words(refused, argparse.Namespace(function=function, module=module))


@pytest.mark.parametrize(
    ("refused", "function", "words"),
    [
        (Refusal("invalid", 422, {"reason": "day"}, INVALID), "run_record", "Monday to Friday"),
        (Refusal("no-room", 413, {"left_gb": 2}, "No."), "run", "room for 2 GB. Whoever runs"),
        (Refusal("no-room", 413, {"left_gb": 0}, "No."), "run", "less than 1 GB. Whoever runs"),
        (Refusal("forbidden", 403, {"reason": "supervisor"}, FORBIDDEN), "run_unlock", "A superv"),
        (Refusal("forbidden", 403, {"reason": "withheld-by-you"}, FORBIDDEN), "run_review", "coll"),
        (Refusal("forbidden", 403, {"reason": "supervisor"}, FORBIDDEN), "run_record", "team add"),
        (Refusal("conflict", 409, {"field": "entrusted"}, CONFLICT), "run_entrust", "already"),
        (Refusal("conflict", 409, {"state": "in-review"}, CONFLICT), "run_hand_back", "not hold"),
        (Refusal("conflict", 409, {"state": "closed"}, CONFLICT), "run_step", "“closed” now"),
        (Refusal("conflict", 409, {"field": "person"}, CONFLICT), "run_mandate", "an account"),
        (Refusal("conflict", 409, {"field": "person"}, CONFLICT), "run_transfer", "case mandate"),
    ],
)
def test_what_was_wrong_is_said_after_the_refusal(
    refused: Refusal, function: str, words: str
) -> None:
    said = _said(refused, function)
    assert said.startswith(f"{refused} ")
    assert words in said.removeprefix(str(refused))


def test_whom_a_verb_is_for_is_said_to_whom_it_is_not() -> None:
    refused = Refusal("forbidden", 403, {}, FORBIDDEN)
    said = _said(refused, "run_work", "service.cli.staff_work")
    assert said.startswith(f"{FORBIDDEN} It is for facilitators and supervisors;")


def test_what_has_no_words_is_told_as_the_service_tells_it() -> None:
    refused = Refusal("invalid", 422, {"reason": "of-a-newer-version"}, INVALID)
    assert _said(refused, "run_record") == INVALID


def test_every_blocker_has_words_and_says_who_clears_it() -> None:
    for blocker in Blocker:
        said = in_the_way(blocker)
        assert "{" not in said
        words, _, who = said.partition(" (")
        assert words.endswith(".")
        assert who.startswith(f"{blocker}; up to ")
    assert in_the_way("of-a-newer-version") == "of-a-newer-version"


def test_a_case_that_went_part_of_the_way_says_how_far() -> None:
    facts = {"blockers": "conflict-not-declared,age-not-recorded", "reached": "screening"}
    said = _said(Refusal("blocked", 409, facts, "This cannot go ahead yet."), "run_activate")
    assert said.startswith("This cannot go ahead yet. In the way: You have not said that nothing")
    assert said.endswith("The case is screening now.")


def test_every_kind_of_record_is_listed_with_what_it_may_say(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(["case", "record", "--help"])
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    for kind, form in FORMS.items():
        (line,) = [one for one in lines if one.startswith(f"{kind}: ")]
        assert all(status in line for status in form.statuses)
        assert ("--person" in line) == form.person
    assert "age: adult | young (--until) | child (--until); --person" in lines
