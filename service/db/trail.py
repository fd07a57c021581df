"""The trail: one hash chain per case and one per organisation (docs/protocol.md, section 7).

Guarantees: an entry is part of the transaction that makes the change; two writers of one chain
wait for each other, so a chain never forks. The database role of the service may insert entries,
never change them.
"""

from typing import Final

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import ProgrammingError
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.canonical import canonical_entry, entry_hash
from service.db.tables import TrailHead
from service.domain.errors import Conflict
from service.domain.events import Event

GENESIS: Final = bytes(32)
# The update changes nothing: it locks the head until this transaction ends, and shows it.
_LOCK_HEAD: Final = (
    insert(TrailHead)
    .on_conflict_do_update(
        index_elements=[col(TrailHead.chain)], set_={"number": col(TrailHead.number)}
    )
    .returning(col(TrailHead.number), col(TrailHead.hash))
)
_LINK: Final = text("""
    WITH link AS (
        INSERT INTO trail_entry (chain, number, org, entry, hash)
        VALUES (:chain, :number, :org, :entry, :hash))
    UPDATE trail_head SET number = :number, hash = :hash WHERE chain = :chain
""")


async def append(
    session: AsyncSession,
    *,
    org: str,
    chain: str,
    event: Event,
    at: int,
    actor: str | None = None,
    subject: str | None = None,
    statement: str = "",
) -> None:
    """Add one entry to `chain` (a case's id, or the organisation's own).

    `statement` is the digest, as base64url text, of the signed statement that the event rests on.
    """
    connection = await session.connection()
    first = {"chain": chain, "org": org, "number": 0, "hash": GENESIS}
    try:
        head = (await connection.execute(_LOCK_HEAD, first)).one()
    except ProgrammingError as hidden:
        # Row security refuses the head: the id is another organisation's.
        raise Conflict(field="id") from hidden
    number = int(head.number) + 1
    entry = canonical_entry(
        actor=actor or "",
        at=at,
        case=chain,
        event=event.value,
        number=number,
        statement=statement,
        subject=subject or "",
    )
    link = {"entry": entry, "hash": entry_hash(head.hash, entry)}
    await connection.execute(_LINK, {"chain": chain, "number": number, "org": org} | link)
