"""What a case's steps take: each thing by itself, asked where it belongs and nowhere else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.blockers import Blocker
from service.domain.casework import CaseFacts, case_blockers
from service.domain.lifecycle import CaseAct

READY = CaseFacts(
    sides=frozenset({"harmed", "responsible"}),
    key_holders=2,
    declared=True,
    ages=True,
    employment=True,
    employed=False,
    signed_off=True,
    on_their_way=0,
)
ALONE = {
    Blocker.NO_CERTIFIED_HARMED: replace(READY, sides=frozenset({"responsible"})),
    Blocker.NO_CERTIFIED_RESPONSIBLE: replace(READY, sides=frozenset({"harmed"})),
    Blocker.KEY_HOLDERS_MISSING: replace(READY, key_holders=1),
    Blocker.CONFLICT_NOT_DECLARED: replace(READY, declared=False),
    Blocker.AGE_NOT_RECORDED: replace(READY, ages=False),
    Blocker.EMPLOYMENT_NOT_RECORDED: replace(READY, employment=False),
    Blocker.EMPLOYED_HERE: replace(READY, employed=True),
    Blocker.SIGN_OFF_MISSING: replace(READY, signed_off=False),
    Blocker.ITEMS_ON_THEIR_WAY: replace(READY, on_their_way=1),
    Blocker.HARM_NOT_RECORDED: replace(READY, harm=False),
    Blocker.SECOND_READER_MISSING: replace(READY, readers=False),
    Blocker.BARRED_BY_POLICY: replace(READY, barred=True),
}
OF_AN_EXCHANGE = set(ALONE) - {Blocker.ITEMS_ON_THEIR_WAY}
ASKED = {
    CaseAct.SCREEN: set(),
    CaseAct.PREPARE: {Blocker.CONFLICT_NOT_DECLARED},
    CaseAct.MAKE_READY: OF_AN_EXCHANGE,
    CaseAct.ACTIVATE: OF_AN_EXCHANGE,
    CaseAct.BEGIN_CLOSING: set(),
    CaseAct.REOPEN: OF_AN_EXCHANGE,
    CaseAct.CLOSE: {Blocker.ITEMS_ON_THEIR_WAY},
}


@pytest.mark.parametrize("act", list(CaseAct))
def test_nothing_keeps_a_case_that_has_everything(act: CaseAct) -> None:
    assert case_blockers(act, READY) == ()


@pytest.mark.parametrize("act", list(CaseAct))
@pytest.mark.parametrize("blocker", list(ALONE))
def test_each_thing_that_is_missing_is_named_where_it_is_asked_for(
    act: CaseAct, blocker: Blocker
) -> None:
    assert case_blockers(act, ALONE[blocker]) == ((blocker,) if blocker in ASKED[act] else ())


@given(
    st.builds(
        CaseFacts,
        sides=st.frozensets(st.sampled_from(["harmed", "responsible"])),
        key_holders=st.integers(0, 3),
        declared=st.booleans(),
        ages=st.booleans(),
        employment=st.booleans(),
        employed=st.booleans(),
        signed_off=st.booleans(),
        on_their_way=st.integers(0, 2),
        harm=st.booleans(),
        readers=st.booleans(),
        barred=st.booleans(),
    )
)
def test_a_case_becomes_active_exactly_when_everything_is_right(facts: CaseFacts) -> None:
    right = (
        len(facts.sides) == 2
        and facts.key_holders >= 2
        and facts.declared
        and facts.ages
        and facts.employment
        and not facts.employed
        and facts.signed_off
        and facts.harm
        and facts.readers
        and not facts.barred
    )
    assert (case_blockers(CaseAct.ACTIVATE, facts) == ()) == right
