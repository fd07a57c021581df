"""Leases and attempts: one worker at a time, and the next when one is not heard of any more."""

from pathlib import Path

import pytest

from service.client import sending
from service.client.errors import Refusal
from service.client.items import Processing
from service.client.items import item as look
from service.correspondence.processing import GAVE_UP, LEASE_SECONDS, MAX_ATTEMPTS
from service.db.outbox import STALE_SECONDS
from service.media.store import StoreError
from service.sealing.encoding import new_id
from service.worker.media_attempt import Attempt, LeaseLost, Worker
from service.worker.queues import media_queue
from tests.factories.media_hands import MediaHands
from tests.factories.world import World
from tests.worker.conftest import Behind, Work


async def _processing(world: World, work: Work) -> Processing:
    found = (await look(world.responsible, work.item)).processing
    assert found is not None
    return found


async def _lapse(behind: Behind, world: World) -> None:
    """Let time go by until nobody has been heard of for a whole lease."""
    behind.service.clock.turn(LEASE_SECONDS + 1)
    await world.responsible.refresh()


class TestALease:
    async def test_wakes_a_worker_for_the_first_attempt(self, behind: Behind, work: Work) -> None:
        assert await behind.relay() == 1
        assert await behind.waiting(media_queue(work.pool)) == [f"{work.job}:1"]

    async def test_that_is_renewed_is_nobody_elses(
        self, behind: Behind, world: World, work: Work
    ) -> None:
        await behind.relay()
        await behind.redis.flushdb()
        await work.hands.start(work.job)
        for permille in (100, 200, 300):
            behind.service.clock.turn(LEASE_SECONDS - 1)
            await work.hands.transport.post(
                f"/worker/jobs/{work.job}/heartbeat", {"attempt": 1, "permille": permille}
            )
            assert await behind.relay() == 0
        assert (await _processing(world, work)).attempt == 1

    async def test_that_lapsed_makes_the_next_attempt_due(
        self, behind: Behind, world: World, work: Work
    ) -> None:
        await behind.relay()
        await behind.redis.flushdb()
        await work.hands.start(work.job)
        await _lapse(behind, world)
        assert await behind.relay() == 1
        assert await behind.waiting(media_queue(work.pool)) == [f"{work.job}:2"]
        assert (await _processing(world, work)).attempt == 2
        assert len(await behind.service.trail(world.case, "attempt.lapsed")) == 1
        second = await MediaHands(behind.service, world).sign_in()
        await second.hand_in(await second.start(work.job, 2))
        assert (await look(world.responsible, work.item)).status == "with_facilitator"
        assert len(await behind.service.trail(world.case, "attempt.started")) == 2

    async def test_that_lapsed_leaves_nothing_dead_and_comes_before_what_was_sent_later(
        self, behind: Behind, world: World, work: Work, tmp_path: Path
    ) -> None:
        await behind.relay()
        # Taken by somebody who died at it: the queue keeps it, marked.
        await behind.redis.set(f"arq:in-progress:{work.job}:1", b"1")
        await work.hands.start(work.job)
        await _lapse(behind, world)
        path = tmp_path / "later.mp4"
        path.write_bytes(b"stands for another recording " * 300)
        later = (await sending.send_recording(world.responsible, path)).item
        # Announced first, as it would be while the lease of the other one runs out.
        await behind.service.rows(
            "UPDATE outbox SET due = $2 WHERE subject = $1",
            work.job,
            behind.service.clock.now() + 1,
        )
        assert await behind.relay() == 1
        behind.service.clock.turn(1)
        assert await behind.relay() == 1
        queue = media_queue(work.pool)
        waiting = [key.decode() for key in await behind.redis.zrange(queue, 0, -1)]
        assert waiting == [f"{work.job}:2", f"{await work.hands.job_of(later)}:1"]

    async def test_that_the_queue_lost_before_anybody_took_it_is_offered_again(
        self, behind: Behind, world: World, work: Work
    ) -> None:
        await behind.relay()
        behind.service.clock.turn(STALE_SECONDS + 1)
        assert await behind.relay() == 0, "the queue still holds it"
        await behind.redis.flushdb()
        behind.service.clock.turn(STALE_SECONDS + 1)
        assert await behind.relay() == 1
        assert await behind.waiting(media_queue(work.pool)) == [f"{work.job}:2"]
        assert await behind.service.trail(world.case, "attempt.lapsed") == []
        await work.hands.hand_in(await work.hands.start(work.job, 2))

    async def test_of_one_worker_keeps_another_from_starting_at_all(
        self, behind: Behind, world: World, work: Work
    ) -> None:
        await work.hands.start(work.job)
        other = await MediaHands(behind.service, world).sign_in()
        with pytest.raises(Refusal) as held:
            await other.start(work.job)
        assert held.value.slug == "lease-held"
        # The media worker itself takes that for an answer and goes on with its next job.
        await Attempt(Worker(other.id, world.pool, other.transport, "t"), work.job, 1).run()
        assert (await _processing(world, work)).attempt == 1
        assert len(await behind.service.trail(world.case, "attempt.started")) == 1


