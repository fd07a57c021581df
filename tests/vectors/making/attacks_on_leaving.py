"""Owns the attacks on earlier rosters, team versions and countersigned heads (1a, 3a to 3d)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from service.sealing.errors import Fault
from service.sealing.evidence import ShownHead
from service.sealing.statements import Statement, sign
from tests.vectors.making.fixed import fixed
from tests.vectors.making.later_attacks import OTHER, Change, LaterAttack
from tests.vectors.making.later_stage import Chapters, LaterStage
from tests.vectors.making.scenes import Scene, seed


def _heads(change: Callable[[ShownHead], ShownHead], at: int = 0) -> Mapping[str, Change]:
    def changed(scene: Scene) -> tuple[ShownHead, ...]:
        heads = scene.evidence.heads
        return tuple(change(one) if i == at else one for i, one in enumerate(heads))

    return {"heads": changed}


def _without(scene: Scene, shown: ShownHead, wanted: bytes) -> ShownHead:
    kept = tuple(one for one in shown.inclusions if one.statement != wanted)
    return replace(shown, inclusions=kept)


def _first_place(**changes: Any) -> Mapping[str, Change]:  # noqa: ANN401 - fields of a place
    def changed(shown: ShownHead) -> ShownHead:
        first = shown.inclusions[0]
        made = {k: v(first) if callable(v) else v for k, v in changes.items()}
        return replace(shown, inclusions=(replace(first, **made), *shown.inclusions[1:]))

    return _heads(changed)


def _beside(body: Any) -> Statement:  # noqa: ANN401 - a team
    return sign(replace(body, issued=1), seed("facilitator"))


def _signed_again(scene: Scene) -> tuple[Statement, ...]:
    """The decision of somebody who has left, signed today by another who has left since."""
    return tuple(sign(one.body, seed("supervisor")) for one in scene.evidence.decisions)


def _wavering(stage: LaterStage) -> Scene:
    """A case statement that goes back to the first version of the team, and one that returns."""
    story = Chapters(stage)
    story.vouch("supervisor")
    story.team("supervisor", "facilitator", "supervisor")
    story.case("supervisor")
    story.case("supervisor", team=story.teams[0].digest)
    story.case("supervisor")
    return story.end()


def _forked(scene: Scene) -> tuple[ShownHead, ...]:
    shown = scene.evidence.heads[0]
    body: Any = shown.head.body
    other = replace(body, hash=fixed("another trail"))
    return (shown, ShownHead(sign(other, seed("supervisor")), ()))


REMOVED, HEAD, PLACE = Fault.SIGNER_REMOVED, Fault.HEAD_INVALID, Fault.INCLUSION_INVALID
TEAM, ROSTER, CASE = Fault.TEAM_INVALID, Fault.ROSTER_INVALID, Fault.CASE_INVALID

ON_LEAVING = [
    LaterAttack("no head", "left", REMOVED, evidence={"heads": lambda _s: ()}),
    LaterAttack(
        "a decision that no head contains",
        "left",
        REMOVED,
        evidence={
            "heads": lambda s: (_without(s, s.evidence.heads[0], s.evidence.decisions[0].voice),)
        },
    ),
    LaterAttack(
        "a case statement that no head contains",
        "left",
        REMOVED,
        evidence={
            "heads": lambda s: (
                _without(s, s.evidence.heads[0], s.evidence.case_statements[0].voice),
            )
        },
    ),
    LaterAttack(
        "a certificate that no head contains",
        "left",
        REMOVED,
        evidence={
            "heads": lambda s: (_without(s, s.evidence.heads[0], s.evidence.certificates[0].voice),)
        },
    ),
    LaterAttack("one's own head", "left", REMOVED, signer={"head-1": "facilitator"}),
    LaterAttack("a head by an outsider", "left", HEAD, signer={"head-1": "outsider"}),
    LaterAttack("a head by an interpreter", "left", HEAD, signer={"head-1": "interpreter"}),
    LaterAttack("a head by a participant", "left", HEAD, signer={"head-1": "author"}),
    LaterAttack("a head of another case", "left", HEAD, edit={"head-1": {"chain": OTHER}}),
    LaterAttack("a head of another organisation", "left", HEAD, edit={"head-1": {"org": OTHER}}),
    LaterAttack(
        "a head under another roster", "left", HEAD, edit={"head-1": {"roster": fixed("another")}}
    ),
    LaterAttack(
        "a head under another team", "left", HEAD, edit={"head-1": {"team": fixed("another")}}
    ),
    LaterAttack("a head under no team", "left", HEAD, edit={"head-1": {"team": b""}}),
    LaterAttack(
        "a decision passed as a head",
        "left",
        HEAD,
        evidence={"heads": lambda s: (ShownHead(s.evidence.decisions[0], ()),)},
    ),
    LaterAttack("two heads at one entry", "left", HEAD, evidence={"heads": _forked}),
    LaterAttack(
        "a head over other statements", "left", PLACE, edit={"head-1": {"statements": fixed("x")}}
    ),
    LaterAttack("a head of another size", "left", PLACE, edit={"head-1": {"size": 60}}),
    LaterAttack("another place", "left", PLACE, evidence=_first_place(index=1)),
    LaterAttack("a place past the end", "left", PLACE, evidence=_first_place(index=6)),
    LaterAttack(
        "a statement that is not there", "left", PLACE, evidence=_first_place(statement=fixed("x"))
    ),
    LaterAttack("an empty proof", "left", PLACE, evidence=_first_place(proof=())),
    LaterAttack(
        "a proof cut short", "left", PLACE, evidence=_first_place(proof=lambda p: p.proof[:-1])
    ),
    LaterAttack(
        "a proof drawn out",
        "left",
        PLACE,
        evidence=_first_place(proof=lambda p: (*p.proof, fixed("x"))),
    ),
    LaterAttack(
        "a proof with another node",
        "left",
        PLACE,
        evidence=_first_place(proof=lambda p: (fixed("x"), *p.proof[1:])),
    ),
    LaterAttack(
        "a first head that the second does not contain",
        "left-twice",
        REMOVED,
        evidence={
            "heads": lambda s: (
                s.evidence.heads[0],
                _without(s, s.evidence.heads[1], s.evidence.heads[0].head.voice),
            )
        },
    ),
    LaterAttack(
        "the second head alone",
        "left-twice",
        REMOVED,
        evidence={"heads": lambda s: s.evidence.heads[1:]},
    ),
    LaterAttack("the last vouches for themself", "left-twice", HEAD, signer={"head-2": "stranger"}),
    LaterAttack(
        "the one who left vouches again", "left-twice", REMOVED, signer={"head-2": "supervisor"}
    ),
]

ON_VOICES = [
    LaterAttack(
        "another's decision, signed anew by one who left",
        "left-twice",
        REMOVED,
        evidence={"decisions": _signed_again},
    ),
    LaterAttack(
        "places by what was said alone",
        "left",
        PLACE,
        evidence=_first_place(statement=lambda _p: fixed("a digest, not a voice")),
    ),
]

ON_VERSIONS = [
    LaterAttack(
        "a case statement by a reader of no version", "left", TEAM, signer={"case-2": "outsider"}
    ),
    LaterAttack("a case that goes back to a team before", "left", TEAM, plays=_wavering),
    LaterAttack("a team made by who had left", "left", REMOVED, signer={"team-2": "facilitator"}),
    LaterAttack("a team made by an outsider", "left", TEAM, signer={"team-2": "outsider"}),
    LaterAttack("a team made by an interpreter", "left", TEAM, signer={"team-2": "interpreter"}),
    LaterAttack("a version left out", "left", TEAM, evidence={"teams": lambda _s: ()}),
    LaterAttack("a version skipped", "left", TEAM, edit={"team-2": {"version": 3}}),
    LaterAttack("a version of another team", "left", TEAM, edit={"team-2": {"team": OTHER}}),
    LaterAttack("a version of another organisation", "left", TEAM, edit={"team": {"org": OTHER}}),
    LaterAttack("a version of another case", "left", TEAM, edit={"team": {"case": OTHER}}),
    LaterAttack(
        "a version beside the chain",
        "left",
        TEAM,
        evidence={
            "teams": lambda s: (
                *s.evidence.teams,
                _beside(s.evidence.teams[0].body),
            )
        },
    ),
    LaterAttack(
        "a fresh team of an outsider's own",
        "left",
        TEAM,
        edit={"team-2": {"version": 1, "previous": b"", "previous_sealed": b""}},
    ),
    LaterAttack(
        "a case statement by who had left", "left", REMOVED, signer={"case-2": "facilitator"}
    ),
    LaterAttack(
        "the team before under a newer case statement",
        "left",
        TEAM,
        edit={"case-2": {"team": fixed("another")}},
    ),
    LaterAttack(
        "the pinned case statement left out",
        "left",
        CASE,
        evidence={"case_statements": lambda s: s.evidence.case_statements[1:]},
    ),
    LaterAttack("no earlier roster", "left", CASE, evidence={"rosters": lambda _s: ()}),
    LaterAttack("an earlier roster by a stranger", "left", ROSTER, signer={"roster-3": "stranger"}),
    LaterAttack(
        "an earlier roster of another organisation",
        "left",
        ROSTER,
        edit={"roster-3": {"org": OTHER}},
    ),
    LaterAttack(
        "a roster that follows another", "left", ROSTER, edit={"roster-4": {"previous": fixed("x")}}
    ),
    LaterAttack(
        "the earlier roster as the newest",
        "left",
        ROSTER,
        evidence={
            "roster": lambda s: s.evidence.rosters[0],
            "rosters": lambda s: (s.evidence.roster,),
        },
    ),
    LaterAttack("two rosters of one number", "left", ROSTER, edit={"roster-4": {"sequence": 3}}),
    LaterAttack(
        "the old pool and no head", "pool-changed", REMOVED, evidence={"heads": lambda _s: ()}
    ),
    LaterAttack(
        "a rendition by the new pool",
        "pool-changed",
        Fault.RENDITION_INVALID,
        signer={"rendition": "new pool"},
    ),
]
