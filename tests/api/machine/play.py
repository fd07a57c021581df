"""Both twins in one example, over one copy of the scene: what is done to them, and what is held.

Owns the worker's part, time, and looking: at every state after every step, at what an author is
told, at what an opening would be answered, at the trail in the end. Refuses to choose what is done.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncEngine

from service.client.person import Person
from service.db import outbox
from service.domain.events import Task
from service.sealing.trail import read_chain
from service.worker import jobs
from tests.api.access.asking import undone
from tests.api.machine.cutting import Cut, Power, Wire
from tests.api.machine.facts import SEEN, Letter
from tests.api.machine.scene import Twin
from tests.api.machine.sides import HARMED, RESPONSIBLE, TEAM, Side
from tests.factories.author_views import author_view
from tests.factories.in_process import InProcess
from tests.factories.world import World, elsewhere

_ID: Final = re.compile(rb"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SEALED: Final = re.compile(rb"[A-Za-z0-9_-]{24,}")
_LOGIN: Final = re.compile(rb'"login":"[^"]+"')
_TOLD: Final = re.compile(rb'"told":(null|"[a-z]+")')
_STATES: Final = "SELECT id, state FROM item WHERE case_id = ANY($1::uuid[])"
_TRAIL: Final = "SELECT entry, hash FROM trail_entry WHERE chain = $1 ORDER BY number"
# What somebody tries in vain leaves an entry too, as does vouching; a claim may be renewed.
_NOT_COUNTED: Final = {"item.refused", "case.refused", "trail.countersigned", "item.claimed"}
# What a recipient may be told of a letter that does not open.
_OWN: Final = {"recipient-consent-missing", "not-now"}
_TOLD_OF_IT: Final = {
    "before-window",
    "after-window",
    # One that has run out counts as missing, too.
    "approval-expired",
    "approvals-missing",
    "recalled",
    "suspended",
}


@dataclass
class Play:
    """One example on its way. Made by `Table.begin` only."""

    service: InProcess
    power: Power
    sides: list[Side]
    base: list[Counter[str]]
    steps: int = 0
    tried: dict[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, service: InProcess, power: Power, made: tuple[World, list[Twin]]) -> "Play":
        """Give everybody in the scene a device over this copy."""
        world, twins = made
        team = Wire(service, power)
        asha = elsewhere(world.asha, team.transport(), service.clock.now)
        sides = []
        for one in twins:
            wires = {HARMED: Wire(service, power), RESPONSIBLE: Wire(service, power)}
            people: Mapping[str, Person] = {HARMED: one.harmed, RESPONSIBLE: one.responsible}
            devices = {
                name: elsewhere(person, wires[name].transport(), service.clock.now)
                for name, person in people.items()
            }
            sides.append(
                Side(
                    service,
                    one.case,
                    deepcopy(one.facts),
                    devices | {TEAM: asha},
                    wires | {TEAM: team},
                    dict(one.last),
                    dict(one.decisions),
                )
            )
        play = cls(service, power, sides, [one.entries for one in twins])
        # As everything begins every example; what changes it is tried from then on.
        play.tried = {
            letter.id: play.stands(side, letter) for side in sides for letter in side.facts.letters
        }
        return play

    def stands(self, side: Side, letter: Letter) -> object:
        """Return all that decides whether a letter is opened now."""
        now = self.service.clock.now()
        may = side.facts.may_be_opened(letter, now)
        return letter.state, letter.medium, may, frozenset(side.facts.in_the_way(letter, now))

    async def serve(self, cut: Cut) -> None:
        """Do what is due as the worker does; the first job may be cut before its commit.

        Each item moves on exactly where it may.
        """
        now = self.service.clock.now()
        ctx = {"parts": self.service.parts}
        acts = {Task.OFFER: jobs.offer, Task.RELEASE: jobs.release}
        async with self.service.relay() as session, session.begin():
            due = await outbox.claim_due(session, now=now)
            rows = [(row.id, row.org, Task(row.task), row.subject) for row in due]
        for row, org, task, subject in rows:
            if task not in acts:
                continue
            if cut == "before the commit":
                cut = ""
                self.power.fail_once()
                try:
                    await acts[task](ctx, row, org)
                except ConnectionError:
                    continue
                raise AssertionError("the job did not see that its commit failed")
            await acts[task](ctx, row, org)
            self._moved(task, subject, now)

    def _moved(self, task: Task, subject: str, now: int) -> None:
        """Note what a job does to a letter: where it may go on it does."""
        for side in self.sides:
            for letter in side.facts.letters:
                if letter.id != subject:
                    continue
                if task is Task.OFFER and side.facts.may_be_offered(letter, now):
                    letter.state = "offered"
                    side.counted["item.offered"] += 1
                elif task is Task.OFFER:
                    side.goes_back(letter, now)
                elif side.facts.may_be_released(letter, now):
                    letter.round = side.facts.round_of(letter)
                    letter.state = "released"
                    side.counted["item.released"] += 1

    async def hold_states(self) -> None:
        """Hold that every letter is where what was acknowledged has brought it."""
        rows = await self.service.rows(_STATES, [one.case for one in self.sides])
        found = {str(row["id"]): str(row["state"]) for row in rows}
        for side in self.sides:
            for letter in side.facts.letters:
                state = found.pop(letter.id)
                expected = {"sent": {"awaiting_review", "in_review"}}.get(
                    letter.state, {letter.state}
                )
                assert state in expected, f"{state} where it should be {letter.state}"
        assert not found, "there are letters that nobody sent"

    async def try_what_changed(self, side: Side, letter: Letter) -> None:
        """Try to open a letter, unless nothing about it is different from when that was tried."""
        stands = self.stands(side, letter)
        if letter.state in SEEN and self.tried.get(letter.id) != stands:
            self.tried[letter.id] = stands
            who = HARMED if letter.recipient == side.facts.harmed else RESPONSIBLE
            await self.try_to_open(side, who, letter)

    async def try_to_open(self, side: Side, who: str, letter: Letter) -> None:
        """Ask for the key, whatever the device thinks of it; it is given exactly when it may be."""
        body = side.opening(who, letter)
        if body is None:
            return
        now, facts = self.service.clock.now(), side.facts
        may = facts.may_be_opened(letter, now)
        engine: AsyncEngine = self.service.app.state.context.sessions.kw["bind"]
        async with (
            engine.connect() as connection,
            undone(self.service, connection),
            self.service.http(side.devices[who].transport._token) as http,
        ):
            answer = await http.post(f"/items/{letter.id}/opening", json=body)
        assert not answer.is_server_error, answer.text
        why = facts.in_the_way(letter, now)
        assert answer.is_success is may, f"{letter.state}, {why}: {answer.text[:200]}"
        assert bool(answer.is_success and answer.json()["grants"]) is may
        if not may and letter.state == "released" and "blockers" in answer.json():
            told = set(str(answer.json()["blockers"]).split(","))
            assert told <= _OWN | _TOLD_OF_IT
            own = "1: receive" in why
            assert ("recipient-consent-missing" in told) is own, f"{told} because of {why}"

    async def look_as_authors(self) -> None:
        """Hold what an author is told of all they wrote, and that their twin is told the same."""
        shown = []
        for side in self.sides:
            device = side.devices[RESPONSIBLE]
            listed = await device.transport.get("/items")
            rows = [one for one in listed["rows"] if one["part"] == "author"]
            theirs = {one.id: one for one in side.facts.letters if one.author == device.id}
            assert {one["item"] for one in rows} == set(theirs)
            shown.append([self._told(side, theirs[one["item"]], one) for one in rows])
        assert shown[0] == shown[1], f"a list depends on what the recipient did: {shown}"

    async def look_at_one_letter(self) -> None:
        """As `look_as_authors`, of one letter, each time another."""
        shown = []
        for side in self.sides:
            letter = side.to(HARMED, self.steps)
            answer = await side.devices[RESPONSIBLE].transport.get(f"/items/{letter.id}")
            shown.append(self._told(side, letter, answer))
        assert shown[0] == shown[1], f"an item depends on what the recipient did: {shown}"

    def _told(self, side: Side, letter: Letter, shown: dict[str, Any]) -> bytes:
        """Hold what is told of a letter; return it so that the twins' can be compared."""
        told = side.facts.told_to_author(letter, self.service.clock.now())
        # Rule 11: one status, whatever the other side does.
        assert (shown["status"], shown["told"]) == ("with_facilitator", told)
        return self._blurred(side, json.dumps(shown, separators=(",", ":")).encode())

    async def look_at_everything(self) -> None:
        """Hold that the twins' authors are answered the same, whatever they may ask for."""
        shown = []
        for side in self.sides:
            token = side.devices[RESPONSIBLE].transport._token or ""
            letter = next(one for one in side.facts.letters if one.author == side.facts.responsible)
            found = await author_view(self.service, token, side.case, letter.id)
            # What came to them is theirs as a recipient; the list of what they wrote is held above.
            del found["/api/v1/items"]
            shown.append(
                {path: (one[0], self._blurred(side, one[1])) for path, one in found.items()}
            )
        assert shown[0] == shown[1], [
            (path, shown[0][path], shown[1][path])
            for path in shown[0]
            if shown[0][path] != shown[1][path]
        ]

    @contextmanager
    def answered_alike(self, who: str) -> Iterator[None]:
        """Hold that what somebody does in both cases is answered with the same words."""
        for side in self.sides:
            side.wires[who].heard.clear()
        yield
        heard = [
            [
                (self._blurred(side, called.encode()), status, headers, self._blurred(side, body))
                for called, status, headers, body in side.wires[who].heard
            ]
            for side in self.sides
        ]
        assert heard[0] == heard[1], f"an answer depends on what the recipient did: {heard}"

    def _blurred(self, side: Side, content: bytes) -> bytes:
        """Give an id the name it has among what this author saw, and sealed bytes their length.

        Who is on a case is listed by their ids, which are random.
        """
        if not content.isascii():
            return b"~%d" % len(content)
        if b'"people":' in content:
            whole = json.loads(content)
            whole["people"].sort(key=lambda one: one["role"])
            content = json.dumps(whole).encode()
        named = _ID.sub(
            lambda found: side.names.setdefault(found[0].decode(), f"<{len(side.names)}>").encode(),
            content,
        )
        sealed = _SEALED.sub(lambda found: b"~%d" % len(found[0]), named)
        return _TOLD.sub(b'"told":?', _LOGIN.sub(b'"login":?', sealed))

    async def hold_trails(self) -> None:
        """Hold that each trail is whole, with each acknowledged act once and nothing besides."""
        for side, base in zip(self.sides, self.base, strict=True):
            rows = await self.service.rows(_TRAIL, side.case)
            trail = read_chain(side.case, [(row["entry"], row["hash"]) for row in rows])
            found = Counter(one.event for one in trail.entries) - base
            for event in _NOT_COUNTED:
                del found[event]
            assert found == +side.counted

    async def hold_nothing_rests(self) -> None:
        """Hold that what may go on does, without anybody asking for it."""
        for _ in range(3):
            self.service.clock.turn(jobs.LOOK_AGAIN_SECONDS)
            await self.serve("")
        now = self.service.clock.now()
        for side in self.sides:
            for one in side.facts.letters:
                assert not side.facts.may_be_offered(one, now), "nobody is told of it"
                assert not side.facts.may_be_released(one, now), "it is not released"
