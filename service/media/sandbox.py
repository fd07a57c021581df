"""Owns running a program between walls: which walls, for how long at most, and what it said.

Refuses to own what the program is asked to do, and to run anything without confinement.
"""

import asyncio
import contextlib
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from service.media.binary import Binary
from service.media.bubblewrap import bubblewrapped
from service.media.confined import Bounds, Confined, Job, NotStarted, OnLine
from service.media.landlock import landlocked
from service.media.range_server import RangeServer
from service.media.refusals import Refusal, Refused
from service.media.source import Source

__all__ = ["WALLS", "Bounds", "Job", "OnLine", "Walls", "run_confined"]

_SHORTEST_WAIT_SECONDS = 0.05
_LINE_BYTES = 4096

Walls = Callable[[RangeServer, Binary, Job], AbstractAsyncContextManager[Confined]]
"""Something to run a program between."""

WALLS: tuple[Walls, ...] = (bubblewrapped, landlocked)
"""The best first. The second hides less: files can be seen to be there, though not opened."""


async def run_confined(
    source: Source, binary: Binary, job: Job, walls: tuple[Walls, ...] | None = None
) -> int:
    """Run a program on `source` inside the sandbox and return its exit status (128 + n by signal).

    Between the first of `walls` (if none are named, of WALLS) that can be built here. When this
    returns, raises or is cancelled, nothing of the sandbox is left: no process, no descriptor,
    and the source is not read again.
    Raises SandboxUnavailable where none can be built, saying what the best of them needs;
    Refused(TOOK_TOO_LONG) past the wall limit, and whatever the source raised.
    """
    first: NotStarted | None = None
    for each in WALLS if walls is None else walls:
        try:
            return await _run(source, binary, job, each)
        except NotStarted as lacking:
            first = first or lacking
    raise first or NotStarted("Name walls to run a program between.")


async def _run(source: Source, binary: Binary, job: Job, walls: Walls) -> int:
    server = RangeServer(source)
    async with contextlib.AsyncExitStack() as held:
        held.push_async_callback(server.close)
        confined = await held.enter_async_context(walls(server, binary, job))
        with job.brake.on(confined.signal):
            await _until_done(confined.process, server, job)
        return confined.exit_status()


async def _until_done(process: asyncio.subprocess.Process, server: RangeServer, job: Job) -> None:
    listening = asyncio.ensure_future(_listen_to_the_end(process, job.on_line))
    try:
        within = _on_the_wall(job)
        done = set[asyncio.Future[None]]()
        while not done and (left := within()) > 0:
            done, _ = await asyncio.wait(
                {listening, server.failed},
                timeout=max(left, _SHORTEST_WAIT_SECONDS),
                return_when=asyncio.FIRST_COMPLETED,
            )
        if server.failed.done():
            server.failed.result()
        if not done:
            raise Refused(Refusal.TOOK_TOO_LONG)
        await listening
    finally:
        listening.cancel()
        await asyncio.wait({listening})


def _on_the_wall(job: Job) -> Callable[[], float]:
    """Tell, from now on, how many seconds are left of the wall limit; standing still is free."""
    clock = asyncio.get_running_loop().time
    began, stood = clock(), job.brake.stood_seconds()
    ends = began - stood + job.bounds.wall_seconds
    return lambda: ends + job.brake.stood_seconds() - clock()


async def _listen_to_the_end(process: asyncio.subprocess.Process, on_line: OnLine) -> None:
    if process.stdout is None:
        raise RuntimeError("the sandbox was started without a pipe to listen to")
    pending = b""
    while received := await process.stdout.read(65536):
        *lines, pending = (pending + received).split(b"\n")
        pending = pending[:_LINE_BYTES]
        for line in lines:
            await on_line(line[:_LINE_BYTES].decode("utf-8", "replace"))
    await process.wait()
