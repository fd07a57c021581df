"""Receiving where devices reach the object store: the API decides each time, carries nothing."""

from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from service.client import keeping, receiving
from service.client.errors import Unreachable
from service.client.person import Person
from service.client.sending import send_recording
from service.client.transport import Transport
from service.embedded import LocalStack
from tests.factories.acts import approved_by, opened_text, sent_letter
from tests.factories.answers import slug
from tests.factories.copies import Original
from tests.factories.in_process import InProcess, serving
from tests.factories.media_hands import MADE, MediaHands
from tests.factories.public_store import service
from tests.factories.world import TurnedClock, World

__all__ = ["service"]

RECORDED = b"stands for a recording " * 300


@pytest.fixture
def carried(service: InProcess, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of every object that the API itself reads from the store, as it reads them."""
    keys: list[str] = []
    store = service.app.state.context.store
    get = store.get

    async def noted(key: str, *, offset: int = 0, length: int | None = None) -> bytes:
        keys.append(key)
        return bytes(await get(key, offset=offset, length=length))

    monkeypatch.setattr(store, "get", noted)
    return keys


def _slices(keys: list[str]) -> list[str]:
    return [key for key in keys if "/table-" not in key]


@pytest_asyncio.fixture(loop_scope="session")
async def film(service: InProcess, world: World, tmp_path: Path) -> str:
    """A recording that was sent and made safe, and waits to be read."""
    path = tmp_path / "recording.mp4"
    path.write_bytes(RECORDED)
    item = (await send_recording(world.responsible, path, kind="video_message")).item
    hands = await MediaHands(service, world).sign_in()
    await hands.hand_in(await hands.start(await hands.job_of(item)))
    return item


async def _released(service: InProcess, world: World, film: str) -> None:
    await approved_by(world.asha, film)
    await service.serve_outbox()
    await receiving.accept(world.harmed, film, "read")
    await service.serve_outbox()


async def _container(service: InProcess, item: str, role: str = "rendition") -> str:
    sql = "SELECT id FROM rendition WHERE item_id = $1 AND role = $2"
    return str(await service.value(sql, item, role))


async def _asked(
    service: InProcess, person: Person | MediaHands, rendition: str, first: int = 0, length: int = 9
) -> httpx.Response:
    async with service.http(person.transport._token) as http:
        path = f"/renditions/{rendition}/slices/0/address"
        return await http.get(path, params={"first": first, "length": length})


class TestARecording:
    async def test_is_read_and_received_without_passing_through_the_api(
        self, service: InProcess, world: World, film: str, carried: list[str]
    ) -> None:
        await _released(service, world, film)
        assert await opened_text(world.harmed, film) == MADE
        assert len(carried) > len(_slices(carried)) == 0

    async def test_comes_through_the_api_where_the_store_is_out_of_reach(
        self,
        service: InProcess,
        world: World,
        film: str,
        carried: list[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        await _released(service, world, film)
        tried: list[str] = []

        async def away(_own: Transport, address: str, _asked: str, _length: int) -> bytes:
            tried.append(address)
            raise Unreachable

        monkeypatch.setattr(Transport, "get_at", away)
        assert await opened_text(world.harmed, film) == MADE
        assert len(tried) == 1
        assert len(_slices(carried)) >= 1

    async def test_is_at_an_address_for_the_part_that_was_asked_for_alone(
        self, service: InProcess, world: World, film: str
    ) -> None:
        rendition = await _container(service, film)
        answer = await _asked(service, world.asha, rendition, 10, 20)
        async with httpx.AsyncClient(trust_env=False) as store:
            asked = {"Range": answer.json()["range"]}
            assert asked == {"Range": "bytes=10-29"}
            part = await store.get(answer.json()["address"], headers=asked)
            whole = {"Range": "bytes=0-29"}
            more = await store.get(answer.json()["address"], headers=whole)
        through = await world.asha.transport.get_bytes(f"/renditions/{rendition}/slices/0")
        assert part.content == through[10:30]
        assert more.status_code == 403
        for first, length in ((0, len(through) + 1), (len(through), 1)):
            refused = await _asked(service, world.asha, rendition, first, length)
            assert (refused.status_code, slug(refused)) == (422, "invalid")


class TestAnAddress:
    async def test_is_given_to_nobody_who_may_not_read(
        self, service: InProcess, world: World, film: str
    ) -> None:
        rendition = await _container(service, film)
        assert (await _asked(service, world.asha, rendition)).status_code == 200
        assert (await _asked(service, world.harmed, rendition)).status_code == 404
        original = await _container(service, film, "original")
        assert (await _asked(service, world.harmed, original)).status_code == 404

    async def test_is_refused_from_the_moment_in_which_reading_is(
        self, service: InProcess, world: World, film: str
    ) -> None:
        await _released(service, world, film)
        await opened_text(world.harmed, film)
        rendition = await _container(service, film)
        assert (await _asked(service, world.harmed, rendition)).status_code == 200
        await keeping.keep(world.harmed, film, "hold")
        assert (await _asked(service, world.harmed, rendition)).status_code == 404

    async def test_is_not_to_be_had_of_letters_or_by_a_media_worker(
        self, service: InProcess, world: World, film: str
    ) -> None:
        letter = await _container(service, await sent_letter(world), "original")
        refused = await _asked(service, world.asha, letter)
        assert (refused.status_code, slug(refused)) == (409, "conflict")
        said = await world.asha.transport.get(f"/renditions/{letter}")
        assert said["by_address"] is False
        hands = await MediaHands(service, world).sign_in()
        rendition = await _container(service, film)
        assert (await _asked(service, hands, rendition)).status_code == 403


class TestWhereDevicesDoNotReachTheStore:
    async def test_everything_comes_through_the_api(
        self, stack: LocalStack, original: Original, tmp_path: Path
    ) -> None:
        copy = await stack.make_tenancy("not-public", template=original.tenancy)
        clock, bucket = TurnedClock(original.at), original.tenancy.bucket
        async with serving(copy, clock, bucket=bucket) as running:
            world = original.world.over(running.connect, clock.now)
            path = tmp_path / "recording.mp4"
            path.write_bytes(RECORDED)
            item = (await send_recording(world.responsible, path)).item
            rendition = await _container(running, item, "original")
            said = await world.responsible.transport.get(f"/renditions/{rendition}")
            refused = await _asked(running, world.responsible, rendition)
        await stack.drop_tenancy("not-public")
        assert said["by_address"] is False
        assert (refused.status_code, slug(refused)) == (409, "conflict")
