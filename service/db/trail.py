"""The trail: one hash chain per case and one per organisation (docs/protocol.md, section 7).

Guarantees: an entry is part of the transaction that makes the change; two writers of one chain
wait for each other, so a chain never forks. The database role of the service may insert entries,
never change them.
"""

from typing import Final

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import ProgrammingError
from sqlmodel import col, update
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.canonical import canonical_entry, entry_hash
from service.db.tables import TrailEntry, TrailHead
from service.domain.errors import Conflict
from service.domain.events import Event

GENESIS: Final = bytes(32)


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
    fresh = insert(TrailHead).values(chain=chain, org=org, number=0, hash=GENESIS)
    # The update changes nothing: it locks the head until this transaction ends, and shows it.
    try:
        head = (
            await connection.execute(
                fresh.on_conflict_do_update(
                    index_elements=[col(TrailHead.chain)], set_={"number": col(TrailHead.number)}
                ).returning(col(TrailHead.number), col(TrailHead.hash))
            )
        ).one()
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
    chained = entry_hash(head.hash, entry)
    await connection.execute(
        insert(TrailEntry).values(chain=chain, number=number, org=org, entry=entry, hash=chained)
    )
    await connection.execute(
        update(TrailHead).where(col(TrailHead.chain) == chain).values(number=number, hash=chained)
    )
