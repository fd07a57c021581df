"""Days on the wall of an establishment, and turning the clock to one."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from tests.factories.in_process import InProcess

DAY: Final = 24 * 3600
THERE: Final = ZoneInfo("Europe/London")
WEDNESDAY, THURSDAY, SATURDAY, SUNDAY = 2, 3, 5, 6


def next_there(service: InProcess, weekday: int, hour: int = 8) -> int:
    """Return when the next such day reaches this hour on the wall, tomorrow or later."""
    day = service.clock.now() + DAY
    while datetime.fromtimestamp(day, THERE).weekday() != weekday:
        day += DAY
    there = datetime.fromtimestamp(day, THERE)
    return int(there.replace(hour=hour, minute=0, second=0, microsecond=0).timestamp())


async def turned_to(service: InProcess, moment: int) -> None:
    """Turn the clock there; sessions outlast it. What waits is looked at again."""
    service.clock.turn(moment - service.clock.now())
    now = service.clock.now()
    await service.rows("UPDATE session SET last_seen = $1, expires = $2", now, now + 3600)
    await service.serve_outbox()
