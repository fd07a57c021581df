"""What may be typed after the staff's verbs. No argument takes a secret, only where to read one."""

import argparse
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from service.domain.lifecycle import CaseAct
from service.domain.reasons import REASONS, Verdict
from service.sealing.schemas_disclosing import DANGERS, TOLD
from service.sealing.schemas_policy import ROUTES
from service.sealing.schemas_practice import FORMS, HARMS, MEDIA, REPLIES, TRIGGERS

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Verbs = _SubParsersAction[argparse.ArgumentParser]

_ORG: Final = "service.cli.staff_org"
_ROSTER: Final = "service.cli.staff_roster"
_CASE: Final = "service.cli.staff_case"
_OPENING: Final = "service.cli.staff_opening"
_DECIDING: Final = "service.cli.staff_deciding"
_TEAM: Final = "service.cli.staff_team"
_KEYS: Final = "service.cli.staff_keys"
_STEPS: Final = "service.cli.staff_steps"
_DISCLOSING: Final = "service.cli.staff_disclosing"
_WORK: Final = "service.cli.staff_work"
_POLICY: Final = "service.cli.staff_policy"
_STAFF_ROLES: Final = (
    *("administrator", "facilitator", "supervisor"),
    *("liaison", "interpreter", "auditor"),
)

_ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_LOGIN: Final = re.compile(r"[0-9a-z]{4}-[0-9a-z]{4}")


def add(verbs: "Verbs") -> None:
    """Add every verb of the staff but those beside `worker`, which `add_worker_acts` adds."""
    _add_org(_group(verbs, "org", "found an organisation"))
    _add_roster(_group(verbs, "roster", "who is on the staff, signed by the root"))
    _add_team(_group(verbs, "team", "who can read a case, and who could step in"))
    _add_case(_group(verbs, "case", "open a case, its people and their keys"))
    review = _verb(verbs, "review", (_CASE, "run_review"), "list what awaits review, read a letter")
    review.add_argument(
        "item", type=an_id, nargs="?", metavar="ITEM", help="claim this letter and show it"
    )
    _signing_in(review)
    approve = _verb(verbs, "approve", (_CASE, "run_approve"), "approve a letter that was read")
    _shown_item(approve)
    _signing_in(approve)
    _add_noes(verbs)
    _signing_in(
        _verb(verbs, "work", (_WORK, "run_work"), "what waits in your cases, soonest first")
    )


def _add_noes(verbs: "Verbs") -> None:
    for name, verdict, what in (
        ("return", Verdict.RETURN, "return a letter that was read to its author, for changes"),
        ("withhold", Verdict.WITHHOLD, "withhold a letter that was read; its author may appeal"),
    ):
        act = _verb(verbs, name, (_DECIDING, f"run_{name}"), what)
        _shown_item(act)
        act.add_argument("--reason", required=True, choices=sorted(map(str, REASONS[verdict])))
        act.add_argument(
            "--words-file",
            type=Path,
            metavar="FILE",
            help="words to the author, mode 0600; without it they are read from stdin",
        )
        _signing_in(act)
    escalate = _verb(
        verbs, "escalate", (_DECIDING, "run_escalate"), "lock an item until a supervisor looks"
    )
    escalate.add_argument("item", type=an_id, metavar="ITEM")
    escalate.add_argument(
        "--words-file", type=Path, metavar="FILE", help="words to the team alone, mode 0600"
    )
    _signing_in(escalate)
    _add_disclose(verbs)
    for name, does, what in (
        ("hand-back", "run_hand_back", "put back what you have claimed"),
        ("unlock", "run_unlock", "let what somebody else escalated be reviewed again"),
    ):
        act = _verb(verbs, name, (_DECIDING, does), what)
        act.add_argument("item", type=an_id, metavar="ITEM")
        _signing_in(act)


def _add_disclose(verbs: "Verbs") -> None:
    what = "record that you told somebody outside of a danger"
    told = _verb(verbs, "disclose", (_DISCLOSING, "run_disclose"), what)
    told.add_argument("item", type=an_id, metavar="ITEM")
    told.add_argument("--to", required=True, choices=TOLD)
    told.add_argument("--reason", required=True, choices=DANGERS)
    told.add_argument(
        "--words-file", type=Path, metavar="FILE", help="what was said, for the team, mode 0600"
    )
    _signing_in(told)


