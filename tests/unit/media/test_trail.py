"""What of a growing file is certain, and what is found out about the rest."""

import asyncio
import os
import struct
from collections.abc import Iterator

import pytest

from service.media.brake import Brake
from service.media.refusals import Refusal, Refused
from service.media.trail import HELD_BACK, Trail, media_end

MIB = 1024 * 1024
TYPE = struct.pack(">I4s8s", 16, b"ftyp", b"isomiso2")
FREE = struct.pack(">I4s", 8, b"free")


def growing(size: int = 0) -> bytes:
    return TYPE + FREE + struct.pack(">I4s", size, b"mdat") + bytes(64)


@pytest.mark.parametrize("head", [b"", TYPE, TYPE + FREE, TYPE[:9], growing()])
def test_media_without_a_size_has_no_end(head: bytes) -> None:
    assert media_end(head) is None


def test_media_ends_where_its_size_says() -> None:
    assert media_end(growing(5000)) == 24 + 5000
    wide = TYPE + struct.pack(">I4sQ", 1, b"mdat", 5 * 2**30)
    assert media_end(wide + bytes(32)) == 16 + 5 * 2**30


class Kept:
    """An outlet that keeps what it is given, and remembers what it was like by then."""

    begins = 2 * MIB - 8
    piece = 2 * MIB

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    async def take(self, content: bytes) -> None:
        self.pieces.append(content)


class Hand(Brake):
    """A brake that stops nothing, and tells what it was asked to do."""

    def __init__(self) -> None:
        super().__init__()
        self.acts: list[str] = []

    def stop(self) -> None:
        self.acts.append("stop")

    def go_on(self) -> None:
        self.acts.append("go on")


@pytest.fixture
def fd() -> Iterator[int]:
    made = os.memfd_create("growing")
    yield made
    os.close(made)


def fill(fd: int, size: int) -> None:
    """Let the file be this long: a head that says nothing, then bytes that tell their place."""
    head = growing()
    os.pwrite(fd, head, 0)
    for at in range(len(head), size, MIB):
        os.pwrite(fd, (at.to_bytes(8, "big") * (MIB // 8))[: min(MIB, size - at)], at)


async def follow(fd: int, outlet: Kept, brake: Brake) -> Trail:
    """Follow until there is nothing to do for a while, then end."""
    trail = Trail(fd, outlet, brake)
    following = asyncio.ensure_future(trail.follow())
    seen = -1
    while len(outlet.pieces) != seen:
        seen = len(outlet.pieces)
        await asyncio.sleep(0.3)
    trail.end()
    await following
    return trail


async def test_takes_whole_pieces_that_are_far_enough_behind_and_gives_their_memory_back(
    fd: int,
) -> None:
    size = Kept.begins + 3 * Kept.piece + HELD_BACK - 1
    fill(fd, size)
    before = os.pread(fd, size, 0)
    outlet = Kept()
    trail = await follow(fd, outlet, Brake())
    assert trail.taken() == range(Kept.begins, Kept.begins + 2 * Kept.piece)
    assert b"".join(outlet.pieces) == before[trail.taken().start : trail.taken().stop]
    assert os.pread(fd, Kept.begins, 0) == before[: Kept.begins]
    rest = trail.taken().stop
    assert os.pread(fd, size, rest) == before[rest:]
    held = os.fstat(fd).st_blocks * 512
    assert held <= size - 2 * Kept.piece + 2 * os.sysconf("SC_PAGE_SIZE")


async def test_takes_nothing_of_the_index_however_long_it_is(fd: int) -> None:
    fill(fd, 30 * MIB)
    ends = Kept.begins + 2 * Kept.piece + 5
    os.pwrite(fd, growing(ends - 24)[:40], 0)
    outlet, brake = Kept(), Hand()
    trail = await follow(fd, outlet, brake)
    assert trail.taken().stop == ends - 5
    assert "stop" not in brake.acts, "nothing of it would ever be taken, and nobody would go on"


async def test_stops_what_writes_faster_than_it_is_taken_and_lets_it_go_on(fd: int) -> None:
    fill(fd, 40 * MIB)
    outlet, brake = Kept(), Hand()
    await follow(fd, outlet, brake)
    assert brake.acts[0] == "stop"
    assert brake.acts[-1] == "go on"
    assert len(outlet.pieces) == (40 * MIB - HELD_BACK - Kept.begins) // Kept.piece


@pytest.mark.parametrize("at", [0, 4096, 2 * Kept.piece - 8192])
async def test_whoever_comes_back_to_what_was_taken_is_found_out(fd: int, at: int) -> None:
    fill(fd, Kept.begins + 2 * Kept.piece + HELD_BACK)
    trail = await follow(fd, Kept(), Brake())
    assert len(trail.taken()) == 2 * Kept.piece
    os.pwrite(fd, b"x", trail.taken().start + 8 + at)
    with pytest.raises(Refused) as refused:
        trail.taken()
    assert refused.value.refusal is Refusal.NOT_MADE_SAFE


async def test_a_file_that_stays_short_is_not_taken_at_all(fd: int) -> None:
    fill(fd, Kept.begins + HELD_BACK)
    trail = await follow(fd, Kept(), Brake())
    assert not trail.taken()


async def test_what_the_outlet_raises_ends_the_following(fd: int) -> None:
    class Broken(Kept):
        async def take(self, content: bytes) -> None:
            raise ConnectionResetError(len(content))

    fill(fd, 20 * MIB)
    with pytest.raises(ConnectionResetError):
        await asyncio.wait_for(Trail(fd, Broken(), Brake()).follow(), 5)
