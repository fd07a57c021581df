"""The whole service for one suite: the real stack, every part a process of its own, a built portal.

Owns starting it and its addresses. Refuses stand-ins: browsers talk to it as to any deployment,
only over plain loopback, where browsers accept secure cookies as they do over TLS.
"""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from service.cli.demo_people import write_private
from service.cli.run_parts import migrate
from service.client.transport import Transport
from service.embedded import LocalStack, free_port, http_answers, log_says
from service.sealing.keys import new_passphrase
from service.worker.main import READY as WORKER_READY
from service.worker.media import READY as MEDIA_WORKER_READY
from service.worker.media_keys import PoolKeys

ROOT: Final = Path(__file__).resolve().parents[2]
PORTAL: Final = ROOT / "portal" / "dist"
HOST: Final = "127.0.0.1"
AGENCY_WORD: Final = "gang"
"""What the agency of this suite asks its readers to look at."""
STARTS_WITHIN_S: Final = 60


@dataclass(frozen=True)
class Service:
    """A running service. `setup_token` founds organisations on it."""

    address: str
    setup_token: str
    stack: LocalStack
    connections: list[Transport] = field(default_factory=list)

    def connect(self) -> Transport:
        """Return a connection for who acts through the Python client; closed with the service."""
        self.connections.append(Transport(self.address))
        return self.connections[-1]

    async def start_media_worker(self, pool: PoolKeys) -> None:
        """Start a media worker that holds this pool's keys and is told of no database."""
        folder = self.stack.data_dir / "pool"
        folder.mkdir(mode=0o700)
        passphrase = new_passphrase()
        write_private(folder / "pool.key", await asyncio.to_thread(pool.to_key_file, passphrase))
        write_private(folder / "pool.passphrase", passphrase.encode())
        part = await self.stack.start_part(
            "media-worker",
            _command("media-worker"),
            env=_development()
            | {
                "GOBETWEEN_REDIS_URL": self.stack.settings_env()["GOBETWEEN_REDIS_URL"],
                "GOBETWEEN_API_URL": self.address,
                "GOBETWEEN_WORKER_KEY_FILE": str(folder / "pool.key"),
                "GOBETWEEN_WORKER_KEY_PASSPHRASE_FILE": str(folder / "pool.passphrase"),
            },
        )
        await part.until_ready(log_says(part, MEDIA_WORKER_READY), STARTS_WITHIN_S)


@asynccontextmanager
async def serving(stack: LocalStack, port: int | None = None) -> AsyncIterator[Service]:
    """Serve the portal as it is built now, the API and the worker, until left."""
    if not (PORTAL / "index.html").is_file():
        raise FileNotFoundError("The portal is not built: ./gobetween test builds it.")
    # A build that somebody starts meanwhile must not change what is under test.
    portal = stack.data_dir / "portal"
    shutil.copytree(PORTAL, portal)
    words = stack.data_dir / "agency-words"
    words.write_text(f"{AGENCY_WORD}\n", encoding="utf-8")
    settings = stack.settings_env()
    await asyncio.to_thread(migrate, settings["GOBETWEEN_OWNER_DATABASE_URL"])
    port = port or free_port()
    address = f"http://{HOST}:{port}"
    api = await stack.start_part(
        "api",
        _command("api", "--host", HOST, "--port", str(port)),
        env=settings
        | _development()
        | {"GOBETWEEN_PORTAL_DIR": str(portal), "GOBETWEEN_AGENCY_WORDS_FILE": str(words)},
        ready=http_answers(f"{address}/health/ready"),
        ready_within_s=STARTS_WITHIN_S,
    )
    worker = await stack.start_part("worker", _command("worker"), env=settings | _development())
    await worker.until_ready(log_says(worker, WORKER_READY), STARTS_WITHIN_S)
    service = Service(address, settings["GOBETWEEN_SETUP_TOKEN"], stack)
    yield service
    for connection in service.connections:
        await connection.close()
    for part in (worker, api):
        await part.stop()


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "service.cli", *words]


def _development() -> dict[str, str]:
    return {"GOBETWEEN_ENVIRONMENT": "development", "PYTHONPATH": str(ROOT)}
