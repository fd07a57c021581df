"""What the practice asks for: each thing by itself, and nothing beside it."""

import pytest
from hypothesis import given

from service.domain.blockers import CLEARED_BY, Blocker, Clearer
from service.domain.practice import (
    Permit,
    PracticeFacts,
    author_blockers,
    holds_until,
    is_delayed,
    practice_blockers,
    run_out,
    told_to_recipient,
)
from tests.unit.domain.prepared import ALONE, PREPARED, practices, rightly_prepared
from tests.unit.domain.test_captions_gate import ALONE as OF_CAPTIONS
from tests.unit.domain.test_casework import ALONE as OF_A_STEP

AUTHORS_OWN = {
    *(Blocker.AUTHOR_CONSENT_MISSING, Blocker.ACKNOWLEDGEMENT_MISSING),
    Blocker.REPLY_NOT_IN_PLAN,
    Blocker.MEDIUM_NOT_IN_PLAN,
}


def test_nothing_stands_in_the_way_of_two_who_are_prepared() -> None:
    assert practice_blockers(PREPARED) == ()


@pytest.mark.parametrize("blocker", list(ALONE))
def test_each_thing_that_is_missing_is_named_and_nothing_else(blocker: Blocker) -> None:
    assert practice_blockers(ALONE[blocker]) == (blocker,)


@given(practices)
def test_two_may_exchange_exactly_when_everything_is_right(facts: PracticeFacts) -> None:
    assert (practice_blockers(facts) == ()) == rightly_prepared(facts)


@given(practices)
def test_an_author_is_asked_for_what_is_theirs_alone(facts: PracticeFacts) -> None:
    own = set(author_blockers(facts))
    assert own <= set(practice_blockers(facts)) & AUTHORS_OWN
    assert (Blocker.AUTHOR_CONSENT_MISSING in own) == (not facts.author.consented)
    assert (Blocker.ACKNOWLEDGEMENT_MISSING in own) == (facts.author.acknowledged is False)
    planned = facts.plan is None or facts.medium in facts.plan.media
    assert (Blocker.MEDIUM_NOT_IN_PLAN in own) == (not planned)


def test_a_recipient_is_told_of_their_own_consent_and_else_only_that_it_waits() -> None:
    assert told_to_recipient(ALONE) == ("not-now", "recipient-consent-missing")
    for blocker in set(ALONE) - {Blocker.RECIPIENT_CONSENT_MISSING}:
        assert told_to_recipient([blocker]) == ("not-now",)
    # Nor that it waits for the place where they are, or for what its author says to a change; of
    # captions that are not shown they are told nothing at all.
    others = {Blocker.DAY_NOT_CONFIRMED, Blocker.AGREEMENT_MISSING, *OF_CAPTIONS}
    for blocker in others:
        assert told_to_recipient([blocker]) == ("not-now",)
    for blocker in set(Blocker) - set(ALONE) - set(OF_A_STEP) - others:
        assert told_to_recipient([blocker]) == (blocker,)


def test_what_others_have_to_put_in_order_is_a_delay_and_nothing_else_is() -> None:
    for blocker, facts in ALONE.items():
        assert is_delayed(facts) == (blocker is not Blocker.RECIPIENT_CONSENT_MISSING)
    assert not is_delayed(PREPARED)


def test_of_every_blocker_it_is_said_what_clears_it_and_who_can() -> None:
    assert set(CLEARED_BY) == set(Blocker)
    assert all(clear.by for clear in CLEARED_BY.values())


def test_nobody_but_the_people_themselves_can_consent_or_acknowledge() -> None:
    theirs = {Clearer.AUTHOR, Clearer.RECIPIENT, Clearer.RESPONSIBLE}
    for blocker in (
        Blocker.AUTHOR_CONSENT_MISSING,
        Blocker.RECIPIENT_CONSENT_MISSING,
        Blocker.ACKNOWLEDGEMENT_MISSING,
    ):
        assert set(CLEARED_BY[blocker].by) <= theirs


@given(practices)
def test_an_approval_rests_on_what_permits_and_on_nothing_that_forbids(
    facts: PracticeFacts,
) -> None:
    words: list[Permit | None] = [facts.risk]
    for one in (facts.author, facts.recipient):
        words += [*one.orders, one.clearance]
    ends = [word.until for word in words if word is not None and word.given]
    assert holds_until(facts) == (min(ends) if ends else None)
    overtaken = not facts.triggers.isdisjoint(facts.happened)
    assert bool(run_out(facts)) == (overtaken or any(end < facts.now for end in ends))
    assert set(run_out(facts)) <= set(practice_blockers(facts))
