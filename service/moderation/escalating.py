"""Escalating an item that its reader holds: it is locked until somebody else looks into it.

Guarantees: an item is escalated only with the suspension by which every device refuses to open it,
and is unlocked only by lifting that. Refuses to lift anything: that is the room of cases'.
"""

from collections.abc import Awaitable, Callable

from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.statements import text_of
from service.db.tables import Item
from service.db.transitions import move_item
from service.domain.errors import Conflict, Forbidden, Invalid
from service.domain.lifecycle import ItemAct, ItemState
from service.domain.reasons import ESCALATED
from service.domain.roles import Part
from service.moderation.decisions import Words, WriteNote, case_of
from service.moderation.queue import locked_for_reader
from service.sealing.errors import SealingError
from service.sealing.schemas import Note, Suspension
from service.sealing.statements import Statement, open_statement

# Stores a suspension under the rules of the room of cases; locks the case and all its items.
Suspend = Callable[[AsyncSession, str, Statement], Awaitable[None]]


async def escalate(
    session: AsyncSession,
    reader: str,
    item_id: str,
    suspension: Statement,
    words: Words | None,
    *,
    suspend: Suspend,
    write_note: WriteNote,
    at: int,
) -> Item:
    """Lock an item with its reader's suspension; their claim ends. The same again is welcome.

    `words` are for the team alone. Raises `NotFound`, `Forbidden` without the claim, `Conflict`
    where it is not being read, `Invalid`, and what storing the two raises.
    """
    case = await case_of(session, item_id)
    # Both lock the case, which is locked before its items.
    await suspend(session, case, suspension)
    if words is not None:
        await write_note(session, case, words)
    item = await locked_for_reader(session, reader, item_id)
    if item.state == ItemState.ESCALATED and item.escalated_by == reader:
        return item
    if item.state != ItemState.IN_REVIEW:
        raise Conflict(state=item.state)
    if item.claimed_by != reader:
        raise Forbidden
    _check(item, suspension, words)
    await move_item(
        session,
        item,
        ItemAct.ESCALATE,
        by=Part.READER,
        at=at,
        actor=reader,
        statement=text_of(suspension.voice),
        also={"claimed_by": None, "claim_until": None, "escalated_by": reader},
    )
    return item


def _check(item: Item, suspension: Statement, words: Words | None) -> None:
    try:
        body = open_statement(suspension, Suspension)
        note = open_statement(words.note, Note) if words is not None else None
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    if (body.item, body.reason, body.lifted) != (item.id, ESCALATED, "no"):
        raise Invalid(reason="suspension-invalid")
    about = (item.id, f"{ESCALATED}-{item.version}", ("team",))
    if note is not None and (note.subject, note.field, note.audience) != about:
        raise Invalid(reason="words")
