"""What may be typed, where argparse alone would take it for something else."""

from importlib import import_module

import pytest

from service.cli.__main__ import build_parser, keys_bound_to_their_options

HYPHEN_FIRST = "-" + "A" * 42


@pytest.mark.parametrize(
    ("verb", "option", "name"),
    [
        (["verify", "case.zip"], "--root", "root"),
        (["org", "recover", "--root-key", "new.key"], "--root", "root"),
        (["verify-portal", "http://127.0.0.1:1", "--manifest", "m"], "--key", "key"),
    ],
)
@pytest.mark.parametrize("key", [HYPHEN_FIRST, "-" + HYPHEN_FIRST[1:-1] + "8", "B" * 43])
def test_a_key_is_read_whatever_its_first_letter(
    verb: list[str], option: str, name: str, key: str
) -> None:
    typed = keys_bound_to_their_options([*verb, option, key, "--json"])
    parsed = build_parser().parse_args(typed)
    assert getattr(parsed, name) == key
    assert parsed.json


def test_an_option_without_its_key_stays_an_error() -> None:
    with pytest.raises(SystemExit) as left:
        build_parser().parse_args(keys_bound_to_their_options(["verify", "x", "--root", "--json"]))
    assert left.value.code == 2


@pytest.mark.parametrize(
    "words",
    [
        ["team", "add", "CASE", "PERSON"],
        ["team", "remove", "CASE", "PERSON"],
        ["team", "found", "duty", "PERSON", "PERSON"],
        ["team", "renew", "TEAM"],
        ["team", "step-in", "ask", "CASE", "PERSON", "--as", "duty", "--reason", "illness"],
        ["team", "step-in", "join", "CASE"],
        ["team", "step-in", "confirm", "CASE"],
        ["team", "step-in", "withdraw", "CASE"],
        ["case", "open", "--reader", "PERSON", "--reader", "PERSON", "--route", "specialist"],
        ["case", "certify", "CASE"],
        ["case", "activate", "CASE"],
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
