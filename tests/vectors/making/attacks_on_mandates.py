"""Owns the attacks on replaced mandates, and on recalls by whoever acts now (4b, 5c, 8b)."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from service.sealing.errors import Fault
from service.sealing.evidence import ShownHead
from service.sealing.schemas import Recall, StaffEntry, TeamMember
from service.sealing.statements import Statement, sign
from tests.vectors.making.later_attacks import OTHER, Change, LaterAttack
from tests.vectors.making.later_stage import LaterStage
from tests.vectors.making.replaced_scenes import (
    FORMER,
    NEW,
    SECOND,
    liaison_replaced,
    liaison_then_own_keys,
)
from tests.vectors.making.scenes import DAY, NOW, Scene, person, seed

MOVED, OWN, SINCE = "liaison-replaced", "liaison-then-own-keys", "liaison-mandated-since"
REMOVED, MANDATE = Fault.SIGNER_REMOVED, Fault.MANDATE_INVALID
RECALLED, RECALL = Fault.ITEM_RECALLED, Fault.RECALL_INVALID


def _with_member(name: str) -> Callable[[Any], tuple[TeamMember, ...]]:
    who = person(name)
    return lambda team: (*team.members, TeamMember(who.person, who.box_public, b""))


def _with_roles(name: str, *roles: str) -> Callable[[Any], tuple[StaffEntry, ...]]:
    sign_public = person(name).sign_public
    return lambda roster: tuple(
        replace(one, roles=roles) if one.sign == sign_public else one for one in roster.staff
    )


def _not_shown_for(which: Callable[[Scene], Statement | None]) -> Change:
    """The heads, without the proof that they contain one statement."""

    def without(scene: Scene) -> tuple[ShownHead, ...]:
        left_out = which(scene)
        voice = left_out.voice if left_out else b""
        return tuple(
            replace(
                head, inclusions=tuple(one for one in head.inclusions if one.statement != voice)
            )
            for head in scene.evidence.heads
        )

    return without


def _recall(by: str) -> dict[str, Change]:
    def recalls(scene: Scene) -> tuple[Statement, ...]:
        manifest = scene.evidence.manifest
        name = manifest.digest if manifest else b""
        return (sign(Recall(LaterStage.case, LaterStage.item, name, NOW - 90), seed(by)),)

    return {"recalls": recalls}


ON_MANDATES = [
    LaterAttack("no head", MOVED, REMOVED, evidence={"heads": lambda _s: ()}),
    LaterAttack(
        "what was written stands after the second mandate",
        MOVED,
        REMOVED,
        plays=partial(liaison_replaced, late=True),
    ),
    LaterAttack(
        "what was written stands between the second mandate and the author's own keys",
        OWN,
        REMOVED,
        plays=partial(liaison_then_own_keys, late=True),
    ),
    LaterAttack(
        "the head by who wrote, a supervisor too",
        MOVED,
        REMOVED,
        edit={
            "liaisons": {"members": _with_member("supervisor")},
            "roster-3": {"staff": _with_roles("supervisor", "supervisor", "liaison")},
        },
        signer={"manifest": "supervisor"},
    ),
    LaterAttack(
        "the head by a liaison of the first team",
        MOVED,
        Fault.HEAD_INVALID,
        signer={"head-1": SECOND},
    ),
    LaterAttack(
        "the head not shown for what was written",
        MOVED,
        REMOVED,
        evidence={"heads": _not_shown_for(lambda s: s.evidence.manifest)},
    ),
    LaterAttack(
        "the head not shown for what replaced the mandate",
        MOVED,
        REMOVED,
        evidence={"heads": _not_shown_for(lambda s: s.evidence.case_statements[1])},
    ),
    LaterAttack(
        "the head shown for the author's own keys, but not for what came first",
        OWN,
        REMOVED,
        evidence={"heads": _not_shown_for(lambda s: s.evidence.case_statements[1])},
    ),
    LaterAttack(
        "the first mandate not shown",
        MOVED,
        MANDATE,
        evidence={"mandates": lambda s: s.evidence.mandates[1:]},
    ),
    LaterAttack(
        "the second mandate not shown",
        MOVED,
        Fault.CERTIFICATE_INVALID,
        evidence={"mandates": lambda s: s.evidence.mandates[:1]},
    ),
    LaterAttack(
        "a second mandate by a supervisor", MOVED, MANDATE, signer={"mandate-2": "supervisor"}
    ),
    LaterAttack(
        "a roster that names no version of the second team",
        MOVED,
        MANDATE,
        edit={"roster-5": {"teams": lambda roster: roster.teams[:-2]}},
    ),
    LaterAttack(
        "a first mandate that had ended", MOVED, MANDATE, edit={"mandate": {"until": NOW - 6 * DAY}}
    ),
    LaterAttack(
        "written by the second team under the first mandate",
        MOVED,
        MANDATE,
        signer={"manifest": NEW},
    ),
    LaterAttack(
        "written by the author's own keys as a liaison", OWN, MANDATE, signer={"manifest": "author"}
    ),
    LaterAttack(
        "one of the first team is the only reader",
        MOVED,
        Fault.SOLE_READER,
        edit={"liaisons": {"members": _with_member("facilitator")}},
    ),
    *(
        LaterAttack(f"a recall by {whom}", story, code, evidence=_recall(by))
        for story, whom, by, code in (
            (MOVED, "a liaison of the second team", NEW, RECALLED),
            (MOVED, "who wrote and has left", "liaison", RECALLED),
            (MOVED, "another liaison of the first team", SECOND, RECALL),
            (MOVED, "one on an earlier version of the second team", FORMER, RECALL),
            (MOVED, "keys that are not the author's yet", "author", RECALL),
            (MOVED, "the facilitator who mandated", "facilitator", RECALL),
            (OWN, "the author's own keys", "author", RECALLED),
            (OWN, "who wrote and has left", "liaison", RECALLED),
            (OWN, "another liaison of the first team", SECOND, RECALL),
            (OWN, "a liaison of the second team", NEW, RECALL),
            (SINCE, "a liaison who wrote", "liaison", RECALLED),
            (SINCE, "the keys that the mandate took the place of", "author", RECALL),
        )
    ),
    LaterAttack(
        "a recall by one of the second team who is no liaison",
        MOVED,
        RECALL,
        edit={"roster-5": {"staff": _with_roles(NEW, "interpreter")}},
        evidence=_recall(NEW),
    ),
]


def _spoilt(name: str) -> Change:
    """The second mandate under another key, or with a signature that nobody made."""

    def spoilt(scene: Scene) -> tuple[Statement, ...]:
        first, second = scene.evidence.mandates
        changes: dict[str, dict[str, Any]] = {
            "key": {"key": person("supervisor").sign_public},
            "signature": {"signature": first.signature},
        }
        return first, replace(second, **changes[name])

    return spoilt


# Nothing of what is opened rests on it: only that it was no certificate.
ON_MANDATES_BETWEEN = [
    LaterAttack(
        "in between, under a key that did not sign it",
        OWN,
        MANDATE,
        evidence={"mandates": _spoilt("key")},
    ),
    LaterAttack(
        "in between, with another one's signature",
        OWN,
        MANDATE,
        evidence={"mandates": _spoilt("signature")},
    ),
    LaterAttack(
        "in between, of another person",
        OWN,
        Fault.CERTIFICATE_INVALID,
        edit={"mandate-2": {"person": OTHER}},
    ),
    LaterAttack(
        "in between, in another case",
        OWN,
        Fault.CERTIFICATE_INVALID,
        edit={"mandate-2": {"case": OTHER}},
    ),
    LaterAttack(
        "in between, of another organisation",
        OWN,
        Fault.CERTIFICATE_INVALID,
        edit={"mandate-2": {"org": OTHER}},
    ),
]
