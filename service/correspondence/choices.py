"""What a recipient chose, and what the author of an item may know of them.

Guarantees: an author is told at most what the recipient's choice allowed at the last digest, of
what had happened by then, and never when; every item takes the same two questions of the database,
whatever was chosen and whatever happened. Refuses to store a choice: that is the room of cases.
"""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.working import signed_of
from service.db import statements
from service.db.tables import Item, Statement
from service.domain.lifecycle import VISIBLE_TO_RECIPIENT, ItemState
from service.domain.offers import OfferFacts, Standing, Told, author_told, last_digest
from service.sealing.schemas import Acceptance, Choice, Delivery, Opening
from service.sealing.statements import open_statement


async def choice_of(
    session: AsyncSession, case: str, person: str, *, before: int | None = None
) -> Choice | None:
    """Return this person's newest choice in a case; `before` leaves out what came later."""
    for row in reversed(await statements.every(session, Choice.TYPE, case=case)):
        body = open_statement(signed_of(row), Choice)
        if body.person == person and (before is None or row.created < before):
            return body
    return None


async def offer_facts(
    session: AsyncSession, item: Item, recipient: str, *, asked: bool = False
) -> OfferFacts:
    """Gather how far the recipient is told of an item, in this transaction."""
    choice = await choice_of(session, item.case_id, recipient)
    state = ItemState(item.state)
    return OfferFacts(
        standing=Standing(choice.standing) if choice else None,
        offered=state in VISIBLE_TO_RECIPIENT,
        asked=asked,
        declined=state is ItemState.DECLINED,
    )


async def told_to_author(
    session: AsyncSession, item: Item, recipient: str, *, at: int
) -> Told | None:
    """Return what the author of an item may know now of what became of it."""
    digest = last_digest(at)
    choice = await choice_of(session, item.case_id, recipient, before=digest)
    found = await session.exec(
        select(Statement.type)
        .where(
            col(Statement.item_id) == item.id,
            col(Statement.type).in_([Acceptance.TYPE, Opening.TYPE, Delivery.TYPE]),
            col(Statement.created) < digest,
        )
        .distinct()
    )
    happened = set(found)
    return author_told(
        Told(choice.tell_author) if choice else None,
        accepted=Acceptance.TYPE in happened,
        opened=not happened.isdisjoint({Opening.TYPE, Delivery.TYPE}),
    )
