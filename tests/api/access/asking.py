"""Calls every route as everybody, and judges by the answers alone who was let in.

Owns the calling of the running app over the real database, each call undone before the next, so
that everybody finds the same; and what an answer says of access. Each call is made once more about
things that do not exist: what is refused must be refused in the same bytes, and what is let in must
not be. Refuses to look at how a route declares its access.
"""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Final

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, async_sessionmaker
from sqlmodel.ext.asyncio.session import AsyncSession

from service.sealing.encoding import new_id
from tests.api.access.calls import Call
from tests.api.access.calls_of_cases import OF_CASES
from tests.api.access.calls_of_items import OF_ITEMS
from tests.api.access.scene import Caller, Scene, Things
from tests.factories.answers import PROBLEM, said
from tests.factories.in_process import ADDRESS, InProcess

CALLS: Final[Mapping[str, tuple[Call, ...]]] = {**OF_CASES, **OF_ITEMS}
ALLOWED, NOT_FOUND, FORBIDDEN, UNKNOWN = "allowed", "404", "403", "401"
# Forbidden about what the caller may see exists; and a list in which there is nothing of theirs.
SEEN, EMPTY = "403, seen", "empty"
# What a path has beside ids: it is kept when a call is made about what does not exist.
_PARAMETER: Final = re.compile(r"\{(\w+)\}")
_NUMBERS: Final[Things] = {"number": "0"}
# After access was granted: done, too late, not valid, or another secret was asked for.
_AFTER: Final = frozenset({"conflict", "blocked", "invalid", "claimed-by-another", "too-large"})
_AFTER_SIGNED_IN: Final = _AFTER | {"sign-in-refused", "lease-held", "attempt-stale"}


@dataclass(frozen=True)
class Route:
    """A route of the running app as it describes itself: the name of its function, and where."""

    name: str
    method: str
    path: str
    room: str

    @property
    def parameters(self) -> list[str]:
        """What of the path is filled in."""
        return _PARAMETER.findall(self.path)


@dataclass(frozen=True)
class Row:
    """One way to call one route."""

    route: Route
    call: Call

    @property
    def title(self) -> str:
        """How the row is named on the page and in complaints."""
        of = f" ({self.call.of})" if self.call.of else ""
        return f"{self.route.method} {self.route.path}{of}"

    @property
    def things(self) -> list[str]:
        """What of the scene the path names."""
        named = (one for one in self.route.parameters if one not in _NUMBERS)
        return [self.call.where.get(one, one) for one in named]


