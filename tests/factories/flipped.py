"""Bytes that are surely not what they were.

A byte that is set to a fixed value is, once in 256 times, the byte that was there.
"""


def flipped(content: bytes, at: int = -1) -> bytes:
    """Return the same bytes with the one at `at` changed, of the same length."""
    changed = bytearray(content)
    changed[at] ^= 1
    return bytes(changed)
