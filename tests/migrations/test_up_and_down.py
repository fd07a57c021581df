"""Revisions go up from nothing, down to nothing and up again; what was stored survives going up."""

from typing import Any

import asyncpg
import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeEngine
from sqlmodel import SQLModel

from service.db import promises, room, tables, tables_of_doors
from service.domain.lifecycle import CASE_STEPS, ITEM_STEPS
from service.embedded import Tenancy
from tests.migrations.conftest import Connection, Database, down_past, filled, revisions

# Known to the database alone: the lifecycle's steps for its trigger, and Alembic's own mark.
NOT_MODELLED = {"item_step", "case_step", "alembic_version"}


async def _columns(connection: Connection) -> dict[str, dict[str, tuple[str, bool]]]:
    rows = await connection.fetch(
        "SELECT table_name, column_name, udt_name, is_nullable FROM information_schema.columns"
        " WHERE table_schema = 'public'"
    )
    found: dict[str, dict[str, tuple[str, bool]]] = {}
    for table, column, kind, nullable in rows:
        found.setdefault(table, {})[column] = (kind, nullable == "YES")
    return found


def _kind(column: TypeEngine[Any]) -> str:
    """Return PostgreSQL's own name for the type that the code's column has."""
    return {
        "UUID": "uuid",
        "BIGINT": "int8",
        "BYTEA": "bytea",
        "BOOLEAN": "bool",
        "VARCHAR[]": "_text",
        "VARCHAR": "text",
    }[column.compile(dialect=postgresql.dialect())]  # type: ignore[no-untyped-call]


