"""Owns the tables of the statements that say whose keys are whose (sections 4.1 to 4.4).

Refuses to own what is said with those keys: items are in schemas_items.py.
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from service.sealing.fields import (
    B32,
    B32_OR_EMPTY,
    BYTES,
    FROM_ONE,
    ID,
    ID_OR_EMPTY,
    TIME,
    VERSION,
    array,
    check_first,
    integer,
    one_of,
    record,
    wire,
)

STAFF_ROLES: Final = (
    "administrator",
    "facilitator",
    "supervisor",
    "liaison",
    "interpreter",
    "auditor",
)
PERSON_ROLES: Final = ("harmed", "responsible")


@dataclass(frozen=True)
class StaffEntry:
    """A member of staff on the roster."""

    person: str = wire(ID)
    roles: tuple[str, ...] = wire(array(one_of(*STAFF_ROLES)))
    sign: bytes = wire(B32)
    box: bytes = wire(B32)


@dataclass(frozen=True)
class PoolEntry:
    """A pool of media workers on the roster."""

    pool: str = wire(ID)
    sign: bytes = wire(B32)
    box: bytes = wire(B32)


@dataclass(frozen=True)
class Roster:
    """Whose keys are whose, by the organisation's root."""

    TYPE: ClassVar[str] = "gobetween/roster/1"
    org: str = wire(ID)
    sequence: int = wire(FROM_ONE)
    previous: bytes = wire(B32_OR_EMPTY)
    issued: int = wire(TIME)
    staff: tuple[StaffEntry, ...] = wire(array(record(StaffEntry)))
    teams: tuple[bytes, ...] = wire(array(B32))
    pools: tuple[PoolEntry, ...] = wire(array(record(PoolEntry)))

    def check(self) -> None:
        """Hold what the table says across fields."""
        check_first(self.sequence, self.previous)


@dataclass(frozen=True)
class Certificate:
    """The keys of a participant, by the facilitator who enrolled them."""

    TYPE: ClassVar[str] = "gobetween/certificate/1"
    org: str = wire(ID)
    case: str = wire(ID)
    person: str = wire(ID)
    invitation: str = wire(ID)
    role: str = wire(one_of(*PERSON_ROLES))
    sign: bytes = wire(B32)
    box: bytes = wire(B32)
    previous: bytes = wire(B32_OR_EMPTY)
    issued: int = wire(TIME)


@dataclass(frozen=True)
class TeamMember:
    """A member of a team and the team's private key sealed to them."""

    person: str = wire(ID)
    box: bytes = wire(B32)
    sealed: bytes = wire(BYTES)


@dataclass(frozen=True)
class Team:
    """One version of a team's key."""

    TYPE: ClassVar[str] = "gobetween/team/1"
    org: str = wire(ID)
    team: str = wire(ID)
    case: str = wire(ID_OR_EMPTY)
    version: int = wire(VERSION)
    key: bytes = wire(B32)
    members: tuple[TeamMember, ...] = wire(array(record(TeamMember)))
    previous: bytes = wire(B32_OR_EMPTY)
    previous_sealed: bytes = wire(BYTES)
    issued: int = wire(TIME)

    def check(self) -> None:
        """Hold what the table says across fields."""
        check_first(self.version, self.previous, self.previous_sealed)


@dataclass(frozen=True)
class CasePerson:
    """A participant of a case and the digest of their certificate."""

    person: str = wire(ID)
    role: str = wire(one_of(*PERSON_ROLES))
    certificate: bytes = wire(B32)


@dataclass(frozen=True)
class CaseStatement:
    """What holds in a case from its sequence on."""

    TYPE: ClassVar[str] = "gobetween/case/1"
    org: str = wire(ID)
    case: str = wire(ID)
    sequence: int = wire(FROM_ONE)
    previous: bytes = wire(B32_OR_EMPTY)
    route: str = wire(one_of("ordinary", "specialist"))
    signers: int = wire(integer(1, 2))
    team: bytes = wire(B32)
    people: tuple[CasePerson, ...] = wire(array(record(CasePerson)))
    pool: str = wire(ID)
    card: bytes = wire(B32_OR_EMPTY)
    issued: int = wire(TIME)

    def check(self) -> None:
        """Hold what the table says across fields."""
        check_first(self.sequence, self.previous)
