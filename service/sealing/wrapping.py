"""Owns the way from a secret to keys (sections 5.1 and 5.2): profiles, Argon2id, wrapping.

Refuses to take numbers from anyone: a profile is a name compiled in here, and a name that is not
in the table is refused before anything is derived.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    crypto_pwhash_alg,
    crypto_pwhash_ALG_ARGON2ID13,
)
from nacl.exceptions import CryptoError
from nacl.utils import random

from service.sealing.encoding import blake2b, digest, kdf, lp
from service.sealing.errors import Fault, SealingError
from service.sealing.words import normalise_recovery_code

PASSPHRASE: Final = "passphrase"  # noqa: S105 - the name of a kind, not a secret
RECOVERY: Final = "recovery"
KINDS: Final = (PASSPHRASE, RECOVERY)

KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
NONCE_BYTES: Final = 24
TAG_BYTES: Final = 16
_MIB: Final = 1024 * 1024

# Unicode's White_Space, spelled out: what a language's own `\s` or `split` means differs.
_WHITE_SPACE: Final = re.compile(
    "[\\u0009-\\u000d\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+"
)


@dataclass(frozen=True)
class Profile:
    """What Argon2id costs under a name, and which kind of secret it is for."""

    memory_bytes: int
    passes: int
    kind: str


PROFILES: Final[dict[str, Profile]] = {
    "participant-1": Profile(128 * _MIB, 3, PASSPHRASE),
    "staff-1": Profile(256 * _MIB, 3, PASSPHRASE),
    "recovery-1": Profile(64 * _MIB, 3, RECOVERY),
}


def profile_named(name: str) -> Profile:
    """Look a profile up; ``unknown-profile`` for any name that is not compiled in."""
    profile = PROFILES.get(name)
    if profile is None:
        raise SealingError(Fault.UNKNOWN_PROFILE, "No such profile is known.")
    return profile


def normalise_passphrase(text: str) -> str:
    """NFKC, trimmed, every run of white space one space; ``secret-invalid`` when empty."""
    words = _WHITE_SPACE.split(unicodedata.normalize("NFKC", text))
    secret = " ".join(word for word in words if word)
    if not secret or not _encodable(secret):
        raise SealingError(Fault.SECRET_INVALID, "A passphrase is text, and not empty.")
    return secret


def _encodable(text: str) -> bool:
    return not any("\ud800" <= one <= "\udfff" for one in text)


def normalise_enrolment_code(text: str) -> str:
    """Normalise as a passphrase, and lower-case."""
    return normalise_passphrase(text).lower()


def stretch(secret: str, salt: bytes, profile: str) -> bytes:
    """32 bytes from a secret as typed: normalised for the profile's kind, then Argon2id.

    ``salt`` has 16 bytes. Costs 0.3 to 0.7 s and 64 to 256 MiB. Raises ``unknown-profile`` or
    ``secret-invalid`` before any cost.
    """
    named = profile_named(profile)
    if len(salt) != SALT_BYTES:
        raise SealingError(Fault.BAD_ENCODING, "A salt for stretching has 16 bytes.")
    normalise = normalise_recovery_code if named.kind == RECOVERY else normalise_passphrase
    return bytes(
        crypto_pwhash_alg(
            KEY_BYTES,
            normalise(secret).encode("utf-8"),
            salt,
            named.passes,
            named.memory_bytes,
            crypto_pwhash_ALG_ARGON2ID13,
        )
    )


def new_salt() -> bytes:
    """16 random bytes for ``stretch``."""
    return random(SALT_BYTES)


def login_token(stretched: bytes) -> bytes:
    """The 32 bytes shown to the server to sign in; they open nothing."""
    return kdf(stretched, "gobetween/login-token/1")


def wrap_key(stretched: bytes) -> bytes:
    """The 32-byte key that the vault key is wrapped with; never leaves the device."""
    return kdf(stretched, "gobetween/wrap-key/1")


def _with_server_secret(message: bytes, server_secret: bytes) -> bytes:
    # BLAKE2b takes an empty key for none, and refuses one of more than 64 bytes.
    if not KEY_BYTES <= len(server_secret) <= 2 * KEY_BYTES:
        raise SealingError(Fault.BAD_KEY, "The server's secret has 32 to 64 bytes.")
    return blake2b(message, key=server_secret)


def hash_login_token(server_secret: bytes, token: bytes) -> bytes:
    """What the server stores of a login or enrol token: 32 bytes, keyed with its own secret."""
    return _with_server_secret(lp("gobetween/login-hash/1") + token, server_secret)


def salt_for_unknown_login(server_secret: bytes, login: str) -> bytes:
    """The 16-byte salt answered to a login that does not exist, the same each time."""
    hidden = _with_server_secret(lp("gobetween/unknown-login/1") + lp(login), server_secret)
    return hidden[:SALT_BYTES]


def new_vault_key() -> bytes:
    """Make the 32-byte key that a person's vault is sealed under."""
    return random(KEY_BYTES)


