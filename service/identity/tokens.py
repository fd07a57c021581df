"""Secrets that the server hands out or compares: session tokens, login hashes, stable fake salts.

Guarantees: only hashes are stored; comparisons take the same time whatever differs. The server
secret is passed in, never looked up.
"""

import hashlib
import hmac
import secrets
from typing import Final
from uuid import UUID

from service.sealing.encoding import b64, lp, unb64
from service.sealing.errors import SealingError
from service.sealing.wrapping import salt_for_unknown_login

TOKEN_BYTES: Final = 32
_ORG_BYTES: Final = 16


def fake_salt(secret: bytes, login: str, kind: str) -> bytes:
    """Return 16 bytes that an unknown login gets, the same each time, another for each kind."""
    named = login if kind == "passphrase" else f"{login} {kind}"
    return salt_for_unknown_login(secret, named)


def door_hash(secret: bytes, *parts: str) -> bytes:
    """Return 32 bytes that stand for these parts in the throttle's table, keyed with `secret`."""
    said = b"".join(lp(part) for part in ("gobetween/throttle/1", *parts))
    return hashlib.blake2b(said, key=secret, digest_size=32).digest()


def new_session_token(org: str) -> str:
    """Return a bearer token.

    The organisation's id (so that its rows can be seen) and 32 random bytes.
    """
    return b64(UUID(org).bytes + secrets.token_bytes(TOKEN_BYTES))


def token_org(token: str) -> str | None:
    """Return the organisation a token claims, or None when it is no token of ours."""
    try:
        raw = unb64(token, length=_ORG_BYTES + TOKEN_BYTES)
    except SealingError:
        return None
    return str(UUID(bytes=raw[:_ORG_BYTES]))


def token_hash(token: str) -> bytes:
    """Return what is stored of a session token."""
    return hashlib.blake2b(token.encode(), digest_size=32).digest()


def same(left: bytes, right: bytes) -> bool:
    """Compare two secrets in constant time."""
    return hmac.compare_digest(left, right)
