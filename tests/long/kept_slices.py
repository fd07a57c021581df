"""Slices on a disk, in the place of the bench's dictionary, which would hold a gibibyte."""

from collections.abc import Iterator, MutableMapping
from pathlib import Path

Place = tuple[str, int]


class KeptSlices(MutableMapping[Place, bytes]):
    """Each slice a file of one folder, named by its container and its number."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()

    def part(self, place: Place, at: int, length: int) -> bytes:
        """At most `length` bytes of a slice from byte `at`."""
        with self._path(place).open("rb") as file:
            file.seek(at)
            return file.read(length)

    def __getitem__(self, place: Place) -> bytes:
        try:
            return self._path(place).read_bytes()
        except FileNotFoundError:
            raise KeyError(place) from None

    def __setitem__(self, place: Place, content: bytes) -> None:
        self._path(place).write_bytes(content)

    def __delitem__(self, place: Place) -> None:
        self._path(place).unlink()

    def __iter__(self) -> Iterator[Place]:
        for path in self._folder.iterdir():
            rendition, _, number = path.name.rpartition("-")
            yield rendition, int(number)

    def __len__(self) -> int:
        return sum(1 for _ in self._folder.iterdir())

    def _path(self, place: Place) -> Path:
        rendition, number = place
        return self._folder / f"{rendition}-{number}"
