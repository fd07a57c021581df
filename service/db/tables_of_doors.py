"""The tables of the doors: what is written before anyone is known, about logins and networks.

They name no organisation in `org`, because whoever knocks belongs to none yet.
"""

from typing import Any, ClassVar

from sqlalchemy import BigInteger, LargeBinary, Uuid
from sqlmodel import Field, SQLModel

_ID: Any = Uuid(as_uuid=False)


class Throttle(SQLModel, table=True):
    """How often a door was tried in vain, known by a keyed hash of login and network."""

    __tablename__: ClassVar[str] = "throttle"
    key: bytes = Field(sa_type=LargeBinary, primary_key=True)
    wrong: int = Field(sa_type=BigInteger)
    until: int = Field(sa_type=BigInteger)
    last: int = Field(sa_type=BigInteger)


class RefusedAttempt(SQLModel, table=True):
    """A refused sign-in or code on its way to a trail; of an unknown login, on its way nowhere."""

    __tablename__: ClassVar[str] = "refused_attempt"
    id: str = Field(sa_type=_ID, primary_key=True)
    event: str
    organisation: str | None = Field(default=None, sa_type=_ID)
    chain: str | None = Field(default=None, sa_type=_ID)
    subject: str | None = Field(default=None, sa_type=_ID)
    at: int = Field(sa_type=BigInteger)
