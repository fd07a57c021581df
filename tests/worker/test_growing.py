"""A long recording goes through the real sandbox, and is stored while it is made."""

import io
from pathlib import Path
from typing import Any

import av
import pytest

from service.client import receiving, sending
from service.client.items import item as look
from service.client.upload import SLICE_CHUNKS
from service.sealing.slices import slice_count
from service.sealing.table import CHUNK
from service.worker.media_attempt import Attempt, Worker
from tests.factories.acts import approved_by
from tests.factories.in_process import InProcess
from tests.factories.media_hands import MediaHands
from tests.factories.recordings import noisy_film
from tests.factories.world import World

SECONDS = 60


class Noted:
    """What one worker sent, in its order: each slice, each length and the table."""

    def __init__(self, hands: MediaHands, monkeypatch: pytest.MonkeyPatch) -> None:
        self.acts: list[tuple[str, int]] = []
        put, post = hands.transport.put_bytes, hands.transport.post

        async def noted_put(path: str, content: bytes | bytearray) -> None:
            await put(path, content)
            name = path.rsplit("/", 2)
            self.acts.append(
                ("slice", int(name[2])) if name[1] == "slices" else ("table", len(content))
            )

        async def noted_post(
            path: str, body: dict[str, Any] | None = None, *, repeat: bool = False
        ) -> object:
            answer = await post(path, body, repeat=repeat)
            if path.endswith("/output"):
                self.acts.append(("length", (body or {})["padded"]))
            return answer

        monkeypatch.setattr(hands.transport, "put_bytes", noted_put)
        monkeypatch.setattr(hands.transport, "post", noted_post)


@pytest.mark.timeout(240)
async def test_a_long_recording_is_stored_while_it_is_made_its_first_slice_the_last(
    service: InProcess, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = noisy_film(tmp_path / "film.mov", SECONDS)
    item = (await sending.send_recording(world.responsible, film)).item
    hands = await MediaHands(service, world).sign_in()
    noted = Noted(hands, monkeypatch)
    job = await hands.job_of(item)
    await Attempt(Worker(hands.id, world.pool, hands.transport, "test"), job, 1).run()
    assert (await look(world.responsible, item)).status == "with_facilitator"

    begun, told = [at for at, (act, _) in enumerate(noted.acts) if act == "length"]
    early = [number for _, number in noted.acts[begun + 1 : told]]
    padded = noted.acts[told][1]
    chunks = -(-padded // CHUNK)
    numbers = range(1, slice_count(chunks, SLICE_CHUNKS))
    assert len(early) >= 2, "stored before anybody knew how long it would be"
    assert noted.acts == [
        ("length", 0),
        *(("slice", number) for number in numbers[: len(early)]),
        ("length", padded),
        *(("slice", number) for number in numbers[len(early) :]),
        ("slice", 0),
        ("table", 72 + 32 * chunks),
    ]

    await approved_by(world.asha, item)
    await service.serve_outbox()
    await receiving.accept(world.harmed, item, "listen")
    await service.serve_outbox()
    async with await receiving.open_item(world.harmed, item) as opened:
        content = await opened.contents.to_bytes()
    with av.open(io.BytesIO(content), mode="r") as made:
        frames = sum(1 for _ in made.decode(video=0))
        assert frames == made.streams.video[0].frames == pytest.approx(SECONDS * 30, rel=0.01)


async def test_a_short_recording_is_sent_when_it_is_whole(
    service: InProcess, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = noisy_film(tmp_path / "film.mov", 1)
    item = (await sending.send_recording(world.responsible, film)).item
    hands = await MediaHands(service, world).sign_in()
    noted = Noted(hands, monkeypatch)
    job = await hands.job_of(item)
    await Attempt(Worker(hands.id, world.pool, hands.transport, "test"), job, 1).run()
    assert [act for act, _ in noted.acts] == ["length", "slice", "table"]
    assert (await look(world.responsible, item)).status == "with_facilitator"
