"""Owns the notation of the protocol: b64, lp, H, KDF, ids and canonical JSON (sections 1 and 4).

Refuses to own any meaning: what a label, a statement or a key stands for is said elsewhere.
"""

import base64
import hashlib
import json
import re
import uuid
from collections.abc import Iterable
from typing import Any, Final

from nacl.bindings import crypto_generichash_blake2b_salt_personal

from service.sealing.errors import Fault, SealingError

DIGEST_BYTES: Final = 32
LARGEST_INTEGER: Final = 2**53 - 1
DEEPEST_NESTING: Final = 16

_LARGE: Final = 64 * 1024
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_B64 = re.compile(r"[A-Za-z0-9_-]*")


def b64(raw: bytes) -> str:
    """Write ``raw`` in base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def unb64(text: object, *, length: int | None = None) -> bytes:
    """Read base64url without padding; ``length`` is the number of bytes that must come out.

    Raises ``bad-encoding`` for anything that ``b64`` would not have written.
    """
    if not isinstance(text, str) or not _B64.fullmatch(text) or len(text) % 4 == 1:
        raise SealingError(Fault.BAD_ENCODING, "This is not base64url without padding.")
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if b64(raw) != text:
        raise SealingError(Fault.BAD_ENCODING, "The trailing bits of a base64url text are set.")
    if length is not None and len(raw) != length:
        raise SealingError(Fault.BAD_ENCODING, f"Expected {length} bytes, found {len(raw)}.")
    return raw


def be32(number: int) -> bytes:
    """``number`` as 4 big-endian bytes; ``bad-encoding`` when it does not fit."""
    return _big_endian(number, 4)


def be64(number: int) -> bytes:
    """``number`` as 8 big-endian bytes; ``bad-encoding`` when it does not fit."""
    return _big_endian(number, 8)


def _big_endian(number: int, size: int) -> bytes:
    try:
        return number.to_bytes(size, "big")
    except OverflowError:
        raise SealingError(Fault.BAD_ENCODING, "A number is out of range.") from None


def lp(part: bytes | str) -> bytes:
    """``part`` behind its length in 4 bytes; text as UTF-8, ``bad-encoding`` where it has none."""
    try:
        raw = part.encode("utf-8") if isinstance(part, str) else part
    except UnicodeEncodeError:
        raise SealingError(Fault.BAD_ENCODING, "A text holds half of a surrogate pair.") from None
    return be32(len(raw)) + raw


def blake2b(raw: bytes, *, size: int = DIGEST_BYTES, key: bytes = b"") -> bytes:
    """BLAKE2b of ``raw`` with ``size`` bytes of output, keyed when ``key`` is not empty."""
    # Both are the same function. libsodium's, through its binding, takes ten times as long for a
    # few bytes, and a tenth less for a chunk.
    if len(raw) >= _LARGE:
        return bytes(crypto_generichash_blake2b_salt_personal(raw, size, key))
    return hashlib.blake2b(raw, digest_size=size, key=key).digest()


def digest(raw: bytes) -> bytes:
    """``H(raw)``: BLAKE2b, 32 bytes, no key."""
    return blake2b(raw)


def stream_digest(parts: Iterable[bytes]) -> bytes:
    """``H`` of the concatenated ``parts``, for files that should not be held in memory."""
    state = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for part in parts:
        state.update(part)
    return state.digest()


def kdf(key: bytes, label: str) -> bytes:
    """``KDF(key, label)``: 32 bytes from a 32-byte key; one label per use."""
    if len(key) != DIGEST_BYTES:
        raise SealingError(Fault.BAD_KEY, "A key to derive from has 32 bytes.")
    return blake2b(lp(label), key=key)


def parse_id(text: object) -> str:
    """Give ``text`` back if it is a UUID of 36 lower-case characters; else ``bad-encoding``."""
    if not isinstance(text, str) or not _ID.fullmatch(text):
        raise SealingError(Fault.BAD_ENCODING, "This is not an id.")
    return text


def new_id() -> str:
    """Make a fresh random id."""
    return str(uuid.uuid4())


def canonical(value: object) -> bytes:
    """Write an object in the one form of section 4; else ``statement-not-canonical``."""
    if not isinstance(value, dict):
        raise _not_canonical("A body is an object.")
    _check_value(value, DEEPEST_NESTING)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise _not_canonical("A text holds half of a surrogate pair.") from None


def parse_canonical(raw: bytes) -> dict[str, Any]:
    """Read canonical JSON; anything that would be written otherwise is refused."""
    try:
        value = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        raise _not_canonical("The bytes are not JSON in UTF-8.") from None
    if canonical(value) != raw:
        raise _not_canonical("The bytes are not in the canonical form.")
    # canonical() refuses everything but an object at the top.
    return dict(value)


def _check_value(value: object, depth: int) -> None:
    if depth == 0:
        raise _not_canonical("A body is nested too deeply.")
    if type(value) is int:
        if not 0 <= value <= LARGEST_INTEGER:
            raise _not_canonical("An integer is out of range.")
    elif isinstance(value, list):
        for inner in value:
            _check_value(inner, depth - 1)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise _not_canonical("A key is not text.")
            _check_value(inner, depth - 1)
    elif not isinstance(value, str):
        raise _not_canonical("A value is neither text, integer, array nor object.")


def _not_canonical(sentence: str) -> SealingError:
    return SealingError(Fault.STATEMENT_NOT_CANONICAL, sentence)
