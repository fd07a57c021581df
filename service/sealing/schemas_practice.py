"""Owns the table of what staff record of a case's preparation (4.27).

Refuses to own what follows from a record: that is the release gate's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final

from service.sealing.errors import Fault, SealingError
from service.sealing.fields import (
    B32_OR_EMPTY,
    COUNT,
    ID,
    ID_OR_EMPTY,
    TIME,
    array,
    one_of,
    wire,
    wire_or_none,
)

MEDIA: Final = ("letter", "recording", "paper")
FOLLOW_UP: Final = "follow-up"
MADE: Final = "made"
TRIED: Final = "tried"
HARMS: Final = ("domestic", "sexual", "stalking", "exploitation", "child", "other")
HARM: Final = "harm-"
REPLIES: Final = ("both", "harmed", "responsible", "none")
TRIGGERS: Final = (
    *("move", "release-from-custody", "new-order"),
    *("escalation", "pause", "contact-outside"),
)
CUSTODY_DAY: Final = "custody-day"
DISCLOSURE: Final = "disclosure"
LOOKED_INTO: Final = "looked-into"
CONFLICT: Final = "conflict"
# What a record of that kind says: that something biases whoever signs it, or that nothing does.
TIED: Final = "declared"
UNTIED: Final = "none"


@dataclass(frozen=True)
class Form:
    """What a kind of record may say, which of the fields it has, and when it says until when."""

    statuses: tuple[str, ...]
    person: bool = False
    subject: bool = False
    round: bool = False
    media: bool = False
    wording: bool = False
    until: tuple[str, ...] = ()
    triggers: bool = False
    reply: bool = False


FORMS: Final[dict[str, Form]] = {
    "information": Form(("given",), person=True, wording=True),
    "risk": Form(("acceptable", "not-acceptable"), until=("acceptable",), triggers=True),
    "restriction": Form(
        ("blocks", "permits", "lifted"), person=True, subject=True, until=("blocks", "permits")
    ),
    "proceedings": Form(("live", "cleared")),
    "clearance": Form(("needed", "given", "not-needed"), person=True, until=("given",)),
    "readiness": Form(("ready", "not-ready"), person=True, round=True),
    "plan": Form(("agreed",), round=True, media=True, reply=True),
    "custody": Form(("in-custody", "community"), person=True),
    "age": Form(("adult", "young", "child"), person=True, until=("young", "child")),
    "guardian": Form(("agreed", "refused", "not-safe-to-ask", "not-required"), person=True),
    "employment": Form(("employed", "not-employed"), person=True),
    CONFLICT: Form((UNTIED, TIED), subject=True),
    "sign-off": Form(("given", "withdrawn")),
    "level": Form(("level-1", "level-2", "level-3")),
    "setting": Form(("community", "custody", "youth", "care-home", "school")),
    FOLLOW_UP: Form((MADE, TRIED), person=True, subject=True),
    "contact-outside": Form(("reported",)),
    **{f"{HARM}{one}": Form(("present", "absent")) for one in HARMS},
    DISCLOSURE: Form((LOOKED_INTO,), subject=True),
    CUSTODY_DAY: Form(("supported", "withdrawn"), person=True, until=("supported",)),
}


@dataclass(frozen=True)
class Record:
    """Staff's word on what was explained, assessed, confirmed or agreed."""

    TYPE: ClassVar[str] = "gobetween/record/1"
    org: str = wire(ID)
    case: str = wire(ID)
    kind: str = wire(one_of(*FORMS))
    status: str = wire(one_of(*sorted({one for form in FORMS.values() for one in form.statuses})))
    person: str = wire(ID_OR_EMPTY)
    subject: str = wire(ID_OR_EMPTY)
    round: int = wire(COUNT)
    media: tuple[str, ...] = wire(array(one_of(*MEDIA)))
    wording: bytes = wire(B32_OR_EMPTY)
    until: int = wire(TIME)
    previous: bytes = wire(B32_OR_EMPTY)
    at: int = wire(TIME)
    triggers: tuple[str, ...] = wire_or_none(array(one_of(*TRIGGERS)), ())
    reply: str = wire_or_none(one_of(*REPLIES), "")

    @property
    def about(self) -> tuple[str, str, str, int]:
        """What this is the newest word on: a later record of the same takes its place."""
        return (self.kind, self.person, self.subject, self.round if self.kind != "plan" else 0)

    def check(self) -> None:
        """Hold what the table says across fields: a kind has its own fields and no other's."""
        form = FORMS[self.kind]
        has = {
            "person": bool(self.person),
            "subject": bool(self.subject),
            "round": self.round > 0,
            "media": bool(self.media),
            "wording": bool(self.wording),
        }
        wrong = [name for name, there in has.items() if there != getattr(form, name)]
        timed = (self.until > 0) == (self.status in form.until)
        repeated = any(len(set(one)) != len(one) for one in (self.media, self.triggers))
        named = (self.triggers and not form.triggers) or (self.reply and not form.reply)
        if wrong or repeated or named or not timed or self.status not in form.statuses:
            raise SealingError(Fault.STATEMENT_SCHEMA, "A record has its kind's own fields.")


_BY_A_SUPERVISOR: Final = frozenset(
    {("sign-off", "given"), ("guardian", "not-safe-to-ask"), (DISCLOSURE, LOOKED_INTO)}
)


def takes_a_supervisor(said: Record, before: Record | None) -> bool:
    """Tell whether a record is a supervisor's alone to sign; `before` is the last about the same.

    A special route, leaving a guardian out and looking into a danger take more than a facilitator
    of the case, and so does taking a kind of harm back: no facilitator's word takes a case off a
    route.
    """
    if (said.kind, said.status) in _BY_A_SUPERVISOR:
        return True
    loosened = before is not None and (before.status, said.status) == ("present", "absent")
    return said.kind.startswith(HARM) and loosened


def biases(said: Record) -> bool:
    """Tell whether whom this is about declares in it that the case biases them."""
    return (said.kind, said.status) == (CONFLICT, TIED)


def ties(said: Iterable[Record], person: str) -> str:
    """Return what somebody said last of their ties to the case, of these; empty for nothing."""
    own = [one.status for one in said if (one.kind, one.subject) == (CONFLICT, person)]
    return own[-1] if own else ""


def biased(said: Iterable[Record], person: str) -> bool:
    """Tell whether the case biases somebody, by what they said of it last, of these in order."""
    return ties(said, person) == TIED
