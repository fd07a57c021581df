"""Around every request: size limits, security headers, request ids, metrics.

Pure ASGI, no buffering.

Guarantees: a JSON body over 1 MiB is refused before it is parsed, whatever its headers say; every
answer carries the content policy of the portal.
"""

import re
import time
import uuid
from collections.abc import MutableMapping
from typing import Any, Final

import structlog
from prometheus_client import Counter, Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.problems import of_error, unexpected
from service.domain.errors import TooLarge

_JSON_LIMIT: Final = 1024 * 1024
_RAW: Final = re.compile(r"^/api/v1/renditions/[^/]+/(slices/\d+|table)$")
_VAULT: Final = re.compile(r"^/assets/(vault|upload)[-.][^/]*\.js$")

_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
log: Final = structlog.get_logger()

_REQUESTS = Counter("gobetween_requests", "Requests answered", ["method", "route", "status"])
_SECONDS = Histogram("gobetween_request_seconds", "Time to answer", ["route"])

_POLICY: Final = (
    "default-src 'none'; script-src 'self'{wasm}; style-src 'self'; font-src 'self'; "
    "img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'{store}; worker-src 'self'; "
    "manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types gobetween"
)
_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(), interest-cohort=()",
    "X-Frame-Options": "DENY",
}


def _raw_headers(path: str, store: str) -> list[tuple[bytes, bytes]]:
    # A worker's policy is its own response's: WebAssembly is for the key-holding workers alone.
    wasm = " 'wasm-unsafe-eval'" if _VAULT.match(path) else ""
    wanted = {**_HEADERS, "Content-Security-Policy": _POLICY.format(wasm=wasm, store=store)}
    if not path.startswith("/assets/"):
        wanted["Cache-Control"] = "no-store"
    return [(name.lower().encode(), value.encode()) for name, value in wanted.items()]


class Guards:
    """The outermost layer of the app; `store` is the one other address the portal connects to."""

    def __init__(self, app: ASGIApp, store: str = "") -> None:
        self._app = app
        self._store = f" {store}" if store else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, limited; dress the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]
        extra = [*_raw_headers(path, self._store), (b"x-request-id", uuid.uuid4().hex.encode())]
        began = time.perf_counter()
        status = 500
        begun = False

        async def dressed(message: Message) -> None:
            nonlocal status, begun
            if message["type"] == "http.response.start":
                begun = True
                status = message["status"]
                _dress(message, extra)
            await send(message)

        try:
            await self._limited(scope, receive, dressed, path)
        except Exception as error:  # noqa: BLE001 - the last place where an answer can be given
            # The class and place only: a message or a traceback could carry what was sent.
            log.error(  # noqa: TRY400
                "unexpected", fault=type(error).__name__, path=_route_of(scope)
            )
            if not begun:
                await unexpected()(scope, receive, dressed)
        finally:
            route = _route_of(scope)
            method = scope["method"] if scope["method"] in _METHODS else "other"
            _REQUESTS.labels(method, route, str(status)).inc()
            _SECONDS.labels(route).observe(time.perf_counter() - began)

    async def _limited(self, scope: Scope, receive: Receive, send: Send, path: str) -> None:
        if _RAW.match(path):
            await self._app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > _JSON_LIMIT:
            await of_error(TooLarge(most=_JSON_LIMIT))(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > _JSON_LIMIT:
                raise TooLarge(most=_JSON_LIMIT)
            return message

        async def judged(message: Message) -> None:
            # The framework calls malformed what it was kept from reading; the reason is known here.
            if received <= _JSON_LIMIT:
                await send(message)

        await self._app(scope, counted, judged)
        if received > _JSON_LIMIT:
            await of_error(TooLarge(most=_JSON_LIMIT))(scope, receive, send)


def _route_of(scope: Scope) -> str:
    return str(getattr(scope.get("route"), "path", "other"))


def _dress(message: MutableMapping[str, Any], extra: list[tuple[bytes, bytes]]) -> None:
    have = {name.lower() for name, _ in message.get("headers", [])}
    message["headers"] = [
        *message.get("headers", []),
        *((name, value) for name, value in extra if name not in have),
    ]
