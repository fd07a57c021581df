"""The page on the lives of items and cases is what the tables say, and would show what is added."""

from collections.abc import Mapping
from dataclasses import dataclass, make_dataclass
from enum import StrEnum
from types import MappingProxyType

import pytest

from scripts import make_lifecycle
from service.domain.blockers import Blocker
from service.domain.lifecycle import CASE_STEPS, ITEM_STEPS, CaseState, ItemState


class _Light(StrEnum):
    RED = "red"
    GREEN = "green"


class _Press(StrEnum):
    TURN = "turn"


@dataclass(frozen=True)
class _Turned:
    next: _Light


def test_the_page_is_what_the_tables_say() -> None:
    written = make_lifecycle.PAGE.read_text("utf-8")
    assert written == make_lifecycle.page(), (
        f"docs/lifecycle.md is not what service/domain/ says; write it anew: "
        f"{make_lifecycle.REMAKE}"
    )


@pytest.mark.parametrize(
    ("states", "steps"), [(ItemState, ITEM_STEPS), (CaseState, CASE_STEPS)], ids=["item", "case"]
)
def test_every_state_and_every_step_is_in_its_diagram(
    states: type[StrEnum], steps: Mapping[tuple[StrEnum, StrEnum], object]
) -> None:
    lines = [line.strip() for line in make_lifecycle.diagram(states, steps).splitlines()]
    for state, act in steps:
        assert any(one.startswith(f"{state} --> ") and one.endswith(f" : {act}") for one in lines)
    for state in states:
        assert any(state.value in one.split() for one in lines), state
    assert len([one for one in lines if " : " in one]) == len(steps)


def test_every_blocker_is_on_the_page_once() -> None:
    # A state has a row of its own before it, and may have the same name.
    page = make_lifecycle.page().split("## What may stand in the way")[1]
    assert [one for one in Blocker if page.count(f"\n| `{one}` | ") != 1] == []


def test_a_step_that_is_added_is_shown_and_so_is_a_field() -> None:
    steps = MappingProxyType({(_Light.RED, _Press.TURN): _Turned(_Light.GREEN)})
    assert "red --> green : turn" in make_lifecycle.diagram(_Light, steps)
    assert "green --> [*]" in make_lifecycle.diagram(_Light, steps)
    assert "| `red` | `turn` | `green` |" in make_lifecycle.step_table(steps)
    timed = make_dataclass("timed", [("next", _Light), ("within", int)], frozen=True)
    made = make_lifecycle.step_table({(_Light.RED, _Press.TURN): timed(_Light.GREEN, 5)})
    assert made.splitlines()[0] == "| in | act | leads to | within |"
    assert made.splitlines()[-1] == "| `red` | `turn` | `green` | `5` |"
