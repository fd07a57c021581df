"""Somebody withdraws while the recipient accepts, or the service releases, or she opens: one first.

Each is settled one way, never both. Where the opening came first its key was handed over, and the
trail has it before the withdrawal; where the withdrawal came first no key ever is. The withdrawal
itself is taken every time.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from service.cases import witnessing
from service.cases.certifying import locked_case
from service.client.consenting import consent
from service.client.person import Person
from service.correspondence import receiving
from service.domain.blockers import Blocker
from service.embedded import LocalStack
from tests.api.stops import A_MINUTE, Stage, Stop, staged
from tests.factories.acts import kept_back
from tests.factories.answers import slug
from tests.factories.copies import Original, Scene, Turning, scene_in, turning
from tests.factories.in_process import InProcess
from tests.factories.verdicts import export_holds

pytestmark = pytest.mark.timeout(400)
STOPS = (
    "the author's withdrawal",
    "the recipient's withdrawal",
    "the author's recall",
    "the team's suspension",
)
RUNS, IN_A_CASE = 200, 10
# By how much one of the two starts later at first, in seconds, and how much that is changed.
STEP = 0.002
Act = Callable[[Stage, InProcess], Awaitable[httpx.Response | None]]


async def _accept(stage: Stage, service: InProcess) -> httpx.Response:
    return await stage.accept(service)


async def _release(_stage: Stage, service: InProcess) -> None:
    await service.serve_outbox()


async def _open(stage: Stage, service: InProcess) -> httpx.Response:
    return await stage.open(service)


# In which state it meets the stop, what moves the item on, and its event on the trail.
ACTS: dict[str, tuple[str, Act, str]] = {
    "acceptance": ("offered", _accept, "item.accepted"),
    "release": ("accepted", _release, "item.released"),
    "opening": ("released", _open, "item.opened"),
}


class Stages:
    """The stages, each made once; a copy for every meeting."""

    def __init__(self, stack: LocalStack, original: Original, turn: Turning, folder: Path) -> None:
        self._stack, self._original, self._turn, self._folder = stack, original, turn, folder
        self._made: dict[tuple[str, int], Scene[list[Stage]]] = {}

    @asynccontextmanager
    async def copy(self, state: str) -> AsyncIterator[tuple[Stage, InProcess]]:
        """Give a stage as it was made, until left."""
        async with self.copies(state, 1) as ([stage], service):
            yield stage, service

    @asynccontextmanager
    async def copies(self, state: str, many: int) -> AsyncIterator[tuple[list[Stage], InProcess]]:
        """Give several in one case."""
        if (state, many) not in self._made:
            make, name = staged(state, self._folder, many), f"race-{state}-{many}"
            made = await scene_in(self._stack, self._original, name, make)
            self._made[state, many] = made
        scene = self._made[state, many]
        async with self._turn.to(scene.tenancy, scene.at) as service:
            yield scene.made, service


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def stages(
    stack: LocalStack, original: Original, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stages]:
    async with turning(stack, original) as turn:
        yield Stages(stack, original, turn, tmp_path_factory.mktemp("race"))


async def _settled(stage: Stage, service: InProcess, stop: Stop) -> bool:
    """Hold that it went one way, by trail, key and views; tell whether she opened it."""
    trail = await stage.trail(service)
    [stopped] = [one.number for one in trail.entries[stage.begun :] if one.event == stop.event]
    opened = stage.places(trail, "item.opened")
    assert all(one < stopped for one in opened + stage.places(trail, "item.released"))
    assert len(opened) <= 1
    async with stage.as_recipient(service) as http:
        evidence = (await http.get(f"/items/{stage.item}/evidence")).json()
        status = (await http.get(f"/items/{stage.item}")).json()["status"]
    assert (status == "opened") is bool(opened)
    assert (evidence["opening"] is not None) is bool(opened)
    if not opened:
        assert evidence["grants"] == []
    return bool(opened)


async def _never_opens(stage: Stage, service: InProcess, stop: Stop) -> None:
    """Hold that no later try gets the key, and that it fails gently and names nobody."""
    await service.serve_outbox()
    refused = await stage.open(service)
    assert slug(refused) in {"blocked", "not-found"}, refused.text
    assert "grant" not in refused.text
    if slug(refused) == "blocked":
        assert refused.json()["blockers"] == stop.told
    for person in (stage.world.responsible, stage.world.asha, stage.world.ben):
        assert person.id not in refused.text


async def _seen_by_the_team(stage: Stage, service: InProcess) -> set[str]:
    async with service.http(stage.world.ben.transport._token) as http:
        shown = await http.get(f"/items/{stage.item}/blockers")
    return {one["slug"] for one in shown.json()["blockers"]}


@pytest.mark.parametrize("act", list(ACTS))
@pytest.mark.parametrize("stop", STOPS)
class TestAStop:
    async def test_said_before_lets_nothing_on(self, stages: Stages, act: str, stop: str) -> None:
        state, move, _ = ACTS[act]
        async with stages.copy(state) as (stage, service):
            assert (await stage.stops[stop].say(service)).is_success
            moved = await move(stage, service)
            assert not await _settled(stage, service, stage.stops[stop])
            if act == "opening":
                assert moved is not None
                assert slug(moved) == "blocked"
            await _never_opens(stage, service, stage.stops[stop])
            assert stage.stops[stop].blocker in await _seen_by_the_team(stage, service)

    async def test_said_after_is_taken_and_undoes_nothing(
        self, stages: Stages, act: str, stop: str
    ) -> None:
        state, move, event = ACTS[act]
        async with stages.copy(state) as (stage, service):
            moved = await move(stage, service)
            assert moved is None or moved.is_success
            assert len(stage.places(await stage.trail(service), event)) == 1
            assert (await stage.stops[stop].say(service)).is_success
            opened = await _settled(stage, service, stage.stops[stop])
            assert opened is (act == "opening")
            if not opened:
                await _never_opens(stage, service, stage.stops[stop])

    @pytest.mark.parametrize("first", ["stop", "act"])
    async def test_said_at_the_same_moment_is_before_or_after(
        self, stages: Stages, act: str, stop: str, first: str
    ) -> None:
        state, move, event = ACTS[act]
        async with stages.copy(state) as (stage, service):
            word = stage.stops[stop]
            if first == "stop":
                said, moved = await asyncio.gather(word.say(service), move(stage, service))
            else:
                moved, said = await asyncio.gather(move(stage, service), word.say(service))
            assert said.is_success, said.text
            opened = await _settled(stage, service, word)
            if act == "opening":
                assert moved is not None
                assert moved.is_success is opened
                assert bool(moved.is_success and moved.json()["grants"]) is opened
            moves = stage.places(await stage.trail(service), event)
            if moved is not None:
                assert len(moves) == moved.is_success
            if not opened:
                await _never_opens(stage, service, word)


async def test_a_withdrawal_that_waited_for_no_opening_would_be_noticed(
    stages: Stages, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A control: without the hold, an author withdraws between the gate's answer and the key."""
    ask, said = receiving.blockers_now, list[httpx.Response]()
    async with stages.copy("released") as (stage, service):
        word = stage.stops["the author's withdrawal"]

        async def and_then_withdrawn(*what: Any, **known: Any) -> tuple[Blocker, ...]:  # noqa: ANN401 - as given
            found = await ask(*what, **known)
            said.append(await word.say(service))
            return found

        monkeypatch.setattr(receiving, "blockers_now", and_then_withdrawn)
        monkeypatch.setattr(witnessing, "hold_everything", locked_case)
        assert (await stage.open(service)).is_success
        assert [one.status_code for one in said] == [204]
        with pytest.raises(AssertionError):
            await _settled(stage, service, word)


