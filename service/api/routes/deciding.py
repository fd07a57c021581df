"""Review: the queue, claims, decisions, edits, escalating; and an author's appeal."""

from typing import Annotated

from fastapi import APIRouter, Query

from service.api.access import Certified, Reader, who
from service.api.context import Parts, Session
from service.api.paging import After, Limit, cursor
from service.api.schemas.common import Id, Page
from service.api.schemas.deciding import (
    AgencyWordsAnswer,
    Appealing,
    AskForEdits,
    Decide,
    Escalate,
    words_of,
)
from service.api.schemas.items import ItemAnswer
from service.api.views import show_item
from service.cases import noting, suspending
from service.cases.facts import RULES
from service.cases.suspending import Staff
from service.correspondence import appealing
from service.identity.sessions import Caller
from service.moderation import decisions, editing, escalating, queue
from service.moderation.decisions import Decided, SealedGrant, Words, WriteNote
from service.sealing.statements import Statement

router = APIRouter(tags=["review"])


def _noted(caller: Caller, at: int) -> WriteNote:
    """Return how this caller's words are stored: as any note of theirs."""

    async def write(session: Session, case: str, words: Words) -> None:
        await noting.write(
            session,
            case,
            person=caller.actor,
            sign=caller.sign,
            signed=words.note,
            sealed=words.sealed,
            at=at,
        )

    return write


@router.get("/reviews")
async def review_queue(
    caller: Reader,
    parts: Parts,
    session: Session,
    after: After,
    limit: Limit = 50,
    held: Annotated[bool, Query()] = False,  # noqa: FBT002 - a query parameter has a name
) -> Page[ItemAnswer]:
    """Return what awaits review on the caller's cases, or with `held` what the caller has claimed.

    Both oldest first.
    """
    rows = await queue.waiting(session, caller.actor, held=held, after=after, limit=limit + 1)
    more = len(rows) > limit
    rows, at = rows[:limit], parts.clock.now()
    return Page(
        rows=[await show_item(session, caller, row, at=at) for row in rows],
        next=cursor(rows[-1].waiting_since or 0, rows[-1].id) if more else None,
    )


@router.get("/agency-words")
async def agency_words(_caller: Reader, parts: Parts) -> AgencyWordsAnswer:
    """Return the agency's own words, for the reader's device to find in what it opened."""
    return AgencyWordsAnswer(words=list(parts.agency_words))


@router.post("/items/{item}/claim")
async def claim(item: Id, caller: Reader, parts: Parts, session: Session) -> ItemAnswer:
    """Claim an item for review, or renew one's claim."""
    at = parts.clock.now()
    row = await queue.claim(session, caller.actor, caller.sign, item, rules=RULES, at=at)
    return await show_item(session, caller, row, at=parts.clock.now())


@router.delete("/items/{item}/claim")
async def hand_back(item: Id, caller: Reader, parts: Parts, session: Session) -> ItemAnswer:
    """Put an item that the caller holds back in the queue."""
    row = await queue.hand_back(session, caller.actor, item, at=parts.clock.now())
    return await show_item(session, caller, row, at=parts.clock.now())


@router.post("/items/{item}/decision")
async def decide(
    item: Id, body: Decide, caller: Reader, parts: Parts, session: Session
) -> ItemAnswer:
    """Store a signed decision, with the keys or the words that go with it."""
    at = parts.clock.now()
    decided = Decided(
        body.decision.signed(),
        [SealedGrant(g.person, g.rendition, g.grant) for g in body.grants],
        words_of(body.words),
    )
    row = await decisions.decide(
        session,
        caller.actor,
        caller.sign,
        item,
        decided,
        rules=RULES,
        write_note=_noted(caller, at),
        at=at,
    )
    return await show_item(session, caller, row, at=parts.clock.now())


@router.post("/items/{item}/edits")
async def ask_for_edits(
    item: Id, body: AskForEdits, caller: Reader, parts: Parts, session: Session
) -> ItemAnswer:
    """Have a safer rendition made of a recording that the caller holds; their claim ends."""
    at = parts.clock.now()
    wanted = [one.model_dump(by_alias=True) for one in body.edits]
    row = await editing.ask(session, caller.actor, item, wanted, at=at)
    return await show_item(session, caller, row, at=at)


@router.post("/items/{item}/escalation")
async def escalate(
    item: Id, body: Escalate, caller: Reader, parts: Parts, session: Session
) -> ItemAnswer:
    """Lock an item that the caller holds, with the suspension that they signed for it."""
    at = parts.clock.now()
    staff = Staff(caller.actor, caller.roles, caller.sign)

    async def suspend(within: Session, case: str, signed: Statement) -> None:
        await suspending.suspend(within, case, staff, signed, at=at)

    row = await escalating.escalate(
        session,
        caller.actor,
        item,
        body.suspension.signed(),
        words_of(body.words),
        suspend=suspend,
        write_note=_noted(caller, at),
        at=at,
    )
    return await show_item(session, caller, row, at=parts.clock.now())


@router.post("/items/{item}/appeal")
async def appeal(
    item: Id, body: Appealing, caller: Certified, parts: Parts, session: Session
) -> ItemAnswer:
    """Store the author's appeal; the item awaits somebody else's decision."""
    row = await appealing.appeal(
        session, who(caller), item, body.appeal.signed(), at=parts.clock.now()
    )
    return await show_item(session, caller, row, at=parts.clock.now())
