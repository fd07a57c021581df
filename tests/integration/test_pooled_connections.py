"""Connections that rest in the pool: one that is gone is replaced before anybody gets it."""

import os
import signal
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from service.db import session as pooled
from service.db.trail import append
from service.domain.events import Event
from service.embedded import Tenancy
from service.sealing.encoding import new_id


@pytest.fixture
async def engine(tenancy: Tenancy) -> AsyncIterator[AsyncEngine]:
    """An engine with one connection, so that the next use gets the one that was used before."""
    made = pooled.make_engine(tenancy.settings_env()["GOBETWEEN_DATABASE_URL"], pool_size=1)
    yield made
    await made.dispose()


async def _backend(engine: AsyncEngine) -> int:
    """Return which process of the database answers."""
    async with engine.begin() as connection:
        return int((await connection.execute(text("SELECT pg_backend_pid()"))).scalar_one())


async def test_a_connection_is_used_again(engine: AsyncEngine) -> None:
    assert await _backend(engine) == await _backend(engine)


async def test_a_connection_that_rested_and_answers_is_used_again(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pooled, "_RESTED_SECONDS", 0)
    assert await _backend(engine) == await _backend(engine)


async def test_a_connection_that_the_database_closed_is_replaced(
    engine: AsyncEngine, tenancy: Tenancy
) -> None:
    closed = await _backend(engine)
    other = pooled.make_engine(tenancy.settings_env()["GOBETWEEN_OWNER_DATABASE_URL"])
    os.kill(closed, signal.SIGTERM)
    await _backend(other)
    await other.dispose()
    assert await _backend(engine) != closed


async def test_a_connection_that_rested_and_does_not_answer_is_replaced(
    engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pooled, "_RESTED_SECONDS", 0)
    monkeypatch.setattr(pooled, "_ANSWER_SECONDS", 0.2)
    silent = await _backend(engine)
    os.kill(silent, signal.SIGSTOP)
    try:
        assert await _backend(engine) != silent
    finally:
        os.kill(silent, signal.SIGCONT)


async def test_a_connection_lent_by_the_driver_commits_each_statement_by_itself(
    engine: AsyncEngine,
) -> None:
    async with pooled.by_driver(engine) as driver:
        assert await driver.fetchval("SELECT pg_backend_pid()") == driver.get_server_pid()
        assert not driver.is_in_transaction()
        lent = driver.get_server_pid()
    assert await _backend(engine) == lent


async def test_a_connection_that_was_given_back_in_a_transaction_is_replaced(
    engine: AsyncEngine,
) -> None:
    async with pooled.by_driver(engine) as driver:
        await driver.transaction().start()
        left_open = driver.get_server_pid()
    assert await _backend(engine) != left_open


async def test_a_transaction_of_the_driver_ends_with_what_failed_in_it(engine: AsyncEngine) -> None:
    async with pooled.by_driver(engine) as driver:
        with pytest.raises(ValueError, match="refused"):
            async with driver.transaction():
                raise ValueError("refused")
        assert not driver.is_in_transaction()


async def test_nothing_is_put_on_a_trail_outside_a_transaction(engine: AsyncEngine) -> None:
    org = new_id()
    async with pooled.by_driver(engine) as driver, pooled.make_sessions(engine)() as session:
        for held in (driver, session):
            with pytest.raises(RuntimeError, match="no transaction"):
                await append(held, org=org, chain=org, event=Event.SIGNED_IN, at=0)
