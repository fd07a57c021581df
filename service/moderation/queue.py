"""The review queue and claims: oldest first, one reader at a time, for half an hour at a time.

Guarantees: of two readers who claim at once, one gets the item; nobody claims what they wrote, or
reads twice what needs two readers. A claim that lapses puts the item back where it stood.
"""

from collections.abc import Collection
from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import statements
from service.db.asked import Rules
from service.db.tables import AuthorSide, Item, Statement, TeamMember
from service.db.transitions import move_item
from service.domain.blockers import Blocker
from service.domain.errors import Blocked, ClaimedByAnother, Conflict, Evidence, Forbidden, NotFound
from service.domain.events import Event
from service.domain.lifecycle import UNSENT, ItemAct, ItemState
from service.domain.roles import Part
from service.moderation.reviewed import gone_on_from, people_behind, readable
from service.sealing.deciding import closing, counting
from service.sealing.schemas import Decision, Manifest, Recall, Record, RenditionStatement
from service.sealing.schemas_practice import CONFLICT, TIED, UNTIED, ties
from service.sealing.statements import Statement as Signed
from service.sealing.statements import open_statement

CLAIM_SECONDS: Final = 30 * 60
# What its author took back asks for nobody's reading.
_RECALLED: Final = statements.items_with(Recall.TYPE)


async def waiting(
    session: AsyncSession,
    reader: str,
    *,
    held: bool,
    after: tuple[int, str] | None,
    limit: int,
) -> list[Item]:
    """Return a page of what awaits review on this reader's cases, oldest first.

    With `held`, of what this reader has claimed and not decided: it must not get out of sight.
    """
    teams = select(TeamMember.case_id).where(col(TeamMember.person) == reader)
    query = select(Item).where(
        col(Item.state) == ItemState.AWAITING_REVIEW.value,
        col(Item.case_id).in_(teams),
        col(Item.id).not_in(_RECALLED),
        col(Item.relates_to).is_(None) | col(Item.relates_to).not_in(_RECALLED),
    )
    if held:
        query = select(Item).where(
            col(Item.state) == ItemState.IN_REVIEW.value, col(Item.claimed_by) == reader
        )
    if after is not None:
        since, item_id = after
        query = query.where(
            (col(Item.waiting_since) > since)
            | ((col(Item.waiting_since) == since) & (col(Item.id) > item_id))
        )
    query = query.order_by(col(Item.waiting_since), col(Item.id)).limit(limit)
    return list(await session.exec(query))


async def locked_for_reader(session: AsyncSession, reader: str, item_id: str) -> Item:
    """Return the item, locked, for a member of its case's team.

    Raises `NotFound` for anyone else, and keeps that on the case's trail, and `Forbidden` for
    whoever declared a conflict of interest.
    """
    rows = await session.exec(
        select(Item).where(col(Item.id) == item_id).with_for_update(),
        # Something else in this transaction may have read it before it was locked.
        execution_options={"populate_existing": True},
    )
    item = rows.first()
    if item is None:
        raise NotFound
    member = await session.get(TeamMember, (item.case_id, reader))
    if member is None or ItemState(item.state) in UNSENT:
        raise NotFound(
            evidence=Evidence(
                item.org, item.case_id, Event.ITEM_REFUSED, actor=reader, subject=item.id
            )
        )
    if await _ties(session, item.case_id, reader) == TIED:
        raise Forbidden(reason=CONFLICT)
    return item


async def _ties(session: AsyncSession, case: str, reader: str) -> str:
    """Return what this reader said last of what ties them to the case; empty for nothing."""
    rows = await statements.every(session, Record.TYPE, case=case)
    return ties(
        (
            open_statement(Signed(row.type, row.payload, row.signer, row.signature), Record)
            for row in rows
        ),
        reader,
    )


