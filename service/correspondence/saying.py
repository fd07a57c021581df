"""What people say about an item beside it: agreement, sharing, delivery.

Guarantees: an agreement is the author's, to what they submitted last; a share is by somebody who
may see the item themselves; a delivery is of something released, by a facilitator of the case or
by a liaison to whose team it was entrusted. Refuses to let anybody see more by it.
"""

from collections.abc import Iterable
from typing import TypeVar

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence import stopping
from service.correspondence.access import Who, find_as, part_in, refusal
from service.correspondence.entrusted import believed, entrusted_to
from service.correspondence.holding import held
from service.correspondence.receiving import HANDED_OVER, blockers_now, medium_of
from service.correspondence.working import signed_of
from service.db import statements, trail
from service.db.agreed import waits_for_author
from service.db.asked import Rules
from service.db.declaring import declare, declared
from service.db.statements import text_of
from service.db.tables import Item, ItemRecipient, MediaJob, Rendition
from service.db.tables import Statement as Row
from service.db.transitions import move_item
from service.domain.blockers import Blocker
from service.domain.errors import Blocked, Conflict, Invalid
from service.domain.events import Event
from service.domain.lifecycle import LAID_ASIDE, WITH_RECIPIENT, ItemAct, ItemState
from service.domain.practice import told_to_recipient
from service.domain.roles import Part
from service.sealing.errors import SealingError
from service.sealing.schemas import (
    Acceptance,
    Agreement,
    Delivery,
    Manifest,
    RenditionStatement,
    Share,
)
from service.sealing.statements import Statement, open_statement

Said = TypeVar("Said", Agreement, Share, Delivery)


async def agree(
    session: AsyncSession, who: Who, item_id: str, signed: Statement, *, at: int
) -> Item:
    """Store the author's agreement to their newest manifest and what was made of it."""
    item = await find_as(session, who, item_id, Part.AUTHOR, lock=True)
    body = _read(signed, Agreement)
    manifest = await statements.newest(session, Manifest.TYPE, item=item.id)
    made = await statements.newest(session, RenditionStatement.TYPE, item=item.id)
    if manifest is None:
        raise Conflict(state=ItemState.DRAFT.value)
    if (signed.key, body.case, body.item) != (who.sign, item.case_id, item.id):
        raise Invalid(reason="agreement-invalid")
    current = (made.digest,) if made is not None and _made_of(made, manifest) else ()
    if body.manifest != manifest.digest or body.renditions not in {(), current}:
        raise Conflict(field="manifest")
    await _declare_once(session, who, item, signed, Event.ITEM_AGREED, at)
    return item


async def disagree(
    session: AsyncSession, who: Who, item_id: str, rendition: bytes, *, at: int
) -> Item:
    """Keep that the author does not agree to what was changed; the same again is welcome.

    They can still agree: nothing is approved until then, and their readers go on otherwise. Raises
    `NotFound`, and `Conflict` where it is not the newest, nothing was changed, or they agreed.
    """
    item = await find_as(session, who, item_id, Part.AUTHOR, lock=True)
    made = await statements.newest(session, RenditionStatement.TYPE, item=item.id)
    job = (
        await session.exec(
            select(MediaJob)
            .join(Rendition, col(Rendition.job) == col(MediaJob.id))
            .where(
                col(MediaJob.item_id) == item.id,
                col(MediaJob.version) == item.version,
                col(Rendition.complete).is_(True),
            )
            .order_by(col(MediaJob.number).desc())
        )
    ).first()
    if made is None or job is None or made.digest != rendition:
        raise Conflict(field="rendition")
    if not await waits_for_author(session, item.id):
        raise Conflict(field="agreed")
    if job.declined is None:
        job.declined = at
        session.add(job)
        await trail.append(
            session,
            org=item.org,
            chain=item.case_id,
            event=Event.ITEM_DISAGREED,
            at=at,
            actor=who.person or "",
            subject=item.id,
        )
    return item


def _made_of(made: Row, manifest: Row) -> bool:
    """Tell whether a rendition is of this manifest, and not of an earlier version's."""
    body = open_statement(signed_of(made), RenditionStatement)
    return body.manifest == manifest.digest


async def share(
    session: AsyncSession, who: Who, item_id: str, signed: Statement, *, at: int
) -> Item:
    """Store the word of an author or a recipient that somebody else may see the item too."""
    item = await find_as(session, who, item_id, Part.AUTHOR, Part.RECIPIENT, lock=True)
    if item.author != who.person and ItemState(item.state) in LAID_ASIDE:
        # Whoever does not see it themselves now lets nobody else see it.
        raise Conflict(field="laid-aside")
    body = _read(signed, Share)
    said = (signed.key, body.case, body.item, body.person)
    if said != (who.sign, item.case_id, item.id, who.person) or body.with_ == body.person:
        raise Invalid(reason="share-invalid")
    if body.until <= at:
        raise Invalid(reason="until")
    await _declare_once(session, who, item, signed, Event.ITEM_SHARED, at)
    return item


