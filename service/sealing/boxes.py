"""Owns sealed boxes to X25519 keys and the check that a public key can be used at all.

Refuses to own what is inside: labels and forms belong to grants.py, teams.py and enrolment.py.
"""

from typing import Final

from nacl.bindings import (
    crypto_box_seal,
    crypto_box_seal_open,
    crypto_box_SEALBYTES,
    crypto_core_ed25519_is_valid_point,
    crypto_scalarmult_base,
    sodium_memcmp,
)
from nacl.exceptions import CryptoError
from nacl.exceptions import RuntimeError as SodiumError
from nacl.utils import random

from service.sealing.errors import Fault, SealingError

BOX_KEY_BYTES: Final = 32


def new_box_private() -> bytes:
    """Make a 32-byte X25519 private key."""
    return random(BOX_KEY_BYTES)


def box_public(box_private: bytes) -> bytes:
    """Give the public key (32 bytes) of an X25519 private key."""
    # The binding hands the key's address to libsodium unmeasured.
    if len(box_private) != BOX_KEY_BYTES:
        raise SealingError(Fault.BAD_KEY, "A box key has 32 bytes.")
    return bytes(crypto_scalarmult_base(box_private))


def seal_to(public: bytes, plaintext: bytes) -> bytes:
    """Seal to a public key; ``bad-key`` for one of low order or the wrong length."""
    if len(public) != BOX_KEY_BYTES:
        raise SealingError(Fault.BAD_KEY, "A box key has 32 bytes.")
    try:
        return bytes(crypto_box_seal(plaintext, public))
    except SodiumError:
        raise SealingError(Fault.BAD_KEY, "A box key cannot be sealed to.") from None


def open_sealed(sealed: bytes, box_private: bytes, fault: Fault = Fault.SEALED_UNOPENABLE) -> bytes:
    """Open a sealed box with a private key; ``fault`` when it does not open."""
    public = box_public(box_private)
    if len(sealed) < crypto_box_SEALBYTES:
        raise SealingError(fault, "A sealed box is cut short.")
    try:
        return bytes(crypto_box_seal_open(sealed, public, box_private))
    except CryptoError:
        raise SealingError(fault, "A sealed box does not open with this key.") from None


def after_prefix(
    opened: bytes, prefix: bytes, length: int, fault: Fault = Fault.SEALED_MISMATCH
) -> bytes:
    """Give the ``length`` bytes behind ``prefix``; ``fault`` unless there is exactly that."""
    if len(opened) != len(prefix) + length or not sodium_memcmp(opened[: len(prefix)], prefix):
        raise SealingError(fault, "A sealed box holds something else than was expected.")
    return opened[len(prefix) :]


def check_public_keys(sign: bytes, box: bytes) -> None:
    """Refuse (``bad-key``) public keys of low order or not on the curve before certifying them."""
    seal_to(box, b"")
    if len(sign) != BOX_KEY_BYTES or not crypto_core_ed25519_is_valid_point(sign):
        raise SealingError(Fault.BAD_KEY, "A signing key cannot be used.")
