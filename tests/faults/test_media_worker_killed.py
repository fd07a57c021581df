"""`kill -9` of the media worker at its work, three times: each second attempt is seen."""

from pathlib import Path

import psutil
import pytest

from service.client import receiving, sending
from service.client.items import Item, item, until
from tests.factories.acts import approved_by
from tests.factories.parts import Parts
from tests.factories.world import World
from tests.faults.conftest import until as so
from tests.integration.running import gone

KILLS = 3


async def _caught_at_work(world: World, sent: str) -> int:
    """Return how far the recording is, in thousandths, once that is a middle."""
    found: list[Item] = []

    async def in_the_middle() -> bool:
        found.append(await item(world.responsible, sent))
        processing = found[-1].processing
        assert processing is not None, f"it was over too soon: {found[-1].status}"
        return 100 <= processing.permille <= 900

    await so(in_the_middle, 60, "the media worker did not come to the middle of its work")
    processing = found[-1].processing
    return processing.permille if processing else 0


@pytest.mark.timeout(360)
async def test_each_recording_gets_its_second_attempt_and_nothing_outlives_the_killed(
    parts: Parts, world: World, film: Path
) -> None:
    # One recording for each death: the worker that follows takes the next at once, and the three
    # leases of the dead run out side by side.
    sent = [(await sending.send_recording(world.responsible, film)).item for _ in range(KILLS)]
    for one in sent:
        reached = await _caught_at_work(world, one)
        below = psutil.Process(parts.media_worker.pid).children(recursive=True)
        await parts.media_worker.kill()
        left = await item(world.responsible, one)
        assert left.processing is not None
        assert 100 <= left.processing.permille <= 900, (reached, left)
        assert below, "ffmpeg was at it"
        await gone([process.pid for process in below])
        await parts.start_media_worker()
    for one in sent:
        attempts: set[int] = set()

        async def seen(found: Item, attempts: set[int] = attempts) -> None:
            if found.processing is not None:
                attempts.add(found.processing.attempt)

        await until(world.responsible, one, {"with_facilitator"}, within_s=200, on_change=seen)
        events = await parts.events(world, one)
        assert events.count("attempt.started") == 2
        assert events.count("attempt.lapsed") == 1
        if one == sent[0]:
            assert 2 in attempts, "its author saw the second attempt"
    await approved_by(world.ben, sent[0])
    await receiving.until_arrived(world.harmed, sent[0])
    await receiving.accept(world.harmed, sent[0], "listen")
    await receiving.until_ready(world.harmed, sent[0])
    async with await receiving.open_item(world.harmed, sent[0]) as opened:
        assert await opened.contents.through() > 1000


@pytest.mark.timeout(180)
async def test_a_queue_wiped_at_work_loses_neither_this_recording_nor_the_next(
    parts: Parts, world: World, film: Path, short: Path
) -> None:
    first = (await sending.send_recording(world.responsible, film)).item
    await _caught_at_work(world, first)
    second = (await sending.send_recording(world.responsible, short)).item
    await parts.stack.redis.wipe()
    for one in (first, second):
        await until(world.responsible, one, {"with_facilitator"}, within_s=120)
    assert (await parts.events(world, first)).count("attempt.started") == 1
