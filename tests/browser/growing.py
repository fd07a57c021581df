"""Owns a scene whose film was sealed while the real sandbox wrote it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from service.media.rendition import make_safe_rendition
from service.sealing.container import CHUNK, GrowingSealer, new_content_key
from service.sealing.encoding import new_id
from service.sealing.padding import LENGTH_BYTES
from service.sealing.schemas import ContainerRef
from tests.factories.recordings import BytesSource, noisy_film
from tests.vectors.making.scenes import Sealed, Stage

SECONDS = 45


class Sealing:
    """An outlet that seals chunk after chunk and keeps what comes of it."""

    piece = CHUNK
    begins = CHUNK - LENGTH_BYTES

    def __init__(self) -> None:
        self.key, self.rendition = new_content_key(), new_id()
        self.sealer = GrowingSealer(self.key, Stage.case, Stage.item, self.rendition)
        self.chunks: list[bytes] = []

    async def take(self, content: bytes) -> None:
        self.chunks.append(self.sealer.seal_passing(len(self.chunks) + 1, content))

    async def ignore(self, fraction: float) -> None:
        assert 0 < fraction <= 1


def sealed_while_made(folder: Path) -> Sealed:
    """Make a film safe, and seal it as it is written."""
    # In a thread of its own, because a browser's loop runs in this one.
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, _sealed_while_made(folder)).result()


async def _sealed_while_made(folder: Path) -> Sealed:
    recording = noisy_film(folder / "film.mov", SECONDS).read_bytes()
    outlet = Sealing()
    with await make_safe_rendition(
        BytesSource(recording), on_progress=outlet.ignore, outlet=outlet
    ) as rendition:
        sealer = outlet.sealer.end(rendition.size)
        taken = len(outlet.chunks)
        rest = [
            sealer.seal_chunk(index, rendition.read)
            for index in (*range(taken + 1, sealer.chunks), 0)
        ]
        assert taken > len(rest), "most of it was sealed while it was made"
    table = sealer.table()
    ref = ContainerRef(outlet.rendition, table.digest, table.padded)
    chunks = (rest[-1], *outlet.chunks, *rest[:-1])
    return Sealed(ref, outlet.key, table.to_bytes(), chunks, b"")


@dataclass(frozen=True)
class Grown(Stage):
    """A stage whose rendition was sealed while it was made."""

    made: Sealed | None = field(default=None)

    def seal(self, name: str, plaintext: bytes) -> Sealed:
        """Put it where the rendition would be."""
        return self.made if name == "output" and self.made else super().seal(name, plaintext)
