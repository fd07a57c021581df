"""With an outlet behind it, ffmpeg's output is handed on while it is made, and is what it was."""

import asyncio
import contextlib
import io
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import av
import psutil
import pytest

from service.client.growing import GrowingUpload
from service.media import trail
from service.media.binary import find_ffmpeg
from service.media.refusals import Refusal, Refused
from service.media.rendition import Rendition, make_safe_rendition
from service.media.sandbox import Bounds, Job, run_confined
from service.media.trail import HELD_BACK, MOST_WAITING
from tests.factories import recordings
from tests.media.conftest import decoded
from tests.media.test_faults import all_gone, held, sandboxed

Shelf = Callable[[str], Path]
MIB = 1024 * 1024
# What lies in the pipes and pages around it.
SLACK = 2 * MIB


class Pieces:
    """An outlet that keeps everything and looks around at each piece.

    At the pieces named by `waits` it waits until ffmpeg stands still, however fast that is.
    """

    piece = MIB
    begins = MIB - 8

    def __init__(self, *waits: int) -> None:
        self.taken: list[bytes] = []
        self.fractions: list[float] = []
        self.most_held = 0
        self._waits = waits
        self._told = 0.0

    async def take(self, content: bytes) -> None:
        if len(self.taken) in self._waits:
            await _standing_still(psutil.Process())
        self.most_held = max(self.most_held, growing_file().stat().st_blocks * 512)
        self.taken.append(content)
        self.fractions.append(self._told)

    async def tell(self, fraction: float) -> None:
        self._told = fraction


def growing_file() -> Path:
    """The memory file that is being written, by the name under which it can be opened."""
    for fd in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            if "memfd:rendition" in str(fd.readlink()):
                return fd
    pytest.fail("no rendition is being made")


def whole(outlet: Pieces, rendition: Rendition) -> bytes:
    taken = rendition.taken
    assert len(taken) == sum(map(len, outlet.taken))
    rest = rendition.read(taken.stop, rendition.size)
    return rendition.read(0, taken.start) + b"".join(outlet.taken) + rest


def check_whole(content: bytes, seconds: int) -> None:
    """Every frame that the index lists can be decoded, and they are as many as there should be."""
    found = decoded(content)
    with av.open(io.BytesIO(content), mode="r") as container:
        assert found.frames == container.streams.video[0].frames
    # A frame is thinned out where the recording begins anew, every ten seconds.
    assert found.frames == pytest.approx(seconds * 30, rel=0.01)
    assert found.sound_seconds == pytest.approx(seconds, abs=0.1)


@pytest.fixture(scope="module")
def film(shelf: Shelf) -> bytes:
    """Of which the rendition has some twenty megabytes."""
    return recordings.noisy_film(shelf("noisy.mov"), 60).read_bytes()


@pytest.fixture(scope="module")
def long_film(shelf: Shelf) -> bytes:
    """Of which the rendition has more than three times what may wait."""
    return recordings.noisy_film(shelf("long-noisy.mov"), 165).read_bytes()


async def test_what_is_handed_on_and_what_is_left_are_a_whole_film(film: bytes) -> None:
    source, outlet = recordings.BytesSource(film), Pieces()
    with await make_safe_rendition(source, on_progress=outlet.tell, outlet=outlet) as rendition:
        content = whole(outlet, rendition)
        for offset, length in ((0, rendition.size), (rendition.taken.start, 1)):
            with pytest.raises(ValueError, match="taken"):
                rendition.read(offset, length)
    assert len(outlet.taken) >= 10
    assert outlet.fractions[0] < 0.9, "while it was made"
    check_whole(content, 60)


