"""One running service for the suite, every part a process that a test may kill."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.factories.recordings import H264, SPEECH_LIKE_SOUND, phone_video, record
from tests.factories.whole_service import parts, world

__all__ = ["parts", "world"]

_HEAVY = (
    *("-f", "lavfi", "-i", "testsrc2=size=960x540:rate=30"),
    *SPEECH_LIKE_SOUND,
    *(*H264, "-b:v", "6M"),
    *("-c:a", "aac", "-t", "25"),
)


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recording that takes a media worker long enough to be caught at it."""
    return record(tmp_path_factory.mktemp("film") / "film.mp4", *_HEAVY)


@pytest.fixture(scope="session")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A recording that is done at once."""
    return phone_video(tmp_path_factory.mktemp("short") / "short.mp4", seconds=1)


async def until(seen: Callable[[], Awaitable[bool]], within_s: float, what: str) -> None:
    """Wait until something is so; look again every few milliseconds, for a bounded time."""
    deadline = time.monotonic() + within_s
    while not await seen():
        assert time.monotonic() < deadline, what
        await asyncio.sleep(0.05)
