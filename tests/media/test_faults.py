import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from service.media.binary import describe, find_ffmpeg
from service.media.limits import Limits
from service.media.refusals import Refusal, Refused
from service.media.rendition import make_safe_rendition
from service.media.sandbox import Bounds, Job, run_confined
from tests.factories import recordings

Shelf = Callable[[str], Path]
PATIENCE_SECONDS = 10
SANDBOX_WORDS = ("bwrap", "launcher.py", "/ffmpeg")


@pytest.fixture(scope="module")
def long_recording(shelf: Shelf) -> bytes:
    return recordings.phone_video(shelf("long.mp4"), "-s", "640x480", seconds=60).read_bytes()


def held() -> set[str]:
    """What this process holds open, by number and name; not the folder looked in to find out."""
    found = set()
    for fd in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):
            found.add(f"{fd.name} {fd.readlink()}")
    return {name for name in found if "/proc/" not in name}


def sandboxed(parent: psutil.Process) -> list[psutil.Process]:
    """Every process of a sandbox below `parent`, whatever else it has started."""
    found = []
    for one in parent.children(recursive=True):
        with contextlib.suppress(psutil.Error):
            if any(word.endswith(SANDBOX_WORDS) for word in one.cmdline()[:4]):
                found.append(one)
    return found


def alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


async def all_gone(processes: list[psutil.Process]) -> bool:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if not any(alive(one) for one in processes):
            return True
        await asyncio.sleep(0.02)
    return False


