"""Owns the padding of plaintexts (section 2.1), which hides their exact length.

Refuses to own encryption. The length in front is trusted only after it explains every byte.
"""

from typing import Final

from service.sealing.encoding import be64
from service.sealing.errors import Fault, SealingError

LENGTH_BYTES: Final = 8
_SMALLEST_STEP: Final = 4096
_STEP_BITS: Final = 6


def padded_length(length: int) -> int:
    """``P`` in bytes for a plaintext of ``length`` bytes: at least 4096, about 3 % more at most."""
    if length < 0:
        raise SealingError(Fault.PADDING_INVALID, "A length is not negative.")
    needed = LENGTH_BYTES + length
    step = max(_SMALLEST_STEP, 1 << max(0, needed.bit_length() - _STEP_BITS))
    return -(-needed // step) * step


def pad(plaintext: bytes) -> bytes:
    """Put the length in front of ``plaintext`` and zeros behind it."""
    framed = be64(len(plaintext)) + plaintext
    return framed + bytes(padded_length(len(plaintext)) - len(framed))


def length_within(start: bytes, padded: int) -> int:
    """Read the true length from the first bytes of a padded plaintext of ``padded`` bytes.

    Raises ``padding-invalid`` when that length would have been padded otherwise.
    """
    length = int.from_bytes(start[:LENGTH_BYTES], "big")
    if len(start) < LENGTH_BYTES or padded_length(length) != padded:
        raise SealingError(Fault.PADDING_INVALID, "The length does not explain the padding.")
    return length


def check_zeros(padding: bytes) -> None:
    """Refuse any padding byte that is not zero."""
    if padding.count(0) != len(padding):
        raise SealingError(Fault.PADDING_INVALID, "A padding byte is not zero.")


def unpad(padded: bytes) -> bytes:
    """Give back the plaintext; ``padding-invalid`` when any byte is not as ``pad`` wrote it."""
    end = LENGTH_BYTES + length_within(padded, len(padded))
    check_zeros(padded[end:])
    return padded[LENGTH_BYTES:end]
