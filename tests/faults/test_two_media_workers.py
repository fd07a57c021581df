"""Two media workers on one pool, of which one is killed ten times at its work.

Each recording is made safe once all the same, the oldest first, and nothing half made is left.
"""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from service.cli.processes import below
from service.client import sending
from service.client.items import until
from service.domain.events import Task
from service.embedded import Child
from service.sealing.schemas import RenditionStatement
from service.worker.media import READY
from tests.factories.parts import Parts
from tests.factories.recordings import H264, SPEECH_LIKE_SOUND, noisy_film, record
from tests.factories.world import World
from tests.faults.conftest import until as so
from tests.integration.running import gone

KILLS = 10
SECONDS_OF_NOISE = 55
MIDDLING = (
    *("-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30"),
    *SPEECH_LIKE_SOUND,
    *(*H264, "-c:a", "aac", "-t", "8"),
)
# Behind the one that is taken at this moment, and behind one that has just come back.
MOST_BEFORE_IT = 2


@dataclass(frozen=True)
class Job:
    """What a media worker is at: the job, its item, which attempt at it."""

    id: str
    item: str
    attempt: int


@dataclass
class Pool:
    """The two workers, what was sent to them, and what the one was killed at."""

    parts: Parts
    world: World
    middling: Path
    sent: list[str] = field(default_factory=list)
    killed_at: list[Job] = field(default_factory=list)

    async def send(self, recording: Path) -> None:
        """Send one more, and see it in the queue: a second's are in no order before."""
        self.sent.append((await sending.send_recording(self.world.responsible, recording)).item)

        async def announced() -> bool:
            not_yet = "SELECT count(*) FROM outbox WHERE enqueued IS NULL AND task = $1"
            return int(await self.parts.value(not_yet, Task.MAKE_RENDITION.value)) == 0

        await so(announced, 30, "the relay did not announce it")

    async def keep_busy(self) -> None:
        """See that somebody waits whatever the two take next."""
        waiting = "SELECT count(*) FROM media_job WHERE state = 'queued' AND item_id = ANY($1)"
        while await self.parts.value(waiting, self.sent) < 3:
            await self.send(self.middling)

    async def at(self, worker: Child) -> Job | None:
        """Return what a worker is at, if it is at anything."""
        rows = await self.parts.rows(
            "SELECT id::text, item_id::text, attempt FROM media_job"
            " WHERE state = 'running' AND worker = $1",
            _id_of(worker),
        )
        return Job(*rows[0]) if rows else None

    async def stored_of(self, job: Job) -> int:
        """Return how many slices an attempt has stored of a rendition that is not finished."""
        return int(
            await self.parts.value(
                "SELECT count(*) FROM slice JOIN rendition ON rendition.id = slice.rendition"
                " WHERE job = $1 AND attempt = $2 AND NOT complete",
                job.id,
                job.attempt,
            )
        )

    async def kill_at_work(self, *, having_stored: int = 0) -> None:
        """Kill the first worker in the middle of a job, and start it anew."""
        worker, caught = self.parts.media_worker, list[Job]()

        async def in_the_middle() -> bool:
            job = await self.at(worker)
            if job is None or not below(worker.pid):
                return False
            caught.append(job)
            return await self.stored_of(job) >= having_stored

        await so(in_the_middle, 60, "the first worker took nothing up")
        confined = below(worker.pid)
        await worker.kill()
        await gone(confined)
        # What it had handed in by then was no middle of a job any more.
        if await self.at(worker) == caught[-1]:
            self.killed_at.append(caught[-1])
        await self.parts.start_media_worker()


def _id_of(worker: Child) -> str:
    said = worker.log.read_bytes()[worker.log_start :].decode()
    return said.rpartition(f"{READY}: ")[2].split()[0]


