"""Owns the tables of the statements by which people come, go and stand in (4.11 to 4.16).

Refuses to own whether they did so rightly: verify_teams.py and verify_people.py say that.
"""

from dataclasses import dataclass
from typing import ClassVar, Final

from service.sealing.fields import (
    B32,
    B32_OR_EMPTY,
    BYTES,
    COUNT,
    FROM_ONE,
    ID,
    TEXT,
    TIME,
    VERSION,
    array,
    one_of,
    record,
    wire,
)
from service.sealing.schemas_items import DecisionGrant

SUPERVISORS: Final = "supervisor"
DUTY: Final = "duty"


@dataclass(frozen=True)
class Head:
    """A reader's countersignature under a trail, and who was in force then."""

    TYPE: ClassVar[str] = "gobetween/head/1"
    org: str = wire(ID)
    chain: str = wire(ID)
    number: int = wire(FROM_ONE)
    hash: bytes = wire(B32)
    roster: bytes = wire(B32)
    team: bytes = wire(B32_OR_EMPTY)
    statements: bytes = wire(B32)
    size: int = wire(COUNT)
    issued: int = wire(TIME)


@dataclass(frozen=True)
class CoverShare:
    """One half of a case team's key, sealed to a team of the organisation."""

    team: str = wire(ID)
    statement: bytes = wire(B32)
    sealed: bytes = wire(BYTES)


@dataclass(frozen=True)
class Cover:
    """Who can, two together, take over from a version of a case team."""

    TYPE: ClassVar[str] = "gobetween/cover/1"
    org: str = wire(ID)
    case: str = wire(ID)
    team: bytes = wire(B32)
    version: int = wire(VERSION)
    supervisors: CoverShare = wire(record(CoverShare))  # noqa: RUF009 - a field, not a default
    duty: CoverShare = wire(record(CoverShare))  # noqa: RUF009 - a field, not a default
    issued: int = wire(TIME)


@dataclass(frozen=True)
class StepIn:
    """One of the two people who take over a case from those who cannot go on."""

    TYPE: ClassVar[str] = "gobetween/step-in/1"
    org: str = wire(ID)
    case: str = wire(ID)
    cover: bytes = wire(B32)
    previous: bytes = wire(B32)
    next: bytes = wire(B32)
    capacity: str = wire(one_of(SUPERVISORS, DUTY))
    reason: str = wire(TEXT)
    issued: int = wire(TIME)


@dataclass(frozen=True)
class ReEnrolment:
    """One of those who vouch that a participant's new keys are theirs."""

    TYPE: ClassVar[str] = "gobetween/re-enrolment/1"
    org: str = wire(ID)
    case: str = wire(ID)
    person: str = wire(ID)
    certificate: bytes = wire(B32)
    previous: bytes = wire(B32)
    reason: str = wire(TEXT)
    issued: int = wire(TIME)


@dataclass(frozen=True)
class Regrant:
    """What was approved for a superseded key, handed on to the new one."""

    TYPE: ClassVar[str] = "gobetween/regrant/1"
    case: str = wire(ID)
    item: str = wire(ID)
    decision: bytes = wire(B32)
    person: str = wire(ID)
    old_key: bytes = wire(B32)
    new_key: bytes = wire(B32)
    grants: tuple[DecisionGrant, ...] = wire(array(record(DecisionGrant)))
    certificate: bytes = wire(B32)
    at: int = wire(TIME)


@dataclass(frozen=True)
class Mandate:
    """A liaison team may act for a person without an account, until a date."""

    TYPE: ClassVar[str] = "gobetween/mandate/1"
    org: str = wire(ID)
    case: str = wire(ID)
    person: str = wire(ID)
    team: bytes = wire(B32)
    until: int = wire(TIME)
    issued: int = wire(TIME)
