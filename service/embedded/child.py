"""One process that the local stack started and answers for.

Owns: starting it so that it dies with us, its log, waiting until it is ready, ending it.
Refuses to own: what the process is, and restarting it: whoever started it decides.
"""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.embedded.errors import StackError

Ready = Callable[[], Awaitable[bool]]

_POLL_S = 0.02
_GUARD = Path(__file__).with_name("guard.py")
# What a program may need from its surroundings. Everything else, secrets above all, is
# passed to it by name or not at all.
_INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "PYTHONPATH", "TZ")


@dataclass(frozen=True)
class Owner:
    """The system user a process runs as, where that is not our own."""

    uid: int
    gid: int


class Child:
    """A running process. Constructed by `Child.start` only."""

    def __init__(
        self,
        name: str,
        process: subprocess.Popen[bytes],
        log: Path,
        log_start: int,
        stop_signal: signal.Signals,
    ) -> None:
        self.name = name
        self.log = log
        self.log_start = log_start
        self._process = process
        self._stop_signal = stop_signal

    @classmethod
    def start(  # noqa: PLR0913 - each is a separate fact about the process
        cls,
        name: str,
        argv: Sequence[str],
        *,
        log: Path,
        env: Mapping[str, str] | None = None,
        stdin: bytes = b"",
        owner: Owner | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
        death_signal: signal.Signals = signal.SIGKILL,
        folder: Path | None = None,
    ) -> "Child":
        """Start `argv` in its own session, its output appended to `log` (mode 0600).

        The environment holds PATH, HOME and the language, then exactly `env`. The kernel sends
        `death_signal` when the *thread* calling this ends, so call it from a thread that
        lives as long as the process should: the one running the event loop.
        """
        surroundings = {n: os.environ[n] for n in _INHERITED if n in os.environ}
        as_whom = "-" if owner is None else f"{owner.uid}:{owner.gid}"
        guard = [sys.executable, "-I", "-S", str(_GUARD), str(os.getpid()), str(int(death_signal))]
        log_start = log.stat().st_size if log.exists() else 0
        read_end, write_end = os.pipe()
        try:
            # Small by contract (a server's settings): fits the pipe, so this cannot block.
            with os.fdopen(write_end, "wb") as pipe:
                pipe.write(stdin)
            with os.fdopen(os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)) as output:
                process = subprocess.Popen(
                    [*guard, as_whom, *argv],
                    env=surroundings | dict(env or {}),
                    stdin=read_end,
                    stdout=output,
                    stderr=output,
                    cwd=folder,
                    start_new_session=True,
                )
        finally:
            os.close(read_end)
        return cls(name, process, log, log_start, stop_signal)

    @property
    def pid(self) -> int:
        """The process id, which is also its session's and its process group's."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process is still running at this moment."""
        if self._process.returncode is not None:
            return False
        # Looks without collecting: an uncollected process keeps its id, so that a signal to
        # its group can never reach a stranger who was given the same number.
        peek = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.pid, peek) is None

    @property
    def returncode(self) -> int | None:
        """The exit status, negative for a signal, or None while it runs."""
        return None if self.alive else self._process.wait()

    async def wait(self) -> int:
        """Return the exit status once the process has ended."""
        await self._ended()
        return self._process.wait()

    async def until_ready(self, ready: Ready, seconds: float) -> None:
        """Return once `ready` says so; raise `StackError` if the process ends or time is up."""
        deadline = time.monotonic() + seconds
        while True:
            if not self.alive:
                raise StackError(f"{self.name} did not start: {self.last_words()}")
            if await ready():
                return
            if time.monotonic() > deadline:
                raise StackError(f"{self.name} was not ready after {seconds:.0f} s; see {self.log}")
            await asyncio.sleep(_POLL_S)

    async def stop(self, grace_s: float = 10) -> int:
        """End the process politely, then after `grace_s` without asking; return its status.

        Whatever it left behind in its process group goes with it.
        """
        if self.alive:
            self.signal(self._stop_signal)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ended(), grace_s)
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
        return await self.wait()

    async def kill(self) -> int:
        """End this one process as `kill -9` does, giving it no chance to tidy up."""
        self.signal(signal.SIGKILL)
        return await self.wait()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal; nothing happens if the process has already ended."""
        if self.alive:
            os.kill(self.pid, number)

    async def _ended(self) -> None:
        while self.alive:  # noqa: ASYNC110 - nothing in this process is told of its end
            await asyncio.sleep(_POLL_S)

    def last_words(self) -> str:
        """Return the last line of its log, for an error message."""
        try:
            lines = self.log.read_text(errors="replace").splitlines()
        except OSError:
            return "it left no log"
        return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")


def log_says(child: Child, text: str) -> Ready:
    """Return a readiness check: the process said `text`, whenever since it was started."""

    async def ready() -> bool:
        return text.encode() in child.log.read_bytes()[child.log_start :]

    return ready
