"""Owns an export's content: tables, chunks, grants and card, by the digests that were signed.

Refuses to open any of it; no key is here.
"""

from dataclasses import dataclass
from typing import cast

from service.archive.collecting import Collected
from service.archive.faults import ArchiveError, ArchiveFault, found_at
from service.archive.form import (
    CHUNKS_PER_FILE,
    card_name,
    chunks_name,
    grant_name,
    table_name,
)
from service.archive.reading import Archive
from service.sealing.encoding import digest
from service.sealing.errors import Fault, SealingError
from service.sealing.schemas import (
    CaseStatement,
    ContainerRef,
    Decision,
    DecisionGrant,
    Destruction,
    Keeping,
    Manifest,
    Regrant,
    RenditionStatement,
)
from service.sealing.schemas_offers import GIVE_BACK
from service.sealing.statements import Statement
from service.sealing.table import SEALED_CHUNK, TAG_BYTES, DigestTable, chunk_length


@dataclass
class CountedContents:
    """How much of it there was."""

    containers: int = 0
    chunks: int = 0
    grants: int = 0
    cards: int = 0
    destroyed: int = 0


def check_contents(archive: Archive, collected: Collected, counted: CountedContents) -> None:
    """Check everything that statements name by digest; raises ArchiveError at the first fault."""
    # Of what was destroyed only the statement is left: bytes or keys of it are not accounted for.
    gone = _destroyed(collected)
    for statement in collected.statements.values():
        for ref in _containers(statement):
            if ref.rendition not in gone:
                _check_container(archive, ref, counted)
    given_back = _given_back(collected)
    for statement in collected.statements.values():
        for person, grant in _grants(statement):
            # What a recipient gave back no key of theirs is left for.
            kept = (getattr(statement.body, "item", ""), person) not in given_back
            if kept and grant.rendition not in gone:
                _check_grant(archive, grant.grant, counted)
    counted.destroyed = len(gone)
    _check_card(archive, collected, counted)


def _destroyed(collected: Collected) -> set[str]:
    return {
        cast("Destruction", one.body).rendition
        for one in collected.statements.values()
        if one.type == Destruction.TYPE
    }


def _given_back(collected: Collected) -> set[tuple[str, str]]:
    """Every item that its recipient gave back, with them."""
    found = [
        cast("Keeping", one.body)
        for one in collected.statements.values()
        if one.type == Keeping.TYPE
    ]
    return {(one.item, one.person) for one in found if one.wish == GIVE_BACK}


def _containers(statement: Statement) -> tuple[ContainerRef, ...]:
    if statement.type == Manifest.TYPE:
        return cast("Manifest", statement.body).containers
    if statement.type == RenditionStatement.TYPE:
        return (cast("RenditionStatement", statement.body).output,)
    return ()


def _grants(statement: Statement) -> list[tuple[str, DecisionGrant]]:
    """Every grant that a statement names, with the person it is sealed to."""
    if statement.type == Regrant.TYPE:
        regrant = cast("Regrant", statement.body)
        return [(regrant.person, grant) for grant in regrant.grants]
    if statement.type != Decision.TYPE:
        return []
    body = cast("Decision", statement.body)
    return [(one.person, grant) for one in body.recipients for grant in one.grants]


def _check_container(archive: Archive, ref: ContainerRef, counted: CountedContents) -> None:
    name = table_name(ref.rendition)
    raw = archive.take(name)
    if digest(raw) != ref.table:
        raise ArchiveError(Fault.TABLE_REPLACED, name)
    try:
        table = DigestTable.from_bytes(raw)
    except SealingError as error:
        raise found_at(name, error) from error
    if table.padded != ref.padded:
        raise ArchiveError(Fault.TABLE_INVALID, name)
    for first in range(0, table.chunks, CHUNKS_PER_FILE):
        name = chunks_name(ref.rendition, first // CHUNKS_PER_FILE)
        _check_chunks(archive.take(name), name, table, first)
    counted.containers += 1
    counted.chunks += table.chunks


def _check_chunks(raw: bytes, name: str, table: DigestTable, first: int) -> None:
    indices = range(first, min(first + CHUNKS_PER_FILE, table.chunks))
    expected = sum(chunk_length(index, table.padded) + TAG_BYTES for index in indices)
    if len(raw) != expected:
        raise ArchiveError(Fault.CHUNK_REPLACED, name)
    for index in indices:
        at = (index - first) * SEALED_CHUNK
        if digest(raw[at : at + SEALED_CHUNK]) != table.digests[index]:
            raise ArchiveError(Fault.CHUNK_REPLACED, name)


def _check_grant(archive: Archive, named: bytes, counted: CountedContents) -> None:
    name = grant_name(named)
    if not archive.has(name):
        raise ArchiveError(Fault.GRANT_MISSING, name)
    if digest(archive.take(name)) != named:
        raise ArchiveError(Fault.GRANT_REPLACED, name)
    counted.grants += 1


def _check_card(archive: Archive, collected: Collected, counted: CountedContents) -> None:
    stated = [
        (cast("CaseStatement", one.body).sequence, one)
        for one in collected.statements.values()
        if one.type == CaseStatement.TYPE
    ]
    _, newest = max(stated, key=lambda one: one[0])
    # Earlier cards are not kept; the newest one is the case's.
    wanted = cast("CaseStatement", newest.body).card
    if not wanted:
        return
    name = card_name(wanted)
    if digest(archive.take(name)) != wanted:
        raise ArchiveError(ArchiveFault.CARD_REPLACED, name)
    counted.cards += 1
