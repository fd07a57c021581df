"""Owns confinement: the empty network, bubblewrap's options, the bounds, and the certain end.

A program run here sees itself, its libraries, an empty file system and one address on its own
loopback. Refuses to own what the program is asked to do, and to run anything without confinement.
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
from shutil import which

from service.media import seccomp
from service.media.binary import Binary
from service.media.brake import Brake, StatusPipe
from service.media.diagnosis import why_namespaces_are_refused
from service.media.range_server import RangeServer
from service.media.refusals import Refusal, Refused, SandboxUnavailable
from service.media.source import Source

_LAUNCHER = Path(__file__).with_name("launcher.py")
_HANDOVER_SECONDS = 20
_LAST_BREATH_SECONDS = 10
_SHORTEST_WAIT_SECONDS = 0.05
_LINE_BYTES = 4096
_MESSAGE_BYTES = 256

PROGRAM = "/ffmpeg"
"""Where the program stands inside."""

OnLine = Callable[[str], Awaitable[None]]


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

    `output_fd` stays open inside under the same number. `on_line` gets each line of what the
    program says: its standard output, or with `hear_errors` its standard error too. Lines are cut
    at 4096 bytes. Nothing the program says is logged. `brake` stops it for a while; meanwhile its
    wall limit waits.
    """

    arguments: Callable[[str], list[str]]
    bounds: Bounds
    on_line: OnLine
    hear_errors: bool = False
    output_fd: int | None = None
    brake: Brake = field(default_factory=Brake)


async def run_confined(source: Source, binary: Binary, job: Job) -> int:
    """Run ffmpeg on `source` inside the sandbox and return its exit status (128 + n by signal).

    When this returns, raises or is cancelled, nothing of the sandbox is left: no process, no
    descriptor, and the source is not read again.
    Raises SandboxUnavailable where it cannot start, Refused(TOOK_TOO_LONG) past the wall limit,
    and whatever the source raised.
    """
    bubblewrap = which("bwrap")
    if bubblewrap is None:
        raise SandboxUnavailable("Install the bubblewrap package.")
    server = RangeServer(source)
    async with contextlib.AsyncExitStack() as held:
        held.push_async_callback(server.close)
        filter_fd = _memory_file(seccomp.program())
        held.callback(os.close, filter_fd)
        status_read, status_write = os.pipe()
        held.callback(os.close, status_read)
        status = StatusPipe(status_read)
        kept = [filter_fd, status_write, *([] if job.output_fd is None else [job.output_fd])]
        with contextlib.closing(_Descriptor(status_write)):
            control, theirs = socket.socketpair()
            held.callback(control.close)
            with contextlib.closing(theirs):
                process = await held.enter_async_context(_launched(theirs, kept, job))
        await server.serve_on(await _received_listener(control))
        await _order(
            control,
            {
                "program": [
                    *_bubblewrap(bubblewrap, binary, filter_fd, status_write),
                    *[PROGRAM, *job.arguments(server.url)],
                ],
                "bounds": job.bounds.as_resource_limits(),
            },
        )
        with job.brake.on(status):
            await _until_done(process, server, job)
        return _exit_status(status, process)


class _Descriptor:
    """A bare descriptor that closes once, wherever the way out is."""

    def __init__(self, fd: int) -> None:
        self._fd = fd

    def close(self) -> None:
        os.close(self._fd)


@contextlib.asynccontextmanager
async def _launched(
    control: socket.socket, kept: list[int], job: Job
) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *[sys.executable, "-I", "-S", str(_LAUNCHER), str(control.fileno())],
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


async def _received_listener(control: socket.socket) -> socket.socket:
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
        raise SandboxUnavailable(why_namespaces_are_refused(message.decode("ascii", "replace")))
    listener = socket.socket(fileno=descriptors[0])
    listener.settimeout(0)
    return listener


async def _order(control: socket.socket, order: dict[str, object]) -> None:
    await asyncio.get_running_loop().sock_sendall(control, json.dumps(order).encode())
    control.shutdown(socket.SHUT_WR)


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


def _memory_file(content: bytes) -> int:
    fd = os.memfd_create("seccomp", os.MFD_CLOEXEC)
    os.write(fd, content)
    os.lseek(fd, 0, os.SEEK_SET)
    return fd


def _bubblewrap(bubblewrap: str, binary: Binary, filter_fd: int, status_fd: int) -> list[str]:
    """Bubblewrap's arguments: everything unshared, everything dropped, only ffmpeg's files seen."""
    mounts = [f for library in binary.libraries for f in ("--ro-bind", str(library), str(library))]
    return [
        bubblewrap,
        *("--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts"),
        *("--unshare-cgroup-try", "--disable-userns", "--die-with-parent", "--new-session"),
        *("--clearenv", "--setenv", "LD_LIBRARY_PATH", binary.library_path),
        *("--cap-drop", "ALL", "--json-status-fd", str(status_fd), "--seccomp", str(filter_fd)),
        *("--ro-bind", str(binary.program), PROGRAM, *mounts),
        *("--proc", "/proc", "--dev", "/dev", "--remount-ro", "/", "--chdir", "/", "--"),
    ]


def _exit_status(told: StatusPipe, process: asyncio.subprocess.Process) -> int:
    status = told.number("exit-code")
    if status is not None:
        return status
    if process.returncode is not None and process.returncode < 0:
        raise SandboxUnavailable(
            f"Look at this machine's memory: signal {-process.returncode} ended the sandbox."
        )
    # Bubblewrap reports the exit of what it ran; no report means that it ran nothing.
    raise SandboxUnavailable(why_namespaces_are_refused("failed bubblewrap 0"))
