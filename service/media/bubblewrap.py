"""Owns the first choice of walls: an empty network, and bubblewrap's empty house.

A program run here sees itself, its libraries, an empty file system and one address on its own
loopback. Refuses to own what the program is asked to do.
"""

import asyncio
import contextlib
import json
import os
import signal
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from service.media import seccomp
from service.media.binary import Binary
from service.media.confined import (
    Descriptor,
    Job,
    NotStarted,
    handed_over,
    launched,
    memory_file,
    order,
)
from service.media.diagnosis import why_namespaces_are_refused
from service.media.range_server import RangeServer
from service.media.refusals import SandboxUnavailable

_LAUNCHER = Path(__file__).with_name("launcher.py")
_PROCESSES = Path("/proc")


@contextlib.asynccontextmanager
async def bubblewrapped(
    server: RangeServer, binary: Binary, job: Job
) -> AsyncIterator["Bubblewrapped"]:
    """Run the program, which reads from `server`. When left, nothing of it is left.

    Raises NotStarted where bubblewrap or what it needs is not here.
    """
    bubblewrap = which("bwrap")
    if bubblewrap is None:
        raise NotStarted("Install the bubblewrap package.")
    async with contextlib.AsyncExitStack() as held:
        filter_fd = memory_file(seccomp.program())
        held.callback(os.close, filter_fd)
        status_read, status_write = os.pipe()
        held.callback(os.close, status_read)
        kept = [filter_fd, status_write, *job.kept]
        with contextlib.closing(Descriptor(status_write)):
            control, theirs = socket.socketpair()
            held.callback(control.close)
            with contextlib.closing(theirs):
                process = await held.enter_async_context(launched(_LAUNCHER, theirs, kept, job))
        listener = socket.socket(fileno=await handed_over(control, why_namespaces_are_refused))
        listener.settimeout(0)
        await server.serve_on(listener)
        await order(
            control,
            program=[
                *_arguments(bubblewrap, binary, filter_fd, status_write),
                *[str(binary.inside), *job.arguments(server.url)],
            ],
            bounds=job.bounds.as_resource_limits(),
        )
        yield Bubblewrapped(process, StatusPipe(status_read))


def _arguments(bubblewrap: str, binary: Binary, filter_fd: int, status_fd: int) -> list[str]:
    """Bubblewrap's arguments: all unshared, all dropped, only the program's files seen."""
    seen = (*binary.also, *binary.libraries)
    mounts = [f for one in seen for f in ("--ro-bind", str(one), str(one))]
    empty = [f for one in binary.hidden for f in ("--tmpfs", str(one), "--remount-ro", str(one))]
    return [
        bubblewrap,
        *("--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts"),
        *("--unshare-cgroup-try", "--disable-userns", "--die-with-parent", "--new-session"),
        *("--clearenv", "--setenv", "LD_LIBRARY_PATH", binary.library_path),
        *("--cap-drop", "ALL", "--json-status-fd", str(status_fd), "--seccomp", str(filter_fd)),
        *("--ro-bind", str(binary.program), str(binary.inside), *mounts, *empty),
        *("--proc", "/proc", "--dev", "/dev", "--remount-ro", "/", "--chdir", "/", "--"),
    ]


class StatusPipe:
    """What bubblewrap says of itself, one JSON object a line; reading never waits."""

    def __init__(self, fd: int) -> None:
        os.set_blocking(fd, False)
        self._fd = fd
        self._heard = b""

    def number(self, name: str) -> int | None:
        """The number told under this name so far, if there is one."""
        with contextlib.suppress(BlockingIOError):
            while piece := os.read(self._fd, 65536):
                self._heard += piece
        for line in self._heard.decode("utf-8", "replace").splitlines():
            with contextlib.suppress(ValueError):
                value = json.loads(line).get(name)
                if isinstance(value, int):
                    return value
        return None


@dataclass(frozen=True)
class Bubblewrapped:
    """A program in bubblewrap. `process` is bubblewrap, outside."""

    process: asyncio.subprocess.Process
    _told: StatusPipe

    def signal(self, what: signal.Signals) -> bool:
        """Send this to the program, whose parent inside is bubblewrap's first process."""
        first = self._told.number("child-pid")
        if first is None:
            return False
        reached = False
        for process in _children(first):
            # Held before it is looked at again: a number that was given anew is nobody's child.
            with contextlib.suppress(ProcessLookupError):
                held = os.pidfd_open(process)
                try:
                    if _parent(process) == first:
                        signal.pidfd_send_signal(held, what)
                        reached = True
                finally:
                    os.close(held)
        return reached

    def exit_status(self) -> int:
        """Return what bubblewrap said of how the program ended."""
        status = self._told.number("exit-code")
        if status is not None:
            return status
        if self.process.returncode is not None and self.process.returncode < 0:
            raise SandboxUnavailable(
                f"Look at this machine's memory: signal {-self.process.returncode} ended the "
                "sandbox."
            )
        # Bubblewrap reports the exit of what it ran; no report means that it ran nothing.
        raise NotStarted(why_namespaces_are_refused("failed bubblewrap 0"))


def _children(parent: int) -> list[int]:
    numbers = [int(one.name) for one in _PROCESSES.iterdir() if one.name.isdecimal()]
    return [number for number in numbers if _parent(number) == parent]


def _parent(process: int) -> int | None:
    try:
        told = (_PROCESSES / str(process) / "stat").read_text("latin-1")
    except OSError:
        return None
    # Behind the program's name, which may hold anything: state, then parent.
    return int(told.rpartition(")")[2].split()[1])
