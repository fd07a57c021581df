"""What making a recording safe costs beside ffmpeg alone, in processor time and in memory.

Owns the measurement; how soon the result is seen is `bench_player`'s. The reference of the
pipeline is the same ffmpeg with the same arguments, run on the plain file without a sandbox. What
is stored is sealed and then dropped: carrying it is the network's work.
"""

import asyncio
import gc
import os
import secrets
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import psutil

from service.cli import bench_player
from service.cli.bench import Row, at_most
from service.cli.bench_sealing import compared
from service.cli.bench_sound import LongSound
from service.cli.processes import below
from service.client.growing import GrowingUpload
from service.client.transport import Transport
from service.media.binary import Binary, find_ffmpeg
from service.media.kinds import HEAD_BYTES, sniff_recording
from service.media.limits import Limits
from service.media.probe import probe
from service.media.rendition import make_safe_rendition
from service.media.report import ffmpeg_trial, python_trial
from service.media.source import Source
from service.media.transcode import Outputs, Recording, arguments
from service.sealing.container import (
    CHUNK,
    ContainerOpener,
    ContainerSealer,
    GrowingSealer,
    PlainReader,
    new_content_key,
)
from service.sealing.encoding import new_id
from service.sealing.yardstick import Yardstick

MOST_PIPELINE: Final = 1.05
MOST_MEMORY_MB: Final = 64.0
MOST_GROWTH: Final = 1.25
LEAST_SEALING: Final = 0.8
MOST_START_S: Final = 0.3
MOST_PAPER_START_S: Final = 0.5
_PAIRS: Final = 5
_STARTS: Final = 7
_FILM_SECONDS: Final = 60
_FILM: Final = (
    *("-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=30,noise=alls=20:allf=t"),
    *("-f", "lavfi", "-i", "sine=frequency=220:sample_rate=48000"),
    *("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-b:v", "8M"),
    *("-c:a", "aac", "-t", str(_FILM_SECONDS)),
)
_SHORT_BYTES: Final = 100_000_000
_LONG_BYTES: Final = 3_000_000_000
_MEGABYTE: Final = 1e6
_LOOK_S: Final = 0.1
_MIB: Final = 1024 * 1024


def measure() -> list[Row]:
    """Return the rows of the sandbox's start, the pipeline, playing, memory and sealing."""
    with tempfile.TemporaryDirectory(prefix="gobetween-bench-") as folder:
        film = _film(Path(folder) / "film.mov")
        rows = [*_starts(), _pipeline(film, Path(folder) / "bare.mp4")]
    return [*rows, *bench_player.measure(), *_memory(), _sealing()]


def _film(path: Path) -> Path:
    made = [str(find_ffmpeg().program), "-v", "error", "-nostdin", *_FILM, str(path)]
    subprocess.run(made, check=True, timeout=600)
    return path


def _starts() -> Iterator[Row]:
    """How long until the confined ffmpeg has started, said its version and ended.

    And until Python has, for paper, and loaded all that it reads paper with.
    """
    yield at_most("media.sandbox_start_s", _starting(ffmpeg_trial), "s", MOST_START_S)
    yield at_most("media.paper_start_s", _starting(python_trial), "s", MOST_PAPER_START_S)


def _starting(trial: Callable[[], Coroutine[Any, Any, str | None]]) -> float:
    took = []
    for _ in range(_STARTS):
        began = time.perf_counter()
        if (lack := asyncio.run(trial())) is not None:
            raise RuntimeError(lack)
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def _pipeline(film: Path, bare: Path) -> Row:
    """Processor time of everything that a media worker does, beside that of ffmpeg alone."""
    content, binary = film.read_bytes(), find_ffmpeg()
    sealed = _Sealed.of(content)
    alone = asyncio.run(_bare_arguments(sealed.source(), content, film, bare, binary))
    pairs = []
    for number in range(_PAIRS):
        acts: list[Callable[[], object]] = [
            lambda: asyncio.run(_made_safe(sealed.source())),
            lambda: _alone([str(binary.program), *alone]),
        ]
        # Whoever comes second finds a warm machine: take turns.
        turn = 1 if number % 2 else -1
        seconds = [_cpu_seconds(act) for act in acts[::turn]][::turn]
        pairs.append((seconds[0], seconds[1]))
    ratio = statistics.median(ours / reference for ours, reference in pairs)
    reference = statistics.median(reference for _, reference in pairs)
    return at_most("media.pipeline_cpu", ratio * reference, "s", MOST_PIPELINE, reference=reference)


def _alone(command: list[str]) -> None:
    # Its progress is nobody's here, and stdout is for the rows.
    subprocess.run(command, check=True, timeout=600, stdout=subprocess.DEVNULL)


