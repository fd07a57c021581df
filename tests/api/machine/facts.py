"""What was said and done in one case, and what of it lets a letter on: the rules, written anew.

Owns plain facts and the sentences of docs/product.md over them. Refuses to ask the service, or to
use any code of it: what the service answers is held against this.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

DAY: Final = 24 * 60 * 60
MORNING: Final = 6 * 60 * 60
LETTER: Final = "letter"
_BEFORE_OPENING: Final = frozenset({"offered", "accepted", "released"})
SEEN: Final = _BEFORE_OPENING | {"opened", "declined"}
_ON_SCREEN: Final = frozenset({"read", "listen"})


@dataclass
class Letter:
    """One letter on its way. Times are seconds since 1970; `round` is 0 until it took one."""

    id: str
    author: str
    recipient: str
    round: int = 0
    state: str = "sent"
    approved_until: int = 0
    window: tuple[int, int] | None = None
    medium: str = ""
    recalled: bool = False
    accepted: list[int] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)


@dataclass
class Until:
    """A word that holds until a time; `given` is whether it permits."""

    given: bool
    until: int

    def stands(self, now: int) -> bool:
        """Say whether it permits now; its last second is included."""
        return self.given and self.until >= now


@dataclass
class Facts:
    """All that counts in one case."""

    harmed: str
    responsible: str
    letters: list[Letter] = field(default_factory=list)
    active: bool = True
    agreed: list[tuple[str, str, str, bool, int]] = field(default_factory=list)
    acknowledged: bool = True
    risk: Until | None = None
    orders: dict[str, Until | None] = field(default_factory=dict)
    clearances: dict[str, tuple[str, int]] = field(default_factory=dict)
    cleared_here: dict[str, bool] = field(default_factory=dict)
    custody: set[str] = field(default_factory=set)
    proceedings: bool = False
    ready: set[tuple[str, int]] = field(default_factory=set)
    rounds: int = 0
    media: frozenset[str] = frozenset()
    minors: set[str] = field(default_factory=set)
    grown_up: dict[str, int] = field(default_factory=dict)
    employed: set[str] = field(default_factory=set)
    paused: set[str] = field(default_factory=set)
    suspended: set[str] = field(default_factory=set)
    choices: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)

    def consents(self, person: str, purpose: str) -> bool:
        """Rule 1: the last word on this purpose, in letters or in everything, was yes."""
        words = [
            (yes, at)
            for who, what, medium, yes, at in self.agreed
            if (who, what) == (person, purpose)
            and (medium in {LETTER, "any"} or purpose == "take-part")
        ]
        # Rule 17: what a child agreed to does not bind the adult.
        return bool(words) and words[-1][0] and words[-1][1] >= self.grown_up.get(person, 0)

    def round_of(self, letter: Letter) -> int:
        """Rule 12: what was released keeps its round until it is refused; others take the next."""
        if letter.round:
            return letter.round
        taken = {one.round for one in self.letters if one.author == letter.author}
        return next(number for number in itertools.count(1) if number not in taken)

    @property
    def letters_planned(self) -> bool:
        """Rule 12: an author is told where the plan has no letters; nobody where there is none."""
        return not self.rounds or LETTER in self.media

    def unprepared(self, letter: Letter, now: int) -> Iterator[str]:
        """Give what the practice lacks before this letter may go from one to the other."""
        for person, purpose in ((letter.author, "send"), (letter.recipient, "receive")):
            if not (self.consents(person, "take-part") and self.consents(person, purpose)):
                yield f"1: {purpose}"
        both, number = (letter.author, letter.recipient), self.round_of(letter)
        orders = [one for one in (self.orders.get(person) for person in both) if one is not None]
        lacks = {
            "2": not self.acknowledged,
            "3": self.risk is None or not self.risk.stands(now),
            "5: order": not all(one.stands(now) for one in orders),
            "5: proceedings": self.proceedings,
            "5: clearance": not all(self.cleared(one, now) for one in both),
            "6": not all((one, number) in self.ready for one in both),
            "12": number > self.rounds or LETTER not in self.media,
            # One reader reads for this case; a child takes two.
            "17": bool(self.minors),
            "employed": bool(self.employed),
            "paused": bool(self.paused),
        }
        yield from (rule for rule, missing in lacks.items() if missing)

    def cleared(self, person: str, now: int) -> bool:
        """Rule 5: in custody a clearance of this place; elsewhere none, unless one was asked."""
        status, until = self.clearances.get(person, ("", 0))
        if person in self.custody:
            return status == "given" and until >= now and self.cleared_here.get(person, False)
        return status in {"", "not-needed"} or (status == "given" and until >= now)

    def stopped(self, letter: Letter) -> bool:
        """Say whether its author took it back, or staff suspended it or the whole case."""
        return letter.recalled or bool(self.suspended & {"", letter.id})

    def may_be_offered(self, letter: Letter, now: int, *, asked: bool = False) -> bool:
        """Rule 10: nobody hears of what could not reach them, or of what they chose not to hear."""
        standing = self.standing(letter.recipient)
        return (
            letter.state == "approved"
            and not self.stopped(letter)
            and letter.approved_until >= now
            and (standing == "tell-me" or (asked and standing == "only-if-asked"))
            and not any(self.unprepared(letter, now))
        )

    def is_to_be_read_again(self, letter: Letter, now: int) -> bool:
        """Rule 3: nobody hears of it on an approval that ran out; it is read again for who would.

        Nobody reads again what was taken back or stopped, or what nobody wants to hear of.
        """
        return (
            letter.state == "approved"
            and letter.approved_until < now
            and not self.stopped(letter)
            and self.standing(letter.recipient) in {"tell-me", "only-if-asked"}
        )

    def in_the_way(self, letter: Letter, now: int) -> set[str]:
        """Give everything that keeps an accepted letter from being released, or opened, now."""
        found = set(self.unprepared(letter, now))
        start, end = letter.window or (1, 0)
        facts = {
            "7: expired": letter.approved_until < now,
            "10: window": not start <= now <= end,
            "recalled": letter.recalled,
            "suspended": bool(self.suspended & {"", letter.id}),
        }
        return found | {name for name, holds in facts.items() if holds}

    def may_be_released(self, letter: Letter, now: int) -> bool:
        """Say whether the service releases it, asked now."""
        return letter.state == "accepted" and not self.in_the_way(letter, now)

    def may_be_opened(self, letter: Letter, now: int) -> bool:
        """Say whether its key is given to its recipient's device, asked now.

        What was opened stays open, unless it is suspended.
        """
        if letter.medium not in _ON_SCREEN:
            return False
        if letter.state == "opened":
            return not self.suspended & {"", letter.id}
        return letter.state == "released" and not self.in_the_way(letter, now)

    def may_be_accepted(self, letter: Letter, now: int) -> bool:
        """Say whether it can be accepted: offered, or once more after a window has passed."""
        again = letter.state in {"accepted", "released", "opened"} and (
            letter.window is not None and letter.window[1] < now
        )
        return (letter.state == "offered" or again) and not self.stopped(letter)

    def may_be_declined(self, letter: Letter) -> bool:
        """Rule 10: a refusal takes no reason, and nothing holds it up."""
        return letter.state in _BEFORE_OPENING

    def rests_until(self, letter: Letter, now: int) -> int:
        """Rule 3: an approval ends with what it rests on, and after ninety days at the latest."""
        both = (letter.author, letter.recipient)
        orders = [self.orders.get(one) for one in both]
        words = [one.until for one in (self.risk, *orders) if one is not None and one.given]
        given = [self.clearances.get(one, ("", 0)) for one in both]
        words += [until for status, until in given if status == "given"]
        return min([now + 90 * DAY, *words])

    def standing(self, person: str) -> str:
        """Rule 10: what somebody chose last; nothing until they have."""
        chosen = self.choices.get(person, [])
        return chosen[-1][1] if chosen else ""

    def told_to_author(self, letter: Letter, now: int) -> str | None:
        """Rule 11: as of the last morning, and as the recipient had allowed by then."""
        morning = now - (now - MORNING) % DAY
        allowed = [tell for at, _, tell in self.choices.get(letter.recipient, []) if at < morning]
        may = allowed[-1] if allowed else "nothing"
        if may == "opened" and any(at < morning for at in letter.opened):
            return "opened"
        happened = any(at < morning for at in letter.accepted + letter.opened)
        return "accepted" if may != "nothing" and happened else None
