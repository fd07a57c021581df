"""Owns the attacks on stepping in, on enrolling again and on handing keys on (3c, 4a, 8a)."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from service.sealing.errors import Fault
from service.sealing.grants import seal_grant
from service.sealing.schemas import Team, TeamMember
from tests.vectors.making.fixed import fixed
from tests.vectors.making.later_attacks import OTHER, Change, LaterAttack
from tests.vectors.making.scenes import Scene, person

STEP, TEAM, CASE = Fault.STEP_IN_INVALID, Fault.TEAM_INVALID, Fault.CASE_INVALID


def _step_ins(*kept: int) -> Mapping[str, Change]:
    return {"step_ins": lambda s: tuple(s.evidence.step_ins[i] for i in kept)}


def _with(name: str) -> Callable[[Team], tuple[TeamMember, ...]]:
    who = person(name)
    return lambda body: (*body.members, TeamMember(who.person, who.box_public, b""))


ON_STEPPING_IN = [
    LaterAttack("the supervisor alone", "stepped-in", STEP, evidence=_step_ins(0)),
    LaterAttack("the duty member alone", "stepped-in", STEP, evidence=_step_ins(1)),
    LaterAttack("the supervisor twice", "stepped-in", STEP, evidence=_step_ins(0, 0)),
    LaterAttack("nobody", "stepped-in", TEAM, evidence=_step_ins()),
    LaterAttack("one for both", "stepped-in", STEP, signer={"step-in-supervisor": "outsider"}),
    LaterAttack("one of neither team", "stepped-in", STEP, signer={"step-in-duty": "facilitator"}),
    LaterAttack("a stranger", "stepped-in", STEP, signer={"step-in-duty": "stranger"}),
    *(
        LaterAttack(
            f"a step-in with another {what}", "stepped-in", STEP, edit={"step-in-duty": {what: to}}
        )
        for what, to in (
            ("org", OTHER),
            ("case", OTHER),
            ("cover", fixed("x")),
            ("previous", fixed("x")),
            ("next", fixed("x")),
            ("capacity", "supervisor"),
        )
    ),
    LaterAttack(
        "one capacity twice",
        "stepped-in",
        STEP,
        evidence=_step_ins(0, 1, 1),
    ),
    LaterAttack(
        "one person of both teams",
        "stepped-in",
        STEP,
        edit={"duty": {"members": _with("supervisor")}},
        signer={"step-in-duty": "supervisor", "team-2": "supervisor"},
    ),
    LaterAttack(
        "two people of one team",
        "stepped-in",
        STEP,
        edit={
            "supervisors": {"members": _with("outsider")},
            "cover": {"duty": lambda b: b.supervisors},
        },
    ),
    LaterAttack(
        "a cover of another organisation", "stepped-in", STEP, edit={"cover": {"org": OTHER}}
    ),
    LaterAttack("no cover", "stepped-in", STEP, evidence={"covers": lambda _s: ()}),
    LaterAttack(
        "two covers", "stepped-in", STEP, evidence={"covers": lambda s: s.evidence.covers * 2}
    ),
    LaterAttack("a cover by one who steps in", "stepped-in", STEP, signer={"cover": "outsider"}),
    LaterAttack("a cover of another version", "stepped-in", STEP, edit={"cover": {"version": 2}}),
    LaterAttack("a cover of another case", "stepped-in", STEP, edit={"cover": {"case": OTHER}}),
    LaterAttack(
        "a cover of another team", "stepped-in", STEP, edit={"cover": {"team": fixed("x")}}
    ),
    LaterAttack(
        "a cover by one team twice",
        "stepped-in",
        STEP,
        edit={"cover": {"duty": lambda b: b.supervisors}},
        signer={"step-in-duty": "supervisor"},
    ),
    LaterAttack(
        "teams that the roster does not name", "stepped-in", STEP, edit={"roster-3": {"teams": ()}}
    ),
    LaterAttack(
        "teams that are not shown",
        "stepped-in",
        STEP,
        evidence={"teams": lambda s: s.evidence.teams[:1]},
    ),
    LaterAttack("teams of another organisation", "stepped-in", TEAM, edit={"duty": {"org": OTHER}}),
    LaterAttack("a team made by neither", "stepped-in", STEP, signer={"team-2": "facilitator"}),
    LaterAttack(
        "a case statement by neither", "stepped-in", CASE, signer={"case-2": "interpreter"}
    ),
]


def _grant_again(scene: Scene) -> tuple[tuple[str, bytes], ...]:
    name = scene.released.ref.rendition
    return ((name, seal_grant(scene.item, name, scene.me.box_public, scene.released.content_key)),)


MISSING, AGAIN, REGRANT = (
    Fault.RE_ENROLMENT_MISSING,
    Fault.RE_ENROLMENT_INVALID,
    Fault.REGRANT_INVALID,
)
OLD = person("recipient")

ON_ENROLLING_AGAIN = [
    LaterAttack(
        "one vouches",
        "enrolled-again",
        MISSING,
        evidence={"re_enrolments": lambda s: s.evidence.re_enrolments[:1]},
    ),
    LaterAttack(
        "nobody vouches", "enrolled-again", MISSING, evidence={"re_enrolments": lambda _s: ()}
    ),
    LaterAttack(
        "one vouches twice",
        "enrolled-again",
        MISSING,
        signer={"re-enrolment-supervisor": "facilitator"},
    ),
    LaterAttack(
        "nobody who vouches is a facilitator",
        "enrolled-again",
        MISSING,
        edit={
            "roster-3": {
                "staff": lambda b: tuple(replace(one, roles=("supervisor",)) for one in b.staff)
            }
        },
    ),
    LaterAttack(
        "an interpreter vouches",
        "enrolled-again",
        AGAIN,
        signer={"re-enrolment-supervisor": "interpreter"},
    ),
    LaterAttack(
        "a stranger vouches",
        "enrolled-again",
        AGAIN,
        signer={"re-enrolment-supervisor": "stranger"},
    ),
    LaterAttack(
        "the new key vouches for itself",
        "enrolled-again",
        AGAIN,
        signer={"re-enrolment-supervisor": "recipient again"},
    ),
    *(
        LaterAttack(
            f"vouching with another {what}",
            "enrolled-again",
            code,
            edit={"re-enrolment-supervisor": {what: to}},
        )
        for what, to, code in (
            ("org", OTHER, AGAIN),
            ("case", OTHER, AGAIN),
            ("person", OTHER, AGAIN),
            ("previous", fixed("x"), AGAIN),
            ("certificate", fixed("x"), MISSING),
        )
    ),
    LaterAttack(
        "an old key whose certificate is not shown",
        "enrolled-again-by-old-key",
        AGAIN,
        evidence={
            "certificates": lambda s: (s.evidence.certificates[0], s.evidence.certificates[2])
        },
    ),
    LaterAttack(
        "an old key of another role",
        "enrolled-again-by-old-key",
        Fault.CERTIFICATE_INVALID,
        edit={"certificate-recipient": {"role": "responsible"}},
    ),
    LaterAttack(
        "no regrant",
        "enrolled-again",
        Fault.RECIPIENT_MISMATCH,
        evidence={"regrants": lambda _s: ()},
    ),
    LaterAttack(
        "a regrant by an interpreter", "enrolled-again", REGRANT, signer={"regrant": "interpreter"}
    ),
    LaterAttack(
        "a regrant by an outsider", "enrolled-again", REGRANT, signer={"regrant": "outsider"}
    ),
    LaterAttack(
        "a regrant by the recipient",
        "enrolled-again",
        REGRANT,
        signer={"regrant": "recipient again"},
    ),
    *(
        LaterAttack(
            f"a regrant with another {what}", "enrolled-again", code, edit={"regrant": {what: to}}
        )
        for what, to, code in (
            ("case", OTHER, REGRANT),
            ("item", OTHER, REGRANT),
            ("person", OTHER, REGRANT),
            ("old_key", fixed("x"), REGRANT),
            ("new_key", fixed("x"), REGRANT),
            ("certificate", fixed("x"), REGRANT),
            ("decision", fixed("x"), Fault.RECIPIENT_MISMATCH),
        )
    ),
    LaterAttack(
        "a regrant that grants nothing",
        "enrolled-again",
        Fault.GRANT_MISSING,
        edit={"regrant": {"grants": ()}},
    ),
    LaterAttack(
        "another grant than the regrant's",
        "enrolled-again",
        Fault.GRANT_REPLACED,
        evidence={"grants": _grant_again},
    ),
    LaterAttack(
        "a superseded certificate that is not shown",
        "enrolled-again",
        REGRANT,
        evidence={
            "certificates": lambda s: (s.evidence.certificates[0], s.evidence.certificates[2])
        },
    ),
    LaterAttack(
        "the superseded keys",
        "enrolled-again",
        Fault.OWN_KEY_REPLACED,
        given={
            "me": {"person": OLD.person, "sign": OLD.keys.sign_seed, "box": OLD.keys.box_private}
        },
    ),
    LaterAttack(
        "the author's new certificate by nobody",
        "author-enrolled-again",
        MISSING,
        evidence={"re_enrolments": lambda _s: ()},
    ),
    LaterAttack(
        "a manifest by a key beside the line",
        "author-enrolled-again",
        Fault.MANIFEST_INVALID,
        signer={"manifest": "stranger"},
    ),
    LaterAttack(
        "the key of then and its certificate not shown",
        "author-enrolled-again",
        Fault.CERTIFICATE_INVALID,
        evidence={"certificates": lambda s: s.evidence.certificates[1:]},
    ),
]
