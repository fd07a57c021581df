"""Holding a case and its item while something is decided that a word about them could undo.

Guarantees: the order of locks is the same for everybody, the case before its items; so a mandate, a
word of the practice or a recall comes first, or has to wait. Refuses to say what follows from one:
whoever holds asks anew.
"""

from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.holding import held_case, held_item
from service.db.tables import Item


async def held(session: AsyncSession, item: Item) -> Item:
    """Return an item as it is once nobody else holds its case or it, until the transaction ends."""
    await held_case(session, item.case_id)
    return await held_item(session, item.id)
