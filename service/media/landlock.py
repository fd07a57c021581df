"""Owns the second choice of walls, for machines that forbid namespaces: Landlock and a filter.

The kernel lets a program here open no file but itself and its libraries, be one process, signal
nobody and open no connection: where it asks to connect, whatever the address, it is handed a pair
of sockets whose other end is the worker's. Refuses to own what the program is asked to do, and to
hide what it cannot: that a file exists, who owns it and how long it is can be seen from inside.
"""

import asyncio
import contextlib
import errno
import fcntl
import os
import select
import signal
import socket
import struct
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from service.media import seccomp
from service.media.binary import Binary
from service.media.confined import Job, handed_over, launched, memory_file, order
from service.media.range_server import RangeServer

_LAUNCHER = Path(__file__).with_name("landlock_launcher.py")
_PROCESSES = Path("/proc")

# linux/seccomp.h: what is asked, the answer, and a descriptor put where the asker holds one.
_ASKED = struct.Struct("=QIIiIQ6Q")
_ANSWER = struct.Struct("=QqiI")
_HANDED = struct.Struct("=QIIII")
_RECEIVE, _SEND, _HAND = 0xC0502100, 0xC0182101, 0x40182103
_IN_PLACE_OF = 1
_SOCKET_BUFFER_BYTES = 64 * 1024


@contextlib.asynccontextmanager
async def landlocked(server: RangeServer, binary: Binary, job: Job) -> AsyncIterator["Landlocked"]:
    """Run the program, which reads from `server`. When left, nothing of it is left.

    Raises NotStarted where this kernel has no Landlock with network rules (6.7), or forbids it.
    """
    async with contextlib.AsyncExitStack() as held:
        filter_fd = memory_file(seccomp.program_without_namespaces())
        held.callback(os.close, filter_fd)
        control, theirs = socket.socketpair()
        held.callback(control.close)
        kept = [filter_fd, *job.kept]
        with contextlib.closing(theirs):
            process = await held.enter_async_context(launched(_LAUNCHER, theirs, kept, job))
        held_process = os.pidfd_open(process.pid)
        held.callback(os.close, held_process)
        # Any address in figures does: whichever the program connects to, the worker answers.
        server.answer_at("127.0.0.1")
        await order(
            control,
            program=[str(binary.program), *job.arguments(server.url)],
            environment={"LD_LIBRARY_PATH": binary.library_path},
            readable=[str(one) for one in binary.readable],
            listable=[str(one) for one in binary.listable],
            filter=filter_fd,
            bounds=job.bounds.as_resource_limits(),
        )
        switchboard = _Switchboard(await handed_over(control, why_landlock_is_refused), server)
        held.callback(switchboard.close)
        yield Landlocked(process, held_process)


def why_landlock_is_refused(told: str) -> str:
    """What to allow, judged from the launcher's message."""
    return (
        "Use a kernel of version 6.7 or newer with Landlock, and allow this service Landlock and "
        f"seccomp with a listener: the kernel answered {told!r}."
    )


class _Switchboard:
    """Answers every request of the program to connect with a line to the server."""

    def __init__(self, asked: int, server: RangeServer) -> None:
        self._asked = asked
        self._server = server
        self._ended = select.poll()
        self._ended.register(asked, 0)
        asyncio.get_running_loop().add_reader(asked, self._connect)

    def close(self) -> None:
        asyncio.get_running_loop().remove_reader(self._asked)
        os.close(self._asked)

    def _connect(self) -> None:
        request = bytearray(_ASKED.size)
        try:
            fcntl.ioctl(self._asked, _RECEIVE, request)
        except OSError:
            # Whoever asked is gone; with the program the last of them, and nobody asks any more.
            if self._ended.poll(0):
                asyncio.get_running_loop().remove_reader(self._asked)
            return
        number, asker, _, _, _, _, instead_of = _ASKED.unpack(request)[:7]
        ours, theirs = socket.socketpair()
        with contextlib.closing(theirs):
            # A reader that seeks throws away what is in flight, so little may be.
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SOCKET_BUFFER_BYTES)
            ours.settimeout(0)
            theirs.setblocking(_waits(asker, instead_of))
            try:
                self._hand(number, theirs.fileno(), instead_of)
            except OSError:
                ours.close()
            else:
                self._server.serve_one(ours)

    def _hand(self, request: int, fd: int, instead_of: int) -> None:
        try:
            handed = _HANDED.pack(request, _IN_PLACE_OF, fd, instead_of & 0xFFFFFFFF, os.O_CLOEXEC)
            fcntl.ioctl(self._asked, _HAND, handed)
        except OSError:
            fcntl.ioctl(self._asked, _SEND, _ANSWER.pack(request, 0, -errno.ECONNREFUSED, 0))
            raise
        fcntl.ioctl(self._asked, _SEND, _ANSWER.pack(request, 0, 0, 0))


def _waits(process: int, descriptor: int) -> bool:
    """Whether what stands there is read and written by waiting; as what replaces it shall be."""
    try:
        told = (_PROCESSES / str(process) / "fdinfo" / str(descriptor)).read_text("ascii")
    except OSError:
        return True
    flags = next(line.split()[1] for line in told.splitlines() if line.startswith("flags:"))
    return not int(flags, 8) & os.O_NONBLOCK


@dataclass(frozen=True)
class Landlocked:
    """A program behind Landlock. `process` is the program itself."""

    process: asyncio.subprocess.Process
    _held: int

    def signal(self, what: signal.Signals) -> bool:
        """Send this to the program; while the descriptor is held no other has its number."""
        try:
            signal.pidfd_send_signal(self._held, what)
        except ProcessLookupError:
            return False
        return True

    def exit_status(self) -> int:
        """Return the program's own."""
        status = self.process.returncode
        if status is None:
            raise RuntimeError("asked before the program had ended")
        return status if status >= 0 else 128 - status
