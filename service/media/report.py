"""Owns answering, before any work is taken, whether recordings and paper can be made safe here.

Refuses to own working round a no.
"""

import asyncio

from service.media.binary import Binary, find_ffmpeg, find_python
from service.media.paper import READY, paper_trial
from service.media.refusals import Refused, SandboxUnavailable
from service.media.sandbox import Bounds, Job, Walls, run_confined

_SECONDS = 60


class _Nothing:
    size = 0

    def read(self, offset: int, length: int) -> bytes:
        raise EOFError(offset, length)


def sandbox_report(walls: tuple[Walls, ...] | None = None) -> str | None:
    """None when ffmpeg, and Python for paper, run confined here; else what to install or allow.

    Runs the real thing: walls (these, or the best there are), filter and the very programs. Takes
    half a second.
    Starts an event loop of its own; from one that is running, call it by `asyncio.to_thread`.
    """
    return asyncio.run(_tried(walls))


async def _tried(walls: tuple[Walls, ...] | None) -> str | None:
    try:
        for trial in (ffmpeg_trial, python_trial):
            if (lack := await trial(walls)) is not None:
                return lack
    except SandboxUnavailable as unavailable:
        return str(unavailable)
    except Refused:
        return "Look at this machine's load: a program did not answer within a minute."
    return None


async def ffmpeg_trial(walls: tuple[Walls, ...] | None = None) -> str | None:
    """None when ffmpeg, confined, said its version; else what to do.

    Raises SandboxUnavailable, and Refused where it took a minute.
    """
    status, said = await _run(await asyncio.to_thread(find_ffmpeg), ["-version"], walls)
    if status != 0 or not any(line.startswith("ffmpeg version") for line in said):
        return f"Reinstall ffmpeg: it ended with status {status} when asked for its version."
    return None


async def python_trial(walls: tuple[Walls, ...] | None = None) -> str | None:
    """The same of Python with what it reads paper with."""
    status, said = await _run(await asyncio.to_thread(find_python), paper_trial(), walls)
    if status != 0 or said != [READY]:
        return f"Reinstall Pillow, pi-heif and pypdfium2: loading them ended with {status}."
    return None


async def _run(
    program: Binary, arguments: list[str], walls: tuple[Walls, ...] | None
) -> tuple[int, list[str]]:
    said: list[str] = []

    async def hear(line: str) -> None:
        said.append(line)

    bounds = Bounds(wall_seconds=_SECONDS, cpu_seconds=_SECONDS, written_bytes=0)
    job = Job(lambda _: arguments, bounds, hear)
    return await run_confined(_Nothing(), program, job, walls), said
