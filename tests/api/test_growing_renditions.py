"""A rendition that is uploaded while it is made: what is taken of it, and what stays of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from service.client import sending
from service.client.items import item as look
from service.correspondence.processing import LEASE_SECONDS
from service.domain.sizes import RENDITION_BYTES
from service.media.store import StoreError
from service.sealing.encoding import new_id
from service.sealing.padding import padded_length
from service.sealing.table import CHUNK, SEALED_CHUNK
from tests.factories.answers import slug
from tests.factories.in_process import InProcess
from tests.factories.media_hands import MediaHands
from tests.factories.world import World

WHOLE = bytes(2 * SEALED_CHUNK)


@dataclass
class Growing:
    """An attempt whose rendition has begun, in slices of two chunks, and has no length yet."""

    service: InProcess
    hands: MediaHands
    item: str
    job: str
    rendition: str
    http: httpx.AsyncClient
    attempt: int = 1

    async def tell(self, padded: int, **other: object) -> httpx.Response:
        body: dict[str, Any] = {
            "attempt": self.attempt,
            "rendition": self.rendition,
            "padded": padded,
            "slice_chunks": 2,
        }
        return await self.http.post(f"/worker/jobs/{self.job}/output", json=body | other)

    async def put(self, number: int, content: bytes) -> httpx.Response:
        path = f"/renditions/{self.rendition}/slices/{number}"
        return await self.http.put(path, content=content)

    async def stored(self) -> list[str]:
        """Return the keys of the objects of this rendition."""
        rows = await self.service.rows(
            "SELECT object_key FROM slice WHERE rendition = $1 ORDER BY number", self.rendition
        )
        return [str(row["object_key"]) for row in rows]


@pytest_asyncio.fixture(loop_scope="session")
async def growing(service: InProcess, world: World, tmp_path: Path) -> Growing:
    path = tmp_path / "recording.mp4"
    path.write_bytes(b"stands for a recording " * 300)
    item = (await sending.send_recording(world.responsible, path)).item
    hands = await MediaHands(service, world).sign_in()
    job = await hands.job_of(item)
    await hands.start(job)
    http = service.http(hands.transport._token)
    made = Growing(service, hands, item, job, new_id(), http)
    assert [(await made.tell(0)).status_code for _ in range(2)] == [201, 201], "twice is once"
    return made


class TestBeforeItsLengthIsKnown:
    async def test_whole_slices_are_taken_and_the_first_is_not(self, growing: Growing) -> None:
        for number, content in ((0, WHOLE), (2**20, WHOLE), (1, WHOLE[:-1]), (1, WHOLE + b"0")):
            assert slug(await growing.put(number, content)) in {"invalid", "too-large"}
        assert [(await growing.put(n, WHOLE)).status_code for n in (1, 3, 3)] == [204] * 3
        assert len(await growing.stored()) == 2
        table = await growing.http.put(f"/renditions/{growing.rendition}/table", content=bytes(72))
        assert slug(table) == "invalid"

    async def test_it_is_begun_in_one_way_and_by_one_attempt(self, growing: Growing) -> None:
        assert slug(await growing.tell(0, slice_chunks=3)) == "conflict"
        original = (await growing.service.rows("SELECT id FROM rendition WHERE role = 'original'"))[
            0
        ]["id"]
        assert slug(await growing.tell(0, rendition=str(original))) == "conflict"


class TestItsLength:
    async def test_is_told_once_and_opens_what_depends_on_it(self, growing: Growing) -> None:
        await growing.put(1, WHOLE)
        padded = 5 * CHUNK - 4096
        assert [(await growing.tell(padded)).status_code for _ in range(2)] == [201, 201]
        assert (await growing.tell(0)).status_code == 201, "a late repetition changes nothing"
        assert slug(await growing.tell(padded + 4096)) == "conflict"
        last = bytes(padded - 4 * CHUNK + 16)
        assert [(await growing.put(n, c)).status_code for n, c in ((2, last), (0, WHOLE))] == [
            204,
            204,
        ]
        assert slug(await growing.put(3, WHOLE)) == "invalid"

    async def test_is_that_of_the_largest_rendition_at_most(self, growing: Growing) -> None:
        most = padded_length(RENDITION_BYTES)
        assert slug(await growing.tell(most + CHUNK)) == "too-large"
        assert (await growing.tell(most)).status_code == 201

    @pytest.mark.parametrize("padded", [2 * CHUNK, 4 * CHUNK - 4096])
    async def test_cannot_leave_out_or_cut_what_is_stored(
        self, growing: Growing, padded: int
    ) -> None:
        await growing.put(1, WHOLE)
        assert slug(await growing.tell(padded)) == "conflict"
        assert (await growing.tell(4 * CHUNK)).status_code == 201


class TestWhatIsLeftUnfinished:
    async def test_is_gone_once_the_recording_is_given_back(
        self, growing: Growing, world: World
    ) -> None:
        await growing.put(1, WHOLE)
        (kept,) = await growing.stored()
        store = growing.service.app.state.context.store
        assert len(await store.get(kept)) == len(WHOLE)
        why = {"attempt": 1, "reason": "damaged"}
        path = f"/worker/jobs/{growing.job}/failure"
        for _ in range(2):
            assert (await growing.http.post(path, json=why)).status_code == 200
        await _nothing_left(growing, kept)
        assert (await look(world.responsible, growing.item)).status == "failed"

    async def test_is_gone_when_the_next_attempt_begins(
        self, growing: Growing, world: World
    ) -> None:
        await growing.put(1, WHOLE)
        (kept,) = await growing.stored()
        await _lapse(growing, world)
        assert len(await growing.stored()) == 1, "the control: until then it is there"
        second = await MediaHands(growing.service, world).sign_in()
        taken = await second.start(growing.job, 2)
        await _nothing_left(growing, kept)
        assert slug(await growing.put(3, WHOLE)) == "not-found", "for a latecomer as well"
        await second.hand_in(taken)
        assert (await look(world.responsible, growing.item)).status == "with_facilitator"

    async def test_goes_with_another_recording_too_and_takes_nothing_else_along(
        self, growing: Growing, world: World, tmp_path: Path
    ) -> None:
        await growing.put(1, WHOLE)
        path = tmp_path / "other.mp4"
        path.write_bytes(b"stands for another " * 300)
        other = (await sending.send_recording(world.responsible, path)).item
        hands = await MediaHands(growing.service, world).sign_in()
        taken = await hands.start(await hands.job_of(other))
        assert len(await growing.stored()) == 1, "what is being made stays"
        await hands.hand_in(taken)
        assert len(await growing.stored()) == 1
        before = await growing.service.value("SELECT count(*) FROM slice")
        await growing.http.post(
            f"/worker/jobs/{growing.job}/failure", json={"attempt": 1, "reason": "damaged"}
        )
        assert await growing.stored() == []
        assert await growing.service.value("SELECT count(*) FROM slice") == before - 1


async def _lapse(growing: Growing, world: World) -> None:
    """Let the lease run out and the next attempt become due, as the relay has it."""
    growing.service.clock.turn(LEASE_SECONDS + 1)
    await world.responsible.refresh()
    await growing.service.rows(
        "UPDATE media_job SET attempt = 2, state = 'queued', worker = NULL, lease_until = NULL"
        " WHERE id = $1",
        growing.job,
    )


async def _nothing_left(growing: Growing, key: str) -> None:
    assert await growing.stored() == []
    rows = await growing.service.value(
        "SELECT count(*) FROM rendition WHERE id = $1", growing.rendition
    )
    assert rows == 0
    with pytest.raises(StoreError, match=r"NoSuchKey|InvalidResponse"):
        await growing.service.app.state.context.store.get(key)
