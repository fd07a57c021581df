"""Captions are shown when nothing keeps them back, and nothing keeps their recording back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.blockers import Blocker
from service.domain.gate import (
    CaptionsFacts,
    ReleaseFacts,
    captions_blockers,
    release_blockers,
)
from tests.unit.domain.test_gate import ALONE as OF_ANYTHING
from tests.unit.domain.test_gate import READY as RELEASABLE
from tests.unit.domain.test_gate import facts

READY = CaptionsFacts(RELEASABLE, open=True, same_rendition=True, stopped=())
ALONE = {
    Blocker.RECORDING_NOT_OPEN: replace(READY, open=False),
    Blocker.OTHER_RENDITION: replace(READY, same_rendition=False),
}
STOPPED = (Blocker.RECALLED, Blocker.SUSPENDED)


def test_they_are_shown_when_everything_is_right() -> None:
    assert captions_blockers(READY) == ()


@pytest.mark.parametrize("blocker", list(ALONE))
def test_what_is_asked_of_captions_alone_keeps_them_back(blocker: Blocker) -> None:
    assert captions_blockers(ALONE[blocker]) == (blocker,)


@pytest.mark.parametrize("blocker", STOPPED)
def test_what_stops_their_recording_stops_them(blocker: Blocker) -> None:
    assert captions_blockers(replace(READY, stopped=(blocker,))) == (blocker,)
    both = replace(READY, captions=OF_ANYTHING[blocker], stopped=(blocker,))
    assert captions_blockers(both) == (blocker,)


@pytest.mark.parametrize("blocker", list(OF_ANYTHING))
def test_what_keeps_anything_back_keeps_captions_back(blocker: Blocker) -> None:
    assert captions_blockers(replace(READY, captions=OF_ANYTHING[blocker])) == (blocker,)


@given(
    own=facts,
    lies_open=st.booleans(),
    same=st.booleans(),
    stopped=st.sets(st.sampled_from(STOPPED)),
)
def test_they_are_shown_exactly_when_every_fact_is_right(
    own: ReleaseFacts, *, lies_open: bool, same: bool, stopped: set[Blocker]
) -> None:
    case = CaptionsFacts(own, lies_open, same, tuple(stopped))
    right = lies_open and same and not stopped and release_blockers(case.captions) == ()
    assert (captions_blockers(case) == ()) == right
