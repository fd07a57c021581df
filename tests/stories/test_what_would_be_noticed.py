"""The checker itself: what would break a claim is noticed, whichever way it leaks.

Each story tries its own claims with planted leaks; here the service itself leaks, for certain.
"""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from service.client import receiving
from service.correspondence import evidence, items, showing
from service.domain.lifecycle import VISIBLE_TO_RECIPIENT, ItemState
from service.domain.offers import Told
from service.domain.roles import Part
from service.sealing.encoding import b64, new_id
from tests.factories.acts import LETTER, approved_by, offered_letter, sent_letter
from tests.factories.in_process import InProcess
from tests.factories.world import World
from tests.stories.claims import (
    NEVER,
    Claim,
    Look,
    closed_until,
    let_in_nowhere_until,
    never_shown,
    only_told,
    unmoved,
    unnoticed,
)
from tests.stories.telling import HARMED, RESPONSIBLE, STAFF, Telling
from tests.stories.views import Answer, View, whole_view

SECRET, ITEM = b"the prison by the river", new_id()
OWN = {"item": ITEM, "part": "author", "status": "with_facilitator", "told": None}
LOOK = Look(HARMED, HARMED, View(1_000, {"GET /items": Answer(200, b"{}")}, {}, (OWN,)))
KINDS = {
    "never shown": never_shown("s", (HARMED,), lambda: {"it": SECRET}),
    "only told": only_told("s", (HARMED,), ("with_facilitator",)),
    "unmoved": unmoved("s", (HARMED,), (HARMED,)),
    "closed": closed_until("s", (HARMED,), lambda: {ITEM: SECRET}, lambda: NEVER),
    "let in nowhere": let_in_nowhere_until("s", (HARMED,), lambda: [ITEM], lambda: NEVER),
}


class TestAClaim:
    @pytest.mark.parametrize("kind", KINDS)
    def test_of_each_kind_holds_and_notices_every_leak_that_is_planted(self, kind: str) -> None:
        claim = KINDS[kind]
        assert claim.broken(LOOK) == []
        assert len(list(claim.plants(LOOK))) >= 1
        assert unnoticed(claim, LOOK) == []

    def test_that_notices_nothing_or_has_nothing_to_notice_does_not_count(self) -> None:
        blind = dataclasses.replace(KINDS["never shown"], broken=lambda _look: [])
        assert len(unnoticed(blind, LOOK)) == 2
        empty = never_shown("s", (HARMED,), dict)
        assert unnoticed(empty, LOOK) == ["there is nothing that could break it"]

    def test_finds_what_is_folded_into_a_signed_statement(self) -> None:
        folded = b'{"payload":"' + b64(b'{"text":"' + SECRET + b'"}').encode() + b'"}'
        view = View(1_000, {"GET /x": Answer(200, folded)})
        assert SECRET not in folded
        assert KINDS["never shown"].broken(Look(HARMED, HARMED, view)) == ["it is in GET /x"]


class TestATelling:
    async def test_that_breaks_off_holds_nothing(self, service: InProcess, world: World) -> None:
        claim = KINDS["never shown"]
        told = Telling("a story", service, {HARMED: world.harmed}, [claim])
        async with told.step("nothing happens", by=STAFF):
            pass
        held = {"story": "a story", "never": [{"claim": "s", "held": True}]}
        assert told.result() == {"story": "a story", "never": [{"claim": "s", "held": False}]}
        told.finish()
        assert told.result() == held

    async def test_in_which_nobody_looked_holds_nothing(
        self, service: InProcess, world: World
    ) -> None:
        told = Telling("a story", service, {RESPONSIBLE: world.responsible}, [KINDS["unmoved"]])
        told.finish()
        assert told.breaches == {"s": ["nobody looked"]}


class TestALeakOfTheService:
    async def _breaks(
        self, service: InProcess, world: World, claim: Claim, leak: Callable[[], None]
    ) -> bool:
        """Tell whether a claim holds before the service leaks, and is broken by what leaks."""
        ((who, device),) = [
            (name, one)
            for name, one in ((HARMED, world.harmed), (RESPONSIBLE, world.responsible))
            if name in claim.who
        ]
        before = await whole_view(service, device)
        assert claim.broken(Look(who, HARMED, before)) == []
        leak()
        after = await whole_view(service, device)
        return bool(claim.broken(Look(who, HARMED, after, before)))

    async def test_of_a_key_before_it_was_asked_for(
        self, service: InProcess, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        item = await offered_letter(service, world)
        claim = closed_until("s", (HARMED,), lambda: {item: LETTER}, lambda: NEVER)
        shown = evidence._grants

        async def given(session: Any, who: Any, row: Any, *rest: Any) -> Any:  # noqa: ANN401 - as it is
            return await shown(session, who, row, (Part.READER, None, None), *rest[1:])

        def leak() -> None:
            monkeypatch.setattr(evidence, "_grants", given)

        assert await self._breaks(service, world, claim, leak)

    async def test_of_where_an_item_is_to_its_author(
        self, service: InProcess, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await offered_letter(service, world)

        async def telling(_: object, sent: Any, **__: object) -> dict[str, Told]:  # noqa: ANN401 - as it is
            return {item.id: Told.ACCEPTED for item, _ in sent}

        def leak() -> None:
            monkeypatch.setattr(showing, "told_to_authors", telling)

        for claim in (
            only_told("s", (RESPONSIBLE,), ("with_facilitator",)),
            unmoved("s", (RESPONSIBLE,), (HARMED,)),
        ):
            assert await self._breaks(service, world, claim, leak)
            monkeypatch.undo()

    async def test_of_an_item_before_it_is_offered(
        self, service: InProcess, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        item = await sent_letter(world)
        await approved_by(world.asha, item)
        claim = never_shown("s", (HARMED,), lambda: {"the item": item.encode()})

        def leak() -> None:
            early = {**VISIBLE_TO_RECIPIENT, ItemState.APPROVED: "arrived"}
            for room in (items, showing):
                monkeypatch.setattr(room, "VISIBLE_TO_RECIPIENT", early)

        assert await self._breaks(service, world, claim, leak)


async def test_looking_leaves_nothing_behind_and_sees_what_could_be_opened(
    service: InProcess, world: World
) -> None:
    item = await offered_letter(service, world)
    await receiving.accept(world.harmed, item, "read")
    await service.serve_outbox()
    count = "SELECT (SELECT sum(number) FROM trail_head) + (SELECT count(*) FROM statement)"
    before = await service.value(count)
    views = [await whole_view(service, world.harmed) for _ in "12"]
    assert [one.opened[f"item {item}"] for one in views] == [LETTER, LETTER]
    assert views[0].answers == views[1].answers
    assert await service.value(count) == before
    assert views[0].items[0]["status"] == "ready"
    statuses = {answer.status for answer in views[0].answers.values()}
    assert statuses == {200, 403, 404}
    assert len(views[0].answers) > 30
