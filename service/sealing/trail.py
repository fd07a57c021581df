"""Owns the hash chain of a case's trail (section 7): one entry's bytes, its hash, a whole chain.

Refuses to own what happened: entries are written by whoever makes the change they record.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from service.sealing.encoding import canonical, digest, lp
from service.sealing.errors import Fault, SealingError
from service.sealing.fields import (
    B32_OR_EMPTY,
    FROM_ONE,
    ID,
    ID_OR_EMPTY,
    TEXT,
    TIME,
    read_form,
    wire,
    write_record,
)

BEFORE_THE_FIRST: Final = bytes(32)


@dataclass(frozen=True)
class TrailEntry:
    """One line of a case's trail."""

    actor: str = wire(ID_OR_EMPTY)
    at: int = wire(TIME)
    case: str = wire(ID)
    event: str = wire(TEXT)
    number: int = wire(FROM_ONE)
    statement: bytes = wire(B32_OR_EMPTY)
    subject: str = wire(ID_OR_EMPTY)

    def to_bytes(self) -> bytes:
        """Write the entry as the canonical JSON that is hashed and stored."""
        return canonical(write_record(self))


def entry_hash(previous: bytes, entry: bytes) -> bytes:
    """The 32-byte hash of an entry's bytes behind the hash before it."""
    return digest(lp("gobetween/trail/1") + previous + lp(entry))


@dataclass(frozen=True)
class Trail:
    """A checked trail of one case or organisation: every entry, and the hash behind each."""

    chain: str
    entries: tuple[TrailEntry, ...] = ()
    hashes: tuple[bytes, ...] = ()

    @property
    def head(self) -> bytes:
        """The hash of the last entry; zeros before the first."""
        return self.hashes[-1] if self.hashes else BEFORE_THE_FIRST

    @property
    def statements(self) -> tuple[bytes, ...]:
        """The voices of all its statements, in order."""
        return tuple(one.statement for one in self.entries if one.statement)

    def up_to(self, number: int) -> "Trail":
        """The trail as it was at entry ``number``; ``head-mismatch`` where there is none."""
        if not 0 < number <= len(self.entries):
            raise SealingError(Fault.HEAD_MISMATCH, "The trail has no such entry.")
        return Trail(self.chain, self.entries[:number], self.hashes[:number])


def read_chain(chain: str, entries: Iterable[tuple[bytes, bytes]]) -> Trail:
    """Check pairs of entry bytes and hash from the first on; give the whole trail.

    Raises ``trail-broken`` for a gap, another chain's entry, another form or a wrong hash.
    """
    head, read, hashes = BEFORE_THE_FIRST, [], []
    for number, (raw, stored) in enumerate(entries, start=1):
        entry = read_form(TrailEntry, raw, Fault.TRAIL_BROKEN)
        head = entry_hash(head, raw)
        if entry.number != number or entry.case != chain or head != stored:
            raise SealingError(Fault.TRAIL_BROKEN, "The trail has a gap or was changed.")
        read.append(entry)
        hashes.append(head)
    return Trail(chain, tuple(read), tuple(hashes))


def check_chain(case: str, entries: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Check a trail as ``read_chain`` does; give its head's hash only."""
    return read_chain(case, entries).head
