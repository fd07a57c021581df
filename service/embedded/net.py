"""Ports and readiness over HTTP on this machine's loopback."""

import asyncio
import contextlib
import socket
import urllib.parse

from service.embedded.child import Ready
from service.embedded.errors import StackError

LOOPBACK = "127.0.0.1"


def free_port(wanted: int | None = None) -> int:
    """Return a loopback port nobody listens on: `wanted` itself, or any if None.

    Raises `StackError` if `wanted` is taken. Another process may still take the port before
    it is used, so the one who listens must be ready for that.
    """
    with socket.socket() as probe:
        # As servers do: a port whose last connections are still fading counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, wanted or 0))
        except PermissionError as problem:
            raise StackError(f"this user may not listen on port {wanted}") from problem
        except OSError as problem:
            raise StackError(f"port {wanted} is already in use; choose another") from problem
        port: int = probe.getsockname()[1]
        return port


async def http_status(url: str, seconds: float = 2) -> int | None:
    """Return the status of one GET without credentials, or None if nothing answers."""
    parts = urllib.parse.urlsplit(url)
    request = f"GET {parts.path or '/'} HTTP/1.0\r\nHost: {parts.netloc}\r\n\r\n"
    with contextlib.suppress(OSError, TimeoutError, ValueError, IndexError):
        async with asyncio.timeout(seconds):
            reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
            try:
                writer.write(request.encode())
                await writer.drain()
                status_line = await reader.readline()
            finally:
                writer.close()
                with contextlib.suppress(OSError):
                    await writer.wait_closed()
            return int(status_line.split()[1])
    return None


def http_answers(url: str, status: int = 200) -> Ready:
    """Return a readiness check: a GET of `url` answers with `status`."""

    async def ready() -> bool:
        return await http_status(url) == status

    return ready