async def test_cancelling_leaves_no_process_descriptor_or_file(
    long_recording: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    under_way = asyncio.Event()

    async def note(fraction: float) -> None:
        assert fraction < 1
        under_way.set()

    # The loop's own threads and pipes exist before, so that only the sandbox's are counted.
    await asyncio.to_thread(find_ffmpeg)
    before = held()
    source = recordings.BytesSource(long_recording)
    making = asyncio.ensure_future(make_safe_rendition(source, on_progress=note))
    await asyncio.wait_for(under_way.wait(), PATIENCE_SECONDS)
    running = sandboxed(psutil.Process())
    assert any("/ffmpeg" in one.cmdline()[:1] for one in running), "the control: it was running"
    making.cancel()
    with pytest.raises(asyncio.CancelledError):
        await making
    assert await all_gone(running)
    assert held() == before
    assert list(tmp_path.iterdir()) == []
    read = source.bytes_read
    await asyncio.sleep(0.1)
    assert source.bytes_read == read


async def test_a_finished_rendition_leaves_nothing_but_itself(shelf: Shelf) -> None:
    content = recordings.phone_video(shelf("short.mp4"), seconds=0.4).read_bytes()

    async def ignore(fraction: float) -> None:
        assert fraction

    await asyncio.to_thread(find_ffmpeg)
    before = held()
    rendition = await make_safe_rendition(recordings.BytesSource(content), on_progress=ignore)
    assert len(held() - before) == 1
    rendition.close()
    rendition.close()
    assert held() == before
    assert sandboxed(psutil.Process()) == []


async def test_a_finished_rendition_cannot_be_changed(shelf: Shelf) -> None:
    content = recordings.phone_video(shelf("fixed.mp4"), seconds=0.4).read_bytes()

    async def ignore(fraction: float) -> None:
        assert fraction

    source = recordings.BytesSource(content)
    with await make_safe_rendition(source, on_progress=ignore) as rendition:
        with pytest.raises(PermissionError):
            os.pwrite(rendition._fd, b"x", 0)
        with pytest.raises(PermissionError):
            os.ftruncate(rendition._fd, 0)


class BreakingSource(recordings.BytesSource):
    """Gives way after `good_reads` reads, as a store that has gone away does."""

    def __init__(self, content: bytes, good_reads: int) -> None:
        super().__init__(content)
        self._left = good_reads

    def read(self, offset: int, length: int) -> bytes:
        self._left -= 1
        if self._left < 0:
            raise ConnectionResetError("the store went away")
        return super().read(offset, length)


@pytest.mark.parametrize("good_reads", [0, 1, 4, 9])
async def test_a_source_that_fails_is_told_and_never_taken_for_a_short_recording(
    good_reads: int, shelf: Shelf
) -> None:
    content = recordings.phone_video(
        shelf("breaking.mp4"), "-b:v", "8M", seconds=8, index_first=True
    ).read_bytes()
    assert len(content) > 6 * 256 * 1024

    async def ignore(fraction: float) -> None:
        assert fraction < 1

    before = held()
    with pytest.raises(ConnectionResetError, match="the store went away"):
        await make_safe_rendition(BreakingSource(content, good_reads), on_progress=ignore)
    assert held() == before
    assert await all_gone(sandboxed(psutil.Process()))


class ShortSource(recordings.BytesSource):
    def read(self, offset: int, length: int) -> bytes:
        return super().read(offset, length)[:-1]


async def test_a_source_that_gives_too_little_is_told(shelf: Shelf) -> None:
    content = recordings.phone_video(shelf("less.mp4"), seconds=0.4).read_bytes()

    async def ignore(fraction: float) -> None:
        assert fraction < 1

    with pytest.raises(EOFError):
        await make_safe_rendition(ShortSource(content), on_progress=ignore)


async def test_a_listener_that_fails_ends_the_work(long_recording: bytes) -> None:
    async def fail(fraction: float) -> None:
        raise ConnectionAbortedError(fraction)

    source = recordings.BytesSource(long_recording)
    with pytest.raises(ConnectionAbortedError):
        await make_safe_rendition(source, on_progress=fail)
    assert await all_gone(sandboxed(psutil.Process()))


async def test_the_source_is_read_by_one_caller_at_a_time_and_off_the_loop(shelf: Shelf) -> None:
    content = recordings.phone_video(shelf("threads.mp4"), seconds=1).read_bytes()
    inside = threading.Lock()

    class Watched(recordings.BytesSource):
        def read(self, offset: int, length: int) -> bytes:
            assert threading.current_thread() is not threading.main_thread()
            assert inside.acquire(blocking=False)
            try:
                time.sleep(0.001)
                return super().read(offset, length)
            finally:
                inside.release()

    async def ignore(fraction: float) -> None:
        assert fraction

    (await make_safe_rendition(Watched(content), on_progress=ignore)).close()


async def test_work_past_its_wall_limit_is_ended(long_recording: bytes) -> None:
    async def ignore(line: str) -> None:
        assert line is not None

    def in_real_time(url: str) -> list[str]:
        return ["-nostdin", "-re", "-f", "mov", "-i", url, "-f", "null", "-"]

    bounds = Bounds(wall_seconds=0.5, cpu_seconds=30, written_bytes=0)
    with pytest.raises(Refused) as refused:
        await run_confined(
            recordings.BytesSource(long_recording),
            find_ffmpeg(),
            Job(in_real_time, bounds, ignore),
        )
    assert refused.value.refusal is Refusal.TOOK_TOO_LONG
    assert await all_gone(sandboxed(psutil.Process()))


async def test_hearing_nothing_does_not_outlast_the_wall_limit(long_recording: bytes) -> None:
    async def ignore(line: str) -> None:
        assert line is not None

    def deaf(url: str) -> list[str]:
        # A program that closes its voice and stays.
        assert url
        return ["-c", "exec 1>&- 2>&-; while :; do :; done"]

    bounds = Bounds(wall_seconds=0.5, cpu_seconds=30, written_bytes=0)
    with pytest.raises(Refused):
        await run_confined(
            recordings.BytesSource(long_recording),
            describe(Path(os.path.realpath("/bin/sh"))),
            Job(deaf, bounds, ignore),
        )
    assert await all_gone(sandboxed(psutil.Process()))


WORKER = """
import asyncio, sys
from pathlib import Path
from service.media.rendition import make_safe_rendition
from tests.factories.recordings import BytesSource

async def tell(fraction):
    print(fraction, flush=True)

source = BytesSource(Path(sys.argv[1]).read_bytes())
asyncio.run(make_safe_rendition(source, on_progress=tell))
"""


async def test_a_worker_killed_outright_takes_the_sandbox_with_it(
    long_recording: bytes, shelf: Shelf
) -> None:
    assert long_recording
    command = [sys.executable, "-c", WORKER, str(shelf("long.mp4"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as worker:
        assert worker.stdout is not None
        assert float(await asyncio.to_thread(worker.stdout.readline)) < 0.9
        running = sandboxed(psutil.Process(worker.pid))
        assert any("/ffmpeg" in one.cmdline()[:1] for one in running)
        worker.send_signal(signal.SIGKILL)
    assert await all_gone(running)


async def test_two_renditions_at_once_do_not_disturb_each_other(shelf: Shelf) -> None:
    content = recordings.phone_video(shelf("twice.mp4"), seconds=1).read_bytes()

    async def ignore(fraction: float) -> None:
        assert fraction

    made = await asyncio.gather(
        *(
            make_safe_rendition(
                recordings.BytesSource(content), on_progress=ignore, limits=Limits()
            )
            for _ in range(2)
        )
    )
    assert {rendition.facts.duration_ms for rendition in made} == {made[0].facts.duration_ms}
    for rendition in made:
        rendition.close()
