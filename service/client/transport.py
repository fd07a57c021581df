"""One connection to the public API: bearer token, problem details, bounded retry.

Owns how bytes travel. Refuses to know what any of them mean: no keys and no content here.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from types import TracebackType
from typing import Any, Final, Self

import httpx

from service.client.errors import Refusal, Unreachable

PREFIX: Final = "/api/v1"
BINARY: Final = "application/octet-stream"
PROBLEM: Final = "application/problem+json"
RETRIED: Final = frozenset({502, 503, 504})
FIRST_PAUSE_S: Final = 0.2
LONGEST_PAUSE_S: Final = 3.0
PATIENCE_S: Final = 20.0
PIECE: Final = 1 << 18
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})

JsonObject = dict[str, Any]
Sleep = Callable[[float], Awaitable[None]]
Renew = Callable[[], Awaitable[str]]


class Patience:
    """Pauses before something is tried again: longer each time, none as long as another's.

    `seconds` bounds their sum.
    """

    def __init__(self, seconds: float, sleep: Sleep) -> None:
        self._left = seconds
        self._sleep = sleep
        self._pause = FIRST_PAUSE_S

    async def pause(self) -> bool:
        """Wait and return True, or return False once the patience is used up."""
        if self._left <= 0:
            return False
        nap = self._pause * (0.5 + random.random())  # noqa: S311 - jitter, not a secret
        await self._sleep(nap)
        self._left -= nap
        self._pause = min(self._pause * 2, LONGEST_PAUSE_S)
        return True


class Transport:
    """An HTTP connection to one service address, shared by everything one person does.

    `patience_s` bounds how long one call is tried again, in seconds, counted in pauses.
    Calls that are safe to repeat are repeated after a lost connection and after 502, 503, 504;
    the others only where the connection was never made. With `renew`, an answer of 401 is met
    once by asking it for another token.
    """

    def __init__(
        self,
        address: str,
        *,
        token: str | None = None,
        renew: Renew | None = None,
        patience_s: float = PATIENCE_S,
        adapter: httpx.AsyncBaseTransport | None = None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._token = token
        self._renew = renew
        self._renewing = asyncio.Lock()
        self._patience_s = patience_s
        self._sleep = sleep
        self._http = httpx.AsyncClient(
            base_url=address.rstrip("/"),
            transport=adapter,
            timeout=httpx.Timeout(60.0, connect=10.0),
            limits=httpx.Limits(max_connections=8),
            # A proxy set for the outside world must not swallow calls to this machine.
            trust_env=httpx.URL(address).host not in LOOPBACK,
        )
        self._store: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connection; the session on the server stays as it is."""
        await self._http.aclose()
        if self._store is not None:
            await self._store.aclose()

    def patience(self) -> Patience:
        """Return the patience of one call, for whoever decides by themselves what is tried."""
        return Patience(self._patience_s, self._sleep)

    def bear(self, token: str | None) -> None:
        """Use `token` as the bearer token from now on; None signs nothing."""
        self._token = token

    def renew_by(self, renew: Renew) -> None:
        """Meet an answer of 401 by asking for another token, from now on."""
        self._renew = renew

    async def get(self, path: str, **query: str | int) -> Any:  # noqa: ANN401 - JSON of any shape
        """Return the JSON that `path` (without the prefix) holds."""
        return (await self._send(self._request("GET", path, params=query), repeat=True)).json()

    async def rows(self, path: str, **query: str | int) -> AsyncIterator[JsonObject]:
        """Yield every row of a keyset list, page after page."""
        after: dict[str, str | int] = {}
        while True:
            page = await self.get(path, **query, **after)
            for row in page["rows"]:
                yield row
            if page["next"] is None:
                return
            after = {"after": page["next"]}

    async def post(
        self, path: str, body: Mapping[str, Any] | None = None, *, repeat: bool = False
    ) -> Any:  # noqa: ANN401 - JSON of any shape
        """Post `body` as JSON; `repeat` promises that doing it twice is doing it once."""
        answer = await self._send(self._request("POST", path, json=body or {}), repeat=repeat)
        return answer.json() if answer.content else None

    async def put(self, path: str, body: Mapping[str, Any]) -> None:
        """Put `body` as JSON."""
        await self._send(self._request("PUT", path, json=body), repeat=True)

    async def delete(self, path: str) -> None:
        """Delete what `path` names."""
        await self._send(self._request("DELETE", path), repeat=True)

    async def put_bytes(
        self, path: str, content: bytes | bytearray, *, repeat: bool = True
    ) -> None:
        """Put raw bytes, in pieces; the service makes them durable before it answers.

        Without `repeat` nothing is sent a second time: the first connection that is lost raises
        Unreachable, and so does an answer that would have been worth another try.
        """
        headers = {"Content-Type": BINARY, "Content-Length": str(len(content))}
        pieces = _Pieces(content)
        request = self._request("PUT", path, content=pieces, headers=headers)
        try:
            await self._send(request, repeat=repeat)
        except Refusal as refusal:
            if repeat or refusal.status not in RETRIED:
                raise
            raise Unreachable from refusal
        finally:
            pieces.forget()

    async def get_bytes(self, path: str, *, first: int = 0, length: int | None = None) -> bytes:
        """Return raw bytes, or exactly `length` of them from byte `first`.

        Raises Unreachable when the service answers another number of bytes than asked for.
        """
        request = self._request("GET", path)
        if length is not None:
            request.headers["Range"] = f"bytes={first}-{first + length - 1}"
        answer = await self._send(request, repeat=True)
        if length is not None and len(answer.content) != length:
            raise Unreachable("The service sent another number of bytes than was asked for.")
        return answer.content

    async def get_at(self, address: str, asked: str, length: int) -> bytes:
        """Return the `length` bytes that the object store has for the Range `asked` at `address`.

        Asked once, and without a token: the address is all that the store is shown. Raises
        Unreachable for anything but these bytes.
        """
        content = bytearray()
        try:
            async with self._at(address).stream("GET", address, headers={"Range": asked}) as answer:
                async for piece in answer.aiter_bytes(PIECE):
                    content += piece
                    if len(content) > length:
                        break
        except httpx.TransportError as error:
            raise Unreachable from error
        if not answer.is_success or len(content) != length:
            raise Unreachable("The object store sent something other than was asked for.")
        return bytes(content)

    async def put_at(self, address: str, content: bytes | bytearray) -> None:
        """Have the object store keep these bytes at `address`; nobody has looked at them then.

        Sent once, and without a token. Raises Unreachable for anything but a yes.
        """
        pieces = _Pieces(content)
        headers = {"Content-Length": str(len(content))}
        try:
            put = self._at(address).stream("PUT", address, content=pieces, headers=headers)
            async with put as answer:
                # What it says beside its status is of no use, however long it is.
                pass
        except httpx.TransportError as error:
            raise Unreachable from error
        finally:
            pieces.forget()
        if not answer.is_success:
            raise Unreachable("The object store did not take what was sent.")

    def _at(self, address: str) -> httpx.AsyncClient:
        if self._store is None:
            self._store = httpx.AsyncClient(
                timeout=httpx.Timeout(60.0, connect=10.0),
                limits=httpx.Limits(max_connections=8),
                trust_env=httpx.URL(address).host not in LOOPBACK,
            )
        return self._store

    def _request(self, method: str, path: str, **parts: Any) -> httpx.Request:  # noqa: ANN401 - httpx's own
        return self._http.build_request(method, PREFIX + path, **parts)

    async def _send(self, request: httpx.Request, *, repeat: bool) -> httpx.Response:
        used = self._token
        answer = await self._tried(request, used, repeat=repeat)
        if answer.status_code == httpx.codes.UNAUTHORIZED and self._renew is not None:
            async with self._renewing:
                if self._token == used:
                    self._token = await self._renew()
            answer = await self._tried(request, self._token, repeat=repeat)
        return _accepted(answer)

    async def _tried(
        self, request: httpx.Request, token: str | None, *, repeat: bool
    ) -> httpx.Response:
        if token is not None:
            request.headers["Authorization"] = f"Bearer {token}"
        patience = self.patience()
        while True:
            answer: httpx.Response | None = None
            cause: httpx.TransportError | None = None
            try:
                answer = await self._http.send(request)
            except httpx.TransportError as error:
                if not (repeat or isinstance(error, httpx.ConnectError)):
                    raise Unreachable from error
                cause = error
            if answer is not None and (not repeat or answer.status_code not in RETRIED):
                return answer
            if not await patience.pause():
                if answer is not None:
                    return answer
                raise Unreachable from cause


class _Pieces:
    """Bytes in pieces, from the first again each time they are asked for.

    Given whole, they would be copied whole into what waits for the network. A request and its
    answer hold one another, so what is not forgotten stays until the garbage is looked through.
    """

    def __init__(self, content: bytes | bytearray) -> None:
        self._content = content

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for at in range(0, len(self._content), PIECE):
            yield bytes(self._content[at : at + PIECE])

    def forget(self) -> None:
        """Let go of the bytes; nothing is sent after that."""
        self._content = b""


def _accepted(answer: httpx.Response) -> httpx.Response:
    """Return the answer if it is a success, otherwise raise what it says."""
    if answer.is_success:
        return answer
    facts: JsonObject = {}
    if answer.headers.get("content-type", "").startswith(PROBLEM):
        facts = answer.json()
    slug = str(facts.pop("slug", "unexpected-answer"))
    title = str(facts.pop("title", ""))
    for known in ("type", "status"):
        facts.pop(known, None)
    raise Refusal(slug, answer.status_code, facts, title)
