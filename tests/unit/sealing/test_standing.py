"""Stories of people who come and go: a server cannot change, add or leave out what matters."""

import copy
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.sealing import verify
from service.sealing.container import PlainReader
from service.sealing.encoding import b64
from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.teams import open_earlier_team_keys, open_team_key
from tests.vectors.making.later_attacks import ALL_STORIES
from tests.vectors.making.later_scenes import stage_of
from tests.vectors.making.scenes import Scene, person

SCENES = {name: story(stage_of(name)) for name, story in ALL_STORIES.items()}
WIRES: dict[str, Any] = {name: scene.evidence.to_wire() for name, scene in SCENES.items()}
# What each story would not need: its later words only say more than what holds already.
SPARE = {
    "recalled-after-opening": {"recalls"},
    "suspended-and-lifted": {"suspensions"},
    "stepped-in": set[str](),
}


def opened(scene: Scene) -> bytes:
    approved = verify.verify_before_opening(
        scene.evidence, scene.pins, scene.me, scene.item, scene.now
    )
    key = verify.verify_grant(approved, scene.evidence, scene.me)
    case = approved.manifest.case
    opener = verify.open_container(key, scene.released.table, approved.released, case, scene.item)
    return PlainReader(opener, scene.released.chunks.__getitem__).read_all()


@pytest.mark.parametrize("name", list(ALL_STORIES))
def test_every_story_ends_with_the_recipient_reading(name: str) -> None:
    scene = SCENES[name]
    travelled = Evidence.from_wire(WIRES[name])
    assert travelled == scene.evidence
    assert opened(replace(scene, evidence=travelled)) == scene.released.plaintext


@pytest.mark.parametrize("name", list(ALL_STORIES))
def test_nothing_of_a_story_can_be_left_out(name: str) -> None:
    scene, wire = SCENES[name], WIRES[name]
    for key in wire:
        if key in SPARE.get(name, set()) or not wire[key] or key == "opening":
            continue
        without = {**wire, key: None}
        with pytest.raises(SealingError):
            opened(replace(scene, evidence=Evidence.from_wire(without)))


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from leaves(inner, (*path, at))


LEAVES = [(name, path) for name, wire in WIRES.items() for path in leaves(wire)]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(LEAVES), st.data())
def test_a_server_cannot_change_one_bit_of_a_story(
    leaf: tuple[str, tuple[Any, ...]], data: st.DataObject
) -> None:
    name, path = leaf
    wire: Any = copy.deepcopy(WIRES[name])
    inner = wire
    for step in path[:-1]:
        inner = inner[step]
    text = inner[path[-1]]
    at = data.draw(st.integers(0, len(text) - 1))
    put = data.draw(st.sampled_from("AZaz09-_=").filter(lambda one: one != text[at]))
    inner[path[-1]] = text[:at] + put + text[at + 1 :]
    with pytest.raises(SealingError):
        opened(replace(SCENES[name], evidence=Evidence.from_wire(wire)))


@pytest.mark.parametrize(
    "heads",
    [
        {},
        [5],
        [{"head": None}],
        [{"head": {}, "inclusions": []}],
        "heads",
    ],
)
def test_heads_of_another_shape_are_refused(heads: object) -> None:
    with pytest.raises(SealingError) as refused:
        Evidence.from_wire({"heads": heads})
    assert refused.value.code is Fault.BAD_ENCODING


@pytest.mark.parametrize(
    "place",
    [
        5,
        {"statement": b64(bytes(32)), "index": -1, "proof": []},
        {"statement": b64(bytes(32)), "index": True, "proof": []},
        {"statement": b64(bytes(32)), "index": 2**53, "proof": []},
        {"statement": b64(bytes(31)), "index": 0, "proof": []},
        {"statement": b64(bytes(32)), "index": 0, "proof": [b64(bytes(31))]},
        {"statement": b64(bytes(32)), "index": 0, "proof": {}},
    ],
)
def test_places_of_another_shape_are_refused(place: object) -> None:
    head = SCENES["left"].evidence.heads[0].head.to_wire()
    with pytest.raises(SealingError) as refused:
        Evidence.from_wire({"heads": [{"head": head, "inclusions": [place]}]})
    assert refused.value.code is Fault.BAD_ENCODING


def test_evidence_that_needs_nothing_new_has_the_form_it_had() -> None:
    plain = replace(SCENES["left"].evidence, rosters=(), teams=(), heads=()).to_wire()
    assert set(plain) == {
        *("roster", "team", "case_statements", "certificates", "manifest", "rendition"),
        *("decisions", "acceptance", "opening", "grants"),
    }


def test_who_stays_reads_with_every_earlier_key_of_the_team() -> None:
    scene, supervisor = SCENES["left-twice"], person("outsider")
    newest = scene.evidence.team
    assert newest
    private = open_team_key(newest, supervisor.person, supervisor.keys.box_private)
    versions = [newest, *reversed(scene.evidence.teams)]
    keys = open_earlier_team_keys(versions, private)
    assert set(keys) == {1, 2, 3}
    evidence = replace(scene.evidence, grants=scene.team_grants, decisions=())
    submitted = verify.verify_for_review(evidence, scene.pins, supervisor, scene.item)
    opened_with = verify.verify_submitted_grant(submitted, evidence, keys[1])
    assert opened_with == scene.released.content_key


def test_who_left_is_no_reader_any_more() -> None:
    scene = SCENES["left"]
    with pytest.raises(SealingError) as refused:
        verify.verify_for_review(scene.evidence, scene.pins, person("facilitator"), scene.item)
    assert refused.value.code is Fault.OWN_KEY_REPLACED
