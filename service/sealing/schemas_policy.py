"""Owns the table of an agency's policy by kind of harm (4.32).

Refuses to own what follows from a route: that is the service's gate.
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from service.sealing.fields import (
    B32_OR_EMPTY,
    FROM_ONE,
    ID,
    TIME,
    array,
    check_first,
    one_of,
    record,
    refuse,
    wire,
)
from service.sealing.schemas_practice import HARMS

ROUTES: Final = ("ordinary", "specialist", "barred")


@dataclass(frozen=True)
class HarmRoute:
    """Which route a case takes that is about this kind of harm."""

    harm: str = wire(one_of(*HARMS))
    route: str = wire(one_of(*ROUTES))


@dataclass(frozen=True)
class Policy:
    """The route of every kind of harm, from a time on; the next of an organisation's chain."""

    TYPE: ClassVar[str] = "gobetween/policy/1"
    org: str = wire(ID)
    sequence: int = wire(FROM_ONE)
    previous: bytes = wire(B32_OR_EMPTY)
    routes: tuple[HarmRoute, ...] = wire(array(record(HarmRoute)))
    from_: int = wire(TIME)
    issued: int = wire(TIME)

    def check(self) -> None:
        """Hold that each kind has one route, and that nothing begins before it was stated."""
        check_first(self.sequence, self.previous)
        if sorted(one.harm for one in self.routes) != sorted(HARMS):
            raise refuse("A policy says one route of each kind of harm.")
        if self.from_ < self.issued:
            raise refuse("A policy does not reach back.")
