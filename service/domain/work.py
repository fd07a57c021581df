"""What waits for one member of staff: one list over all of their cases, soonest first.

Pure rules from facts to rows; reads no clock and no database. A row says that something is due, of
which case, and what takes the row away; nothing of it says what anybody wrote. Times are whole
seconds since 1970, days are days in UTC. Working days are Monday to Friday: bank holidays are not
known here, so a follow-up may be asked for on one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

_DAY: Final = 24 * 60 * 60
_WEEK: Final = 7
# 1970 began on a Thursday; counted from a Monday.
_FIRST_WEEKDAY: Final = 3
_SATURDAY: Final = 5
AHEAD_SECONDS: Final = 14 * _DAY
"""How long before its end something that runs out is on the list."""
FOLLOW_UP_DAYS: Final = 2
"""Within how many working days after an opening somebody speaks with whoever opened it."""
AGAIN_DAYS: Final = 1
"""Within how many working days after a try that reached nobody another one is due."""


class WorkKind(StrEnum):
    """Why something is on the list."""

    DISCLOSED = "disclosed"
    ESCALATED = "escalated"
    APPEAL = "appeal"
    REVIEW = "review"
    RISK = "risk"
    RESTRICTION = "restriction"
    CLEARANCE = "clearance"
    AGE = "age"
    MANDATE = "mandate"
    WINDOW = "window"
    DELIVERY = "delivery"
    FOLLOW_UP = "follow-up"


class WorkAct(StrEnum):
    """What takes a row away."""

    LOOK_INTO = "look-into"
    UNLOCK = "unlock"
    DECIDE = "decide"
    ASSESS_RISK = "assess-risk"
    SETTLE_RESTRICTION = "settle-restriction"
    GET_CLEARANCE = "get-clearance"
    RECORD_AGE = "record-age"
    RENEW_MANDATE = "renew-mandate"
    BE_THERE = "be-there"
    DELIVER = "deliver"
    FOLLOW_UP = "follow-up"


CLEARED_BY: Final[dict[WorkKind, WorkAct]] = {
    WorkKind.DISCLOSED: WorkAct.LOOK_INTO,
    WorkKind.ESCALATED: WorkAct.UNLOCK,
    WorkKind.APPEAL: WorkAct.DECIDE,
    WorkKind.REVIEW: WorkAct.DECIDE,
    WorkKind.RISK: WorkAct.ASSESS_RISK,
    WorkKind.RESTRICTION: WorkAct.SETTLE_RESTRICTION,
    WorkKind.CLEARANCE: WorkAct.GET_CLEARANCE,
    WorkKind.AGE: WorkAct.RECORD_AGE,
    WorkKind.MANDATE: WorkAct.RENEW_MANDATE,
    WorkKind.WINDOW: WorkAct.BE_THERE,
    WorkKind.DELIVERY: WorkAct.DELIVER,
    WorkKind.FOLLOW_UP: WorkAct.FOLLOW_UP,
}


@dataclass(frozen=True)
class Due:
    """One row: what is due of which case, about which item or person, and what takes it away.

    `due` is until when, included; of what is to be looked into at once, since when it is so.
    """

    due: int
    kind: WorkKind
    case: str
    item: str = ""
    person: str = ""

    @property
    def clears(self) -> WorkAct:
        """What takes the row away."""
        return CLEARED_BY[self.kind]


@dataclass(frozen=True)
class Reading:
    """An item that awaits a decision until `due`, and whether somebody may look at it again."""

    due: int
    appealed: bool


@dataclass(frozen=True)
class Accepted:
    """When a recipient chose to receive, both ends included; `handed` is by staff."""

    start: int
    end: int
    handed: bool


@dataclass(frozen=True)
class Opened:
    """Who opened something when, and the last try to reach them since; `reached` ends it."""

    person: str
    at: int
    tried: int | None = None
    reached: bool = False


@dataclass(frozen=True)
class ItemFacts:
    """What counts of one item, for whoever asks; what does not concern them is None.

    `locked` is since when it is escalated, `disclosed` since when a danger in it is known outside
    without a supervisor having looked into that.
    """

    item: str
    locked: int | None = None
    reading: Reading | None = None
    accepted: Accepted | None = None
    opened: Opened | None = None
    disclosed: int | None = None


@dataclass(frozen=True)
class Ending:
    """Something of a case that holds until a time, about a person or the whole case."""

    kind: WorkKind
    until: int
    person: str = ""


@dataclass(frozen=True)
class CaseFacts:
    """What counts of one case whose team somebody is on."""

    case: str
    items: Sequence[ItemFacts] = field(default=())
    endings: Sequence[Ending] = field(default=())


def end_of_working_day(at: int, days: int) -> int:
    """Return the last second of the working day that comes so many working days after `at`'s day.

    A day at a weekend counts from the Friday before it, so nothing is due at a weekend.
    """
    day = at // _DAY
    for _ in range(days):
        day += 1
        while (day + _FIRST_WEEKDAY) % _WEEK >= _SATURDAY:
            day += 1
    return day * _DAY + _DAY - 1


def work(cases: Iterable[CaseFacts], *, now: int) -> list[Due]:
    """Return every row, soonest first; of the same moment in the order of the kinds."""
    found = [row for case in cases for row in _of_case(case, now)]
    order = {kind: place for place, kind in enumerate(WorkKind)}
    return sorted(found, key=lambda row: (row.due, order[row.kind], row.case, row.item, row.person))


def _of_case(case: CaseFacts, now: int) -> Iterator[Due]:
    for ending in case.endings:
        if ending.until <= now + AHEAD_SECONDS:
            yield Due(ending.until, ending.kind, case.case, person=ending.person)
    for one in case.items:
        yield from _of_item(case.case, one, now)


def _of_item(case: str, one: ItemFacts, now: int) -> Iterator[Due]:
    if one.disclosed is not None:
        yield Due(one.disclosed, WorkKind.DISCLOSED, case, one.item)
    if one.locked is not None:
        yield Due(one.locked, WorkKind.ESCALATED, case, one.item)
    if one.reading is not None:
        kind = WorkKind.APPEAL if one.reading.appealed else WorkKind.REVIEW
        yield Due(one.reading.due, kind, case, one.item)
    if one.accepted is not None and _today(one.accepted, now):
        kind = WorkKind.DELIVERY if one.accepted.handed else WorkKind.WINDOW
        yield Due(one.accepted.start, kind, case, one.item)
    if one.opened is not None and not one.opened.reached:
        due = end_of_working_day(one.opened.at, FOLLOW_UP_DAYS)
        if one.opened.tried is not None:
            due = end_of_working_day(one.opened.tried, AGAIN_DAYS)
        yield Due(due, WorkKind.FOLLOW_UP, case, one.item, one.opened.person)


def _today(window: Accepted, now: int) -> bool:
    """Tell whether a window opens by the end of this day and is not over."""
    return window.start < (now // _DAY + 1) * _DAY and now <= window.end
