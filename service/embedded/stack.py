"""The local stack as one thing: enter it and the servers run, leave it and nothing runs.

Owns: the order in which things start and stop, and the settings that lead to them. Refuses to
own: migrations, and what the parts of the service do once they are running.
"""

import asyncio
import contextlib
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from service.embedded.child import Child, Ready
from service.embedded.errors import StackError
from service.embedded.folder import DataFolder, open_folder, plainly
from service.embedded.objects import Objects
from service.embedded.postgres import APP_ROLE, OWNER_ROLE, RELAY_ROLE, Postgres
from service.embedded.redis import DATABASES, Redis

_DEFAULT = "gobetween"
_TENANCY_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
# A Unix socket's path may have 107 bytes; the longest name in the folder is PostgreSQL's. It
# stands in addresses too, whose readers disagree about how other characters are escaped.
_LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432")
_PLAIN_PATH = re.compile(r"[A-Za-z0-9/._-]+")


@dataclass(frozen=True)
class Tenancy:
    """One database, one bucket and one Redis database on a running stack, for nobody else."""

    database: str
    bucket: str
    redis_database: int
    environment: Mapping[str, str] = field(repr=False)

    def settings_env(self) -> dict[str, str]:
        """Return the GOBETWEEN_ settings that lead here, passwords and the server secret included.

        They are for the api and the worker. A media worker is given none of them.
        """
        return dict(self.environment)


