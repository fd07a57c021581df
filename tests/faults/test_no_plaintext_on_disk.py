"""While a recording is made safe, nothing but memory holds a byte of it in clear.

The service runs where the kernel lets it write in two folders only, and these are watched. What
the servers write is ciphertext by then: their folder is watched too, and searched.
"""

import subprocess
import sys
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.client import sending
from service.client.items import until
from tests.factories.parts import ROOT, Parts
from tests.factories.read_only import within
from tests.factories.watching import Watch
from tests.factories.world import World
from tests.integration.sentinels import in_redis, in_the_database, in_the_files, places_of

MARK = b"heron-that-is-on-no-disk"
RATE = 48_000
SECONDS = 40
EVERYBODYS = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108 - these are what is looked at


@dataclass(frozen=True)
class Private:
    """The two folders in which the service may write."""

    scratch: Path
    home: Path

    @property
    def both(self) -> tuple[Path, Path]:
        return self.scratch, self.home


@pytest.fixture
def private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Private:
    made = Private(tmp_path / "scratch", tmp_path / "home")
    for one in made.both:
        one.mkdir()
    monkeypatch.setenv("TMPDIR", str(made.scratch))
    monkeypatch.setenv("HOME", str(made.home))
    return made


@asynccontextmanager
async def in_a_read_only_world(parts: Parts, private: Private) -> AsyncIterator[None]:
    """Every part of the service started anew there, and afterwards as it was."""

    async def start_all() -> None:
        await parts.start_api()
        await parts.start_worker()
        await parts.start_media_worker()

    async def stop_all() -> None:
        for part in (parts.media_worker, parts.worker, parts.api):
            await part.stop()

    await stop_all()
    parts.within = within(*private.both)
    try:
        await start_all()
        yield
        await stop_all()
    finally:
        parts.within = ()
        await start_all()


def spoken(path: Path) -> Path:
    """Sound whose every sample is of the marked word, in clear, with it as its title too."""
    with wave.open(str(path), "wb") as file:
        file.setparams((2, 2, RATE, 0, "NONE", ""))
        file.writeframes(MARK * (SECONDS * RATE * 4 // len(MARK)))
    title = b"INFOINAM" + len(MARK).to_bytes(4, "little") + MARK
    content = path.read_bytes() + b"LIST" + len(title).to_bytes(4, "little") + title
    path.write_bytes(content[:4] + (len(content) - 8).to_bytes(4, "little") + content[8:])
    return path


@pytest.mark.timeout(180)
async def test_a_recording_is_made_safe_and_nothing_in_clear_is_written(
    parts: Parts, world: World, private: Private, tmp_path: Path
) -> None:
    sound = spoken(tmp_path / "spoken.wav")
    assert sound.read_bytes().count(MARK) > 100_000, "the control: in title and sound, all over"
    folder = parts.stack.data_dir
    async with in_a_read_only_world(parts, private):
        with Watch(MARK, *private.both) as own, Watch(MARK, folder) as servers:
            sent = (await sending.send_recording(world.responsible, sound)).item
            done = await until(world.responsible, sent, {"with_facilitator", "failed"}, within_s=90)
    assert done.status == "with_facilitator"
    assert own.changed == set()
    assert servers.holding == set()
    assert not own.missed
    assert not servers.missed
    # What came and went before it could be read was no more than the database's own.
    assert {one for one in servers.unread if folder / "postgres" not in one.parents} == set()
    assert any(folder / "objects" in one.parents for one in servers.changed), "the control"
    database = await in_the_database(parts.stack, parts.stack.default.database)
    kept = [*database, *await in_redis(parts), *in_the_files(folder)]
    assert places_of([MARK], kept) == []


WRITES = """
import os, pathlib, sys, tempfile
word, private, elsewhere = sys.argv[1].encode(), sys.argv[2].split(":"), sys.argv[3].split(":")
for number, folder in enumerate(private):
    path = pathlib.Path(folder, f"short-{number}")
    path.write_bytes(word)
    path.unlink()
    with tempfile.TemporaryFile(dir=folder) as nameless:
        nameless.write(word)
    kept = pathlib.Path(folder, "below")
    kept.mkdir()
    pathlib.Path(kept, "kept").write_bytes(word)
for folder in elsewhere:
    try:
        pathlib.Path(folder, "a-planted-file").write_bytes(word)
    except OSError as refused:
        print(refused.strerror)
"""


async def test_the_watch_sees_what_is_written_and_removed_at_once(
    parts: Parts, private: Private
) -> None:
    elsewhere = [*EVERYBODYS, str(ROOT), str(Path.cwd()), str(parts.stack.data_dir)]
    with Watch(MARK, *private.both) as own:
        planted = subprocess.run(
            [
                *(*within(*private.both), sys.executable, "-c", WRITES, MARK.decode()),
                *(":".join(map(str, private.both)), ":".join(elsewhere)),
            ],
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        )
    for number, folder in enumerate(private.both):
        assert folder / f"short-{number}" in own.changed
        assert any(one.parent == folder and one.name.startswith("#") for one in own.changed)
        assert folder / "below" / "kept" in own.holding
    # And nothing is written anywhere else, where nobody would see it.
    assert planted.stdout.splitlines() == ["Read-only file system"] * len(elsewhere)


async def test_the_watch_of_the_servers_reads_what_they_write(
    parts: Parts, private: Private
) -> None:
    planted = parts.stack.data_dir / "objects" / "planted"
    with Watch(MARK, parts.stack.data_dir) as servers:
        planted.mkdir()
        (planted / "object").write_bytes(b"sealed " + MARK)
        (planted / "object").rename(planted / "moved")
    assert planted / "moved" in servers.holding
    with Watch(MARK, parts.stack.data_dir) as servers:
        (planted / "moved").unlink()
        (planted / "short").write_bytes(MARK)
        (planted / "short").unlink()
        planted.rmdir()
    assert planted / "short" in servers.changed
    assert planted / "short" in servers.unread | servers.holding
