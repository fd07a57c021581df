"""Who may call what: every route called as everybody, and nobody told of what is not theirs."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from service.correspondence import access
from service.correspondence.access import Who
from service.db.tables import Item
from service.domain.errors import Forbidden, NotFound
from service.embedded import LocalStack
from tests.api.access import asking
from tests.api.access.asking import (
    CALLS,
    SEEN,
    Found,
    Row,
    ask_everybody,
    let_in_nowhere,
    routes_of,
    rows_of,
)
from tests.api.access.calls import ANYTHING, about, json
from tests.api.access.page import PAGE, REMAKE, page
from tests.api.access.scene import Scene, make_scene
from tests.factories.copies import Original, copied
from tests.factories.in_process import InProcess

# The scene has some fifteen people with secrets of their own; two slow cores take their time.
pytestmark = pytest.mark.timeout(400)


@dataclass(frozen=True)
class Asked:
    """What came of asking everybody everything."""

    service: InProcess
    scene: Scene
    rows: list[Row]
    found: Found

    async def again(self, name: str, *callers: str) -> Found:
        """Ask some callers once more, about one route."""
        chosen = [self.scene.caller(one) for one in callers]
        rows = [row for row in rows_of(routes_of(self.service)) if row.route.name == name]
        return await ask_everybody(self.service, Scene(chosen, self.scene.bodies), rows)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def asked(
    stack: LocalStack, original: Original, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Asked]:
    folder = tmp_path_factory.mktemp("access")
    async with copied(stack, original, original.tenancy, original.at) as service:
        world = original.world.over(service.connect, service.clock.now)
        neighbours = original.neighbours.over(service.connect, service.clock.now)
        scene = await make_scene(service, world, neighbours, folder)
        rows = rows_of(routes_of(service))
        yield Asked(service, scene, rows, await ask_everybody(service, scene, rows))


async def test_every_route_has_a_line_and_every_line_a_route(asked: Asked) -> None:
    routes = {one.name for one in routes_of(asked.service)}
    assert len(routes) > 90
    assert sorted(routes - CALLS.keys()) == [], "add a line to tests/api/access/calls_of_*.py"
    assert sorted(CALLS.keys() - routes) == [], "no such route; take its line out"


async def test_every_route_lets_somebody_in(asked: Asked) -> None:
    assert let_in_nowhere(asked.rows, asked.found) == [], "not called well-formed"


async def test_nobody_is_told_of_what_is_not_theirs(asked: Asked) -> None:
    assert asked.found.faults == []
    assert len(asked.found.cells) == len(asked.rows) * len(asked.scene.callers)


async def test_the_page_is_what_was_found(asked: Asked) -> None:
    made = page(asked.scene.callers, asked.rows, asked.found)
    written = PAGE.read_text("utf-8")
    changed = sorted(set(made.splitlines()) ^ set(written.splitlines()))
    assert changed == [], f"docs/access.md is not what was found; write it anew: {REMAKE}"
    assert made == written


async def test_one_call_leaves_nothing_behind_for_the_next(asked: Asked) -> None:
    before = await asked.service.value("SELECT sum(number) FROM trail_head")
    found = await asked.again("claim", "claimant", "team")
    await asked.again("end_other_sessions", "claimant")
    assert asking.ALLOWED in found.cells.values()
    assert await asked.service.value("SELECT sum(number) FROM trail_head") == before


class TestWhatWouldBeNoticed:
    async def test_a_refusal_that_tells_what_is_there(
        self, asked: Asked, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def telling(who: Who, item: Item | None) -> Exception:
            return Forbidden() if item is not None else NotFound()

        assert (await asked.again("read_item", "other case")).faults == []
        monkeypatch.setattr(access, "refusal", telling)
        found = await asked.again("read_item", "other case")
        assert set(found.cells.values()) == {SEEN}
        states = len(CALLS["read_item"])
        assert sum("forbids what they may not know of" in one for one in found.faults) == states

    async def test_bytes_that_differ(self, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
        def telling(who: Who, item: Item | None) -> Exception:
            return NotFound(state=item.state) if item is not None else NotFound()

        monkeypatch.setattr(access, "refusal", telling)
        found = await asked.again("read_item", "other case")
        states = len(CALLS["read_item"])
        assert sum("tells what is there" in one for one in found.faults) == states

    async def test_a_route_that_lets_somebody_else_in(
        self, asked: Asked, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def everybody(*_: object) -> str:
            return "reader"

        monkeypatch.setattr(access, "part_in", everybody)
        found = await asked.again("read_item", "other case")
        [title] = [row.title for row in asked.rows if row.title.endswith("/items/{item} (held)")]
        assert found.cells[title, "other case"] == "allowed"
        assert asked.found.cells[title, "other case"] == "404"

    async def test_a_call_that_is_refused_before_anybody_looks_who_is_calling(
        self, asked: Asked, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        lines = dict(CALLS) | {"deliver": about("released", body=json(delivery=ANYTHING))}
        monkeypatch.setattr(asking, "CALLS", lines)
        found = await asked.again("deliver", "other case")
        assert any("answers before it looks" in one for one in found.faults)
        monkeypatch.setattr(asking, "CALLS", lines | {"deliver": about("released", body=json())})
        found = await asked.again("deliver", "other case")
        assert any("answers 422" in one for one in found.faults)