class LocalStack:
    """PostgreSQL, Redis and an S3 server over one data folder, as an async context manager.

    Entering raises `StackError`, with nothing left running, if the folder is in use, of another
    layout or on a full disk, or if a server cannot start. A second start on the same folder
    finds its data. Leaving stops every part and every server. If this process dies, however it
    dies, the kernel ends them too; for that, enter it from a thread that lives as long as the
    process, such as the main one.

    With `pages_at`, the address of a portal, the object store is public: that portal's pages may
    ask it, and the settings say so to the api.

    With `durable=False` PostgreSQL does not wait for the disk: quicker, safe against `kill -9`
    of any process, unsafe against loss of power. For tests.
    """

    def __init__(self, data_dir: Path, *, durable: bool = True, pages_at: str = "") -> None:
        self.data_dir = data_dir.absolute()
        self._pages_at = pages_at
        self._durable = durable
        self._everything = contextlib.AsyncExitStack()
        self._parts: list[Child] = []
        self._tenancies: dict[str, Tenancy] = {}
        self._folder: DataFolder
        self._sockets: Path
        self.postgres: Postgres
        self.redis: Redis
        self.objects: Objects

    async def __aenter__(self) -> Self:
        async with contextlib.AsyncExitStack() as undo:
            with plainly(self.data_dir):
                self._folder = undo.enter_context(open_folder(self.data_dir))
                self._sockets = undo.enter_context(_socket_folder(self._folder))
                self.postgres = Postgres(self._folder, self._sockets, durable=self._durable)
                self.redis = Redis(self._folder, self._sockets)
                self.objects = Objects(self._folder, pages_at=self._pages_at)
                undo.push_async_callback(self._stop_servers)
                undo.push_async_callback(self._stop_parts)
                await self._start_servers()
                await self.make_tenancy(_DEFAULT)
            # Reached only if everything stands: from here on, leaving is what undoes it.
            self._everything = undo.pop_all()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._everything.__aexit__(kind, error, trace)

    @property
    def default(self) -> Tenancy:
        """The tenancy every stack has: database and bucket `gobetween`, Redis database 0."""
        return self._tenancies[_DEFAULT]

    @property
    def logs(self) -> Path:
        """The folder of one log per server and part, readable by this user alone."""
        return self._folder.logs

    def settings_env(self) -> dict[str, str]:
        """Return the default tenancy's settings; see `Tenancy.settings_env`."""
        return self.default.settings_env()

    async def make_tenancy(self, name: str, *, template: Tenancy | None = None) -> Tenancy:
        """Make an empty tenancy beside the default one, in about a tenth of a second.

        `name` is up to 31 lower-case letters, digits and hyphens. With `template`, the database
        starts as a copy of that tenancy's, which must have no open sessions; its objects are
        not copied. A tenancy that an earlier start made is found again with its data.
        """
        if name in self._tenancies:
            raise ValueError(f"there is a tenancy {name!r} already")
        if not _TENANCY_NAME.fullmatch(name):
            raise ValueError(f"not a name for a tenancy: {name!r}")
        suffix = "" if name == _DEFAULT else f"-{name}"
        number = self._free_redis_database()
        database = (_DEFAULT + suffix).replace("-", "_")
        bucket = _DEFAULT + suffix
        await self.postgres.make_database(database, template.database if template else None)
        self.objects.make_bucket(bucket)
        environment = self._environment(database, bucket, number)
        made = Tenancy(database, bucket, number, environment)
        self._tenancies[name] = made
        return made

    async def drop_tenancy(self, name: str) -> None:
        """Delete a tenancy's database, its sessions ended, and its objects."""
        gone = self._tenancies.pop(name)
        await self.postgres.drop_database(gone.database)
        await asyncio.to_thread(shutil.rmtree, self._folder.objects / gone.bucket)

    async def start_part(
        self,
        name: str,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        ready: Ready | None = None,
        ready_within_s: float = 30,
    ) -> Child:
        """Start a process of the service, its output appended to LOGS/`name`.log.

        It is given exactly `env`, beside PATH, HOME and the language: nothing leads it to the
        database unless the caller says so. Returns once `ready` holds (see `http_answers` and
        `log_says`); raises `StackError`, the process ended, if it does not get there. The part
        is stopped with the stack; `stop()` and `kill()` end it before, and a new part may then
        take the name.
        """
        part = Child.start(
            name,
            argv,
            log=self._folder.logs / f"{name}.log",
            env={"PYTHONUNBUFFERED": "1", **env},
        )
        self._parts.append(part)
        if ready is not None:
            try:
                await part.until_ready(ready, ready_within_s)
            except BaseException:
                await part.stop(grace_s=2)
                raise
        return part

    async def versions(self) -> dict[str, str]:
        """Return the servers' own version numbers."""
        asked = {
            "postgresql": self.postgres.program("postgres"),
            "redis": self.redis.program,
            "rclone": self.objects.program,
        }
        said = await asyncio.gather(*(asyncio.to_thread(_version, p) for p in asked.values()))
        return dict(zip(asked, said, strict=True))

    def _environment(self, database: str, bucket: str, redis_database: int) -> dict[str, str]:
        held = self._folder.secrets
        return {
            "GOBETWEEN_DATABASE_URL": self.postgres.url(APP_ROLE, database),
            "GOBETWEEN_OWNER_DATABASE_URL": self.postgres.url(OWNER_ROLE, database),
            "GOBETWEEN_RELAY_DATABASE_URL": self.postgres.url(RELAY_ROLE, database),
            "GOBETWEEN_REDIS_URL": self.redis.url(redis_database),
            "GOBETWEEN_OBJECT_STORE_URL": self.objects.url,
            "GOBETWEEN_OBJECT_STORE_ACCESS_KEY": held.object_store_access_key,
            "GOBETWEEN_OBJECT_STORE_SECRET_KEY": held.object_store_secret_key,
            "GOBETWEEN_OBJECT_STORE_BUCKET": bucket,
            "GOBETWEEN_OBJECT_STORE_PUBLIC_URL": self.objects.url if self._pages_at else "",
            "GOBETWEEN_SERVER_SECRET": held.server_secret,
            "GOBETWEEN_SETUP_TOKEN": held.setup_token,
        }

    def _free_redis_database(self) -> int:
        taken = {t.redis_database for t in self._tenancies.values()}
        free = next((n for n in range(DATABASES) if n not in taken), None)
        if free is None:
            raise StackError(f"this stack holds {DATABASES} tenancies already; drop some")
        return free

    async def _start_servers(self) -> None:
        starting = (self.postgres.start(), self.redis.start(), self.objects.start())
        outcomes = await asyncio.gather(*starting, return_exceptions=True)
        for outcome in outcomes:
            if outcome is not None:
                raise outcome

    async def _stop_servers(self) -> None:
        await asyncio.gather(self.postgres.stop(), self.redis.stop(), self.objects.stop())

    async def _stop_parts(self) -> None:
        await asyncio.gather(*(part.stop() for part in self._parts))


@contextlib.contextmanager
def _socket_folder(folder: DataFolder) -> Iterator[Path]:
    """Make the folder of the servers' sockets: in the data folder if that path will do."""
    with contextlib.ExitStack() as undo:
        where = folder.run / "sockets"
        plain = _PLAIN_PATH.fullmatch(str(where)) and len(str(where)) <= _LONGEST_SOCKET_FOLDER
        if not plain:
            made = undo.enter_context(tempfile.TemporaryDirectory(prefix="gobetween-"))
            where = Path(made)
        else:
            where.mkdir(mode=0o700)
        yield where


def _version(program: Path) -> str:
    said = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"\d+(\.\d+)+", said.stdout)
    return found.group() if found else "unknown"
