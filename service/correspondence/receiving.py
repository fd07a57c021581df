"""Receiving: the recipient accepts and opens, the service releases between. Offering comes before.

Guarantees: release asks the gate again at that instant, inside the releasing transaction; the
sealed key leaves the server only in the transaction that stores the recipient's signed opening.
A window that passed is no end: its recipient accepts again.
"""

from typing import Final

from sqlalchemy import text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence import stopping
from service.correspondence.access import Who, find_as, refusal
from service.correspondence.choices import offer_facts
from service.correspondence.handing_on import chain_of, sealed_to_own_key
from service.db import statements
from service.db.agreed import waits_for_author
from service.db.asked import Rules, has_keys, recipient_of, way_of
from service.db.declaring import declare, declared
from service.db.statements import Readers, text_of
from service.db.tables import Account, Case, CasePerson, Grant, Item
from service.db.tables import Statement as StatementRow
from service.db.transitions import move_item
from service.domain.blockers import Blocker
from service.domain.errors import Blocked, Conflict, Fact, Invalid
from service.domain.events import Event
from service.domain.gate import Approval, ReleaseFacts, Window, release_blockers
from service.domain.lifecycle import (
    LAID_ASIDE,
    VISIBLE_TO_RECIPIENT,
    WITH_RECIPIENT,
    CaseState,
    ItemAct,
    ItemState,
)
from service.domain.practice import is_delayed, told_to_recipient
from service.domain.roles import Part
from service.sealing.errors import SealingError
from service.sealing.schemas import Acceptance, CaseStatement, Opening
from service.sealing.schemas_items import ON_PAPER, WITH_FACILITATOR
from service.sealing.statements import Statement, open_statement

MAX_WINDOW_SECONDS: Final = 366 * 24 * 60 * 60
HANDED_OVER: Final = frozenset({ON_PAPER, WITH_FACILITATOR})
"""In what media staff hand an item over, and no device opens it."""
# Taken after the item's row, by a release alone: nobody who has it waits for a row that another
# release has.
_HOLD: Final = text("SELECT pg_advisory_xact_lock(hashtextextended(:whose, 0))")
_NOT_YET_OPENED: Final = frozenset({ItemState.OFFERED, ItemState.ACCEPTED, ItemState.RELEASED})
_STANDS: Final = frozenset({ItemState.ACCEPTED, ItemState.RELEASED}) | WITH_RECIPIENT


def _signed(row: StatementRow) -> Statement:
    return Statement(row.type, row.payload, row.signer, row.signature)


async def approvals_of(
    session: AsyncSession, item: Item, readers: Readers
) -> tuple[list[bytes], list[Approval]]:
    """Return the approvals that count, of the open chain: by readers in force, or vouched for."""
    chain = await chain_of(session, item)
    signed_by = await readers(session, item.case_id, [row for row, _ in chain])
    theirs = [(row, decision) for row, decision in chain if row.id in signed_by]
    return [row.digest for row, _ in theirs], [
        Approval(signed_by[row.id], decision.valid_until) for row, decision in theirs
    ]


async def facts_for_release(
    session: AsyncSession, item: Item, recipient: str, *, rules: Rules, now: int
) -> ReleaseFacts:
    """Gather what the gate looks at, in this transaction."""
    case = await session.get_one(Case, item.case_id)
    newest = await statements.newest(session, CaseStatement.TYPE, case=item.case_id)
    signers = open_statement(_signed(newest), CaseStatement).signers if newest else 1
    sides = {
        row.person: row
        for row in await session.exec(
            select(CasePerson).where(col(CasePerson.case_id) == item.case_id)
        )
    }
    _, approvals = await approvals_of(session, item, rules.readers)
    acceptance = await statements.newest(session, Acceptance.TYPE, item=item.id)
    keys = await has_keys(session, item.case_id, recipient)
    own = (await session.get_one(Account, recipient)).sign if keys else None
    window = None
    # One under keys that were replaced since is nobody's word any more to the recipient's device,
    # and none stands once the item was refused.
    stands = acceptance is not None and ItemState(item.state) in _STANDS
    # Of whom has no keys it was taken before staff, whose word for it was checked as it came.
    if acceptance is not None and stands and own in {None, acceptance.signer}:
        body = open_statement(_signed(acceptance), Acceptance)
        window = Window(body.from_, body.until)
    granted = await session.exec(
        select(Grant.id).where(
            col(Grant.item_id) == item.id,
            col(Grant.holder) == "recipient",
            col(Grant.person) == recipient,
        )
    )
    return ReleaseFacts(
        now=now,
        case_state=CaseState(case.state),
        author_certified=item.author in sides and sides[item.author].settled,
        recipient_certified=recipient in sides and sides[recipient].settled,
        signers_required=signers,
        approvals=tuple(approvals),
        window=window,
        grant_sealed=(granted.first() is not None or not keys)
        and await sealed_to_own_key(session, item, recipient),
        recalled=await stopping.recalled(session, item),
        suspended=await stopping.suspended(session, item),
        agreed=not await waits_for_author(session, item.id),
        practice=await rules.practice(session, way_of(item, recipient), now),
        offer=await offer_facts(session, item, recipient),
    )


