"""Offering: telling a recipient, as they chose, that something has arrived; asking; refusing.

Guarantees: nobody is told of an item before they chose to be, or asked. What was approved and
could still be theirs goes back to review once its approvals have run out or are too few. A refusal
needs no reason and is never held up by anything; its author is shown nothing of it. What was
refused comes back to its recipient alone, when they ask for it.
"""

from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence import stopping
from service.correspondence.access import Who, find_as
from service.correspondence.captions import blockers_beside
from service.correspondence.choices import choice_of, offer_facts
from service.correspondence.handing_on import sealed_to_own_key
from service.correspondence.receiving import approvals_of
from service.db import statements, trail
from service.db.asked import Rules, recipient_of, way_of
from service.db.beside import recording_of
from service.db.declaring import declared
from service.db.statements import text_of
from service.db.tables import Case, CasePerson, Item, ItemRecipient
from service.db.transitions import move_item
from service.domain.blockers import Blocker
from service.domain.errors import Blocked, Conflict, Evidence, Invalid, NotFound
from service.domain.events import Event
from service.domain.lifecycle import ONCE_OPENED, WITH_FACILITATOR, ItemAct, ItemState
from service.domain.offers import Standing, offer_blockers
from service.domain.practice import practice_blockers
from service.domain.roles import Part
from service.sealing.errors import SealingError
from service.sealing.schemas import Decision, Refusal
from service.sealing.statements import Statement, open_statement

_UNAPPROVED: Final = frozenset({Blocker.APPROVALS_MISSING, Blocker.APPROVAL_EXPIRED})
# What its author took back, or staff stopped; or what its recipient does not want, or has not
# said anything about: it rests, and is looked at again once they have.
_NOT_TO_BE_READ: Final = frozenset(
    {
        Blocker.RECALLED,
        Blocker.SUSPENDED,
        Blocker.NOT_WANTED,
        Blocker.CHOICE_MISSING,
        Blocker.OTHER_RENDITION,
    }
)
# Where a recording is beside which captions may be shown one day.
_STILL_TO_COME: Final = WITH_FACILITATOR - ONCE_OPENED - {ItemState.DECLINED}


async def offer(
    session: AsyncSession, item: Item, *, rules: Rules, at: int, asked: bool = False
) -> tuple[Blocker, ...]:
    """Offer an approved item unless something stands in its way; returns what does.

    Nobody is told of an item that could not reach them: what the practice asks for is asked here
    already, whatever the recipient may choose. `asked` says that they have just asked.

    An item already past that is left alone, with no blockers. So is one for keys that its
    recipient lost meanwhile: handing it on to the new ones offers it. One whose approvals do not
    suffice any more awaits review again, unless nobody would be told of it then either.
    """
    if item.state != ItemState.APPROVED:
        return ()
    if item.relates_to is not None:
        await _look_again_at_captions(session, item, rules=rules, at=at)
        return ()
    found = await _kept_back(session, item, rules=rules, at=at, asked=asked)
    if not found and await sealed_to_own_key(session, item, await recipient_of(session, item)):
        await move_item(session, item, ItemAct.OFFER, by=Part.SERVICE, at=at)
    if not _UNAPPROVED.isdisjoint(found) and _NOT_TO_BE_READ.isdisjoint(found):
        await _review_again(session, item, at=at)
    return found


async def _look_again_at_captions(
    session: AsyncSession, item: Item, *, rules: Rules, at: int
) -> None:
    """Offer captions to nobody: they are shown beside their recording, without a word of it.

    Where their approvals do not suffice any more they await review again, as long as the recording
    that they would be shown beside is still to come.
    """
    found = await blockers_beside(session, item, rules=rules, at=at)
    recording = await recording_of(session, item)
    ahead = ItemState(recording.state) in _STILL_TO_COME
    if ahead and not _UNAPPROVED.isdisjoint(found) and _NOT_TO_BE_READ.isdisjoint(found):
        await _review_again(session, item, at=at)


async def _review_again(session: AsyncSession, item: Item, *, at: int) -> None:
    await move_item(
        session,
        item,
        ItemAct.REVIEW_AGAIN,
        by=Part.SERVICE,
        at=at,
        also={"waiting_since": at},
    )


async def ends_at(session: AsyncSession, item: Item, rules: Rules) -> int | None:
    """Return the last second in which every approval of an item holds; None where none counts."""
    _, approvals = await approvals_of(session, item, rules.readers)
    return min((one.valid_until for one in approvals), default=None)


async def _kept_back(
    session: AsyncSession, item: Item, *, rules: Rules, at: int, asked: bool
) -> tuple[Blocker, ...]:
    found = await stopping.stopped(session, item)
    _, approvals = await approvals_of(session, item, rules.readers)
    recipient = await recipient_of(session, item)
    practice = await rules.practice(session, way_of(item, recipient), at)
    # The recipient's device would refuse it, and the trail would say that it was offered.
    if len({one.reader for one in approvals if one.valid_until >= at}) < practice.signers:
        found = (*found, Blocker.APPROVALS_MISSING)
    if any(one.valid_until < at for one in approvals):
        found = (*found, Blocker.APPROVAL_EXPIRED)
    return (
        *found,
        *offer_blockers(await offer_facts(session, item, recipient, asked=asked)),
        *practice_blockers(practice),
    )


