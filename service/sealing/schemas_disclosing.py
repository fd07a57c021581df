"""Owns the table of what a reader says of a danger that they told somebody of (4.34).

Refuses to own what was said: that is in a sealed note, in the field that `words_field` names.
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from service.sealing.fields import B32, ID, TIME, one_of, wire

TOLD: Final = ("police", "ambulance", "childrens-services", "other")
DANGERS: Final = ("danger-to-life", "danger-to-a-child")
WORDS: Final = "disclosed-"
_WORDS_BYTES: Final = 10


@dataclass(frozen=True)
class Disclosure:
    """A reader's word that they told somebody outside of a danger that an item shows."""

    TYPE: ClassVar[str] = "gobetween/disclosure/1"
    org: str = wire(ID)
    case: str = wire(ID)
    item: str = wire(ID)
    manifest: bytes = wire(B32)
    to: str = wire(one_of(*TOLD))
    reason: str = wire(one_of(*DANGERS))
    at: int = wire(TIME)


def words_field(digest: bytes) -> str:
    """Return the field of the note with what was said, by the digest of the disclosure."""
    return WORDS + digest[:_WORDS_BYTES].hex()
