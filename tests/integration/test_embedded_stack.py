"""The local stack on real servers: it finds its data, gives way, and leaves nothing behind."""

import asyncio
import json
import signal
import sys
import textwrap
from pathlib import Path

import asyncpg
import minio
import pytest
import redis.asyncio
import redis.exceptions

from service.embedded import LocalStack, StackError, Tenancy, log_says
from tests.integration.running import connect, gone, working_under

ROOT = Path(__file__).resolve().parents[2]


def _store(env: dict[str, str], secret: str | None = None) -> minio.Minio:
    return minio.Minio(
        env["GOBETWEEN_OBJECT_STORE_URL"].removeprefix("http://"),
        access_key=env["GOBETWEEN_OBJECT_STORE_ACCESS_KEY"],
        secret_key=secret or env["GOBETWEEN_OBJECT_STORE_SECRET_KEY"],
        secure=False,
        region="us-east-1",
    )


def _queue(tenancy: Tenancy) -> redis.asyncio.Redis:
    url = tenancy.settings_env()["GOBETWEEN_REDIS_URL"]
    made: redis.asyncio.Redis = redis.asyncio.from_url(url)  # type: ignore[no-untyped-call]
    return made


class TestRoles:
    async def test_no_role_can_bypass_row_security(self, stack: LocalStack) -> None:
        answer = await stack.postgres.run(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE 'gobetween%' "
            "AND NOT (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole OR rolreplication) "
            "ORDER BY rolname;"
        )
        assert answer.split() == ["gobetween_app", "gobetween_owner", "gobetween_relay"]

    async def test_only_the_owner_makes_tables(self, tenancy: Tenancy) -> None:
        env = tenancy.settings_env()
        owner = await connect(env, "OWNER_")
        await owner.execute("CREATE TABLE kept (i int)")
        await owner.close()
        for role in ("", "RELAY_"):
            other = await connect(env, role)
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await other.execute("CREATE TABLE stolen (i int)")
            await other.close()

    async def test_a_wrong_password_is_refused(self, tenancy: Tenancy) -> None:
        env = tenancy.settings_env()
        url = env["GOBETWEEN_DATABASE_URL"].replace("+asyncpg", "")
        user_and_password = url.split("//")[1].split("@")[0]
        with pytest.raises(asyncpg.InvalidPasswordError):
            await asyncpg.connect(url.replace(user_and_password, "gobetween_app:wrong"))

    async def test_the_public_may_notconnect(self, stack: LocalStack) -> None:
        answer = await stack.postgres.run(
            "SELECT has_database_privilege('public', datname, 'CONNECT') "
            "FROM pg_database WHERE datname = 'gobetween';"
        )
        assert answer.strip() == "f"


class TestTenancies:
    async def test_two_tenancies_see_nothing_of_each_other(self, stack: LocalStack) -> None:
        one, other = await stack.make_tenancy("one"), await stack.make_tenancy("other")
        owner = await connect(one.settings_env(), "OWNER_")
        await owner.execute("CREATE TABLE only_in_one (i int)")
        await owner.close()
        stranger = await connect(other.settings_env(), "OWNER_")
        assert await stranger.fetchval("SELECT to_regclass('only_in_one')") is None
        await stranger.close()
        for tenancy, word in ((one, b"first"), (other, b"second")):
            queue = _queue(tenancy)
            assert await queue.get("word") is None
            await queue.set("word", word)
            assert await queue.get("word") == word
            await queue.aclose()
        assert one.bucket != other.bucket
        await stack.drop_tenancy("one")
        await stack.drop_tenancy("other")

    async def test_a_template_s_tables_and_rows_are_copied(self, stack: LocalStack) -> None:
        model = await stack.make_tenancy("model")
        owner = await connect(model.settings_env(), "OWNER_")
        await owner.execute("CREATE TABLE copied AS SELECT 7 AS i")
        await owner.close()
        made = await stack.make_tenancy("made", template=model)
        owner = await connect(made.settings_env(), "OWNER_")
        assert await owner.fetchval("SELECT i FROM copied") == 7
        await owner.close()
        await stack.drop_tenancy("made")
        await stack.drop_tenancy("model")

    async def test_a_name_that_could_be_sql_is_refused(self, stack: LocalStack) -> None:
        for name in ("x; DROP DATABASE gobetween", "Upper", "", "a" * 32, "quote'"):
            with pytest.raises(ValueError, match="not a name"):
                await stack.make_tenancy(name)


