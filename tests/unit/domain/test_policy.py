"""Which route a case takes: the strictest of what it is about, by the newest policy that began."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.policy import UNTIL_STATED, Harm, Policy, Route, in_force, strictest

ALL_ORDINARY = dict.fromkeys(Harm, Route.ORDINARY)
ALL_BARRED = dict.fromkeys(Harm, Route.BARRED)
routes = st.fixed_dictionaries({one: st.sampled_from(Route) for one in Harm})


def test_until_one_is_stated_everything_but_other_is_special_and_nothing_barred() -> None:
    assert in_force((), 1) is UNTIL_STATED
    assert {one for one in Harm if UNTIL_STATED[one] is not Route.SPECIALIST} == {Harm.OTHER}
    assert UNTIL_STATED[Harm.OTHER] is Route.ORDINARY


def test_one_that_has_not_begun_changes_nothing_until_its_first_second() -> None:
    stated = [Policy(1, 10, ALL_ORDINARY), Policy(2, 20, ALL_BARRED)]
    counted = [in_force(stated, now) for now in (9, 10, 19, 20, 21)]
    assert counted == [UNTIL_STATED, ALL_ORDINARY, ALL_ORDINARY, ALL_BARRED, ALL_BARRED]


def test_the_last_stated_takes_the_place_of_one_that_would_begin_later() -> None:
    stated = [Policy(1, 30, ALL_ORDINARY), Policy(2, 20, ALL_BARRED)]
    assert [in_force(stated, now) for now in (19, 20, 40)] == [UNTIL_STATED, ALL_BARRED, ALL_BARRED]


@given(st.frozensets(st.sampled_from(Harm)), routes)
def test_a_case_takes_the_strictest_route_of_what_it_is_about(
    kinds: frozenset[Harm], said: dict[Harm, Route]
) -> None:
    taken = {said[one] for one in kinds}
    if Route.BARRED in taken:
        expected = Route.BARRED
    elif Route.SPECIALIST in taken:
        expected = Route.SPECIALIST
    else:
        expected = Route.ORDINARY
    assert strictest(kinds, said) is expected


@pytest.mark.parametrize("kind", list(Harm))
def test_each_kind_by_itself_takes_its_own(kind: Harm) -> None:
    assert strictest({kind}, {**ALL_ORDINARY, kind: Route.BARRED}) is Route.BARRED
