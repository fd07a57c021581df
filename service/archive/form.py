"""Owns the form of an export (docs/export.md): which files there are, their names, their list.

Refuses to own whether what is in them is true; `checking` says that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.sealing.encoding import b64, canonical, parse_canonical
from service.sealing.fields import B32, COUNT, ID, TEXT, array, record, wire, write_record
from service.sealing.statements import Statement

FORM: Final = "gobetween/export/1"
LISTING: Final = "manifest.json"
CHUNKS_PER_FILE: Final = 32
ENTRIES_PER_FILE: Final = 1000


@dataclass(frozen=True)
class ListedFile:
    """A file of the archive: its name, its size in bytes and `H` of its content."""

    digest: bytes = wire(B32)
    name: str = wire(TEXT)
    size: int = wire(COUNT)


@dataclass(frozen=True)
class Listing:
    """What `manifest.json` says: whose export this is, and every other file in order."""

    case: str = wire(ID)
    files: tuple[ListedFile, ...] = wire(array(record(ListedFile)))
    form: str = wire(TEXT)
    org: str = wire(ID)

    def to_bytes(self) -> bytes:
        """Write the list as canonical JSON."""
        return canonical(write_record(self))


def card_name(card_digest: bytes) -> str:
    """The sealed case card."""
    return f"cards/{card_digest.hex()}"


def table_name(rendition: str) -> str:
    """The digest table of a container."""
    return f"containers/{rendition}/table"


def chunks_name(rendition: str, number: int) -> str:
    """The sealed chunks `32·number` to `32·number + 31` of a container."""
    return f"containers/{rendition}/chunks/{number:06}"


def grant_name(digest: bytes) -> str:
    """A grant that a decision names."""
    return f"grants/{digest.hex()}"


def head_name(number: int, voice: bytes) -> str:
    """A countersignature under the first `number` entries of the trail."""
    return f"heads/{number:08}-{voice.hex()}.json"


def roster_name(sequence: int) -> str:
    """The roster of this sequence."""
    return f"rosters/{sequence:06}.json"


def policy_name(sequence: int) -> str:
    """The organisation's policy of this sequence."""
    return f"policies/{sequence:06}.json"


def statement_name(voice: bytes) -> str:
    """A signed statement of the case."""
    return f"statements/{voice.hex()}.json"


def organisation_team_name(digest: bytes) -> str:
    """A team of the organisation that a roster names."""
    return f"teams/{digest.hex()}.json"


def trail_name(first: int) -> str:
    """A thousand entries of the trail from entry `first` on, the last file fewer."""
    return f"trail/{first:08}.jsonl"


def statement_bytes(statement: Statement) -> bytes:
    """A statement as it travels, as canonical JSON."""
    return canonical(statement.to_wire())


def read_statement(raw: bytes) -> Statement:
    """Read a statement's file; raises SealingError for any other form. Verifies nothing."""
    return Statement.from_wire(parse_canonical(raw))


def trail_lines(entries: Sequence[tuple[bytes, bytes]]) -> bytes:
    """Write pairs of entry bytes and hash, one line each."""
    return b"".join(
        canonical({"entry": parse_canonical(raw), "hash": b64(link)}) + b"\n"
        for raw, link in entries
    )
