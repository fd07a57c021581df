"""What a recipient chose, and what the author of an item may know of them.

Guarantees: an author is told at most what the recipient's choice allowed at the last digest, of
what had happened by then, and never when; every item takes the same two questions of the database,
whatever was chosen and whatever happened. Refuses to store a choice: that is the room of cases.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.working import signed_of
from service.db import statements
from service.db.tables import Item
from service.domain.lifecycle import VISIBLE_TO_RECIPIENT, ItemState
from service.domain.offers import OfferFacts, Standing, Told, author_told, last_digest
from service.sealing.schemas import Acceptance, Choice, Delivery, Opening
from service.sealing.statements import open_statement

_HAPPENED: Final = (Acceptance.TYPE, Opening.TYPE, Delivery.TYPE)


async def choice_of(session: AsyncSession, case: str, person: str) -> Choice | None:
    """Return this person's newest choice in a case."""
    for row in reversed(await statements.every(session, Choice.TYPE, case=case)):
        body = open_statement(signed_of(row), Choice)
        if body.person == person:
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


async def told_to_authors(
    session: AsyncSession, sent: Sequence[tuple[Item, str]], *, at: int
) -> Mapping[str, Told | None]:
    """Return what the author of each item may know now of what became of it with its recipient."""
    if not sent:
        return {}
    digest = last_digest(at)
    cases, items = {item.case_id for item, _ in sent}, [item.id for item, _ in sent]
    chosen: dict[tuple[str, str], Choice] = {}
    for row in await statements.of_cases(session, Choice.TYPE, cases=cases):
        if row.created < digest:
            body = open_statement(signed_of(row), Choice)
            chosen[body.case, body.person] = body
    happened = {
        (row.item_id, row.type)
        for row in await statements.of_items(session, *_HAPPENED, items=items)
        if row.created < digest
    }

    def told(item: Item, recipient: str) -> Told | None:
        choice = chosen.get((item.case_id, recipient))
        return author_told(
            Told(choice.tell_author) if choice else None,
            accepted=(item.id, Acceptance.TYPE) in happened,
            opened=any((item.id, kind) in happened for kind in (Opening.TYPE, Delivery.TYPE)),
        )

    return {item.id: told(item, recipient) for item, recipient in sent}
