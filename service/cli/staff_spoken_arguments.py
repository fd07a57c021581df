"""What may be typed after `spoken` and `liaison`: what is said before staff, and handed over."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from service.cli.staff_typed import an_id, signing_in, verb
from service.sealing.schemas_words import ACKNOWLEDGEMENT, CONSENTED, PURPOSES

if TYPE_CHECKING:
    from service.cli.staff_typed import Verbs

_SPOKEN: Final = "service.cli.staff_spoken"
_WORDS: Final = "service.cli.staff_consenting"
_LIAISON: Final = "service.cli.staff_liaison"
_MANNERS: Final = ("in-person", "phone", "paper")
_MOST_HOURS: Final = 24 * 366


def add_spoken(acts: "Verbs") -> None:
    """Add every act of `spoken`."""
    for name, runs, what in (
        ("list", "run_list", "what there is for somebody, and where it is"),
        ("choose", "run_choose", "whether they want to hear that something has arrived"),
        ("ask", "run_ask", "ask, as they asked, whether there is anything"),
    ):
        act = verb(acts, name, (_SPOKEN, runs), what)
        act.add_argument("case", type=an_id, metavar="CASE")
        act.add_argument("person", type=an_id, metavar="PERSON")
        if name != "list":
            _manner(act)
        if name == "choose":
            act.add_argument("standing", choices=("tell-me", "only-if-asked", "never"))
            act.add_argument(
                "--tell-author", choices=("nothing", "accepted", "opened"), default="nothing"
            )
        signing_in(act)
    _words(acts)
    _about_items(acts)


def _words(acts: "Verbs") -> None:
    """Add what somebody agrees to: the words to be read to them, and what they say to these."""
    shown = verb(acts, "words", (_WORDS, "run_words"), "the words that are read before it is said")
    shown.add_argument("name", choices=(*PURPOSES, ACKNOWLEDGEMENT))
    shown.add_argument("--language", default="en", help="as in cy; en")
    shown.add_argument("--json", action="store_true", help="one JSON object on stdout")
    agreed = verb(acts, "consent", (_WORDS, "run_consent"), "they say yes to one purpose, or no")
    accepted = verb(
        acts,
        "acknowledge",
        (_WORDS, "run_acknowledge"),
        "they accept responsibility, or take it back",
    )
    for act in (agreed, accepted):
        act.add_argument("case", type=an_id, metavar="CASE")
        act.add_argument("person", type=an_id, metavar="PERSON")
    agreed.add_argument("purpose", choices=PURPOSES, help="each is said by itself")
    agreed.add_argument(
        "--medium", choices=CONSENTED, default="any", help="take-part has no medium of its own; any"
    )
    for act in (agreed, accepted):
        act.add_argument("--withdraw", action="store_true", help="they take it back")
        act.add_argument("--language", default="en", help="of the words that were read to them; en")
        _manner(act)
        signing_in(act)


def _about_items(acts: "Verbs") -> None:
    accept = _about(acts, "accept", "they accept it, for a time")
    accept.add_argument("--medium", required=True, choices=("on-paper", "with-facilitator"))
    accept.add_argument(
        "--from", dest="begins", type=_a_time, metavar="TIME", help="as in 2030-12-31T14:00Z; now"
    )
    accept.add_argument("--hours", type=_hours, default=24, metavar="N", help="how long; 24")
    _manner(accept)
    signing_in(accept)
    for name, what in (
        ("refuse", "they do not want it"),
        ("ask-again", "they ask for what they refused"),
    ):
        act = _about(acts, name, what)
        _manner(act)
        signing_in(act)
    keep = _about(acts, "keep", "what they want done with what was handed to them")
    keep.add_argument("--wish", required=True, choices=("keep", "hold", "return"))
    _manner(keep)
    signing_in(keep)
    opened = _about(acts, "open", "open what was released, to read it to them or print it")
    opened.add_argument("--out", type=Path, metavar="FILE", help="write it there, mode 0600")
    signing_in(opened)
    handed = _about(acts, "handed-over", "sign that it was handed over")
    _how(handed)
    signing_in(handed)
    entrusted = _about(
        acts, "entrust", "entrust what was released to the liaisons who act for them"
    )
    signing_in(entrusted)


def add_liaison(acts: "Verbs") -> None:
    """Add every act of `liaison`: what a liaison does with what was entrusted to their team."""
    signing_in(verb(acts, "list", (_LIAISON, "run_list"), "what is to be handed over, and when"))
    signing_in(verb(acts, "people", (_LIAISON, "run_people"), "for whom you may act, until when"))
    opened = verb(acts, "open", (_LIAISON, "run_open"), "open it, to read it to them or print it")
    opened.add_argument("item", type=an_id, metavar="ITEM")
    opened.add_argument("--out", type=Path, metavar="FILE", help="write it there, mode 0600")
    signing_in(opened)
    handed = verb(
        acts, "handed-over", (_LIAISON, "run_handed_over"), "sign that it was handed over"
    )
    handed.add_argument("item", type=an_id, metavar="ITEM")
    _how(handed)
    signing_in(handed)


def _about(acts: "Verbs", name: str, what: str) -> argparse.ArgumentParser:
    act = verb(acts, name, (_SPOKEN, f"run_{name.replace('-', '_')}"), what)
    act.add_argument("item", type=an_id, metavar="ITEM")
    act.add_argument("--person", type=an_id, required=True, metavar="PERSON")
    return act


def _manner(act: argparse.ArgumentParser) -> None:
    act.add_argument("--manner", required=True, choices=_MANNERS, help="how they said it")


def _how(act: argparse.ArgumentParser) -> None:
    act.add_argument("--how", required=True, choices=("read-aloud", "played", "printed"))


def _hours(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _MOST_HOURS:
        raise argparse.ArgumentTypeError(f"not a number of hours from 1 to {_MOST_HOURS}: {text!r}")
    return int(text)


def _a_time(text: str) -> int:
    """Read a time in UTC, or with its own offset; return it in seconds since 1970."""
    try:
        when = datetime.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(
            f"not a time, as in 2030-12-31T14:00Z: {text!r}"
        ) from fault
    return int((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp())
