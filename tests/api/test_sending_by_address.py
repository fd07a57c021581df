"""Sending where devices reach the object store: promised first, and taken once it was looked at."""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from service.client import sending
from service.client.errors import Unreachable
from service.client.hands import OwnHand
from service.client.items import item as look
from service.client.items import items
from service.client.transport import Transport
from service.correspondence.promised import LEFT_SECONDS
from service.media.addresses import WRITE_SECONDS
from service.media.store import ObjectMissing, StoreError
from service.sealing.container import CHUNK, SEALED_CHUNK, padded_length
from service.sealing.encoding import b64, digest, new_id
from tests.api.test_resuming import FILM, elsewhere, film
from tests.factories.answers import slug
from tests.factories.flipped import flipped
from tests.factories.in_process import InProcess
from tests.factories.links import as_large_as_may_be
from tests.factories.originals import opened_original
from tests.factories.public_store import service
from tests.factories.world import World

__all__ = ["film", "service"]

SLICES = 3
SLICE = bytes(range(256)) * (SEALED_CHUNK // 256) + bytes(SEALED_CHUNK % 256)


@dataclass
class Sent:
    """How often each slice went which way, of what devices send from now on."""

    through: list[str]
    directly: list[str]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    noted = Sent([], [])
    put_bytes, put_at = Transport.put_bytes, Transport.put_at

    async def through(own: Transport, path: str, content: bytes, *, repeat: bool = True) -> None:
        if "/slices/" in path:
            noted.through.append(path)
        await put_bytes(own, path, content, repeat=repeat)

    async def directly(own: Transport, address: str, content: bytes) -> None:
        await put_at(own, address, content)
        noted.directly.append(address.partition("?")[0])

    monkeypatch.setattr(sending, "chunks_per_slice", as_large_as_may_be)
    monkeypatch.setattr(Transport, "put_bytes", through)
    monkeypatch.setattr(Transport, "put_at", directly)
    return noted


async def _whole(world: World, item: str) -> bytes:
    async with opened_original(OwnHand(world.responsible), item) as contents:
        return await contents.to_bytes()


class TestAnUpload:
    async def test_goes_to_the_store_and_is_whole(
        self, service: InProcess, world: World, film: Path, sent: Sent
    ) -> None:
        item = (await sending.send_recording(world.responsible, film)).item
        assert (await look(world.responsible, item)).status == "processing"
        assert sent.through == []
        assert len(sent.directly) == len(set(sent.directly)) == SLICES
        assert await _whole(world, item) == FILM
        store = service.app.state.context.store
        rows = await service.rows("SELECT object_key FROM promised_slice")
        assert len(rows) == SLICES
        for row in rows:
            with pytest.raises(ObjectMissing):
                await store.get(row["object_key"])

    async def test_goes_on_where_it_broke_off_and_sends_nothing_twice(
        self,
        service: InProcess,
        world: World,
        film: Path,
        sent: Sent,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        post, two_are = world.responsible.transport.post, asyncio.Event()
        arrived: list[str] = []

        async def breaking(path: str, body: object = None, *, repeat: bool = False) -> object:
            if path.endswith("/2/arrival"):
                await two_are.wait()
                raise Unreachable
            answer = await post(path, body, repeat=repeat)  # type: ignore[arg-type]
            arrived.append(path) if path.endswith("/arrival") else None
            if len(arrived) == SLICES - 1:
                two_are.set()
            return answer

        monkeypatch.setattr(world.responsible.transport, "post", breaking)
        monkeypatch.setattr(world.responsible.transport, "_patience_s", 0)
        with pytest.raises(Unreachable):
            await sending.send_recording(world.responsible, film)
        begun = (await items(world.responsible, "author"))[0].id
        before = len(sent.directly)
        person = await elsewhere(service, world)
        await sending.resume_upload(person, begun, film)
        # What was acknowledged is not sent again; the one that was on its way is.
        assert len(sent.directly) == before + 1
        assert sent.through == []
        assert await _whole(world, begun) == FILM

    async def test_is_not_sent_again_where_only_the_acknowledgement_was_lost(
        self, world: World, film: Path, sent: Sent, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        post, lost = world.responsible.transport.post, list[str]()

        async def losing(path: str, body: object = None, *, repeat: bool = False) -> object:
            answer = await post(path, body, repeat=repeat)  # type: ignore[arg-type]
            if path.endswith("/arrival") and path not in lost:
                lost.append(path)
                raise Unreachable
            return answer

        monkeypatch.setattr(world.responsible.transport, "post", losing)
        await sending.send_recording(world.responsible, film)
        assert len(lost) == SLICES
        assert len(sent.directly) == SLICES
        assert sent.through == []

    async def test_goes_through_the_api_where_the_store_is_out_of_reach(
        self, world: World, film: Path, sent: Sent, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tried: list[str] = []

        async def away(_own: Transport, address: str, _content: bytes) -> None:
            tried.append(address)
            raise Unreachable

        monkeypatch.setattr(Transport, "put_at", away)
        item = (await sending.send_recording(world.responsible, film)).item
        assert 1 <= len(tried) <= SLICES
        assert len(set(sent.through)) == SLICES
        assert await _whole(world, item) == FILM

    async def test_that_is_small_goes_through_the_api(
        self, world: World, film: Path, sent: Sent
    ) -> None:
        film.write_bytes(b"a short one")
        await sending.send_recording(world.responsible, film)
        assert (len(sent.through), sent.directly) == (1, [])


@dataclass
class Begun:
    """A recording of two slices of one chunk each, begun and not sent."""

    service: InProcess
    item: str
    rendition: str
    http: httpx.AsyncClient
    store: httpx.AsyncClient

    async def asked(
        self, number: int = 0, content: bytes = SLICE, **other: object
    ) -> httpx.Response:
        wanted = {"slice": number, "size": len(content), "digests": b64(digest(content))}
        path = f"/renditions/{self.rendition}/addresses"
        return await self.http.post(path, json={"slices": [wanted | other]})

    async def address(self, number: int = 0, content: bytes = SLICE) -> str:
        answer = await self.asked(number, content)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["slices"][0]["address"])

    async def put(self, address: str, content: bytes = SLICE) -> int:
        return (await self.store.put(address, content=content)).status_code

    async def arrived(self, number: int = 0) -> httpx.Response:
        return await self.http.post(f"/renditions/{self.rendition}/slices/{number}/arrival")

    async def kept(self, number: int = 0) -> bytes:
        answer = await self.http.get(f"/renditions/{self.rendition}/slices/{number}")
        return answer.content if answer.status_code == 200 else b""

    async def promises(self) -> list[str]:
        sql = "SELECT object_key FROM promised_slice WHERE rendition = $1 ORDER BY number"
        return [str(row["object_key"]) for row in await self.service.rows(sql, self.rendition)]

    async def lies_at(self, key: str) -> bool:
        try:
            await self.service.app.state.context.store.get(key)
        except ObjectMissing:
            return False
        return True


@pytest_asyncio.fixture(loop_scope="session")
async def begun(service: InProcess, world: World) -> AsyncIterator[Begun]:
    item, rendition = new_id(), new_id()
    body = {
        "item": item,
        "kind": "video_message",
        "language": "en",
        "recipients": [world.harmed.id],
        "in_reply_to": None,
        "upload": {
            "rendition": rendition,
            "padded": padded_length(2 * CHUNK - 4096),
            "slice_chunks": 1,
            "resume": b64(b"for its author alone"),
        },
    }
    async with (
        service.http(world.responsible.transport._token) as http,
        httpx.AsyncClient(trust_env=False) as store,
    ):
        answer = await http.post(f"/cases/{world.case}/items", json=body)
        assert answer.status_code == 201, answer.text
        yield Begun(service, item, rendition, http, store)


class TestAnAddress:
    async def test_is_given_for_the_slice_s_own_length_alone(self, begun: Begun) -> None:
        for number, content in ((0, SLICE[:-1]), (0, SLICE + b"x"), (2, SLICE), (99, SLICE)):
            refused = await begun.asked(number, content)
            assert (refused.status_code, slug(refused)) == (422, "invalid"), number
        two = await begun.asked(0, digests=b64(bytes(64)))
        assert (two.status_code, slug(two)) == (422, "invalid")
        assert await begun.promises() == []

    async def test_takes_no_other_length_and_no_other_key(self, begun: Begun) -> None:
        address = await begun.address()
        for content in (SLICE[:-1], SLICE + b"x"):
            assert await begun.put(address, content) == 403
        (key,) = await begun.promises()
        elsewhere = address.replace(key, f"{key}0")
        assert await begun.put(elsewhere) == 403
        assert not await begun.lies_at(key)

    async def test_is_given_to_nobody_else_and_for_nothing_that_is_not_being_sent(
        self, service: InProcess, world: World, begun: Begun, film: Path
    ) -> None:
        for stranger in (world.harmed, world.asha):
            async with service.http(stranger.transport._token) as http:
                theirs = Begun(service, begun.item, begun.rendition, http, begun.store)
                assert (await theirs.asked()).status_code == 404
                assert (await theirs.arrived()).status_code == 404
        letter = (await sending.send_letter(world.responsible, b"a letter")).item
        film.write_bytes(b"a short one")
        over = (await sending.send_recording(world.responsible, film)).item
        for item in (letter, over):
            sql = "SELECT id FROM rendition WHERE item_id = $1"
            begun.rendition = str(await service.value(sql, item))
            refused = await begun.asked()
            assert (refused.status_code, slug(refused)) == (409, "conflict")
            assert await begun.promises() == []

    async def test_asked_for_again_leads_to_the_same_place_so_nobody_stores_more_than_was_begun(
        self, begun: Begun
    ) -> None:
        addresses = [await begun.address(number) for number in (0, 0, 1, 1, 0)]
        places = {one.partition("?")[0] for one in addresses}
        assert len(places) == len(await begun.promises()) == 2

    async def test_runs_out(self, service: InProcess, begun: Begun) -> None:
        context = service.app.state.context
        address = await begun.address()
        (key,) = await begun.promises()
        # The store's clock is the machine's own, and that of this service runs ahead of it.
        late = context.addresses.to_write(key, len(SLICE), at=int(time.time()) - WRITE_SECONDS - 5)
        assert await begun.put(late) in {400, 403}
        assert await begun.put(address) == 200


class TestWhatWasPut:
    async def test_is_kept_once_it_was_looked_at(self, begun: Begun) -> None:
        assert await begun.put(await begun.address()) == 200
        assert await begun.kept() == b""
        for _ in ("first", "again"):
            assert (await begun.arrived()).status_code == 204
            assert await begun.kept() == SLICE
        told = (await begun.asked()).json()["slices"]
        assert told == [{"slice": 0, "address": None}]
        other = await begun.asked(0, flipped(SLICE))
        assert (other.status_code, slug(other)) == (409, "conflict")

    async def test_is_never_replaced_by_an_old_address(self, begun: Begun) -> None:
        address = await begun.address()
        assert await begun.put(address) == 200
        assert (await begun.arrived()).status_code == 204
        other = flipped(SLICE)
        assert await begun.put(address, other) == 200, "the store knows nothing of it"
        assert await begun.kept() == SLICE
        assert (await begun.arrived()).status_code == 204
        assert await begun.kept() == SLICE
        key = await begun.service.value(
            "SELECT object_key FROM slice WHERE rendition = $1", begun.rendition
        )
        assert key not in await begun.promises()

    async def test_that_is_something_else_is_not_taken_and_not_left(self, begun: Begun) -> None:
        address = await begun.address()
        (key,) = await begun.promises()
        assert await begun.put(address, flipped(SLICE)) == 200
        refused = await begun.arrived()
        assert (refused.status_code, slug(refused)) == (422, "invalid")
        assert refused.json()["reason"] == "slice-digest"
        assert not await begun.lies_at(key)
        assert await begun.kept() == b""
        assert await begun.put(address) == 200
        assert (await begun.arrived()).status_code == 204
        assert await begun.kept() == SLICE

    async def test_longer_where_a_store_holds_nobody_to_a_length_is_not_taken(
        self, begun: Begun
    ) -> None:
        await begun.address()
        (key,) = await begun.promises()
        await begun.service.app.state.context.store.put(key, SLICE + b"more")
        assert slug(await begun.arrived()) == "invalid"
        assert await begun.kept() == b""

    async def test_is_asked_for_where_nothing_was_promised_or_nothing_came(
        self, begun: Begun
    ) -> None:
        for field in ("promise", "bytes"):
            refused = await begun.arrived()
            assert (refused.status_code, refused.json()["field"]) == (409, field)
            await begun.address()

    async def test_stays_while_the_store_does_not_keep_it_and_is_taken_later(
        self, begun: Begun, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store = begun.service.app.state.context.store
        assert await begun.put(await begun.address()) == 200

        async def full(_key: str, _body: bytes) -> None:
            raise StoreError("InsufficientStorage")

        with monkeypatch.context() as patched:
            patched.setattr(store, "put", full)
            assert (await begun.arrived()).status_code == 503
        assert (await begun.arrived()).status_code == 204
        assert await begun.kept() == SLICE


class TestWhatNobodyAskedToBeTaken:
    async def test_is_swept_an_hour_after_its_address_ran_out(self, begun: Begun) -> None:
        assert await begun.put(await begun.address()) == 200
        (key,) = await begun.promises()
        begun.service.clock.turn(WRITE_SECONDS + LEFT_SECONDS)
        await begun.service.sweep()
        assert await begun.lies_at(key)
        begun.service.clock.turn(1)
        await begun.service.sweep()
        assert not await begun.lies_at(key)
        assert await begun.promises() == []

    async def test_is_swept_too_where_an_old_address_put_it_there_again(self, begun: Begun) -> None:
        address = await begun.address()
        assert await begun.put(address) == 200
        assert (await begun.arrived()).status_code == 204
        (key,) = await begun.promises()
        assert await begun.put(address, flipped(SLICE)) == 200
        assert await begun.lies_at(key)
        assert await begun.kept() == SLICE
        begun.service.clock.turn(WRITE_SECONDS + LEFT_SECONDS + 1)
        await begun.service.sweep()
        assert not await begun.lies_at(key)
        sql = "SELECT object_key FROM slice WHERE rendition = $1"
        kept = await begun.service.value(sql, begun.rendition)
        assert await begun.service.app.state.context.store.get(kept) == SLICE

    async def test_stays_in_the_list_while_the_store_is_away(
        self, begun: Begun, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert await begun.put(await begun.address()) == 200
        begun.service.clock.turn(WRITE_SECONDS + LEFT_SECONDS + 1)
        store = begun.service.app.state.context.store

        async def away(_key: str) -> None:
            raise StoreError("away")

        with monkeypatch.context() as patched:
            patched.setattr(store, "remove", away)
            await begun.service.sweep()
        assert len(await begun.promises()) == 1
        await begun.service.sweep()
        assert await begun.promises() == []
