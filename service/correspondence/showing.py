"""What each caller sees of an item: their own word for where it is, and what is theirs to know.

Guarantees: of many items the database is asked as often as of one, in the same questions whatever
happened to them, so that no answer takes longer for what its reader may not know. Refuses to decide
whether somebody may see an item at all: `access.py` says that.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import col, select, tuple_
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.choices import told_to_authors
from service.correspondence.lapsing import kept_until
from service.db import statements
from service.db.agreed import waiting_for_authors
from service.db.tables import Account, Item, ItemRecipient, MediaJob, Rendition, Statement
from service.domain.lifecycle import LAID_ASIDE, VISIBLE_TO_RECIPIENT, ItemState, author_status
from service.domain.reasons import DECIDE_WITHIN_SECONDS
from service.domain.roles import Part
from service.sealing.schemas import Acceptance, Opening, Recall

# A job as its reader is told of it; what is done is told by what its author said.
_TOLD = {"queued": "making", "running": "making", "failed": "failed"}
_WORKED_ON = frozenset({ItemState.PROCESSING, ItemState.FAILED})
_WAITING = frozenset({ItemState.AWAITING_REVIEW, ItemState.IN_REVIEW})
_RECALLED = statements.items_with(Recall.TYPE)
_THE_SAME_UNDER_ANY_KEY = frozenset({ItemState.OFFERED, ItemState.DECLINED}) | LAID_ASIDE


@dataclass(frozen=True)
class Safer:
    """A safer rendition that was asked for last: its edits, and what became of it."""

    state: str
    edits: list[dict[str, str | int]]
    reason: str | None


@dataclass(frozen=True)
class ItemView:
    """An item as one caller may see it. `status` is that caller's word for where it is.

    For its author alone: `told`, what they may know of its recipient; `kept_until`, while it is
    begun and not sent; `recalled`, whether they took it back. `delayed` is for its recipient alone.
    """

    item: Item
    part: Part
    status: str
    recipients: list[str]
    rendition: str | None
    job: MediaJob | None
    queue_position: int | None
    reason: str | None = None
    due: int | None = None
    told: str | None = None
    recalled: bool | None = None
    delayed: bool | None = None
    kept_until: int | None = None
    safer: Safer | None = None


async def view(session: AsyncSession, item: Item, part: Part, *, at: int) -> ItemView:
    """Return the item as this caller may see it at this time."""
    (seen,) = await views(session, [(item, part)], at=at)
    return seen


async def views(
    session: AsyncSession, found: Sequence[tuple[Item, Part]], *, at: int
) -> list[ItemView]:
    """Return these items as a caller with this part in each may see them, in the same order."""
    people = await _recipients(session, [item for item, _ in found])
    received = [(item, people[item.id][0]) for item, part in found if part is Part.RECIPIENT]
    others = [item for item, part in found if part is not Part.RECIPIENT]
    sent = [(item, people[item.id][0]) for item, part in found if part is Part.AUTHOR]
    statuses = await _statuses(session, received)
    originals = await _originals(session, others)
    begun = [item for item, _ in sent if item.state == ItemState.DRAFT]
    kept = await kept_until(session, begun)
    told = await told_to_authors(session, sent, at=at)
    safer = await _safer(session, found)
    seen = []
    for item, part in found:
        if part is Part.RECIPIENT:
            named = people[item.id]
            seen.append(ItemView(item, part, statuses[item.id], named, None, None, None))
            continue
        state = ItemState(item.state)
        job, position = await _job(session, item) if state in _WORKED_ON else (None, None)
        waits = state in _WAITING and part is Part.READER
        seen.append(
            ItemView(
                item,
                part,
                author_status(state) if part is Part.AUTHOR else state.value,
                people[item.id],
                originals[item.id],
                job,
                position,
                item.reason,
                due=(item.waiting_since or 0) + DECIDE_WITHIN_SECONDS if waits else None,
                told=told.get(item.id),
                kept_until=kept.get(item.id) if part is Part.AUTHOR else None,
                safer=_told_of(safer.get(item.id), part),
            )
        )
    return seen


def _told_of(safer: Safer | None, part: Part) -> Safer | None:
    """Return what somebody is told of a safer rendition: its author of what waits for them."""
    hidden = part is Part.AUTHOR and safer is not None and safer.state in _TOLD.values()
    return None if hidden else safer


async def _safer(session: AsyncSession, found: Sequence[tuple[Item, Part]]) -> Mapping[str, Safer]:
    """Return the safer rendition of each item's version that was asked for last, if one was.

    What its author took back waits for no word of theirs. Of one that could not be made they hear
    nothing: they are told of the one before.
    """
    authors = {item.id for item, part in found if part is Part.AUTHOR}
    rows = await session.exec(
        select(MediaJob)
        .where(
            tuple_(col(MediaJob.item_id), col(MediaJob.version)).in_(
                [(one.id, one.version) for one, part in found if part is not Part.RECIPIENT]
            ),
            col(MediaJob.asked_by).is_not(None),
            col(MediaJob.item_id).not_in(_RECALLED),
        )
        .order_by(col(MediaJob.number))
    )
    newest = {
        row.item_id: row for row in rows if row.state != "failed" or row.item_id not in authors
    }
    wanted = await waiting_for_authors(session, newest)
    return {
        item: Safer(
            _TOLD.get(job.state) or _said(job, waits=item in wanted),
            json.loads(job.edits),
            job.reason,
        )
        for item, job in newest.items()
        # A plain one that was asked for again needs nobody's word.
        if job.state in _TOLD or job.edits != "[]"
    }


def _said(job: MediaJob, *, waits: bool) -> str:
    if not waits:
        return "agreed"
    return "wanted" if job.declined is None else "declined"


async def _recipients(session: AsyncSession, items: Sequence[Item]) -> Mapping[str, list[str]]:
    rows = await session.exec(
        select(ItemRecipient).where(col(ItemRecipient.item_id).in_([one.id for one in items]))
    )
    found: dict[str, list[str]] = {one.id: [] for one in items}
    for row in rows:
        found[row.item_id].append(row.person)
    return found


async def _originals(session: AsyncSession, items: Sequence[Item]) -> Mapping[str, str]:
    """Return which rendition is the original of each item's current version."""
    if not items:
        return {}
    rows = await session.exec(
        select(Rendition.item_id, Rendition.id).where(
            tuple_(col(Rendition.item_id), col(Rendition.version)).in_(
                [(one.id, one.version) for one in items]
            ),
            col(Rendition.role) == "original",
        )
    )
    return dict(rows.all())


