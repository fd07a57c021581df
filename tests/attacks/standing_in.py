"""The server in an attacker's hands: it answers as it likes and keeps all that it is told.

Owns changing answers on their way to a device, and the record of what devices sent. Refuses to
change what a device sends: whoever owns the server can do that to the database afterwards.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

Lie = Callable[[bytes], bytes]
Object = dict[str, Any]
_FRAMING = frozenset({"content-length", "content-range", "transfer-encoding", "content-encoding"})
_PARTIAL = 206
_DONE = 204


@dataclass
class _Told:
    """A lie about the addresses of one shape, and how often it was told."""

    path: re.Pattern[str]
    lie: Lie
    whole: bool
    times: int = 0


@dataclass(frozen=True)
class Asked:
    """What a device sent: all of it that the server sees."""

    method: str
    url: str
    headers: str
    body: bytes

    def everything(self) -> bytes:
        """Return it in one piece, to be searched."""
        return b"\n".join((self.url.encode(), self.headers.encode(), self.body))


@dataclass
class StandIn(httpx.AsyncBaseTransport):
    """Stands between devices and the service that `inner` leads to."""

    inner: httpx.AsyncBaseTransport
    asked: list[Asked] = field(default_factory=list)
    _lies: list[_Told] = field(default_factory=list)
    _lost: list[str] = field(default_factory=list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Pass a request on, and its answer back as it suits the attacker."""
        body = await request.aread()
        headers = "\n".join(f"{name}: {value}" for name, value in request.headers.multi_items())
        self.asked.append(Asked(request.method, str(request.url), headers, body))
        if request.method == "PUT" and request.url.path in self._lost:
            return httpx.Response(_DONE)
        lies = [told for told in self._lies if told.path.fullmatch(request.url.path)]
        wanted = request.headers.get("range") if any(told.whole for told in lies) else None
        if wanted is not None:
            del request.headers["range"]
        answer = await self.inner.handle_async_request(request)
        content = await answer.aread()
        await answer.aclose()
        if answer.is_success:
            for told in lies:
                told.times += 1
                content = told.lie(content)
        kept = [(name, v) for name, v in answer.headers.multi_items() if name not in _FRAMING]
        if wanted is not None and answer.is_success:
            return _part_of(content, wanted, kept)
        return httpx.Response(answer.status_code, headers=kept, content=content)

    async def aclose(self) -> None:
        """Close nothing: other devices still ask."""

    @contextmanager
    def answering(
        self, path: str, lie: Lie, *, whole: bool = False, needed: bool = True
    ) -> Iterator[None]:
        """Change every good answer under `/api/v1` + `path`, an expression, until left.

        With `whole` it is the whole object that is changed, and a part of that which is answered,
        as if it had been changed where it is stored. A lie that nobody was told would prove
        nothing: then AssertionError, but where it was not `needed`.
        """
        told = _Told(re.compile("/api/v1" + path), lie, whole)
        self._lies.append(told)
        try:
            yield
        finally:
            self._lies.remove(told)
        assert told.times > 0 or not needed, f"nobody asked for {path}"

    @contextmanager
    def losing(self, path: str) -> Iterator[None]:
        """Say that what is put at `path` was kept, and keep nothing of it, until left."""
        self._lost.append(f"/api/v1{path}")
        try:
            yield
        finally:
            self._lost.remove(f"/api/v1{path}")

    @contextmanager
    def saying(self, path: str, change: Callable[[Object], Object]) -> Iterator[None]:
        """Change every JSON object that is answered under `path`, until left."""

        def lie(content: bytes) -> bytes:
            return json.dumps(change(json.loads(content))).encode()

        with self.answering(path, lie):
            yield


def _part_of(content: bytes, wanted: str, headers: list[tuple[str, str]]) -> httpx.Response:
    first, last = map(int, wanted.removeprefix("bytes=").split("-"))
    part = content[first : last + 1]
    ranged = ("content-range", f"bytes {first}-{first + len(part) - 1}/{len(content)}")
    return httpx.Response(_PARTIAL, headers=[*headers, ranged], content=part)
