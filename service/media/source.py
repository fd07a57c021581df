"""Owns the shape of a plaintext source, and reading one without holding up the event loop.

Refuses to own fetching and decrypting; those belong to the caller who holds the key.
"""

import asyncio
from typing import Protocol


class Source(Protocol):
    """A recording's plaintext, opened piece by piece and never whole.

    `size` is the true length in bytes and does not change. `read` blocks, is called from a
    thread that is not the event loop's, and by one caller at a time; no call begins after
    `make_safe_rendition` has returned or raised. It returns exactly `length` bytes for
    0 <= offset and offset + length <= size; whatever it raises ends the rendition and reaches
    the caller unchanged. It should bound its own waiting: a cancelled rendition waits for it.
    """

    @property
    def size(self) -> int:
        """Length of the plaintext in bytes."""
        ...

    def read(self, offset: int, length: int) -> bytes:
        """Exactly `length` bytes from `offset`."""
        ...


async def read_exactly(source: Source, offset: int, length: int) -> bytes:
    """`source.read` in a thread. Cancelled, it first waits for the thread, which cannot be.

    Raises EOFError when the source gives fewer or more bytes than asked, else what it raises.
    """
    reading = asyncio.get_running_loop().run_in_executor(None, source.read, offset, length)
    try:
        piece = await asyncio.shield(reading)
    except asyncio.CancelledError:
        await asyncio.wait({reading})
        reading.exception()
        raise
    if len(piece) != length:
        raise EOFError("the source gave another number of bytes than asked")
    return piece
