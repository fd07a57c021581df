"""Owns the vectors found after the first were published, by breaking the checker on purpose.

Each fails a check whose removal no earlier vector noticed. Refuses to change the earlier ones.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.sealing.encoding import digest
from service.sealing.errors import Fault
from tests.vectors.making.attacks import Attack, built, given_for
from tests.vectors.making.fixed import fixed
from tests.vectors.making.form import Vector, good, plain
from tests.vectors.making.scenes import Stage, person

SCENES: dict[str, tuple[Stage, str]] = {
    "letter-recipient": (Stage(), "recipient"),
    "letter-reader": (Stage(), "reader"),
    "recording-recipient": (
        Stage(kind="recorded_message", readers=("facilitator", "supervisor"), cases=2),
        "recipient",
    ),
    "thrice-recipient": (Stage(cases=3), "recipient"),
}

SUPERVISOR = person("supervisor")

FOUND_LATER = [
    Attack(
        "a decision by the author's person, under another key",
        Fault.DECISION_INVALID,
        edit={
            "certificate-author": {"person": SUPERVISOR.person},
            "case-1": {
                "people": lambda b: (replace(b.people[0], person=SUPERVISOR.person), b.people[1])
            },
            "manifest": {"author": SUPERVISOR.person},
        },
        stage={"readers": ("supervisor",)},
    ),
    Attack(
        "one reader twice where one is enough",
        Fault.SIGNERS_MISSING,
        stage={"readers": ("facilitator", "facilitator")},
    ),
    Attack(
        "two decisions of one number that follow each other",
        Fault.DECISION_INVALID,
        "recording",
        edit={"decision-1": {"sequence": 2, "previous": fixed("another")}},
    ),
    Attack(
        "two newest cases of one sequence",
        Fault.CASE_INVALID,
        "thrice",
        edit={"case-3": {"sequence": 2}},
    ),
    Attack(
        "a team that lists its signer under another id",
        Fault.TEAM_INVALID,
        edit={
            "team": {
                "members": lambda b: (
                    replace(b.members[0], person=person("outsider").person),
                    *b.members[1:],
                )
            }
        },
    ),
    Attack(
        "a reader's own signing key replaced on the roster",
        Fault.OWN_KEY_REPLACED,
        "letter",
        "reader",
        given={
            "me": {
                "person": person("facilitator").person,
                "sign": fixed("another"),
                "box": person("facilitator").keys.box_private,
            }
        },
    ),
]


def later_scenes() -> dict[str, dict[str, Any]]:
    """The honest scenes these refer to."""
    return {
        name: plain(given_for(built(stage), device)) for name, (stage, device) in SCENES.items()
    }


def later_honest(shown: Mapping[str, Mapping[str, Any]]) -> list[Vector]:
    """Three case statements, all shown or the middle one left out, open alike."""
    scene = built(SCENES["thrice-recipient"][0])
    base = shown["thrice-recipient"]
    newest = scene.evidence.case_statements[-1]
    pin = {"case": Stage.case, "sequence": 3, "digest": newest.digest}
    output = {
        "pins": {**base["pins"], "roster": 3, "cases": [pin]},
        "rendition": scene.released.ref.rendition,
        "plaintext_digest": digest(scene.released.plaintext),
    }
    statements = base["evidence"]["case_statements"]
    fewer = {"evidence": {"case_statements": [statements[0], statements[2]]}}
    named = {"scene": "thrice-recipient"}
    return [
        good("three case statements", "verify", named, output),
        good("a case statement between left out", "verify", {**named, **fewer}, output),
    ]