class TestRevisions:
    async def test_go_down_to_nothing_and_up_again(self, tenancy: Tenancy) -> None:
        database = Database(tenancy.settings_env())
        await database.to("head")
        connection = await database.connect()
        first = await _columns(connection)
        await database.to("base")
        assert set(await _columns(connection)) == {"alembic_version"}
        left = await connection.fetchval(
            "SELECT count(*) FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace"
            " WHERE nspname = 'public'"
        )
        assert left == 0
        await database.to("head")
        assert await _columns(connection) == first
        await filled(connection, "anew")
        await connection.close()

    @pytest.mark.parametrize("revision", revisions())
    async def test_keep_every_row_on_the_way_up(self, tenancy: Tenancy, revision: str) -> None:
        database = Database(tenancy.settings_env())
        await database.to(revision)
        connection = await database.connect()
        await filled(connection, "kept")
        counted = {
            table: await connection.fetchval(f"SELECT count(*) FROM {table}")  # noqa: S608
            for table in await _columns(connection)
        }
        assert all(counted.values()), "every table has a row to lose"
        await database.to("head")
        for table, count in counted.items():
            left = await connection.fetchval(f"SELECT count(*) FROM {table}")  # noqa: S608
            assert left >= count, table
        await connection.close()

    async def test_go_down_from_replaced_keys_to_one_of_each_person(self, tenancy: Tenancy) -> None:
        database = Database(tenancy.settings_env())
        await database.to("head")
        connection = await database.connect()
        lives = await filled(connection, "kept")
        first = "UPDATE invitation SET person = $1, state = 'done', reply = '' WHERE state = 'open'"
        assert await connection.execute(first, lives.author) == "UPDATE 1"
        await database.to(down_past("keys_replaced"))
        assert await connection.fetchval("SELECT string_agg(state, ' ') FROM invitation") == "done"
        accounts = {str(row[0]) for row in await connection.fetch("SELECT id FROM account")}
        assert accounts == {lives.author, lives.reader}
        await database.to("head")
        assert await connection.fetchval("SELECT count(*) FROM account") == 2
        await connection.close()

    @pytest.mark.parametrize("state", ["returned", "withheld", "escalated"])
    async def test_go_down_from_decisions_to_a_state_from_which_nothing_is_released(
        self, tenancy: Tenancy, state: str
    ) -> None:
        database = Database(tenancy.settings_env())
        await database.to("head")
        connection = await database.connect()
        await filled(connection, "kept")
        await connection.execute("ALTER TABLE item DISABLE TRIGGER item_step_guard")
        await connection.execute(
            "UPDATE item SET state = $1, reason = 'threatens', claimed_by = NULL", state
        )
        await connection.execute("ALTER TABLE item ENABLE TRIGGER item_step_guard")
        await database.to(down_past("decisions"))
        assert await connection.fetchval("SELECT state FROM item") == "failed"
        await database.to("head")
        assert await connection.fetchval("SELECT reason FROM item") is None
        await connection.close()

    async def test_go_down_from_a_refusal_to_an_offer_that_is_left_alone(
        self, tenancy: Tenancy
    ) -> None:
        database = Database(tenancy.settings_env())
        await database.to("head")
        connection = await database.connect()
        await filled(connection, "kept")
        await connection.execute("ALTER TABLE item DISABLE TRIGGER item_step_guard")
        await connection.execute("UPDATE item SET state = 'declined', claimed_by = NULL")
        await connection.execute("ALTER TABLE item ENABLE TRIGGER item_step_guard")
        await database.to(down_past("offers"))
        states = {row[0] for row in await connection.fetch("SELECT state FROM item")}
        assert states == {"offered"}
        left = "SELECT count(*) FROM item_step WHERE 'declined' IN (from_state, to_state)"
        assert await connection.fetchval(left) == 0
        await database.to("head")
        await connection.close()

    @pytest.mark.parametrize("state", ["kept", "held", "returned_to_service"])
    async def test_go_down_from_what_was_laid_aside_to_what_was_opened(
        self, tenancy: Tenancy, state: str
    ) -> None:
        database = Database(tenancy.settings_env())
        await database.to("head")
        connection = await database.connect()
        await filled(connection, "kept")
        await connection.execute("ALTER TABLE item DISABLE TRIGGER item_step_guard")
        await connection.execute("UPDATE item SET state = $1, claimed_by = NULL", state)
        await connection.execute("ALTER TABLE item ENABLE TRIGGER item_step_guard")
        await database.to(down_past("keeping"))
        assert await connection.fetchval("SELECT state FROM item") == "opened"
        await database.to("head")
        await connection.close()

    async def test_go_down_from_several_grants_by_decisions_to_the_last(
        self, tenancy: Tenancy
    ) -> None:
        database = Database(tenancy.settings_env())
        await database.to("head")
        connection = await database.connect()
        lives = await filled(connection, "kept")
        given = (
            "INSERT INTO content_grant SELECT gen_random_uuid(), org, item_id, id, 'recipient',"
            " $2, $3, $4, NULL, (SELECT id FROM statement LIMIT 1 OFFSET $5) FROM rendition"
            " WHERE item_id = $1 LIMIT 1"
        )
        for number, sealed in enumerate((b"first", b"second")):
            values = (lives.item, lives.author, sealed, number, number)
            assert await connection.execute(given, *values) == "INSERT 0 1"
        with pytest.raises(asyncpg.UniqueViolationError):
            await connection.execute(given, lives.item, lives.author, b"third", 2, 1)
        await database.to(down_past("review_again"))
        left = "SELECT sealed FROM content_grant WHERE holder = 'recipient'"
        assert [bytes(row[0]) for row in await connection.fetch(left)] == [b"second"]
        await database.to("head")
        await connection.close()

    async def test_go_down_from_what_has_no_length_yet_to_nothing_of_it(
        self, tenancy: Tenancy
    ) -> None:
        database = Database(tenancy.settings_env())
        await database.to("head")
        connection = await database.connect()
        lives = await filled(connection, "kept")
        made = await connection.fetchval(
            "INSERT INTO rendition SELECT gen_random_uuid(), org, item_id, 1, 'rendition', 0, 0,"
            " 16, NULL, false, NULL, NULL, id, attempt, created FROM media_job RETURNING id"
        )
        await connection.execute(
            "INSERT INTO slice VALUES ($1, 1, $2, 4194560, $3, 'key', 0)",
            *(made, lives.org, bytes(32)),
        )
        await database.to(down_past("growing_renditions"))
        assert await connection.fetchval("SELECT array_agg(role) FROM rendition") == ["original"]
        assert await connection.fetchval("SELECT count(*) FROM slice") == 1
        await database.to("head")
        await connection.close()

    async def test_say_the_same_columns_as_the_code(self, owner: Connection) -> None:
        migrated = await _columns(owner)
        assert set(migrated) - NOT_MODELLED == set(SQLModel.metadata.tables)
        for name, table in SQLModel.metadata.tables.items():
            said = {c.name: (_kind(c.type), bool(c.nullable)) for c in table.columns}
            assert said == migrated[name], name

    async def test_agree_with_the_code_on_primary_keys(self, owner: Connection) -> None:
        rows = await owner.fetch(
            "SELECT c.relname, array_agg(a.attname::text ORDER BY a.attname::text)"
            " FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
            " JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'"
            " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (i.indkey)"
            " WHERE i.indisprimary GROUP BY c.relname"
        )
        migrated = {name: keys for name, keys in rows if name not in NOT_MODELLED}
        said = {
            name: sorted(column.name for column in table.primary_key.columns)
            for name, table in SQLModel.metadata.tables.items()
        }
        assert said == migrated
        assert tables.Item.__tablename__ in said
        assert tables_of_doors.Throttle.__tablename__ in said
        assert room.Room.__tablename__ in said
        assert promises.PromisedSlice.__tablename__ in said

    async def test_teach_the_database_the_lifecycle_that_the_code_has(
        self, owner: Connection
    ) -> None:
        taught = {tuple(row) for row in await owner.fetch("SELECT * FROM item_step")}
        assert taught == {(at.value, step.next.value) for (at, _), step in ITEM_STEPS.items()}

    async def test_teach_the_database_the_steps_of_a_case_too(self, owner: Connection) -> None:
        taught = {tuple(row) for row in await owner.fetch("SELECT * FROM case_step")}
        assert taught == {(at.value, step.next.value) for (at, _), step in CASE_STEPS.items()}

    async def test_leave_a_case_that_goes_on_active_on_the_way_down(self, tenancy: Tenancy) -> None:
        database = Database(tenancy.settings_env())
        await database.to("head")
        connection = await database.connect()
        lives = await filled(connection, "kept")
        for state in ("screening", "preparing", "ready", "active", "closing"):
            await connection.execute(
                "UPDATE case_file SET state = $1, lock_version = lock_version + 1 WHERE id = $2",
                state,
                lives.case,
            )
        await database.to(down_past("cases"))
        assert await connection.fetchval("SELECT state FROM case_file") == "active"
        await database.to("head")
        assert await connection.fetchval("SELECT state FROM case_file") == "active"
        await connection.close()
