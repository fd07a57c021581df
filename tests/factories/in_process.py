"""The API in this process, over a real database and object store, with a clock that tests turn.

Owns one app and the connections to it and to its database. Refuses a queue: what the outbox holds
is done here and now by the service's own jobs; the suite `worker` has the queue.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import asyncpg
import httpx
import pytest
from fastapi import FastAPI

from service.api.app import create_app
from service.client.person import Person
from service.client.transport import Transport
from service.db import outbox
from service.db.session import Sessions, make_engine, make_sessions
from service.domain.events import Task
from service.embedded import Tenancy
from service.settings import ApiSettings
from service.worker import jobs
from tests.factories.world import TurnedClock

ADDRESS = "https://gobetween.test"
HERE = "127.0.0.1"
Row = asyncpg.Record


def api_settings(env: dict[str, str]) -> ApiSettings:
    """The settings that these variables would give a process of its own."""
    given: dict[str, Any] = {
        name.removeprefix("GOBETWEEN_").lower(): value for name, value in env.items()
    }
    return ApiSettings(environment="development", **given)


class InProcess:
    """A running app. Made by `serving` only."""

    def __init__(
        self, app: FastAPI, env: dict[str, str], clock: TurnedClock, relay: Sessions
    ) -> None:
        self.app = app
        self.env = env
        self.clock = clock
        self.relay = relay
        self._owner: asyncpg.Connection[asyncpg.Record] | None = None
        self._connections: list[Transport] = []

    @property
    def setup_token(self) -> str:
        return self.env["GOBETWEEN_SETUP_TOKEN"]

    @property
    def parts(self) -> jobs.Parts:
        """What the worker's jobs need, in this process."""
        return jobs.Parts(self.relay, self.clock, self.app.state.context.store)

    def connect(self, address: str = HERE) -> Transport:
        """A connection for somebody's device, from this network address."""
        adapter = httpx.ASGITransport(self.app, client=(address, 50_000))
        made = Transport(ADDRESS, adapter=adapter)
        if self.env["GOBETWEEN_OBJECT_STORE_PUBLIC_URL"]:
            # Where it is not, devices have connections to nothing but this app.
            self._connections.append(made)
        return made

    def http(
        self, token: str | None = None, address: str = HERE, **headers: str
    ) -> httpx.AsyncClient:
        """A bare HTTP client, for what no well-behaved device would send."""
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, client=(address, 50_000)),
            base_url=f"{ADDRESS}/api/v1",
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        )

    async def serve_outbox(self) -> None:
        """Do every offer and release that is due now, as the worker would."""
        ctx = {"parts": self.parts}
        acts = {Task.OFFER: jobs.offer, Task.RELEASE: jobs.release, Task.CLEAR: jobs.clear}
        async with self.relay() as session, session.begin():
            due = await outbox.claim_due(session, now=self.clock.now())
            rows = [(row.id, row.org, row.task) for row in due]
        for row_id, org, task in rows:
            if task in acts:
                await acts[Task(task)](ctx, row_id, org)

    async def sweep(self) -> None:
        """Sweep once, as the worker does every few seconds."""
        await jobs.sweep(self.relay, self.clock)
        await jobs.sweep_promised(self.parts)

    async def rows(self, sql: str, *values: object) -> list[Row]:
        """Ask the database as the owner of the tables, who sees every organisation."""
        if self._owner is None:
            url = self.env["GOBETWEEN_OWNER_DATABASE_URL"].replace("+asyncpg", "")
            self._owner = await asyncpg.connect(url)
        return list(await self._owner.fetch(sql, *values))

    async def value(self, sql: str, *values: object) -> Any:  # noqa: ANN401 - one column of any type
        """Return the first column of the first row."""
        found = await self.rows(sql, *values)
        return found[0][0] if found else None

    async def trail(self, chain: str, event: str) -> list[Row]:
        """Return the entries of one event on a chain."""
        return await self.rows(
            "SELECT number, convert_from(entry, 'UTF8')::jsonb AS entry FROM trail_entry"
            " WHERE chain = $1 AND convert_from(entry, 'UTF8')::jsonb ->> 'event' = $2"
            " ORDER BY number",
            chain,
            event,
        )

    async def close(self) -> None:
        """Close the owner's connection, of which the next question opens another, and devices'."""
        if self._owner is not None:
            await self._owner.close()
            self._owner = None
        for connection in self._connections:
            await connection.close()
        self._connections.clear()


@asynccontextmanager
async def serving(
    tenancy: Tenancy, clock: TurnedClock, *, bucket: str | None = None, public: bool = False
) -> AsyncIterator[InProcess]:
    """Serve a migrated tenancy until left; `bucket` names another tenancy's objects.

    With `public`, devices are given addresses of the object store.
    """
    env = tenancy.settings_env()
    if public:
        env["GOBETWEEN_OBJECT_STORE_PUBLIC_URL"] = env["GOBETWEEN_OBJECT_STORE_URL"]
    if bucket is not None:
        env["GOBETWEEN_OBJECT_STORE_BUCKET"] = bucket
    app = create_app(api_settings(env), clock=clock)
    relay = make_engine(env["GOBETWEEN_RELAY_DATABASE_URL"])
    async with app.router.lifespan_context(app):
        running = InProcess(app, env, clock, make_sessions(relay))
        try:
            yield running
        finally:
            await running.close()
            await relay.dispose()


def capturing(person: Person, monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, Any]]:
    """Note the newest body that this person's device posts to each path, and let it go."""
    sent: dict[str, dict[str, Any]] = {}
    post = person.transport.post

    async def noted(path: str, body: dict[str, Any] | None = None, *, repeat: bool = False) -> Any:  # noqa: ANN401 - JSON of any shape
        sent[path] = body or {}
        return await post(path, body, repeat=repeat)

    monkeypatch.setattr(person.transport, "post", noted)
    return sent