@dataclass
class Found:
    """Who was let in where, by the title of a row and the name of a caller; and what was wrong."""

    cells: dict[tuple[str, str], str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def routes_of(service: InProcess) -> list[Route]:
    """Return every route that the running app describes, in the order in which it has them.

    That it describes them all is held by `tests/conventions/test_routes.py`.
    """
    return [
        Route(str(act["operationId"]), method.upper(), path, str(act["tags"][0]))
        for path, acts in service.app.openapi()["paths"].items()
        for method, act in acts.items()
    ]


def rows_of(routes: list[Route]) -> list[Row]:
    """Return a row for each call of each route that has one."""
    return [Row(route, call) for route in routes for call in CALLS.get(route.name, ())]


@dataclass(frozen=True)
class _Held:
    """Stands for the engine: whoever asks it for a connection gets the one that is undone."""

    connection: AsyncConnection

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[AsyncConnection]:
        yield self.connection


@asynccontextmanager
async def undone(service: InProcess, connection: AsyncConnection) -> AsyncIterator[None]:
    """Let the app commit into one transaction, and undo that when it has answered."""
    whole = await connection.begin()
    # Begun only with the first statement that SQLAlchemy sends; what the driver is asked before
    # would be committed by itself.
    await connection.execute(text("SELECT 1"))
    kept = service.app.state.context
    sessions = async_sessionmaker(
        connection,
        class_=AsyncSession,
        expire_on_commit=False,
        join_transaction_mode="create_savepoint",
    )
    service.app.state.context = replace(kept, sessions=sessions, engine=_Held(connection))
    try:
        yield
    finally:
        service.app.state.context = kept
        await whole.rollback()


async def ask_everybody(service: InProcess, scene: Scene, rows: list[Row]) -> Found:
    """Make every call as everybody and return what came of it."""
    engine: AsyncEngine = service.app.state.context.sessions.kw["bind"]
    found = Found()
    async with engine.connect() as connection:
        for caller in scene.callers:
            async with service.http(caller.token) as http:
                asking = _Asking(service, connection, http, scene, caller)
                for row in rows:
                    found.cells[row.title, caller.name] = await asking.judge(row)
                await asking.hold_forbidden()
                found.faults += asking.faults
    return found


def let_in_nowhere(rows: list[Row], found: Found) -> list[str]:
    """Return the routes into which no call let anybody: they are not called well-formed."""
    let_in = {title for (title, _), cell in found.cells.items() if cell == ALLOWED}
    entered = {row.route.name for row in rows if row.title in let_in}
    return sorted({row.route.name for row in rows} - entered)


@dataclass
class _Asking:
    """One caller, who makes every call."""

    service: InProcess
    connection: AsyncConnection
    http: httpx.AsyncClient
    scene: Scene
    caller: Caller
    faults: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    nowhere: dict[str, httpx.Response] = field(default_factory=dict)
    forbidden: list[tuple[Row, httpx.Response]] = field(default_factory=list)

    async def judge(self, row: Row) -> str:
        """Make the call, and the same about nothing; return what the first says of access."""
        there = await self._ask(row, self.caller.things)
        cell = _says(there)
        if cell is None:
            self._complain(row, f"answers {there.status_code} {there.text[:200]}")
            return "?"
        if cell == UNKNOWN or not (row.things or cell != ALLOWED):
            return cell
        nowhere = await self._about_nothing(row)
        alike = said(there) == said(nowhere)
        if cell == NOT_FOUND and not alike:
            self._complain(row, "tells what is there from what is not")
        if cell == FORBIDDEN and not alike:
            self.forbidden.append((row, there))
            return SEEN
        if cell == ALLOWED and row.call.lists:
            return EMPTY if alike else ALLOWED
        if cell == ALLOWED and _says(nowhere) != NOT_FOUND:
            self._complain(row, f"answers before it looks: {nowhere.text[:200]}")
        if cell == ALLOWED and row.route.method == "GET":
            self.seen |= set(row.things)
        return cell

    async def hold_forbidden(self) -> None:
        """Hold that what was forbidden by name is known to the caller, or would be if it were not.

        That is: had what they may not see been something that does not exist, they would have been
        told the same.
        """
        for row, there in self.forbidden:
            unseen = {one: new_id() for one in row.things if one not in self.seen}
            things = {**self.caller.things, **unseen}
            if said(await self._ask(row, things)) != said(there):
                self._complain(row, "forbids what they may not know of")

    async def _about_nothing(self, row: Row) -> httpx.Response:
        """Make the call about things that are not; one such answer stands for all of a route."""
        if row.route.name not in self.nowhere:
            nothing = {one: new_id() for one in self.caller.things}
            self.nowhere[row.route.name] = await self._ask(row, nothing)
        return self.nowhere[row.route.name]

    def _complain(self, row: Row, complaint: str) -> None:
        self.faults.append(f"{row.title}: to {self.caller.name} it {complaint}")

    async def _ask(self, row: Row, things: Things) -> httpx.Response:
        known = {**things, **_NUMBERS}
        named = {one: known[row.call.where.get(one, one)] for one in row.route.parameters}
        path = ADDRESS + row.route.path.format_map(named)
        body = row.call.body(self.scene, self.caller, known) if row.call.body else None
        sent: dict[str, Any] = {"content": body} if isinstance(body, bytes) else {"json": body}
        async with undone(self.service, self.connection):
            return await self.http.request(
                row.route.method,
                path,
                params=dict(row.call.query),
                **(sent if body is not None else {}),
            )


def _says(answer: httpx.Response) -> str | None:
    """Return what an answer says of access; None where it says nothing that is known."""
    if answer.is_success:
        return ALLOWED
    if answer.headers.get("content-type") != PROBLEM:
        return None
    problem = answer.json()
    slug = str(problem["slug"])
    if problem.get("reason") == "shape":
        return None
    if slug in _AFTER_SIGNED_IN:
        return ALLOWED
    return {"not-found": NOT_FOUND, "forbidden": FORBIDDEN, "session-missing": UNKNOWN}.get(slug)
