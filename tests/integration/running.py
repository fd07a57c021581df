"""What the tests of the local stack share: connecting to it and seeing what runs."""

import asyncio
import contextlib
import time
from pathlib import Path

import asyncpg
import psutil


async def connect(env: dict[str, str], role: str = "") -> "asyncpg.Connection[asyncpg.Record]":
    url = env[f"GOBETWEEN_{role}DATABASE_URL"].replace("+asyncpg", "")
    return await asyncpg.connect(url)


def working_under(folder: Path) -> list[psutil.Process]:
    """Every process whose command line names the folder, PostgreSQL's own children included."""
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if str(folder) in " ".join(process.cmdline()) or process.cwd().startswith(str(folder)):
                found.append(process)
    return found


async def gone(pids: list[int]) -> None:
    """Wait until none of the processes runs; one nobody has collected yet counts as gone."""
    deadline = time.monotonic() + 15
    while left := [pid for pid in pids if _runs(pid)]:
        assert time.monotonic() < deadline, f"still running: {left}"
        await asyncio.sleep(0.02)


def _runs(pid: int) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        status: str = psutil.Process(pid).status()
        return status != psutil.STATUS_ZOMBIE
    return False
