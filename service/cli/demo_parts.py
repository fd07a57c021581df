"""The demonstration's own copy of the service: servers from wheels, and the three parts over them.

Owns starting them in order, with the settings a single machine needs. Refuses to do anything as a
person: that goes through the public API like everybody else's acts.
"""

import asyncio
import secrets
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from service.cli.demo_people import write_private
from service.cli.demo_report import DemoError, Report
from service.cli.run_parts import migrate
from service.embedded import Child, LocalStack, StackError, free_port, http_answers, log_says
from service.media.report import sandbox_report
from service.sealing.keys import new_passphrase
from service.worker.main import READY as WORKER_READY
from service.worker.media import READY as MEDIA_WORKER_READY
from service.worker.media_keys import PoolKeys

ROOT: Final = Path(__file__).resolve().parents[2]
KEYS: Final = "keys"
POOL_KEY: Final = "pool.key"
POOL_PASSPHRASE: Final = "pool.passphrase"  # noqa: S105 - a file's name
HOST: Final = "127.0.0.1"
STARTS_WITHIN_S: Final = 60


@dataclass(frozen=True)
class Running:
    """The service, up and answering. `setup_token` founds an organisation."""

    address: str
    setup_token: str
    parts: tuple[Child, ...]
    versions: dict[str, str]


def key_folder(data: Path) -> Path:
    """Return the folder of the root's and the pool's key files, readable by this user alone."""
    folder = data / KEYS
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def keep_pool_keys(data: Path, pool: PoolKeys) -> None:
    """Write the media worker's key file and the passphrase it is opened with."""
    folder, passphrase = key_folder(data), new_passphrase()
    write_private(folder / POOL_KEY, pool.to_key_file(passphrase))
    write_private(folder / POOL_PASSPHRASE, passphrase.encode() + b"\n")


def _nothing() -> None:
    """Begin nothing: everything is there from an earlier start."""


@asynccontextmanager
async def running(
    data: Path,
    port: int,
    report: Report,
    begin: Callable[[], None] = _nothing,
    *,
    public_store: bool = False,
) -> AsyncIterator[Running]:
    """Run servers and parts until left; then nothing of them is left running.

    With `public_store` recordings go between devices and the object store itself.
    `begin` is called once the data folder is ours and before the parts need their keys.
    Raises StackError or DemoError with one sentence when anything cannot start.
    """
    if (missing := await asyncio.to_thread(sandbox_report)) is not None:
        raise DemoError(f"The sandbox for recordings cannot run here. {missing}")
    async with AsyncExitStack() as held:
        with report.step("Service", "starts PostgreSQL, Valkey and the object store"):
            pages_at = f"http://{HOST}:{port}" if public_store else ""
            stack = await held.enter_async_context(LocalStack(data, pages_at=pages_at))
            settings = stack.settings_env()
            await asyncio.to_thread(migrate, settings["GOBETWEEN_OWNER_DATABASE_URL"])
        await asyncio.to_thread(begin)
        with report.step("Service", "starts the API, the worker and the media worker"):
            service = await _start_parts(stack, data, port, settings)
        yield service


async def _start_parts(
    stack: LocalStack, data: Path, port: int, settings: dict[str, str]
) -> Running:
    address, setup_token = f"http://{HOST}:{port}", secrets.token_urlsafe(32)
    parts = (
        await start_api(stack, port, settings | {"GOBETWEEN_SETUP_TOKEN": setup_token}),
        await _start(stack, "worker", settings, WORKER_READY),
        # It holds keys, so it is told of no database and no object store.
        await _start(
            stack, "media-worker", _for_media(data, address, settings), MEDIA_WORKER_READY
        ),
    )
    return Running(address, setup_token, parts, await stack.versions())


async def start_api(
    stack: LocalStack, port: int, settings: dict[str, str], *, name: str = "api"
) -> Child:
    """Start the API on this machine's own address, and return once it answers.

    Raises StackError with one sentence when it does not.
    """
    portal = ROOT / "portal" / "dist"
    own = settings | {"GOBETWEEN_PORTAL_DIR": str(portal)} if portal.is_dir() else settings
    try:
        return await stack.start_part(
            name,
            _command("api", "--host", HOST, "--port", str(port)),
            env=_development(own),
            ready=http_answers(f"http://{HOST}:{port}/health/ready"),
            ready_within_s=STARTS_WITHIN_S,
        )
    except StackError:
        # Somebody may have taken the port since it was looked at: that sentence is the clearer one.
        free_port(port)
        raise


async def _start(stack: LocalStack, name: str, settings: dict[str, str], says: str) -> Child:
    part = await stack.start_part(name, _command(name), env=_development(settings))
    await part.until_ready(log_says(part, says), STARTS_WITHIN_S)
    return part


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "service.cli", *words]


def _development(settings: dict[str, str]) -> dict[str, str]:
    return settings | {"GOBETWEEN_ENVIRONMENT": "development", "PYTHONPATH": str(ROOT)}


def _for_media(data: Path, address: str, settings: dict[str, str]) -> dict[str, str]:
    folder = key_folder(data)
    return {
        "GOBETWEEN_REDIS_URL": settings["GOBETWEEN_REDIS_URL"],
        "GOBETWEEN_API_URL": address,
        "GOBETWEEN_WORKER_KEY_FILE": str(folder / POOL_KEY),
        "GOBETWEEN_WORKER_KEY_PASSPHRASE_FILE": str(folder / POOL_PASSPHRASE),
    }
