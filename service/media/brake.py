"""Owns stopping a confined program for a while and letting it go on, and for how long it ran.

What stands still costs no memory and no processor, and its wall limit waits with it. Refuses to
own when to stop, and to end anything: a stopped program is ended like any other.
"""

import contextlib
import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_PROCESSES = Path("/proc")


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


class Brake:
    """Stops the program of one run. Usable before it runs and after it ended: then it does nothing.

    `clock` tells seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._status: StatusPipe | None = None
        self._since: float | None = None
        self._stood = 0.0

    @contextlib.contextmanager
    def on(self, status: StatusPipe) -> Iterator[None]:
        """Hold the program whose first process `status` names, while it lasts."""
        self._status = status
        try:
            yield
        finally:
            self._status = None

    @property
    def stopped(self) -> bool:
        """Whether the program was told to stand still."""
        return self._since is not None

    def stood_seconds(self) -> float:
        """How long it has stood still so far, in all."""
        return self._stood + (0 if self._since is None else self._clock() - self._since)

    def stop(self) -> None:
        """Have the program stand still, every thread of it, until `go_on`."""
        if self._since is None and self._signal(signal.SIGSTOP):
            self._since = self._clock()

    def go_on(self) -> None:
        """Let the program go on."""
        if self._since is not None:
            self._stood = self.stood_seconds()
            self._since = None
            self._signal(signal.SIGCONT)

    def _signal(self, what: signal.Signals) -> bool:
        first = None if self._status is None else self._status.number("child-pid")
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
