"""While a recording or paper is made safe, nothing but memory holds a byte of it in clear.

The service runs where the kernel lets it write in two folders only, and these are watched. What
the servers write is ciphertext by then: their folder is watched too, and searched.
"""

import asyncio
import json
import os
import subprocess
import sys
import wave
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.cli.staff_secrets import write_new_private
from service.client import sending
from service.client.accounts import Credentials
from service.client.items import until
from service.client.reviewing import claim, hand_back, review
from service.sealing.pages import read_index
from tests.factories.on_paper import paper_agreed
from tests.factories.parts import ROOT, Parts
from tests.factories.read_only import within
from tests.factories.watching import Watch
from tests.factories.world import World
from tests.faults import marked_paper
from tests.faults.marked_paper import MARK, stretch
from tests.integration.sentinels import in_redis, in_the_database, in_the_files, places_of
from tests.media.test_paper import pages_from

RATE = 48_000
SECONDS = 40
PIECE = 1000
"""Bytes of a page that, wherever they were cut from, hold what stands in each stretch of it."""
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
        with Watch([MARK], *private.both) as own, Watch([MARK], folder) as servers:
            sent = (await sending.send_recording(world.responsible, sound)).item
            done = await until(world.responsible, sent, {"with_facilitator", "failed"}, within_s=90)
    assert done.status == "with_facilitator"
    await nothing_in_clear(parts, [MARK], own, servers)


async def nothing_in_clear(
    parts: Parts, words: Iterable[bytes], own: Watch, servers: Watch
) -> None:
    """Nothing was written where the service may, and nothing that the servers keep has a word."""
    folder = parts.stack.data_dir
    assert own.changed == set()
    assert servers.holding == set()
    assert not own.missed
    assert not servers.missed
    # What came and went before it could be read was no more than the database's own.
    assert {one for one in servers.unread if folder / "postgres" not in one.parents} == set()
    assert any(folder / "objects" in one.parents for one in servers.changed), "the control"
    database = await in_the_database(parts.stack, parts.stack.default.database)
    kept = [*database, *await in_redis(parts), *in_the_files(folder)]
    assert places_of(words, kept) == []


async def uploaded(parts: Parts, who: Credentials, given: Path, private: Private) -> list[str]:
    """Have the verb send a folder, where it can write what the service can; the items it made."""
    passphrase = given.with_name("passphrase")
    write_new_private(passphrase, who.passphrase.encode())
    words = ["upload", str(given), "--json", "--address", parts.address]
    words += ["--login", who.login, "--passphrase-file", str(passphrase)]
    process = await asyncio.create_subprocess_exec(
        *(*within(*private.both), sys.executable, "-m", "service.cli", *words),
        env=dict(os.environ),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
    )
    told, _ = await process.communicate()
    assert process.returncode == 0
    return [row["item"] for row in json.loads(told)["files"]]


async def pages_read(world: World, item: str, target: Path) -> tuple[bytes, ...]:
    """The pages of one item as a reader's own device opens them."""
    await claim(world.ben, item)
    async with await review(world.ben, item) as reading:
        await reading.watch(target)
    await hand_back(world.ben, item)
    whole = target.read_bytes()
    places = read_index(lambda at, length: whole[at : at + length], len(whole))
    return tuple(whole[one.begins :][: one.length] for one in places)


@pytest.mark.timeout(400)
async def test_paper_becomes_pages_and_nothing_in_clear_is_written(
    parts: Parts, world: World, private: Private, tmp_path: Path
) -> None:
    given = tmp_path / "given"
    given.mkdir()
    papers = await asyncio.to_thread(marked_paper.files, tmp_path)
    words = {MARK}
    for name, content in papers.items():
        assert content.count(MARK) >= 2000, "the control: all over, in clear"
        (given / name).write_bytes(content)
        words |= {stretch(page) for page in (await pages_from(content)).pages}
    await paper_agreed(world.ben, world.case, (world.harmed, world.responsible))
    who = world.credentials["responsible"]
    async with in_a_read_only_world(parts, private):
        with Watch(words, *private.both) as own, Watch(words, parts.stack.data_dir) as servers:
            sent = await uploaded(parts, who, given, private)
            done = [
                await until(world.responsible, item, {"with_facilitator", "failed"}, within_s=90)
                for item in sent
            ]
    assert [one.status for one in done] == ["with_facilitator"] * len(papers)
    await nothing_in_clear(parts, words, own, servers)
    for item in sent:
        for page in await pages_read(world, item, tmp_path / item):
            assert max(page.count(word) for word in words) >= 300, "the control: in each page"


@pytest.fixture(params=["the word", "a piece of a page"])
async def planted(request: pytest.FixtureRequest) -> tuple[bytes, list[bytes]]:
    """What is written where it should not be, and the words by which that is to be seen."""
    if request.param == "the word":
        return MARK, [MARK]
    (page,) = (await pages_from(marked_paper.png())).pages
    at = len(page) // 3
    return page[at : at + PIECE], [MARK, stretch(page)]


WRITES = """
import os, pathlib, sys, tempfile
piece, private, elsewhere = (
    bytes.fromhex(sys.argv[1]), sys.argv[2].split(":"), sys.argv[3].split(":")
)
for number, folder in enumerate(private):
    path = pathlib.Path(folder, f"short-{number}")
    path.write_bytes(piece)
    path.unlink()
    with tempfile.TemporaryFile(dir=folder) as nameless:
        nameless.write(piece)
    kept = pathlib.Path(folder, "below")
    kept.mkdir()
    pathlib.Path(kept, "kept").write_bytes(piece)
for folder in elsewhere:
    try:
        pathlib.Path(folder, "a-planted-file").write_bytes(piece)
    except OSError as refused:
        print(refused.strerror)
"""


async def test_the_watch_sees_what_is_written_and_removed_at_once(
    parts: Parts, private: Private, planted: tuple[bytes, list[bytes]]
) -> None:
    piece, words = planted
    elsewhere = [*EVERYBODYS, str(ROOT), str(Path.cwd()), str(parts.stack.data_dir)]
    with Watch(words, *private.both) as own:
        written = subprocess.run(
            [
                *(*within(*private.both), sys.executable, "-c", WRITES, piece.hex()),
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
    assert written.stdout.splitlines() == ["Read-only file system"] * len(elsewhere)


async def test_the_watch_of_the_servers_reads_what_they_write(
    parts: Parts, planted: tuple[bytes, list[bytes]]
) -> None:
    piece, words = planted
    below = parts.stack.data_dir / "objects" / "planted"
    with Watch(words, parts.stack.data_dir) as servers:
        below.mkdir()
        (below / "object").write_bytes(b"sealed " + piece)
        (below / "object").rename(below / "moved")
    assert below / "moved" in servers.holding
    with Watch(words, parts.stack.data_dir) as servers:
        (below / "moved").unlink()
        (below / "short").write_bytes(piece)
        (below / "short").unlink()
        below.rmdir()
    assert below / "short" in servers.changed
    assert below / "short" in servers.unread | servers.holding
