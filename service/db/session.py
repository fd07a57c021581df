"""The engine, and one transaction per request or job.

Guarantees: a transaction carries its organisation (`enter_organisation`) so that row-level security
shows it only its own rows; the caller commits once, at the edge.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

Sessions = async_sessionmaker[AsyncSession]


def make_engine(url: str, *, pool_size: int = 10) -> AsyncEngine:
    """Return an engine for a `postgresql+asyncpg://` URL; connects on first use."""
    return create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=True,
        json_serializer=json.dumps,
        connect_args={"timeout": 10, "command_timeout": 60},
    )


def make_sessions(engine: AsyncEngine) -> Sessions:
    """Return the factory of sessions; objects stay readable after commit."""
    return async_sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)


async def enter_organisation(session: AsyncSession, org: str) -> None:
    """Bind this transaction to one organisation; row-level security hides every other's rows."""
    # exec() of SQLModel is typed for selects only; set_config's third argument makes it local.
    connection = await session.connection()
    await connection.execute(text("SELECT set_config('gobetween.org', :org, true)"), {"org": org})


@asynccontextmanager
async def transaction(sessions: Sessions, org: str) -> AsyncIterator[AsyncSession]:
    """One short transaction in one organisation: commits at the end, rolls back on any error."""
    async with sessions() as session, session.begin():
        await enter_organisation(session, org)
        yield session
