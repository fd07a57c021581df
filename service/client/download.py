"""Fetching a stored container chunk by chunk, with a little read ahead, into this process's memory.

Owns where a sealed chunk is asked for and how many are kept. What it hands out is ciphertext that
nobody has checked yet: only `sealing.container` opens it.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any, Final, Self

from service.client.errors import Unreachable
from service.client.transport import Transport
from service.sealing.container import (
    SEALED_CHUNK,
    ContainerOpener,
    PlainReader,
    chunk_count,
    slice_length,
    slice_of,
)
from service.sealing.slices import MOST_CHUNKS_PER_SLICE

BLOCK_CHUNKS: Final = 4
BLOCKS_KEPT: Final = 12
LONGEST_WAIT_S: Final = 90.0


@dataclass(frozen=True)
class Layout:
    """How a container is stored, as the service says; nothing is trusted beyond finding bytes."""

    rendition: str
    padded: int
    slice_chunks: int
    by_address: bool = False

    @classmethod
    def of(cls, wire: dict[str, Any], padded: int) -> Self:
        """Read the service's answer about a container that signed statements call `padded`."""
        per = int(wire["slice_chunks"])
        if not 1 <= per <= MOST_CHUNKS_PER_SLICE:
            raise Unreachable("The service says something impossible about what it stores.")
        return cls(str(wire["rendition"]), padded, per, bool(wire.get("by_address")))

    @property
    def blocks_per_slice(self) -> int:
        """How many blocks, each asked for at once, one slice is made of."""
        return -(-self.slice_chunks // BLOCK_CHUNKS)

    def block_of(self, chunk: int) -> tuple[int, int]:
        """Give the block that holds `chunk` and the byte at which it begins there."""
        number, at = slice_of(chunk, self.slice_chunks)
        within = at // (BLOCK_CHUNKS * SEALED_CHUNK)
        start = within * BLOCK_CHUNKS * SEALED_CHUNK
        return number * self.blocks_per_slice + within, at - start

    def place_of(self, block: int) -> tuple[int, int, int]:
        """Give the slice of a block, its first byte there and its length; length 0 for none."""
        number, within = divmod(block, self.blocks_per_slice)
        first = within * BLOCK_CHUNKS * SEALED_CHUNK
        if number * self.slice_chunks >= chunk_count(self.padded):
            return number, first, 0
        whole = slice_length(number, self.padded, self.slice_chunks)
        return number, first, max(0, min(BLOCK_CHUNKS * SEALED_CHUNK, whole - first))


class Directly:
    """Whether the object store is asked itself; the service always can be asked in its stead.

    Where the store never answered, it is out of reach from here and is not tried again.
    """

    def __init__(self, *, offered: bool) -> None:
        self.worth_trying = offered
        self._answered = False

    def answered(self) -> None:
        """Note that it can be reached."""
        self._answered = True

    def failed(self) -> None:
        """Note that it did not answer as it should, this time."""
        self.worth_trying = self._answered


class Fetcher:
    """Fetches sealed chunks; at most 13 MiB of them are kept.

    Made and closed on the event loop. `chunk` is for the loop, `fetch` for other threads.
    """

    def __init__(self, transport: Transport, layout: Layout) -> None:
        self._transport = transport
        self._layout = layout
        self._loop = asyncio.get_running_loop()
        self._blocks: OrderedDict[int, asyncio.Task[bytes]] = OrderedDict()
        self._last_block = -1
        self._store = Directly(offered=layout.by_address)

    async def chunk(self, index: int) -> bytes:
        """Return sealed chunk `index`, unchecked."""
        block, at = self._layout.block_of(index)
        task = self._want(block)
        if block == self._last_block + 1:
            self._want(block + 1)
        self._last_block = block
        try:
            content = await asyncio.shield(task)
        except BaseException:
            self._blocks.pop(block, None)
            raise
        return content[at : at + SEALED_CHUNK]

    def fetch(self, index: int) -> bytes:
        """Return sealed chunk `index` to a thread other than the loop's; waits at most 90 s."""
        asked = asyncio.run_coroutine_threadsafe(self.chunk(index), self._loop)
        try:
            return asked.result(LONGEST_WAIT_S)
        except TimeoutError as error:
            asked.cancel()
            raise Unreachable from error

    async def close(self) -> None:
        """Stop what is being fetched and forget the rest."""
        tasks = list(self._blocks.values())
        self._blocks.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _want(self, block: int) -> asyncio.Task[bytes]:
        if block not in self._blocks:
            task = self._blocks[block] = self._loop.create_task(self._get(block))
            task.add_done_callback(_seen)
            if len(self._blocks) > BLOCKS_KEPT:
                self._blocks.popitem(last=False)[1].cancel()
        self._blocks.move_to_end(block)
        return self._blocks[block]

    async def _get(self, block: int) -> bytes:
        number, first, length = self._layout.place_of(block)
        if length == 0:
            return b""
        path = f"/renditions/{self._layout.rendition}/slices/{number}"
        if self._store.worth_trying:
            where = await self._transport.get(f"{path}/address", first=first, length=length)
            try:
                found = await self._transport.get_at(where["address"], where["range"], length)
            except Unreachable:
                self._store.failed()
            else:
                self._store.answered()
                return found
        return await self._transport.get_bytes(path, first=first, length=length)


def _seen(task: asyncio.Task[bytes]) -> None:
    # What was read ahead may never be asked for; its failure then is nobody's.
    if not task.cancelled():
        task.exception()


async def open_reader(opener: ContainerOpener, fetcher: Fetcher) -> PlainReader:
    """Open a container's plaintext for reading; its methods belong in a thread."""
    return await asyncio.to_thread(PlainReader, opener, fetcher.fetch)
