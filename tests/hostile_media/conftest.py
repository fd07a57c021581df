"""One running service for the suite, with a real media worker, and what inputs try to reach."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.factories.traps import FileTrap, Trap
from tests.factories.whole_service import parts, world
from tests.hostile_media.rows import MARK, Lures

__all__ = ["parts", "world"]


@pytest.fixture
def lures(tmp_path: Path) -> Iterator[Lures]:
    with (
        closing(Trap()) as address,
        closing(FileTrap(tmp_path / "outside.txt", MARK.encode())) as file,
    ):
        yield Lures(address, file)
