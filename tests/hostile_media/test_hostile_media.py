"""Whatever is sent in place of a recording is refused or made harmless, by the running service.

Each input is uploaded as any recording is, and the real media worker takes it. A row of the result
says what came of it; it goes with the test's report, so it is what was measured.
"""

import json
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
import pytest_asyncio
from minio import Minio

from service.client import reviewing, sending
from service.client.items import Item, until
from service.media.binary import find_ffmpeg
from service.sealing.pages import read_index
from tests.factories.on_paper import paper_agreed
from tests.factories.parts import Parts
from tests.factories.recordings import phone_video
from tests.factories.weighing import Below, Weighing
from tests.factories.world import World
from tests.hostile_media.inputs import HOSTILE, concat, dash, hls
from tests.hostile_media.rows import MARK, Hostile, Lures
from tests.media.conftest import decoded
from tests.media.test_paper import corners

MIB = 1024 * 1024
MOST_BELOW_MB = 1536
"""The address space of what runs in the sandbox."""
MOST_OVER_BASE_MB = 64
"""What the worker may hold more than it does while it waits."""
WITHIN_S = 150
PROPERTY = "input"

pytestmark = pytest.mark.timeout(300)


def _stored(parts: Parts) -> set[str]:
    """Return the originals and renditions of which the bucket has any object."""
    url, access, secret, bucket = parts.object_store
    place = url.removeprefix("http://")
    store = Minio(place, access_key=access, secret_key=secret, secure=False)
    # Named by the organisation, then by what they are part of.
    listed = store.list_objects(bucket, recursive=True)
    return {str(one.object_name).split("/")[1] for one in listed}


async def _whole(parts: Parts) -> set[str]:
    """Return the originals and renditions that are whole."""
    return {str(row[0]) for row in await parts.rows("SELECT id FROM rendition WHERE complete")}


def _verdict(found: Item) -> str:
    return "refused" if found.status == "failed" else "harmless"


@pytest_asyncio.fixture(scope="module", loop_scope="session", autouse=True)
async def agreed(world: World) -> None:
    """Both sides say yes to letters on paper too."""
    await paper_agreed(world.ben, world.case, (world.harmed, world.responsible))


@pytest.mark.parametrize("hostile", HOSTILE, ids=[one.name for one in HOSTILE])
async def test_is_refused_or_made_harmless(
    hostile: Hostile,
    parts: Parts,
    world: World,
    lures: Lures,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    path = hostile.make(tmp_path, lures)
    worker = psutil.Process(parts.media_worker.pid)
    weighing = Weighing(worker.pid)
    with Below(worker.pid) as below:
        started = time.monotonic()
        sent = (await sending.send_recording(world.responsible, path, kind=hostile.kind)).item
        ended = {"failed", "with_facilitator"}
        found = await until(world.responsible, sent, ended, within_s=WITHIN_S)
        seconds = time.monotonic() - started
    over_base = await weighing.over_base()
    flags = await _flags(parts, sent)
    reason = found.processing.reason if found.processing else None
    row = {
        "input": hostile.name,
        "verdict": _verdict(found),
        "reason": reason or ", ".join(sorted(flags)),
        "peak_mb": round((weighing.most + below.most) / MIB, 1),
        "seconds": round(seconds, 2),
        "trap_hits": lures.hits,
    }
    request.node.user_properties.append((PROPERTY, json.dumps(row)))

    assert lures.hits == 0
    assert below.most <= MOST_BELOW_MB * MIB
    assert over_base <= MOST_OVER_BASE_MB * MIB
    assert worker.is_running()
    assert parts.media_worker.alive
    assert _stored(parts) == await _whole(parts)
    if found.status == "failed":
        assert reason in hostile.ends
    else:
        assert hostile.flags is not None, "it was taken for a recording"
        assert flags <= hostile.flags
        await _is_clean(world, sent, tmp_path / "made.mp4", scan=hostile.kind == "scan")


async def _flags(parts: Parts, item: str) -> set[str]:
    rows = await parts.rows(
        "SELECT payload FROM statement WHERE item_id = $1 AND type = 'gobetween/rendition/1'", item
    )
    return {flag for row in rows for flag in json.loads(row[0])["flags"]}


async def _is_clean(world: World, item: str, made: Path, *, scan: bool) -> None:
    """A reader opens what was made of it: it plays, and nothing came along."""
    await reviewing.claim(world.ben, item)
    async with await reviewing.review(world.ben, item) as reading:
        await reading.watch(made)
    await reviewing.hand_back(world.ben, item)
    content = made.read_bytes()
    assert MARK.encode() not in content
    assert b"127.0.0.1" not in content
    if scan:
        for page in read_index(lambda at, length: content[at : at + length], len(content)):
            assert corners(content[page.begins : page.begins + page.length])
        return
    shown = decoded(content)
    assert shown.frames or shown.sound_seconds


async def test_after_all_of_it_the_same_worker_makes_a_recording_safe(
    parts: Parts, world: World, tmp_path: Path
) -> None:
    path = phone_video(tmp_path / "honest.mp4", seconds=1)
    sent = (await sending.send_recording(world.responsible, path)).item
    await until(world.responsible, sent, {"with_facilitator"}, within_s=60)
    assert await _flags(parts, sent) == set()


class TestWithoutTheSandbox:
    """The controls: the same inputs do harm to ffmpeg as it comes, where that is safe to show."""

    @pytest.mark.parametrize(
        ("make", "demuxer"),
        [
            (hls, ("-allowed_extensions", "ALL", "-extension_picky", "0", "-f", "hls")),
            (dash, ("-f", "dash")),
            (concat, ("-safe", "0", "-f", "concat")),
        ],
        ids=["HLS playlist", "DASH manifest", "ffconcat list"],
    )
    def test_it_is_fetched(
        self,
        make: Callable[[Path, Lures], bytes],
        demuxer: tuple[str, ...],
        lures: Lures,
        tmp_path: Path,
    ) -> None:
        saved = tmp_path / "input.mp4"
        saved.write_bytes(make(tmp_path, lures))
        wide = ("-protocol_whitelist", "file,http,tcp,crypto,data")
        _bare(*wide, *demuxer, "-i", str(saved))
        assert lures.hits > 0

    def test_a_picture_takes_many_times_its_size_of_memory(
        self, lures: Lures, tmp_path: Path
    ) -> None:
        (path,) = [
            one.make(tmp_path, lures)
            for one in HOSTILE
            if one.name.startswith("PNG of 16000 by 16000, sent")
        ]
        with Below(psutil.Process().pid) as below:
            _bare("-f", "png_pipe", "-i", str(path), "-pix_fmt", "rgb24")
        assert below.most > 100 * MIB > 1000 * path.stat().st_size


def _bare(*arguments: str) -> None:
    command = [str(find_ffmpeg().program), "-v", "quiet", "-nostdin", *arguments]
    subprocess.run([*command, "-f", "null", "-"], check=False, timeout=60)
