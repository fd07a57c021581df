"""Why a reader returned or withheld an item: codes that its author and the team are told.

Owns which code goes with which verdict. Refuses words: what is said to the author is in a sealed
note, and what a code means on screen is in `locales/`.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Verdict(StrEnum):
    """What a reader decided, as the decision statement spells it."""

    APPROVE = "approve"
    RETURN = "return"
    WITHHOLD = "withhold"


class Reason(StrEnum):
    """Why an item was returned for changes, or withheld."""

    IDENTIFIES_SOMEONE = "identifies-someone"
    CONTACT_DETAILS = "contact-details"
    BLAMES = "blames"
    THREATENS = "threatens"
    MAY_HURT = "may-hurt"
    GOES_AGAINST_WISHES = "goes-against-wishes"
    UNCLEAR = "unclear"
    RECORDING_UNUSABLE = "recording-unusable"
    SEEKS_CONTACT = "seeks-contact"
    BREAKS_AN_ORDER = "breaks-an-order"
    WOULD_HARM = "would-harm"
    NOT_WANTED = "not-wanted"
    OTHER = "other"


_R = Reason

REASONS: Final[Mapping[Verdict, frozenset[str]]] = MappingProxyType(
    {
        # What is right needs no reason.
        Verdict.APPROVE: frozenset({""}),
        Verdict.RETURN: frozenset(
            {
                *(_R.IDENTIFIES_SOMEONE, _R.CONTACT_DETAILS, _R.BLAMES, _R.THREATENS),
                *(_R.MAY_HURT, _R.GOES_AGAINST_WISHES, _R.UNCLEAR, _R.RECORDING_UNUSABLE),
                _R.OTHER,
            }
        ),
        Verdict.WITHHOLD: frozenset(
            {
                *(_R.THREATENS, _R.SEEKS_CONTACT, _R.BREAKS_AN_ORDER, _R.WOULD_HARM),
                *(_R.NOT_WANTED, _R.OTHER),
            }
        ),
    }
)
# The reason of a suspension by which a reader escalates an item.
ESCALATED: Final = "escalated"
DECIDE_WITHIN_SECONDS: Final = 7 * 24 * 60 * 60
"""How long an item waits for a decision at most, and an appeal for its second one."""


def words_field(verdict: Verdict, version: int) -> str:
    """Return the field of the note that tells an author why; `version` is the manifest's."""
    return f"{'returned' if verdict is Verdict.RETURN else 'withheld'}-{version}"
