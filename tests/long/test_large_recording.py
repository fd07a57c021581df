"""A recording as large as people are told is made safe, and memory stays flat."""

import os
import struct
import sys
from typing import Final

import psutil
import pytest

from service.client.growing import GrowingUpload
from service.media.binary import find_ffmpeg
from service.media.rendition import make_safe_rendition
from tests.factories.weighing import Weighing

SIZE: Final = 2_990_000_000
CHANNELS: Final = 8
RATE: Final = 192_000
BYTES_A_SECOND: Final = CHANNELS * RATE * 2
MOST_OVER_BASE: Final = 64 * 1024 * 1024
PCM: Final = bytes.fromhex("0100000000001000800000aa00389b71")
ALL_ROUND: Final = 0x63F

pytestmark = pytest.mark.timeout(900)


class Sound:
    """A quarter of an hour of noise from all sides, of which nothing is ever there at once."""

    size = SIZE

    def __init__(self) -> None:
        depths = (BYTES_A_SECOND, CHANNELS * 2, 16, 22, 16, ALL_ROUND)
        form = struct.pack("<HHIIHHHHI", 0xFFFE, CHANNELS, RATE, *depths) + PCM
        self._head = (
            struct.pack("<4sI4s4sI", b"RIFF", SIZE - 8, b"WAVE", b"fmt ", len(form))
            + form
            + struct.pack("<4sI", b"data", SIZE - 28 - len(form))
        )
        self._noise = os.urandom(1 << 20)

    def read(self, offset: int, length: int) -> bytes:
        head = self._head[offset : offset + length]
        return head + self._noise[: length - len(head)]


class Passing:
    """An outlet that keeps nothing."""

    piece = GrowingUpload.piece
    begins = GrowingUpload.begins

    async def take(self, content: bytes) -> None:
        assert len(content) == self.piece


async def test_three_gigabytes_are_made_safe_with_memory_flat(
    capfd: pytest.CaptureFixture[str],
) -> None:
    async def ignore(fraction: float) -> None:
        assert 0 < fraction <= 1

    find_ffmpeg()
    weighed = Weighing(psutil.Process().pid)
    with await make_safe_rendition(Sound(), on_progress=ignore, outlet=Passing()) as rendition:
        duration_ms = rendition.facts.duration_ms
    over = await weighed.over_base()
    with capfd.disabled():
        sys.stderr.write(f"made safe: {over >> 20} MiB over {weighed.base >> 20} MiB\n")
    assert duration_ms == pytest.approx(SIZE / BYTES_A_SECOND * 1000, rel=0.01)
    assert over < MOST_OVER_BASE
