"""Whose reply the plan has: told before somebody writes, and held wherever an item goes on."""

from typing import Any

import pytest

from service.client import receiving, reviewing, sending
from service.client.errors import Refusal
from service.client.person import Person
from service.client.practising import Entry, in_the_way, record
from service.client.replying import ReplyRights, reply_rights
from tests.factories.acts import approved_by, opened_text, released_letter
from tests.factories.in_process import InProcess
from tests.factories.world import Neighbours, World

PLANNED = ("letter", "recording")
REPLY = b"Thank you for telling me.\n"


async def _planned(world: World, reply: str) -> None:
    plan = Entry("plan", "agreed", round=9, media=PLANNED, reply=reply)
    await record(world.asha, world.case, plan)


async def _read_by_the_harmed(service: InProcess, world: World) -> None:
    assert await opened_text(world.harmed, await released_letter(service, world))
    service.clock.turn(1)


async def _refused(author: Person) -> None:
    with pytest.raises(Refusal) as refused:
        await sending.send_letter(author, REPLY)
    assert refused.value.slug == "blocked"
    assert refused.value.facts["blockers"] == "reply-not-in-plan"


class TestAReply:
    @pytest.mark.parametrize("reply", ["none", "responsible"])
    async def test_that_the_plan_has_not_is_refused_and_told_of_before(
        self, service: InProcess, world: World, reply: str
    ) -> None:
        await _planned(world, reply)
        assert await reply_rights(world.harmed) == ReplyRights(reply, may_write=True, media=PLANNED)
        await _read_by_the_harmed(service, world)
        assert await reply_rights(world.harmed) == ReplyRights(
            reply, may_write=False, media=PLANNED
        )
        assert await reply_rights(world.responsible) == ReplyRights(
            reply, may_write=True, media=PLANNED
        )
        await _refused(world.harmed)
        ways = await in_the_way(world.asha, world.case)
        blocked = {one.author for one in ways if "reply-not-in-plan" in one.blockers}
        assert blocked == {world.harmed.id}

    @pytest.mark.parametrize("reply", ["", "both", "harmed"])
    async def test_that_the_plan_has_is_carried(
        self, service: InProcess, world: World, reply: str
    ) -> None:
        await _planned(world, reply)
        await _read_by_the_harmed(service, world)
        assert (await reply_rights(world.harmed)).may_write
        item = (await sending.send_letter(world.harmed, REPLY)).item
        await approved_by(world.asha, item)
        await service.serve_outbox()
        await receiving.accept(world.responsible, item, "read")
        await service.serve_outbox()
        assert await opened_text(world.responsible, item) == REPLY

    async def test_is_none_where_its_author_had_read_nothing_when_they_sent_it(
        self, service: InProcess, world: World
    ) -> None:
        await _planned(world, "none")
        item = (await sending.send_letter(world.harmed, b"I have a question.\n")).item
        service.clock.turn(1)
        await _read_by_the_harmed(service, world)
        await approved_by(world.asha, item)
        await service.serve_outbox()
        await receiving.accept(world.responsible, item, "read")
        await service.serve_outbox()
        assert await opened_text(world.responsible, item) == b"I have a question.\n"

    async def test_is_one_of_which_the_draft_was_begun_before_its_author_read(
        self, service: InProcess, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await _planned(world, "none")
        item = await released_letter(service, world)
        post = world.harmed.transport.post

        async def reading_first(
            path: str, body: dict[str, Any] | None = None, *, repeat: bool = False
        ) -> Any:  # noqa: ANN401 - as answered
            answer = await post(path, body, repeat=repeat)
            if path.endswith("/items"):
                monkeypatch.undo()
                service.clock.turn(1)
                assert await opened_text(world.harmed, item)
                service.clock.turn(1)
            return answer

        monkeypatch.setattr(world.harmed.transport, "post", reading_first)
        await _refused(world.harmed)
        sent = await service.trail(world.case, "item.submitted")
        assert not any(world.harmed.id in one["entry"] for one in sent)

    async def test_that_was_sent_waits_once_it_is_agreed_that_there_is_none(
        self, service: InProcess, world: World
    ) -> None:
        await _read_by_the_harmed(service, world)
        item = (await sending.send_letter(world.harmed, REPLY)).item
        await reviewing.claim(world.asha, item)
        await _planned(world, "none")
        shown = await world.asha.transport.get(f"/items/{item}/blockers")
        assert "reply-not-in-plan" in {one["slug"] for one in shown["blockers"]}
        await _planned(world, "harmed")
        shown = await world.asha.transport.get(f"/items/{item}/blockers")
        assert "reply-not-in-plan" not in {one["slug"] for one in shown["blockers"]}

    async def test_s_rights_are_told_to_people_of_the_case_alone(
        self, world: World, neighbours: Neighbours
    ) -> None:
        path = f"/cases/{world.case}/reply-rights"
        for who in (world.asha, neighbours.harmed):
            with pytest.raises(Refusal) as refused:
                await who.transport.get(path)
            assert refused.value.status in {403, 404}
