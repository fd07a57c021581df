"""Owns the shape of a plaintext source: what the pipeline asks of whoever decrypts.

Refuses to own fetching and decrypting; those belong to the caller who holds the key.
"""

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