async def test_what_is_handed_on_is_what_ffmpeg_wrote_to_the_last_byte(
    film: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With nothing punched everything can be compared; that it was not punched is found out."""

    class Watching(Pieces):
        kept = -1

        async def take(self, content: bytes) -> None:
            if self.kept < 0:
                self.kept = os.open(growing_file(), os.O_RDONLY)
            await super().take(content)

    def leave(fd: int, start: int, stop: int) -> None:
        assert fd >= 0
        assert start < stop

    monkeypatch.setattr(trail, "_punch", leave)
    source, outlet = recordings.BytesSource(film), Watching()
    with pytest.raises(Refused) as refused:
        await make_safe_rendition(source, on_progress=outlet.tell, outlet=outlet)
    assert refused.value.refusal is Refusal.NOT_MADE_SAFE
    taken = b"".join(outlet.taken)
    assert len(taken) >= 10 * MIB
    assert os.pread(outlet.kept, len(taken), Pieces.begins) == taken
    os.close(outlet.kept)


@pytest.mark.timeout(200)
async def test_memory_stays_flat_and_ffmpeg_stands_still_while_storing_is_slower(
    long_film: bytes,
) -> None:
    source, outlet = recordings.BytesSource(long_film), Pieces(0, 20)
    with await make_safe_rendition(source, on_progress=outlet.tell, outlet=outlet) as rendition:
        assert rendition.size > 3 * MOST_WAITING
        content = whole(outlet, rendition)
    assert MOST_WAITING < outlet.most_held < Pieces.begins + MOST_WAITING + SLACK
    check_whole(content, 165)


async def test_an_outlet_that_fails_ends_the_work_and_leaves_nothing(film: bytes) -> None:
    class Broken(Pieces):
        async def take(self, content: bytes) -> None:
            raise ConnectionResetError(len(content))

    await asyncio.to_thread(find_ffmpeg)
    before, outlet = held(), Broken()
    with pytest.raises(ConnectionResetError):
        await make_safe_rendition(
            recordings.BytesSource(film), on_progress=outlet.tell, outlet=outlet
        )
    assert held() == before
    assert await all_gone(sandboxed(psutil.Process()))


async def test_cancelling_while_ffmpeg_stands_still_leaves_nothing(film: bytes) -> None:
    class Stuck(Pieces):
        async def take(self, content: bytes) -> None:
            assert content
            await asyncio.Event().wait()

    await asyncio.to_thread(find_ffmpeg)
    before, outlet = held(), Stuck()
    making = asyncio.ensure_future(
        make_safe_rendition(recordings.BytesSource(film), on_progress=outlet.tell, outlet=outlet)
    )
    standing = await _standing_still(psutil.Process())
    assert not making.done()
    making.cancel()
    with pytest.raises(asyncio.CancelledError):
        await making
    assert await all_gone(standing)
    assert held() == before


WORKER = """
import asyncio, sys
from pathlib import Path
from service.media.rendition import make_safe_rendition
from tests.factories.recordings import BytesSource

class Stuck:
    piece = 1 << 20
    begins = piece - 8
    async def take(self, content):
        await asyncio.Event().wait()

async def ignore(fraction):
    pass

source = BytesSource(Path(sys.argv[1]).read_bytes())
asyncio.run(make_safe_rendition(source, on_progress=ignore, outlet=Stuck()))
"""


async def test_a_worker_killed_while_ffmpeg_stands_still_takes_it_along(
    film: bytes, shelf: Shelf
) -> None:
    assert film
    command = [sys.executable, "-c", WORKER, str(shelf("noisy.mov"))]
    with subprocess.Popen(command) as worker:
        running = await _standing_still(psutil.Process(worker.pid))
        worker.kill()
    assert await all_gone(running)


async def _standing_still(worker: psutil.Process) -> list[psutil.Process]:
    """Wait until a sandbox's program below `worker` was stopped; returns all of the sandbox."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        found = sandboxed(worker)
        if any(one.status() == psutil.STATUS_STOPPED for one in found):
            return found
        await asyncio.sleep(0.1)
    pytest.fail("ffmpeg was never stopped")


async def test_standing_still_is_not_held_against_the_recording(film: bytes) -> None:
    """What is stopped for longer than its wall limit goes on; what runs for longer is ended."""

    async def ignore(line: str) -> None:
        assert line is not None

    def in_real_time(url: str) -> list[str]:
        return ["-nostdin", "-re", "-f", "mov", "-t", "3", "-i", url, "-f", "null", "-"]

    job = Job(in_real_time, Bounds(wall_seconds=20, cpu_seconds=60, written_bytes=0), ignore)
    running = asyncio.ensure_future(run_confined(recordings.BytesSource(film), find_ffmpeg(), job))
    while not job.brake.stopped:
        await asyncio.sleep(0.05)
        job.brake.stop()
    await asyncio.sleep(21)
    assert not running.done()
    job.brake.go_on()
    assert await running == 0
    hurried = Job(in_real_time, Bounds(wall_seconds=1, cpu_seconds=60, written_bytes=0), ignore)
    with pytest.raises(Refused) as refused:
        await run_confined(recordings.BytesSource(film), find_ffmpeg(), hurried)
    assert refused.value.refusal is Refusal.TOOK_TOO_LONG


def test_the_bound_leaves_room_for_a_piece_behind_what_is_held_back() -> None:
    assert HELD_BACK + GrowingUpload.piece <= MOST_WAITING // 2
