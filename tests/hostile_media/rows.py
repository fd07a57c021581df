"""What a row of the list of hostile inputs is, and what they try to reach.

Refuses to own the rows: `inputs.py` has the recordings, `paper.py` the scans.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from service.client.sending import FileKind
from service.media.refusals import Refusal
from tests.factories.traps import FileTrap, Trap

MARK: Final = "marked-words-that-must-not-come-through"


@dataclass(frozen=True)
class Lures:
    """An address and a file outside the sandbox, each of which tells who comes."""

    address: Trap
    file: FileTrap

    @property
    def url(self) -> str:
        """What a fetching input names."""
        return f"http://127.0.0.1:{self.address.port}/piece.ts"

    @property
    def hits(self) -> int:
        """How often either was reached."""
        return self.address.hits + self.file.hits


@dataclass(frozen=True)
class Hostile:
    """One input: its name, how it is made from a path and the lures, and what may come of it.

    `ends` has the reasons for which it may be refused; `flags`, where it is not None, what may be
    said of a rendition that was made of it: then it may also be harmless.
    """

    name: str
    make: Callable[[Path, Lures], Path]
    ends: frozenset[str] = frozenset()
    flags: frozenset[str] | None = None
    kind: FileKind = "video_message"


def refused(name: str, make: Callable[[Path, Lures], bytes | Path], *ends: Refusal) -> Hostile:
    """A row of what must be refused, for one of these reasons."""
    return Hostile(name, _written(make), frozenset(ends))


def harmless(
    name: str,
    make: Callable[[Path, Lures], bytes | Path],
    *ends: Refusal,
    flags: tuple[str, ...] = (),
) -> Hostile:
    """A row of what may come through, with these flags at most, or be refused for these reasons."""
    return Hostile(name, _written(make), frozenset(ends), frozenset(flags))


def as_scan(row: Hostile) -> Hostile:
    """The same, sent as a letter on paper."""
    return replace(row, kind="scan")


def _written(make: Callable[[Path, Lures], bytes | Path]) -> Callable[[Path, Lures], Path]:
    def written(folder: Path, lures: Lures) -> Path:
        made = make(folder, lures)
        if isinstance(made, Path):
            return made
        (folder / "input.mp4").write_bytes(made)
        return folder / "input.mp4"

    return written
