"""What becomes of an opened item: its recipient keeps it, has it held, or gives it back.

Guarantees: the word is the recipient's own, or was said before a reader who attests it where they
have no keys; words about one item follow one another. While it is held the recipient is handed
neither key nor bytes, and nothing of it is destroyed. With the word that gives it back every key
that was sealed to them is gone, in one transaction. Refuses to tell its author any of it.
"""

from typing import Final

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.access import Who, find_as
from service.correspondence.assisting import Attest, spoken_about
from service.db import statements
from service.db.declaring import declared
from service.db.statements import text_of
from service.db.tables import Item
from service.db.transitions import move_item
from service.domain.errors import Conflict, Invalid
from service.domain.lifecycle import ItemAct
from service.domain.roles import Part
from service.sealing.errors import SealingError
from service.sealing.schemas import Keeping
from service.sealing.schemas_offers import GIVE_BACK, HOLD, KEEP
from service.sealing.statements import Statement, open_statement

_ACTS: Final = {KEEP: ItemAct.KEEP, HOLD: ItemAct.HOLD, GIVE_BACK: ItemAct.GIVE_BACK}


async def keep(
    session: AsyncSession, who: Who, item_id: str, signed: Statement, *, at: int
) -> Item:
    """Store what a recipient wants done with what they opened; the same again is welcome.

    Raises `NotFound`, `Invalid` for a word about anything else, `Conflict` for what was not opened
    or was given back, for what is so already, and where another word came first.
    """
    item = await find_as(session, who, item_id, Part.RECIPIENT, lock=True)
    return await _store(session, item, signed, by=who, person=who.person or "", at=at)


async def keep_for(
    session: AsyncSession, who: Who, item_id: str, signed: Statement, *, attest: Attest, at: int
) -> Item:
    """Store what somebody without keys said of it before a reader; as `keep`.

    Raises `Forbidden` for somebody who has keys, and `Conflict` where the reader is the only one
    uninvolved: a colleague goes.
    """
    found = await find_as(session, who, item_id, Part.READER)
    said_at = _read(signed).at
    item, person = await spoken_about(session, found, "keeping", said_at=said_at, attest=attest)
    return await _store(session, item, signed, by=who, person=person, at=at)


async def _store(
    session: AsyncSession, item: Item, signed: Statement, *, by: Who, person: str, at: int
) -> Item:
    body = _read(signed)
    said = (signed.key, body.case, body.item, body.person)
    if said != (by.sign, item.case_id, item.id, person) or body.at > at:
        raise Invalid(reason="keeping-invalid")
    before = await statements.newest(session, Keeping.TYPE, item=item.id)
    if before is not None and before.voice == signed.voice:
        return item
    if body.previous != (before.digest if before else b"") or await declared(session, signed):
        raise Conflict(field="previous")
    await statements.record(
        session,
        signed,
        org=item.org,
        at=at,
        case=item.case_id,
        item=item.id,
        sequence=before.sequence + 1 if before else 1,
    )
    await move_item(
        session,
        item,
        _ACTS[body.wish],
        by=Part.RECIPIENT,
        at=at,
        actor=by.person,
        statement=text_of(signed.voice),
    )
    if body.wish == GIVE_BACK:
        connection = await session.connection()
        await connection.execute(text("SELECT forget_given_back(:item)"), {"item": item.id})
    return item


def _read(signed: Statement) -> Keeping:
    try:
        return open_statement(signed, Keeping)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
