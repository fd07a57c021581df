"""Submitting an item: the author's signed manifest, and the content key sealed to who must read it.

Guarantees: every sealed byte is stored and is what the manifest names; author (or whoever acts for
them), team and (for recordings) worker pool each have a grant; the item goes to review or to the
media worker in the same transaction.
"""

import uuid
from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.access import Who, refusal
from service.correspondence.beginning import check_author, check_pool
from service.correspondence.captions import check_current
from service.correspondence.items import count_as_author_side
from service.correspondence.uploads import check_whole, original_of
from service.db import statements
from service.db.asked import Rules, recipient_of, still_acts, way_of
from service.db.beside import recording_of
from service.db.statements import text_of
from service.db.tables import Grant, Item, ItemRecipient, MediaJob, Rendition
from service.db.transitions import move_item
from service.domain.errors import Conflict, Invalid
from service.domain.lifecycle import ItemAct, ItemState
from service.domain.roles import Part
from service.sealing.errors import SealingError
from service.sealing.schemas import AS_WRITTEN, CaseStatement, Manifest
from service.sealing.statements import Statement, open_statement


@dataclass(frozen=True)
class NewGrant:
    """A content key sealed to the author, the team, the worker pool or one recipient."""

    holder: str
    rendition: str
    sealed: bytes
    person: str | None = None


def add_grants(session: AsyncSession, item: Item, grants: list[NewGrant], *, at: int) -> None:
    """Store sealed content keys beside the item."""
    session.add_all(
        Grant(
            id=str(uuid.uuid4()),
            org=item.org,
            item_id=item.id,
            rendition=grant.rendition,
            holder=grant.holder,
            person=grant.person,
            sealed=grant.sealed,
            created=at,
        )
        for grant in grants
    )


async def check_manifest(
    session: AsyncSession, item: Item, original: Rendition, signed: Statement, who: Who
) -> Manifest:
    """Return the manifest; raises `Invalid` unless it describes exactly this item.

    Signed by its author, or by a liaison who may act for them when it was made.
    """
    try:
        manifest = open_statement(signed, Manifest)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    case_row = await statements.newest(session, CaseStatement.TYPE, case=item.case_id)
    recipients = await session.exec(
        select(ItemRecipient.person).where(col(ItemRecipient.item_id) == item.id)
    )
    container = manifest.containers[0]
    said = (
        manifest.case,
        manifest.item,
        manifest.author,
        manifest.version,
        manifest.kind,
        manifest.language,
        manifest.capacity,
        sorted(manifest.recipients),
        manifest.in_reply_to or None,
        container.rendition,
        container.table,
        container.padded,
        manifest.timed_by or None,
    )
    known = (
        item.case_id,
        item.id,
        item.author,
        item.version,
        item.kind,
        item.language,
        "self" if item.author == who.person else "liaison",
        sorted(recipients),
        item.in_reply_to,
        original.id,
        original.table_digest,
        original.padded,
        item.timed_by,
    )
    related = item.relates_to is None or manifest.relates_to == item.relates_to
    if signed.key != who.sign or said != known or not related:
        raise Invalid(reason="manifest-invalid")
    acting = who.acts_for.get((item.case_id, item.author))
    if acting is not None and manifest.created > acting.until:
        raise Invalid(reason="mandate-invalid")
    if case_row is None or manifest.case_statement != case_row.digest:
        raise Conflict(field="case_statement")
    return manifest


async def submit(
    session: AsyncSession,
    item: Item,
    who: Who,
    *,
    signed: Statement,
    grants: list[NewGrant],
    table: bytes,
    rules: Rules,
    at: int,
) -> None:
    """Submit a draft that is held; the same manifest again is welcome, another raises `Conflict`.

    `table` is the digest table as read back from the object store. Raises `Blocked` where the
    author has not agreed to send, or has not acknowledged: the draft stays as it is. Raises
    `NotFound` for a liaison whose mandate ended while they waited for the case.
    """
    acting = who.acts_for.get((item.case_id, item.author))
    if item.author != who.person and not await still_acts(
        session, item.case_id, item.author, acting, at
    ):
        raise refusal(who, item)
    original = await original_of(session, item)
    if item.state != ItemState.DRAFT:
        before = await statements.newest(session, Manifest.TYPE, item=item.id)
        if before is not None and before.digest == signed.digest:
            return
        raise Conflict(state="submitted")
    recipient = await recipient_of(session, item)
    await check_author(session, way_of(item, recipient), rules, at)
    if item.relates_to is not None:
        await check_current(session, await recording_of(session, item), item.timed_by)
    await check_whole(session, original, table)
    await check_manifest(session, item, original, signed, who)
    holders = {"author", "team"}
    if item.kind not in AS_WRITTEN:
        holders.add("pool")
        await check_pool(session, item.case_id)
    if len(grants) != len(holders) or {grant.holder for grant in grants} != holders:
        raise Invalid(reason="grants")
    if any(grant.rendition != original.id for grant in grants):
        raise Invalid(reason="grants")
    original.complete = True
    session.add(original)
    await statements.record(
        session,
        signed,
        org=item.org,
        at=at,
        case=item.case_id,
        item=item.id,
        sequence=item.version,
    )
    add_grants(session, item, grants, at=at)
    await count_as_author_side(session, who, item)
    voice = text_of(signed.voice)
    await move_item(
        session, item, ItemAct.SUBMIT, by=Part.AUTHOR, at=at, actor=who.person, statement=voice
    )
    if item.kind in AS_WRITTEN:
        await move_item(
            session,
            item,
            ItemAct.QUEUE_FOR_REVIEW,
            by=Part.SERVICE,
            at=at,
            also={"waiting_since": at},
        )
        return
    job = MediaJob(
        id=str(uuid.uuid4()),
        org=item.org,
        item_id=item.id,
        version=item.version,
        state="queued",
        created=at,
    )
    session.add(job)
    await move_item(
        session, item, ItemAct.BEGIN_PROCESSING, by=Part.SERVICE, at=at, task_subject=job.id
    )
