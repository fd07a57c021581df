"""What a recipient chose: whether they hear that something has arrived, and what its author learns.

Pure rules over what was chosen and what happened; reads no clock and no database. Careful first:
who has chosen nothing hears of nothing, and nothing is told of them.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from service.domain.blockers import Blocker

_DAY: Final = 24 * 60 * 60
DIGEST_AT: Final = 6 * 60 * 60
"""When in the day, in seconds after midnight UTC, what an author may know is looked at anew."""


class Standing(StrEnum):
    """Whether somebody wants to be told that something has arrived."""

    TELL_ME = "tell-me"
    ONLY_IF_ASKED = "only-if-asked"
    NEVER = "never"


class Told(StrEnum):
    """How much an author may know of what became of their item."""

    NOTHING = "nothing"
    ACCEPTED = "accepted"
    OPENED = "opened"


@dataclass(frozen=True)
class OfferFacts:
    """How far an item is told of. `offered` is from the offer on; `asked` is just now."""

    standing: Standing | None
    offered: bool
    asked: bool = False
    declined: bool = False


def offer_blockers(facts: OfferFacts) -> tuple[Blocker, ...]:
    """Return why its recipient is not told of an item, or does not want it now."""
    resting = not facts.offered
    found = {
        Blocker.CHOICE_MISSING: resting and facts.standing is None,
        Blocker.NOT_ASKED_FOR: resting
        and facts.standing is Standing.ONLY_IF_ASKED
        and not facts.asked,
        Blocker.NOT_WANTED: resting and facts.standing is Standing.NEVER,
        Blocker.DECLINED: facts.declined,
    }
    return tuple(blocker for blocker, holds in found.items() if holds)


RESTS: Final = frozenset({Blocker.CHOICE_MISSING, Blocker.NOT_ASKED_FOR, Blocker.NOT_WANTED})
"""What keeps an item in the letter bank until its recipient says something, however long."""


def last_digest(now: int) -> int:
    """Return the last moment, at or before `now`, at which what authors may know was looked at."""
    return (now - DIGEST_AT) // _DAY * _DAY + DIGEST_AT


def author_told(allowed: Told | None, *, accepted: bool, opened: bool) -> Told | None:
    """Return what an author may know, from what happened before the last digest.

    `allowed` is by the choice that stood then. A refusal takes nothing back: that it was accepted
    once stays true, and an answer that vanished would say that it was refused.
    """
    if opened and allowed is Told.OPENED:
        return Told.OPENED
    if (accepted or opened) and allowed in {Told.ACCEPTED, Told.OPENED}:
        return Told.ACCEPTED
    return None
