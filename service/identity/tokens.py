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

TOKEN_BYTES: Final = 32
SALT_BYTES: Final = 16
_ORG_BYTES: Final = 16


def keyed(secret: bytes, label: str, value: bytes) -> bytes:
    """Return BLAKE2b-256 of label and value under the server's secret (docs/protocol.md, 5.1)."""
    key = hashlib.blake2b(secret, digest_size=32).digest()
    return hashlib.blake2b(lp(label) + value, key=key, digest_size=32).digest()


def login_hash(secret: bytes, login_token: bytes) -> bytes:
    """Return what is stored of a login token: 32 bytes. The token itself came out of Argon2id."""
    return keyed(secret, "gobetween/login-hash/1", login_token)


def fake_salt(secret: bytes, login: str, kind: str) -> bytes:
    """Return 16 bytes that an unknown login gets, the same each time."""
    return keyed(secret, "gobetween/fake-salt/1", lp(login) + lp(kind))[:SALT_BYTES]


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