async def claim(
    session: AsyncSession, reader: str, reader_sign: bytes, item_id: str, *, rules: Rules, at: int
) -> Item:
    """Claim an item for half an hour, or renew one's own claim.

    Raises `ClaimedByAnother`, `Forbidden` (on its author's side, already decided by them, or
    withheld by them before its author asked for another look), `Conflict`, or `Blocked` for whoever
    has not yet said whether something ties them to the case.
    """
    item = await locked_for_reader(session, reader, item_id)
    if item.author == reader or await session.get(AuthorSide, (item.id, reader)) is not None:
        raise Forbidden
    await check_not_recalled(session, item)
    if item.state == ItemState.IN_REVIEW:
        if item.claimed_by == reader:
            item.claim_until = at + CLAIM_SECONDS
            session.add(item)
            await session.flush()
            return item
        if (item.claim_until or 0) >= at:
            raise ClaimedByAnother
        await lapse(session, item, at=at)
    if item.state != ItemState.AWAITING_REVIEW:
        raise Conflict(state=item.state)
    await _check_another(session, reader, reader_sign, item, rules, at=at)
    if await _ties(session, item.case_id, reader) != UNTIED:
        raise Blocked(blockers=Blocker.CONFLICT_NOT_DECLARED.value)
    await move_item(
        session,
        item,
        ItemAct.CLAIM,
        by=Part.READER,
        at=at,
        actor=reader,
        also={"claimed_by": reader, "claim_until": at + CLAIM_SECONDS},
    )
    return item


async def _check_another(
    session: AsyncSession, reader: str, reader_sign: bytes, item: Item, rules: Rules, *, at: int
) -> None:
    """Raise `Forbidden` for whoever's own decision this would be a second one beside."""
    manifest = await statements.newest(session, Manifest.TYPE, item=item.id)
    if manifest is None:
        raise Conflict(state=item.state)
    rows = await statements.every(session, Decision.TYPE, item=item.id)
    decided = readable(rows)
    # One that was spoilt still keeps away whose it was.
    spoilt = {row.signer for row in rows} - {row.signer for row, _ in decided}

    async def theirs(rows: list[tuple[Statement, Decision]]) -> bool:
        signers = {row.signer for row, _ in rows}
        return reader_sign in signers or reader in await people_behind(session, signers)

    made = await statements.newest(session, RenditionStatement.TYPE, item=item.id)
    counted = counting(decided, manifest.digest, made.digest if made else b"")
    chain = await gone_on_from(session, item, counted, rules, at=at)
    if reader_sign in spoilt or await theirs(chain):
        raise Forbidden
    if await theirs(closing(decided, manifest.digest)):
        raise Forbidden(reason="withheld-by-you")


async def hand_back(session: AsyncSession, reader: str, item_id: str, *, at: int) -> Item:
    """Put what one holds back in the queue, at its old place; again is welcome.

    Raises `NotFound`, and `Conflict` for what somebody else holds or nobody awaits.
    """
    item = await locked_for_reader(session, reader, item_id)
    if item.state == ItemState.AWAITING_REVIEW:
        return item
    if item.claimed_by != reader:
        raise Conflict(state=item.state)
    await move_item(
        session,
        item,
        ItemAct.HAND_BACK,
        by=Part.READER,
        at=at,
        actor=reader,
        also={"claimed_by": None, "claim_until": None},
    )
    return item


async def check_not_recalled(session: AsyncSession, item: Item) -> None:
    """Raise `Conflict` when the author has taken the item back, or the recording of captions."""
    for one in filter(None, (item.id, item.relates_to)):
        if await statements.newest(session, Recall.TYPE, item=one) is not None:
            raise Conflict(state="recalled")


async def lapse(session: AsyncSession, item: Item, *, at: int) -> None:
    """Put an item whose claim ended back in the queue, at its old place."""
    await move_item(
        session,
        item,
        ItemAct.HAND_BACK,
        by=Part.SERVICE,
        at=at,
        also={"claimed_by": None, "claim_until": None},
    )


async def take_back(session: AsyncSession, case: str, readers: Collection[str], *, at: int) -> None:
    """Put back what people hold in a case that they have no part in any more."""
    held = await session.exec(
        select(Item)
        .where(
            col(Item.case_id) == case,
            col(Item.state) == ItemState.IN_REVIEW.value,
            col(Item.claimed_by).in_(readers),
        )
        .order_by(col(Item.id))
        .with_for_update()
    )
    for item in held:
        await lapse(session, item, at=at)


async def lapsed_claims(session: AsyncSession, *, at: int, limit: int = 50) -> list[Item]:
    """Return items whose claim has ended, of every organisation. Whoever acts on one locks it.

    No lock here: the sweeper works for no organisation yet, so it may look but not touch.
    """
    rows = await session.exec(
        select(Item)
        .where(col(Item.state) == ItemState.IN_REVIEW.value, col(Item.claim_until) < at)
        .order_by(col(Item.claim_until), col(Item.id))
        .limit(limit)
    )
    return list(rows)
