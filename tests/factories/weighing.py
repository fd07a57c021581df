"""How much memory a process holds while it works."""

import asyncio

import psutil


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
