"""Destroying a container: its keys first, then its bytes, with the signed statement that says so.

Guarantees: the statement and the loss of every sealed key are one transaction; only then are
objects removed, and only then are their rows forgotten, so that asking again goes on wherever it
broke off. Refuses what is still being sent or made. The database lets nothing be forgotten that
no destruction names.
"""

import re
from typing import Final

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.access import Who, find_as
from service.correspondence.uploads import destroyed, slices_of, table_key
from service.db import statements
from service.db.declaring import declare
from service.db.tables import Rendition
from service.domain.errors import Conflict, Invalid
from service.domain.events import Event
from service.domain.lifecycle import UNSENT, ItemState
from service.domain.roles import Part
from service.sealing.errors import SealingError
from service.sealing.schemas import Destruction
from service.sealing.statements import Statement, open_statement

_REASON: Final = re.compile(r"^[a-z0-9-]{1,64}$")
_UNFINISHED: Final = UNSENT | {ItemState.SUBMITTED, ItemState.PROCESSING, ItemState.EDITING}


async def destroy_keys(
    session: AsyncSession, who: Who, item_id: str, signed: Statement, *, at: int
) -> list[str]:
    """Store a reader's destruction of one container and forget every key to it.

    Returns the keys of the objects that are left; none when it was destroyed before and all is
    gone. Raises `NotFound`, `Invalid`, and `Conflict` while the container is not finished,
    or while its recipient has it held.
    """
    item = await find_as(session, who, item_id, Part.READER, lock=True)
    try:
        body = open_statement(signed, Destruction)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    rendition = await session.get(Rendition, body.rendition)
    if (
        (signed.key, body.case, body.item) != (who.sign, item.case_id, item.id)
        or rendition is None
        or rendition.item_id != item.id
        or _REASON.match(body.reason) is None
    ):
        raise Invalid(reason="destruction-invalid")
    if item.state in _UNFINISHED or not rendition.complete:
        raise Conflict(state=item.state)
    if not await destroyed(session, rendition):
        if item.state == ItemState.HELD:
            # Whoever asked the service to hold it was promised that it is still there.
            raise Conflict(state=item.state)
        before = await statements.every(session, Destruction.TYPE, item=item.id)
        await declare(
            session,
            signed,
            Event.ITEM_DESTROYED,
            org=item.org,
            chain=item.case_id,
            at=at,
            actor=who.person or "",
            case=item.case_id,
            item=item.id,
            sequence=len(before) + 1,
        )
        # What an upload went on with holds the key as well.
        rendition.resume = None
        session.add(rendition)
        await session.flush()
        await _forget(session, "forget_grants", rendition.id)
    objects = [row.object_key for row in await slices_of(session, rendition.id)]
    return [*objects, table_key(rendition, rendition.table_digest or b"")]


async def forget_bytes(session: AsyncSession, signed: Statement) -> None:
    """Forget the slices of a container whose objects are removed."""
    await _forget(session, "forget_slices", open_statement(signed, Destruction).rendition)


async def _forget(session: AsyncSession, what: str, rendition: str) -> None:
    connection = await session.connection()
    await connection.execute(text(f"SELECT {what}(:gone)"), {"gone": rendition})
