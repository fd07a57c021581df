"""Owns the bare cipher and hash that sealing is measured against, on the same chunks.

Refuses to be a way of sealing anything: key and nonce are made here, used for every chunk, and
thrown away with what came out.
"""

from collections.abc import Sequence
from typing import Final

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_generichash_blake2b_salt_personal,
)
from nacl.utils import random

from service.sealing.encoding import DIGEST_BYTES

_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 24


class Yardstick:
    """libsodium's AEAD and BLAKE2b over these chunks of plaintext, one call each and no more."""

    def __init__(self, chunks: Sequence[bytes]) -> None:
        self._key, self._nonce = random(_KEY_BYTES), random(_NONCE_BYTES)
        self._chunks = list(chunks)
        self._sealed = [
            crypto_aead_xchacha20poly1305_ietf_encrypt(chunk, None, self._nonce, self._key)
            for chunk in self._chunks
        ]

    def seal(self) -> None:
        """Encrypt every chunk and hash what came out."""
        for chunk in self._chunks:
            sealed = crypto_aead_xchacha20poly1305_ietf_encrypt(chunk, None, self._nonce, self._key)
            crypto_generichash_blake2b_salt_personal(sealed, digest_size=DIGEST_BYTES)

    def open(self) -> None:
        """Hash every sealed chunk and decrypt it."""
        for sealed in self._sealed:
            crypto_generichash_blake2b_salt_personal(sealed, digest_size=DIGEST_BYTES)
            crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, None, self._nonce, self._key)
