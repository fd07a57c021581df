"""Owns the attacks on manifest, rendition, decisions and acceptance (checks 5 to 9)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from service.sealing.errors import Fault
from service.sealing.schemas import Coverage, DecisionRecipient
from service.sealing.statements import Statement
from tests.vectors.making.attacks import BASES, OTHER, TWO, Attack, built
from tests.vectors.making.fixed import fixed
from tests.vectors.making.scenes import DAY, NOW, Scene, person

MANIFEST, RENDITION = Fault.MANIFEST_INVALID, Fault.RENDITION_INVALID
DECISION, SIGNERS, RECIPIENT = (
    Fault.DECISION_INVALID,
    Fault.SIGNERS_MISSING,
    Fault.RECIPIENT_MISMATCH,
)
ELSEWHERE, ACCEPTANCE = Fault.DECISION_OTHER_ITEM, Fault.ACCEPTANCE_INVALID


def _borrowed(name: str) -> Callable[[Scene], object]:
    """Take a true statement from the recording's evidence."""
    return lambda _scene: getattr(built(BASES["recording"]).evidence, name)


def _changed(statement: Statement | None) -> object:
    return statement and replace(statement, payload=statement.payload.replace(b'"cy"', b'"en"'))


def _each(
    start: str,
    code: Fault,
    statement: str,
    changes: Mapping[str, Mapping[str, Any]],
    base: str = "letter",
) -> list[Attack]:
    return [
        Attack(f"{start} {what}", code, base, edit={statement: change})
        for what, change in changes.items()
    ]


ON_MANIFEST = [
    Attack("no manifest", Fault.MANIFEST_MISSING, evidence={"manifest": lambda _s: None}),
    Attack("a manifest signed by the recipient", MANIFEST, signer={"manifest": "recipient"}),
    Attack("a manifest signed by a facilitator", MANIFEST, signer={"manifest": "facilitator"}),
    Attack("a manifest signed by a stranger", MANIFEST, signer={"manifest": "stranger"}),
    Attack("a manifest of another case", MANIFEST, edit={"manifest": {"case": OTHER}}),
    Attack(
        "a manifest under a case statement not shown",
        MANIFEST,
        edit={"manifest": {"case_statement": fixed("another")}},
    ),
    Attack("a manifest for others", MANIFEST, edit={"manifest": {"recipients": (OTHER,)}}),
    Attack(
        "a manifest with changed words",
        MANIFEST,
        evidence={"manifest": lambda s: _changed(s.evidence.manifest)},
    ),
    Attack(
        "a decision passed as the manifest",
        MANIFEST,
        evidence={"manifest": lambda s: s.evidence.decisions[0]},
    ),
    Attack("another item's manifest", Fault.ITEM_MISMATCH, edit={"manifest": {"item": OTHER}}),
    Attack("another item was asked for", Fault.ITEM_MISMATCH, given={"item": OTHER}),
    Attack(
        "a reader shown a manifest by no author",
        MANIFEST,
        "letter",
        "reader",
        signer={"manifest": "outsider"},
    ),
    Attack(
        "a worker shown a manifest by no author",
        MANIFEST,
        "recording",
        "worker",
        signer={"manifest": "stranger"},
    ),
]

ON_RENDITION = [
    Attack("a letter with a rendition", RENDITION, evidence={"rendition": _borrowed("rendition")}),
    Attack(
        "a recording without a rendition",
        Fault.RENDITION_MISSING,
        "recording",
        evidence={"rendition": lambda _s: None},
    ),
    *(
        Attack(f"a rendition signed by the {by}", RENDITION, "recording", signer={"rendition": by})
        for by in ("facilitator", "author", "stranger")
    ),
    *_each(
        "a rendition of another",
        RENDITION,
        "rendition",
        {
            "case": {"case": OTHER},
            "item": {"item": OTHER},
            "manifest": {"manifest": fixed("another")},
            "input": {"input": fixed("another")},
        },
        "recording",
    ),
    Attack(
        "a rendition under the original's id",
        RENDITION,
        "recording",
        edit={
            "rendition": {
                "output": lambda b: replace(
                    b.output, rendition=built(BASES["recording"]).original.ref.rendition
                )
            }
        },
    ),
    Attack(
        "a rendition by a pool the roster does not list",
        RENDITION,
        "recording",
        edit={"case-1": {"pool": OTHER}},
    ),
    Attack(
        "a reader shown a rendition by nobody's pool",
        RENDITION,
        "recording",
        "reader",
        signer={"rendition": "outsider"},
    ),
]

