"""Rounds: an author's items take them one by one as they are released, each prepared for anew."""

import asyncio

from service.client import practising, receiving
from service.client.practising import Entry, record
from service.worker import jobs
from service.worker.jobs import LOOK_AGAIN_SECONDS
from tests.factories.acts import (
    LETTER,
    approved_by,
    opened_text,
    released_letter,
    sent_letter,
)
from tests.factories.in_process import InProcess
from tests.factories.world import World


class TestRounds:
    async def test_are_counted_by_what_has_passed(self, service: InProcess, world: World) -> None:
        await record(world.asha, world.case, Entry("plan", "agreed", round=1, media=("letter",)))
        first = await released_letter(service, world)
        service.clock.turn(1)
        second = await sent_letter(world)
        await approved_by(world.asha, second)
        await service.serve_outbox()
        assert await opened_text(world.harmed, first) == LETTER
        assert [one.id for one in await receiving.incoming(world.harmed)] == [first]
        ways = {
            (one.author, one.medium): one
            for one in await practising.in_the_way(world.asha, world.case)
        }
        way = ways[world.responsible.id, "letter"]
        assert (way.round, way.blockers) == (2, ("rounds-used-up",))
        assert ways[world.harmed.id, "letter"].round == 1
        await record(world.asha, world.case, Entry("plan", "agreed", round=2, media=("letter",)))
        service.clock.turn(LOOK_AGAIN_SECONDS)
        await service.serve_outbox()
        assert {one.id for one in await receiving.incoming(world.harmed)} == {first, second}

    async def test_is_taken_by_what_is_released_first_and_not_by_what_was_begun_first(
        self, service: InProcess, world: World
    ) -> None:
        await record(world.asha, world.case, Entry("plan", "agreed", round=1, media=("letter",)))
        older = await sent_letter(world)
        service.clock.turn(1)
        newer = await released_letter(service, world)
        assert await opened_text(world.harmed, newer) == LETTER
        await approved_by(world.asha, older)
        await service.serve_outbox()
        answer = await world.asha.transport.get(f"/items/{older}/blockers")
        assert "rounds-used-up" in {one["slug"] for one in answer["blockers"]}
        assert [one.id for one in await receiving.incoming(world.harmed)] == [newer]

    async def test_is_taken_by_one_of_two_that_are_released_at_once(
        self, service: InProcess, world: World
    ) -> None:
        await record(world.asha, world.case, Entry("plan", "agreed", round=1, media=("letter",)))
        items = [await sent_letter(world) for _ in "12"]
        for item in items:
            await approved_by(world.asha, item)
        await service.serve_outbox()
        for item in items:
            await receiving.accept(world.harmed, item, "read")
        due = await service.rows(
            "SELECT id, org FROM outbox WHERE task = 'release' AND done IS NULL"
        )
        ctx = {"parts": service.parts}
        await asyncio.gather(*(jobs.release(ctx, str(row["id"]), str(row["org"])) for row in due))
        rows = await service.rows(
            "SELECT state, round FROM item WHERE id = ANY($1::uuid[]) ORDER BY state", items
        )
        assert [tuple(row) for row in rows] == [("accepted", None), ("released", 1)]

    async def test_one_waits_for_its_own_preparation(
        self, service: InProcess, world: World
    ) -> None:
        await released_letter(service, world)
        service.clock.turn(1)
        again = Entry("readiness", "not-ready", person=world.harmed.id, round=2)
        await record(world.asha, world.case, again)
        second = await sent_letter(world)
        await approved_by(world.asha, second)
        await service.serve_outbox()
        answer = await world.asha.transport.get(f"/items/{second}/blockers")
        assert {one["slug"] for one in answer["blockers"]} == {
            "recipient-not-ready",
            "not-accepted",
        }
