"""Whether an item waits for its author's word to what was changed in its newest rendition.

The database answers (migration 0018) by the function that its own guard asks, so that this is said
once. Refuses to judge whose word it is: whoever stores an agreement does, and every device again.
"""

from collections.abc import Collection

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession


async def waiting_for_authors(session: AsyncSession, items: Collection[str]) -> frozenset[str]:
    """Return those of these items that wait for their author, in one question."""
    if not items:
        return frozenset()
    connection = await session.connection()
    asked = text(
        "SELECT asked.id::text FROM unnest(CAST(:items AS uuid[])) AS asked (id)"
        " WHERE waits_for_author(asked.id)"
    )
    rows = await connection.execute(asked, {"items": list(items)})
    return frozenset(row[0] for row in rows)


async def waits_for_author(session: AsyncSession, item: str) -> bool:
    """Tell whether no approval of this item counts before its author has agreed."""
    return item in await waiting_for_authors(session, [item])
