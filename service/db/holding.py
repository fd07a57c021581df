"""Holding a case, or an item, until the transaction ends; what is returned is read once it is held.

Guarantees nothing of the order by itself: a case is held before any of its items. Refuses to say
who may hold one.
"""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.tables import Case, Item


async def held_case(session: AsyncSession, case: str) -> Case | None:
    """Return a case as it is once nobody else holds it; None where there is none."""
    locked = await session.exec(
        select(Case)
        .where(col(Case.id) == case)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return locked.first()


async def held_item(session: AsyncSession, item: str) -> Item:
    """Return an item that there is, as it is once nobody else holds it."""
    locked = await session.exec(
        select(Item)
        .where(col(Item.id) == item)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return locked.one()
