"""What may be typed, where argparse alone would take it for something else."""

import argparse
import json
from importlib import import_module

import pytest

from service.cli.__main__ import build_parser, keys_bound_to_their_options
from service.cli.staff_acts import in_words
from service.cli.staff_consenting import run_words
from service.client.errors import Refusal
from service.sealing.encoding import new_id
from service.sealing.wordings import newest_wording

HYPHEN_FIRST = "-" + "A" * 42
CASE, PERSON, TEAM = new_id(), new_id(), new_id()
THERE = ("--login", "aaaa-aaaa", "--address", "http://127.0.0.1:1")


@pytest.mark.parametrize(
    ("verb", "option", "name"),
    [
        (["verify", "case.zip"], "--root", "root"),
        (["org", "recover", "--root-key", "new.key"], "--root", "root"),
        (["verify-portal", "http://127.0.0.1:1", "--manifest", "m"], "--key", "key"),
        (["approve", CASE, *THERE], "--manifest", "manifest"),
        (["withhold", CASE, *THERE, "--reason", "threatens"], "--manifest", "manifest"),
        (["return", CASE, *THERE, "--reason", "unclear"], "--manifest", "manifest"),
        (["return", CASE, *THERE, "--reason", "unclear"], "--mani", "manifest"),
    ],
)
@pytest.mark.parametrize("key", [HYPHEN_FIRST, "-" + HYPHEN_FIRST[1:-1] + "8", "B" * 43])
def test_a_key_is_read_whatever_its_first_letter(
    verb: list[str], option: str, name: str, key: str
) -> None:
    parser = build_parser()
    typed = keys_bound_to_their_options([*verb, option, key, "--json"], parser)
    parsed = parser.parse_args(typed)
    assert getattr(parsed, name) == key
    assert parsed.json


def test_an_option_without_its_key_stays_an_error() -> None:
    parser = build_parser()
    typed = keys_bound_to_their_options(["verify", "x", "--root", "--json"], parser)
    with pytest.raises(SystemExit) as left:
        parser.parse_args(typed)
    assert left.value.code == 2


@pytest.mark.parametrize(
    "words",
    [
        ["team", "add", CASE, PERSON],
        ["team", "remove", CASE, PERSON],
        ["team", "found", "duty", PERSON, PERSON],
        ["team", "renew", TEAM],
        ["team", "step-in", "ask", CASE, PERSON, "--as", "duty", "--reason", "illness"],
        ["team", "step-in", "join", CASE],
        ["team", "step-in", "confirm", CASE],
        ["team", "step-in", "withdraw", CASE],
        ["case", "open", "--reader", PERSON, "--reader", PERSON, "--route", "specialist"],
        ["roster", "show"],
        ["org", "policy", "show"],
        [
            *("org", "policy", "state", "--from", "2030-12-31", "--domestic", "barred"),
            *("--sexual", "barred", "--stalking", "specialist", "--exploitation", "specialist"),
            *("--child", "specialist", "--other", "ordinary"),
        ],
        ["case", "record", CASE, "harm-domestic", "present"],
        ["case", "transfer", CASE, PERSON, "--team", TEAM, "--until", "2030-12-31"],
        ["case", "mandate", CASE, "harmed", "--team", TEAM, "--until", "2030-12-31"],
        ["case", "mandate-end", CASE, PERSON],
        ["spoken", "consent", CASE, PERSON, "take-part", "--manner", "paper"],
        ["spoken", "acknowledge", CASE, PERSON, "--manner", "phone", "--withdraw"],
        ["liaison", "people"],
        ["recall", CASE],
        ["case", "certify", CASE],
        ["case", "activate", CASE],
        ["case", "steps", CASE],
        ["case", "step", CASE, "begin-closing"],
        ["case", "two-readers", CASE, "--specialist"],
        ["case", "record", CASE, "plan", "agreed", "--round", "2", "--medium", "letter"],
        ["case", "record", CASE, "age", "young", "--person", PERSON, "--until", "2030-12-31"],
    ],
)
def test_each_verb_of_teams_and_cases_leads_to_an_act_and_takes_no_secret(words: list[str]) -> None:
    parsed = build_parser().parse_args(
        [*words, "--login", "aaaa-aaaa", "--address", "http://127.0.0.1:1", "--json"]
    )
    act = getattr(import_module(parsed.module), parsed.function)
    assert callable(act)
    assert act.__doc__
    assert "passphrase" not in vars(parsed)


@pytest.mark.parametrize(
    ("words", "argument"),
    [
        (["case", "certify", "the-case"], "CASE"),
        (["case", "open", "--reader", "Ann"], "--reader"),
        (["review", "the-letter"], "ITEM"),
        (["team", "add", CASE, "Ann"], "PERSON"),
        (["worker", "retire", "first"], "POOL"),
        (["export", "the-case", "--out", "x"], "CASE"),
        (["review", "--login", "Ann"], "--login"),
    ],
)
def test_what_cannot_be_an_id_or_a_login_is_named(
    words: list[str], argument: str, capsys: pytest.CaptureFixture[str]
) -> None:
    own = () if "--login" in words else ("--login", "aaaa-aaaa")
    with pytest.raises(SystemExit) as left:
        build_parser().parse_args([*words, *own, "--address", "http://127.0.0.1:1"])
    assert left.value.code == 2
    assert f"argument {argument}: not a" in capsys.readouterr().err


def test_what_is_not_there_is_named() -> None:
    asked = argparse.Namespace(case=CASE, person=PERSON, item=None)
    refused = Refusal("not-found", 404, {}, "There is nothing here for you.")
    said = in_words(refused, asked)
    assert said == f"There is nothing here for you. Asked for: case {CASE}, person {PERSON}."


def test_a_day_that_is_over_is_refused_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["case", "mandate", CASE, "harmed", "--team", TEAM, "--until", "2020-01-31"]
    with pytest.raises(SystemExit) as left:
        build_parser().parse_args([*words, *THERE])
    assert left.value.code == 2
    assert "argument --until: this day is over: '2020-01-31'" in capsys.readouterr().err


def test_the_words_that_are_read_out_are_shown_without_signing_in(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for language in ("en", "cy"):
        parsed = build_parser().parse_args(
            ["spoken", "words", "take-part", "--language", language, "--json"]
        )
        assert run_words(parsed) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["text"] == newest_wording("take-part", language).text
    none = build_parser().parse_args(["spoken", "words", "take-part", "--language", "xx"])
    assert run_words(none) == 1
    assert "no words for this in 'xx'" in capsys.readouterr().err
