"""What may be typed after `case`: opening one, its people, its steps, what is recorded of it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from service.cli.staff_typed import (
    a_day_to_come,
    an_id,
    signing_in,
    verb,
)
from service.domain.lifecycle import CaseAct
from service.sealing.schemas_practice import (
    DISCLOSURE,
    FOLLOW_UP,
    FORMS,
    MEDIA,
    REPLIES,
    TRIGGERS,
    Form,
)

if TYPE_CHECKING:
    from service.cli.staff_typed import Verbs

_OPENING: Final = "service.cli.staff_opening"
_STEPS: Final = "service.cli.staff_steps"
_KEYS: Final = "service.cli.staff_keys"
_MANDATES: Final = "service.cli.staff_mandates"
_OPTIONS: Final = {
    "person": "--person",
    "round": "--round",
    "media": "--medium",
    "triggers": "[--trigger]",
    "reply": "[--reply]",
}
_ABOUT: Final = {(FOLLOW_UP, DISCLOSURE): "--item", ("restriction",): "[--order]"}
_SIDES: Final = ("harmed", "responsible")


def add_case(acts: "Verbs") -> None:
    """Add every act of `case`."""
    opened = verb(acts, "open", (_OPENING, "run_open"), "open a case with you as its reader")
    opened.add_argument(
        "--reader",
        type=an_id,
        action="append",
        default=[],
        metavar="PERSON",
        help="who else reads; repeat it",
    )
    opened.add_argument(
        "--route",
        choices=("ordinary", "specialist"),
        default="ordinary",
        help="specialist: two readers approve",
    )
    opened.add_argument(
        "--card-file",
        type=Path,
        metavar="FILE",
        help="text in UTF-8, mode 0600, for the team alone: its first line names the case, each"
        " line after it is a note; sealed on this machine",
    )
    signing_in(opened)
    certify = verb(
        acts, "certify", (_OPENING, "run_certify"), "certify everyone who has answered your codes"
    )
    certify.add_argument("case", type=an_id, metavar="CASE")
    signing_in(certify)
    _add_steps(acts)
    _add_mandates(acts)
    code = verb(acts, "enrol-code", (_OPENING, "run_enrol_code"), "invite someone to a case")
    code.add_argument("case", type=an_id, metavar="CASE")
    code.add_argument("role", choices=_SIDES)
    code.add_argument(
        "--anyway", action="store_true", help="even if somebody is confirmed on that side already"
    )
    signing_in(code)

    for name, does, what in (
        ("re-enrol", "run_re_enrol", "a new code for somebody of the case who lost their keys"),
        ("vouch", "run_vouch", "certify somebody's new keys, or vouch as the second reader"),
        ("regrant", "run_regrant", "hand on what was approved for keys that were replaced"),
    ):
        act = verb(acts, name, (_KEYS, does), what)
        act.add_argument("case", type=an_id, metavar="CASE")
        act.add_argument("person", type=an_id, metavar="PERSON")
        signing_in(act)
    pool = verb(acts, "use-pool", (_KEYS, "run_use_pool"), "name the newest worker pool")
    pool.add_argument(
        "case", type=an_id, metavar="CASE", nargs="?", help="default: all of one's own"
    )
    signing_in(pool)


def _add_mandates(acts: "Verbs") -> None:
    given = verb(
        acts,
        "mandate",
        (_MANDATES, "run_mandate"),
        "let liaisons act for somebody without an account, who joins the case where new",
    )
    given.add_argument("case", type=an_id, metavar="CASE")
    given.add_argument("role", choices=_SIDES, help="on whose side they are")
    given.add_argument(
        "--team", type=an_id, required=True, metavar="TEAM", help="a liaison team (`roster show`)"
    )
    given.add_argument(
        "--until",
        type=a_day_to_come,
        required=True,
        metavar="YYYY-MM-DD",
        help="its last day, in UTC",
    )
    given.add_argument(
        "--person",
        type=an_id,
        metavar="PERSON",
        help="who has a mandate here already, to give it anew; without it, somebody new",
    )
    signing_in(given)
    ended = verb(
        acts, "mandate-end", (_MANDATES, "run_mandate_end"), "let no liaisons act for them any more"
    )
    ended.add_argument("case", type=an_id, metavar="CASE")
    ended.add_argument("person", type=an_id, metavar="PERSON")
    signing_in(ended)


def _add_steps(acts: "Verbs") -> None:
    for name, what in (
        ("steps", "which steps can come next, and what stands in their way"),
        ("activate", "take every step that is left until letters can be written"),
    ):
        act = verb(acts, name, (_STEPS, f"run_{name}"), what)
        act.add_argument("case", type=an_id, metavar="CASE")
        signing_in(act)
    step = verb(acts, "step", (_STEPS, "run_step"), "take one step")
    step.add_argument("case", type=an_id, metavar="CASE")
    step.add_argument("act", choices=[one.value for one in CaseAct])
    signing_in(step)
    two = verb(acts, "two-readers", (_STEPS, "run_two_readers"), "ask for two readers from now on")
    two.add_argument("case", type=an_id, metavar="CASE")
    two.add_argument("--specialist", action="store_true", help="and put it on the special route")
    signing_in(two)
    moved = verb(
        acts, "transfer", (_STEPS, "run_transfer"), "move somebody in custody to another team"
    )
    moved.add_argument("case", type=an_id, metavar="CASE")
    moved.add_argument("person", type=an_id, metavar="PERSON")
    moved.add_argument("--team", type=an_id, required=True, metavar="TEAM", help="who acts now")
    moved.add_argument(
        "--until",
        type=a_day_to_come,
        required=True,
        metavar="YYYY-MM-DD",
        help="its last day, in UTC",
    )
    signing_in(moved)
    record = verb(acts, "record", (_STEPS, "run_record"), "record something, signed by you")
    record.formatter_class = argparse.RawDescriptionHelpFormatter
    record.epilog = _kinds()
    record.add_argument("case", type=an_id, metavar="CASE")
    record.add_argument("kind", choices=list(FORMS), metavar="KIND", help="as listed below")
    record.add_argument("status", metavar="STATUS", help="what is said; each kind has its own")
    record.add_argument("--person", type=an_id, metavar="PERSON", help="whom it is about")
    record.add_argument(
        "--order", type=an_id, metavar="ID", help="which restriction; without it, a new one"
    )
    record.add_argument(
        "--item", type=an_id, metavar="ITEM", help="which item, for a follow-up or a disclosure"
    )
    record.add_argument(
        "--until", type=a_day_to_come, metavar="YYYY-MM-DD", help="its last day, in UTC"
    )
    record.add_argument("--round", type=int, default=0, metavar="N", help="for readiness and plan")
    record.add_argument(
        "--medium", action="append", default=[], choices=MEDIA, help="for a plan; repeat it"
    )
    record.add_argument(
        "--trigger",
        action="append",
        default=[],
        choices=TRIGGERS,
        help="for a risk: what it is assessed anew upon; repeat it",
    )
    record.add_argument("--reply", choices=REPLIES, help="for a plan: who may reply; else both")
    record.add_argument("--language", default="en", help="of the words that were explained")
    signing_in(record)


def _kinds() -> str:
    """Return every kind of record with what it may say and which options it takes."""
    lines = [
        f"  {kind}: {' | '.join(_said(form, one) for one in form.statuses)}{_needs(kind, form)}"
        for kind, form in FORMS.items()
    ]
    return "kinds, what each may say; what it needs, [or may have]:\n" + "\n".join(lines)


def _needs(kind: str, form: Form) -> str:
    options = [option for name, option in _OPTIONS.items() if getattr(form, name)]
    options += [option for kinds, option in _ABOUT.items() if kind in kinds]
    return f"; {' '.join(options)}" if options else ""


def _said(form: Form, status: str) -> str:
    return f"{status} (--until)" if status in form.until else status
