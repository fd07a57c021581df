"""Signed statements as rows: stored verbatim, found by digest, never changed.

Refuses to judge: whether a statement is true and whose key signed it is for the rooms that import
the sealing room, and in the end for the recipient's own device.
"""

import base64
import uuid
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import ColumnElement, ScalarSelect
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.tables import Statement

# Which reader of a case signed which of these rows, by the row's id; whoever signed without being
# allowed to, then or now, is left out. The room of cases answers; the edge hands it to the others.
Readers = Callable[[AsyncSession, str, Sequence[Statement]], Awaitable[Mapping[str, str]]]


class Signed(Protocol):
    """The shape of a parsed envelope, as the sealing room gives it."""

    @property
    def type(self) -> str:
        """Which kind of statement it is, with its version."""
        ...

    @property
    def payload(self) -> bytes:
        """The exact signed body."""
        ...

    @property
    def key(self) -> bytes:
        """The signer's public key, 32 bytes."""
        ...

    @property
    def signature(self) -> bytes:
        """64 bytes."""
        ...

    @property
    def digest(self) -> bytes:
        """The 32 bytes by which other statements name it."""
        ...

    @property
    def voice(self) -> bytes:
        """The 32 bytes by which a trail names it: what was said, and under whose key."""
        ...


def text_of(value: bytes) -> str:
    """Return bytes as unpadded base64url, the wire's form."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def to_wire(row: Statement) -> dict[str, str]:
    """Return a stored statement exactly as it was sent."""
    return {
        "type": row.type,
        "payload": text_of(row.payload),
        "key": text_of(row.signer),
        "signature": text_of(row.signature),
    }


def items_with(statement_type: str, case: str | None = None) -> ScalarSelect[Any]:
    """Return the question for which items, of one case or of all, one of this type is stored."""
    query = select(Statement.item_id).where(
        col(Statement.type) == statement_type, col(Statement.item_id).is_not(None)
    )
    if case is not None:
        query = query.where(col(Statement.case_id) == case)
    return query.scalar_subquery()


async def record(
    session: AsyncSession,
    signed: Signed,
    *,
    org: str,
    at: int,
    case: str | None = None,
    item: str | None = None,
    sequence: int = 0,
) -> Statement:
    """Store a statement; `sequence` orders those of one type (rosters, decisions, …)."""
    row = Statement(
        id=str(uuid.uuid4()),
        org=org,
        case_id=case,
        item_id=item,
        type=signed.type,
        payload=signed.payload,
        signer=signed.key,
        signature=signed.signature,
        digest=signed.digest,
        voice=signed.voice,
        sequence=sequence,
        created=at,
    )
    session.add(row)
    await session.flush()
    return row


async def newest(
    session: AsyncSession, kind: str, *, case: str | None = None, item: str | None = None
) -> Statement | None:
    """Return the statement of this type with the highest sequence.

    In this case or item if named.
    """
    query = select(Statement).where(col(Statement.type) == kind)
    if case is not None:
        query = query.where(col(Statement.case_id) == case)
    if item is not None:
        query = query.where(col(Statement.item_id) == item)
    query = query.order_by(col(Statement.sequence).desc(), col(Statement.created).desc()).limit(1)
    return (await session.exec(query)).first()


async def every(
    session: AsyncSession, kind: str, *, case: str | None = None, item: str | None = None
) -> list[Statement]:
    """Return every statement of this type in this case or item, in the order of sequence."""
    query = select(Statement).where(col(Statement.type) == kind)
    if case is not None:
        query = query.where(col(Statement.case_id) == case)
    if item is not None:
        query = query.where(col(Statement.item_id) == item)
    query = query.order_by(col(Statement.sequence), col(Statement.created), col(Statement.id))
    return list(await session.exec(query))


async def by_type(
    session: AsyncSession, *kinds: str, case: str | None = None, item: str | None = None
) -> dict[str, list[Statement]]:
    """Return what `every` would for each of these types, in one question."""
    query = select(Statement).where(col(Statement.type).in_(kinds))
    if case is not None:
        query = query.where(col(Statement.case_id) == case)
    if item is not None:
        query = query.where(col(Statement.item_id) == item)
    query = query.order_by(col(Statement.sequence), col(Statement.created), col(Statement.id))
    found: dict[str, list[Statement]] = {kind: [] for kind in kinds}
    for row in await session.exec(query):
        found[row.type].append(row)
    return found


async def of_items(session: AsyncSession, *kinds: str, items: Collection[str]) -> list[Statement]:
    """Return the statements of these types about these items, each item's in their order."""
    return await _about(session, kinds, col(Statement.item_id).in_(items))


async def of_cases(session: AsyncSession, *kinds: str, cases: Collection[str]) -> list[Statement]:
    """Return the statements of these types in these cases, each case's in their order."""
    return await _about(session, kinds, col(Statement.case_id).in_(cases))


async def _about(
    session: AsyncSession, kinds: Collection[str], about: ColumnElement[bool]
) -> list[Statement]:
    query = select(Statement).where(col(Statement.type).in_(kinds), about)
    query = query.order_by(col(Statement.sequence), col(Statement.created), col(Statement.id))
    return list(await session.exec(query))


async def named(session: AsyncSession, kind: str, digest: bytes) -> Statement | None:
    """Return the statement of this type that other statements name by `digest`."""
    query = select(Statement).where(col(Statement.type) == kind, col(Statement.digest) == digest)
    return (await session.exec(query)).first()


async def spoken(session: AsyncSession, voice: bytes) -> Statement | None:
    """Return the statement that a trail names by `voice`."""
    return (await session.exec(select(Statement).where(col(Statement.voice) == voice))).first()
