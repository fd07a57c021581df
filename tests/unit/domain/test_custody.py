"""On which days, and until which hour, an establishment hands something over."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.client.practising import ends_there
from service.domain.custody import is_confirmed, may_be_confirmed

THERE = ZoneInfo("Europe/London")
DAY = 24 * 3600
MOMENTS = st.integers(0, 2**53 - 1)
THIS_CENTURY = st.integers(1_600_000_000, 4_000_000_000)


def _at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=THERE).timestamp())


@pytest.mark.parametrize(
    ("moment", "may"),
    [
        # Winter and summer: the clock on the wall counts.
        ("2030-01-09T16:30:00", True),
        ("2030-01-09T16:30:01", False),
        ("2030-07-10T16:30:00", True),
        ("2030-07-10T16:30:01", False),
        ("2030-07-10T08:00:00", True),
        ("2030-07-10T07:59:59", False),
        ("2030-07-12T12:00:00", True),
        ("2030-07-13T12:00:00", False),
        ("2030-07-14T12:00:00", False),
        ("2030-07-15T12:00:00", True),
    ],
)
def test_a_day_is_a_weekday_and_ends_before_the_cells_are_locked(moment: str, *, may: bool) -> None:
    assert may_be_confirmed(_at(moment)) is may


def test_it_counts_from_eight_until_it_ends_and_on_no_other_day() -> None:
    until = _at("2030-07-10T16:00:00")
    inside = ("2030-07-10T08:00:00", "2030-07-10T12:00:00", "2030-07-10T16:00:00")
    outside = (
        *("2030-07-10T07:59:59", "2030-07-10T16:00:01", "2030-07-09T12:00:00"),
        "2030-07-11T09:00:00",
    )
    assert all(is_confirmed(until, _at(one)) for one in inside)
    assert not any(is_confirmed(until, _at(one)) for one in outside)


@given(MOMENTS, MOMENTS)
def test_every_moment_that_somebody_may_sign_has_an_answer(until: int, now: int) -> None:
    assert may_be_confirmed(until) in {True, False}
    assert not (is_confirmed(until, now) and now > until)


@given(THIS_CENTURY)
def test_what_devices_name_as_the_end_is_on_that_day_and_never_too_late(moment: int) -> None:
    until = ends_there(moment)
    assert until // DAY == moment // DAY
    there = datetime.fromtimestamp(until, THERE)
    assert may_be_confirmed(until) is (there.weekday() < 5)
