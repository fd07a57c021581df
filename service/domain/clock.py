"""Time as whole seconds since 1970 (UTC), from a clock that is handed in and never looked up."""

import time
from typing import Protocol


class Clock(Protocol):
    """Where a use case learns the time."""

    def now(self) -> int:
        """Seconds since 1970-01-01T00:00:00Z."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> int:
        """Seconds since 1970-01-01T00:00:00Z."""
        return int(time.time())
