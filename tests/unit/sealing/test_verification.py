"""Whole evidence: what must go on opening, and that a server cannot change one character."""

import copy
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.sealing import verify
from service.sealing.container import PlainReader
from service.sealing.errors import Fault, SealingError
from service.sealing.evidence import Evidence
from service.sealing.keys import Pins
from service.sealing.schemas import CaseStatement, DecisionRecipient
from service.sealing.teams import open_team_key
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.scenes import LETTER_TEXT, NOW, Scene, Stage, person

TWO = ("facilitator", "supervisor")
LETTER = Stage().build()
RECORDING = Stage(kind="video_message", readers=TWO, cases=2).build()


def opened(scene: Scene) -> bytes:
    """Make every check of a recipient's device and read the whole."""
    approved = verify.verify_before_opening(
        scene.evidence, scene.pins, scene.me, scene.item, scene.now
    )
    key = verify.verify_grant(approved, scene.evidence, scene.me)
    case = approved.manifest.case
    opener = verify.open_container(key, scene.released.table, approved.released, case, scene.item)
    return PlainReader(opener, scene.released.chunks.__getitem__).read_all()


def test_an_approved_letter_opens() -> None:
    assert opened(LETTER).decode() == LETTER_TEXT


def two_signers(body: CaseStatement) -> CaseStatement:
    return replace(body, signers=2)


@pytest.mark.parametrize("strict", [("case-1",), ("case-2",), ("case-1", "case-2")])
def test_two_different_readers_satisfy_a_case_that_requires_two(strict: tuple[str, ...]) -> None:
    edit = dict.fromkeys(strict, two_signers)
    scene = Stage(kind="scan", readers=TWO, cases=2, edit=edit).build()
    assert opened(scene) == scene.released.plaintext


def test_a_first_reader_may_name_the_recipient_too() -> None:
    named = DecisionRecipient(LETTER.me.person, LETTER.me.box_public, ())
    edit = {"decision-1": lambda body: replace(body, recipients=(named,))}
    assert opened(Stage(readers=TWO, edit=edit).build())


def test_a_gap_between_decisions_may_hide_a_no_and_opens_nothing() -> None:
    # What is decided after a return or a withholding begins anew at 1: no honest chain has a gap.
    edit = {"decision-2": lambda body: replace(body, sequence=5, previous=fixed("a return"))}
    with pytest.raises(SealingError) as refused:
        opened(Stage(readers=TWO, edit=edit).build())
    assert refused.value.code is Fault.DECISION_INVALID


def test_a_decision_is_good_in_its_last_second() -> None:
    edit = {"decision-1": lambda body: replace(body, valid_until=NOW)}
    assert opened(Stage(edit=edit).build())


def test_another_recipient_beside_oneself_changes_nothing() -> None:
    other = DecisionRecipient(fixed_id("another"), fixed("another"), ())
    edit = {
        "manifest": lambda body: replace(body, recipients=(other.person, *body.recipients)),
        "decision-1": lambda body: replace(body, recipients=(other, *body.recipients)),
    }
    assert opened(Stage(edit=edit).build())


def test_the_newest_pins_come_back() -> None:
    approved = verify.verify_before_opening(
        RECORDING.evidence, RECORDING.pins, RECORDING.me, RECORDING.item, NOW
    )
    pin = approved.pins.cases[Stage.case]
    assert (approved.pins.roster_sequence, pin.sequence) == (3, 2)
    assert pin.digest == RECORDING.evidence.case_statements[1].digest


def test_a_grant_is_not_opened_before_the_acceptance_was_checked() -> None:
    offered = verify.verify_offer(LETTER.evidence, LETTER.pins, LETTER.me, LETTER.item, NOW)
    with pytest.raises(SealingError) as refused:
        verify.verify_grant(offered, LETTER.evidence, LETTER.me)
    assert refused.value.code is Fault.ACCEPTANCE_MISSING


def test_a_reader_opens_original_and_rendition_with_the_team_key() -> None:
    facilitator = person("facilitator")
    evidence = replace(RECORDING.evidence, grants=RECORDING.team_grants, decisions=())
    submitted = verify.verify_for_review(evidence, RECORDING.pins, facilitator, RECORDING.item)
    team = evidence.team
    assert team
    private = open_team_key(team, facilitator.person, facilitator.keys.box_private)
    key = verify.verify_submitted_grant(submitted, evidence, private)
    assert key == RECORDING.released.content_key
    original = verify.verify_submitted_grant(submitted, evidence, private, submitted.original)
    assert original == RECORDING.original.content_key


