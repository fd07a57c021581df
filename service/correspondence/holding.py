"""Holding a case, and an item of it, while something is decided that a word about them could undo.

Guarantees: the order of locks is the same for everybody, the case before its items; so a mandate, a
word of the practice or a recall comes first, or has to wait. Refuses to say what follows from one:
whoever holds asks anew.
"""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.tables import Case, Item


async def held_case(session: AsyncSession, case: str) -> Case:
    """Return a case as it is once nobody else holds it, until the transaction ends."""
    locked = await session.exec(
        select(Case)
        .where(col(Case.id) == case)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return locked.one()


async def held(session: AsyncSession, item: Item) -> Item:
    """Return an item as it is once nobody else holds its case or it, until the transaction ends."""
    await held_case(session, item.case_id)
    locked = await session.exec(
        select(Item)
        .where(col(Item.id) == item.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return locked.one()
