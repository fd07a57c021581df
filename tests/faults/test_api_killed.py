"""`kill -9` of the api in the middle of an upload: what it acknowledged is there afterwards."""

import asyncio
from pathlib import Path

import pytest

from service.client import sending
from service.client.items import items, until
from tests.factories.parts import Parts
from tests.factories.world import World

# The shares of the upload after which the api is killed.
POINTS = (0.25, 0.5, 0.75)


class Killer:
    """Kills the api once at each point of an upload, and notes what was there at that moment."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._left = list(POINTS)
        self._killing: asyncio.Task[None] | None = None
        self.stored_shares: list[float] = []
        self.lost: list[set[int]] = []
        self.acknowledged: set[int] = set()

    def progress(self, done: int, everything: int) -> None:
        """Hear how far the upload is."""
        idle = self._killing is None or self._killing.done()
        if self._left and idle and done / everything >= self._left[0]:
            self._left.pop(0)
            self._killing = asyncio.ensure_future(self._kill(everything))

    async def _kill(self, everything: int) -> None:
        acknowledged = set(self.acknowledged)
        await self._parts.api.kill()
        stored = await self.stored()
        self.stored_shares.append(len(stored) / everything)
        self.lost.append(acknowledged - stored)
        await self._parts.start_api()

    async def stored(self) -> set[int]:
        rows = await self._parts.rows(
            "SELECT number FROM slice JOIN rendition ON rendition.id = slice.rendition"
            " WHERE role = 'original' AND NOT complete"
        )
        return {row["number"] for row in rows}

    async def ended(self) -> None:
        if self._killing is not None:
            await self._killing


def note_acknowledged(world: World, killer: Killer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Note each slice when the api has said that it is safe."""
    put = world.responsible.transport.put_bytes

    async def noted(path: str, content: bytes, *, repeat: bool = True) -> None:
        await put(path, content, repeat=repeat)
        if "/slices/" in path:
            killer.acknowledged.add(int(path.rsplit("/", 1)[1]))

    monkeypatch.setattr(world.responsible.transport, "put_bytes", noted)


@pytest.mark.timeout(240)
async def test_an_upload_goes_on_through_three_deaths_of_the_api(
    parts: Parts, world: World, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The smallest slices that the protocol allows, so that there are many moments to die at.
    monkeypatch.setattr(sending, "SLICE_CHUNKS", 1)
    killer = Killer(parts)
    note_acknowledged(world, killer, monkeypatch)
    sent = await sending.send_recording(world.responsible, film, on_progress=killer.progress)
    await killer.ended()
    assert len(killer.stored_shares) == len(POINTS)
    assert all(0.1 <= share <= 0.9 for share in killer.stored_shares), killer.stored_shares
    assert killer.lost == [set()] * len(POINTS)
    done = await until(world.responsible, sent.item, {"with_facilitator"}, within_s=120)
    assert done.version == 1


@pytest.mark.timeout(240)
async def test_a_fresh_process_goes_on_where_api_and_uploader_died_together(
    parts: Parts, world: World, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "SLICE_CHUNKS", 1)
    killer = Killer(parts)
    note_acknowledged(world, killer, monkeypatch)
    half_way = asyncio.Event()

    def progress(done: int, everything: int) -> None:
        if done / everything >= 0.5:
            half_way.set()

    upload = asyncio.ensure_future(
        sending.send_recording(world.responsible, film, on_progress=progress)
    )
    await half_way.wait()
    await parts.api.kill()
    upload.cancel()
    await asyncio.gather(upload, return_exceptions=True)
    before, acknowledged = await killer.stored(), set(killer.acknowledged)
    assert acknowledged <= before, "nothing acknowledged was lost"
    await parts.start_api()
    killer.acknowledged.clear()
    [draft] = [one for one in await items(world.responsible) if one.status == "draft"]
    sent = await sending.resume_upload(world.responsible, draft.id, film)
    assert sent.item == draft.id
    assert killer.acknowledged, "the rest was sent"
    assert not killer.acknowledged & before, "and nothing twice"
    await until(world.responsible, sent.item, {"with_facilitator"}, within_s=120)
