"""Alembic's entry: connects as the owner of the tables and runs the revisions, nothing else."""

import asyncio

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine


def _run(connection: Connection) -> None:
    # One migrator at a time, whatever starts first on however many machines.
    connection.exec_driver_sql("SELECT pg_advisory_lock(7431905)")
    context.configure(connection=connection, target_metadata=None, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
    connection.exec_driver_sql("SELECT pg_advisory_unlock(7431905)")
    connection.commit()


async def _migrate() -> None:
    engine = create_async_engine(context.config.attributes["owner_database_url"])
    async with engine.connect() as connection:
        await connection.run_sync(_run)
    await engine.dispose()


asyncio.run(_migrate())
