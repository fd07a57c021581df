"""Owns the vectors of the statement 4.33, of the acts attested since, and of check 9b."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.sealing.encoding import b64, canonical, parse_canonical
from service.sealing.errors import Fault
from service.sealing.schemas import Attestation, Body, Keeping
from service.sealing.statements import sign
from tests.vectors.making.attacks import honest_output, scenes
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.form import Vector, bad, good
from tests.vectors.making.scenes import DAY, NOW, Stage, person, seed
from tests.vectors.making.signed import OP, put, sign_raw, spoilt_and_not

WHO = person("recipient").person
SCENE = "letter-recipient"
KEEPING = Keeping(Stage.case, Stage.item, WHO, "keep", b"", NOW)
LATER = NOW + 2 * DAY
"""After the window of the scene, before its approval ends."""


def kept_scenes() -> dict[str, dict[str, Any]]:
    """The one honest scene that these refer to."""
    return {SCENE: scenes()[SCENE]}


def keeping_samples() -> dict[str, Body]:
    """One body of the type."""
    return {Keeping.TYPE: replace(KEEPING, previous=fixed("keeping"))}


def kept(shown: Mapping[str, Mapping[str, Any]]) -> list[Vector]:
    """Everything about the type, and what a device makes of it once the window is over."""
    vectors = spoilt_and_not(keeping_samples(), seed("recipient"))
    for wish in ("keep", "hold", "return"):
        for previous in (b"", fixed("keeping")):
            after = "the first" if not previous else "a later one"
            body = replace(KEEPING, wish=wish, previous=previous)
            vectors.append(_good(f"keeping: {wish}, {after}", body))
    vectors += [
        _good(f"attestation: of a {act}", _attested(act))
        for act in ("keeping", "refusal", "asking")
    ]
    outside: list[tuple[Body, str, str, object]] = [
        (KEEPING, "an unknown wish", "wish", "destroy"),
        (KEEPING, "no wish", "wish", ""),
        (KEEPING, "nobody's", "person", ""),
        (KEEPING, "of no item", "item", ""),
        (KEEPING, "a previous of 31 bytes", "previous", b64(fixed("short", 31))),
        (_attested("keeping"), "an act that is none", "act", "keep"),
    ]
    vectors += [_bad(body, what, key, value) for body, what, key, value in outside]
    return vectors + _after_the_window(shown)


def _after_the_window(shown: Mapping[str, Mapping[str, Any]]) -> list[Vector]:
    """Check 9b: whoever keeps it is not asked for the window's end, and for nothing less."""
    out = honest_output(shown, SCENE)
    held = replace(KEEPING, wish="hold")
    again = replace(KEEPING, previous=sign(held, seed("recipient")).digest)
    opens = {
        "kept": ((KEEPING, "recipient"),),
        "held, and asked for back": ((held, "recipient"), (again, "recipient")),
    }
    stays = {
        "nothing said": (),
        "held": ((held, "recipient"),),
        "kept, then held": ((KEEPING, "recipient"), (held, "recipient")),
        "given back": ((replace(KEEPING, wish="return"), "recipient"),),
        "kept, said by another": ((KEEPING, "facilitator"),),
        "kept, of another person": ((replace(KEEPING, person=fixed_id("p")), "recipient"),),
        "kept, of another item": ((replace(KEEPING, item=fixed_id("i")), "recipient"),),
        "kept, of another case": ((replace(KEEPING, case=fixed_id("c")), "recipient"),),
    }
    vectors = [
        good(f"after the window: {what}", "verify", _shown(said), out)
        for what, said in opens.items()
    ]
    vectors += [
        bad(f"after the window: {what}", "verify", _shown(said), Fault.OUTSIDE_WINDOW)
        for what, said in stays.items()
    ]
    early = {**_shown(opens["kept"]), "now": NOW - DAY - 1}
    late = {**_shown(opens["kept"]), "now": NOW + 31 * DAY}
    return [
        *vectors,
        bad("before the window: kept", "verify", early, Fault.OUTSIDE_WINDOW),
        bad("after its approval: kept", "verify", late, Fault.DECISION_EXPIRED),
    ]


def _shown(said: tuple[tuple[Keeping, str], ...]) -> dict[str, Any]:
    wires = [sign(body, seed(by)).to_wire() for body, by in said]
    return {"scene": SCENE, "now": LATER, "evidence": {"keepings": wires}}


def _attested(act: str) -> Attestation:
    return Attestation(
        fixed_id("org"), Stage.case, WHO, act, fixed("manifest"), "phone", b"", NOW, NOW
    )


def _good(what: str, body: Body) -> Vector:
    statement = sign(body, seed("recipient"))
    given = {"statement": statement.to_wire(), "type": body.TYPE}
    out = {"digest": b64(statement.digest), "body": parse_canonical(statement.payload)}
    return good(what, OP, given, out)


def _bad(body: Body, what: str, key: str, value: object) -> Vector:
    spoilt = parse_canonical(sign(body, seed("recipient")).payload)
    put(spoilt, (key,), value)
    statement = sign_raw(body.TYPE, canonical(spoilt), seed("recipient"))
    given = {"statement": statement.to_wire(), "type": body.TYPE}
    return bad(f"{body.TYPE}: {what}", OP, given, Fault.STATEMENT_SCHEMA)