async def blockers_now(
    session: AsyncSession, item: Item, *, rules: Rules, at: int
) -> tuple[Blocker, ...]:
    """Return everything that keeps this item from its recipient now, as the gate says."""
    return release_blockers(await _facts_now(session, item, rules=rules, at=at))


async def delayed(session: AsyncSession, item: Item, *, rules: Rules, at: int) -> bool:
    """Tell whether a recipient who knows of an item has to wait, whatever they do themselves.

    Of why, they are told nothing. Always false of what they have opened, declined or laid aside.
    """
    if item.state not in _NOT_YET_OPENED:
        return False
    # Neither approvals nor grants: what was changed of them is for the device to find and to name.
    recipient = await recipient_of(session, item)
    facts = await rules.practice(session, way_of(item, recipient), at)
    return is_delayed(facts) or await stopping.suspended(session, item)


async def _facts_now(session: AsyncSession, item: Item, *, rules: Rules, at: int) -> ReleaseFacts:
    recipient = await recipient_of(session, item)
    return await facts_for_release(session, item, recipient, rules=rules, now=at)


async def release(
    session: AsyncSession, item: Item, *, rules: Rules, at: int
) -> tuple[Blocker, ...]:
    """Release an accepted item unless the gate has blockers; returns them all.

    It takes its round with it: of two at once one comes first, and the other is asked about the
    next. An item already past acceptance is left alone, with no blockers.
    """
    if item.state != ItemState.ACCEPTED:
        return ()
    await _hold_rounds(session, item)
    facts = await _facts_now(session, item, rules=rules, at=at)
    found = release_blockers(facts)
    if not found:
        taken: dict[str, Fact] = {"round": facts.practice.round}
        await move_item(session, item, ItemAct.RELEASE, by=Part.SERVICE, at=at, also=taken)
    return found


async def _hold_rounds(session: AsyncSession, item: Item) -> None:
    """Let nothing else of this author's in this case take a round until the transaction ends."""
    connection = await session.connection()
    await connection.execute(_HOLD, {"whose": f"{item.case_id} {item.author}"})


async def look_again_at(
    session: AsyncSession, item: Item, found: tuple[Blocker, ...]
) -> int | None:
    """Return when what keeps an accepted item may have changed by itself: as its window opens.

    None where that cannot be known, or nothing but a new acceptance lets it go on.
    """
    acceptance = await statements.newest(session, Acceptance.TYPE, item=item.id)
    if Blocker.BEFORE_WINDOW not in found or acceptance is None:
        return None
    return open_statement(_signed(acceptance), Acceptance).from_


def medium_of(acceptance: StatementRow) -> str:
    """Return how its recipient wants to receive an item."""
    return open_statement(_signed(acceptance), Acceptance).medium


async def accept(
    session: AsyncSession, who: Who, item_id: str, signed: Statement, *, rules: Rules, at: int
) -> Item:
    """Store the recipient's acceptance; the same one again is welcome.

    Whoever has new keys accepts again, however far the item has come under the old ones, and so
    does whoever let a window pass. Raises `Conflict` while an acceptance stands, or for what was
    refused.
    """
    item = await find_as(session, who, item_id, Part.RECIPIENT, lock=True)
    return await store_acceptance(
        session, item, signed, by=who, person=who.person, rules=rules, at=at
    )


