"""What captions lie beside: their recording, and the rendition of it that is in force.

The database answers what is in force (migration 0019) by the function that its own guard asks, so
that this is said once. Refuses to say whether captions may be seen: the gate does.
"""

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.tables import Item


async def rendition_in_force(session: AsyncSession, recording: str) -> bytes | None:
    """Return the digest of the statement about what was made last of what its author sent last."""
    connection = await session.connection()
    asked = text("SELECT rendition_in_force(CAST(:item AS uuid))")
    found: bytes | None = (await connection.execute(asked, {"item": recording})).scalar_one()
    return None if found is None else bytes(found)


async def recording_of(session: AsyncSession, captions: Item) -> Item:
    """Return the recording that captions relate to, as it is in this transaction."""
    return await session.get_one(Item, captions.relates_to)


async def is_of_rendition_in_force(session: AsyncSession, captions: Item) -> bool:
    """Tell whether captions were written for what is shown of their recording now."""
    return captions.timed_by == await rendition_in_force(session, captions.relates_to or "")
