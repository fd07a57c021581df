"""Owns what a server does to the stories of later_scenes.py: each attack and the code it meets.

Refuses to change the stories; every attack is staged on one that opens without it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from service.sealing.encoding import digest
from service.sealing.errors import Fault
from tests.vectors.making.attacks import given_for
from tests.vectors.making.fixed import fixed_id, fixed_randomness
from tests.vectors.making.form import Vector, bad, good, plain
from tests.vectors.making.later_scenes import STORIES, stage_of
from tests.vectors.making.later_stage import LaterStage
from tests.vectors.making.replaced_scenes import REPLACED
from tests.vectors.making.scenes import Scene, seed

OP = "verify"
OTHER = fixed_id("another")
Story = Callable[[LaterStage], Scene]
Change = Callable[[Scene], Any]
# Published in files of their own, and played here by their names like the first ones.
ALL_STORIES: Final[Mapping[str, Story]] = {**STORIES, **REPLACED}


def built(name: str, stage: LaterStage, story: Story | None = None) -> Scene:
    """Play a story with the same randomness each time, so that only the attack differs."""
    with fixed_randomness("scene"):
        return (story or ALL_STORIES[name])(stage)


@dataclass(frozen=True)
class LaterAttack:
    """One hostile change to a story: to its statements, or to what the device is handed."""

    name: str
    story: str
    code: Fault
    edit: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    signer: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, Change] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    plays: Story | None = None

    def vector(self, bases: Mapping[str, Mapping[str, Any]]) -> Vector:
        """Write the attack as its differences from the honest story."""
        edits = {
            name: (lambda body, changes=changes: _changed(body, changes))
            for name, changes in self.edit.items()
        }
        signers = {name: seed(by) for name, by in self.signer.items()}
        stage = replace(stage_of(self.story), edit=edits, signer=signers)
        scene = built(self.story, stage, self.plays)
        changes = {key: change(scene) for key, change in self.evidence.items()}
        scene = replace(scene, evidence=replace(scene.evidence, **changes))
        made = plain({**given_for(scene, "recipient"), **self.given})
        return bad(
            f"{self.story}: {self.name}",
            OP,
            _difference(made, self.story, bases[self.story]),
            self.code,
        )


def _changed(body: Any, changes: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any body
    return replace(body, **{k: v(body) if callable(v) else v for k, v in changes.items()})


def _difference(made: Mapping[str, Any], name: str, base: Mapping[str, Any]) -> dict[str, Any]:
    changed = {key: made[key] for key in made if key != "evidence" and made[key] != base[key]}
    shown, honest = made["evidence"], base["evidence"]
    evidence = {
        key: shown.get(key, [])
        for key in [*honest, *(one for one in shown if one not in honest)]
        if shown.get(key, []) != honest.get(key, [])
    }
    return {"scene": name, **changed, **({"evidence": evidence} if evidence else {})}


def later_stories(names: Iterable[str] = tuple(STORIES)) -> dict[str, dict[str, Any]]:
    """What the recipient's device is handed in these honest stories."""
    return {name: plain(given_for(built(name, stage_of(name)), "recipient")) for name in names}


def stories_as_they_are(bases: Mapping[str, Mapping[str, Any]]) -> list[Vector]:
    """Every story as it is opens."""
    vectors = []
    for name, base in bases.items():
        scene = built(name, stage_of(name))
        newest = scene.evidence.case_statements[-1]
        roster: Any = scene.evidence.roster and scene.evidence.roster.body
        pin = {
            "case": LaterStage.case,
            "sequence": len(scene.evidence.case_statements),
            "digest": newest.digest,
        }
        output = {
            "pins": {**base["pins"], "roster": roster.sequence, "cases": [pin]},
            "rendition": scene.released.ref.rendition,
            "plaintext_digest": digest(scene.released.plaintext),
        }
        vectors.append(good(f"{name}: as it should be", OP, {"scene": name}, output))
    return vectors


def later_attacks(
    staged: Sequence[LaterAttack], bases: Mapping[str, Mapping[str, Any]]
) -> list[Vector]:
    """Write attacks as vectors."""
    return [attack.vector(bases) for attack in staged]
