"""Holding a case and every item of it while a word is stored that may stop them.

Guarantees: whatever is being released or opened meanwhile comes first, or not at all. The order of
locks is the same for everybody: the case, then its items by their ids.
"""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.certifying import locked_case
from service.db.tables import Item


async def hold_everything(session: AsyncSession, case_id: str) -> frozenset[str]:
    """Lock them until the transaction ends; return the ids of the items."""
    await locked_case(session, case_id)
    found = await session.exec(
        select(Item.id).where(col(Item.case_id) == case_id).order_by(Item.id).with_for_update()
    )
    return frozenset(found)
