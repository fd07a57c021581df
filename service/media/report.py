"""Owns answering, before any work is taken, whether recordings can be made safe on this machine.

Refuses to own working round a no.
"""

import asyncio

from service.media.binary import find_ffmpeg
from service.media.refusals import Refused, SandboxUnavailable
from service.media.sandbox import Bounds, Job, Walls, run_confined

_SECONDS = 60


class _Nothing:
    size = 0

    def read(self, offset: int, length: int) -> bytes:
        raise EOFError(offset, length)


def sandbox_report(walls: tuple[Walls, ...] | None = None) -> str | None:
    """None when ffmpeg runs confined here; else one sentence naming what to install or allow.

    Runs the real thing: walls (these, or the best there are), filter and the very ffmpeg. Takes
    about 0.1 s.
    Starts an event loop of its own; from one that is running, call it by `asyncio.to_thread`.
    """
    return asyncio.run(_tried(walls))


async def _tried(walls: tuple[Walls, ...] | None) -> str | None:
    said: list[str] = []

    async def hear(line: str) -> None:
        said.append(line)

    bounds = Bounds(wall_seconds=_SECONDS, cpu_seconds=_SECONDS, written_bytes=0)
    job = Job(lambda _: ["-version"], bounds, hear)
    try:
        status = await run_confined(_Nothing(), await asyncio.to_thread(find_ffmpeg), job, walls)
    except SandboxUnavailable as unavailable:
        return str(unavailable)
    except Refused:
        return "Look at this machine's load: ffmpeg did not answer within a minute."
    if status == 0 and any(line.startswith("ffmpeg version") for line in said):
        return None
    return f"Reinstall ffmpeg: it ended with status {status} when asked for its version."
