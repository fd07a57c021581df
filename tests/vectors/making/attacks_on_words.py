"""Owns the attacks on writing for another, and on stopping an item (5a, 7a, 8b)."""

from dataclasses import replace
from typing import Any

from service.sealing.errors import Fault
from service.sealing.schemas import TeamMember
from service.sealing.statements import Statement, sign
from tests.vectors.making.fixed import fixed
from tests.vectors.making.later_attacks import OTHER, LaterAttack
from tests.vectors.making.later_scenes import recalled, suspended
from tests.vectors.making.scenes import DAY, NOW, Scene, person, seed

MANIFEST, MANDATE = Fault.MANIFEST_INVALID, Fault.MANDATE_INVALID
UNAGREED, AGREED, ATTESTED = (
    Fault.AGREEMENT_MISSING,
    Fault.AGREEMENT_INVALID,
    Fault.ATTESTATION_INVALID,
)


def _with_facilitator(team: Any) -> tuple[TeamMember, ...]:  # noqa: ANN401 - a team
    who = person("facilitator")
    return (*team.members, TeamMember(who.person, who.box_public, b""))


def _and_about_the_case(scene: Scene) -> tuple[Statement, ...]:
    shown = scene.evidence.attestations
    body: Any = shown[0].body
    return (*shown, sign(replace(body, act="consent", subject=b""), seed("facilitator")))


ON_WRITING_FOR_ANOTHER = [
    LaterAttack("no agreement", "scribe", UNAGREED, evidence={"agreements": lambda _s: ()}),
    LaterAttack("the scribe agrees", "scribe", AGREED, signer={"agreement": "interpreter"}),
    LaterAttack("the recipient agrees", "scribe", AGREED, signer={"agreement": "recipient"}),
    *(
        LaterAttack(
            f"an agreement with another {what}", "scribe", AGREED, edit={"agreement": {what: to}}
        )
        for what, to in (("case", OTHER), ("item", OTHER), ("manifest", fixed("x")))
    ),
    LaterAttack(
        "a scribe who says to be the author",
        "scribe",
        MANIFEST,
        edit={"manifest": {"capacity": "self"}},
    ),
    LaterAttack("a scribe from elsewhere", "scribe", MANIFEST, signer={"manifest": "outsider"}),
    LaterAttack(
        "the scribe is the only reader",
        "scribe",
        Fault.SOLE_READER,
        edit={"manifest": {"capacity": "scribe"}},
        signer={"manifest": "facilitator"},
    ),
    LaterAttack(
        "the scribe is the witness", "paper", UNAGREED, signer={"attestation": "interpreter"}
    ),
    LaterAttack(
        "the witness is the only reader",
        "paper",
        Fault.SOLE_READER,
        signer={"attestation": "facilitator"},
    ),
    LaterAttack(
        "the only reader is a witness about the whole case",
        "paper",
        Fault.SOLE_READER,
        evidence={"attestations": _and_about_the_case},
    ),
    LaterAttack("a stranger is the witness", "paper", ATTESTED, signer={"attestation": "stranger"}),
    LaterAttack(
        "an attestation of another case", "paper", ATTESTED, edit={"attestation": {"case": OTHER}}
    ),
    *(
        LaterAttack(
            f"an attestation with another {what}",
            "paper",
            UNAGREED,
            edit={"attestation": {what: to}},
        )
        for what, to in (
            ("act", "consent"),
            ("person", OTHER),
            ("subject", fixed("x")),
            ("subject", b""),
        )
        if to
    ),
    LaterAttack(
        "no mandate", "liaison", Fault.CERTIFICATE_INVALID, evidence={"mandates": lambda _s: ()}
    ),
    LaterAttack("a mandate by a supervisor", "liaison", MANDATE, signer={"mandate": "supervisor"}),
    LaterAttack("a mandate by the liaison", "liaison", MANDATE, signer={"mandate": "liaison"}),
    LaterAttack(
        "a mandate that had ended", "liaison", MANDATE, edit={"mandate": {"until": NOW - 6 * DAY}}
    ),
    *(
        LaterAttack(
            f"a mandate with another {what}", "liaison", MANDATE, edit={"mandate": {what: to}}
        )
        for what, to in (("org", OTHER), ("case", OTHER), ("person", OTHER), ("team", fixed("x")))
    ),
    LaterAttack(
        "a facilitator acts as the liaison", "liaison", MANDATE, signer={"manifest": "facilitator"}
    ),
    LaterAttack(
        "a liaison team that the roster does not name",
        "liaison",
        MANDATE,
        edit={"roster-3": {"teams": ()}},
    ),
    LaterAttack(
        "a liaison team that is not shown", "liaison", MANDATE, evidence={"teams": lambda _s: ()}
    ),
    LaterAttack(
        "one of the liaisons is the only reader",
        "liaison",
        Fault.SOLE_READER,
        edit={"liaisons": {"members": _with_facilitator}},
    ),
]


