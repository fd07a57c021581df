"""A recording of any size that lies nowhere: a WAV with as many bytes a second as are accepted.

Owns the bytes of its head; what sounds is given by whoever makes one. For measuring, and for tests.
"""

import struct
from collections.abc import Callable
from typing import Final

_CHANNELS: Final = 8
_RATE: Final = 192_000
_BITS: Final = 16
_ALL_ROUND: Final = 0x63F
_PCM: Final = bytes.fromhex("0100000000001000800000aa00389b71")

BYTES_A_SECOND: Final = _CHANNELS * _RATE * _BITS // 8
"""Of sound from all sides: three gigabytes last a quarter of an hour."""


class LongSound:
    """A `media.Source` of `size` bytes; `noise` gives, each time, at least as many as are read."""

    def __init__(self, size: int, noise: Callable[[], bytes]) -> None:
        depths = (BYTES_A_SECOND, _CHANNELS * _BITS // 8, _BITS, 22, _BITS, _ALL_ROUND)
        form = struct.pack("<HHIIHHHHI", 0xFFFE, _CHANNELS, _RATE, *depths) + _PCM
        self.size = size
        self._head = (
            struct.pack("<4sI4s4sI", b"RIFF", size - 8, b"WAVE", b"fmt ", len(form))
            + form
            + struct.pack("<4sI", b"data", size - 28 - len(form))
        )
        self._noise = noise

    def read(self, offset: int, length: int) -> bytes:
        """Return so many bytes from there: what is left of the head, and sound."""
        head = self._head[offset : offset + length]
        return head + self._noise()[: length - len(head)]
