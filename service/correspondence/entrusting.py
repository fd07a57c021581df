"""Handing over through a liaison: a reader entrusts what was released, a liaison collects it.

Guarantees: a key is sealed to the liaisons who act for somebody without one, and leaves the server
for them, only while the gate is open at that instant, in the transaction that says so on the trail;
after it was handed over, once the mandate ends or is another's, once the item is stopped or its
window is over, it leaves the server for nobody there. Refuses to take their word for anybody's
acceptance: a reader does, since a liaison hears of nothing before it is released.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlalchemy import tuple_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.access import Who, find_as, refusal
from service.correspondence.entrusted import (
    accepted,
    believed,
    entrusted_to,
    entrusting_of,
    mandated,
    within,
)
from service.correspondence.handing_on import ResealedGrant, chain_of, keep_regrant
from service.correspondence.holding import held
from service.correspondence.items import current_rendition
from service.correspondence.receiving import blockers_now
from service.correspondence.stopping import stopped
from service.correspondence.uploads import original_of
from service.correspondence.working import signed_of
from service.db import trail
from service.db.asked import Rules, has_keys
from service.db.declaring import declared
from service.db.tables import Item, ItemRecipient
from service.domain.errors import Blocked, Conflict, Forbidden, Invalid
from service.domain.events import Event
from service.domain.lifecycle import ItemState
from service.domain.practice import told_to_recipient
from service.domain.roles import Part
from service.sealing.encoding import digest
from service.sealing.errors import SealingError
from service.sealing.schemas import Acceptance, Regrant
from service.sealing.schemas_items import ON_PAPER
from service.sealing.statements import Statement, open_statement


@dataclass(frozen=True)
class Asked:
    """Who answers what this room asks of the others: the practice, who reads, a team's key."""

    rules: Rules
    hold_reader: Callable[[AsyncSession, str, str], Awaitable[None]]
    team_key: Callable[[AsyncSession, str], Awaitable[bytes | None]]


@dataclass(frozen=True)
class ToDeliver:
    """What a liaison is to hand over: to whom, in which window and way, and whether now."""

    item: Item
    person: str
    acceptance: Acceptance
    ready: bool

    @property
    def way(self) -> str:
        """How its recipient wants it: `printed`, `read-aloud` or `played`."""
        if self.acceptance.medium == ON_PAPER:
            return "printed"
        return "read-aloud" if self.item.kind == "letter" else "played"


async def entrust(
    session: AsyncSession,
    who: Who,
    item_id: str,
    signed: Statement,
    grants: list[ResealedGrant],
    *,
    asked: Asked,
    at: int,
) -> Item:
    """Store what a reader entrusts to the liaisons who act for its recipient; again is welcome.

    Raises `NotFound`, `Forbidden` for who is no reader in force and for somebody who has keys,
    `Invalid`, `Blocked` with everything that shuts the gate, and `Conflict` for what was not
    released, for another mandate or team key than those in force, and where it is entrusted.
    """
    found = await find_as(session, who, item_id, Part.READER)
    try:
        body = open_statement(signed, Regrant)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    item = await held(session, found)
    await asked.hold_reader(session, item.case_id, who.person or "")
    if await declared(session, signed):
        return item
    said = (signed.key, body.case, body.item)
    if said != (who.sign, item.case_id, item.id) or body.at > at:
        raise Invalid(reason="regrant-invalid")
    if await has_keys(session, item.case_id, body.person):
        raise Forbidden
    if item.state != ItemState.RELEASED:
        raise Conflict(state=item.state)
    await _hold_mandate(session, item, body, asked, at=at)
    await _hold_given(session, item, body, grants)
    if shut := await blockers_now(session, item, rules=asked.rules, at=at):
        raise Blocked(blockers=",".join(shut))
    await keep_regrant(session, item, signed, grants, Event.ITEM_ENTRUSTED, who, at=at)
    return item


