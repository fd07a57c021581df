"""Owns stopping a confined program for a while and letting it go on, and for how long it ran.

What stands still costs no memory and no processor, and its wall limit waits with it. Refuses to
own when to stop, and to end anything: a stopped program is ended like any other.
"""

import contextlib
import signal
import time
from collections.abc import Callable, Iterator

Reach = Callable[[signal.Signals], bool]
"""Sends a signal to every thread of a program; tells whether it was there to be reached."""


class Brake:
    """Stops the program of one run. Usable before it runs and after it ended: then it does nothing.

    `clock` tells seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._reach: Reach | None = None
        self._since: float | None = None
        self._stood = 0.0

    @contextlib.contextmanager
    def on(self, reach: Reach) -> Iterator[None]:
        """Hold the program that `reach` reaches, while it lasts."""
        self._reach = reach
        try:
            yield
        finally:
            self._reach = None

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
        return self._reach is not None and self._reach(what)
