"""What one side can see, all of it: every GET route they may call, and what their device opens.

Owns the looking. The routes are the running app's own, so that a new one is looked at from the day
it is there; a path's parameters are the ids that this person has come across themselves, in any
answer or signed statement. Looking leaves nothing behind: it is undone, the opening of an item
that is ready included. Refuses to judge what was seen.
"""

import itertools
import json
import re
from collections.abc import AsyncIterator, Collection, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import httpx
from sqlalchemy.ext.asyncio import AsyncEngine

from service.client import receiving
from service.client.errors import NotPossible, Refusal
from service.client.notes import read_notes
from service.client.person import Person
from service.sealing.encoding import unb64
from service.sealing.errors import SealingError
from tests.api.access.asking import Row, routes_of, rows_of, undone
from tests.factories.in_process import ADDRESS, InProcess
from tests.factories.world import elsewhere

# What is in front of the people: counters and health are the operator's, and the proxy hides them.
_API: Final = "/api/v1"
# One's own sessions say when one was last there, whatever anybody else did.
OF_ONE_S_OWN: Final = frozenset({"my_sessions"})
_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_B64: Final = re.compile(r"[A-Za-z0-9_-]{24,}")
# What an id in a path stands for, by the parameter, and the table that has such ids. Which of the
# ids that somebody came across is which, the database says; nobody is given one by it.
_TABLES: Final[Mapping[str, str]] = {
    "case": "SELECT id FROM case_file",
    "chain": "SELECT chain FROM trail_head",
    "item": "SELECT id FROM item",
    "rendition": "SELECT id FROM rendition",
    "person": "SELECT id FROM account UNION SELECT person FROM case_person",
    "step_in": "SELECT id FROM step_in",
}
NUMBER: Final = "0"
# What a route is asked about beside its path, where it answers nothing without.
_OF_A_FILE: Final = ("?kind=letter&length=1", "?kind=video_message&length=1")
_ABOUT: Final = {
    "ask_to_send": _OF_A_FILE,
    "ask_to_send_for": _OF_A_FILE,
    "read_address": ("?first=0&length=16",),
}


@dataclass(frozen=True)
class Answer:
    """What one call was answered."""

    status: int
    body: bytes


@dataclass(frozen=True)
class View:
    """All that one side could see at one moment.

    `answers` by the call, like `GET /items/…`; `opened` what their device opens of it, by what it
    is: a note, an item, or the code with which it refuses. `items` is what they are told of items.
    """

    at: int
    answers: Mapping[str, Answer] = field(default_factory=dict)
    opened: Mapping[str, bytes] = field(default_factory=dict)
    items: tuple[Mapping[str, Any], ...] = ()

    def words(self) -> Iterator[tuple[str, bytes]]:
        """Give everything that can be read, with where; signed and encoded things as said, too."""
        for call, answer in self.answers.items():
            yield call, answer.body
            for one in _unfolded(answer.body):
                yield call, one
        yield from self.opened.items()

    def evidence(self, item: str) -> dict[str, Any] | None:
        """Return what the service shows of an item's evidence; None where there is nothing."""
        answer = self.answers.get(f"GET /items/{item}/evidence")
        if answer is None or answer.status != httpx.codes.OK:
            return None
        return dict(json.loads(answer.body))


async def whole_view(
    service: InProcess, person: Person, heard: Collection[str] = frozenset()
) -> View:
    """Look at everything that this person may call, with every id that comes up on the way.

    `heard` are ids that somebody told them, outside of the service.
    """
    async with _leaving_nothing(service), service.http(person.transport._token) as http:
        looking = _Looking(service, http, {person.id, person.me.case or person.id, *heard})
        await looking.look()
        assert looking.answers["GET /me"].status == httpx.codes.OK, "not signed in: sees nothing"
        listed = looking.answers["GET /items"].body
        items = tuple(json.loads(listed).get("rows", ()))
        device = elsewhere(person, service.connect(), service.clock.now)
        opened = {
            **await _notes(device, looking.known("case")),
            **await _items(device, items),
        }
    return View(service.clock.now(), looking.answers, opened, items)


@asynccontextmanager
async def _leaving_nothing(service: InProcess) -> AsyncIterator[None]:
    engine: AsyncEngine = service.app.state.context.sessions.kw["bind"]
    async with engine.connect() as connection, undone(service, connection):
        yield


class _Looking:
    """One person's looking: what they know by now, and what they were answered."""

    def __init__(self, service: InProcess, http: httpx.AsyncClient, seen: set[str]) -> None:
        self._service, self._http, self._seen = service, http, seen
        self._rows = {
            row.route.name: row
            for row in rows_of(routes_of(service))
            if row.route.method == "GET"
            and row.route.path.startswith(_API)
            and row.route.name not in OF_ONE_S_OWN
        }
        self._kinds: dict[str, set[str]] = {}
        self.answers: dict[str, Answer] = {}

    def known(self, kind: str) -> list[str]:
        """Return the ids of this kind that this person has come across."""
        return sorted(self._seen & self._kinds.get(kind, set()))

    async def look(self) -> None:
        for kind, query in _TABLES.items():
            self._kinds[kind] = {str(row[0]) for row in await self._service.rows(query)}
        before = -1
        while len(self.answers) != before:
            before = len(self.answers)
            for row in self._rows.values():
                for path in self._paths(row):
                    await self._ask(path)

    def _paths(self, row: Row) -> Iterator[str]:
        names = row.route.parameters
        every = [[NUMBER] if name == "number" else self.known(name) for name in names]
        for chosen in itertools.product(*every):
            path = row.route.path.format_map(dict(zip(names, chosen, strict=True)))
            yield from (path + about for about in _ABOUT.get(row.route.name, ("",)))

    async def _ask(self, path: str) -> None:
        call = "GET " + path.removeprefix(_API)
        if call in self.answers:
            return
        answer = await self._http.get(ADDRESS + path)
        assert not answer.is_server_error, f"{call}: {answer.text}"
        self.answers[call] = Answer(answer.status_code, answer.content)
        for one in (answer.content, *_unfolded(answer.content)):
            self._seen |= set(_ID.findall(one.decode(errors="replace")))


def _unfolded(body: bytes) -> Iterator[bytes]:
    """Give what is folded into base64url inside a body, which is how statements travel."""
    if not body.startswith((b"{", b"[")):
        return
    for found in _B64.findall(body.decode(errors="replace")):
        try:
            yield unb64(found)
        except SealingError:
            continue


async def _notes(device: Person, cases: list[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for case in cases:
        try:
            notes = await read_notes(device, case)
        except (Refusal, NotPossible, SealingError) as refused:
            found[f"notes of {case}"] = _why(refused)
            continue
        for one in notes:
            found[f"note {one.field} {one.version} about {one.subject}"] = one.text.encode()
    return found


async def _items(device: Person, items: tuple[Mapping[str, Any], ...]) -> dict[str, bytes]:
    """Try to open each item that this person has as its recipient, whatever its status says."""
    found: dict[str, bytes] = {}
    for one in items:
        if one["part"] != "recipient":
            continue
        try:
            async with await receiving.open_item(device, one["item"]) as opened:
                found[f"item {one['item']}"] = await opened.contents.to_bytes()
        except (Refusal, NotPossible, SealingError) as refused:
            found[f"item {one['item']}"] = _why(refused)
    return found


def _why(refused: Exception) -> bytes:
    """Return all that a device can say of why it shows nothing."""
    said = [str(getattr(refused, "slug", getattr(refused, "code", ""))), str(refused)]
    return ("refused: " + " ".join([*said, str(getattr(refused, "facts", ""))])).encode()
