"""A poor link between a machine and the service: slow, far away, and cut again and again.

Owns a proxy on this machine that lets so many bits through a second in either direction, adds to
each way, and cuts every request that is not answered in time. Refuses to know what is carried: it
reads the first line of a request and its length, to tell one from another.
"""

import asyncio
import contextlib
import re
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final
from urllib.parse import urlsplit

HOST: Final = "127.0.0.1"
_PIECE: Final = 4096
_MOST_HEAD: Final = 64 * 1024
_LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class PoorLink:
    """The proxy. Made by `poor_link` only. Of each request it knows how often it was begun."""

    def __init__(self, service: str, *, bits_a_second: int, delay_s: float, cut_s: float) -> None:
        there = urlsplit(service)
        self._host, self._port = str(there.hostname), int(there.port or 80)
        self._bytes_a_second = bits_a_second / 8
        self._delay_s, self._cut_s = delay_s, cut_s
        self._free_at = 0.0
        self.begun: Counter[str] = Counter()
        self.answered: Counter[str] = Counter()
        self.cut = 0
        self.address = ""

    async def _carried(self, size: int) -> None:
        """Wait until the link, which everybody shares, has carried so many bytes more."""
        clock = asyncio.get_running_loop().time
        self._free_at = max(self._free_at, clock()) + size / self._bytes_a_second
        await asyncio.sleep(self._free_at - clock())

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one request and its answer, or cut both."""
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            head = await reader.readuntil(b"\r\n\r\n")
            name = " ".join(head.split(b"\r\n", 1)[0].decode("ascii").split(" ")[:2])
            self.begun[name] += 1
            try:
                async with asyncio.timeout(self._cut_s):
                    await self._exchange(head, reader, writer)
                self.answered[name] += 1
            except TimeoutError:
                self.cut += 1
        writer.transport.abort()

    async def _exchange(
        self, head: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await asyncio.sleep(self._delay_s / 2)
        theirs, ours = await asyncio.open_connection(self._host, self._port)
        try:
            # One request to a connection: what comes back ends with it.
            ours.write(head[:-2] + b"Connection: close\r\n\r\n")
            length = _LENGTH.search(head)
            left = int(length[1]) if length else 0
            while left:
                piece = await reader.readexactly(min(left, _PIECE))
                left -= len(piece)
                await self._carried(len(piece))
                ours.write(piece)
                await ours.drain()
            await asyncio.sleep(self._delay_s / 2)
            while piece := await theirs.read(_PIECE):
                await self._carried(len(piece))
                writer.write(piece)
                await writer.drain()
        finally:
            ours.transport.abort()


@asynccontextmanager
async def poor_link(
    service: str, *, bits_a_second: int, delay_s: float, cut_s: float
) -> AsyncIterator[PoorLink]:
    """Serve until left."""
    link = PoorLink(service, bits_a_second=bits_a_second, delay_s=delay_s, cut_s=cut_s)
    server = await asyncio.start_server(link.serve, HOST, 0, limit=_MOST_HEAD)
    link.address = "http://{}:{}".format(*server.sockets[0].getsockname()[:2])
    async with server:
        yield link
