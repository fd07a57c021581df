"""The trail: one hash chain per case and one per organisation (docs/protocol.md, section 7).

Guarantees: an entry is part of the transaction that makes the change; two writers of one chain
wait for each other, so a chain never forks. The database role of the service may insert entries,
never change them.
"""

from typing import Final

import asyncpg
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.canonical import canonical_entry, entry_hash
from service.db.session import Driver, driver_of
from service.domain.errors import Conflict
from service.domain.events import Event

GENESIS: Final = bytes(32)
# The update changes nothing: it locks the head until this transaction ends, and shows it.
_LOCK_HEAD: Final = """
    INSERT INTO trail_head AS head (chain, org, number, hash) VALUES ($1, $2, 0, $3)
    ON CONFLICT (chain) DO UPDATE SET number = head.number RETURNING number, hash
"""
_LINK: Final = """
    WITH link AS (
        INSERT INTO trail_entry (chain, number, org, entry, hash) VALUES ($1, $2, $3, $4, $5))
    UPDATE trail_head SET number = $2, hash = $5 WHERE chain = $1
"""


async def append(
    held: AsyncSession | Driver,
    *,
    org: str,
    chain: str,
    event: Event,
    at: int,
    actor: str | None = None,
    subject: str | None = None,
    statement: str = "",
) -> None:
    """Add one entry to `chain` (a case's id, or the organisation's own), in the held transaction.

    `statement` is the digest, as base64url text, of the signed statement that the event rests on.
    """
    driver = await driver_of(held)
    try:
        (head,) = await driver.fetch(_LOCK_HEAD, chain, org, GENESIS)
    except asyncpg.InsufficientPrivilegeError as hidden:
        # Row security refuses the head: the id is another organisation's.
        raise Conflict(field="id") from hidden
    number = int(head["number"]) + 1
    entry = canonical_entry(
        actor=actor or "",
        at=at,
        case=chain,
        event=event.value,
        number=number,
        statement=statement,
        subject=subject or "",
    )
    await driver.execute(_LINK, chain, number, org, entry, entry_hash(head["hash"], entry))
