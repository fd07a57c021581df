"""Owns the container's header and digest table (sections 2.2 and 2.4), which hold no secret.

Refuses to own keys: a table that parses is well formed; whose it is, statements say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.sealing.encoding import DIGEST_BYTES, be64, digest
from service.sealing.errors import Fault, SealingError

MAGIC: Final = b"GBTW"
VERSION: Final = 1
SUITE: Final = 1
CHUNK_LOG2: Final = 18
CHUNK: Final = 1 << CHUNK_LOG2
TAG_BYTES: Final = 16
SEALED_CHUNK: Final = CHUNK + TAG_BYTES
SALT_BYTES: Final = 24
BOUND_BYTES: Final = 32
HEADER_BYTES: Final = 64

_FIXED: Final = MAGIC + bytes((VERSION, SUITE, CHUNK_LOG2, 0))
_DIGESTS_AT: Final = HEADER_BYTES + 8
_VERSION_AT: Final = 4
_SUITE_AT: Final = 5


def chunk_count(padded: int) -> int:
    """How many chunks a padded plaintext of ``padded`` bytes is cut in."""
    return -(-padded // CHUNK)


def chunk_length(index: int, padded: int) -> int:
    """The plaintext bytes of chunk ``index``, from 1 to 262,144."""
    if not 0 <= index < chunk_count(padded):
        raise SealingError(Fault.TABLE_INVALID, "There is no such chunk.")
    return min(CHUNK, padded - index * CHUNK)


def start_of_header(salt: bytes) -> bytes:
    """The first 32 bytes of a header: everything but the key commitment."""
    if len(salt) != SALT_BYTES:
        raise SealingError(Fault.BAD_KEY, "A salt has 24 bytes.")
    return _FIXED + salt


def check_header(header: bytes) -> None:
    """Refuse a header of another form, version or suite; there is no other to fall back on."""
    if len(header) != HEADER_BYTES or not header.startswith(MAGIC):
        raise SealingError(Fault.TABLE_INVALID, "This is not a container's header.")
    if header[_VERSION_AT] != VERSION:
        raise SealingError(Fault.UNKNOWN_VERSION, "The container's version is not known.")
    if header[_SUITE_AT] != SUITE:
        raise SealingError(Fault.UNKNOWN_SUITE, "The container's suite is not known.")
    if not header.startswith(_FIXED):
        raise SealingError(Fault.TABLE_INVALID, "The container's chunk size is not known.")


@dataclass(frozen=True)
class DigestTable:
    """The header, the padded length in bytes and the digest of every sealed chunk, in order."""

    header: bytes
    padded: int
    digests: tuple[bytes, ...]

    @property
    def digest(self) -> bytes:
        """The table digest, by which statements name this container."""
        return digest(self.to_bytes())

    @property
    def chunks(self) -> int:
        """How many chunks the container has."""
        return len(self.digests)

    def to_bytes(self) -> bytes:
        """Write the table as it is stored: ``72 + 32 · chunks`` bytes."""
        return self.header + be64(self.padded) + b"".join(self.digests)

    @classmethod
    def from_bytes(cls, raw: bytes) -> "DigestTable":
        """Read a stored table.

        Raises ``table-invalid``, ``unknown-version`` or ``unknown-suite``.
        """
        check_header(raw[:HEADER_BYTES])
        padded = int.from_bytes(raw[HEADER_BYTES:_DIGESTS_AT], "big")
        if padded == 0 or len(raw) != _DIGESTS_AT + DIGEST_BYTES * chunk_count(padded):
            raise SealingError(Fault.TABLE_INVALID, "The table's length is not that of its chunks.")
        starts = range(_DIGESTS_AT, len(raw), DIGEST_BYTES)
        return cls(raw[:HEADER_BYTES], padded, tuple(raw[at : at + DIGEST_BYTES] for at in starts))


def build_table(header: bytes, padded: int, digests: Sequence[bytes]) -> DigestTable:
    """Put a table together; ``table-invalid`` unless there is one digest for each chunk."""
    table = DigestTable(header, padded, tuple(digests))
    if any(len(one) != DIGEST_BYTES for one in table.digests):
        raise SealingError(Fault.TABLE_INVALID, "A digest has 32 bytes.")
    return DigestTable.from_bytes(table.to_bytes())