class TestServers:
    async def test_the_store_takes_signed_requests_and_no_others(self, tenancy: Tenancy) -> None:
        env = tenancy.settings_env()
        store = _store(env)
        file = Path(__file__)

        def carry() -> bytes:
            store.fput_object(tenancy.bucket, "a/slice", str(file))
            answer = store.get_object(tenancy.bucket, "a/slice", offset=3, length=5)
            try:
                return answer.read()
            finally:
                answer.close()
                answer.release_conn()

        assert await asyncio.to_thread(carry) == file.read_bytes()[3:8]
        forger = _store(env, secret="0" * 40)
        with pytest.raises(minio.error.S3Error):
            await asyncio.to_thread(forger.stat_object, tenancy.bucket, "a/slice")

    async def test_redis_asks_for_its_password(self, tenancy: Tenancy) -> None:
        url = tenancy.settings_env()["GOBETWEEN_REDIS_URL"]
        stranger = redis.asyncio.Redis(unix_socket_path=url.split("@")[1].split("?")[0])
        with pytest.raises(redis.exceptions.RedisError, match="Authentication required"):
            await stranger.ping()
        await stranger.aclose()

    async def test_a_wiped_redis_holds_nothing(self, stack: LocalStack, tenancy: Tenancy) -> None:
        queue = _queue(tenancy)
        await queue.set("wake-up", "1")
        await stack.redis.wipe()
        assert await queue.exists("wake-up") == 0
        await queue.aclose()

    async def test_no_command_line_and_no_log_holds_a_secret(self, stack: LocalStack) -> None:
        secrets = json.loads((stack.data_dir / "secrets.json").read_text())
        seen = "\n".join(" ".join(p.cmdline()) for p in working_under(stack.data_dir))
        seen += "".join(log.read_text() for log in stack.logs.iterdir())
        assert "postgres" in seen
        assert "rclone" in seen
        assert [name for name, secret in secrets.items() if secret in seen] == []

    async def test_what_others_must_not_read_is_closed_to_them(self, stack: LocalStack) -> None:
        closed = ["secrets.json", "postgres", "objects", "run", "logs", "logs/postgres.log"]
        modes = {name: (stack.data_dir / name).stat().st_mode & 0o077 for name in closed}
        assert modes == dict.fromkeys(closed, 0)

    async def test_versions_are_the_servers_own(self, stack: LocalStack) -> None:
        versions = await stack.versions()
        assert versions["postgresql"].startswith("18.")
        assert set(versions) == {"postgresql", "redis", "rclone"}
        assert "unknown" not in versions.values()


class TestParts:
    async def test_a_part_is_given_its_settings_and_no_others(
        self, stack: LocalStack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("GOBETWEEN_DATABASE_URL", "leaked")
        script = "import os; print(sorted(k for k in os.environ if k.startswith('GOB')), 'up')"
        argv = [sys.executable, "-c", script]
        part = await stack.start_part("asked", argv, env={"GOBETWEEN_WORD": "given"})
        assert await part.wait() == 0
        assert part.log.read_text() == "['GOBETWEEN_WORD'] up\n"

    async def test_a_part_that_never_starts_says_its_last_words(self, stack: LocalStack) -> None:
        argv = [sys.executable, "-c", "raise SystemExit('no roster here')"]
        with pytest.raises(StackError, match="no roster here"):
            await stack.start_part("failing", argv, env={}, ready=_never)

    async def test_a_killed_part_can_be_started_again(self, stack: LocalStack) -> None:
        argv = [sys.executable, "-c", "import time; print('ready'); time.sleep(600)"]
        first = await stack.start_part("again", argv, env={})
        await first.until_ready(log_says(first, "ready"), 20)
        assert await first.kill() == -signal.SIGKILL
        second = await stack.start_part("again", argv, env={})
        await second.until_ready(log_says(second, "ready"), 20)
        assert second.pid != first.pid
        assert await second.stop() == -signal.SIGTERM
        assert not second.alive

    async def test_a_part_deaf_to_sigterm_is_ended_with_its_children(
        self, stack: LocalStack
    ) -> None:
        script = textwrap.dedent(
            """
            import signal, subprocess, sys
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
            print("child", child.pid, "here")
            child.wait()
            """
        )
        part = await stack.start_part("deaf", [sys.executable, "-c", script], env={})
        await part.until_ready(log_says(part, "here"), 20)
        child = int(part.log.read_text().split()[1])
        assert await part.stop(grace_s=0.2) == -signal.SIGKILL
        await gone([child])


async def _never() -> bool:
    return False
