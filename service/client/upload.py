"""Carrying one sealed container to the service: slices three at a time, then the digest table.

Owns the order, the parallelism, and whether a slice goes to the object store itself. Refuses to own
sealing (`sealing.container`) and what is sent.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Final

from service.client.download import Directly
from service.client.errors import Refusal, Unreachable
from service.client.transport import RETRIED, Transport
from service.sealing.container import (
    ContainerSealer,
    DigestTable,
    build_table,
    slice_count,
    slice_span,
)
from service.sealing.encoding import b64, digest

IN_FLIGHT: Final = 3
# There are no addresses any more, or what was put at one is not there, or is not what was promised.
_NOT_SO: Final = frozenset({"address", "promise", "bytes", "slice-digest"})
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
    by_address: bool = False
    """Whether the service gives addresses of the object store for it."""

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
    carrying = _Carrying(transport, outgoing)
    digests: dict[int, list[bytes]] = {}
    waiting: Iterator[int] = iter(range(outgoing.slices))

    async def carry() -> None:
        for number in waiting:
            content, digests[number] = await asyncio.to_thread(outgoing.seal_slice, number)
            if number not in safe:
                await carrying.put(number, content, digests[number])
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


class _Carrying:
    """The slices of one container on their way.

    A poor link that drops what takes too long drops three that share it, each time anew: once one
    was dropped, they go one by one. What the object store did not take goes through the service.
    """

    def __init__(self, transport: Transport, outgoing: Outgoing) -> None:
        self._transport = transport
        self._rendition = f"/renditions/{outgoing.rendition}"
        self._store = Directly(offered=outgoing.by_address)
        self._alone = asyncio.Lock()
        self._dropped = False

    async def put(self, number: int, content: bytearray, digests: Sequence[bytes]) -> None:
        """Have one slice stored; raises Unreachable once the transport's patience is used up."""
        patience = self._transport.patience()
        once = _OneSlice(self._transport, self._rendition, self._store, number)
        while True:
            async with self._alone if self._dropped else nullcontext():
                try:
                    await once.put(content, digests)
                except Unreachable:
                    self._dropped = True
                    if not await patience.pause():
                        raise
                else:
                    return


class _OneSlice:
    """One slice, and how far it has come: an attempt goes on where the one before broke off."""

    def __init__(self, transport: Transport, rendition: str, store: Directly, number: int) -> None:
        self._transport = transport
        self._rendition = rendition
        self._path = f"{rendition}/slices/{number}"
        self._store = store
        self._number = number
        self._directly = True
        self._there = False

    async def put(self, content: bytearray, digests: Sequence[bytes]) -> None:
        """Try once; raises Unreachable where another try may do."""
        if self._there or (self._directly and self._store.worth_trying):
            if await self._by_address(content, digests):
                return
            self._directly = self._there = False
        await self._transport.put_bytes(self._path, content, repeat=False)

    async def _by_address(self, content: bytearray, digests: Sequence[bytes]) -> bool:
        """Have the object store take it, then the service; False where that does not do."""
        try:
            if not self._there:
                wanted = {
                    "slice": self._number,
                    "size": len(content),
                    "digests": b64(b"".join(digests)),
                }
                asked = {"slices": [wanted]}
                said = await self._transport.post(
                    f"{self._rendition}/addresses", asked, repeat=True
                )
                address = said["slices"][0]["address"]
                if address is None:
                    return True
                await self._put_at(str(address), content)
            await self._transport.post(f"{self._path}/arrival", repeat=True)
        except Refusal as refusal:
            if refusal.status in RETRIED:
                raise Unreachable from refusal
            if _NOT_SO.isdisjoint({refusal.facts.get("field"), refusal.facts.get("reason")}):
                raise
            return False
        return True

    async def _put_at(self, address: str, content: bytearray) -> None:
        try:
            await self._transport.put_at(address, content)
        except Unreachable:
            self._store.failed()
            self._directly = False
            raise
        self._store.answered()
        self._there = True
