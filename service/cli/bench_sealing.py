"""How much sealing and opening a container costs beside the bare cipher and hash it is made of.

Owns the measurement. The reference, `sealing.yardstick`, does the same AEAD and the same BLAKE2b on
the same chunks and nothing else.
"""

import gc
import secrets
import statistics
import time
from collections.abc import Callable
from typing import Final

from service.cli.bench import Row, at_least
from service.sealing.container import CHUNK, ContainerOpener, ContainerSealer, new_content_key
from service.sealing.encoding import new_id
from service.sealing.padding import LENGTH_BYTES
from service.sealing.yardstick import Yardstick

LEAST_RATIO: Final = 0.9
_CHUNKS: Final = 32
_PAIRS: Final = 25
_MEGABYTE: Final = 1e6


def measure() -> list[Row]:
    """Return a row for sealing and one for opening, in megabytes of plaintext a second.

    The ratio is the median over interleaved pairs, so that a machine that slows down or is
    shared slows both sides of each pair.
    """
    # The plaintext's length stands before it, in the first chunk. What is read is cut beforehand:
    # neither side pays for reading.
    begins = [0, *(number * CHUNK - LENGTH_BYTES for number in range(1, _CHUNKS))]
    cut = {at: secrets.token_bytes(CHUNK if at else CHUNK - LENGTH_BYTES) for at in begins}
    length = sum(map(len, cut.values()))

    def read(offset: int, _length: int) -> bytes:
        return cut[offset]

    names = (new_id(), new_id(), new_id())
    content_key = new_content_key()
    sealer = ContainerSealer(content_key, *names, length)
    sealed = [sealer.seal_chunk(index, read) for index in range(sealer.chunks)]
    opener = ContainerOpener(content_key, *names, sealer.table())

    bare = Yardstick(list(cut.values()))

    def seal() -> None:
        fresh = ContainerSealer(content_key, *names, length)
        for index in range(fresh.chunks):
            fresh.seal_chunk(index, read)

    def open_all() -> None:
        for index, chunk in enumerate(sealed):
            opener.open_chunk(index, chunk)

    megabytes = length / _MEGABYTE
    return [
        compared("sealing.seal", seal, bare.seal, megabytes, LEAST_RATIO),
        compared("sealing.open", open_all, bare.open, megabytes, LEAST_RATIO),
    ]


def compared(
    name: str, ours: Callable[[], None], bare: Callable[[], None], size: float, bound: float
) -> Row:
    """Return a row of megabytes a second: `size` of them by both, in pairs, by this thread."""
    pairs = []
    ours()
    bare()
    gc.disable()
    try:
        for number in range(_PAIRS):
            # Whoever comes second finds warm caches: take turns.
            if number % 2:
                first, second = _seconds(ours), _seconds(bare)
            else:
                second, first = _seconds(bare), _seconds(ours)
            pairs.append((first, second))
    finally:
        gc.enable()
    took, reference = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(bare_took / ours_took for ours_took, bare_took in pairs)
    return at_least(name, (size / took, size / reference), "MB/s", ratio, bound)


def _seconds(work: Callable[[], None]) -> float:
    # This thread's own time: what else the machine does in between is not sealing.
    began = time.thread_time()
    work()
    return time.thread_time() - began
