"""Who is told of what, and what their author may know of it."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from service.domain.blockers import Blocker
from service.domain.offers import (
    DIGEST_AT,
    RESTS,
    OfferFacts,
    Standing,
    Told,
    author_told,
    last_digest,
    offer_blockers,
)

DAY = 24 * 60 * 60
NOW = 1_900_000_000


def test_nobody_is_told_who_did_not_choose_to_be_and_did_not_ask() -> None:
    told = {
        (standing, asked)
        for standing in (None, *Standing)
        for asked in (False, True)
        if offer_blockers(OfferFacts(standing, offered=False, asked=asked)) == ()
    }
    assert told == {
        (Standing.TELL_ME, False),
        (Standing.TELL_ME, True),
        (Standing.ONLY_IF_ASKED, True),
    }


def test_what_was_told_once_does_not_rest_and_what_was_refused_waits_for_its_recipient() -> None:
    for standing in (None, *Standing):
        assert offer_blockers(OfferFacts(standing, offered=True)) == ()
        declined = OfferFacts(standing, offered=True, declined=True)
        assert offer_blockers(declined) == (Blocker.DECLINED,)
    assert Blocker.DECLINED not in RESTS


def test_an_author_learns_what_is_allowed_of_what_happened_and_no_more() -> None:
    for allowed, accepted, opened in itertools.product((None, *Told), (False, True), (False, True)):
        told = author_told(allowed, accepted=accepted, opened=opened)
        if allowed in {None, Told.NOTHING} or not (accepted or opened):
            assert told is None
        elif opened and allowed is Told.OPENED:
            assert told is Told.OPENED
        else:
            assert told is Told.ACCEPTED


@given(st.integers(DAY, 2**40))
def test_a_digest_is_made_every_day_at_six_and_lasts_until_the_next(now: int) -> None:
    digest = last_digest(now)
    assert digest % DAY == DIGEST_AT
    assert digest <= now < digest + DAY
    assert last_digest(digest) == digest
    assert last_digest(digest - 1) == digest - DAY