def _shown_item(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("item", type=an_id, metavar="ITEM")
    parser.add_argument(
        "--manifest", required=True, metavar="DIGEST", help="as `review` showed it beside the text"
    )


def add_worker_acts(worker: argparse.ArgumentParser) -> None:
    """Add `worker enrol` and `worker retire` beside the verb that runs the worker."""
    acts = worker.add_subparsers(metavar="enrol|retire", required=False)
    enrol = _verb(acts, "enrol", (_ORG, "run_worker_enrol"), "make a pool's keys and list the pool")
    enrol.add_argument("--pool-key", type=Path, required=True, metavar="FILE", help="made, 0600")
    enrol.add_argument(
        "--pool-passphrase-out", type=Path, required=True, metavar="FILE", help="made, 0600"
    )
    _root_key(enrol)
    _signing_in(enrol)
    retire = _verb(acts, "retire", (_ORG, "run_worker_retire"), "take a pool off the roster")
    retire.add_argument("pool", type=an_id, metavar="POOL")
    retire.add_argument(
        "--lost",
        action="store_true",
        help="nobody has its key any more: what waits for it goes back to its authors",
    )
    _root_key(retire)
    _signing_in(retire)


def _add_org(acts: "Verbs") -> None:
    init = _verb(acts, "init", (_ORG, "run_org_init"), "make the root key and the administrator")
    init.add_argument("--setup-token-file", type=Path, metavar="FILE", help="the operator's")
    init.add_argument(
        "--recovery-file",
        type=Path,
        required=True,
        metavar="FILE",
        help="made, 0600: the administrator's recovery code, to be printed and deleted",
    )
    init.add_argument(
        "--shares-dir",
        type=Path,
        metavar="DIR",
        help="made, with the root's three pages in it, to be printed and deleted;"
        " without it the terminal shows them",
    )
    _root_key(init)
    _as_somebody(init)
    recover = _verb(acts, "recover", (_ORG, "run_org_recover"), "make the root key from two pages")
    recover.add_argument(
        "--root", required=True, metavar="KEY", help="the root's public key, or a file with it"
    )
    recover.add_argument(
        "--share-file",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a page, mode 0600, twice; without it the terminal asks",
    )
    _root_key(recover)
    recover.add_argument("--json", action="store_true", help="one JSON object on stdout")
    _add_policy(_group(acts, "policy", "which route a case takes, by kind of harm"))


def _add_policy(acts: "Verbs") -> None:
    state = _verb(
        acts, "state", (_POLICY, "run_policy_state"), "state the next policy, as a supervisor"
    )
    for one in HARMS:
        state.add_argument(
            f"--{one}", choices=ROUTES, required=True, help=f"the route where harm is {one}"
        )
    state.add_argument(
        "--from", dest="since", type=a_day, metavar="YYYY-MM-DD", help="its first day, in UTC"
    )
    _signing_in(state)
    show = _verb(acts, "show", (_POLICY, "run_policy_show"), "every policy, and which one counts")
    _signing_in(show)


def _add_roster(acts: "Verbs") -> None:
    invite = _verb(acts, "add", (_ORG, "run_roster_add"), "invite a member of staff by a code")
    invite.add_argument("role", choices=_STAFF_ROLES)
    _signing_in(invite)
    again = _verb(acts, "re-enrol", (_ORG, "run_roster_re_enrol"), "a new code, for lost keys")
    again.add_argument("person", type=an_id, metavar="PERSON")
    _signing_in(again)
    publish = _verb(acts, "publish", (_ORG, "run_roster_publish"), "list all who have answered")
    _root_key(publish)
    _signing_in(publish)
    show = _verb(acts, "show", (_ROSTER, "run_roster_show"), "the people, pools and teams on it")
    _signing_in(show)
    remove = _verb(acts, "remove", (_ORG, "run_roster_remove"), "take somebody off, at once")
    remove.add_argument("person", metavar="PERSON")
    remove.add_argument(
        "--now", action="store_true", help="at once, even from the teams of cases that go on"
    )
    _root_key(remove)
    _signing_in(remove)


def _add_team(acts: "Verbs") -> None:
    for name, what in (
        ("add", "put a facilitator or supervisor on a case's team"),
        ("remove", "vouch for what somebody signed, then take them off a case's team"),
    ):
        act = _verb(acts, name, (_TEAM, f"run_team_{name}"), what)
        act.add_argument("case", type=an_id, metavar="CASE")
        act.add_argument("person", type=an_id, metavar="PERSON")
        _signing_in(act)
    found = _verb(acts, "found", (_TEAM, "run_team_found"), "found a team with you on it")
    found.add_argument("purpose", choices=("supervisors", "duty", "liaison"))
    found.add_argument("person", type=an_id, nargs="*", metavar="PERSON", help="who else is on it")
    _signing_in(found)
    renew = _verb(acts, "renew", (_TEAM, "run_team_renew"), "the next version of such a team")
    renew.add_argument("team", type=an_id, metavar="TEAM")
    renew.add_argument(
        "person", type=an_id, nargs="*", metavar="PERSON", help="who else is on it now"
    )
    _signing_in(renew)
    _add_step_in(_group(acts, "step-in", "take over a case, two people together"))


def _add_step_in(acts: "Verbs") -> None:
    ask = _verb(acts, "ask", (_TEAM, "run_step_in_ask"), "hand your half to one colleague")
    ask.add_argument("case", type=an_id, metavar="CASE")
    ask.add_argument("person", type=an_id, metavar="PERSON", help="on the other of the two teams")
    ask.add_argument("--as", dest="capacity", required=True, choices=("supervisor", "duty"))
    ask.add_argument("--reason", required=True, metavar="CODE", help="for the trail: illness, …")
    _signing_in(ask)
    for name, what in (
        ("join", "join both halves, when a colleague has asked you"),
        ("confirm", "look at what the colleague made, and sign: it is in force then"),
        ("withdraw", "end what waits for you"),
    ):
        act = _verb(acts, name, (_TEAM, f"run_step_in_{name}"), what)
        act.add_argument("case", type=an_id, metavar="CASE")
        _signing_in(act)


def _add_case(acts: "Verbs") -> None:
    opened = _verb(acts, "open", (_OPENING, "run_open"), "open a case with you as its reader")
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
        "--card-file", type=Path, metavar="FILE", help="names and notes for the team, mode 0600"
    )
    _signing_in(opened)
    certify = _verb(
        acts, "certify", (_OPENING, "run_certify"), "certify everyone who has answered your codes"
    )
    certify.add_argument("case", type=an_id, metavar="CASE")
    _signing_in(certify)
    _add_steps(acts)
    code = _verb(acts, "enrol-code", (_OPENING, "run_enrol_code"), "invite someone to a case")
    code.add_argument("case", type=an_id, metavar="CASE")
    code.add_argument("role", choices=("harmed", "responsible"))
    code.add_argument(
        "--anyway", action="store_true", help="even if somebody is confirmed on that side already"
    )
    _signing_in(code)

    for name, does, what in (
        ("re-enrol", "run_re_enrol", "a new code for somebody of the case who lost their keys"),
        ("vouch", "run_vouch", "certify somebody's new keys, or vouch as the second reader"),
        ("regrant", "run_regrant", "hand on what was approved for keys that were replaced"),
    ):
        act = _verb(acts, name, (_KEYS, does), what)
        act.add_argument("case", type=an_id, metavar="CASE")
        act.add_argument("person", type=an_id, metavar="PERSON")
        _signing_in(act)
    pool = _verb(acts, "use-pool", (_KEYS, "run_use_pool"), "name the newest worker pool")
    pool.add_argument(
        "case", type=an_id, metavar="CASE", nargs="?", help="default: all of one's own"
    )
    _signing_in(pool)


