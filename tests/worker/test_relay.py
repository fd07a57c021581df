"""The relay hands every row over, once at a time, and again when nobody finished it."""

import asyncio
import json

from service.client import receiving
from service.client.items import item as look
from service.db.outbox import STALE_SECONDS
from service.worker import jobs, queues
from service.worker.relay import relay_once
from tests.factories.acts import approved_by, sent_letter
from tests.factories.world import World
from tests.worker.conftest import Behind


async def _approved(world: World) -> str:
    item = await sent_letter(world)
    await approved_by(world.asha, item)
    return item


async def _row(behind: Behind, item: str) -> str:
    return str(
        await behind.service.value(
            "SELECT id FROM outbox WHERE subject = $1 AND done IS NULL", item
        )
    )


async def _status(world: World, item: str) -> str:
    return next(
        (one.status for one in await receiving.incoming(world.harmed) if one.id == item), ""
    )


class TestTheRelay:
    async def test_two_at_once_hand_over_each_row_once(self, behind: Behind, world: World) -> None:
        item = await _approved(world)
        await behind.service.rows(
            "INSERT INTO outbox SELECT gen_random_uuid(), org, task, subject, attempt, created,"
            " due, NULL, NULL FROM outbox, generate_series(1, 69) WHERE subject = $1",
            item,
        )
        second = await queues.connect(behind.url)
        handed = await asyncio.gather(
            behind.relay(), relay_once(behind.service.relay, second, behind.service.clock)
        )
        await second.aclose()
        assert sum(handed) == 70
        assert min(handed) > 0, "both had work at the same time"
        rows = await behind.service.rows("SELECT id FROM outbox")
        assert await behind.waiting() == sorted(f"{row['id']}:1" for row in rows)
        assert await behind.relay() == 0

    async def test_leaves_a_row_alone_while_the_queue_still_holds_it(
        self, behind: Behind, world: World
    ) -> None:
        row = await _row(behind, await _approved(world))
        assert await behind.relay() == 1
        for _ in range(3):
            behind.service.clock.turn(STALE_SECONDS + 1)
            assert await behind.relay() == 0
        assert await behind.waiting() == [f"{row}:1"]

    async def test_hands_over_again_under_a_new_id_what_a_dead_worker_took(
        self, behind: Behind, world: World
    ) -> None:
        item = await _approved(world)
        row = await _row(behind, item)
        await behind.relay()
        # Taken off the queue by somebody who was never heard of again.
        await behind.redis.zrem(queues.SERVICE_QUEUE, f"{row}:1")
        await behind.redis.set(f"arq:in-progress:{row}:1", b"1")
        behind.service.clock.turn(STALE_SECONDS + 1)
        assert await behind.relay() == 1
        assert await behind.waiting() == [f"{row}:2"]
        await behind.redis.delete(f"arq:in-progress:{row}:1")
        await behind.redis.delete(f"arq:job:{row}:1")
        await behind.work_off()
        assert await _status(world, item) == "arrived"

    async def test_fills_a_queue_that_was_wiped(self, behind: Behind, world: World) -> None:
        item = await _approved(world)
        assert await behind.relay() == 1
        await behind.redis.flushdb()
        assert await behind.relay() == 0, "not stale yet"
        behind.service.clock.turn(STALE_SECONDS + 1)
        assert await behind.relay() == 1
        await behind.work_off()
        assert await _status(world, item) == "arrived"
        assert await _row(behind, item) == "None", "done"

    async def test_puts_nothing_into_the_queue_but_ids(self, behind: Behind, world: World) -> None:
        item = await _approved(world)
        row = await _row(behind, item)
        await behind.relay()
        held = json.loads(await behind.redis.get(f"arq:job:{row}:1"))
        assert (held["f"], held["a"], held["k"]) == ("offer", [row, world.org], {})


class TestAJob:
    async def test_done_twice_is_done_once(self, behind: Behind, world: World) -> None:
        item = await _approved(world)
        row, ctx = await _row(behind, item), {"parts": behind.parts}
        await jobs.offer(ctx, row, world.org)
        await jobs.offer(ctx, row, world.org)
        assert await _status(world, item) == "arrived"
        assert len(await behind.service.trail(world.case, "item.offered")) == 1

    async def test_done_by_two_at_once_is_done_once(self, behind: Behind, world: World) -> None:
        item = await _approved(world)
        row, ctx = await _row(behind, item), {"parts": behind.parts}
        await asyncio.gather(*(jobs.offer(ctx, row, world.org) for _ in range(4)))
        assert len(await behind.service.trail(world.case, "item.offered")) == 1

    async def test_of_a_row_that_is_not_there_does_nothing(
        self, behind: Behind, world: World
    ) -> None:
        item = await _approved(world)
        await jobs.offer({"parts": behind.parts}, item, world.org)
        assert await behind.service.trail(world.case, "item.offered") == []

    async def test_takes_a_letter_all_the_way_through_the_queue(
        self, behind: Behind, world: World
    ) -> None:
        item = await _approved(world)
        await behind.relay()
        await behind.work_off()
        await receiving.accept(world.harmed, item, "read")
        await behind.relay()
        await behind.work_off()
        assert await _status(world, item) == "ready"


class TestARelease:
    async def test_waits_for_its_window_and_then_happens_by_itself(
        self, behind: Behind, world: World
    ) -> None:
        item = await _approved(world)
        await behind.relay()
        await behind.work_off()
        behind.service.clock.turn(600)
        # The acceptance is signed as for ten minutes from now.
        world.harmed.clock = lambda: behind.service.clock.now() + 600  # type: ignore[misc]
        await receiving.accept(world.harmed, item, "read")
        assert await behind.relay() == 1
        await behind.work_off()
        assert await _status(world, item) == "accepted"
        for seconds in (0, 300, 299):
            behind.service.clock.turn(seconds)
            assert await behind.relay() == 0, "nothing is looked at again before its window opens"
        behind.service.clock.turn(1)
        assert await behind.relay() == 1
        await behind.work_off()
        assert (await look(world.harmed, item)).status == "ready"
        assert len(await behind.service.trail(world.case, "item.released")) == 1