ON_DECISIONS = [
    Attack("no decision", Fault.DECISION_MISSING, evidence={"decisions": lambda _s: ()}),
    *(
        Attack(f"a decision signed by the {by}", DECISION, signer={"decision-1": by})
        for by in ("interpreter", "outsider", "stranger", "author", "recipient", "pool", "root")
    ),
    *_each(
        "a decision",
        DECISION,
        "decision-1",
        {
            "to return for changes": {"verdict": "return", "recipients": ()},
            "to withhold": {"verdict": "withhold", "recipients": ()},
            "about another version": {"manifest": fixed("another")},
            "about a rendition of a letter": {"renditions": (fixed("another"),)},
            "that covers less than all": {"coverage": Coverage("characters", 899, 900)},
            "under a case statement not shown": {"case_statement": fixed("another")},
        },
    ),
    Attack(
        "a decision about no rendition",
        DECISION,
        "recording",
        edit={"decision-2": {"renditions": ()}},
    ),
    Attack(
        "a decision about another rendition",
        DECISION,
        "recording",
        edit={"decision-2": {"renditions": (fixed("another"),)}},
    ),
    Attack(
        "a decision by the author, who is also staff",
        DECISION,
        edit={
            "certificate-author": {
                "sign": person("supervisor").sign_public,
            }
        },
        signer={"manifest": "supervisor", "decision-1": "supervisor"},
    ),
    Attack(
        "decisions out of order",
        DECISION,
        "recording",
        evidence={"decisions": lambda s: s.evidence.decisions[::-1]},
    ),
    Attack(
        "a second decision that follows another",
        DECISION,
        "recording",
        edit={"decision-2": {"previous": fixed("another")}},
    ),
    Attack(
        "a second decision with the first one's number",
        DECISION,
        "recording",
        edit={"decision-2": {"sequence": 1, "previous": b""}},
    ),
    Attack("a decision about another item", ELSEWHERE, edit={"decision-1": {"item": OTHER}}),
    Attack("a decision about another case", ELSEWHERE, edit={"decision-1": {"case": OTHER}}),
    Attack(
        "a decision that has expired",
        Fault.DECISION_EXPIRED,
        edit={"decision-1": {"valid_until": NOW - 1}},
    ),
    Attack(
        "a first decision that has expired",
        Fault.DECISION_EXPIRED,
        "recording",
        edit={"decision-1": {"valid_until": NOW - 1}},
    ),
    Attack("one signer where two are required", SIGNERS, edit={"case-1": {"signers": 2}}),
    Attack(
        "one signer under a newer, stricter case",
        SIGNERS,
        "recording",
        stage={"readers": TWO[:1]},
        edit={"case-2": {"signers": 2}},
    ),
    Attack(
        "one signer under a case weakened since submission",
        SIGNERS,
        "recording",
        stage={"readers": TWO[:1]},
        edit={"case-1": {"signers": 2}},
    ),
    Attack(
        "one signer twice where two are required",
        SIGNERS,
        "recording",
        stage={"readers": ("facilitator", "facilitator")},
        edit={"case-1": {"signers": 2}, "case-2": {"signers": 2}},
    ),
    Attack(
        "one of two decisions held back",
        SIGNERS,
        "recording",
        edit={"case-2": {"signers": 2}},
        evidence={"decisions": lambda s: s.evidence.decisions[1:]},
    ),
]

ON_RECIPIENT = [
    Attack(
        f"a decision {what}",
        RECIPIENT,
        edit={"decision-1": {"recipients": change}},
    )
    for what, change in {
        "for another key": lambda b: (replace(b.recipients[0], key=fixed("another")),),
        "for another person": lambda b: (replace(b.recipients[0], person=OTHER),),
        "for nobody": (),
        "that names one person twice": lambda b: b.recipients * 2,
    }.items()
]
ON_RECIPIENT.append(
    Attack(
        "a first reader who approved for somebody else only",
        RECIPIENT,
        "recording",
        edit={"decision-1": {"recipients": (DecisionRecipient(OTHER, fixed("another"), ()),)}},
    )
)

ON_ACCEPTANCE = [
    Attack("no acceptance", Fault.ACCEPTANCE_MISSING, evidence={"acceptance": lambda _s: None}),
    *(
        Attack(f"an acceptance signed by the {by}", ACCEPTANCE, signer={"acceptance": by})
        for by in ("author", "facilitator", "stranger")
    ),
    *_each(
        "an acceptance",
        ACCEPTANCE,
        "acceptance",
        {
            "of another item": {"item": OTHER},
            "in another case": {"case": OTHER},
            "by another person": {"person": OTHER},
            "of another decision": {"decisions": (fixed("another"),)},
            "of no decision": {"decisions": ()},
        },
    ),
    Attack(
        "an acceptance of fewer decisions",
        ACCEPTANCE,
        "recording",
        edit={"acceptance": {"decisions": lambda b: b.decisions[:1]}},
    ),
    Attack("a second before the window", Fault.OUTSIDE_WINDOW, given={"now": NOW - DAY - 1}),
    Attack("a second after the window", Fault.OUTSIDE_WINDOW, given={"now": NOW + DAY + 1}),
    Attack(
        "an offer that is no approval",
        Fault.DECISION_MISSING,
        "letter",
        "offered",
        evidence={"decisions": lambda _s: ()},
    ),
]

ON_ITEMS = [*ON_MANIFEST, *ON_RENDITION, *ON_DECISIONS, *ON_RECIPIENT, *ON_ACCEPTANCE]
