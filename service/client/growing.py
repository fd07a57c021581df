"""Carrying one container to the service while its plaintext is still being made.

Owns the order: whole slices from the second on as they come, then the rest, slice 0 and the digest
table, which say how long it is. Refuses to resume: whoever breaks off begins another container.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from service.client.transport import Transport
from service.client.upload import SLICE_CHUNKS, Outgoing, Progress, no_progress
from service.sealing.container import CHUNK, DigestTable, GrowingSealer
from service.sealing.padding import LENGTH_BYTES

Announce = Callable[[int], Awaitable[None]]
"""Tells the service of the container: 0 when it begins, then its padded length in bytes."""


class GrowingUpload:
    """One container on its way. `take` and `end` are called one after the other, never at once."""

    piece: Final = SLICE_CHUNKS * CHUNK
    begins: Final = piece - LENGTH_BYTES
    """Where in the plaintext the second slice begins: the first holds the length in front."""

    def __init__(
        self, transport: Transport, rendition: str, sealer: GrowingSealer, announce: Announce
    ) -> None:
        self._transport = transport
        self._rendition = rendition
        self._sealer = sealer
        self._announce = announce
        self._next = 1

    async def take(self, content: bytes) -> None:
        """Seal and store the next slice, `piece` bytes, of which more is known to follow."""
        if self._next == 1:
            await self._announce(0)
        await self._put(self._next, await asyncio.to_thread(self._seal, self._next, content))
        self._next += 1

    async def end(
        self,
        length: int,
        read: Callable[[int, int], bytes],
        *,
        on_progress: Progress = no_progress,
    ) -> DigestTable:
        """Store the rest of a plaintext of `length` bytes, slice 0 the last, and the table.

        `read` is asked for nothing that was taken.
        """
        sealer = self._sealer.end(length)
        await self._announce(sealer.padded)
        outgoing = Outgoing(self._rendition, sealer, read)
        for number in (*range(self._next, outgoing.slices), 0):
            content, _ = await asyncio.to_thread(outgoing.seal_slice, number)
            await self._put(number, content)
            # The next one is sealed before this name would be given to it.
            del content
            on_progress(number or outgoing.slices, outgoing.slices)
        table = sealer.table()
        await self._transport.put_bytes(f"/renditions/{self._rendition}/table", table.to_bytes())
        return table

    async def _put(self, number: int, content: bytearray) -> None:
        await self._transport.put_bytes(f"/renditions/{self._rendition}/slices/{number}", content)

    def _seal(self, number: int, content: bytes) -> bytearray:
        sealed, view = bytearray(), memoryview(content)
        first = number * SLICE_CHUNKS
        for index in range(first, first + SLICE_CHUNKS):
            at = (index - first) * CHUNK
            sealed += self._sealer.seal_passing(index, bytes(view[at : at + CHUNK]))
        return sealed