def _again(scene: Scene) -> Statement:
    body: Any = scene.evidence.suspensions[3].body
    return sign(replace(body, at=NOW), seed("facilitator"))


RECALL, SUSPENSION = Fault.RECALL_INVALID, Fault.SUSPENSION_INVALID
AFTER, LIFTED = "recalled-after-opening", "suspended-and-lifted"

ON_STOPPING = [
    LaterAttack("before it was opened", AFTER, Fault.ITEM_RECALLED, plays=recalled),
    LaterAttack("a recall by the recipient", AFTER, RECALL, signer={"recall": "recipient"}),
    LaterAttack("a recall by staff", AFTER, RECALL, signer={"recall": "facilitator"}),
    *(
        LaterAttack(f"a recall with another {what}", AFTER, RECALL, edit={"recall": {what: to}})
        for what, to in (("case", OTHER), ("item", OTHER), ("manifest", fixed("x")))
    ),
    LaterAttack(
        "an opening by another", AFTER, Fault.ITEM_RECALLED, signer={"opening": "stranger"}
    ),
    *(
        LaterAttack(
            f"an opening with another {what}",
            AFTER,
            Fault.ITEM_RECALLED,
            edit={"opening": {what: OTHER}},
        )
        for what in ("case", "item", "person")
    ),
    LaterAttack("not lifted", LIFTED, Fault.ITEM_SUSPENDED, plays=suspended),
    LaterAttack(
        "the case not lifted", LIFTED, Fault.ITEM_SUSPENDED, plays=lambda s: suspended(s, "")
    ),
    LaterAttack(
        "one lifting left out",
        LIFTED,
        Fault.ITEM_SUSPENDED,
        evidence={"suspensions": lambda s: s.evidence.suspensions[:3]},
    ),
    LaterAttack(
        "what was lifted left out",
        LIFTED,
        SUSPENSION,
        evidence={"suspensions": lambda s: s.evidence.suspensions[1:]},
    ),
    LaterAttack(
        "a lifting of nothing, alone",
        LIFTED,
        SUSPENSION,
        edit={"lifting-item": {"previous": b""}},
        evidence={"suspensions": lambda s: s.evidence.suspensions[3:]},
    ),
    LaterAttack(
        "one suspension followed twice",
        LIFTED,
        SUSPENSION,
        evidence={"suspensions": lambda s: (*s.evidence.suspensions, _again(s))},
    ),
    LaterAttack(
        "lifted by one from elsewhere", LIFTED, SUSPENSION, signer={"lifting-item": "supervisor"}
    ),
    LaterAttack(
        "lifted by an interpreter", LIFTED, SUSPENSION, signer={"lifting-item": "interpreter"}
    ),
    LaterAttack("lifted by the author", LIFTED, SUSPENSION, signer={"lifting-item": "author"}),
    LaterAttack(
        "lifted though nothing was suspended",
        LIFTED,
        SUSPENSION,
        edit={"lifting-item": {"previous": b""}},
    ),
    LaterAttack(
        "suspended by an interpreter", LIFTED, SUSPENSION, signer={"suspension-item": "interpreter"}
    ),
    LaterAttack(
        "lifting that follows another",
        LIFTED,
        SUSPENSION,
        edit={"lifting-item": {"previous": fixed("x")}},
    ),
    LaterAttack(
        "a suspension of another item", LIFTED, SUSPENSION, edit={"lifting-item": {"item": OTHER}}
    ),
    LaterAttack(
        "a suspension of another case",
        LIFTED,
        SUSPENSION,
        edit={"suspension-item": {"case": OTHER}},
    ),
]
