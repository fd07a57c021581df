"""How much an organisation has stored, and how much it may.

Owns asking and changing it; the database counts by itself what begins, grows and goes, and lets
nothing begin that does not fit. Sizes are in bytes as they are stored, sealed.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Uuid, text
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.tables import Organisation
from service.domain.errors import NoRoom
from service.domain.sizes import GB

_ID: Any = Uuid(as_uuid=False)


class Room(SQLModel, table=True):
    """What an organisation stores, in bytes, and may; the database itself counts `used`."""

    __tablename__: ClassVar[str] = "room"
    org: str = Field(sa_type=_ID, primary_key=True)
    quota: int | None = Field(default=None, sa_type=BigInteger)
    used: int = Field(default=0, sa_type=BigInteger)


async def check_room(session: AsyncSession, padded: int, chunks: int) -> None:
    """Raise `NoRoom` unless a container of this size fits; `padded` in bytes.

    Holds the room until the transaction ends, so it is asked last: whoever asks next finds what
    this one begins.
    """
    connection = await session.connection()
    asked = await connection.execute(
        text("SELECT room_left(), room_needed(:padded, :chunks)"),
        {"padded": padded, "chunks": chunks},
    )
    left, needed = asked.one()
    if left is not None and left < needed:
        raise NoRoom(left_gb=max(0, left) // GB)


@dataclass(frozen=True)
class Use:
    """What one organisation has stored, and may; `quota` is None where nothing limits it."""

    org: str
    used: int
    quota: int | None


async def every_use(session: AsyncSession) -> list[Use]:
    """Return what every organisation has stored, oldest first; for the owner of the tables."""
    rows = await session.exec(
        select(Organisation.org, Room.used, Room.quota)
        .join(Room, col(Room.org) == col(Organisation.org), isouter=True)
        .order_by(col(Organisation.created), col(Organisation.org))
    )
    return [Use(org, used or 0, quota) for org, used, quota in rows]


async def set_quota(session: AsyncSession, org: str, quota: int | None) -> bool:
    """Let an organisation store so many bytes, or without a limit; False where there is none.

    For the owner of the tables. What is stored stays, also where it is more.
    """
    if await session.get(Organisation, org) is None:
        return False
    room = await session.get(Room, org, with_for_update=True) or Room(org=org)
    room.quota = quota
    session.add(room)
    await session.flush()
    return True
