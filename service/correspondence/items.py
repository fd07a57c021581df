"""Items: drafting one, replacing one that failed or was returned, and each side's honest view.

Guarantees: submission is acknowledged only when every sealed byte is stored and agrees with the
signed manifest. Refuses to know what an item says.
"""

from dataclasses import dataclass

from sqlalchemy import tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.access import Who, find_as
from service.correspondence.beginning import (
    check_begun,
    check_new,
    check_next,
    not_theirs,
    sides_of,
)
from service.correspondence.captions import (
    Related,
    check_current,
    check_recipients,
    check_related,
)
from service.correspondence.holding import held
from service.correspondence.stopping import recalled
from service.correspondence.uploads import NewUpload, add_original, check_upload, original_of
from service.db import trail
from service.db.asked import MEDIUM, Rules, Way, still_acts
from service.db.beside import recording_of
from service.db.holding import held_case
from service.db.room import check_room
from service.db.tables import (
    Account,
    AuthorSide,
    Item,
    ItemRecipient,
    MediaJob,
    Rendition,
    TeamMember,
)
from service.db.transitions import move_item
from service.domain.errors import Conflict, Invalid
from service.domain.events import Event
from service.domain.lifecycle import (
    LAID_ASIDE,
    ONCE_OPENED,
    UNSENT,
    VISIBLE_TO_RECIPIENT,
    ItemAct,
    ItemState,
)
from service.domain.roles import Part
from service.sealing.container import chunk_count
from service.sealing.schemas import CAPTIONS


@dataclass(frozen=True)
class NewItem:
    """What an author's device says of an item before its first byte; ids are made there."""

    item: str
    case: str
    author: str
    kind: str
    language: str
    recipients: tuple[str, ...]
    in_reply_to: str | None
    upload: NewUpload
    related: Related | None = None


async def draft(session: AsyncSession, who: Who, new: NewItem, *, rules: Rules, at: int) -> Item:
    """Begin an item, one's own or for a person without an account; the same again is welcome.

    Raises `NotFound` (not on the case), `Blocked` (with all that would keep its author from
    submitting it), `Conflict` (no pool could make it safe), `Invalid`, `TooLarge`.
    """
    sides = await sides_of(session, who, new.case, new.author)
    # A move, a withdrawal or another step of the case comes first, or has to wait.
    await held_case(session, new.case)
    if new.author != who.person and not await still_acts(
        session, new.case, new.author, who.acts_for.get((new.case, new.author)), at
    ):
        raise not_theirs(who, sides.case)
    # Only after the case is known to be the caller's own: another's item is nothing to them.
    existing = await session.get(Item, new.item)
    if existing is not None:
        if _same(existing) != _same(new):
            raise Conflict(field="item")
        return existing
    recording = await check_related(
        session, new.kind, new.related, case=new.case, author=new.author
    )
    await check_new(session, sides, new.kind, new.recipients[0], rules, at, goes_with=recording)
    others = [p for p in new.recipients if sides.settled(p)]
    if len(new.recipients) != 1 or others != list(new.recipients) or new.author in others:
        raise Invalid(reason="recipients")
    if recording is not None:
        await check_recipients(session, recording, new.recipients)
    check_upload(new.kind, new.upload)
    await check_begun(session, new.case, new.author)
    if new.in_reply_to is not None:
        await _check_reply(session, new)
    item = Item(
        id=new.item,
        org=who.org,
        case_id=new.case,
        kind=new.kind,
        language=new.language,
        author=new.author,
        in_reply_to=new.in_reply_to,
        state=ItemState.DRAFT.value,
        created=at,
        relates_to=new.related.recording if new.related else None,
        timed_by=new.related.timed_by if new.related else None,
    )
    session.add(item)
    await session.flush()
    session.add_all(ItemRecipient(item_id=item.id, person=person, org=who.org) for person in others)
    await add_original(session, item, new.upload, uploader=who.person or "", at=at)
    await count_as_author_side(session, who, item)
    await trail.append(
        session,
        org=who.org,
        chain=new.case,
        event=Event.ITEM_DRAFTED,
        at=at,
        actor=who.person,
        subject=item.id,
    )
    await check_room(session, new.upload.padded, chunk_count(new.upload.padded))
    return item


def _same(one: Item | NewItem) -> tuple[str | None, ...]:
    """Return what the same item is asked for again by."""
    if isinstance(one, Item):
        return one.author, one.case_id, one.kind, one.relates_to
    return one.author, one.case, one.kind, one.related.recording if one.related else None


