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


def check_chain(case: str, entries: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Check pairs of entry bytes and hash from the first on; give the head's hash.

    Raises ``trail-broken`` for a gap, another case's entry, another form or a wrong hash.
    """
    head = BEFORE_THE_FIRST
    for number, (raw, stored) in enumerate(entries, start=1):
        entry = read_form(TrailEntry, raw, Fault.TRAIL_BROKEN)
        head = entry_hash(head, raw)
        if entry.number != number or entry.case != case or head != stored:
            raise SealingError(Fault.TRAIL_BROKEN, "The trail has a gap or was changed.")
    return head
