"""Owns the vectors of what a reader is told of those who read before (check 7, before deciding).

Each attack lends a case that asks for two readers a reader who never was. Refuses to stage the
recipient's side: that is in the other files of evidence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from service.sealing.errors import Fault
from service.sealing.schemas import Coverage
from service.sealing.statements import Statement
from tests.vectors.making.attacks import OTHER, built, given_for
from tests.vectors.making.fixed import fixed
from tests.vectors.making.form import Vector, bad, good, plain
from tests.vectors.making.scenes import DAY, NOW, Scene, Stage, person, seed

OP = "reading.earlier"
INVALID = Fault.DECISION_INVALID
TWO, ONE = 2, 1


def _asking(signers: int) -> Mapping[str, Any]:
    return {"case-1": lambda body: replace(body, signers=signers)}


STAGES: dict[str, Stage] = {
    "letter": Stage(edit=_asking(TWO)),
    "recording": Stage(kind="recorded_message", edit=_asking(TWO)),
}


@dataclass(frozen=True)
class Before:
    """What stands before the supervisor's decision, staged on an honest first approval."""

    name: str
    code: Fault = INVALID
    base: str = "letter"
    edit: Mapping[str, Any] = field(default_factory=dict)
    signer: str = "facilitator"
    readers: Sequence[str] = ("facilitator",)
    shown: Any = None

    def vector(self, bases: Mapping[str, Mapping[str, Any]]) -> Vector:
        """Write it as its difference from the honest scene."""
        edits = {**STAGES[self.base].edit}
        if self.edit:
            edits["decision-1"] = lambda body: replace(body, **self.edit)
        signed = {"decision-1": seed(self.signer)}
        stage = replace(STAGES[self.base], edit=edits, signer=signed, readers=self.readers)
        made = _decisions(built(stage))
        shown = self.shown(made) if self.shown else made
        evidence = {"decisions": [one.to_wire() for one in shown]}
        given = {"scene": self.base, "evidence": evidence}
        # An attack that hands over what an honest service would is none.
        if evidence["decisions"] == bases[self.base]["evidence"]["decisions"]:
            raise ValueError(self.name)
        return bad(self.name, OP, given, self.code)


def _decisions(scene: Scene) -> tuple[Statement, ...]:
    return scene.evidence.decisions


def _spoilt(made: Sequence[Statement]) -> list[Statement]:
    return [replace(made[0], signature=made[0].signature[:63] + b"\0")]


FORGED = [
    Before("a decision by a key that nobody has", signer="stranger"),
    Before("a decision by the author", signer="author"),
    Before("a decision by the recipient", signer="recipient"),
    Before("a decision by an interpreter of the team", signer="interpreter"),
    Before("a decision by a facilitator who is not on the team", signer="outsider"),
    Before("a decision with a spoilt signature", shown=_spoilt),
    Before("a decision about another version", edit={"manifest": fixed("another")}),
    Before("a decision about another item", Fault.DECISION_OTHER_ITEM, edit={"item": OTHER}),
    Before("a decision of another case", Fault.DECISION_OTHER_ITEM, edit={"case": OTHER}),
    Before("a decision on a case that was not shown", edit={"case_statement": fixed("another")}),
    Before(
        "a decision about another rendition",
        base="recording",
        edit={"renditions": (fixed("another"),)},
    ),
    Before("a decision about no rendition", base="recording", edit={"renditions": ()}),
    Before("a decision to return", edit={"verdict": "return", "recipients": ()}),
    Before("a decision on half of it", edit={"coverage": Coverage("characters", 450, 900)}),
    Before("one's own decision", signer="supervisor"),
    Before(
        "one reader twice",
        readers=("facilitator", "facilitator"),
    ),
    Before(
        "a forged decision behind a good one",
        readers=("facilitator", "stranger"),
    ),
    Before(
        "decisions that do not follow one another",
        readers=("facilitator", "outsider"),
        shown=lambda made: made[::-1],
    ),
]


def seen(stage: Stage) -> dict[str, Any]:
    """What the supervisor's device is handed of this stage."""
    scene = built(stage)
    given = given_for(scene, "reader")
    who = person("supervisor")
    given["me"] = {
        "person": who.person,
        "sign": who.keys.sign_seed,
        "box": who.keys.box_private,
    }
    given["evidence"]["decisions"] = [one.to_wire() for one in _decisions(scene)]
    return given


def reading_scenes() -> dict[str, dict[str, Any]]:
    """A letter and a recording that two must read, as the supervisor finds them."""
    return {name: plain(seen(stage)) for name, stage in STAGES.items()}


def forged_before(bases: Mapping[str, Mapping[str, Any]]) -> list[Vector]:
    """Write every attack."""
    return [one.vector(bases) for one in FORGED]


def _told(made: Sequence[Statement], required: int) -> dict[str, Any]:
    return {
        "readers": [person("facilitator").person] if made else [],
        "required": required,
        "last": len(made) + 1 >= required,
        "sequence": len(made) + 1,
        "previous": made[-1].digest if made else b"",
    }


def read_before(bases: Mapping[str, Mapping[str, Any]]) -> list[Vector]:
    """What an honest service shows, and a case that somebody made less strict meanwhile."""
    vectors = []
    for name, stage in STAGES.items():
        made = _decisions(built(stage))
        none = {"scene": name, "evidence": {"decisions": []}}
        vectors += [
            good(f"{name}: one reader before", OP, {"scene": name}, _told(made, TWO)),
            good(f"{name}: nobody before", OP, none, _told((), TWO)),
        ]
    late = {"decision-1": lambda body: replace(body, valid_until=NOW - DAY)}
    spent = replace(STAGES["letter"], edit={**_asking(TWO), **late})
    vectors.append(
        good(
            "an approval that ran out",
            OP,
            _instead(spent, bases),
            _told(_decisions(built(spent)), TWO),
        )
    )
    stricter = {"case-2": lambda body: replace(body, signers=TWO)}
    nobody_yet = {
        "a case weakened after the letter was written": (Stage(cases=2, edit=_asking(TWO)), TWO),
        "a case made stricter after the letter was written": (Stage(cases=2, edit=stricter), TWO),
        "a case of one reader": (Stage(), ONE),
    }
    return vectors + [
        good(
            name,
            OP,
            _instead(replace(stage, readers=()), bases),
            _told((), required),
        )
        for name, (stage, required) in nobody_yet.items()
    ]


def _instead(stage: Stage, bases: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Lay another stage over the honest letter, key by key."""
    handed, base = plain(seen(stage)), bases["letter"]
    papers = {
        key: value for key, value in handed["evidence"].items() if value != base["evidence"][key]
    }
    return {"scene": "letter", "pins": handed["pins"], "evidence": papers}