async def deliver(
    session: AsyncSession, who: Who, item_id: str, signed: Statement, *, rules: Rules, at: int
) -> Item:
    """Store staff's word that a released item was read aloud, played or printed.

    What was accepted on paper or with the facilitator is thereby as good as opened, and nothing
    else is handed over before it was opened: the gate is asked once more, as it is for an opening,
    whoever hands it over. A liaison hands over once, what was entrusted to them. Raises `Blocked`
    where it is shut, or for what was stopped, `Conflict` for what was not released, or is to be
    opened on a device.
    """
    body = _read(signed, Delivery)
    found = await session.get(Item, item_id)
    item = await held(session, found) if found is not None else None
    part = await _part_in_delivering(session, who, item, rules) if item is not None else None
    if item is None or part is None:
        raise refusal(who, item)
    addressed = await session.get(ItemRecipient, (item.id, body.person)) is not None
    said = (signed.key, body.case, body.item)
    if said != (who.sign, item.case_id, item.id) or not addressed or body.at > at:
        raise Invalid(reason="delivery-invalid")
    again = await declared(session, signed)
    if again and part is Part.DELIVERER:
        return item
    _hold_to_hand_over(part, item)
    if stopped := await stopping.stopped(session, item):
        raise Blocked(blockers=",".join(_told(part, stopped)))
    if again:
        return item
    found_now = await blockers_now(session, item, rules=rules, at=at)
    if Blocker.DAY_NOT_CONFIRMED in found_now:
        # In custody each handing over takes a day of its own, the first and any later one.
        raise Blocked(blockers=",".join(_told(part, [Blocker.DAY_NOT_CONFIRMED])))
    if item.state != ItemState.RELEASED:
        await _declare_once(session, who, item, signed, Event.ITEM_DELIVERED, at)
        return item
    await _hold_handed_over(session, item)
    if found_now:
        raise Blocked(blockers=",".join(_told(part, found_now)))
    await statements.record(
        session,
        signed,
        org=item.org,
        at=at,
        case=item.case_id,
        item=item.id,
        sequence=await _said_before(session, item, signed) + 1,
    )
    await move_item(
        session,
        item,
        ItemAct.DELIVER,
        by=part,
        at=at,
        actor=who.person,
        statement=text_of(signed.voice),
    )
    return item


def _hold_to_hand_over(part: Part, item: Item) -> None:
    """Raise `Conflict` for what is not before its recipient; a liaison has what was not yet."""
    if part is Part.DELIVERER and item.state != ItemState.RELEASED:
        # It was handed over: nothing of it is theirs any more, nor what became of it since.
        raise Conflict(field="handed-over")
    if ItemState(item.state) not in {ItemState.RELEASED, *WITH_RECIPIENT}:
        raise Conflict(state=item.state)


async def _hold_handed_over(session: AsyncSession, item: Item) -> None:
    """Raise `Conflict` for what its recipient opens themselves: they come first."""
    accepted = await statements.newest(session, Acceptance.TYPE, item=item.id)
    if accepted is None or medium_of(accepted) not in HANDED_OVER:
        raise Conflict(field="medium")


async def _part_in_delivering(
    session: AsyncSession, who: Who, item: Item, rules: Rules
) -> Part | None:
    """Return as what somebody hands an item over: a reader of the case, or a liaison who has it."""
    if await part_in(session, who, item) is Part.READER:
        return Part.READER
    entrusting = await entrusted_to(session, who, item)
    if entrusting is None or not await believed(session, item, entrusting, rules.readers):
        return None
    return Part.DELIVERER


def _told(part: Part, blockers: Iterable[Blocker]) -> tuple[str, ...]:
    """Return what somebody who hands over is told of these: a liaison no more than a recipient."""
    return told_to_recipient(blockers) if part is Part.DELIVERER else tuple(blockers)


def _read(signed: Statement, kind: type[Said]) -> Said:
    try:
        return open_statement(signed, kind)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault


async def _declare_once(
    session: AsyncSession, who: Who, item: Item, signed: Statement, event: Event, at: int
) -> None:
    """Store it and name it on the trail; the same again is welcome."""
    if await declared(session, signed):
        return
    await declare(
        session,
        signed,
        event,
        org=item.org,
        chain=item.case_id,
        at=at,
        actor=who.person or "",
        case=item.case_id,
        item=item.id,
        sequence=await _said_before(session, item, signed) + 1,
    )


async def _said_before(session: AsyncSession, item: Item, signed: Statement) -> int:
    found = await session.exec(
        select(func.count()).where(col(Row.item_id) == item.id, col(Row.type) == signed.type)
    )
    return found.one()
