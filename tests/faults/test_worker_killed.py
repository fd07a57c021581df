"""`kill -9` of the worker, or a wiped queue, in the middle of a full outbox: all of it is done."""

import pytest

from service.client import receiving
from tests.factories.acts import LETTER, approved_by, opened_text, sent_letter
from tests.factories.parts import Parts
from tests.factories.world import World
from tests.faults.conftest import until

ROWS = 100


async def _full_outbox(parts: Parts, world: World) -> str:
    """With the worker stopped, approve a letter and ask for its offer a hundred times."""
    await parts.worker.stop()
    item = await sent_letter(world)
    await approved_by(world.asha, item)
    await parts.rows(
        "INSERT INTO outbox SELECT gen_random_uuid(), org, task, subject, attempt, created, due,"
        " NULL, NULL FROM outbox, generate_series(2, $2::int) WHERE subject = $1",
        item,
        ROWS,
    )
    return item


async def _share_done(parts: Parts, item: str) -> float:
    done = await parts.value(
        "SELECT count(*) FROM outbox WHERE subject = $1 AND task = 'offer' AND done IS NOT NULL",
        item,
    )
    return float(done) / ROWS


async def _reach(parts: Parts, item: str, share: float) -> None:
    async def far_enough() -> bool:
        return await _share_done(parts, item) >= share

    await until(far_enough, 60, f"the outbox did not come to {share}")


async def _arrives_once_and_opens(parts: Parts, world: World, item: str) -> None:
    await _reach(parts, item, 1.0)
    events = await parts.events(world, item)
    assert events.count("item.offered") == 1
    await receiving.until_arrived(world.harmed, item)
    await receiving.accept(world.harmed, item, "read")
    await receiving.until_ready(world.harmed, item)
    assert await opened_text(world.harmed, item) == LETTER


@pytest.mark.timeout(180)
async def test_the_outbox_is_done_through_three_deaths_of_the_worker(
    parts: Parts, world: World
) -> None:
    item = await _full_outbox(parts, world)
    shares = []
    for share in (0.15, 0.4, 0.65):
        await parts.start_worker()
        await _reach(parts, item, share)
        await parts.worker.kill()
        shares.append(await _share_done(parts, item))
        handed = await parts.value(
            "SELECT count(*) FROM outbox WHERE subject = $1 AND enqueued IS NOT NULL"
            " AND done IS NULL",
            item,
        )
        assert handed > 0, "it died with work in its hands"
    assert all(0.1 <= share <= 0.9 for share in shares), shares
    await parts.start_worker()
    await _arrives_once_and_opens(parts, world, item)


@pytest.mark.timeout(180)
async def test_the_outbox_is_done_though_the_queue_was_wiped(parts: Parts, world: World) -> None:
    item = await _full_outbox(parts, world)
    await parts.start_worker()
    await _reach(parts, item, 0.3)
    await parts.stack.redis.wipe()
    share = await _share_done(parts, item)
    assert 0.1 <= share <= 0.9
    await _arrives_once_and_opens(parts, world, item)
    second = await parts.value(
        "SELECT max(attempt) FROM outbox WHERE subject = $1 AND task = 'offer'", item
    )
    assert second >= 2, "what the queue forgot was handed over again"