async def store_acceptance(
    session: AsyncSession,
    item: Item,
    signed: Statement,
    *,
    by: Who,
    person: str | None,
    rules: Rules,
    at: int,
) -> Item:
    """As `accept`, of a locked item: the acceptance of this person, under the key of `by`."""
    try:
        body = open_statement(signed, Acceptance)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    digests, _ = await approvals_of(session, item, rules.readers)
    if signed.key != by.sign or (body.case, body.item, body.person) != (
        item.case_id,
        item.id,
        person,
    ):
        raise Invalid(reason="acceptance-invalid")
    if list(body.decisions) != digests:
        raise Conflict(field="decisions")
    if not (body.from_ <= body.until and at <= body.until <= at + MAX_WINDOW_SECONDS):
        raise Invalid(reason="window")
    before = await statements.newest(session, Acceptance.TYPE, item=item.id)
    state = ItemState(item.state)
    if before is not None and before.voice == signed.voice and state in _STANDS:
        return item
    if state not in {ItemState.OFFERED, *_STANDS} or await declared(session, signed):
        # One from before a refusal is no acceptance of what was asked for again.
        raise Conflict(state=state)
    anew = before is not None and person == by.person and before.signer != by.sign
    if before is not None and state in _STANDS and not anew and not _passed(before, at):
        raise Conflict(state="accepted")
    if found := await stopping.stopped(session, item):
        raise Blocked(blockers=",".join(found))
    sequence = before.sequence if before is not None else 0
    if state in WITH_RECIPIENT or (state in _STANDS and anew):
        return await _again(session, item, signed, Event.ITEM_ACCEPTED, sequence, at=at)
    await statements.record(
        session, signed, org=item.org, at=at, case=item.case_id, item=item.id, sequence=sequence + 1
    )
    await move_item(
        session,
        item,
        ItemAct.ACCEPT,
        by=Part.RECIPIENT,
        at=at,
        actor=by.person,
        statement=text_of(signed.voice),
    )
    return item


def _passed(acceptance: StatementRow, at: int) -> bool:
    """Tell whether the window of an acceptance is over."""
    return open_statement(_signed(acceptance), Acceptance).until < at


async def _again(
    session: AsyncSession, item: Item, signed: Statement, event: Event, before: int, *, at: int
) -> Item:
    """Store what a recipient says once more; the item stays where it is."""
    await declare(
        session,
        signed,
        event,
        org=item.org,
        chain=item.case_id,
        at=at,
        actor=await recipient_of(session, item),
        case=item.case_id,
        item=item.id,
        sequence=before + 1,
    )
    return item


async def open_item(
    session: AsyncSession, who: Who, item_id: str, signed: Statement, *, rules: Rules, at: int
) -> tuple[Item, list[Grant]]:
    """Store the recipient's opening and hand over what was sealed to them, in this transaction.

    Raises `NotFound` when not released to this person, `Blocked` when the gate closed since
    release, `Conflict` for what they laid aside.
    """
    item = await find_as(session, who, item_id, Part.RECIPIENT, lock=True)
    state = ItemState(item.state)
    if state in LAID_ASIDE:
        raise Conflict(state=VISIBLE_TO_RECIPIENT[state])
    if state not in {ItemState.RELEASED, *WITH_RECIPIENT}:
        raise refusal(who, item)
    try:
        body = open_statement(signed, Opening)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    acceptance = await statements.newest(session, Acceptance.TYPE, item=item.id)
    digests, _ = await approvals_of(session, item, rules.readers)
    if signed.key != who.sign or (body.case, body.item, body.person) != (
        item.case_id,
        item.id,
        who.person,
    ):
        raise Invalid(reason="opening-invalid")
    if (
        acceptance is None
        or body.acceptance != acceptance.digest
        or list(body.decisions) != digests
    ):
        raise Conflict(field="decisions")
    if medium_of(acceptance) in HANDED_OVER:
        raise Conflict(field="medium")
    if state in WITH_RECIPIENT and await stopping.suspended(session, item):
        raise Blocked(blockers=Blocker.SUSPENDED)
    before = await statements.newest(session, Opening.TYPE, item=item.id)
    if before is None or before.signer != who.sign:
        found = await blockers_now(session, item, rules=rules, at=at)
        if found:
            raise Blocked(blockers=",".join(told_to_recipient(found)))
        await _store_opening(session, who, item, signed, before, at=at)
    grants = await session.exec(
        select(Grant).where(
            col(Grant.item_id) == item.id,
            col(Grant.holder) == "recipient",
            col(Grant.person) == who.person,
        )
    )
    return item, list(grants)


async def _store_opening(
    session: AsyncSession,
    who: Who,
    item: Item,
    signed: Statement,
    before: StatementRow | None,
    *,
    at: int,
) -> None:
    if before is not None or ItemState(item.state) in WITH_RECIPIENT:
        # Under new keys, or of what was handed over first and is read now.
        sequence = before.sequence if before is not None else 0
        await _again(session, item, signed, Event.ITEM_OPENED, sequence, at=at)
        return
    await statements.record(
        session, signed, org=item.org, at=at, case=item.case_id, item=item.id, sequence=1
    )
    await move_item(
        session,
        item,
        ItemAct.OPEN,
        by=Part.RECIPIENT,
        at=at,
        actor=who.person,
        statement=text_of(signed.voice),
    )