async def _hold_mandate(
    session: AsyncSession, item: Item, body: Regrant, asked: Asked, *, at: int
) -> None:
    """Hold that it goes to the team that may act for the recipient now, and is not there already.

    Whoever was moved since the reader looked is acted for by another.
    """
    to = await mandated(session, item)
    if to is None or to.person != body.person:
        raise Invalid(reason="regrant-invalid")
    if body.certificate != to.mandate or to.until < at:
        raise Conflict(field="mandate")
    if body.new_key != await asked.team_key(session, to.team):
        raise Conflict(field="team")
    acceptance = await accepted(session, item)
    if acceptance is None or not within(acceptance, body.at):
        raise Invalid(reason="window")
    standing = await entrusting_of(session, item, to)
    if (
        standing is not None
        and open_statement(signed_of(standing), Regrant).new_key == body.new_key
        and await believed(session, item, standing, asked.rules.readers)
    ):
        raise Conflict(field="entrusted")


async def _hold_given(
    session: AsyncSession, item: Item, body: Regrant, grants: list[ResealedGrant]
) -> None:
    """Hold that just what was released is handed on, from the key that a decision names."""
    entries = {
        (row.digest, one.person, one.key)
        for row, decision in await chain_of(session, item)
        for one in decision.recipients
    }
    if (body.decision, body.person, body.old_key) not in entries:
        raise Invalid(reason="regrant-invalid")
    released = await current_rendition(session, item) or await original_of(session, item)
    sealed = [(one.person, one.rendition, digest(one.sealed)) for one in grants]
    named = [(body.person, one.rendition, one.grant) for one in body.grants]
    if sealed != named or [one.rendition for one in body.grants] != [released.id]:
        raise Invalid(reason="grants")


async def to_deliver(session: AsyncSession, who: Who, *, rules: Rules, at: int) -> list[ToDeliver]:
    """Return what was entrusted to a caller's team and may still be handed over, by its window.

    Nothing is on it that was handed over, was stopped, or whose window is over.
    """
    found = await session.exec(
        select(Item)
        .join(ItemRecipient, col(ItemRecipient.item_id) == col(Item.id))
        .where(
            col(Item.state) == ItemState.RELEASED.value,
            tuple_(col(Item.case_id), col(ItemRecipient.person)).in_(list(who.acts_for)),
        )
    )
    rows = [one for item in found if (one := await _waiting(session, who, item, rules, at))]
    return sorted(rows, key=lambda one: (one.acceptance.from_, one.item.id))


async def _waiting(
    session: AsyncSession, who: Who, item: Item, rules: Rules, at: int
) -> ToDeliver | None:
    acceptance = await accepted(session, item)
    if acceptance is None or acceptance.until < at:
        return None
    if not await _theirs(session, who, item, rules) or await stopped(session, item):
        return None
    found = await blockers_now(session, item, rules=rules, at=at)
    return ToDeliver(item, acceptance.person, acceptance, ready=not found)


async def _theirs(session: AsyncSession, who: Who, item: Item, rules: Rules) -> bool:
    """Tell whether it is entrusted to a caller's team, in words that their device believes."""
    entrusting = await entrusted_to(session, who, item)
    return entrusting is not None and await believed(session, item, entrusting, rules.readers)


async def collect(session: AsyncSession, who: Who, item_id: str, *, rules: Rules, at: int) -> Item:
    """Let a liaison have the key of what was entrusted to their team, and name it on the trail.

    The edge hands over the key in this very transaction. Raises `NotFound` for anybody else and for
    what was handed over already, `Blocked` where the gate is shut, of which a liaison is told no
    more than a recipient.
    """
    found = await session.get(Item, item_id)
    if found is None or await entrusted_to(session, who, found) is None:
        raise refusal(who, found)
    item = await held(session, found)
    if item.state != ItemState.RELEASED or not await _theirs(session, who, item, rules):
        raise refusal(who, item)
    if blockers := await blockers_now(session, item, rules=rules, at=at):
        raise Blocked(blockers=",".join(told_to_recipient(blockers)))
    await trail.append(
        session,
        org=item.org,
        chain=item.case_id,
        event=Event.ITEM_COLLECTED,
        at=at,
        actor=who.person,
        subject=item.id,
    )
    return item
