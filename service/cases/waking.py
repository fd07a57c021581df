"""What rests as approved is looked at anew: its recipient chose otherwise, or more is asked for.

Owns the rows by which the service looks. Refuses to offer anything: that is the worker's.
"""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import outbox
from service.db.tables import Item, ItemRecipient
from service.domain.events import Task
from service.domain.lifecycle import ItemState


async def wake_what_rests(
    session: AsyncSession, case: str, *, at: int, person: str | None = None
) -> None:
    """Let the service look again at what was approved in a case: for one person, or for anybody."""
    query = select(Item).where(
        col(Item.case_id) == case, col(Item.state) == ItemState.APPROVED.value
    )
    if person is not None:
        theirs = select(ItemRecipient.item_id).where(col(ItemRecipient.person) == person)
        query = query.where(col(Item.id).in_(theirs))
    for item in await session.exec(query.order_by(Item.id)):
        outbox.put(session, org=item.org, task=Task.OFFER, subject=item.id, at=at)
