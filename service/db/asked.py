"""What the room of correspondence asks of the room of cases, which it never imports.

Owns the shapes of the questions; the edge hands over who answers them.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.statements import Readers
from service.domain.practice import PracticeFacts


@dataclass(frozen=True)
class Way:
    """From whom to whom, in which medium.

    `before` is when an item was begun and its id: the author's items from before it count as
    earlier rounds; None asks about the next one.
    """

    case: str
    author: str
    recipient: str
    medium: str
    before: tuple[int, str] | None = None


# What was done with the two people, as it stands at a time; asked in the deciding transaction.
Practice = Callable[[AsyncSession, Way, int], Awaitable[PracticeFacts]]


@dataclass(frozen=True)
class Rules:
    """Who answers: whose approvals count, and what the practice asks for."""

    readers: Readers
    practice: Practice
