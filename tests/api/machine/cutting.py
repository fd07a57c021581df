"""Connections that break and transactions that do not commit, at the very request that is asked.

Owns one device's wire: its request may be lost with its transaction, or its answer after that was
committed. Whoever sends it sends the same again, as the real client does after a lost connection.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Literal

import httpx
from sqlalchemy import Connection, event

from service.client.transport import Transport
from tests.factories.in_process import ADDRESS, HERE, InProcess

Cut = Literal["", "before the commit", "after the commit"]
CUTS: Final[tuple[Cut, ...]] = ("", "", "", "before the commit", "after the commit")
_OF_ITS_OWN: Final = {"x-request-id"}


class Power:
    """Fails the next commit of the app's, or of the worker's, once asked to."""

    def __init__(self, service: InProcess) -> None:
        self._out = False
        self._engines = [
            one.kw["bind"].sync_engine
            for one in (service.app.state.context.sessions, service.relay)
        ]

    def _commits(self, _connection: Connection) -> None:
        if self._out:
            self._out = False
            raise ConnectionError("cut before the commit")

    def fail_once(self) -> None:
        """Let the next commit fail."""
        self._out = True

    def is_back(self) -> None:
        """Let commits be: what was asked for may have been refused, and come to none."""
        self._out = False

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Stand between the app and its commits until left."""
        for engine in self._engines:
            event.listen(engine, "commit", self._commits)
        try:
            yield
        finally:
            for engine in self._engines:
                event.remove(engine, "commit", self._commits)


class Wire(httpx.AsyncBaseTransport):
    """One device's connection. `cut` is how its next POST breaks; `heard` what it was answered.

    `posted` is the newest body that was posted to each path.
    """

    def __init__(self, service: InProcess, power: Power) -> None:
        self._inner = httpx.ASGITransport(service.app, client=(HERE, 50_000))
        self._power = power
        self.cut: Cut = ""
        self.heard: list[tuple[str, int, list[tuple[str, str]], bytes]] = []
        self.posted: dict[str, dict[str, Any]] = {}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Carry one request, or lose it or its answer."""
        cut: Cut = ""
        if request.method == "POST":
            cut, self.cut = self.cut, ""
            self.posted[request.url.path.removeprefix("/api/v1")] = json.loads(request.content)
        if cut == "before the commit":
            self._power.fail_once()
        answer = await self._inner.handle_async_request(request)
        self._power.is_back()
        content = await answer.aread()
        if cut:
            raise httpx.ReadError("the connection is gone", request=request)
        headers = sorted((n, v) for n, v in answer.headers.items() if n not in _OF_ITS_OWN)
        called = f"{request.method} {request.url.path}"
        self.heard.append((called, answer.status_code, headers, content))
        return answer

    def transport(self) -> Transport:
        """Give the connection to a device, which tries again at once."""
        return Transport(ADDRESS, adapter=self, sleep=_at_once)


async def _at_once(_seconds: float) -> None:
    return None
