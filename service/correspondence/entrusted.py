"""What of an item stands entrusted to the liaisons who act for its recipient, and with whom.

Owns that one question, asked anew each time. Guarantees: nothing is entrusted any more once the
mandate is over or another's, once the recipient has keys, refused, or accepted anew. Refuses to
say whether it may be handed over now: that is the gate's; whether the word of who entrusted it
still counts is asked where a key would go by it.
"""

from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.access import Who
from service.correspondence.working import signed_of
from service.db import statements
from service.db.asked import recipient_of
from service.db.statements import Readers
from service.db.tables import CasePerson, Grant, Item
from service.db.tables import Statement as Row
from service.domain.lifecycle import ItemState
from service.sealing.schemas import Acceptance, Regrant
from service.sealing.statements import open_statement


@dataclass(frozen=True)
class Mandated:
    """Who may act for an item's recipient: the mandate by its digest, the team, and until when."""

    person: str
    mandate: bytes
    team: str
    until: int


async def mandated(session: AsyncSession, item: Item) -> Mandated | None:
    """Return who may act for an item's recipient; None where they have keys, or nobody ever did."""
    person = await recipient_of(session, item)
    named = await session.get(CasePerson, (item.case_id, person), populate_existing=True)
    if named is None or named.certificate is not None or named.mandate is None:
        return None
    mandate = await session.get_one(Row, named.mandate)
    return Mandated(person, mandate.digest, named.liaison_team or "", named.mandate_until or 0)


async def accepted(session: AsyncSession, item: Item) -> Acceptance | None:
    """Return what was accepted last of an item."""
    row = await statements.newest(session, Acceptance.TYPE, item=item.id)
    return open_statement(signed_of(row), Acceptance) if row is not None else None


def within(acceptance: Acceptance, moment: int) -> bool:
    """Tell whether this is within the window of an acceptance, and not before it was given."""
    return max(acceptance.accepted, acceptance.from_) <= moment <= acceptance.until


async def entrusting_of(session: AsyncSession, item: Item, to: Mandated) -> Row | None:
    """Return the statement that entrusts an item to this team under this mandate, if one stands."""
    acceptance = await accepted(session, item)
    if acceptance is None or ItemState(item.state) is ItemState.DECLINED:
        return None
    for row in reversed(await statements.every(session, Regrant.TYPE, item=item.id)):
        body = open_statement(signed_of(row), Regrant)
        under = (body.person, body.certificate) == (to.person, to.mandate)
        if under and within(acceptance, body.at):
            return row
    return None


async def entrusted_to(session: AsyncSession, who: Who, item: Item) -> Row | None:
    """Return the statement that entrusts an item to the team of a caller who may act now."""
    to = await mandated(session, item)
    acting = who.acts_for.get((item.case_id, to.person)) if to is not None else None
    if to is None or acting is None or acting.team != to.team:
        return None
    return await entrusting_of(session, item, to)


async def believed(session: AsyncSession, item: Item, entrusting: Row, readers: Readers) -> bool:
    """Tell whether a device takes it for a reader's: one in force, or whom somebody vouched for."""
    return entrusting.id in await readers(session, item.case_id, [entrusting])


async def grants_under(session: AsyncSession, entrusting: Row) -> list[Grant]:
    """Return what was sealed with such a statement."""
    found = await session.exec(select(Grant).where(col(Grant.regrant) == entrusting.id))
    return list(found)
