"""Owns signing and opening statements (section 4): type, canonical bytes, schema, signature.

Refuses to own whose key it is: a statement that opens here is well formed and signed by the key
it carries, nothing more. Who that key belongs to is for verify.py.
"""

import functools
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar, cast

from nacl.bindings import crypto_sign, crypto_sign_open, crypto_sign_seed_keypair
from nacl.exceptions import BadSignatureError

from service.sealing import schemas
from service.sealing.encoding import b64, canonical, digest, lp, parse_canonical, unb64
from service.sealing.errors import Fault, SealingError
from service.sealing.fields import read_record, write_record

SEED_BYTES: Final = 32
SIGN_KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
# What was opened is asked for again at every check of its case. Larger ones are not kept, so that
# nobody fills a process's memory with what they sign.
_KEPT: Final = 1024
_LARGEST_KEPT_BYTES: Final = 8192

_WIRE_KEYS = {"type", "payload", "key", "signature"}

B = TypeVar("B", bound=schemas.Body)


def pae(kind: str, payload: bytes) -> bytes:
    """Join type and body so that no other pair gives the same bytes."""
    name = kind.encode("utf-8")
    return b"DSSEv1 %d %b %d %b" % (len(name), name, len(payload), payload)


@dataclass(frozen=True)
class Statement:
    """A statement as it travels. Nothing in it is checked until ``open_statement``."""

    type: str
    payload: bytes
    key: bytes
    signature: bytes

    @property
    def digest(self) -> bytes:
        """The 32 bytes by which other statements name this one."""
        return digest(pae(self.type, self.payload))

    @property
    def voice(self) -> bytes:
        """The 32 bytes by which a trail names this one: what was said, and under whose key.

        The digest alone would let somebody who has left sign today what another signed in time.
        """
        return digest(lp("gobetween/voice/1") + self.digest + self.key)

    @property
    def body(self) -> schemas.Body:
        """The typed body, opened as the type that the statement claims."""
        cls = schemas.BODIES.get(self.type)
        if cls is None:
            raise SealingError(Fault.STATEMENT_TYPE, "No such type of statement is known.")
        return open_statement(self, cls)

    def to_wire(self) -> dict[str, str]:
        """Write the four texts that travel."""
        return {
            "type": self.type,
            "payload": b64(self.payload),
            "key": b64(self.key),
            "signature": b64(self.signature),
        }

    @classmethod
    def from_wire(cls, value: object) -> "Statement":
        """Read the four texts; ``bad-encoding`` for any other shape. Verifies nothing."""
        if not isinstance(value, Mapping) or set(value) != _WIRE_KEYS:
            raise SealingError(Fault.BAD_ENCODING, "This is not a statement as it travels.")
        kind = value["type"]
        if not isinstance(kind, str) or not kind.isascii():
            raise SealingError(Fault.BAD_ENCODING, "A statement's type is plain text.")
        return cls(
            type=kind,
            payload=unb64(value["payload"]),
            key=unb64(value["key"], length=SIGN_KEY_BYTES),
            signature=unb64(value["signature"], length=SIGNATURE_BYTES),
        )


def sign_public(seed: bytes) -> bytes:
    """Give the Ed25519 public key (32 bytes) of a 32-byte seed."""
    if len(seed) != SEED_BYTES:
        raise SealingError(Fault.BAD_KEY, "A signing seed has 32 bytes.")
    return bytes(crypto_sign_seed_keypair(seed)[0])


def sign(body: schemas.Body, seed: bytes) -> Statement:
    """Sign ``body`` with a 32-byte Ed25519 seed.

    What is signed always opens again: a value outside its table is ``statement-schema`` here too.
    """
    if len(seed) != SEED_BYTES:
        raise SealingError(Fault.BAD_KEY, "A signing seed has 32 bytes.")
    payload = canonical(write_record(body))
    if _read_body(payload, type(body)) != body:
        raise SealingError(Fault.STATEMENT_SCHEMA, "A value does not survive being written.")
    public, secret = crypto_sign_seed_keypair(seed)
    signed = crypto_sign(pae(body.TYPE, payload), secret)
    return Statement(body.TYPE, payload, bytes(public), bytes(signed[:SIGNATURE_BYTES]))


def open_statement(statement: Statement, body: type[B]) -> B:
    """Open ``statement`` as a ``body``: type, signature by its own key, canonical form, schema.

    Raises ``statement-type``, ``statement-signature``, ``statement-not-canonical`` or
    ``statement-schema``, checked in this order. Does not say whose key it is.
    """
    if statement.type != body.TYPE:
        raise SealingError(Fault.STATEMENT_TYPE, "A statement of another type was expected.")
    if len(statement.payload) > _LARGEST_KEPT_BYTES:
        return _opened(statement, body)
    return cast("B", _opened_once(statement, cast("Hashable", body)))


def _opened(statement: Statement, body: type[B]) -> B:
    _check_signature(statement)
    return _read_body(statement.payload, body)


# Of the same bytes the answer is the same, and a body never changes. A refusal is not kept.
_opened_once = functools.lru_cache(maxsize=_KEPT)(_opened)


def _check_signature(statement: Statement) -> None:
    # The binding hands the key's address to libsodium unmeasured, so the lengths come first.
    if len(statement.key) != SIGN_KEY_BYTES or len(statement.signature) != SIGNATURE_BYTES:
        raise SealingError(Fault.STATEMENT_SIGNATURE, "A key or signature has the wrong length.")
    signed = statement.signature + pae(statement.type, statement.payload)
    try:
        crypto_sign_open(signed, statement.key)
    except BadSignatureError:
        raise SealingError(
            Fault.STATEMENT_SIGNATURE, "A statement's signature does not verify."
        ) from None


def _read_body(payload: bytes, cls: type[B]) -> B:
    body = read_record(cls, parse_canonical(payload))
    check = getattr(body, "check", None)
    if check is not None:
        check()
    return body
