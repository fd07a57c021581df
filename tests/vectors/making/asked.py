"""Owns the vectors of what somebody asked before staff, and of whom that involves (4.17, 7a)."""

from collections.abc import Mapping
from typing import Any

from service.sealing.errors import Fault
from service.sealing.schemas import Attestation
from service.sealing.statements import Statement, sign
from tests.vectors.making.attacks import honest_output, scenes
from tests.vectors.making.fixed import fixed_id
from tests.vectors.making.form import Vector, bad, good
from tests.vectors.making.scenes import NOW, Stage, person, seed

SCENE = "letter-recipient"


def asked_scenes() -> dict[str, dict[str, Any]]:
    """The one honest scene that these refer to."""
    return {SCENE: scenes()[SCENE]}


def asked(shown: Mapping[str, Mapping[str, Any]]) -> list[Vector]:
    """What the only reader of a letter attested, and whether anybody uninvolved has read it."""
    manifest = Statement.from_wire(shown[SCENE]["evidence"]["manifest"]).digest
    out = honest_output(shown, SCENE)
    return [
        good("the reader attests that somebody asked", "verify", _attests("asking", b""), out),
        bad(
            "the reader attests that somebody asked for this",
            "verify",
            _attests("asking", manifest),
            Fault.SOLE_READER,
        ),
        bad(
            "the reader attests what somebody chose",
            "verify",
            _attests("choice", b""),
            Fault.SOLE_READER,
        ),
    ]


def _attests(act: str, subject: bytes) -> dict[str, Any]:
    who = person("recipient").person
    said = Attestation(fixed_id("org"), Stage.case, who, act, subject, "phone", b"", NOW, NOW)
    wire = sign(said, seed("facilitator")).to_wire()
    return {"scene": SCENE, "evidence": {"attestations": [wire]}}
