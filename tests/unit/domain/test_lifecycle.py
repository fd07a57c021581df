"""What the table of an item's life promises, whatever rows it has."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from service.domain.events import Task
from service.domain.lifecycle import (
    CASE_STEPS,
    ITEM_STEPS,
    ONCE_OPENED,
    VISIBLE_TO_RECIPIENT,
    WITH_FACILITATOR,
    CaseAct,
    CaseState,
    ItemAct,
    ItemState,
    author_status,
)
from service.domain.roles import Part

BEFORE_THE_OFFER = set(ItemState) - set(VISIBLE_TO_RECIPIENT)


def _after(state: ItemState) -> dict[ItemAct, ItemState]:
    return {act: step.next for (at, act), step in ITEM_STEPS.items() if at is state}


@st.composite
def lives(draw: st.DrawFn) -> list[tuple[ItemAct | None, ItemState]]:
    """Any life an item can have: the acts in order and where each led."""
    life: list[tuple[ItemAct | None, ItemState]] = [(None, ItemState.DRAFT)]
    for _ in range(draw(st.integers(0, 40))):
        choices = _after(life[-1][1])
        if not choices:
            break
        act = draw(st.sampled_from(sorted(choices)))
        life.append((act, choices[act]))
    return life


class TestTheTable:
    def test_every_state_can_be_reached_from_a_draft(self) -> None:
        reached = {ItemState.DRAFT}
        while more := {after for at in reached for after in _after(at).values()} - reached:
            reached |= more
        assert reached == set(ItemState)

    def test_what_was_opened_is_its_recipients_alone_to_lay_aside(self) -> None:
        once = {step for (at, _), step in ITEM_STEPS.items() if at in ONCE_OPENED}
        assert {step.next for step in once} == {
            ItemState.KEPT,
            ItemState.HELD,
            ItemState.RETURNED_TO_SERVICE,
        }
        assert all(step.by == {Part.RECIPIENT} and step.task is None for step in once)

    def test_what_was_given_back_is_at_rest(self) -> None:
        assert _after(ItemState.RETURNED_TO_SERVICE) == {}

    def test_every_act_is_used_and_has_somebody_whose_act_it_is(self) -> None:
        assert {act for _, act in ITEM_STEPS} == set(ItemAct)
        assert all(step.by for step in ITEM_STEPS.values())

    def test_a_pair_of_states_is_joined_by_one_act_alone(self) -> None:
        # The database knows pairs of states only; two acts between them could not be told apart.
        joined: dict[tuple[ItemState, ItemState], set[ItemAct]] = {}
        for (at, act), step in ITEM_STEPS.items():
            joined.setdefault((at, step.next), set()).add(act)
        shared = {pair: acts for pair, acts in joined.items() if len(acts) > 1}
        # Handing back and awaiting a second reader both lead to the queue; what is received on
        # paper or with the facilitator is delivered where another is opened; nothing else may.
        assert shared == {
            (ItemState.RELEASED, ItemState.OPENED): {ItemAct.OPEN, ItemAct.DELIVER},
            (ItemState.IN_REVIEW, ItemState.AWAITING_REVIEW): {
                ItemAct.HAND_BACK,
                ItemAct.AWAIT_SECOND_READER,
            },
        }

    def test_the_four_acts_of_a_release_belong_to_three_different_parts(self) -> None:
        by = {act: step.by for (_, act), step in ITEM_STEPS.items()}
        assert by[ItemAct.APPROVE] == {Part.READER}
        assert by[ItemAct.OFFER] == by[ItemAct.RELEASE] == {Part.SERVICE}
        assert by[ItemAct.ACCEPT] == by[ItemAct.OPEN] == {Part.RECIPIENT}
        assert by[ItemAct.DECLINE] == by[ItemAct.ASK] == {Part.RECIPIENT}

    def test_whatever_the_service_must_do_next_is_asked_for_in_the_same_step(self) -> None:
        tasks = {act: step.task for (_, act), step in ITEM_STEPS.items() if step.task}
        assert tasks == {
            ItemAct.BEGIN_PROCESSING: Task.MAKE_RENDITION,
            ItemAct.EDIT: Task.MAKE_RENDITION,
            ItemAct.LAPSE: Task.CLEAR,
            ItemAct.APPROVE: Task.OFFER,
            ItemAct.ACCEPT: Task.RELEASE,
        }

    def test_a_case_is_never_active_but_after_it_was_ready(self) -> None:
        into = {at for (at, _), step in CASE_STEPS.items() if step.next is CaseState.ACTIVE}
        assert into == {CaseState.READY, CaseState.CLOSING}

    def test_a_closed_case_stays_closed(self) -> None:
        assert not any(at is CaseState.CLOSED for at, _ in CASE_STEPS)

    def test_a_case_comes_from_its_referral_to_its_end(self) -> None:
        acts = ("screen", "prepare", "make-ready", "activate", "begin-closing", "close")
        at = CaseState.REFERRAL
        for act in acts:
            at = CASE_STEPS[at, CaseAct(act)].next
        assert at is CaseState.CLOSED

    def test_an_active_case_closes_in_two_steps(self) -> None:
        assert (CaseState.ACTIVE, CaseAct.CLOSE) not in CASE_STEPS


class TestEveryLife:
    @given(lives())
    def test_nothing_is_offered_before_a_reader_approved(
        self, life: list[tuple[ItemAct | None, ItemState]]
    ) -> None:
        acts = [act for act, _ in life]
        for place, (_, state) in enumerate(life):
            if state in VISIBLE_TO_RECIPIENT:
                assert ItemAct.APPROVE in acts[:place]

    @given(lives())
    def test_opening_comes_after_approving_offering_accepting_and_releasing(
        self, life: list[tuple[ItemAct | None, ItemState]]
    ) -> None:
        acts = [act for act, _ in life]
        for last in {ItemAct.OPEN, ItemAct.DELIVER} & set(acts):
            before = acts[: acts.index(last)]
            # Whoever let a window pass accepts again, and whoever refused is offered again: what
            # came of an earlier acceptance or offer never carries a later one.
            assert before[-2:] == [ItemAct.ACCEPT, ItemAct.RELEASE]
            while before[-1] in {ItemAct.ACCEPT, ItemAct.RELEASE}:
                before.pop()
            assert before[-1] in {ItemAct.OFFER, ItemAct.ASK}
            first = before.index(ItemAct.OFFER)
            assert before[first - 1] is ItemAct.APPROVE
            again = {ItemAct.ACCEPT, ItemAct.RELEASE, ItemAct.DECLINE, ItemAct.ASK}
            assert set(before[first + 1 :]) <= again

    @given(lives())
    def test_the_author_sees_no_change_once_it_is_with_the_facilitator_but_a_no(
        self, life: list[tuple[ItemAct | None, ItemState]]
    ) -> None:
        for (_, before), (act, state) in pairwise(life):
            if author_status(before) != "with_facilitator":
                continue
            told = author_status(state)
            # What was returned or withheld is theirs again; nothing else of it changes for them.
            assert told == {ItemAct.RETURN: "returned", ItemAct.WITHHOLD: "withheld"}.get(
                act or ItemAct.SUBMIT, "with_facilitator"
            )

    @given(lives())
    def test_nothing_that_was_withheld_or_escalated_goes_on_without_another_look(
        self, life: list[tuple[ItemAct | None, ItemState]]
    ) -> None:
        acts = [act for act, _ in life]
        for place, (_, state) in enumerate(life):
            if state in {ItemState.WITHHELD, ItemState.ESCALATED, ItemState.RETURNED}:
                later = acts[place + 1 :]
                if ItemAct.OFFER in later:
                    assert ItemAct.CLAIM in later[: later.index(ItemAct.OFFER)]
                    assert ItemAct.APPROVE in later[: later.index(ItemAct.OFFER)]


class TestWhoIsToldWhat:
    def test_the_author_is_told_one_of_seven_things(self) -> None:
        told = {author_status(state) for state in ItemState}
        theirs = {"draft", "lapsed", "processing", "failed", "returned", "withheld"}
        assert told == {*theirs, "with_facilitator"}

    def test_an_escalated_item_is_with_the_facilitator_for_its_author(self) -> None:
        assert author_status(ItemState.ESCALATED) == "with_facilitator"

    def test_whatever_the_recipient_does_is_with_the_facilitator_for_the_author(self) -> None:
        assert set(VISIBLE_TO_RECIPIENT) <= WITH_FACILITATOR

    def test_the_recipient_is_told_of_nothing_before_the_offer(self) -> None:
        assert {
            ItemState.DRAFT,
            ItemState.SUBMITTED,
            ItemState.PROCESSING,
            ItemState.FAILED,
            ItemState.LAPSED,
            ItemState.AWAITING_REVIEW,
            ItemState.IN_REVIEW,
            ItemState.EDITING,
            ItemState.RETURNED,
            ItemState.WITHHELD,
            ItemState.ESCALATED,
            ItemState.APPROVED,
        } == BEFORE_THE_OFFER
