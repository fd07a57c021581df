"""Owns the vectors of section 6: whole evidence as a server hands it over, honest and hostile.

Each attack is staged on a scene that opens without it; the file's ``scenes`` hold those.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from service.sealing.encoding import digest
from service.sealing.errors import Fault
from service.sealing.keys import Identity, Pins
from tests.vectors.making.fixed import fixed_id, fixed_randomness
from tests.vectors.making.form import Vector, bad, good, plain
from tests.vectors.making.scenes import DAY, NOW, Scene, Stage, person, seed

OP = "verify"
OTHER = fixed_id("another")
TWO = ("facilitator", "supervisor")

BASES: dict[str, Stage] = {
    "letter": Stage(),
    "recording": Stage(kind="recorded_message", readers=TWO, cases=2),
    "thrice": Stage(cases=3),
}


def built(stage: Stage) -> Scene:
    """Build a scene with the same randomness each time, so that only the attack differs."""
    with fixed_randomness("scene"):
        return stage.build()


def given_for(scene: Scene, device: str) -> dict[str, Any]:
    """What one device is handed in a scene: recipient, offered, reader or worker."""
    staff = {"reader": "facilitator", "worker": "pool"}
    me = person(staff[device]) if device in staff else scene.me
    grants = {"reader": scene.team_grants, "worker": scene.pool_grants}
    evidence = scene.evidence
    if device in staff:
        evidence = replace(evidence, grants=grants[device], decisions=(), acceptance=None)
    sealed = scene.original if device == "worker" else scene.released
    given = {
        "device": device,
        "evidence": evidence.to_wire(),
        "pins": _pins(scene.pins),
        "me": _me(me),
        "item": scene.item,
        "now": scene.now,
        "table": sealed.table,
        "chunks": list(sealed.chunks),
    }
    return {**given, "team_private": scene.team_private} if device == "reader" else given


def _pins(pins: Pins) -> dict[str, Any]:
    cases = [
        {"case": one.case, "sequence": one.sequence, "digest": one.digest}
        for one in pins.cases.values()
    ]
    return {"root": pins.root, "org": pins.org, "roster": pins.roster_sequence, "cases": cases}


def _me(me: Identity) -> dict[str, Any]:
    return {"person": me.person, "sign": me.keys.sign_seed, "box": me.keys.box_private}


@dataclass(frozen=True)
class Attack:
    """One hostile change: to how the scene is staged, and to what the device is given."""

    name: str
    code: Fault
    base: str = "letter"
    device: str = "recipient"
    edit: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    signer: Mapping[str, str] = field(default_factory=dict)
    stage: Mapping[str, Any] = field(default_factory=dict)
    evidence: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    pins: Mapping[str, Any] = field(default_factory=dict)

    def scene(self) -> Scene:
        """Build the attack's scene."""
        edits = {
            name: (lambda body, changes=changes: _changed(body, changes))
            for name, changes in self.edit.items()
        }
        signers = {name: seed(by) for name, by in self.signer.items()}
        return built(replace(BASES[self.base], edit=edits, signer=signers, **self.stage))

    def vector(self, bases: Mapping[str, Mapping[str, Any]]) -> Vector:
        """Write the attack as its differences from the honest scene of the same device."""
        scene = self.scene()
        evidence = scene.evidence
        if self.evidence:
            evidence = replace(evidence, **{k: v(scene) for k, v in self.evidence.items()})
        made = given_for(replace(scene, evidence=evidence), self.device)
        if "grants" in self.evidence:
            made["evidence"]["grants"] = evidence.to_wire()["grants"]
        made.update({k: v(scene) if callable(v) else v for k, v in self.given.items()})
        made["pins"].update(self.pins)
        name = f"{self.base}-{self.device}"
        return bad(self.name, OP, _difference(plain(made), name, bases[name]), self.code)


def _changed(body: Any, changes: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any body
    return replace(body, **{k: v(body) if callable(v) else v for k, v in changes.items()})


def _difference(made: Mapping[str, Any], name: str, base: Mapping[str, Any]) -> dict[str, Any]:
    changed = {key: made[key] for key in made if key != "evidence" and made[key] != base[key]}
    evidence = {
        key: shown for key, shown in made["evidence"].items() if shown != base["evidence"][key]
    }
    return {"scene": name, **changed, **({"evidence": evidence} if evidence else {})}


def scenes() -> dict[str, dict[str, Any]]:
    """The honest scenes that vectors refer to, by base and device."""
    devices = {
        "letter": ("recipient", "offered", "reader"),
        "recording": ("recipient", "reader", "worker"),
    }
    return {
        f"{base}-{device}": plain(given_for(built(BASES[base]), device))
        for base, names in devices.items()
        for device in names
    }


def attacks(staged: Sequence[Attack], bases: Mapping[str, Mapping[str, Any]]) -> list[Vector]:
    """Write attacks as vectors."""
    return [attack.vector(bases) for attack in staged]


def honest(bases: Mapping[str, Mapping[str, Any]]) -> list[Vector]:
    """Every scene as it is opens, and tells the newest pins."""
    vectors = []
    for name, base in bases.items():
        stage = BASES[name.partition("-")[0]]
        scene = built(stage)
        newest = scene.evidence.case_statements[-1]
        sealed = scene.original if base["device"] == "worker" else scene.released
        output: dict[str, Any] = {
            "pins": {
                **_pins(scene.pins),
                "roster": 3,
                "cases": [
                    {
                        "case": stage.case,
                        "sequence": len(scene.evidence.case_statements),
                        "digest": newest.digest,
                    }
                ],
            },
            "rendition": sealed.ref.rendition,
        }
        if base["device"] != "offered":
            output["plaintext_digest"] = digest(sealed.plaintext)
        vectors.append(good(f"{name}: as it should be", OP, {"scene": name}, output))
    return vectors + _variants(bases)


def _variants(bases: Mapping[str, Mapping[str, Any]]) -> list[Vector]:
    """Honest changes that must go on opening."""
    scene = built(BASES["letter"])
    edges: dict[str, dict[str, Any]] = {
        "in the window's first second": {"now": NOW - DAY},
        "in the window's last second": {"now": NOW + DAY},
        "an unknown key in the evidence is ignored": {"evidence": {"note": "x"}},
        "an older pin": {"pins": {**_pins(scene.pins), "roster": 0}},
    }
    opened = honest_output(bases, "letter-recipient")
    return [
        good(f"letter: {what}", OP, {"scene": "letter-recipient", **change}, opened)
        for what, change in edges.items()
    ]


def honest_output(bases: Mapping[str, Mapping[str, Any]], name: str) -> dict[str, Any]:
    """What comes out of an honest scene of a letter."""
    scene = built(BASES["letter"])
    pins = {**bases[name]["pins"], "roster": 3}
    return {
        "pins": pins,
        "rendition": scene.released.ref.rendition,
        "plaintext_digest": digest(scene.released.plaintext),
    }
