"""The release gate: one pure function from facts to every blocker, never only the first.

The same function answers a screen and, inside the releasing transaction, decides. It reads no
clock and no database: the caller gathers the facts in the transaction that will act on the
answer.
"""

from dataclasses import dataclass

from service.domain.blockers import Blocker
from service.domain.lifecycle import EXCHANGING, CaseState
from service.domain.offers import OfferFacts, offer_blockers
from service.domain.practice import PracticeFacts, practice_blockers


@dataclass(frozen=True)
class Approval:
    """One reader's signed approval of exactly this item and its rendition."""

    reader: str
    valid_until: int


@dataclass(frozen=True)
class Window:
    """When the recipient chose to receive, in seconds since 1970, both ends included."""

    start: int
    end: int


@dataclass(frozen=True)
class ReleaseFacts:
    """All that the gate looks at, for one item and one recipient, at the instant `now`."""

    now: int
    case_state: CaseState
    author_certified: bool
    recipient_certified: bool
    signers_required: int
    approvals: tuple[Approval, ...]
    window: Window | None
    grant_sealed: bool
    recalled: bool
    suspended: bool
    agreed: bool
    practice: PracticeFacts
    offer: OfferFacts


@dataclass(frozen=True)
class CaptionsFacts:
    """All that the gate looks at before captions are shown beside their recording.

    `captions` is of the captions, with the window and the offer of their recording. `open` is
    whether the recording lies open before its recipient, `same_rendition` whether the captions were
    written for the rendition that is shown; `stopped` what stops the recording.
    """

    captions: ReleaseFacts
    open: bool
    same_rendition: bool
    stopped: tuple[Blocker, ...]


def captions_blockers(facts: CaptionsFacts) -> tuple[Blocker, ...]:
    """Return every reason not to show captions now: their own, and their recording's."""
    found = {
        Blocker.RECORDING_NOT_OPEN: not facts.open,
        Blocker.OTHER_RENDITION: not facts.same_rendition,
    }
    own = release_blockers(facts.captions)
    beside = (*(one for one, holds in found.items() if holds), *facts.stopped)
    return tuple(dict.fromkeys((*own, *beside)))


def release_blockers(facts: ReleaseFacts) -> tuple[Blocker, ...]:
    """Return every reason not to release now; an empty tuple means release."""
    valid = {a.reader for a in facts.approvals if a.valid_until >= facts.now}
    expired = {a.reader for a in facts.approvals} - valid
    found = {
        Blocker.CASE_NOT_ACTIVE: facts.case_state not in EXCHANGING,
        Blocker.AUTHOR_NOT_CERTIFIED: not facts.author_certified,
        Blocker.RECIPIENT_NOT_CERTIFIED: not facts.recipient_certified,
        Blocker.APPROVALS_MISSING: len(valid) < facts.signers_required,
        Blocker.APPROVAL_EXPIRED: bool(expired),
        Blocker.NOT_ACCEPTED: facts.window is None,
        Blocker.BEFORE_WINDOW: facts.window is not None and facts.now < facts.window.start,
        Blocker.AFTER_WINDOW: facts.window is not None and facts.now > facts.window.end,
        Blocker.SEALED_GRANT_MISSING: not facts.grant_sealed,
        Blocker.RECALLED: facts.recalled,
        Blocker.SUSPENDED: facts.suspended,
        Blocker.AGREEMENT_MISSING: not facts.agreed,
        Blocker.DAY_NOT_CONFIRMED: not facts.practice.day_confirmed,
    }
    here = tuple(blocker for blocker, holds in found.items() if holds)
    return (*here, *offer_blockers(facts.offer), *practice_blockers(facts.practice))
