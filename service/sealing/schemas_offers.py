"""Owns the tables of what a recipient says: about being told (4.29), and of one item (4.30, 4.33).

Refuses to own what follows from a choice: whether an item is offered is the service's.
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from service.sealing.fields import B32, B32_OR_EMPTY, ID, TIME, array, one_of, wire

TELL_ME: Final = "tell-me"
ONLY_IF_ASKED: Final = "only-if-asked"
NEVER: Final = "never"
NOTHING: Final = "nothing"
ACCEPTED: Final = "accepted"
OPENED: Final = "opened"
KEEP: Final = "keep"
HOLD: Final = "hold"
GIVE_BACK: Final = "return"


@dataclass(frozen=True)
class Choice:
    """Whether somebody wants to be told that something has arrived, and what its author learns."""

    TYPE: ClassVar[str] = "gobetween/choice/1"
    org: str = wire(ID)
    case: str = wire(ID)
    person: str = wire(ID)
    standing: str = wire(one_of(TELL_ME, ONLY_IF_ASKED, NEVER))
    tell_author: str = wire(one_of(NOTHING, ACCEPTED, OPENED))
    previous: bytes = wire(B32_OR_EMPTY)
    at: int = wire(TIME)


@dataclass(frozen=True)
class Refusal:
    """A recipient's word that they do not want an item; they owe nobody a reason."""

    TYPE: ClassVar[str] = "gobetween/refusal/1"
    case: str = wire(ID)
    item: str = wire(ID)
    person: str = wire(ID)
    decisions: tuple[bytes, ...] = wire(array(B32))
    at: int = wire(TIME)


@dataclass(frozen=True)
class Keeping:
    """What becomes of an opened item: its recipient keeps it, has it held, or gives it back."""

    TYPE: ClassVar[str] = "gobetween/keeping/1"
    case: str = wire(ID)
    item: str = wire(ID)
    person: str = wire(ID)
    wish: str = wire(one_of(KEEP, HOLD, GIVE_BACK))
    previous: bytes = wire(B32_OR_EMPTY)
    at: int = wire(TIME)
