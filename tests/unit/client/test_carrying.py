"""Sealed bytes on their way out and back: order, resuming, and what is kept in memory."""

import asyncio
from pathlib import Path

import httpx
import pytest

from service.client.contents import open_contents
from service.client.download import BLOCKS_KEPT, Fetcher, Layout
from service.client.errors import NotPossible, Unreachable
from service.client.plaintext import Letter, Recording
from service.client.transport import Transport
from service.client.upload import IN_FLIGHT, Outgoing, upload
from service.sealing.container import (
    CHUNK,
    SEALED_CHUNK,
    ContainerSealer,
    DigestTable,
    new_content_key,
    resumable_salt,
)
from service.sealing.encoding import new_id
from service.sealing.errors import Fault, SealingError
from service.sealing.schemas import ContainerRef, Manifest
from tests.unit.client.conftest import Shelf, connected

CASE, ITEM, RENDITION = new_id(), new_id(), new_id()
KEY = new_content_key()
TWO_AND_A_BIT = bytes(range(256)) * (5 * CHUNK // 512)


def outgoing(text: bytes, per: int) -> Outgoing:
    letter = Letter(text)
    salt = resumable_salt(KEY, letter.digest(), letter.size)
    sealer = ContainerSealer(KEY, CASE, ITEM, RENDITION, letter.size, salt)
    return Outgoing(RENDITION, sealer, letter.read, per)


def manifest(table: DigestTable) -> tuple[ContainerRef, Manifest]:
    ref = ContainerRef(RENDITION, table.digest, table.padded)
    return ref, Manifest(
        case=CASE,
        item=ITEM,
        author=new_id(),
        case_statement=bytes(32),
        version=1,
        kind="letter",
        language="en",
        capacity="self",
        recipients=(new_id(),),
        containers=(ref,),
        in_reply_to="",
        relates_to="",
        created=1,
    )


async def stored(shelf: Shelf, text: bytes, per: int = 2) -> DigestTable:
    async with connected(shelf.answer) as transport:
        table = await upload(transport, outgoing(text, per))
    shelf.held[f"/renditions/{RENDITION}"] = (
        f'{{"rendition": "{RENDITION}", "padded": 1, "slice_chunks": {per}}}'.encode()
    )
    return table


async def test_every_slice_is_safe_before_the_table_is_put(shelf: Shelf) -> None:
    told: list[tuple[int, int]] = []
    async with connected(shelf.answer) as transport:
        await upload(transport, outgoing(TWO_AND_A_BIT, 1), on_progress=lambda *at: told.append(at))
    assert shelf.puts[-1] == f"/renditions/{RENDITION}/table"
    assert sorted(shelf.puts[:-1]) == [f"/renditions/{RENDITION}/slices/{n}" for n in range(3)]
    assert told[-1] == (3, 3)


async def test_a_resumed_upload_sends_only_what_is_missing_and_the_same_table(
    shelf: Shelf,
) -> None:
    whole = await stored(shelf, TWO_AND_A_BIT, 1)
    shelf.puts.clear()
    async with connected(shelf.answer) as transport:
        again = await upload(transport, outgoing(TWO_AND_A_BIT, 1), present=[0, 2])
    assert again == whole
    assert shelf.puts == [f"/renditions/{RENDITION}/slices/1", f"/renditions/{RENDITION}/table"]


async def test_no_more_than_three_slices_are_in_flight(shelf: Shelf) -> None:
    flying = most = 0

    class Watched(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            nonlocal flying, most
            await request.aread()
            flying += 1
            most = max(most, flying)
            # Long enough, in turns of the loop, for every other slice to be sealed meanwhile.
            for _ in range(50):
                await asyncio.sleep(0)
            flying -= 1
            return shelf.answer(request)

    async with Transport("http://127.0.0.1:1", adapter=Watched()) as transport:
        await upload(transport, outgoing(bytes(12 * CHUNK), 1))
    assert most <= IN_FLIGHT
    assert len(shelf.puts) == 14


async def test_once_the_link_dropped_one_of_several_they_go_one_by_one(shelf: Shelf) -> None:
    flying, together = 0, list[int]()

    class Narrow(httpx.AsyncBaseTransport):
        """Drops everything that is on its way together, as a link does that is too slow for it."""

        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            nonlocal flying
            await request.aread()
            flying += 1
            try:
                for _ in range(50):
                    await asyncio.sleep(0)
                    if flying > 1:
                        together.append(flying)
                        raise httpx.ReadError("dropped")
            finally:
                flying -= 1
            return shelf.answer(request)

    async def at_once(_seconds: float) -> None:
        await asyncio.sleep(0)

    async with Transport("http://127.0.0.1:1", adapter=Narrow(), sleep=at_once) as transport:
        await upload(transport, outgoing(bytes(12 * CHUNK), 1))
    assert together, "the link dropped nothing: this shows nothing"
    assert len(together) <= IN_FLIGHT
    assert len(shelf.puts) == 14


async def test_a_slice_that_cannot_be_carried_ends_the_upload(shelf: Shelf) -> None:
    def refusing(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/slices/1"):
            return httpx.Response(504)
        return shelf.answer(request)

    async with connected(refusing) as transport:
        with pytest.raises(Unreachable):
            await upload(transport, outgoing(TWO_AND_A_BIT, 1))
    assert f"/renditions/{RENDITION}/table" not in shelf.puts


@pytest.mark.parametrize("per", [1, 2, 32])
async def test_what_was_sealed_is_what_is_opened(shelf: Shelf, tmp_path: Path, per: int) -> None:
    ref, said = manifest(await stored(shelf, TWO_AND_A_BIT, per))
    async with (
        connected(shelf.answer) as transport,
        await open_contents(transport, KEY, ref, said) as contents,
    ):
        assert contents.size == len(TWO_AND_A_BIT)
        assert await contents.to_bytes() == TWO_AND_A_BIT
        await contents.to_file(tmp_path / "opened")
    assert (tmp_path / "opened").read_bytes() == TWO_AND_A_BIT
    assert (tmp_path / "opened").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("chunk", [0, 1, 2])
async def test_a_changed_chunk_leaves_no_file(shelf: Shelf, tmp_path: Path, chunk: int) -> None:
    ref, said = manifest(await stored(shelf, TWO_AND_A_BIT, 1))
    path = f"/renditions/{RENDITION}/slices/{chunk}"
    shelf.held[path] = bytes([shelf.held[path][0] ^ 1]) + shelf.held[path][1:]
    async with connected(shelf.answer) as transport:
        with pytest.raises(SealingError) as caught:
            async with await open_contents(transport, KEY, ref, said) as contents:
                await contents.to_file(tmp_path / "opened")
    assert caught.value.code is Fault.CHUNK_REPLACED
    assert list(tmp_path.iterdir()) == []


async def test_a_table_that_was_not_signed_opens_nothing(shelf: Shelf) -> None:
    ref, said = manifest(await stored(shelf, TWO_AND_A_BIT, 1))
    path = f"/renditions/{RENDITION}/table"
    shelf.held[path] = shelf.held[path][:-1] + bytes([shelf.held[path][-1] ^ 1])
    async with connected(shelf.answer) as transport:
        with pytest.raises(SealingError) as caught:
            await open_contents(transport, KEY, ref, said)
    assert caught.value.code is Fault.TABLE_REPLACED


async def test_an_impossible_layout_is_not_believed(shelf: Shelf) -> None:
    ref, said = manifest(await stored(shelf, TWO_AND_A_BIT, 1))
    shelf.held[f"/renditions/{RENDITION}"] = b'{"rendition": "x", "slice_chunks": 33}'
    async with connected(shelf.answer) as transport:
        with pytest.raises(Unreachable):
            await open_contents(transport, KEY, ref, said)


@pytest.mark.parametrize("per", [1, 3, 4, 5, 16, 32])
def test_every_chunk_lies_where_its_block_says(per: int) -> None:
    chunks = 70
    layout = Layout(RENDITION, chunks * CHUNK - 5000, per)
    for chunk in range(chunks):
        block, at = layout.block_of(chunk)
        number, first, length = layout.place_of(block)
        assert number == chunk // per
        assert first + at == (chunk % per) * SEALED_CHUNK
        assert at < length
    assert layout.place_of(layout.block_of(chunks - 1)[0] + layout.blocks_per_slice)[2] == 0


async def test_only_so_many_blocks_are_kept(shelf: Shelf) -> None:
    text = bytes(CHUNK * (4 * BLOCKS_KEPT + 20) - 8)
    table = await stored(shelf, text, 16)
    async with connected(shelf.answer) as transport:
        fetcher = Fetcher(transport, Layout(RENDITION, table.padded, 16))
        for chunk in range(table.chunks):
            assert len(await fetcher.chunk(chunk)) <= SEALED_CHUNK
        assert len(fetcher._blocks) <= BLOCKS_KEPT
        await fetcher.close()
    read = [path for path in shelf.gets if "/slices/" in path]
    # Each block once, read ahead or not, and never a block beyond the end.
    assert len(read) == -(-table.chunks // 4)


def test_a_recording_that_changes_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "recording"
    path.write_bytes(b"as it was")
    with Recording(path) as recording:
        recording.check_unchanged()
        path.write_bytes(b"as it was, and more")
        with pytest.raises(NotPossible) as caught:
            recording.check_unchanged()
    assert caught.value.slug == "file-changed"


def test_a_recording_that_shrinks_is_noticed_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "recording"
    path.write_bytes(bytes(100))
    with Recording(path) as recording:
        path.write_bytes(bytes(10))
        with pytest.raises(NotPossible) as caught:
            recording.read(0, 100)
    assert caught.value.slug == "file-changed"


def test_a_recording_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotPossible) as caught:
        Recording(tmp_path / "nothing")
    assert caught.value.slug == "unreadable-file"


def test_a_recordings_digest_is_that_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "recording"
    path.write_bytes(TWO_AND_A_BIT)
    with Recording(path) as recording:
        assert recording.digest() == Letter(TWO_AND_A_BIT).digest()
        assert recording.read(CHUNK - 1, 3) == TWO_AND_A_BIT[CHUNK - 1 : CHUNK + 2]
