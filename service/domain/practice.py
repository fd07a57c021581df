"""What must have been done with people before anything passes between two of them.

One pure function from facts to every blocker; the release gate is this and more. It reads no clock
and no database. Times are whole seconds since 1970; an `until` is included.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from service.domain.blockers import Blocker

NOT_NOW: Final = "not-now"
_OWN: Final = Blocker.RECIPIENT_CONSENT_MISSING
_PREPARATION: Final = frozenset(
    {
        Blocker.AUTHOR_NOT_INFORMED,
        Blocker.RECIPIENT_NOT_INFORMED,
        Blocker.AUTHOR_CONSENT_MISSING,
        Blocker.RECIPIENT_CONSENT_MISSING,
        Blocker.ACKNOWLEDGEMENT_MISSING,
        Blocker.RISK_NOT_ASSESSED,
        Blocker.RISK_EXPIRED,
        Blocker.RISK_NOT_ACCEPTABLE,
        Blocker.RESTRICTION_BLOCKS,
        Blocker.RESTRICTION_EXPIRED,
        Blocker.PROCEEDINGS_LIVE,
        Blocker.CLEARANCE_MISSING,
        Blocker.CLEARANCE_EXPIRED,
        Blocker.AUTHOR_NOT_READY,
        Blocker.RECIPIENT_NOT_READY,
        Blocker.PLAN_MISSING,
        Blocker.MEDIUM_NOT_IN_PLAN,
        Blocker.ROUNDS_USED_UP,
    }
)


@dataclass(frozen=True)
class Permit:
    """A word that holds until a time: an order that permits, a clearance, a risk assessment."""

    given: bool
    until: int


@dataclass(frozen=True)
class Prepared:
    """What was done with one of the two people.

    `consented` is to take part and, as author, to send in this medium or, as recipient, to receive
    in it. `acknowledged` is None for whom there is nothing to acknowledge. An order with `given`
    permits this service, one without blocks. `clearance` is None where none is needed.
    """

    informed: bool
    consented: bool
    ready: bool
    acknowledged: bool | None
    orders: tuple[Permit, ...]
    clearance: Permit | None


@dataclass(frozen=True)
class Plan:
    """How often each may write, and in which media."""

    rounds: int
    media: frozenset[str]


@dataclass(frozen=True)
class PracticeFacts:
    """All that counts before an item of this medium passes from the author to the recipient."""

    now: int
    medium: str
    round: int
    author: Prepared
    recipient: Prepared
    risk: Permit | None
    proceedings_live: bool
    plan: Plan | None


def practice_blockers(facts: PracticeFacts) -> tuple[Blocker, ...]:
    """Return every reason why nothing may pass between the two now."""
    both = (facts.author, facts.recipient)
    orders = [order for one in both for order in one.orders]
    cleared = [one.clearance for one in both if one.clearance is not None]
    risk, plan = facts.risk, facts.plan

    def over(word: Permit) -> bool:
        return word.given and word.until < facts.now

    found = {
        Blocker.AUTHOR_NOT_INFORMED: not facts.author.informed,
        Blocker.RECIPIENT_NOT_INFORMED: not facts.recipient.informed,
        Blocker.AUTHOR_CONSENT_MISSING: not facts.author.consented,
        Blocker.RECIPIENT_CONSENT_MISSING: not facts.recipient.consented,
        Blocker.ACKNOWLEDGEMENT_MISSING: any(one.acknowledged is False for one in both),
        Blocker.RISK_NOT_ASSESSED: risk is None,
        Blocker.RISK_EXPIRED: risk is not None and over(risk),
        Blocker.RISK_NOT_ACCEPTABLE: risk is not None and not risk.given,
        # An order that has run out is not taken to have ended: somebody must say so.
        Blocker.RESTRICTION_BLOCKS: any(not order.given for order in orders),
        Blocker.RESTRICTION_EXPIRED: any(over(order) for order in orders),
        Blocker.PROCEEDINGS_LIVE: facts.proceedings_live,
        Blocker.CLEARANCE_MISSING: any(not one.given for one in cleared),
        Blocker.CLEARANCE_EXPIRED: any(over(one) for one in cleared),
        Blocker.AUTHOR_NOT_READY: not facts.author.ready,
        Blocker.RECIPIENT_NOT_READY: not facts.recipient.ready,
        Blocker.PLAN_MISSING: plan is None,
        Blocker.MEDIUM_NOT_IN_PLAN: plan is not None and facts.medium not in plan.media,
        Blocker.ROUNDS_USED_UP: plan is not None and facts.round > plan.rounds,
    }
    return tuple(blocker for blocker, holds in found.items() if holds)


def told_to_recipient(blockers: Iterable[Blocker]) -> tuple[str, ...]:
    """Return what a recipient is told of these: their own consent, and else only that it waits.

    That the author took back a consent, that a risk was found or an order made is nothing that
    the other side may learn from an item that does not open.
    """
    said = {
        blocker if blocker not in _PREPARATION or blocker is _OWN else NOT_NOW
        for blocker in blockers
    }
    return tuple(sorted(said))


def author_blockers(facts: PracticeFacts) -> tuple[Blocker, ...]:
    """Return what of it is the author's own to clear: without it they send nothing."""
    found = {
        Blocker.AUTHOR_CONSENT_MISSING: not facts.author.consented,
        Blocker.ACKNOWLEDGEMENT_MISSING: facts.author.acknowledged is False,
    }
    return tuple(blocker for blocker, holds in found.items() if holds)
