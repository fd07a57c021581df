"""Row-level security: the service's roles see one organisation's rows, and none without a name."""

import asyncpg
import pytest

from service.embedded.postgres import APP_ROLE, RELAY_ROLE
from tests.migrations.conftest import Connection, Database, filled

# Read before anybody is signed in, to learn which organisation a printed handle belongs to, how
# often it was tried from where (by keyed hash), and to keep who was refused until the worker
# puts it on a trail.
BEFORE_SIGN_IN = {"login_name", "throttle", "refused_attempt"}
OPEN = BEFORE_SIGN_IN | {"item_step", "case_step", "alembic_version"}
# The relay and the sweeper look over every organisation's open work, and act one at a time.
SEEN_BY_THE_RELAY = {"outbox", "item"}


async def _readable(owner: Connection, role: str) -> list[str]:
    rows = await owner.fetch(
        "SELECT DISTINCT table_name FROM information_schema.role_table_grants"
        " WHERE grantee = $1 AND privilege_type = 'SELECT' ORDER BY 1",
        role,
    )
    return [row[0] for row in rows if row[0] not in OPEN]


async def _counts(connection: Connection, readable: list[str]) -> dict[str, int]:
    return {
        name: await connection.fetchval(f"SELECT count(*) FROM {name}")  # noqa: S608
        for name in readable
    }


class TestTheApp:
    async def test_sees_its_own_organisation_alone(
        self, database: Database, owner: Connection
    ) -> None:
        ours, _ = await filled(owner, "ours"), await filled(owner, "them")
        readable = await _readable(owner, APP_ROLE)
        app = await database.connect(APP_ROLE, ours.org)
        found = {
            name: {str(row[0]) for row in await app.fetch(f"SELECT org FROM {name}")}  # noqa: S608
            for name in readable
        }
        assert found == {name: {ours.org} for name in readable}
        everything = await _counts(owner, readable)
        assert all(count >= 2 for count in everything.values()), "the owner sees both"
        await app.close()

    async def test_sees_nothing_before_it_says_for_whom_it_works(
        self, database: Database, owner: Connection
    ) -> None:
        await filled(owner, "ours")
        readable = await _readable(owner, APP_ROLE)
        app = await database.connect(APP_ROLE)
        assert await _counts(app, readable) == dict.fromkeys(readable, 0)
        # A connection that has been used holds an empty setting, not none.
        async with app.transaction():
            await app.execute("SELECT set_config('gobetween.org', '', true)")
            assert await _counts(app, readable) == dict.fromkeys(readable, 0)
        await app.close()

    async def test_cannot_write_into_another_organisation(
        self, database: Database, owner: Connection
    ) -> None:
        ours, theirs = await filled(owner, "ours"), await filled(owner, "them")
        app = await database.connect(APP_ROLE, ours.org)
        put = "INSERT INTO trail_entry VALUES ($1, 2, $2, '{}', $3)"
        assert await app.execute(put, ours.case, ours.org, bytes(32)) == "INSERT 0 1"
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            await app.execute(put, theirs.case, theirs.org, bytes(32))
        with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
            await app.execute("UPDATE account SET org = $1", theirs.org)
        await app.close()

    async def test_is_protected_on_every_table_that_names_an_organisation(
        self, owner: Connection
    ) -> None:
        bare = await owner.fetch(
            "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
            " WHERE nspname = 'public' AND relkind = 'r' AND NOT relrowsecurity"
        )
        assert {row[0] for row in bare} == OPEN


class TestTheRelay:
    async def test_sees_one_organisation_but_for_open_work(
        self, database: Database, owner: Connection
    ) -> None:
        ours, _ = await filled(owner, "ours"), await filled(owner, "them")
        readable = await _readable(owner, RELAY_ROLE)
        relay = await database.connect(RELAY_ROLE, ours.org)
        mine = {
            name: await owner.fetchval(
                f"SELECT count(*) FROM {name} WHERE org = $1",  # noqa: S608
                ours.org,
            )
            for name in readable
        }
        found = await _counts(relay, readable)
        assert {n: c for n, c in found.items() if n not in SEEN_BY_THE_RELAY} == {
            n: c for n, c in mine.items() if n not in SEEN_BY_THE_RELAY
        }
        assert {n: found[n] for n in SEEN_BY_THE_RELAY} == {"outbox": 2, "item": 2}
        await relay.close()

    async def test_changes_another_organisations_item_only_in_its_name(
        self, database: Database, owner: Connection
    ) -> None:
        ours, theirs = await filled(owner, "ours"), await filled(owner, "them")
        relay = await database.connect(RELAY_ROLE, ours.org)
        submit = "UPDATE item SET state = 'submitted', lock_version = 2 WHERE id = $1"
        assert await relay.execute(submit, theirs.item) == "UPDATE 0"
        assert await relay.execute(submit, ours.item) == "UPDATE 1"
        await relay.close()

    async def test_reads_no_vault_session_or_sealed_card_it_has_no_use_for(
        self, owner: Connection
    ) -> None:
        readable = await _readable(owner, RELAY_ROLE)
        kept_away = {"session", "way_in", "invitation", "worker_challenge", "slice"}
        assert not kept_away & set(readable)
        assert "outbox" in readable