class TestStoryFour:
    """She has accepted an approved recording; its author withdraws a minute before she opens it."""

    async def test_is_settled_one_way_however_often_it_is_run(
        self, stages: Stages, tmp_path: Path
    ) -> None:
        came_first: Counter[str] = Counter()
        # The one who came first last time starts later next time: so the two stay neck and neck.
        lead = 0.0
        for number in range(RUNS // IN_A_CASE):
            async with stages.copies("released", IN_A_CASE) as (made, service):
                world = made[0].world.over(service.connect, service.clock.now)
                opened = 0
                for stage in made:
                    first = await _meet(stage, service, world.responsible, lead)
                    came_first[first] += 1
                    opened += first == "opening"
                    lead += STEP if first == "opening" else -STEP
                if number == 0:
                    counted = await export_holds(world, world.asha, tmp_path)
                    assert (counted["releases"], counted["openings"]) == (IN_A_CASE, opened)
        assert came_first.total() == RUNS
        assert min(came_first["opening"], came_first["withdrawal"]) >= RUNS // 10, came_first


async def _meet(stage: Stage, service: InProcess, author: Person, lead: float) -> str:
    """Let the two act at once; return who came first. The author consents again afterwards."""
    begun = await service.value("SELECT number FROM trail_head WHERE chain = $1", author.me.case)
    withdrawn = await kept_back(author, lambda: consent(author, "send", "any", given="withdrawn"))
    word = replace(stage.stops["the author's withdrawal"], body=withdrawn)
    stage = replace(stage, begun=begun)
    said, answer = await asyncio.gather(
        _late(max(0, -lead), word.say(service)), _late(max(0, lead), stage.open(service))
    )
    assert said.status_code == 204, said.text
    opened = await _settled(stage, service, word)
    assert answer.is_success is opened
    if opened:
        [key] = answer.json()["grants"]
        assert key["grant"]
    else:
        assert (slug(answer), answer.json()["blockers"]) == ("blocked", "not-now")
        await _never_opens(stage, service, word)
        assert "author-consent-missing" in await _seen_by_the_team(stage, service)
    service.clock.turn(A_MINUTE)
    await consent(author, "send", "any")
    return "opening" if opened else "withdrawal"


async def _late(seconds: float, act: Awaitable[httpx.Response]) -> httpx.Response:
    """Let somebody act a moment after the other; which is first is for the database to say."""
    await asyncio.sleep(seconds)
    return await act
