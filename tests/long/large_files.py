"""Large files of which no two chunks are alike, written in a moment; and room to keep them."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from service.sealing.encoding import be64, digest, stream_digest
from service.sealing.table import CHUNK

GIB: Final = 1 << 30
_PIECE: Final = 1 << 20
_SPARE: Final = GIB


def check_room(folder: Path, wanted: int) -> None:
    """Raise OSError unless `wanted` bytes and one gibibyte more are free where `folder` lies."""
    free = shutil.disk_usage(folder).free
    if free < wanted + _SPARE:
        raise OSError(f"{folder} has {free >> 20} MiB free; {(wanted + _SPARE) >> 20} are needed")


def write_large(path: Path, size: int) -> Path:
    """Write a file of `size` bytes with a mark of its own in each chunk, and holes between."""
    with path.open("wb") as file:
        for at in range(0, size, CHUNK):
            file.seek(at)
            file.write((be64(at) + digest(be64(at)))[: size - at])
        file.truncate(size)
    return path


def digest_of(path: Path) -> bytes:
    """H of a file, read in pieces."""

    def pieces() -> Iterator[bytes]:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece

    return stream_digest(pieces())
