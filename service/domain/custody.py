"""Custody is a place with a day: when an establishment can hand something over with support.

Pure rules over a confirmed day; reads no clock and no database. Times are whole seconds since 1970,
days and hours those on the walls of an establishment in the United Kingdom, summer time included.
Careful first: nothing is handed over before the cells are locked for the night, or for a weekend.
"""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

_THERE: Final = ZoneInfo("Europe/London")
BEGINS: Final = time(8, 0)
"""From when on a confirmed day counts."""
ENDS: Final = time(16, 30)
"""Until when at the latest: whoever reads something hard is not locked in alone with it."""
_FRIDAY: Final = 4
_FIRST: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LAST: Final = 250_000_000_000


def may_be_confirmed(until: int) -> bool:
    """Tell whether a day may be confirmed until this moment: a weekday, between the two hours."""
    there = _there(until)
    return there.weekday() <= _FRIDAY and BEGINS <= _hour(there) <= ENDS


def is_confirmed(until: int, now: int) -> bool:
    """Tell whether now is on the day that was confirmed until this moment, both ends included."""
    there, today = _there(until), _there(now)
    return there.date() == today.date() and _hour(today) >= BEGINS and now <= until


def _there(moment: int) -> datetime:
    # Whoever signs may name any moment; no calendar has a day after the year 9999.
    return (_FIRST + timedelta(seconds=min(moment, _LAST))).astimezone(_THERE)


def _hour(there: datetime) -> time:
    return there.time().replace(microsecond=0)
