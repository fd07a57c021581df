"""What attempts at a rendition left behind: stored slices that nobody has a key to.

Guarantees: only the unfinished output of an attempt that is over is ever forgotten, which the
database checks once more; objects are removed before their rows, so that asking again goes on
wherever it broke off.
"""

from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.uploads import objects_of
from service.db.tables import MediaJob, Rendition


@dataclass(frozen=True)
class Abandoned:
    """A container that will never be finished, and the keys of its objects."""

    rendition: str
    objects: list[str]


async def abandoned(session: AsyncSession, item: str | None = None) -> list[Abandoned]:
    """Return what attempts that are over left unfinished, oldest first.

    In this organisation, or of one item.
    """
    query = (
        select(Rendition)
        .join(MediaJob, col(MediaJob.id) == col(Rendition.job))
        .where(
            col(Rendition.role) == "rendition",
            col(Rendition.complete).is_(other=False),
            or_(
                col(MediaJob.state) != "running",
                col(MediaJob.attempt) != col(Rendition.attempt),
            ),
        )
        .order_by(col(Rendition.created))
    )
    if item is not None:
        query = query.where(col(Rendition.item_id) == item)
    rows = (await session.exec(query)).all()
    return [Abandoned(row.id, await objects_of(session, row)) for row in rows]


async def forget(session: AsyncSession, rendition: str) -> None:
    """Forget a container whose objects are removed."""
    connection = await session.connection()
    await connection.execute(text("SELECT forget_unfinished(:gone)"), {"gone": rendition})
