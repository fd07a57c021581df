"""Captions: items that lie beside a recording of their author's, and are never received alone.

Guarantees: they are begun for a recording of the same author, to the same people, and for the
rendition of it that is in force; their recipient is shown them only beside that recording, while it
lies open before them and nothing stands in the way of either. Refuses to know what they say, and to
tell their author any more of what became of the recording.
"""

from dataclasses import dataclass, replace

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence import evidence, receiving, stopping
from service.correspondence.access import Who, refusal
from service.correspondence.evidence import EvidenceRows
from service.db import statements
from service.db.asked import Rules, recipient_of
from service.db.beside import is_of_rendition_in_force, recording_of, rendition_in_force
from service.db.tables import Grant, Item, ItemRecipient
from service.domain.blockers import Blocker
from service.domain.errors import Conflict, Invalid
from service.domain.gate import CaptionsFacts, Window, captions_blockers
from service.domain.lifecycle import (
    UNSENT,
    WITH_FACILITATOR,
    WITH_RECIPIENT,
    ItemState,
    author_status,
)
from service.domain.roles import Part
from service.sealing.schemas import CAPTIONS, RECORDINGS, Opening


@dataclass(frozen=True)
class Related:
    """What captions say of their recording: its item, and the digest of a rendition's statement."""

    recording: str
    timed_by: bytes


async def check_related(
    session: AsyncSession, kind: str, related: Related | None, *, case: str, author: str
) -> Item | None:
    """Return the recording that new captions are of; None for what is no captions.

    Raises `Invalid` for captions of nothing, or of what is no recording of this author's in this
    case, `Conflict` where their author knows that it goes no further, or for another rendition than
    the one in force. What its recipient did with it changes no answer.
    """
    if (kind == CAPTIONS) != (related is not None):
        raise Invalid(reason="relates-to")
    if related is None:
        return None
    found = await session.get(Item, related.recording)
    if (
        found is None
        or found.kind not in RECORDINGS
        or (found.case_id, found.author) != (case, author)
    ):
        raise Invalid(reason="relates-to")
    await check_current(session, found, related.timed_by)
    return found


async def check_current(session: AsyncSession, recording: Item, timed_by: bytes | None) -> None:
    """Raise `Conflict` where a recording goes no further, or another rendition is in force."""
    state = ItemState(recording.state)
    if await stopping.recalled(session, recording):
        raise Conflict(state="recalled")
    if state not in WITH_FACILITATOR:
        raise Conflict(state=author_status(state))
    if timed_by != await rendition_in_force(session, recording.id):
        raise Conflict(field="timed-by")


async def check_recipients(session: AsyncSession, recording: Item, people: tuple[str, ...]) -> None:
    """Raise `Invalid` unless captions are for just the people that their recording is for."""
    rows = await session.exec(
        select(ItemRecipient.person).where(col(ItemRecipient.item_id) == recording.id)
    )
    if set(rows) != set(people):
        raise Invalid(reason="recipients")


async def blockers_beside(
    session: AsyncSession, item: Item, *, rules: Rules, at: int
) -> tuple[Blocker, ...]:
    """Return everything that keeps captions from being shown beside their recording now."""
    recording = await recording_of(session, item)
    person = await recipient_of(session, item)
    own = await receiving.facts_for_release(session, item, person, rules=rules, now=at)
    beside = await receiving.facts_for_release(session, recording, person, rules=rules, now=at)
    window = beside.window
    if window is not None and recording.state == ItemState.KEPT:
        # Whoever keeps a recording opens it after its window, too.
        window = Window(window.start, max(window.end, at))
    return captions_blockers(
        CaptionsFacts(
            captions=replace(own, window=window, offer=beside.offer),
            open=await _lies_open(session, recording),
            same_rendition=await is_of_rendition_in_force(session, item),
            stopped=await stopping.stopped(session, recording),
        )
    )


async def _lies_open(session: AsyncSession, recording: Item) -> bool:
    """Tell whether a recording is before its recipient, who opened it on their device."""
    opened = await statements.newest(session, Opening.TYPE, item=recording.id)
    return opened is not None and ItemState(recording.state) in WITH_RECIPIENT


@dataclass(frozen=True)
class Beside:
    """Captions as one caller may see them beside their recording."""

    item: Item
    part: Part
    rows: EvidenceRows


async def beside(
    session: AsyncSession, who: Who, recording: Item, part: Part, *, rules: Rules, at: int
) -> list[Beside]:
    """Return the captions to show this caller beside a recording, of each language the newest.

    To its author their own that were sent; to the team and its recipient what was approved, to the
    recipient while nothing stands in its way.
    """
    if part not in {Part.AUTHOR, Part.READER, Part.RECIPIENT}:
        raise refusal(who, recording)
    found: dict[str, Beside] = {}
    for item in await _captions_of(session, recording):
        if item.language in found or not await _shown(
            session, item, recording, part, rules=rules, at=at
        ):
            continue
        rows = await evidence.gather(session, who, item, part, rules=rules, at=at)
        if part is Part.RECIPIENT:
            rows = replace(rows, grants=await _grants(session, who, item))
        found[item.language] = Beside(item, part, rows)
    return list(found.values())


async def _captions_of(session: AsyncSession, recording: Item) -> list[Item]:
    rows = await session.exec(
        select(Item)
        .where(col(Item.relates_to) == recording.id)
        .order_by(col(Item.created).desc(), col(Item.id).desc())
    )
    return list(rows)


async def _shown(
    session: AsyncSession, item: Item, recording: Item, part: Part, *, rules: Rules, at: int
) -> bool:
    if item.timed_by != await rendition_in_force(session, recording.id):
        return False
    if part is Part.RECIPIENT:
        # Before anything else: what was not approved is never asked about for its recipient.
        approved = item.state == ItemState.APPROVED
        return approved and not await blockers_beside(session, item, rules=rules, at=at)
    if await stopping.recalled(session, item):
        return False
    if part is Part.AUTHOR:
        return ItemState(item.state) not in UNSENT
    return item.state == ItemState.APPROVED


async def _grants(session: AsyncSession, who: Who, item: Item) -> list[Grant]:
    rows = await session.exec(
        select(Grant)
        .where(
            col(Grant.item_id) == item.id,
            col(Grant.holder) == "recipient",
            col(Grant.person) == who.person,
        )
        .order_by(col(Grant.created), col(Grant.id))
    )
    return list(rows)


async def bytes_are_theirs(session: AsyncSession, who: Who, item: Item) -> bool:
    """Tell whether a recipient may fetch the ciphertext of captions that were given to them.

    As with a recording: after it was opened, until it is laid aside or stopped, and of what was
    sealed to them alone.
    """
    if item.kind != CAPTIONS or item.state != ItemState.APPROVED or who.person is None:
        return False
    recording = await recording_of(session, item)
    return (
        await session.get(ItemRecipient, (item.id, who.person)) is not None
        and await _lies_open(session, recording)
        and await is_of_rendition_in_force(session, item)
        and not await stopping.stopped(session, item)
        and not await stopping.stopped(session, recording)
        and bool(await _grants(session, who, item))
    )