async def _bare_arguments(
    source: Source, content: bytes, film: Path, target: Path, binary: Binary
) -> list[str]:
    kind = sniff_recording(content[:HEAD_BYTES], len(content))
    limits = Limits()
    declared = await probe(source, kind, binary, limits)
    # What is made beside it is made here too, and is nobody's.
    outputs = Outputs(str(target), os.devnull, os.devnull)
    told = arguments(str(film), Recording(source, kind, declared), outputs, limits)
    return ["file" if one == "http,tcp" else one for one in told]


def _cpu_seconds(act: Callable[[], object]) -> float:
    """Processor time of this process and of all that it starts meanwhile, however deep below.

    Who starts the sandbox does not wait for what runs in it, so the kernel adds that to nobody's
    account: each process's own is read while it lives, ten times a second. What the reading itself
    takes is nobody's.
    """
    gc.collect()
    spent, over, looking = dict[int, float](), threading.Event(), 0.0

    def watch() -> None:
        nonlocal looking
        while not over.wait(_LOOK_S):
            for pid in below(os.getpid()):
                spent[pid] = max(spent.get(pid, 0.0), _spent_by(pid))
        looking = time.thread_time()

    watching = threading.Thread(target=watch)
    before = time.process_time()
    watching.start()
    try:
        act()
    finally:
        over.set()
        watching.join()
    return time.process_time() - before - looking + sum(spent.values())


def _spent_by(pid: int) -> float:
    try:
        times = psutil.Process(pid).cpu_times()
    except psutil.Error:
        return 0.0
    return float(times.user + times.system)


def _memory() -> Iterator[Row]:
    """What the worker holds over what it did before, for a short recording and a very long one."""
    # The same chunk for ever, opened anew each time that it is read.
    sealed = _Sealed.of(secrets.token_bytes(CHUNK))
    sounds = [
        LongSound(size, lambda: sealed.source().read(0, CHUNK))
        for size in (_MIB, _SHORT_BYTES, _LONG_BYTES)
    ]
    asyncio.run(_made_safe(sounds[0]))
    over = [_most_over_base(sound) / _MIB for sound in sounds[1:]]
    yield at_most("media.worker_memory_mb", max(over), "MB", MOST_MEMORY_MB)
    # Both are small: what the pages of either happen to be may differ by a few of them.
    short, long = (max(one, MOST_MEMORY_MB / 4) for one in over)
    yield at_most("media.worker_memory_growth", long, "MB", MOST_GROWTH, reference=short)


def _most_over_base(source: Source) -> int:
    gc.collect()
    process = psutil.Process()
    base = most = process.memory_info().rss

    async def weighed() -> None:
        nonlocal most
        making = asyncio.ensure_future(_made_safe(source))
        while not making.done():
            await asyncio.wait({making}, timeout=0.05)
            most = max(most, process.memory_info().rss)
        await making

    asyncio.run(weighed())
    return most - base


def _sealing() -> Row:
    """How fast chunks of a rendition are sealed while it is made, beside the bare cipher."""
    chunks = [bytes([number]) * CHUNK for number in range(32)]
    key, names = new_content_key(), (new_id(), new_id(), new_id())
    bare = Yardstick(chunks)

    def seal() -> None:
        sealer = GrowingSealer(key, *names)
        for index, chunk in enumerate(chunks, 1):
            sealer.seal_passing(index, chunk)

    size = CHUNK * len(chunks) / _MEGABYTE
    return compared("media.seal_throughput", seal, bare.seal, size, LEAST_SEALING)


async def _made_safe(source: Source) -> None:
    """Do what a media worker does with a recording, and send the result nowhere."""
    case, item, rendition_id = new_id(), new_id(), new_id()
    sealer = GrowingSealer(new_content_key(), case, item, rendition_id)
    upload = GrowingUpload(cast("Transport", _Nowhere()), rendition_id, sealer, _announced)
    with await make_safe_rendition(source, on_progress=_told, outlet=upload) as rendition:
        await upload.end(rendition.size, rendition.read)


class _Nowhere:
    async def put_bytes(self, _path: str, _content: bytes | bytearray) -> None:
        """Drop what would be stored."""


async def _announced(_padded: int) -> None: ...


async def _told(_fraction: float) -> None: ...


@dataclass(frozen=True)
class _Sealed:
    """A recording as it lies in the object store, whole in memory."""

    opener: ContainerOpener
    chunks: list[bytes]

    @classmethod
    def of(cls, content: bytes) -> "_Sealed":
        key, names = new_content_key(), (new_id(), new_id(), new_id())
        sealer = ContainerSealer(key, *names, len(content))
        read = lambda offset, length: content[offset : offset + length]  # noqa: E731
        chunks = [sealer.seal_chunk(index, read) for index in range(sealer.chunks)]
        return cls(ContainerOpener(key, *names, sealer.table()), chunks)

    def source(self) -> Source:
        return PlainReader(self.opener, self.chunks.__getitem__)
