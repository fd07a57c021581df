"""A recording as large as people are told is made safe, and memory stays flat."""

import os
import sys
from typing import Final

import psutil
import pytest

from service.cli.bench_sound import BYTES_A_SECOND, LongSound
from service.client.growing import GrowingUpload
from service.media.binary import find_ffmpeg
from service.media.rendition import make_safe_rendition
from tests.factories.weighing import Weighing

SIZE: Final = 2_990_000_000
MOST_OVER_BASE: Final = 64 * 1024 * 1024

pytestmark = pytest.mark.timeout(900)


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
    noise = os.urandom(1 << 20)
    sound = LongSound(SIZE, lambda: noise)
    weighed = Weighing(psutil.Process().pid)
    with await make_safe_rendition(sound, on_progress=ignore, outlet=Passing()) as rendition:
        duration_ms = rendition.facts.duration_ms
    over = await weighed.over_base()
    with capfd.disabled():
        sys.stderr.write(f"made safe: {over >> 20} MiB over {weighed.base >> 20} MiB\n")
    assert duration_ms == pytest.approx(SIZE / BYTES_A_SECOND * 1000, rel=0.01)
    assert over < MOST_OVER_BASE
