"""Owns the vectors of safer renditions: lists of edits (4.6), and who agreed to them (6b, 7a)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, TypedDict

from service.sealing.encoding import b64, canonical, digest, parse_canonical
from service.sealing.errors import Fault
from service.sealing.schemas import Agreement, Attestation, RenditionStatement
from service.sealing.schemas_edits import Edit, changed
from service.sealing.statements import Statement, sign
from tests.vectors.making.attacks import BASES, built, given_for
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.form import Vector, bad, good, plain
from tests.vectors.making.later_attacks import built as told
from tests.vectors.making.later_scenes import by_liaison
from tests.vectors.making.later_stage import LaterStage
from tests.vectors.making.scenes import NOW, Scene, Stage, person, seed
from tests.vectors.making.signed import OP, sign_raw

EDITS = (
    Edit("cut", 0, 1_500, 0, 0, 0, 0),
    Edit("cut", 20_000, 31_040, 0, 0, 0, 0),
    Edit("pixelate", 0, 0, 0, 0, 1000, 1000),
    Edit("blur", 5_000, 9_000, 250, 0, 500, 400),
    changed("voice"),
    changed("noise"),
)
UNHEARD = (Edit("cut", 0, 1, 0, 0, 0, 0), changed("sound-only"), changed("voice"))
_RECORDING = BASES["recording"]
_SHOWN = "recording-recipient"
_BY_LIAISON = "liaison-recipient"


class Words(TypedDict, total=False):
    """What is said beside a rendition, under its keys of the evidence."""

    agreements: tuple[Statement, ...]
    attestations: tuple[Statement, ...]


Say = Callable[[Scene], Words]


def _edits(body: RenditionStatement) -> RenditionStatement:
    return replace(body, edits=EDITS)


def _recording() -> Scene:
    """A recording of which something was changed; nobody has agreed to that yet."""
    return built(replace(_RECORDING, edit={"rendition": _edits}))


def _of_a_liaison() -> Scene:
    """The same of an author without an account, for whom a liaison sent it."""
    stage = LaterStage(kind="recorded_message", edit={"rendition": _edits})
    return told("liaison", stage, lambda given: by_liaison(given).end())


def _agreement(scene: Scene, by: str = "author", **changes: Any) -> Statement:  # noqa: ANN401
    evidence = scene.evidence
    body = Agreement(
        case=Stage.case,
        item=scene.item,
        manifest=_digest(evidence.manifest),
        renditions=(_digest(evidence.rendition),),
        at=NOW - 86_400,
    )
    return sign(replace(body, **changes), seed(by))


def _digest(statement: Statement | None) -> bytes:
    return statement.digest if statement else b""


def _agrees(scene: Scene, by: str = "author") -> Words:
    return {"agreements": (_agreement(scene, by),)}


def _with(scene: Scene, say: Say) -> Scene:
    return replace(scene, evidence=replace(scene.evidence, **say(scene)))


def _attests(scene: Scene, by: str, act: str = "agreement", who: str = "author") -> Words:
    body = Attestation(
        org=fixed_id("org"),
        case=Stage.case,
        person=person(who).person,
        act=act,
        subject=_digest(scene.evidence.rendition),
        manner="phone",
        evidence=b"",
        at=NOW - 86_400,
        issued=NOW - 86_400,
    )
    return {"attestations": (sign(body, seed(by)),)}


def edited_scenes() -> dict[str, dict[str, Any]]:
    """The scenes that these refer to; each opens, because its author agreed."""
    return {
        _SHOWN: plain(given_for(_with(_recording(), _agrees), "recipient")),
        "recording-reader": plain(given_for(_recording(), "reader")),
        _BY_LIAISON: plain(
            given_for(_with(_of_a_liaison(), partial(_agrees, by="liaison")), "recipient")
        ),
    }


def edited(shown: Mapping[str, Mapping[str, Any]]) -> list[Vector]:
    """What a list of edits may be, and what a device makes of one."""
    return [*_lists(), *_devices(shown)]


def _lists() -> list[Vector]:
    by, statement = seed("pool"), _recording().evidence.rendition
    body = parse_canonical(statement.payload if statement else b"")
    voice, cut, hidden = _wire(changed("voice")), _wire(EDITS[0]), _wire(EDITS[3])
    whole = _wire(EDITS[2])
    thirty_three = [{**cut, "from": 10 * n, "until": 10 * n + 5} for n in range(33)]
    right = {
        "every kind but one": [_wire(one) for one in EDITS],
        "what has sound only": [_wire(one) for one in UNHEARD],
        "thirty-two": thirty_three[:32],
        "two boxes at once": [hidden, {**hidden, "left": 251}],
        "a box in the last corner": [{**hidden, "left": 999, "top": 999, "width": 1, "height": 1}],
        "a cut of a day": [{**cut, "until": 86_400_000}],
    }
    wrong = {
        "text": ["cut"],
        "an unknown kind": [{**voice, "edit": "anonymous"}],
        "a key that is missing": [{k: v for k, v in voice.items() if k != "top"}],
        "a key that is unknown": [{**voice, "pitch": 75}],
        "a number as text": [{**cut, "until": "1500"}],
        "a cut that ends where it begins": [{**cut, "from": 5, "until": 5}],
        "a cut that ends before": [{**cut, "from": 6, "until": 5}],
        "a cut of nothing": [{**cut, "until": 0}],
        "a cut with a box": [{**cut, "width": 1}],
        "a cut past a day": [{**cut, "until": 86_400_001}],
        "a voice at a time": [{**voice, "until": 5}],
        "a voice with a box": [{**voice, "left": 5}],
        "a box without a width": [{**hidden, "width": 0}],
        "a box without a height": [{**hidden, "height": 0}],
        "a box past the right": [{**hidden, "left": 501}],
        "a box past the foot": [{**hidden, "top": 601}],
        "a box of more than the picture": [{**whole, "width": 1001}],
        "a box that ends before it begins": [{**hidden, "from": 9_000, "until": 5_000}],
        "the same twice": [voice, voice],
        "out of order": [voice, cut],
        "boxes out of order": [{**hidden, "left": 251}, hidden],
        "cuts that overlap": [cut, {**cut, "from": 1_499, "until": 2_000}],
        "cuts that touch": [cut, {**cut, "from": 1_500, "until": 2_000}],
        "a hidden part of no picture": [_wire(changed("sound-only")), hidden],
        "thirty-three": thirty_three,
        "an object": {"cut": 1},
    }
    vectors = []
    for what, value in right.items():
        made = sign_raw(RenditionStatement.TYPE, canonical({**body, "edits": value}), by)
        out = {"digest": b64(made.digest), "body": parse_canonical(made.payload)}
        vectors.append(good(f"edits: {what}", OP, _given(made), out))
    for what, spoilt in wrong.items():
        made = sign_raw(RenditionStatement.TYPE, canonical({**body, "edits": spoilt}), by)
        vectors.append(bad(f"edits: {what}", OP, _given(made), Fault.STATEMENT_SCHEMA))
    return vectors


def _wire(edit: Edit) -> dict[str, Any]:
    left, top, width, height = edit.box
    times = {"edit": edit.edit, "from": edit.from_, "until": edit.until}
    return {**times, "left": left, "top": top, "width": width, "height": height}


def _given(statement: Statement) -> dict[str, Any]:
    return {"statement": statement.to_wire(), "type": RenditionStatement.TYPE}


def _devices(shown: Mapping[str, Mapping[str, Any]]) -> list[Vector]:
    recording, sent_by_liaison = _recording(), _of_a_liaison()
    other, missing, invalid = fixed("another"), Fault.AGREEMENT_MISSING, Fault.AGREEMENT_INVALID
    twice = (_agreement(recording, renditions=(other,)), _agreement(recording))
    both = (_digest(recording.evidence.rendition), other)

    def changes(**said: Any) -> Words:  # noqa: ANN401
        return {"agreements": (_agreement(recording, **said),)}

    opens: dict[str, tuple[str, Scene, Words]] = {
        "its author agreed": (_SHOWN, recording, _agrees(recording)),
        "its author agreed to another before": (_SHOWN, recording, {"agreements": twice}),
        "a liaison agreed for its author": (
            _BY_LIAISON,
            sent_by_liaison,
            _agrees(sent_by_liaison, "liaison"),
        ),
        "staff attest that its author agreed": (
            _BY_LIAISON,
            sent_by_liaison,
            _attests(sent_by_liaison, "supervisor"),
        ),
    }
    stays: dict[str, tuple[str, Words, Fault]] = {
        "nobody agreed": (_SHOWN, {}, missing),
        "agreed to another": (_SHOWN, changes(renditions=(other,)), missing),
        "agreed to nothing made": (_SHOWN, changes(renditions=()), missing),
        "agreed to two at once": (_SHOWN, changes(renditions=both), missing),
        "a reader agreed": (_SHOWN, changes(by="facilitator"), invalid),
        "its recipient agreed": (_SHOWN, changes(by="recipient"), invalid),
        "agreed in another case": (_SHOWN, changes(case=fixed_id("c")), invalid),
        "agreed of another item": (_SHOWN, changes(item=fixed_id("i")), invalid),
        "agreed of another version": (_SHOWN, changes(manifest=other), invalid),
        "another statement as the agreement": (
            _SHOWN,
            {"agreements": (recording.evidence.decisions[0],)},
            invalid,
        ),
        "staff attest it of an author with keys": (
            _SHOWN,
            _attests(recording, "supervisor"),
            missing,
        ),
        "staff attest it of the recipient": (
            _BY_LIAISON,
            _attests(sent_by_liaison, "supervisor", who="recipient"),
            missing,
        ),
        "staff attest something else": (
            _BY_LIAISON,
            _attests(sent_by_liaison, "supervisor", "consent"),
            missing,
        ),
        "who is nobody's liaison agreed": (
            _BY_LIAISON,
            _agrees(sent_by_liaison, "supervisor"),
            invalid,
        ),
        "its only reader attests it": (
            _BY_LIAISON,
            _attests(sent_by_liaison, "facilitator"),
            Fault.SOLE_READER,
        ),
        "a stranger attests it": (
            _BY_LIAISON,
            _attests(sent_by_liaison, "stranger"),
            Fault.ATTESTATION_INVALID,
        ),
    }
    vectors = [
        good(f"edited: {what}", "verify", _asked(name, shown, said), _opened(scene))
        for what, (name, scene, said) in opens.items()
    ]
    vectors.append(
        good(
            "edited: a reader looks before anybody agreed",
            "verify",
            {"scene": "recording-reader"},
            _opened(recording),
        )
    )
    return vectors + [
        bad(f"edited: {what}", "verify", _asked(name, shown, said), code)
        for what, (name, said, code) in stays.items()
    ]


def _asked(
    name: str,
    shown: Mapping[str, Mapping[str, Any]],
    said: Words,
) -> dict[str, Any]:
    honest = shown[name]["evidence"]
    wires = {
        "agreements": [one.to_wire() for one in said.get("agreements", ())],
        "attestations": [one.to_wire() for one in said.get("attestations", ())],
    }
    return {
        "scene": name,
        "evidence": {key: value for key, value in wires.items() if value != honest.get(key, [])},
    }


def _opened(scene: Scene) -> dict[str, Any]:
    evidence = scene.evidence
    newest = evidence.case_statements[-1]
    roster: Any = evidence.roster and evidence.roster.body
    pins = plain(given_for(scene, "recipient"))["pins"]
    cases = [
        {"case": Stage.case, "sequence": len(evidence.case_statements), "digest": newest.digest}
    ]
    return {
        "pins": {**pins, "roster": roster.sequence, "cases": cases},
        "rendition": scene.released.ref.rendition,
        "plaintext_digest": digest(scene.released.plaintext),
    }
