"""Uploads that nobody goes on with: how long they are kept, their end, and what is left of them.

Guarantees: a draft ends only when nothing of it came in for `UNSENT_KEPT_SECONDS`, asked anew under
its item's lock, which whoever stores a slice takes too; so an author who comes back goes on, or is
told that it is gone, and nothing between. Bytes go before what says that they are there, so asking
again goes on wherever it broke off. Its author may send something else in its place.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import text
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.abandoned import Abandoned
from service.correspondence.uploads import objects_of
from service.db.holding import held_item
from service.db.tables import Item, Rendition, Slice
from service.db.transitions import move_item
from service.domain.lifecycle import UNSENT_KEPT_SECONDS, ItemAct, ItemState
from service.domain.roles import Part


async def kept_until(session: AsyncSession, items: Sequence[Item]) -> Mapping[str, int]:
    """Return until when each of these drafts is kept if nothing more of it comes in."""
    if not items:
        return {}
    last = func.greatest(
        col(Rendition.created), func.coalesce(func.max(col(Slice.stored)), 0)
    ).label("last")
    rows = await session.exec(
        select(Rendition.item_id, last)
        .join(Item, col(Item.id) == col(Rendition.item_id))
        .join(Slice, col(Slice.rendition) == col(Rendition.id), isouter=True)
        .where(
            col(Rendition.item_id).in_([one.id for one in items]),
            col(Rendition.version) == col(Item.version),
            col(Rendition.role) == "original",
        )
        .group_by(col(Rendition.id))
    )
    return {item: at + UNSENT_KEPT_SECONDS for item, at in rows}


async def unsent(session: AsyncSession, *, at: int) -> list[tuple[str, str]]:
    """Return the drafts, each with its organisation, that may have been left by now."""
    rows = await session.exec(
        select(Item.id, Item.org)
        .where(
            col(Item.state) == ItemState.DRAFT.value,
            col(Item.created) < at - UNSENT_KEPT_SECONDS,
        )
        .order_by(col(Item.created), col(Item.id))
    )
    return list(rows)


async def lapse(session: AsyncSession, item_id: str, *, at: int) -> bool:
    """End a draft that nobody went on with; False for one that somebody did, or sent."""
    item = await held_item(session, item_id)
    if item.state != ItemState.DRAFT:
        return False
    until = await kept_until(session, [item])
    if until[item.id] >= at:
        return False
    await move_item(session, item, ItemAct.LAPSE, by=Part.SERVICE, at=at)
    return True


async def left_of(session: AsyncSession, item_id: str) -> list[Abandoned]:
    """Return the uploads of an item that lapsed, and what says that bytes of theirs are there."""
    item = await session.get_one(Item, item_id)
    rows = await session.exec(
        select(Rendition)
        .where(
            col(Rendition.item_id) == item_id,
            col(Rendition.role) == "original",
            col(Rendition.complete).is_(other=False),
            col(Rendition.emptied).is_(other=False),
        )
        .order_by(col(Rendition.version))
    )
    return [
        Abandoned(row.id, await objects_of(session, row))
        for row in rows.all()
        if item.state == ItemState.LAPSED or row.version < item.version
    ]


async def forget(session: AsyncSession, rendition: str) -> None:
    """Forget what an upload that lapsed was, once its objects are removed."""
    connection = await session.connection()
    await connection.execute(text("SELECT forget_unsent(:gone)"), {"gone": rendition})
