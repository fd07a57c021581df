"""Owns the arithmetic of slices (section 2.5): which stored object holds which sealed chunk.

Refuses to own sealing: where a chunk lies proves nothing about it.
"""

from typing import Final

from service.sealing.table import SEALED_CHUNK, TAG_BYTES, chunk_count

MOST_CHUNKS_PER_SLICE: Final = 32


def slice_of(chunk: int, per: int) -> tuple[int, int]:
    """Give the slice that holds ``chunk`` and the byte at which it begins there."""
    _check(per)
    return chunk // per, (chunk % per) * SEALED_CHUNK


def slice_count(chunks: int, per: int) -> int:
    """How many slices of ``per`` chunks hold ``chunks`` chunks."""
    _check(per)
    return -(-chunks // per)


def slice_span(number: int, chunks: int, per: int) -> range:
    """The chunks that slice ``number`` holds."""
    if not 0 <= number < slice_count(chunks, per):
        raise ValueError("no such slice")
    return range(number * per, min((number + 1) * per, chunks))


def slice_length(number: int, padded: int, per: int) -> int:
    """The stored bytes of slice ``number`` of a container of ``padded`` bytes."""
    chunks = chunk_count(padded)
    span = slice_span(number, chunks, per)
    whole = padded + TAG_BYTES * chunks
    return min(span.stop * SEALED_CHUNK, whole) - span.start * SEALED_CHUNK


def _check(per: int) -> None:
    if not 1 <= per <= MOST_CHUNKS_PER_SLICE:
        raise ValueError("a slice holds 1 to 32 chunks")
