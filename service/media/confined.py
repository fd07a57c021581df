"""Owns what may be asked of a confined program, and the certain end of the process it runs as.

Refuses to own what confines it: `bubblewrap.py` and `landlock.py` do, `sandbox.py` chooses.
"""

import asyncio
import contextlib
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from service.media.brake import Brake
from service.media.refusals import SandboxUnavailable

_HANDOVER_SECONDS = 20
_LAST_BREATH_SECONDS = 10
_MESSAGE_BYTES = 256

OnLine = Callable[[str], Awaitable[None]]


class NotStarted(SandboxUnavailable):
    """These walls cannot be built on this machine, and nothing was run: others may be tried."""


@dataclass(frozen=True)
class Bounds:
    """What a confined program may use up. Seconds, bytes and counts; all are hard."""

    wall_seconds: float
    cpu_seconds: int
    written_bytes: int
    address_space_bytes: int = 1536 * 1024 * 1024
    open_files: int = 64

    def as_resource_limits(self) -> dict[str, int]:
        """By the names `resource.setrlimit` knows."""
        return {
            "RLIMIT_CORE": 0,
            "RLIMIT_AS": self.address_space_bytes,
            "RLIMIT_CPU": self.cpu_seconds,
            "RLIMIT_NOFILE": self.open_files,
            "RLIMIT_FSIZE": self.written_bytes,
        }


@dataclass(frozen=True)
class Job:
    """One run: the arguments as a function of the recording's address, and what is listened to.

    `output_fd` and `pipes` stay open inside under the same numbers. `on_line` gets each line of
    what the program says: its standard output, or with `hear_errors` its standard error too. Lines
    are cut at 4096 bytes. Nothing the program says is logged. `brake` stops it for a while;
    meanwhile its wall limit waits.
    """

    arguments: Callable[[str], list[str]]
    bounds: Bounds
    on_line: OnLine
    hear_errors: bool = False
    output_fd: int | None = None
    pipes: tuple[int, ...] = ()
    brake: Brake = field(default_factory=Brake)

    @property
    def kept(self) -> tuple[int, ...]:
        """The descriptors that stay open inside."""
        return self.pipes if self.output_fd is None else (self.output_fd, *self.pipes)


class Confined(Protocol):
    """A program that runs between walls."""

    @property
    def process(self) -> asyncio.subprocess.Process:
        """What ends when the program has ended."""
        ...

    def signal(self, what: signal.Signals) -> bool:
        """Send this to the program, every thread of it. Whether it was reached."""
        ...

    def exit_status(self) -> int:
        """Return how it ended, as a shell says it. Once the process has ended only.

        Raises NotStarted where nothing was run, SandboxUnavailable where the machine ended it.
        """
        ...


class Descriptor:
    """A bare descriptor that closes once, wherever the way out is."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    def close(self) -> None:
        """Close it."""
        os.close(self._fd)


def memory_file(content: bytes) -> int:
    """Return a descriptor of a file that holds `content` and stands in memory only."""
    fd = os.memfd_create("order", os.MFD_CLOEXEC)
    os.write(fd, content)
    os.lseek(fd, 0, os.SEEK_SET)
    return fd


@contextlib.asynccontextmanager
async def launched(
    launcher: Path, control: socket.socket, kept: list[int], job: Job
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a launcher that keeps `control` and these descriptors; nothing of it outlives this."""
    process = await asyncio.create_subprocess_exec(
        *[sys.executable, "-I", "-S", str(launcher), str(control.fileno())],
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT if job.hear_errors else asyncio.subprocess.DEVNULL,
        pass_fds=[control.fileno(), *kept],
        env={},
        cwd="/",
        start_new_session=True,
    )
    try:
        yield process
    finally:
        await asyncio.shield(asyncio.ensure_future(_end(process)))


async def _end(process: asyncio.subprocess.Process) -> None:
    # The leader's death collapses the process-id namespace; the group covers the moment before
    # that tie exists. The pipe ends only when the last holder is gone, which is the proof.
    if process.returncode is None or (process.stdout and not process.stdout.at_eof()):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    await process.wait()
    if process.stdout is not None:
        async with asyncio.timeout(_LAST_BREATH_SECONDS):
            while await process.stdout.read(65536):
                pass


async def handed_over(control: socket.socket, why: Callable[[str], str]) -> int:
    """Return the descriptor that a launcher hands over.

    Raises NotStarted, with what `why` makes of the launcher's words, where it hands over none.
    """
    control.settimeout(0)
    loop = asyncio.get_running_loop()
    readable = loop.create_future()

    def note() -> None:
        if not readable.done():
            readable.set_result(None)

    loop.add_reader(control, note)
    try:
        async with asyncio.timeout(_HANDOVER_SECONDS):
            await readable
    except TimeoutError:
        raise SandboxUnavailable("The sandbox did not start in time; try again.") from None
    finally:
        loop.remove_reader(control)
    message, descriptors, _, _ = socket.recv_fds(control, _MESSAGE_BYTES, 1)
    if not descriptors:
        raise NotStarted(why(message.decode("ascii", "replace")))
    return descriptors[0]


async def order(control: socket.socket, **what: object) -> None:
    """Tell a launcher what to run, which is all that it is told."""
    await asyncio.get_running_loop().sock_sendall(control, json.dumps(what).encode())
    control.shutdown(socket.SHUT_WR)
