"""What must have been done with people before anything passes between two of them.

One pure function from facts to every blocker; the release gate is this and more. It reads no clock
and no database. Times are whole seconds since 1970; an `until` is included.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from service.domain.blockers import Blocker

NOT_NOW: Final = "not-now"
_TWO: Final = 2


@dataclass(frozen=True)
class Permit:
    """A word that holds until a time: an order that permits, a clearance, a risk assessment."""

    given: bool
    until: int


class Trigger(StrEnum):
    """What a risk assessment can name as reasons to do it anew once it happens.

    All but the last are seen by the service itself; that somebody made contact outside it, staff
    record.
    """

    MOVE = "move"
    RELEASE_FROM_CUSTODY = "release-from-custody"
    NEW_ORDER = "new-order"
    ESCALATION = "escalation"
    PAUSE = "pause"
    CONTACT_OUTSIDE = "contact-outside"


class Reply(StrEnum):
    """Whose reply the plan of an exchange has in it."""

    BOTH = "both"
    HARMED = "harmed"
    RESPONSIBLE = "responsible"
    NONE = "none"


def may_reply(reply: Reply, side: str) -> bool:
    """Tell whether somebody of this side may answer what they have received."""
    return reply is Reply.BOTH or reply.value == side


class Band(StrEnum):
    """How old somebody is, as far as it changes what is asked for."""

    ADULT = "adult"
    YOUNG = "young"
    CHILD = "child"


@dataclass(frozen=True)
class Minor:
    """Somebody under 18 until a time: 16 or 17 (`young`), or younger.

    `guardian` is whether a guardian or corporate parent agreed, or a supervisor said that asking
    them is not safe, or, at 16 and 17, that nobody need be asked.
    """

    until: int
    guardian: bool


@dataclass(frozen=True)
class Prepared:
    """What was done with one of the two people.

    `consented` is to take part and, as author, to send in this medium or, as recipient, to receive
    in it. `acknowledged` is None for whom there is nothing to acknowledge. An order with `given`
    permits this service, one without blocks. `clearance` is None where none is needed, `minor` for
    an adult. `employed` is by the organisation that reviews.
    """

    informed: bool
    consented: bool
    ready: bool
    acknowledged: bool | None
    orders: tuple[Permit, ...]
    clearance: Permit | None
    minor: Minor | None = None
    employed: bool = False


@dataclass(frozen=True)
class Plan:
    """How often each may write, and in which media."""

    rounds: int
    media: frozenset[str]


@dataclass(frozen=True)
class PracticeFacts:
    """All that counts before an item of this medium passes from the author to the recipient.

    `signers` is how many readers the case asks for, `special` whether its route takes two.
    `signed_off` is true where nobody need sign the route off, `paused` while anybody of the case
    has it stand still. `harm` is whether it is known what the case is about, `barred` whether the
    agency's policy bars it. `triggers` are those that the newest risk assessment names, `happened`
    what happened since it was made. `outside_plan` is whether the author answers what they have
    received, where the plan has no reply of theirs. `day_confirmed` is true
    where the recipient is not in custody, or their establishment can hand something over now: asked
    once it was accepted, not before it is offered.
    """

    now: int
    medium: str
    round: int
    author: Prepared
    recipient: Prepared
    risk: Permit | None
    proceedings_live: bool
    plan: Plan | None
    signers: int = 1
    signed_off: bool = True
    paused: bool = False
    special: bool = False
    harm: bool = True
    barred: bool = False
    triggers: frozenset[Trigger] = frozenset()
    happened: frozenset[Trigger] = frozenset()
    outside_plan: bool = False
    day_confirmed: bool = True


def _both(facts: PracticeFacts) -> tuple[Prepared, Prepared]:
    return facts.author, facts.recipient


def _orders(facts: PracticeFacts) -> list[Permit]:
    return [order for one in _both(facts) for order in one.orders]


def _clearances(facts: PracticeFacts) -> list[Permit]:
    return [one.clearance for one in _both(facts) if one.clearance is not None]


def _minors(facts: PracticeFacts) -> list[Minor]:
    return [one.minor for one in _both(facts) if one.minor is not None]


def _over(facts: PracticeFacts, *words: Permit | None) -> bool:
    return any(word is not None and word.given and word.until < facts.now for word in words)


def _outside_media(facts: PracticeFacts) -> bool:
    return facts.plan is not None and facts.medium not in facts.plan.media


# What stands in the way, and whether it does.
_ASKED: Final[Mapping[Blocker, Callable[[PracticeFacts], bool]]] = {
    Blocker.AUTHOR_NOT_INFORMED: lambda facts: not facts.author.informed,
    Blocker.RECIPIENT_NOT_INFORMED: lambda facts: not facts.recipient.informed,
    Blocker.AUTHOR_CONSENT_MISSING: lambda facts: not facts.author.consented,
    Blocker.RECIPIENT_CONSENT_MISSING: lambda facts: not facts.recipient.consented,
    Blocker.ACKNOWLEDGEMENT_MISSING: lambda facts: any(
        one.acknowledged is False for one in _both(facts)
    ),
    Blocker.RISK_NOT_ASSESSED: lambda facts: facts.risk is None,
    Blocker.RISK_EXPIRED: lambda facts: _over(facts, facts.risk),
    Blocker.RISK_NOT_ACCEPTABLE: lambda facts: facts.risk is not None and not facts.risk.given,
    # An order that has run out is not taken to have ended: somebody must say so.
    Blocker.RESTRICTION_BLOCKS: lambda facts: any(not order.given for order in _orders(facts)),
    Blocker.RESTRICTION_EXPIRED: lambda facts: _over(facts, *_orders(facts)),
    Blocker.PROCEEDINGS_LIVE: lambda facts: facts.proceedings_live,
    Blocker.CLEARANCE_MISSING: lambda facts: any(not one.given for one in _clearances(facts)),
    Blocker.CLEARANCE_EXPIRED: lambda facts: _over(facts, *_clearances(facts)),
    Blocker.AUTHOR_NOT_READY: lambda facts: not facts.author.ready,
    Blocker.RECIPIENT_NOT_READY: lambda facts: not facts.recipient.ready,
    Blocker.PLAN_MISSING: lambda facts: facts.plan is None,
    Blocker.MEDIUM_NOT_IN_PLAN: _outside_media,
    Blocker.ROUNDS_USED_UP: lambda facts: (
        facts.plan is not None and facts.round > facts.plan.rounds
    ),
    # A birthday that has passed is not taken to have changed anything by itself: they agree anew.
    Blocker.AGE_PASSED: lambda facts: any(one.until < facts.now for one in _minors(facts)),
    Blocker.GUARDIAN_MISSING: lambda facts: any(not one.guardian for one in _minors(facts)),
    Blocker.SECOND_READER_MISSING: lambda facts: (
        (facts.special or bool(_minors(facts))) and facts.signers < _TWO
    ),
    Blocker.EMPLOYED_HERE: lambda facts: any(one.employed for one in _both(facts)),
    Blocker.SIGN_OFF_MISSING: lambda facts: not facts.signed_off,
    Blocker.PAUSED: lambda facts: facts.paused,
    Blocker.HARM_NOT_RECORDED: lambda facts: not facts.harm,
    Blocker.BARRED_BY_POLICY: lambda facts: facts.barred,
    Blocker.RISK_TRIGGERED: lambda facts: bool(facts.triggers & facts.happened),
    Blocker.REPLY_NOT_IN_PLAN: lambda facts: facts.outside_plan,
}


# Of what the practice asks for, all that a recipient cannot clear by their own consent.
_UP_TO_OTHERS: Final = frozenset(_ASKED) - {Blocker.RECIPIENT_CONSENT_MISSING}


def practice_blockers(facts: PracticeFacts) -> tuple[Blocker, ...]:
    """Return every reason why nothing may pass between the two now."""
    return tuple(blocker for blocker, holds in _ASKED.items() if holds(facts))


def holds_until(facts: PracticeFacts) -> int | None:
    """Return until when an approval can rest on this: the earliest end of a word that permits.

    None where nothing of it ends. What blocks, or says no, ends nothing: no approval rests on it.
    """
    words = (facts.risk, *_orders(facts), *_clearances(facts))
    return min((word.until for word in words if word is not None and word.given), default=None)


def run_out(facts: PracticeFacts) -> tuple[Blocker, ...]:
    """Return what of it an approval would rest on and has ended already, or has been overtaken."""
    ended = {
        *(Blocker.RISK_EXPIRED, Blocker.RESTRICTION_EXPIRED, Blocker.CLEARANCE_EXPIRED),
        Blocker.RISK_TRIGGERED,
    }
    return tuple(one for one in practice_blockers(facts) if one in ended)


def told_to_recipient(blockers: Iterable[Blocker]) -> tuple[str, ...]:
    """Return what a recipient is told of these: their own consent, and else only that it waits.

    That the author took back a consent, that a risk was found or an order made is nothing that
    the other side may learn from an item that does not open.
    """
    others = _UP_TO_OTHERS | {
        Blocker.DAY_NOT_CONFIRMED,
        Blocker.AGREEMENT_MISSING,
        Blocker.RECORDING_NOT_OPEN,
        Blocker.OTHER_RENDITION,
    }
    return tuple(sorted({NOT_NOW if one in others else one for one in blockers}))


def is_delayed(facts: PracticeFacts) -> bool:
    """Tell whether a recipient has to wait for what others put in order, whatever they do."""
    return not _UP_TO_OTHERS.isdisjoint(practice_blockers(facts))


def author_blockers(facts: PracticeFacts) -> tuple[Blocker, ...]:
    """Return what of it keeps the author from sending: their own word, and what nobody planned.

    They are told of it before they write; all the rest is between staff.
    """
    found = {
        Blocker.AUTHOR_CONSENT_MISSING: not facts.author.consented,
        Blocker.ACKNOWLEDGEMENT_MISSING: facts.author.acknowledged is False,
        Blocker.REPLY_NOT_IN_PLAN: facts.outside_plan,
        Blocker.MEDIUM_NOT_IN_PLAN: _outside_media(facts),
    }
    return tuple(blocker for blocker, holds in found.items() if holds)