def wrap(vault_key: bytes, wrapping_key: bytes, person: str, kind: str, profile: str) -> bytes:
    """Wrap a vault key for one way in: nonce, then 48 sealed bytes, bound to all three names."""
    bound = _bound(person, kind, profile)
    if len(vault_key) != KEY_BYTES:
        raise SealingError(Fault.BAD_KEY, "A vault key has 32 bytes.")
    return aead_seal(vault_key, bound, wrapping_key)


def unwrap(wrapped: bytes, wrapping_key: bytes, person: str, kind: str, profile: str) -> bytes:
    """Give back the 32-byte vault key.

    Raises ``unknown-kind``, ``unknown-profile``, or ``wrapped-unopenable`` for a wrong secret,
    person, kind or profile; which of them it was cannot be told.
    """
    vault_key = aead_open(
        wrapped, _bound(person, kind, profile), wrapping_key, Fault.WRAPPED_UNOPENABLE
    )
    if len(vault_key) != KEY_BYTES:
        raise SealingError(Fault.WRAPPED_UNOPENABLE, "A vault key has 32 bytes.")
    return vault_key


def check_way(kind: str, profile: str) -> None:
    """Hold that a profile is for this way in, before anything is derived under it.

    Raises ``unknown-kind`` or ``unknown-profile``.
    """
    if kind not in KINDS:
        raise SealingError(Fault.UNKNOWN_KIND, "No such way in is known.")
    # A passphrase stretched under the recovery profile would be cheaper to guess.
    if profile_named(profile).kind != kind:
        raise SealingError(Fault.UNKNOWN_PROFILE, "This profile is not for this way in.")


def _bound(person: str, kind: str, profile: str) -> bytes:
    check_way(kind, profile)
    return lp("gobetween/wrapped/1") + lp(person) + lp(kind) + lp(profile)


def aead_seal(plaintext: bytes, bound: bytes, key: bytes) -> bytes:
    """Seal under a 32-byte key: a random 24-byte nonce, then the sealed bytes."""
    _check_key(key)
    nonce = random(NONCE_BYTES)
    sealed = crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, bound, nonce, key)
    return nonce + bytes(sealed)


def aead_open(sealed: bytes, bound: bytes, key: bytes, fault: Fault) -> bytes:
    """Open what ``aead_seal`` made with the same bound bytes; else ``fault``."""
    _check_key(key)
    if len(sealed) < NONCE_BYTES + TAG_BYTES:
        raise SealingError(fault, "Sealed bytes are cut short.")
    nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return bytes(crypto_aead_xchacha20poly1305_ietf_decrypt(rest, bound, nonce, key))
    except CryptoError:
        raise SealingError(fault, "Sealed bytes do not open with this key.") from None


def _check_key(key: bytes) -> None:
    if len(key) != KEY_BYTES:
        raise SealingError(Fault.BAD_KEY, "A key has 32 bytes.")


@dataclass(frozen=True)
class EnrolmentSecrets:
    """What a code gives: the token the server sees, and two keys that it never sees."""

    token: bytes
    offer_key: bytes
    reply_key: bytes


def enrolment_secrets(code: str, login: str) -> EnrolmentSecrets:
    """Stretch an enrolment code as typed, for one login (section 5.2). Costs 0.3 s, 128 MiB."""
    salt = digest(lp("gobetween/enrol-salt/1") + lp(login))[:SALT_BYTES]
    stretched = stretch(normalise_enrolment_code(code), salt, "participant-1")
    return EnrolmentSecrets(
        token=kdf(stretched, "gobetween/enrol-token/1"),
        offer_key=kdf(stretched, "gobetween/enrol-offer/1"),
        reply_key=kdf(stretched, "gobetween/enrol-reply/1"),
    )
