"""An agency's policy: which route a case takes, by the kinds of harm that it is about.

Owns the kinds, the routes and which of several policies counts. Reads no clock and no database.
Refuses to know who may state a policy, and the words in which somebody is told that they are not
taken on: those are staff's own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Harm(StrEnum):
    """What a case is about, as far as it changes its route."""

    DOMESTIC = "domestic"
    SEXUAL = "sexual"
    STALKING = "stalking"
    EXPLOITATION = "exploitation"
    CHILD = "child"
    OTHER = "other"


class Route(StrEnum):
    """How a case is handled, the least strict first."""

    ORDINARY = "ordinary"
    SPECIALIST = "specialist"
    BARRED = "barred"


Routes = Mapping[Harm, Route]

UNTIL_STATED: Final[Routes] = MappingProxyType(
    {kind: Route.ORDINARY if kind is Harm.OTHER else Route.SPECIALIST for kind in Harm}
)
"""What counts while an agency has stated no policy: careful, and barring nobody for it."""

_STRICTNESS: Final = list(Route)


@dataclass(frozen=True)
class Policy:
    """The route of every kind of harm, from a time on; of several the highest `sequence` counts."""

    sequence: int
    since: int
    routes: Routes


def in_force(policies: Iterable[Policy], now: int) -> Routes:
    """Return the routes of the newest policy that has begun by `now`, else `UNTIL_STATED`.

    The newest is the last that was stated: a later one takes the place of those before it even
    where it begins sooner than they would have.
    """
    begun = [one for one in policies if one.since <= now]
    return max(begun, key=lambda one: one.sequence).routes if begun else UNTIL_STATED


def strictest(kinds: Iterable[Harm], routes: Routes) -> Route:
    """Return the strictest route among these kinds; `ordinary` where there is none."""
    return max((routes[one] for one in kinds), key=_STRICTNESS.index, default=Route.ORDINARY)
