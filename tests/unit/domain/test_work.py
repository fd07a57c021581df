"""One list of what waits: what is on it, when it is due, and in what order."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.work import (
    AHEAD_SECONDS,
    CLEARED_BY,
    Accepted,
    CaseFacts,
    Due,
    Ending,
    ItemFacts,
    Opened,
    Reading,
    WorkAct,
    WorkKind,
    end_of_working_day,
    work,
)

HOUR = 60 * 60
DAY = 24 * HOUR
MOMENTS = st.integers(min_value=0, max_value=2**33)


def _at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


# A Tuesday.
NOW = _at("2026-11-24T10:00:00")


def _rows(*items: ItemFacts, endings: tuple[Ending, ...] = ()) -> list[Due]:
    return work([CaseFacts("case", items, endings)], now=NOW)


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        ("2026-11-24T10:00:00", "2026-11-26T23:59:59"),
        ("2026-11-24T23:59:59", "2026-11-26T23:59:59"),
        ("2026-11-26T00:00:00", "2026-11-30T23:59:59"),
        ("2026-11-27T18:00:00", "2026-12-01T23:59:59"),
        ("2026-11-28T09:00:00", "2026-12-01T23:59:59"),
        ("2026-11-29T09:00:00", "2026-12-01T23:59:59"),
    ],
)
def test_a_follow_up_is_due_by_the_end_of_the_second_working_day(opened: str, due: str) -> None:
    assert end_of_working_day(_at(opened), 2) == _at(due)


@given(MOMENTS, st.integers(min_value=1, max_value=10))
def test_a_working_day_is_none_of_a_weekend_and_so_many_are_counted(at: int, days: int) -> None:
    due = end_of_working_day(at, days)
    begun = datetime.fromtimestamp(at, UTC).date()
    ends = datetime.fromtimestamp(due, UTC)
    between = [begun + timedelta(n) for n in range(1, (ends.date() - begun).days + 1)]
    assert ends.weekday() < 5
    assert sum(one.weekday() < 5 for one in between) == days
    assert due % DAY == DAY - 1


def test_who_opened_something_is_spoken_with_and_then_it_is_gone() -> None:
    (row,) = _rows(ItemFacts("item", opened=Opened("person", NOW)))
    assert (row.kind, row.item, row.person) == (WorkKind.FOLLOW_UP, "item", "person")
    assert row.due == _at("2026-11-26T23:59:59")
    assert _rows(ItemFacts("item", opened=Opened("person", NOW, NOW + 1, reached=True))) == []


def test_who_was_not_reached_is_tried_again_on_the_next_working_day() -> None:
    friday = _at("2026-11-27T16:00:00")
    (row,) = _rows(ItemFacts("item", opened=Opened("person", NOW, friday)))
    assert row.due == _at("2026-11-30T23:59:59")


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (NOW, NOW + DAY, True),
        (NOW - DAY, NOW, True),
        (_at("2026-11-24T23:59:59"), NOW + 3 * DAY, True),
        (_at("2026-11-25T00:00:00"), NOW + 3 * DAY, False),
        (NOW - DAY, NOW - 1, False),
    ],
)
def test_a_window_is_shown_on_the_day_on_which_it_opens_until_it_is_over(
    start: int, end: int, *, shown: bool
) -> None:
    found = _rows(ItemFacts("item", accepted=Accepted(start, end, handed=False)))
    assert [row.kind for row in found] == ([WorkKind.WINDOW] if shown else [])
    handed = _rows(ItemFacts("item", accepted=Accepted(start, end, handed=True)))
    assert [row.kind for row in handed] == ([WorkKind.DELIVERY] if shown else [])


def test_what_runs_out_is_shown_two_weeks_before_and_afterwards() -> None:
    for until, shown in (
        (NOW + AHEAD_SECONDS, True),
        (NOW - 90 * DAY, True),
        (NOW + AHEAD_SECONDS + 1, False),
    ):
        found = _rows(endings=(Ending(WorkKind.RISK, until),))
        assert [row.due for row in found] == ([until] if shown else [])


def test_what_awaits_a_decision_is_shown_from_its_first_day_and_says_if_it_was_appealed() -> None:
    due = NOW + 7 * DAY
    (review,) = _rows(ItemFacts("item", reading=Reading(due, appealed=False)))
    (appeal,) = _rows(ItemFacts("item", reading=Reading(due, appealed=True)))
    assert (review.kind, appeal.kind) == (WorkKind.REVIEW, WorkKind.APPEAL)
    assert review.due == appeal.due == due


def test_what_is_locked_comes_before_what_is_due_later_today() -> None:
    rows = _rows(
        ItemFacts("window", accepted=Accepted(NOW + HOUR, NOW + DAY, handed=False)),
        ItemFacts("locked", locked=NOW - HOUR),
    )
    assert [row.item for row in rows] == ["locked", "window"]
    assert rows[0].clears is WorkAct.UNLOCK


ITEMS = st.builds(
    ItemFacts,
    item=st.sampled_from(["one", "two", "three"]),
    locked=st.none() | MOMENTS,
    reading=st.none() | st.builds(Reading, MOMENTS, st.booleans()),
    accepted=st.none() | st.builds(Accepted, MOMENTS, MOMENTS, st.booleans()),
    opened=st.none()
    | st.builds(Opened, st.just("person"), MOMENTS, st.none() | MOMENTS, st.booleans()),
)
CASES = st.lists(
    st.builds(
        CaseFacts,
        case=st.sampled_from(["a", "b"]),
        items=st.lists(ITEMS, max_size=4),
        endings=st.lists(st.builds(Ending, st.sampled_from(list(WorkKind)), MOMENTS), max_size=4),
    ),
    max_size=4,
)


@given(CASES, MOMENTS, st.randoms(use_true_random=False))
def test_the_list_is_in_one_order_however_the_facts_come(
    cases: list[CaseFacts], now: int, random: Random
) -> None:
    rows = work(cases, now=now)
    assert [row.due for row in rows] == sorted(row.due for row in rows)
    mixed = list(cases)
    random.shuffle(mixed)
    assert work(mixed, now=now) == rows


def test_of_every_row_it_is_said_what_takes_it_away() -> None:
    assert set(CLEARED_BY) == set(WorkKind)
    assert set(CLEARED_BY.values()) == set(WorkAct)