class TestAStaleAttempt:
    async def test_may_neither_finish_nor_fail_nor_beat_nor_write(
        self, behind: Behind, world: World, work: Work
    ) -> None:
        await behind.relay()
        await behind.redis.flushdb()
        taken = await work.hands.start(work.job)
        await _lapse(behind, world)
        await behind.relay()
        path = f"/worker/jobs/{work.job}"
        for act, body in (
            ("heartbeat", {"attempt": 1, "permille": 500}),
            ("failure", {"attempt": 1, "reason": "damaged"}),
            ("output", {"attempt": 1, "rendition": work.item, "padded": 4096, "slice_chunks": 1}),
        ):
            with pytest.raises(Refusal) as stale:
                await work.hands.transport.post(f"{path}/{act}", body)
            assert stale.value.slug == "attempt-stale", act
        with pytest.raises(LeaseLost):
            await work.hands.hand_in(taken)
        assert (await look(world.responsible, work.item)).status == "processing"
        second = await MediaHands(behind.service, world).sign_in()
        await second.hand_in(await second.start(work.job, 2))
        assert (await look(world.responsible, work.item)).status == "with_facilitator"

    async def test_that_uploaded_everything_is_still_refused_at_the_finish(
        self, behind: Behind, world: World, work: Work
    ) -> None:
        await behind.relay()
        await behind.redis.flushdb()
        taken = await work.hands.start(work.job)
        late = await work.hands.kept_finish(taken)
        await _lapse(behind, world)
        await behind.relay()
        with pytest.raises(Refusal) as stale:
            await work.hands.transport.post(f"/worker/jobs/{work.job}/finish", late)
        assert stale.value.slug in {"attempt-stale", "not-found"}
        assert (await look(world.responsible, work.item)).status == "processing"


class TestTheLastAttempt:
    async def test_gives_the_item_back_to_its_author_when_it_too_was_lost(
        self, behind: Behind, world: World, work: Work
    ) -> None:
        for attempt in range(1, MAX_ATTEMPTS + 1):
            assert await behind.relay() == 1
            assert await behind.waiting(media_queue(work.pool)) == [f"{work.job}:{attempt}"]
            await behind.redis.flushdb()
            await work.hands.start(work.job, attempt)
            await _lapse(behind, world)
        assert await behind.relay() == 0
        failed = await look(world.responsible, work.item)
        assert failed.status == "failed"
        assert failed.processing is not None
        assert (failed.processing.reason, failed.processing.attempt) == (GAVE_UP, MAX_ATTEMPTS)
        assert await behind.relay() == 1, "what its attempts left is cleared away"
        await behind.work_off()
        behind.service.clock.turn(STALE_SECONDS + 1)
        assert await behind.relay() == 0, "it is over"
        open_rows = await behind.service.value("SELECT count(*) FROM outbox WHERE done IS NULL")
        assert open_rows == 0

    async def test_leaves_nothing_of_what_it_had_stored(
        self, behind: Behind, world: World, work: Work
    ) -> None:
        await behind.relay()
        await behind.redis.flushdb()
        await work.hands.start(work.job)
        made, post = new_id(), work.hands.transport.post
        output = {"attempt": 1, "rendition": made, "padded": 4096, "slice_chunks": 1}
        await post(f"/worker/jobs/{work.job}/output", output)
        await work.hands.transport.put_bytes(f"/renditions/{made}/slices/0", bytes(4096 + 16))
        stored = "SELECT object_key FROM slice WHERE rendition = $1"
        ((key,),) = await behind.service.rows(stored, made)
        await behind.service.rows("UPDATE media_job SET attempt = $1", MAX_ATTEMPTS)
        await _lapse(behind, world)
        await behind.relay()
        await behind.relay()
        await behind.work_off()
        assert await behind.service.rows(stored, made) == []
        with pytest.raises(StoreError):
            await behind.service.parts.store.get(key)
        assert await behind.service.value("SELECT count(*) FROM rendition") == 1, "the original"