async def _statuses(
    session: AsyncSession, received: Sequence[tuple[Item, str]]
) -> Mapping[str, str]:
    """Return each recipient's own word for where an item is, as far as their keys now have come.

    Whoever has new keys accepts and opens again; to them it has arrived, or is ready.
    """
    if not received:
        return {}
    keys = dict(
        (
            await session.exec(
                select(Account.id, Account.sign).where(
                    col(Account.id).in_({person for _, person in received})
                )
            )
        ).all()
    )
    last = await _last_words(session, [item.id for item, _ in received])

    def status(item: Item, person: str) -> str:
        state = ItemState(item.state)
        if state in _THE_SAME_UNDER_ANY_KEY:
            return VISIBLE_TO_RECIPIENT[state]
        for kind, back in ((Acceptance, ItemState.OFFERED), (Opening, ItemState.RELEASED)):
            word = last.get((item.id, kind.TYPE))
            if word is not None and word.signer != keys[person]:
                return VISIBLE_TO_RECIPIENT[back]
        return VISIBLE_TO_RECIPIENT[state]

    return {item.id: status(item, person) for item, person in received}


async def _last_words(
    session: AsyncSession, items: Sequence[str]
) -> Mapping[tuple[str, str], Statement]:
    """Return the last acceptance and the last opening of each item, by item and type."""
    rows = await statements.of_items(session, Acceptance.TYPE, Opening.TYPE, items=items)
    return {(row.item_id or "", row.type): row for row in rows}


async def _job(session: AsyncSession, item: Item) -> tuple[MediaJob | None, int | None]:
    job = (
        await session.exec(
            select(MediaJob)
            .where(col(MediaJob.item_id) == item.id, col(MediaJob.version) == item.version)
            .order_by(col(MediaJob.number).desc())
        )
    ).first()
    if job is None or job.state != "queued":
        return job, None
    ahead = await session.exec(
        select(MediaJob.id).where(
            col(MediaJob.state).in_(["queued", "running"]), col(MediaJob.created) < job.created
        )
    )
    return job, len(list(ahead)) + 1
