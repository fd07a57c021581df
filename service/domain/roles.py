"""Who acts: staff roles, the two sides of a case, and the parts one can have in one item."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class StaffRole(StrEnum):
    """What a member of staff may do; one person may hold several (product rule 23)."""

    ADMINISTRATOR = "administrator"
    FACILITATOR = "facilitator"
    SUPERVISOR = "supervisor"
    LIAISON = "liaison"
    INTERPRETER = "interpreter"
    AUDITOR = "auditor"


# Whoever holds one of these may read and approve on a case whose team they are on.
READERS: Final = frozenset({StaffRole.FACILITATOR, StaffRole.SUPERVISOR})

# The state of an account that is over: nobody signs in to it, and nobody reads by it.
REMOVED: Final = "removed"


class Side(StrEnum):
    """The two sides of a case."""

    HARMED = "harmed"
    RESPONSIBLE = "responsible"


class Part(StrEnum):
    """The part a caller has in one item; the lifecycle's acts are allowed by part."""

    AUTHOR = "author"
    RECIPIENT = "recipient"
    READER = "reader"
    # A liaison, of what was entrusted to their team for whom they act.
    DELIVERER = "deliverer"
    WORKER = "worker"
    SERVICE = "service"


@dataclass(frozen=True)
class Acting:
    """Leave to act for a person without an account, until a time; with whom, themselves included.

    It is a team's, so it ends with the next mandate of that person, which names another.
    Whoever is among `colleagues` counts as being on the author's side.
    """

    until: int
    colleagues: frozenset[str]
    team: str
