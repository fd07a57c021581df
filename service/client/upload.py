"""Carrying one sealed container to the service: slices three at a time, then the digest table.

Owns the order and the parallelism. Refuses to own sealing (`sealing.container`) and what is sent.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from service.client.transport import Transport
from service.sealing.container import (
    ContainerSealer,
    DigestTable,
    build_table,
    slice_count,
    slice_span,
)
from service.sealing.encoding import digest

IN_FLIGHT: Final = 3
SLICE_CHUNKS: Final = 16
"""Chunks per slice that this client chooses: 4 MiB, so that at most 12 MiB are in memory."""

Progress = Callable[[int, int], None]
"""Told the slices that are safe so far and the slices in all."""


def no_progress(_done: int, _all: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Outgoing:
    """A container on its way: what it is sealed with, where its plaintext is, how it is sliced."""

    rendition: str
    sealer: ContainerSealer
    read: Callable[[int, int], bytes]
    slice_chunks: int = SLICE_CHUNKS

    @property
    def slices(self) -> int:
        """How many slices there are."""
        return slice_count(self.sealer.chunks, self.slice_chunks)

    def seal_slice(self, number: int) -> tuple[bytearray, list[bytes]]:
        """Return slice `number` and the digests of its chunks; the same each time."""
        joined, digests = bytearray(), []
        for index in slice_span(number, self.sealer.chunks, self.slice_chunks):
            chunk = self.sealer.seal_chunk(index, self.read)
            digests.append(digest(chunk))
            joined += chunk
        return joined, digests


async def upload(
    transport: Transport,
    outgoing: Outgoing,
    *,
    present: Iterable[int] = (),
    on_progress: Progress = no_progress,
) -> DigestTable:
    """Put every slice that is not `present` yet, then the table; return the table.

    Slices that are present are sealed again all the same: their digests belong in the table,
    and the service's word for them is not taken.
    """
    safe = set(present)
    digests: dict[int, list[bytes]] = {}
    waiting: Iterator[int] = iter(range(outgoing.slices))

    async def carry() -> None:
        for number in waiting:
            content, digests[number] = await asyncio.to_thread(outgoing.seal_slice, number)
            if number not in safe:
                await transport.put_bytes(
                    f"/renditions/{outgoing.rendition}/slices/{number}", content
                )
                safe.add(number)
            # The next one is sealed before this name would be given to it.
            del content
            on_progress(len(safe), outgoing.slices)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(min(IN_FLIGHT, outgoing.slices)):
                group.create_task(carry())
    except BaseExceptionGroup as several:
        # The others only fell with the first: it alone says what went wrong.
        raise several.exceptions[0] from None
    table = build_table(
        outgoing.sealer.header,
        outgoing.sealer.padded,
        [one for number in range(outgoing.slices) for one in digests[number]],
    )
    await transport.put_bytes(f"/renditions/{outgoing.rendition}/table", table.to_bytes())
    return table
