"""The release gate names every blocker and no other, and opens when there is none."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.blockers import Blocker
from service.domain.gate import Approval, ReleaseFacts, Window, release_blockers
from service.domain.lifecycle import CaseState
from service.domain.offers import OfferFacts, Standing
from tests.unit.domain.prepared import ALONE as UNPREPARED
from tests.unit.domain.prepared import NOW, PREPARED, practices, rightly_prepared
from tests.unit.domain.test_casework import ALONE as OF_A_STEP

READY = ReleaseFacts(
    now=NOW,
    case_state=CaseState.ACTIVE,
    author_certified=True,
    recipient_certified=True,
    signers_required=1,
    approvals=(Approval("asha", NOW),),
    window=Window(NOW, NOW),
    grant_sealed=True,
    recalled=False,
    suspended=False,
    agreed=True,
    practice=PREPARED,
    offer=OfferFacts(standing=None, offered=True),
)
ALONE = {
    Blocker.CASE_NOT_ACTIVE: replace(READY, case_state=CaseState.PREPARING),
    Blocker.AUTHOR_NOT_CERTIFIED: replace(READY, author_certified=False),
    Blocker.RECIPIENT_NOT_CERTIFIED: replace(READY, recipient_certified=False),
    Blocker.APPROVALS_MISSING: replace(READY, signers_required=2),
    Blocker.APPROVAL_EXPIRED: replace(
        READY, approvals=(Approval("asha", NOW), Approval("ben", NOW - 1))
    ),
    Blocker.NOT_ACCEPTED: replace(READY, window=None),
    Blocker.BEFORE_WINDOW: replace(READY, window=Window(NOW + 1, NOW + 2)),
    Blocker.AFTER_WINDOW: replace(READY, window=Window(NOW - 2, NOW - 1)),
    Blocker.SEALED_GRANT_MISSING: replace(READY, grant_sealed=False),
    Blocker.RECALLED: replace(READY, recalled=True),
    Blocker.SUSPENDED: replace(READY, suspended=True),
    Blocker.AGREEMENT_MISSING: replace(READY, agreed=False),
    Blocker.CHOICE_MISSING: replace(READY, offer=OfferFacts(None, offered=False)),
    Blocker.NOT_ASKED_FOR: replace(READY, offer=OfferFacts(Standing.ONLY_IF_ASKED, offered=False)),
    Blocker.NOT_WANTED: replace(READY, offer=OfferFacts(Standing.NEVER, offered=False, asked=True)),
    Blocker.DECLINED: replace(READY, offer=OfferFacts(None, offered=True, declined=True)),
    Blocker.DAY_NOT_CONFIRMED: replace(READY, practice=replace(PREPARED, day_confirmed=False)),
    **{blocker: replace(READY, practice=facts) for blocker, facts in UNPREPARED.items()},
}

times = st.integers(NOW - 3, NOW + 3)
facts = st.builds(
    ReleaseFacts,
    now=times,
    case_state=st.sampled_from(CaseState),
    author_certified=st.booleans(),
    recipient_certified=st.booleans(),
    signers_required=st.integers(1, 3),
    approvals=st.lists(
        st.builds(Approval, reader=st.sampled_from(["asha", "ben", "cai"]), valid_until=times),
        max_size=4,
    ).map(tuple),
    window=st.none() | st.builds(Window, start=times, end=times),
    grant_sealed=st.booleans(),
    recalled=st.booleans(),
    suspended=st.booleans(),
    agreed=st.booleans(),
    practice=st.just(PREPARED) | practices,
    offer=st.builds(
        OfferFacts,
        standing=st.none() | st.sampled_from(Standing),
        offered=st.booleans(),
        asked=st.booleans(),
        declined=st.booleans(),
    ),
)


def _right(case: ReleaseFacts) -> bool:
    """Say in the practice's words, apart from the gate's own, whether this may be released."""
    standing = {one.reader for one in case.approvals if case.now <= one.valid_until}
    return (
        case.case_state in {CaseState.ACTIVE, CaseState.CLOSING}
        and case.author_certified
        and case.recipient_certified
        and standing == {one.reader for one in case.approvals}
        and len(standing) >= case.signers_required
        and case.window is not None
        and case.window.start <= case.now <= case.window.end
        and case.grant_sealed
        and not case.recalled
        and not case.suspended
        and case.agreed
        and rightly_prepared(case.practice)
        and case.practice.day_confirmed
        and not case.offer.declined
        and _told_as_they_chose(case.offer)
    )


def _told_as_they_chose(offer: OfferFacts) -> bool:
    """Say who may hear of it: whom it was offered already, who wants to be told, who asked."""
    wants = offer.standing is Standing.TELL_ME
    asked = offer.asked and offer.standing is Standing.ONLY_IF_ASKED
    return offer.offered or wants or asked


# What only captions are kept back by: `test_captions_gate.py`.
OF_CAPTIONS = {Blocker.RECORDING_NOT_OPEN, Blocker.OTHER_RENDITION}


def test_the_gate_opens_when_everything_is_right() -> None:
    assert release_blockers(READY) == ()


def test_every_blocker_can_stand_alone() -> None:
    assert set(ALONE) | set(OF_A_STEP) | OF_CAPTIONS == set(Blocker)


@pytest.mark.parametrize("blocker", list(ALONE))
def test_each_blocker_alone_keeps_it_shut(blocker: Blocker) -> None:
    assert release_blockers(ALONE[blocker]) == (blocker,)


@given(facts)
def test_the_gate_opens_exactly_when_every_fact_is_right(case: ReleaseFacts) -> None:
    assert (release_blockers(case) == ()) == _right(case)


@given(facts)
def test_no_blocker_hides_another(case: ReleaseFacts) -> None:
    found = release_blockers(case)
    assert len(found) == len(set(found))
    if not case.grant_sealed:
        assert Blocker.SEALED_GRANT_MISSING in found
    if case.window is None:
        assert Blocker.NOT_ACCEPTED in found


def test_one_reader_twice_is_one_reader() -> None:
    twice = (Approval("asha", NOW), Approval("asha", NOW))
    assert release_blockers(replace(READY, signers_required=2, approvals=twice)) == (
        Blocker.APPROVALS_MISSING,
    )