async def _claims(pool: Pool) -> list[tuple[str, int]]:
    """Return each item as it was taken up, with how many that came before it waited then."""
    rows = await pool.parts.rows(
        "SELECT convert_from(entry, 'UTF8')::jsonb ->> 'event' AS event,"
        " convert_from(entry, 'UTF8')::jsonb ->> 'subject' AS item"
        " FROM trail_entry WHERE chain = $1 ORDER BY number",
        pool.world.case,
    )
    waiting, found = set[str](), list[tuple[str, int]]()
    for row in rows:
        item = row["item"]
        if item not in pool.sent:
            continue
        if row["event"] in {"item.submitted", "attempt.lapsed"}:
            waiting.add(item)
        elif row["event"] == "attempt.started":
            waiting.remove(item)
            before = pool.sent[: pool.sent.index(item)]
            found.append((item, len(waiting.intersection(before))))
    return found


async def _left_in_the_store(parts: Parts, org: str) -> set[str]:
    """Return the objects of an organisation that belong to no finished container."""
    bucket = parts.stack.data_dir / "objects" / parts.object_store[3]
    there = {str(one.relative_to(bucket)) for one in (bucket / org).rglob("*") if one.is_file()}
    slices = await parts.rows(
        "SELECT object_key FROM slice JOIN rendition ON rendition.id = slice.rendition"
        " WHERE complete"
    )
    tables = await parts.rows("SELECT id, org, table_digest FROM rendition WHERE complete")
    known = {row["object_key"] for row in slices} | {
        f"{row['org']}/{row['id']}/table-{row['table_digest'].hex()[:32]}" for row in tables
    }
    assert len(known & there) > len(tables), "the control: these are the objects that are kept"
    return there - known


@pytest.mark.timeout(420)
async def test_each_recording_is_made_safe_once_though_one_of_two_is_killed_ten_times(
    parts: Parts, world: World, tmp_path: Path
) -> None:
    noisy = await asyncio.to_thread(noisy_film, tmp_path / "noisy.mov", SECONDS_OF_NOISE)
    middling = await asyncio.to_thread(record, tmp_path / "middling.mp4", *MIDDLING)
    pool = Pool(parts, world, middling)
    await parts.media_worker.stop()
    await pool.send(noisy)
    for _ in range(5):
        await pool.send(middling)
    # The first death leaves stored slices behind, before there is a second worker.
    await parts.start_media_worker()
    await pool.kill_at_work(having_stored=1)
    [first] = pool.killed_at
    assert first.item == pool.sent[0]
    assert await pool.stored_of(first) >= 1
    assert await _left_in_the_store(parts, world.org) != set(), "the control: half of it is there"
    second = await parts.start_media_worker("second-media-worker")
    try:
        while len(pool.killed_at) < KILLS:
            await pool.keep_busy()
            await pool.kill_at_work()
        for one in pool.sent:
            await until(world.responsible, one, {"with_facilitator"}, within_s=150)
        # What the dead had stored goes when the next recording is begun.
        await pool.send(middling)
        await until(world.responsible, pool.sent[-1], {"with_facilitator"}, within_s=60)
    finally:
        await second.stop()

    for one in pool.sent:
        killed = sum(job.item == one for job in pool.killed_at)
        events = await parts.events(world, one)
        assert events.count("attempt.lapsed") == killed
        assert events.count("attempt.started") == killed + 1
        assert events.count("item.awaiting-review") == 1
    jobs = await parts.rows(
        "SELECT item_id::text, state FROM media_job WHERE item_id = ANY($1)", pool.sent
    )
    assert sorted(row["item_id"] for row in jobs) == sorted(pool.sent)
    assert {row["state"] for row in jobs} == {"done"}
    for table, which in (
        ("rendition", "role = 'rendition'"),
        ("statement", f"type = '{RenditionStatement.TYPE}'"),
    ):
        rows = await parts.rows(
            f"SELECT item_id::text FROM {table} WHERE item_id = ANY($1) AND {which}",  # noqa: S608 - ours
            pool.sent,
        )
        assert sorted(row["item_id"] for row in rows) == sorted(pool.sent), table

    claims = await _claims(pool)
    assert [one for one in claims if one[1] > MOST_BEFORE_IT] == []
    assert await _left_in_the_store(parts, world.org) == set()
