"""Owns what is made beside a rendition, in the same run: how loud it is over time, and one still.

ffmpeg writes both into pipes of their own. Sound is made into peaks as it comes; of a still no more
is kept than may be one. Refuses to believe either: what is no bare picture of the right size is no
still, and a rendition is what it is without one.
"""

import asyncio
import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from service.media import jpeg
from service.media.peaks import Peaks
from service.sealing.preview import MOST_MS, MOST_STILL_BYTES, MOST_STILL_EDGE, Preview, Still

_READ_BYTES: Final = 65536


@dataclass(frozen=True)
class Pipes:
    """The descriptors that ffmpeg writes into, open inside under the same numbers."""

    sound: int
    still: int


class Beside:
    """What is made beside one rendition."""

    def __init__(self) -> None:
        self._peaks = Peaks()
        self._still = bytearray()

    @contextlib.contextmanager
    def listening(self) -> Iterator[Pipes]:
        """Take what is written into the pipes; when left, all that was written is taken.

        To be left once nobody else holds the pipes: then no byte more can come.
        """
        with _taken(self._peaks.take) as sound, _taken(self._take_still) as still:
            yield Pipes(sound, still)

    def preview(self, sound_begins_ms: int) -> Preview:
        """What a rendition says of itself whose sound begins that late, in milliseconds."""
        still = still_in(bytes(self._still))
        each_ms, peaks = self._peaks.told()
        # What cannot be said is not said: no recording is longer than a day.
        if not peaks or sound_begins_ms > MOST_MS:
            return Preview(0, 0, b"", still)
        return Preview(sound_begins_ms, each_ms, peaks, still)

    def _take_still(self, content: bytes) -> None:
        # One byte more than may be, so that it shows.
        self._still += content[: MOST_STILL_BYTES + 1 - len(self._still)]


def still_in(content: bytes) -> Still | None:
    """Return the still that these bytes are; none where they are anything else, or more."""
    if len(content) > MOST_STILL_BYTES:
        return None
    try:
        page = jpeg.bare_page(content, 0)
    except jpeg.NotBare:
        return None
    if page.length != len(content) or max(page.width, page.height) > MOST_STILL_EDGE:
        return None
    if min(page.width, page.height) < 1:
        return None
    return Still(page.width, page.height, content)


@contextlib.contextmanager
def _taken(take: Callable[[bytes], None]) -> Iterator[int]:
    """Hand what is written into the pipe that is yielded to `take`, to the last byte."""
    loop = asyncio.get_running_loop()
    reads, writes = os.pipe()
    os.set_blocking(reads, False)

    def ready() -> None:
        with contextlib.suppress(BlockingIOError):
            take(os.read(reads, _READ_BYTES))

    loop.add_reader(reads, ready)
    try:
        yield writes
    finally:
        os.close(writes)
        loop.remove_reader(reads)
        try:
            with contextlib.suppress(BlockingIOError):
                while content := os.read(reads, _READ_BYTES):
                    take(content)
        finally:
            os.close(reads)
