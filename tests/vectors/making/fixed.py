"""Owns the bytes that the vectors' script uses where the product uses random ones.

Refuses to be imported by the product: everything here is published and protects nothing.
"""

import itertools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from nacl.bindings import crypto_box, crypto_scalarmult_base

from service.sealing.encoding import be32, blake2b, digest, lp

RANDOM_USERS = ("boxes", "container", "covers", "keys", "wrapping")


def fixed(label: str, size: int = 32) -> bytes:
    """``H(lp("gobetween/vectors/1") ‖ lp(label) ‖ BE32(i))`` for i from 0, cut to ``size``."""
    start = lp("gobetween/vectors/1") + lp(label)
    blocks = -(-size // 32)
    return b"".join(digest(start + be32(i)) for i in range(blocks))[:size]


def fixed_id(label: str) -> str:
    """An id from ``fixed`` bytes, with the marks of a random UUID."""
    raw = bytearray(fixed(label, 16))
    raw[6] = raw[6] & 0x0F | 0x40
    raw[8] = raw[8] & 0x3F | 0x80
    text = raw.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


@contextmanager
def fixed_randomness(label: str) -> Iterator[None]:
    """Replace every random byte of the sealing package, ephemeral box keys included."""
    numbers = itertools.count()

    def take(size: int) -> bytes:
        return fixed(f"{label}/random/{next(numbers)}", size)

    def seal(message: bytes, public: bytes) -> bytes:
        ephemeral = take(32)
        own = bytes(crypto_scalarmult_base(ephemeral))
        nonce = blake2b(own + public, size=24)
        return own + bytes(crypto_box(message, nonce, public, ephemeral))

    with ExitStack() as stack:
        for module in RANDOM_USERS:
            stack.enter_context(patch(f"service.sealing.{module}.random", take))
        stack.enter_context(patch("service.sealing.boxes.crypto_box_seal", seal))
        stack.enter_context(patch("shamir_mnemonic.shamir.RANDOM_BYTES", take))
        yield
