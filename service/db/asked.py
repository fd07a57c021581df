"""What the rooms of correspondence and moderation ask of the room of cases, which neither imports.

Owns the shapes of the questions; the edge hands over who answers them.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.statements import Readers
from service.db.tables import CasePerson, Item, ItemRecipient, Statement
from service.domain.practice import PracticeFacts
from service.domain.roles import Acting

MEDIUM: Final = {
    "letter": "letter",
    "recorded_message": "recording",
    "video_message": "recording",
    "scan": "paper",
    # Captions need no medium of their own: they go with their recording.
    "captions": "recording",
}
"""What people consent to, and plan, by the kind of an item."""


@dataclass(frozen=True)
class Way:
    """From whom to whom, in which medium.

    `item` is what goes, and `round` the one that it took as it was released, if it was; without
    them the question is about the author's next item.
    """

    case: str
    author: str
    recipient: str
    medium: str
    item: str | None = None
    round: int | None = None


def way_of(item: Item, recipient: str) -> Way:
    """Return from whom to whom an item goes, in which medium, in which round if it has one.

    Captions go as their recording does: no round is theirs, and no reply.
    """
    goes = item.relates_to or item.id
    return Way(item.case_id, item.author, recipient, MEDIUM[item.kind], goes, item.round)


async def recipient_of(session: AsyncSession, item: Item) -> str:
    """Return the one person an item is addressed to."""
    found = await session.exec(
        select(ItemRecipient.person).where(col(ItemRecipient.item_id) == item.id)
    )
    return found.one()


async def has_keys(session: AsyncSession, case: str, person: str) -> bool:
    """Tell whether somebody of a case has keys of their own; for whom has none staff sign."""
    named = await session.get(CasePerson, (case, person))
    return named is not None and named.certificate is not None


async def still_acts(
    session: AsyncSession, case: str, person: str, leave: Acting | None, at: int
) -> bool:
    """Tell whether leave to act, given when the caller was let in, holds in the locked case.

    Whoever waited for the lock may have waited for a transfer that ended it.
    """
    row = await session.get(CasePerson, (case, person), populate_existing=True)
    return (
        row is not None
        and leave is not None
        and row.liaison_team == leave.team
        and (row.mandate_until or 0) >= at
    )


# What was done with the two people, as it stands at a time; asked in the deciding transaction.
Practice = Callable[[AsyncSession, Way, int], Awaitable[PracticeFacts]]

# Whether the next decision about an item of this case goes on from these, made at a time.
StillOpen = Callable[[AsyncSession, str, Sequence[Statement], int], Awaitable[bool]]


@dataclass(frozen=True)
class Rules:
    """Who answers: whose approvals count, which can be gone on from, what the practice asks for."""

    readers: Readers
    practice: Practice
    still_open: StillOpen
