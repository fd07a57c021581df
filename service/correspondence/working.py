"""Whose work the safe rendition of an item is: the pool that its author sealed it to.

Owns that one rule; the lease, the relay and access ask here.
"""

from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import statements
from service.db.tables import Item
from service.db.tables import Statement as Row
from service.sealing.schemas import CaseStatement, Manifest
from service.sealing.statements import Statement, open_statement


def signed_of(row: Row) -> Statement:
    """Return a stored statement as the sealing room reads it."""
    return Statement(row.type, row.payload, row.signer, row.signature)


async def pool_named(session: AsyncSession, item: Item) -> str | None:
    """Return the pool that the case statement of the item's newest manifest names.

    A later case statement may name another; the author sealed the original to this one, and no
    device believes a rendition by any other.
    """
    row = await statements.newest(session, Manifest.TYPE, item=item.id)
    if row is None:
        return None
    manifest = open_statement(signed_of(row), Manifest)
    named = await statements.named(session, CaseStatement.TYPE, manifest.case_statement)
    if named is None:
        return None
    return open_statement(signed_of(named), CaseStatement).pool
