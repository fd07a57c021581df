"""Writes docs/access.md: what was found by calling every route as everybody.

Owns how that is shown. Refuses to find anything: `asking.py` does.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.api.access.asking import Found, Row
from tests.api.access.scene import Caller

PAGE: Final = Path(__file__).resolve().parents[3] / "docs" / "access.md"
REMAKE: Final = "python -m scripts.make_access"
PREFIX: Final = "/api/v1"

_INTRODUCTION: Final = f"""\
# Who may call what

Found by calling every route of the running service as everybody below, over a real database; a test calls them all again and holds this page to what it finds. `{REMAKE}` writes it anew. The calls, well-formed, are in [tests/api/access/](../tests/api/access/calls.py): whoever adds a route adds a line there.

Every route is called about things of one case: an item and its container in the state that is named in brackets, a step into the case and new keys that wait for a second person. For the two liaisons it is a case whose author is in custody and has no account.

| answer | what it means |
| --- | --- |
| allowed | access was granted: the call did what it does, or was refused afterwards for what it said (`409`, `422`) |
| 404 | there is nothing here for them: the same bytes as for something that does not exist |
| 403 | not for them, whatever it is about: the same bytes as for something that does not exist |
| 403, seen | they may see that it is there, and may not do this |
| empty | a list of what is the caller's own, with nothing in it, as for something that does not exist |
| 401 | not signed in |

The callers, by the heads of their columns:
"""  # noqa: E501 - prose, one paragraph a line


def page(callers: Sequence[Caller], rows: Sequence[Row], found: Found) -> str:
    """Return the page; a section for each room of the API, a row for each call."""
    names = [one.name for one in callers]
    parts = [_INTRODUCTION, _table(["column", "who calls"], [[o.name, o.who] for o in callers])]
    for room in dict.fromkeys(row.route.room for row in rows):
        here = [row for row in rows if row.route.room == room]
        shown = [[_shown(row), *(found.cells[row.title, name] for name in names)] for row in here]
        parts.append(f"\n## {room.capitalize()}\n\n{_table(['route', *names], shown)}")
    return "\n".join(parts) + "\n"


def _shown(row: Row) -> str:
    of = f" ({row.call.of})" if row.call.of else ""
    return f"`{row.route.method} {row.route.path.removeprefix(PREFIX)}`{of}"


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
