"""The service as processes: api, worker and media worker over one stack, each to be killed.

Owns starting each again under the same address. Refuses settings of its own: they are the stack's.
"""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import asyncpg

from service.cli.demo_people import write_private
from service.cli.run_parts import migrate
from service.client.person import wall_clock
from service.client.transport import Transport
from service.domain.clock import SystemClock
from service.embedded import Child, LocalStack, Tenancy, free_port, http_answers, log_says
from service.sealing.keys import new_passphrase
from service.worker.main import READY as WORKER_READY
from service.worker.media import READY as MEDIA_WORKER_READY
from tests.factories.world import World, make_world

ROOT: Final = Path(__file__).resolve().parents[2]
HOST: Final = "127.0.0.1"
STARTS_WITHIN_S: Final = 60


class Parts:
    """A running service. Made by `running` only."""

    def __init__(self, stack: LocalStack, tenancy: Tenancy) -> None:
        self.stack = stack
        self.env = tenancy.settings_env()
        self.port = free_port()
        self.address = f"http://{HOST}:{self.port}"
        self.clock = SystemClock()
        self.keys = stack.data_dir / f"pool-{self.port}"
        self.within: tuple[str, ...] = ()
        """The command that every part is started by, where that is not the system itself."""
        self._parts: dict[str, Child] = {}
        self._connections: list[Transport] = []

    @property
    def api(self) -> Child:
        return self._parts["api"]

    @property
    def worker(self) -> Child:
        return self._parts["worker"]

    @property
    def media_worker(self) -> Child:
        return self._parts["media-worker"]

    @property
    def object_store(self) -> tuple[str, str, str, str]:
        """Its address, access key, secret key and bucket."""
        url, access, secret, bucket = (
            self.env[f"GOBETWEEN_OBJECT_STORE_{name}"]
            for name in ("URL", "ACCESS_KEY", "SECRET_KEY", "BUCKET")
        )
        return url, access, secret, bucket

    def connect(self) -> Transport:
        """A connection for somebody's device; patient enough for a restart."""
        self._connections.append(Transport(self.address, patience_s=60))
        return self._connections[-1]

    async def start_api(self) -> None:
        self._parts["api"] = await self.stack.start_part(
            "api",
            self._command("api", "--host", HOST, "--port", str(self.port)),
            env=self.env | _development(),
            ready=http_answers(f"{self.address}/health/ready"),
            ready_within_s=STARTS_WITHIN_S,
        )

    async def start_worker(self) -> None:
        self._parts["worker"] = await self.stack.start_part(
            "worker", self._command("worker"), env=self.env | _development()
        )
        await self.worker.until_ready(log_says(self.worker, WORKER_READY), STARTS_WITHIN_S)

    async def start_media_worker(self, name: str = "media-worker") -> Child:
        """Start one, or anew the one of that name; they are of one pool."""
        # It holds keys, so it is told of no database and no object store.
        started = self._parts[name] = await self.stack.start_part(
            name,
            self._command("media-worker"),
            env=_development()
            | {
                "GOBETWEEN_REDIS_URL": self.env["GOBETWEEN_REDIS_URL"],
                "GOBETWEEN_API_URL": self.address,
                "GOBETWEEN_WORKER_KEY_FILE": str(self.keys / "pool.key"),
                "GOBETWEEN_WORKER_KEY_PASSPHRASE_FILE": str(self.keys / "pool.passphrase"),
            },
        )
        await started.until_ready(log_says(started, MEDIA_WORKER_READY), STARTS_WITHIN_S)
        return started

    async def make_world(self) -> World:
        """Make a world on this service and give its pool's keys to the media worker."""
        world = await make_world(self.connect, self.env["GOBETWEEN_SETUP_TOKEN"], wall_clock)
        self.keys.mkdir(mode=0o700)
        passphrase = new_passphrase()
        key_file = await asyncio.to_thread(world.pool.to_key_file, passphrase)
        write_private(self.keys / "pool.key", key_file)
        write_private(self.keys / "pool.passphrase", passphrase.encode())
        return world

    async def rows(self, sql: str, *values: object) -> list[asyncpg.Record]:
        """Ask the database as the owner of the tables."""
        url = self.env["GOBETWEEN_OWNER_DATABASE_URL"].replace("+asyncpg", "")
        connection = await asyncpg.connect(url)
        try:
            return list(await connection.fetch(sql, *values))
        finally:
            await connection.close()

    async def value(self, sql: str, *values: object) -> Any:  # noqa: ANN401 - one column of any type
        """Return the first column of the first row."""
        return (await self.rows(sql, *values))[0][0]

    async def events(self, world: World, item: str) -> list[str]:
        """Return the trail's events about one item, in order."""
        rows = await self.rows(
            "SELECT convert_from(entry, 'UTF8')::jsonb ->> 'event' FROM trail_entry"
            " WHERE chain = $1 AND convert_from(entry, 'UTF8')::jsonb ->> 'subject' = $2"
            " ORDER BY number",
            world.case,
            item,
        )
        return [row[0] for row in rows]

    async def close(self) -> None:
        """Close every connection and end every part."""
        for connection in self._connections:
            await connection.close()
        for name in reversed(self._parts):
            await self._parts[name].stop()

    def _command(self, *words: str) -> list[str]:
        return [*self.within, sys.executable, "-m", "service.cli", *words]


@asynccontextmanager
async def running(stack: LocalStack) -> AsyncIterator[Parts]:
    """Serve the stack's own tenancy with api and worker; the media worker needs its keys first."""
    parts = Parts(stack, stack.default)
    await asyncio.to_thread(migrate, parts.env["GOBETWEEN_OWNER_DATABASE_URL"])
    await parts.start_api()
    await parts.start_worker()
    try:
        yield parts
    finally:
        await parts.close()


def _development() -> dict[str, str]:
    return {"GOBETWEEN_ENVIRONMENT": "development", "PYTHONPATH": str(ROOT)}
