"""Owns how loud a recording is, over time: samples in, as they come, and few numbers out.

Memory stays flat however many come. Refuses to own where samples come from.
"""

from typing import Final

from service.sealing.preview import MOST_MS, MOST_PEAKS

RATE: Final = 8000
"""Samples of each channel a second."""
CHANNELS: Final = 2
"""Both are looked at: what is loud in one and upside down in the other is not silent."""

_FINEST_MS: Final = 20
_BYTES_A_MS: Final = RATE * CHANNELS // 1000
_SILENCE: Final = 128
_FULL: Final = 255
_LOOKED_AT: Final = 256

# How far a byte is from silence, doubled, as far as a byte can say it.
_LOUD: Final = bytes(min(_FULL, 2 * abs(byte - _SILENCE)) for byte in range(256))
_NO_LOUDER: Final = tuple(
    bytes(byte for byte in range(256) if _LOUD[byte] <= level) for level in range(256)
)


class Peaks:
    """Takes samples of eight bits, both channels in turn; tells the loudest of each stretch."""

    def __init__(self) -> None:
        self._each_ms = _FINEST_MS
        self._peaks = bytearray()
        self._loudest = 0
        # Bytes of the stretch at hand that were taken.
        self._filled = 0

    def take(self, samples: bytes) -> None:
        """Take the next samples. What is later than a day is dropped."""
        at = 0
        while at < len(samples) and len(self._peaks) * self._each_ms < MOST_MS:
            part = samples[at : at + self._each_ms * _BYTES_A_MS - self._filled]
            self._loudest = _louder(part, self._loudest)
            self._filled += len(part)
            at += len(part)
            if self._filled == self._each_ms * _BYTES_A_MS:
                self._end_stretch()

    def told(self) -> tuple[int, bytes]:
        """Milliseconds of each, and the peaks so far; no more than MOST_PEAKS, 0 and none of none.

        The last may be of a shorter stretch.
        """
        peaks = bytes(self._peaks) + (bytes([self._loudest]) if self._filled else b"")
        return (self._each_ms if peaks else 0), peaks

    def _end_stretch(self) -> None:
        self._peaks.append(self._loudest)
        self._loudest = self._filled = 0
        if len(self._peaks) == MOST_PEAKS:
            # From now on two in one; nobody knew how long it would be.
            self._peaks = bytearray(map(max, self._peaks[::2], self._peaks[1::2]))
            self._each_ms *= 2


def _louder(samples: bytes, known: int) -> int:
    """How loud the loudest of these is, and no less than `known`."""
    left = samples.translate(None, _NO_LOUDER[known])
    while left:
        known = max(left[:_LOOKED_AT].translate(_LOUD))
        left = left.translate(None, _NO_LOUDER[known])
    return known
