"""What may be typed after the staff's verbs. No argument takes a secret, only where to read one."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from service.cli.captions_arguments import add_captions
from service.cli.safer_arguments import add_safer
from service.cli.staff_case_arguments import add_case
from service.cli.staff_spoken_arguments import add_liaison, add_spoken
from service.cli.staff_typed import (
    a_day,
    an_id,
    as_somebody,
    group,
    root_key,
    signing_in,
    verb,
)
from service.domain.reasons import REASONS, Verdict
from service.sealing.schemas_disclosing import DANGERS, TOLD
from service.sealing.schemas_policy import ROUTES
from service.sealing.schemas_practice import HARMS

if TYPE_CHECKING:
    from service.cli.staff_typed import Verbs

_ORG: Final = "service.cli.staff_org"
_ROSTER: Final = "service.cli.staff_roster"
_CASE: Final = "service.cli.staff_case"
_DECIDING: Final = "service.cli.staff_deciding"
_TEAM: Final = "service.cli.staff_team"
_DISCLOSING: Final = "service.cli.staff_disclosing"
_WORK: Final = "service.cli.staff_work"
_UPLOADING: Final = "service.cli.uploading"
_RECALLING: Final = "service.cli.recalling"
_POLICY: Final = "service.cli.staff_policy"
_HARMS: Final = {
    "domestic": "domestic abuse",
    "sexual": "sexual harm",
    "stalking": "stalking",
    "exploitation": "exploitation",
    "child": "harm to a child",
    "other": "any other harm",
}
_STAFF_ROLES: Final = (
    *("administrator", "facilitator", "supervisor"),
    *("liaison", "interpreter", "auditor"),
)


def add(verbs: "Verbs") -> None:
    """Add every verb of the staff but those beside `worker`, which `add_worker_acts` adds."""
    _add_org(group(verbs, "org", "found an organisation"))
    _add_roster(group(verbs, "roster", "who is on the staff, signed by the root"))
    _add_team(group(verbs, "team", "who can read a case, and who could step in"))
    add_case(group(verbs, "case", "open a case, its people and their keys"))
    add_spoken(group(verbs, "spoken", "what somebody without an account says before you"))
    add_liaison(group(verbs, "liaison", "hand over what was entrusted to your liaison team"))
    add_captions(group(verbs, "captions", "the words of a recording, shown beside it"))
    add_safer(group(verbs, "safer", "a recording in which something is changed, once agreed to"))
    review = verb(verbs, "review", (_CASE, "run_review"), "list what awaits review, read a letter")
    review.add_argument(
        "item", type=an_id, nargs="?", metavar="ITEM", help="claim this letter and show it"
    )
    signing_in(review)
    approve = verb(verbs, "approve", (_CASE, "run_approve"), "approve a letter that was read")
    _shown_item(approve)
    signing_in(approve)
    _add_noes(verbs)
    recall = verb(
        verbs, "recall", (_RECALLING, "run"), "take back what you, or for whom you act, sent"
    )
    recall.add_argument("item", type=an_id, metavar="ITEM")
    signing_in(recall)
    _add_upload(verbs)
    signing_in(verb(verbs, "work", (_WORK, "run_work"), "what waits in your cases, soonest first"))


def _add_upload(verbs: "Verbs") -> None:
    upload = verb(
        verbs,
        "upload",
        (_UPLOADING, "run"),
        "send recordings and scans, or go on with what broke off",
    )
    upload.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="a recording, picture or PDF, or a folder of them",
    )
    upload.add_argument(
        "--for",
        dest="person",
        type=an_id,
        metavar="PERSON",
        help="whose words they are, where you act for several (`liaison people`)",
    )
    upload.add_argument("--case", type=an_id, metavar="CASE", help="where they are in several")
    upload.add_argument(
        "--language", default="en", metavar="TAG", help="in which they speak: en, cy, … (en)"
    )
    signing_in(upload)


def _add_noes(verbs: "Verbs") -> None:
    for name, verdict, what in (
        ("return", Verdict.RETURN, "return a letter that was read to its author, for changes"),
        ("withhold", Verdict.WITHHOLD, "withhold a letter that was read; its author may appeal"),
    ):
        act = verb(verbs, name, (_DECIDING, f"run_{name}"), what)
        _shown_item(act)
        act.add_argument("--reason", required=True, choices=sorted(map(str, REASONS[verdict])))
        act.add_argument(
            "--words-file",
            type=Path,
            metavar="FILE",
            help="words to the author, mode 0600; without it they are read from stdin",
        )
        signing_in(act)
    escalate = verb(
        verbs, "escalate", (_DECIDING, "run_escalate"), "lock an item until a supervisor looks"
    )
    escalate.add_argument("item", type=an_id, metavar="ITEM")
    escalate.add_argument(
        "--words-file", type=Path, metavar="FILE", help="words to the team alone, mode 0600"
    )
    signing_in(escalate)
    _add_disclose(verbs)
    for name, does, what in (
        ("hand-back", "run_hand_back", "put back what you have claimed"),
        ("unlock", "run_unlock", "let what somebody else escalated be reviewed again"),
    ):
        act = verb(verbs, name, (_DECIDING, does), what)
        act.add_argument("item", type=an_id, metavar="ITEM")
        signing_in(act)


def _add_disclose(verbs: "Verbs") -> None:
    what = "record that you told somebody outside of a danger"
    told = verb(verbs, "disclose", (_DISCLOSING, "run_disclose"), what)
    told.add_argument("item", type=an_id, metavar="ITEM")
    told.add_argument("--to", required=True, choices=TOLD)
    told.add_argument("--reason", required=True, choices=DANGERS)
    told.add_argument(
        "--words-file", type=Path, metavar="FILE", help="what was said, for the team, mode 0600"
    )
    signing_in(told)


def _shown_item(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("item", type=an_id, metavar="ITEM")
    parser.add_argument(
        "--manifest", required=True, metavar="DIGEST", help="as `review` showed it beside the text"
    )


def add_worker_acts(worker: argparse.ArgumentParser) -> None:
    """Add `worker enrol` and `worker retire` beside the verb that runs the worker."""
    acts = worker.add_subparsers(metavar="enrol|retire", required=False)
    enrol = verb(acts, "enrol", (_ORG, "run_worker_enrol"), "make a pool's keys and list the pool")
    enrol.add_argument("--pool-key", type=Path, required=True, metavar="FILE", help="made, 0600")
    enrol.add_argument(
        "--pool-passphrase-out", type=Path, required=True, metavar="FILE", help="made, 0600"
    )
    root_key(enrol)
    signing_in(enrol)
    retire = verb(acts, "retire", (_ORG, "run_worker_retire"), "take a pool off the roster")
    retire.add_argument("pool", type=an_id, metavar="POOL")
    retire.add_argument(
        "--lost",
        action="store_true",
        help="nobody has its key any more: what waits for it goes back to its authors",
    )
    root_key(retire)
    signing_in(retire)


def _add_org(acts: "Verbs") -> None:
    init = verb(acts, "init", (_ORG, "run_org_init"), "make the root key and the administrator")
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
    root_key(init)
    as_somebody(init)
    recover = verb(acts, "recover", (_ORG, "run_org_recover"), "make the root key from two pages")
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
    root_key(recover)
    recover.add_argument("--json", action="store_true", help="one JSON object on stdout")
    _add_policy(group(acts, "policy", "which route a case takes, by kind of harm"))


def _add_policy(acts: "Verbs") -> None:
    state = verb(
        acts, "state", (_POLICY, "run_policy_state"), "state the next policy, as a supervisor"
    )
    for one in HARMS:
        state.add_argument(
            f"--{one}",
            choices=ROUTES,
            required=True,
            help=f"the route of a case about {_HARMS[one]}",
        )
    state.add_argument(
        "--from", dest="since", type=a_day, metavar="YYYY-MM-DD", help="its first day, in UTC"
    )
    signing_in(state)
    show = verb(acts, "show", (_POLICY, "run_policy_show"), "every policy, and which one counts")
    signing_in(show)


def _add_roster(acts: "Verbs") -> None:
    invite = verb(acts, "add", (_ORG, "run_roster_add"), "invite a member of staff by a code")
    invite.add_argument("role", choices=_STAFF_ROLES)
    signing_in(invite)
    again = verb(acts, "re-enrol", (_ORG, "run_roster_re_enrol"), "a new code, for lost keys")
    again.add_argument("person", type=an_id, metavar="PERSON")
    signing_in(again)
    publish = verb(acts, "publish", (_ORG, "run_roster_publish"), "list all who have answered")
    root_key(publish)
    signing_in(publish)
    show = verb(acts, "show", (_ROSTER, "run_roster_show"), "the people, pools and teams on it")
    signing_in(show)
    remove = verb(acts, "remove", (_ORG, "run_roster_remove"), "take somebody off, at once")
    remove.add_argument("person", metavar="PERSON")
    remove.add_argument(
        "--now", action="store_true", help="at once, even from the teams of cases that go on"
    )
    root_key(remove)
    signing_in(remove)


def _add_team(acts: "Verbs") -> None:
    for name, what in (
        ("add", "put a facilitator or supervisor on a case's team"),
        ("remove", "vouch for what somebody signed, then take them off a case's team"),
    ):
        act = verb(acts, name, (_TEAM, f"run_team_{name}"), what)
        act.add_argument("case", type=an_id, metavar="CASE")
        act.add_argument("person", type=an_id, metavar="PERSON")
        signing_in(act)
    found = verb(acts, "found", (_TEAM, "run_team_found"), "found a team with you on it")
    found.add_argument("purpose", choices=("supervisors", "duty", "liaison"))
    found.add_argument("person", type=an_id, nargs="*", metavar="PERSON", help="who else is on it")
    signing_in(found)
    renew = verb(acts, "renew", (_TEAM, "run_team_renew"), "the next version of such a team")
    renew.add_argument("team", type=an_id, metavar="TEAM")
    renew.add_argument(
        "person", type=an_id, nargs="*", metavar="PERSON", help="who else is on it now"
    )
    signing_in(renew)
    _add_step_in(group(acts, "step-in", "take over a case, two people together"))


def _add_step_in(acts: "Verbs") -> None:
    ask = verb(acts, "ask", (_TEAM, "run_step_in_ask"), "hand your half to one colleague")
    ask.add_argument("case", type=an_id, metavar="CASE")
    ask.add_argument("person", type=an_id, metavar="PERSON", help="on the other of the two teams")
    ask.add_argument("--as", dest="capacity", required=True, choices=("supervisor", "duty"))
    ask.add_argument("--reason", required=True, metavar="CODE", help="for the trail: illness, …")
    signing_in(ask)
    for name, what in (
        ("join", "join both halves, when a colleague has asked you"),
        ("confirm", "look at what the colleague made, and sign: it is in force then"),
        ("withdraw", "end what waits for you"),
    ):
        act = verb(acts, name, (_TEAM, f"run_step_in_{name}"), what)
        act.add_argument("case", type=an_id, metavar="CASE")
        signing_in(act)