async def ask(session: AsyncSession, who: Who, case_id: str, *, rules: Rules, at: int) -> bool:
    """Offer what rests for somebody who only hears when they ask; tell whether anything waits.

    Does nothing for who never wants to hear, or has not chosen: they are told that nothing waits.
    Raises `NotFound` for whoever has no part in the case.
    """
    case = await session.get(Case, case_id)
    person = who.person or ""
    if case is None or not person or await session.get(CasePerson, (case_id, person)) is None:
        kept = Evidence(case.org, case.id, Event.CASE_REFUSED, actor=person) if case else None
        raise NotFound(evidence=kept)
    return await offer_what_rests(session, case, person, actor=person, rules=rules, at=at)


async def offer_what_rests(
    session: AsyncSession, case: Case, person: str, *, actor: str, rules: Rules, at: int
) -> bool:
    """As `ask`, for somebody of the case: `actor` asks, they themselves or staff before whom."""
    items = await _items_for(session, case.id, person)
    resting = [one for one in items if one.state == ItemState.APPROVED and one.relates_to is None]
    if resting:
        await trail.append(
            session,
            org=case.org,
            chain=case.id,
            event=Event.PERSON_ASKED,
            at=at,
            actor=actor,
            subject=None if actor == person else person,
        )
    for item in resting:
        await offer(session, item, rules=rules, at=at, asked=True)
    return any(one.state == ItemState.OFFERED for one in items)


async def anything_offered(session: AsyncSession, case_id: str, person: str) -> bool:
    """Tell somebody who may hear of it whether anything waits for them now; offers nothing."""
    items = await _items_for(session, case_id, person)
    return any(one.state == ItemState.OFFERED for one in items)


async def _items_for(session: AsyncSession, case_id: str, person: str) -> list[Item]:
    """Return what is for them, locked; nothing for who never wants to hear, or has not chosen."""
    choice = await choice_of(session, case_id, person)
    if choice is None or choice.standing == Standing.NEVER:
        return []
    found = await session.exec(
        select(Item)
        .join(ItemRecipient, col(ItemRecipient.item_id) == col(Item.id))
        .where(col(Item.case_id) == case_id, col(ItemRecipient.person) == person)
        .order_by(Item.id)
        .with_for_update(of=Item)
    )
    return list(found)


async def decline(
    session: AsyncSession, who: Who, item_id: str, signed: Statement, *, at: int
) -> Item:
    """Store a recipient's refusal of what they have not opened; again is welcome.

    Raises `NotFound`, `Conflict` for what was opened, `Invalid` for a word about anything else.
    """
    item = await find_as(session, who, item_id, Part.RECIPIENT, lock=True)
    return await store_refusal(session, item, signed, by=who, person=who.person or "", at=at)


async def store_refusal(
    session: AsyncSession, item: Item, signed: Statement, *, by: Who, person: str, at: int
) -> Item:
    """As `decline`, of a locked item: the refusal of this person, under the key of `by`."""
    if item.state == ItemState.DECLINED:
        return item
    try:
        body = open_statement(signed, Refusal)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    decisions = [row.digest for row in await statements.every(session, Decision.TYPE, item=item.id)]
    said = (signed.key, body.case, body.item, body.person)
    if (
        said != (by.sign, item.case_id, item.id, person)
        or not set(body.decisions) <= set(decisions)
        or body.at > at
    ):
        raise Invalid(reason="refusal-invalid")
    before = await statements.newest(session, Refusal.TYPE, item=item.id)
    if await declared(session, signed):
        # Sent once more after it was asked for again: that was the later word.
        raise Conflict(state=item.state)
    await statements.record(
        session,
        signed,
        org=item.org,
        at=at,
        case=item.case_id,
        item=item.id,
        sequence=before.sequence + 1 if before is not None else 1,
    )
    await move_item(
        session,
        item,
        ItemAct.DECLINE,
        by=Part.RECIPIENT,
        at=at,
        actor=by.person,
        statement=text_of(signed.voice),
        # What never reached them took no round.
        also={"round": None},
    )
    return item


async def ask_again(session: AsyncSession, who: Who, item_id: str, *, at: int) -> Item:
    """Let a recipient have what they refused before them again; again is welcome.

    Raises `NotFound`, `Blocked` for what was stopped meanwhile, `Conflict` for what they did not
    refuse.
    """
    item = await find_as(session, who, item_id, Part.RECIPIENT, lock=True)
    return await offer_anew(session, item, actor=who.person, at=at)


async def offer_anew(session: AsyncSession, item: Item, *, actor: str | None, at: int) -> Item:
    """As `ask_again`, of a locked item: `actor` asks, its recipient or staff before whom."""
    if item.state == ItemState.OFFERED:
        return item
    if found := await stopping.stopped(session, item):
        raise Blocked(blockers=",".join(found))
    await move_item(session, item, ItemAct.ASK, by=Part.RECIPIENT, at=at, actor=actor)
    return item