def _add_steps(acts: "Verbs") -> None:
    for name, what in (
        ("steps", "which steps can come next, and what stands in their way"),
        ("activate", "take every step that is left until letters can be written"),
    ):
        act = _verb(acts, name, (_STEPS, f"run_{name}"), what)
        act.add_argument("case", type=an_id, metavar="CASE")
        _signing_in(act)
    step = _verb(acts, "step", (_STEPS, "run_step"), "take one step")
    step.add_argument("case", type=an_id, metavar="CASE")
    step.add_argument("act", choices=[one.value for one in CaseAct])
    _signing_in(step)
    two = _verb(acts, "two-readers", (_STEPS, "run_two_readers"), "ask for two readers from now on")
    two.add_argument("case", type=an_id, metavar="CASE")
    two.add_argument("--specialist", action="store_true", help="and put it on the special route")
    _signing_in(two)
    moved = _verb(
        acts, "transfer", (_STEPS, "run_transfer"), "move somebody in custody to another team"
    )
    moved.add_argument("case", type=an_id, metavar="CASE")
    moved.add_argument("person", type=an_id, metavar="PERSON")
    moved.add_argument("--team", type=an_id, required=True, metavar="TEAM", help="who acts now")
    moved.add_argument(
        "--until", type=a_day, required=True, metavar="YYYY-MM-DD", help="its last day, in UTC"
    )
    _signing_in(moved)
    record = _verb(acts, "record", (_STEPS, "run_record"), "record something, signed by you")
    record.add_argument("case", type=an_id, metavar="CASE")
    record.add_argument("kind", choices=list(FORMS))
    record.add_argument("status", metavar="STATUS", help="what is said; each kind has its own")
    record.add_argument("--person", type=an_id, metavar="PERSON", help="whom it is about")
    record.add_argument(
        "--order", type=an_id, metavar="ID", help="which restriction; without it, a new one"
    )
    record.add_argument(
        "--item", type=an_id, metavar="ITEM", help="which item, for a follow-up or a disclosure"
    )
    record.add_argument("--until", type=a_day, metavar="YYYY-MM-DD", help="its last day, in UTC")
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
    _signing_in(record)


