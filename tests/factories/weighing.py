"""How much memory a process holds while it works."""

import asyncio
import contextlib
import threading
from pathlib import Path
from typing import Self

import psutil

from service.cli.processes import below


class Weighing:
    """Watches how much memory a process holds, from now until left."""

    def __init__(self, pid: int) -> None:
        self._process = psutil.Process(pid)
        self.base = self.most = self._process.memory_info().rss
        self._watching = asyncio.ensure_future(self._watch())

    async def _watch(self) -> None:
        while True:
            self.most = max(self.most, self._process.memory_info().rss)
            await asyncio.sleep(0.05)

    async def over_base(self) -> int:
        """Stop watching; returns the most it held over what it held at first, in bytes."""
        self._watching.cancel()
        await asyncio.gather(self._watching, return_exceptions=True)
        return self.most - self.base


class Below:
    """The most that any one process below another has held, from now until left.

    Each process's own high-water mark is read while it lives, every few milliseconds: whatever it
    held before a look counts, so only the last moments of one that is killed can be missed.
    """

    def __init__(self, pid: int) -> None:
        self.most = 0
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.005):
            for pid in below(self._pid):
                self.most = max(self.most, _high_water(pid))


def _high_water(pid: int) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0
