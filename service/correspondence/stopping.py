"""What stops an item on its way: its author's recall, and the suspensions that staff sign.

Guarantees: a recall and an opening of one item wait for each other on its row, so that one comes
first and the trail says which; whoever recalls gets the same answer either way (product rule 11).
What was opened stays open. Refuses to suspend: that is the whole case's affair.
"""

from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.access import Who, find_as
from service.db import statements
from service.db.declaring import declare
from service.db.tables import Item, Statement
from service.domain.blockers import Blocker
from service.domain.errors import Conflict, Invalid
from service.domain.events import Event
from service.domain.lifecycle import UNSENT, ItemState
from service.domain.roles import Part
from service.sealing.errors import SealingError
from service.sealing.schemas import Manifest, Recall, Suspension
from service.sealing.statements import Statement as Signed
from service.sealing.statements import open_statement


async def recalled(session: AsyncSession, item: Item) -> bool:
    """Tell whether the author has taken the item back."""
    return await statements.newest(session, Recall.TYPE, item=item.id) is not None


async def suspensions_of(session: AsyncSession, item: Item) -> list[Statement]:
    """Return the suspensions of the item and of its whole case, each chain in its order."""
    found = await session.exec(
        select(Statement)
        .where(
            col(Statement.type) == Suspension.TYPE,
            col(Statement.case_id) == item.case_id,
            or_(col(Statement.item_id).is_(None), col(Statement.item_id) == item.id),
        )
        .order_by(col(Statement.sequence), col(Statement.created), col(Statement.id))
    )
    return list(found)


async def suspended(session: AsyncSession, item: Item) -> bool:
    """Tell whether the last suspension of the item, or of its whole case, was not lifted."""
    last = {row.item_id: row for row in await suspensions_of(session, item)}
    signed = [Signed(one.type, one.payload, one.signer, one.signature) for one in last.values()]
    return any(open_statement(one, Suspension).lifted == "no" for one in signed)


async def stopped(session: AsyncSession, item: Item) -> tuple[Blocker, ...]:
    """Return what keeps the item from being handed on, whatever else holds."""
    found = {
        Blocker.RECALLED: await recalled(session, item),
        Blocker.SUSPENDED: await suspended(session, item),
    }
    return tuple(blocker for blocker, holds in found.items() if holds)


async def recall(session: AsyncSession, who: Who, item_id: str, signed: Signed, *, at: int) -> Item:
    """Store the author's recall of what they submitted last; again is welcome, and one is enough.

    Raises `Conflict` for a draft, `Invalid` for anything but this item's newest manifest.
    """
    item = await find_as(session, who, item_id, Part.AUTHOR, lock=True)
    if ItemState(item.state) in UNSENT:
        raise Conflict(state=item.state)
    try:
        body = open_statement(signed, Recall)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    manifest = await statements.newest(session, Manifest.TYPE, item=item.id)
    said = (signed.key, body.case, body.item, body.manifest)
    if manifest is None or said != (who.sign, item.case_id, item.id, manifest.digest):
        raise Invalid(reason="recall-invalid")
    if not await recalled(session, item):
        await declare(
            session,
            signed,
            Event.ITEM_RECALLED,
            org=item.org,
            chain=item.case_id,
            at=at,
            actor=who.person or "",
            case=item.case_id,
            item=item.id,
            sequence=1,
        )
    return item
