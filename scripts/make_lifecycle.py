# ruff: noqa: INP001 - a script, run with -m from the root
"""Makes docs/lifecycle.md: the lives of an item and a case, and what may stand in an item's way.

    python -m scripts.make_lifecycle           writes the page
    python -m scripts.make_lifecycle --check   compares the page with what would be written

Owns how the tables of `service/domain/` are shown; a state, an act or a column that is added there
appears here by itself. Refuses to know any rule: every word in a table is the code's.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from service.domain.blockers import CLEARED_BY, Blocker
from service.domain.lifecycle import (
    CASE_STEPS,
    ITEM_STEPS,
    VISIBLE_TO_RECIPIENT,
    CaseState,
    ItemState,
    author_status,
)
from service.domain.practice import told_to_recipient

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "lifecycle.md"
REMAKE: Final = "python -m scripts.make_lifecycle"
NOTHING: Final = "\u2013"

Steps = Mapping[tuple[Any, Any], Any]
# What the fields of a step are called on the page; a new field shows under its own name.
_CALLED: Final = {
    "next": "leads to",
    "by": "by whom",
    "event": "on the trail",
    "task": "and then the service",
}

_INTRODUCTION: Final = f"""\
# The life of an item, and of a case

Made by `{REMAKE}` from the tables in [service/domain/](../service/domain/lifecycle.py), which decide; a test holds this page to them. The database refuses every step that is not in them. What the words mean, and which ways are still to come, is in [what it is for](product.md#an-items-life); who may call which route is in [access.md](access.md).
"""  # noqa: E501 - prose, one paragraph a line
_TOLD: Final = """\
## What each side is told of an item

The author hears the same words whatever happens on the other side. The recipient sees nothing of an item before it is offered to them. Readers see the state itself.
"""  # noqa: E501
_BLOCKERS: Final = """\
## What may stand in the way

An item is released and opened only while none of these holds, whenever that is asked. The case's team is shown all that hold, at once; whoever tries to open is told no more than the last column says.
"""  # noqa: E501


def cell(value: object) -> str:
    """Return a value of the tables as it stands in a cell."""
    if value is None or value in ((), frozenset()):
        return NOTHING
    if isinstance(value, StrEnum):
        return f"`{value.value}`"
    if isinstance(value, frozenset | set):
        return ", ".join(sorted(map(cell, value)))
    if isinstance(value, tuple | list):
        return ", ".join(map(cell, value))
    if is_dataclass(value):
        return ", ".join(cell(getattr(value, one.name)) for one in fields(value))
    return f"`{value}`"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def diagram(states: type[StrEnum], steps: Steps) -> str:
    """Return the states as a diagram. The first that is declared begins; ends are found."""
    lines = [f"[*] --> {next(iter(states)).value}"]
    for (state, act), step in steps.items():
        lines.append(f"{state.value} --> {step.next.value} : {act.value}")
    ends = [one for one in states if all(one is not state for state, _ in steps)]
    lines += [f"{one.value} --> [*]" for one in ends]
    body = "\n".join("    " + line for line in lines)
    return f"```mermaid\nstateDiagram-v2\n{body}\n```"


def step_table(steps: Steps) -> str:
    """Return every step as a row, with every field that a step has."""
    names = [one.name for one in fields(next(iter(steps.values())))]
    return table(
        ["in", "act", *(_CALLED.get(name, name) for name in names)],
        (
            [cell(state), cell(act), *(cell(getattr(step, name)) for name in names)]
            for (state, act), step in steps.items()
        ),
    )


def _told() -> str:
    return table(
        ["state", "its author is told", "its recipient sees"],
        (
            [cell(one), cell(author_status(one)), cell(VISIBLE_TO_RECIPIENT.get(one))]
            for one in ItemState
        ),
    )


def _blockers() -> str:
    return table(
        ["what stands in the way", "cleared by", "whose act that is", "a recipient is told"],
        (
            [cell(one), cell(CLEARED_BY[one].act), cell(CLEARED_BY[one].by), _said_of(one)]
            for one in Blocker
        ),
    )


def _said_of(blocker: Blocker) -> str:
    return ", ".join(f"`{one}`" for one in told_to_recipient((blocker,)))


def page() -> str:
    """Return the page."""
    return "\n".join(
        [
            _INTRODUCTION,
            f"## An item\n\n{diagram(ItemState, ITEM_STEPS)}\n\n{step_table(ITEM_STEPS)}\n",
            f"{_TOLD}\n{_told()}\n",
            f"## A case\n\n{diagram(CaseState, CASE_STEPS)}\n\n{step_table(CASE_STEPS)}\n",
            f"{_BLOCKERS}\n{_blockers()}\n",
        ]
    )


def main(arguments: list[str]) -> int:
    """Write the page, or compare; return the exit code."""
    made = page()
    if "--check" in arguments:
        return 0 if PAGE.read_text("utf-8") == made else 1
    PAGE.write_text(made, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