def test_a_reader_may_meet_a_case_for_the_first_time_and_a_participant_may_not() -> None:
    unpinned = Pins(LETTER.pins.root, LETTER.pins.org)
    submitted = verify.verify_for_review(
        LETTER.evidence, unpinned, person("facilitator"), LETTER.item
    )
    assert submitted.pins.cases[Stage.case].sequence == 1
    with pytest.raises(SealingError) as refused:
        verify.verify_standing(LETTER.evidence, unpinned, LETTER.me)
    assert refused.value.code is Fault.CASE_INVALID


def test_a_worker_needs_no_rendition_and_no_decision() -> None:
    evidence = replace(
        RECORDING.evidence, rendition=None, decisions=(), grants=RECORDING.pool_grants
    )
    submitted = verify.verify_for_worker(evidence, RECORDING.pins, RECORDING.item)
    key = verify.verify_submitted_grant(submitted, evidence, person("pool").keys.box_private)
    assert key == RECORDING.original.content_key


def test_no_other_container_is_opened_under_an_item() -> None:
    evidence = replace(LETTER.evidence, grants=LETTER.team_grants)
    submitted = verify.verify_for_review(evidence, LETTER.pins, person("facilitator"), LETTER.item)
    stranger = replace(submitted.container, rendition=fixed_id("another"))
    with pytest.raises(SealingError) as refused:
        verify.verify_submitted_grant(submitted, evidence, LETTER.team_private, stranger)
    assert refused.value.code is Fault.GRANT_MISMATCH


def test_an_author_learns_the_team_from_the_case() -> None:
    case = verify.verify_standing(LETTER.evidence, LETTER.pins, person("author"))
    assert case.certificate(LETTER.me.person).box == LETTER.me.box_public
    with pytest.raises(SealingError) as refused:
        case.certificate(fixed_id("another"))
    assert refused.value.code is Fault.CERTIFICATE_INVALID


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    """The path of every text in the evidence as it travels."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from leaves(inner, (*path, at))


WIRES = {"letter": LETTER, "recording": RECORDING}
SHOWN: dict[str, dict[str, Any]] = {name: scene.evidence.to_wire() for name, scene in WIRES.items()}
LEAVES = [(name, path) for name, wire in SHOWN.items() for path in leaves(wire)]


def test_evidence_survives_the_wire() -> None:
    for name, scene in WIRES.items():
        assert Evidence.from_wire(SHOWN[name]) == scene.evidence
        assert opened(scene) == scene.released.plaintext


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(LEAVES), st.data())
def test_a_server_cannot_change_one_character_of_the_evidence(
    leaf: tuple[str, tuple[Any, ...]], data: st.DataObject
) -> None:
    name, path = leaf
    wire: Any = copy.deepcopy(SHOWN[name])
    inner = wire
    for step in path[:-1]:
        inner = inner[step]
    text = inner[path[-1]]
    at = data.draw(st.integers(0, len(text) - 1))
    put = data.draw(st.sampled_from("AZaz09-_=").filter(lambda one: one != text[at]))
    inner[path[-1]] = text[:at] + put + text[at + 1 :]
    with pytest.raises(SealingError):
        opened(replace(WIRES[name], evidence=Evidence.from_wire(wire)))


@pytest.mark.parametrize("name", list(WIRES))
def test_a_server_cannot_leave_anything_out(name: str) -> None:
    for key, shown in SHOWN[name].items():
        if not shown:
            continue
        without = {**SHOWN[name], key: None}
        with pytest.raises(SealingError):
            opened(replace(WIRES[name], evidence=Evidence.from_wire(without)))
        for at in range(len(shown) if isinstance(shown, list) else 0):
            fewer = {**SHOWN[name], key: [*shown[:at], *shown[at + 1 :]]}
            # The second reader's decision alone is enough where one is required.
            if (name, key, at) == ("recording", "decisions", 0):
                continue
            with pytest.raises(SealingError):
                opened(replace(WIRES[name], evidence=Evidence.from_wire(fewer)))


@pytest.mark.parametrize(
    "wire",
    [
        None,
        [],
        "evidence",
        {"roster": 5},
        {"roster": []},
        {"case_statements": {}},
        {"grants": [5]},
        {"grants": [{"rendition": "x", "grant": ""}]},
        {"grants": [{"rendition": fixed_id("x")}]},
    ],
)
def test_evidence_of_another_shape_is_refused(wire: object) -> None:
    with pytest.raises(SealingError) as refused:
        Evidence.from_wire(wire)
    assert refused.value.code is Fault.BAD_ENCODING


def test_no_evidence_at_all_fails_at_the_roster() -> None:
    with pytest.raises(SealingError) as refused:
        opened(replace(LETTER, evidence=Evidence.from_wire({})))
    assert refused.value.code is Fault.ROSTER_INVALID
