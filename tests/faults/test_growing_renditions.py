"""`kill -9` while a long rendition is stored as it is made; and what that costs in memory."""

import asyncio
from pathlib import Path

import psutil
import pytest

from service.client import receiving, sending
from service.client.items import item as look
from service.client.items import until
from service.media.store import S3Store, StoreError
from tests.factories.acts import approved_by
from tests.factories.parts import Parts
from tests.factories.recordings import noisy_film
from tests.factories.weighing import Weighing
from tests.factories.world import World
from tests.faults.conftest import until as so
from tests.integration.running import gone

SECONDS = 120
MIB = 1024 * 1024
MOST_OVER_BASE = 64 * MIB


async def _slices(parts: Parts, item: str, *, finished: bool) -> dict[int, str]:
    """Return the stored slices of an item's renditions, by number, with their objects."""
    rows = await parts.rows(
        "SELECT s.number, s.object_key FROM slice s JOIN rendition r ON r.id = s.rendition"
        " WHERE r.item_id = $1 AND r.role = 'rendition' AND r.complete = $2",
        item,
        finished,
    )
    return {row["number"]: row["object_key"] for row in rows}


@pytest.mark.timeout(600)
async def test_what_was_stored_by_the_killed_is_gone_and_the_second_attempt_is_whole(
    parts: Parts, world: World, tmp_path: Path
) -> None:
    film = await asyncio.to_thread(noisy_film, tmp_path / "film.mov", SECONDS)
    sent = (await sending.send_recording(world.responsible, film)).item

    async def some_are_stored() -> bool:
        return len(await _slices(parts, sent, finished=False)) >= 3

    await so(some_are_stored, 120, "nothing was stored while it was made")
    left = await _slices(parts, sent, finished=False)
    below = psutil.Process(parts.media_worker.pid).children(recursive=True)
    await parts.media_worker.kill()
    assert 0 not in left
    assert below, "ffmpeg was at it"
    await gone([process.pid for process in below])
    store = S3Store(*parts.object_store)
    assert [len(await store.get(key)) for key in left.values()], "the control"

    await parts.start_media_worker()
    weighed = Weighing(parts.media_worker.pid)
    await until(world.responsible, sent, {"with_facilitator"}, within_s=240)
    assert await weighed.over_base() < MOST_OVER_BASE
    assert (await parts.events(world, sent)).count("attempt.started") == 2
    assert await _slices(parts, sent, finished=False) == {}
    for key in left.values():
        with pytest.raises(StoreError):
            await store.get(key)
    kept = await _slices(parts, sent, finished=True)
    assert len(kept) >= 8
    assert sorted(kept) == list(range(len(kept)))

    await approved_by(world.ben, sent)
    await receiving.until_arrived(world.harmed, sent)
    await receiving.accept(world.harmed, sent, "listen")
    await receiving.until_ready(world.harmed, sent)
    async with await receiving.open_item(world.harmed, sent) as opened:
        assert await opened.contents.through() > 30 * MIB
    assert (await look(world.responsible, sent)).status != "failed"
