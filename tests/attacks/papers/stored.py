"""Ciphertext changed where it is stored: flipped, swapped, dropped, cut, appended, rewritten.

Owns the changes to slices and digest tables. Refuses devices.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from service.sealing.container import (
    SEALED_CHUNK,
    ContainerSealer,
    DigestTable,
    build_table,
    resumable_salt,
)
from service.sealing.encoding import digest
from service.sealing.errors import Fault
from service.sealing.evidence import Evidence
from service.sealing.grants import open_grant
from service.sealing.schemas import Manifest
from tests.attacks.papers.form import Hand, body_of, with_manifest

Change = Callable[[bytes], bytes]
VERSION_AT, SUITE_AT, DIGESTS_AT, DIGEST = 4, 5, 72, 32


@dataclass(frozen=True)
class Spoil:
    """An object changed in the store, and what a device answers; `fault` None where it opens."""

    name: str
    fault: Fault | None
    slice_: Change | None = None
    table: Change | None = None
    # What the Python client says first, where it notices before any check.
    client: str | None = None


def _flipped(at: int) -> Change:
    def change(content: bytes) -> bytes:
        return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]

    return change


def _swapped(content: bytes) -> bytes:
    first, second = content[:SEALED_CHUNK], content[SEALED_CHUNK : 2 * SEALED_CHUNK]
    return second + first + content[2 * SEALED_CHUNK :]


def _dropped(content: bytes) -> bytes:
    """Without its second chunk, filled up at the end to the length that is expected."""
    return content[:SEALED_CHUNK] + content[2 * SEALED_CHUNK :] + bytes(SEALED_CHUNK)


def _repeated(content: bytes) -> bytes:
    return content[:SEALED_CHUNK] + content[:SEALED_CHUNK] + content[2 * SEALED_CHUNK :]


def _cut(content: bytes) -> bytes:
    return content[: 2 * SEALED_CHUNK]


def _appended(content: bytes) -> bytes:
    return content + content[:SEALED_CHUNK]


def _table_cut(content: bytes) -> bytes:
    """A table that fits what was cut: fewer digests, and the length that they give."""
    table = DigestTable.from_bytes(content)
    kept = content[DIGESTS_AT:][: 2 * DIGEST]
    digests = [kept[:DIGEST], kept[DIGEST:]]
    return build_table(table.header, 2 * (SEALED_CHUNK - 16), digests).to_bytes()


def _table_exchanged(content: bytes) -> bytes:
    table = DigestTable.from_bytes(content)
    return build_table(table.header, table.padded, [bytes(32)] * table.chunks).to_bytes()


CHUNK, TABLE = Fault.CHUNK_REPLACED, Fault.TABLE_REPLACED

SPOILS = [
    Spoil("chunk-flipped", CHUNK, _flipped(SEALED_CHUNK + 1000)),
    Spoil("last-byte-flipped", CHUNK, _flipped(-2)),
    Spoil("chunks-swapped", CHUNK, _swapped),
    Spoil("chunk-dropped", CHUNK, _dropped),
    Spoil("chunk-repeated", CHUNK, _repeated),
    Spoil("cut-at-a-border", CHUNK, _cut, client="unreachable"),
    Spoil("cut-at-a-border-with-a-table-that-fits", TABLE, _cut, _table_cut),
    Spoil("appended", None, _appended),
    Spoil("digest-flipped", TABLE, table=_flipped(DIGESTS_AT)),
    Spoil("digest-appended", TABLE, table=lambda content: content + bytes(DIGEST)),
    Spoil("table-exchanged", TABLE, table=_table_exchanged),
    Spoil("version-downgraded", TABLE, table=_flipped(VERSION_AT)),
    Spoil("suite-downgraded", TABLE, table=_flipped(SUITE_AT)),
]

DOWNGRADED = [
    ("version-downgraded-by-its-author", Fault.UNKNOWN_VERSION, _flipped(VERSION_AT)),
    ("suite-downgraded-by-its-author", Fault.UNKNOWN_SUITE, _flipped(SUITE_AT)),
]


def naming_table(table: bytes) -> Callable[[Evidence, Hand], Evidence]:
    """Let the author themself, turned, sign for another digest table."""

    def forge(shown: Evidence, hand: Hand) -> Evidence:
        (own,) = body_of(shown.manifest, Manifest).containers
        named = (replace(own, table=digest(table)),)
        return with_manifest(shown, hand, hand.world.responsible.keys.sign_seed, containers=named)

    return forge


@dataclass(frozen=True)
class Rewritten:
    """Other words under the very key, item and rendition of a letter: a whole new container."""

    slice_: bytes
    table: bytes


def rewritten(shown: Evidence, hand: Hand, text: bytes) -> Rewritten:
    """Seal other words as anybody can who holds the content key; the recipient here."""
    manifest = body_of(shown.manifest, Manifest)
    (rendition, grant), *_ = shown.grants
    private = hand.world.harmed.keys.box_private
    key = open_grant(grant, manifest.item, rendition, private)
    salt = resumable_salt(key, digest(text), len(text))
    sealer = ContainerSealer(key, manifest.case, manifest.item, rendition, len(text), salt)
    chunk = sealer.seal_chunk(0, lambda offset, length: text[offset : offset + length])
    return Rewritten(chunk, sealer.table().to_bytes())