async def count_as_author_side(session: AsyncSession, who: Who, item: Item) -> None:
    """Keep that whoever acts for the author, and their colleagues, may not claim this item."""
    if item.author == who.person:
        return
    people = who.acts_for[item.case_id, item.author].colleagues
    known = await session.exec(select(Account.id).where(col(Account.id).in_({*people, who.person})))
    rows = [{"item_id": item.id, "person": one, "org": item.org} for one in known]
    await session.exec(insert(AuthorSide).values(rows).on_conflict_do_nothing())


async def _check_reply(session: AsyncSession, new: NewItem) -> None:
    earlier = await session.get(Item, new.in_reply_to)
    read_it = (
        earlier is not None
        and earlier.case_id == new.case
        and ItemState(earlier.state) in ONCE_OPENED
        and await session.get(ItemRecipient, (earlier.id, new.author)) is not None
    )
    if not read_it:
        raise Invalid(reason="in-reply-to")


async def replace(
    session: AsyncSession,
    who: Who,
    item_id: str,
    kind: str,
    upload: NewUpload,
    *,
    timed_by: bytes | None = None,
    rules: Rules,
    at: int,
) -> Item:
    """Begin the next version of an item that failed, lapsed or was returned; only its author may.

    Raises `Blocked` with what would keep its author from submitting it, as beginning one does, and
    `Invalid` for captions in the place of something else, or the other way round.
    """
    item = await held(session, await find_as(session, who, item_id, Part.AUTHOR))
    current = await original_of(session, item)
    if item.state == ItemState.DRAFT and current.id == upload.rendition:
        return item
    if await recalled(session, item):
        raise Conflict(state="recalled")
    captions = item.relates_to is not None
    if captions != (kind == CAPTIONS) or captions != (timed_by is not None):
        raise Invalid(reason="kind")
    if captions:
        await check_current(session, await recording_of(session, item), timed_by)
    goes = item.relates_to or item.id
    way = Way(item.case_id, item.author, "", MEDIUM.get(kind, ""), goes, item.round)
    await check_next(session, kind, way, rules, at)
    check_upload(kind, upload)
    await check_begun(session, item.case_id, item.author)
    await move_item(
        session,
        item,
        ItemAct.REPLACE,
        by=Part.AUTHOR,
        at=at,
        actor=who.person,
        also={
            "version": item.version + 1,
            "kind": kind,
            "reason": None,
            "appealed": False,
            "timed_by": timed_by,
        },
    )
    await add_original(session, item, upload, uploader=who.person or "", at=at)
    await count_as_author_side(session, who, item)
    await check_room(session, upload.padded, chunk_count(upload.padded))
    return item


async def list_mine(
    session: AsyncSession,
    who: Who,
    *,
    after: tuple[int, str] | None,
    limit: int,
    held: bool = False,
) -> list[tuple[Item, Part]]:
    """Return a page of the items this person has a part in, newest first.

    What a recipient laid aside is not among them; with `held`, only what is held for them is.
    """
    before_them = set(VISIBLE_TO_RECIPIENT) - LAID_ASIDE
    visible = [state.value for state in ({ItemState.HELD} if held else before_them)]
    addressed = select(ItemRecipient.item_id).where(col(ItemRecipient.person) == who.person)
    teams = select(TeamMember.case_id).where(col(TeamMember.person) == who.person)
    received = col(Item.id).in_(addressed) & col(Item.state).in_(visible)
    theirs = (
        (col(Item.author) == who.person)
        | tuple_(col(Item.case_id), col(Item.author)).in_(list(who.acts_for))
        | (col(Item.case_id).in_(teams) & col(Item.state).not_in([one.value for one in UNSENT]))
    )
    query = select(Item).where(received if held else theirs | received)
    if after is not None:
        created, item_id = after
        query = query.where(
            (col(Item.created) < created)
            | ((col(Item.created) == created) & (col(Item.id) < item_id))
        )
    query = query.order_by(col(Item.created).desc(), col(Item.id).desc()).limit(limit)
    rows = list(await session.exec(query))
    return [(row, await _part(session, who, row)) for row in rows]


async def _part(session: AsyncSession, who: Who, item: Item) -> Part:
    if who.speaks_for(item.case_id, item.author):
        return Part.AUTHOR
    on_team = await session.get(TeamMember, (item.case_id, who.person)) is not None
    return Part.READER if on_team else Part.RECIPIENT


async def current_rendition(session: AsyncSession, item: Item) -> Rendition | None:
    """Return the last finished rendition of the item's current version, if there is one."""
    found = await session.exec(
        select(Rendition)
        .join(MediaJob, col(MediaJob.id) == col(Rendition.job))
        .where(
            col(Rendition.item_id) == item.id,
            col(Rendition.version) == item.version,
            col(Rendition.role) == "rendition",
            col(Rendition.complete).is_(True),
        )
        .order_by(col(MediaJob.number).desc())
    )
    return found.first()
