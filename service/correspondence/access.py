"""Which part a caller has in an item.

Author, recipient, reader on the team, or the media worker on it.

Guarantees: whoever has no part, or none yet or any more, gets the answer for something that does
not exist. Whoever acts for an author without an account has the author's part.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.working import pool_named
from service.db.tables import Item, ItemRecipient, MediaJob, TeamMember
from service.domain.errors import Evidence, NotFound
from service.domain.events import Event
from service.domain.lifecycle import UNSENT, VISIBLE_TO_RECIPIENT, ItemState
from service.domain.roles import Acting, Part


@dataclass(frozen=True)
class Who:
    """The caller, as far as this room needs to know.

    A person of an organisation, or a worker pool. `acts_for` is by case and person.
    """

    org: str
    person: str | None
    pool: str | None
    sign: bytes
    box: bytes
    certified: bool
    acts_for: Mapping[tuple[str, str], Acting] = field(default_factory=dict)

    def speaks_for(self, case: str, author: str) -> bool:
        """Tell whether these are the author, or may act for an author without an account."""
        return author == self.person or (case, author) in self.acts_for


def refusal(who: Who, item: Item | None) -> NotFound:
    """Return the one refusal; when the item exists, the attempt is kept on its case's trail."""
    if item is None:
        return NotFound()
    return NotFound(
        evidence=Evidence(
            item.org,
            item.case_id,
            Event.ITEM_REFUSED,
            actor=who.person or who.pool,
            subject=item.id,
        )
    )


async def find_item(
    session: AsyncSession, who: Who, item_id: str, *, lock: bool = False
) -> tuple[Item, Part]:
    """Return the item and the caller's part in it; raises `NotFound` for anyone without one."""
    query = select(Item).where(col(Item.id) == item_id)
    if lock:
        query = query.with_for_update()
    item = (await session.exec(query)).first()
    part = await part_in(session, who, item) if item else None
    if item is None or part is None:
        raise refusal(who, item)
    return item, part


async def part_in(session: AsyncSession, who: Who, item: Item) -> Part | None:
    """Return the caller's part in an item, or None."""
    if who.pool is not None:
        return Part.WORKER if await _works_on(session, item, who.pool) else None
    if who.person is None:
        return None
    if who.speaks_for(item.case_id, item.author):
        return Part.AUTHOR
    if await session.get(TeamMember, (item.case_id, who.person)) is not None:
        # What is unsent is its author's alone.
        return None if ItemState(item.state) in UNSENT else Part.READER
    addressed = await session.get(ItemRecipient, (item.id, who.person)) is not None
    if addressed and ItemState(item.state) in VISIBLE_TO_RECIPIENT:
        return Part.RECIPIENT
    return None


async def _works_on(session: AsyncSession, item: Item, pool: str) -> bool:
    if await pool_named(session, item) != pool:
        return False
    running = await session.exec(
        select(MediaJob.id).where(
            col(MediaJob.item_id) == item.id,
            col(MediaJob.version) == item.version,
            col(MediaJob.state) == "running",
        )
    )
    return running.first() is not None


async def find_as(
    session: AsyncSession, who: Who, item_id: str, *parts: Part, lock: bool = False
) -> Item:
    """Return the item when the caller has one of these parts in it; otherwise `NotFound`."""
    item, part = await find_item(session, who, item_id, lock=lock)
    if part not in parts:
        raise refusal(who, item)
    return item
