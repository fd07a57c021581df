"""Asking that somebody else look again at what was withheld, and the author's view of a no.

Guarantees: an appeal is its author's, about the withholding of what they submitted last, and there
is one for each item at most: after a second no, the item stays withheld. Refuses to decide.
"""

from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.access import Who, find_as
from service.correspondence.stopping import recalled
from service.correspondence.working import signed_of
from service.db import statements
from service.db.statements import text_of
from service.db.tables import Item
from service.db.tables import Statement as Row
from service.db.transitions import move_item
from service.domain.errors import Conflict, Invalid
from service.domain.lifecycle import ItemAct, ItemState
from service.domain.roles import Part
from service.sealing.deciding import closing
from service.sealing.errors import SealingError
from service.sealing.schemas import Appeal, Decision, Manifest
from service.sealing.statements import Statement, open_statement

_TOLD = frozenset({ItemState.RETURNED, ItemState.WITHHELD})


async def told(session: AsyncSession, item: Item) -> list[Row]:
    """Return the decision by which an item was returned or withheld, while it is: for its author.

    Of every other decision they are shown nothing (product rule 11).
    """
    if ItemState(item.state) not in _TOLD:
        return []
    manifest = await statements.newest(session, Manifest.TYPE, item=item.id)
    rows = await statements.every(session, Decision.TYPE, item=item.id)
    decided = [(row, open_statement(signed_of(row), Decision)) for row in rows]
    found = closing(decided, manifest.digest) if manifest is not None else []
    return [row for row, _ in found[-1:]]


async def appeal(
    session: AsyncSession, who: Who, item_id: str, signed: Statement, *, at: int
) -> Item:
    """Store an author's appeal; the item awaits another reader from now on. Again is welcome.

    Raises `Conflict` for what is not withheld, was taken back, or was appealed before, `Invalid`.
    """
    item = await find_as(session, who, item_id, Part.AUTHOR, lock=True)
    before = await statements.every(session, Appeal.TYPE, item=item.id)
    if any(row.voice == signed.voice for row in before):
        return item
    try:
        body = open_statement(signed, Appeal)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    if item.state != ItemState.WITHHELD:
        raise Conflict(state=item.state if item.state == ItemState.RETURNED else None)
    if item.appealed:
        raise Conflict(state="appealed")
    if await recalled(session, item):
        raise Conflict(state="recalled")
    manifest = await statements.newest(session, Manifest.TYPE, item=item.id)
    withheld = await told(session, item)
    said = (signed.key, body.case, body.item, body.manifest, body.decision)
    if (
        manifest is None
        or not withheld
        or said != (who.sign, item.case_id, item.id, manifest.digest, withheld[-1].digest)
        or body.at > at
    ):
        raise Invalid(reason="appeal-invalid")
    await statements.record(
        session,
        signed,
        org=item.org,
        at=at,
        case=item.case_id,
        item=item.id,
        sequence=len(before) + 1,
    )
    await move_item(
        session,
        item,
        ItemAct.APPEAL,
        by=Part.AUTHOR,
        at=at,
        actor=who.person,
        statement=text_of(signed.voice),
        also={"appealed": True, "reason": None, "waiting_since": at},
    )
    return item