def a_day(text: str) -> int:
    """Read a day; return its last second in UTC, in seconds since 1970."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"not a day, as in 2030-12-31: {text!r}") from fault
    return int(day.timestamp()) + 24 * 60 * 60 - 1


def _group(verbs: "Verbs", name: str, what: str) -> "Verbs":
    return verbs.add_parser(name, help=what).add_subparsers(metavar="ACT", required=True)


def _verb(acts: "Verbs", name: str, runs: tuple[str, str], what: str) -> argparse.ArgumentParser:
    made = acts.add_parser(name, help=what)
    made.set_defaults(module=runs[0], function=runs[1])
    return made


def _signing_in(parser: argparse.ArgumentParser) -> None:
    login_of(parser, "as printed, xxxx-xxxx")
    _as_somebody(parser)


def login_of(parser: argparse.ArgumentParser, what: str) -> None:
    """Add `--login`; what cannot be one is refused before a passphrase is asked for."""
    parser.add_argument("--login", type=_a_login, required=True, metavar="LOGIN", help=what)


def an_id(text: str) -> str:
    """Read an id as the verbs print it; argparse names the argument that is none."""
    if not _ID.fullmatch(text):
        raise argparse.ArgumentTypeError(f"not an id, as the verbs print them: {text!r}")
    return text


def _a_login(text: str) -> str:
    if not _LOGIN.fullmatch(text):
        raise argparse.ArgumentTypeError(f"not a login, as it is printed (xxxx-xxxx): {text!r}")
    return text


def _as_somebody(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--address", required=True, metavar="URL", help="where the service is")
    secret_from(parser, "passphrase", "your passphrase")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")


def _root_key(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--root-key", type=Path, required=True, metavar="FILE", help="encrypted")
    secret_from(parser, "root-passphrase", "the root key's passphrase")


def secret_from(parser: argparse.ArgumentParser, name: str, what: str) -> None:
    """Add where a secret may be read from; without either, the terminal asks for it."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument(f"--{name}-file", type=Path, metavar="FILE", help=f"{what}, mode 0600")
    either.add_argument(f"--{name}-fd", type=int, metavar="N", help=f"{what}, from a pipe")
