"""An address at which browsers find the whole service, by way of an attacker's hands.

Owns carrying HTTP between a browser and a `StandIn`. Refuses to know what is carried.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.embedded import free_port
from tests.attacks.standing_in import StandIn

HOST = "127.0.0.1"
METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE"]


class _Quiet(uvicorn.Server):
    """Leaves the signals to whoever runs the tests."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def fronted(address: str) -> AsyncIterator[tuple[str, StandIn]]:
    """Serve what is served at `address` until left; give the new address and the attacker's hands."""
    async with httpx.AsyncHTTPTransport() as inner:
        server = StandIn(inner)

        async def carry(request: Request) -> Response:
            # Compressed answers could not be changed byte for byte.
            headers = [
                (name, value)
                for name, value in request.headers.raw
                if name not in {b"accept-encoding", b"content-length", b"transfer-encoding"}
            ]
            body = await request.body()
            url = address + str(request.url).removeprefix(str(request.base_url).rstrip("/"))
            asked = httpx.Request(request.method, url, headers=headers, content=body)
            answer = await server.handle_async_request(asked)
            told = Response(answer.content, answer.status_code)
            told.raw_headers = [
                *((name.lower(), value) for name, value in answer.headers.raw),
            ]
            return told

        app = Starlette(routes=[Route("/{path:path}", carry, methods=METHODS)])
        port = free_port()
        front = _Quiet(
            uvicorn.Config(
                app, HOST, port, log_config=None, server_header=False, date_header=False,
                lifespan="off",
            )
        )
        running = asyncio.create_task(front.serve())
        while not front.started:
            await asyncio.sleep(0.01)
        yield f"http://{HOST}:{port}", server
        front.should_exit = True
        await running
