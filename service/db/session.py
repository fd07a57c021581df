"""The engine, and one transaction per request or job.

Guarantees: a transaction carries its organisation (`enter_organisation`) so that row-level security
shows it only its own rows; the caller commits once, at the edge. A connection whose transaction
somebody left open is never handed to anybody else.
"""

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final, TypeAlias

import asyncpg
from sqlalchemy import event, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection
from sqlmodel.ext.asyncio.session import AsyncSession

Sessions = async_sessionmaker[AsyncSession]
Driver: TypeAlias = asyncpg.Connection
"""The driver's own connection. What is asked of it costs a quarter of what SQLAlchemy's way costs;
its errors are `asyncpg`'s."""
_RESTED_SECONDS: Final = 30
_ANSWER_SECONDS: Final = 5
_RETURNED: Final = "returned"
_ENTER: Final = text("SELECT set_config('gobetween.org', :org, true)")


def make_engine(url: str, *, pool_size: int = 10) -> AsyncEngine:
    """Return an engine for a `postgresql+asyncpg://` URL; connects on first use.

    A connection that the server has closed, or that does not answer after a long rest, is replaced
    before anybody gets it.
    """
    engine = create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,
        json_serializer=json.dumps,
        connect_args={"timeout": 10, "command_timeout": 60},
    )
    # Not the engine's own `pool_pre_ping`: it asks the server three times before every transaction.
    event.listen(engine.sync_engine, "checkin", _note_return)
    event.listen(engine.sync_engine, "checkout", _still_there)
    return engine


def _note_return(_connection: object, entry: ConnectionPoolEntry) -> None:
    entry.info[_RETURNED] = time.monotonic()


def _still_there(
    connection: DBAPIConnection, entry: ConnectionPoolEntry, proxy: PoolProxiedConnection
) -> None:
    """Refuse a connection that is gone or not at rest: the pool then makes a new one."""
    driver = proxy.driver_connection
    if driver is None or driver.is_closed() or driver.is_in_transaction():
        raise DisconnectionError
    rested = time.monotonic() - entry.info.pop(_RETURNED, time.monotonic())
    if rested > _RESTED_SECONDS and not connection.run_async(_answers):
        raise DisconnectionError


async def _answers(connection: asyncpg.Connection) -> bool:
    # What lies between may have forgotten a connection that nobody used, and told neither end.
    try:
        await connection.execute("SELECT 1", timeout=_ANSWER_SECONDS)
    except (asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
        return False
    return True


def make_sessions(engine: AsyncEngine) -> Sessions:
    """Return the factory of sessions; objects stay readable after commit."""
    return async_sessionmaker(engine, class_=AsyncSession, expire_on_commit=False)


async def enter_organisation(session: AsyncSession, org: str) -> None:
    """Bind this transaction to one organisation; row-level security hides every other's rows."""
    # exec() of SQLModel is typed for selects only; set_config's third argument makes it local.
    connection = await session.connection()
    await connection.execute(_ENTER, {"org": org})


@asynccontextmanager
async def transaction(sessions: Sessions, org: str) -> AsyncIterator[AsyncSession]:
    """One short transaction in one organisation: commits at the end, rolls back on any error."""
    async with sessions() as session, session.begin():
        await enter_organisation(session, org)
        yield session


@asynccontextmanager
async def by_driver(engine: AsyncEngine) -> AsyncIterator[Driver]:
    """Lend a connection of the pool for signing in, most of whose cost would be SQLAlchemy's part.

    Each statement is a transaction of its own, unless it is asked within the driver's own
    `transaction()`, which commits at its end and rolls back on any error.
    """
    async with engine.connect() as connection:
        yield await _driver_under(connection)


async def driver_of(held: AsyncSession | Driver) -> Driver:
    """Return the driver's connection under what holds a transaction, to ask within it.

    Raises `RuntimeError` where none has begun (SQLAlchemy begins with a session's first
    statement): what is asked then would be committed by itself.
    """
    if isinstance(held, AsyncSession):
        held = await _driver_under(await held.connection())
    if not held.is_in_transaction():
        raise RuntimeError("no transaction has begun")
    return held


async def _driver_under(connection: AsyncConnection) -> Driver:
    driver: Driver | None = (await connection.get_raw_connection()).driver_connection
    if driver is None:
        raise asyncpg.InterfaceError("the connection is gone")
    return driver
