"""A recording where browsers reach the object store: it goes there and comes from there."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio

from service.client.items import POLL_S
from service.client.person import wall_clock
from service.embedded import LocalStack, free_port
from tests.browser.devices import Device
from tests.browser.own_case import OwnCase
from tests.browser.prepared_case import ours, people
from tests.browser.running import HOST, Service, serving
from tests.browser.story import long_video
from tests.factories.world import World, make_world

__all__ = ["ours", "people"]

pytestmark = pytest.mark.timeout(600)

SECONDS = 6
MORE_THAN_WELL = 300
SWEPT_WITHIN_S = 60
SLICE = re.compile(r"/api/v1/renditions/[^/]+/slices/\d+$")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def service(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Service]:
    """A service of this file's own, whose object store answers pages of its portal."""
    port = free_port()
    folder = tmp_path_factory.mktemp("public")
    at = f"http://{HOST}:{port}"
    async with (
        LocalStack(folder, durable=False, pages_at=at) as stack,
        serving(stack, port) as running,
    ):
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def world(service: Service) -> World:
    made = await make_world(service.connect, service.setup_token, wall_clock)
    await service.start_media_worker(made.pool)
    return made


def carried(device: Device, service: Service) -> tuple[set[int], list[str]]:
    """What the store answered this device, and the slices that went through the service."""
    store = service.stack.objects.url
    answers = device.witness.answers
    return (
        {one.status for one in answers if one.url.startswith(store)},
        [one.url for one in answers if SLICE.search(one.url)],
    )


def puts(device: Device, service: Service) -> int:
    """How many different objects this device put at the store."""
    store = service.stack.objects.url
    return len({one.url.partition("?")[0] for one in device.witness.answers if store in one.url})


def policy_of(device: Device, service: Service) -> set[str]:
    """What pages of the portal, and its workers, may connect to."""
    return {
        found[1]
        for one in device.witness.answers
        if one.url.startswith(service.address) and not one.from_player
        for found in [re.search("connect-src ([^;]*);", one.headers["content-security-policy"])]
        if found
    }


async def test_a_recording_is_sent_to_the_store_and_watched_from_it_under_a_policy_that_names_it(
    ours: OwnCase, service: Service, world: World, tmp_path: Path
) -> None:
    film = long_video(tmp_path / "film.mp4", SECONDS)
    async with ours.participant("responsible", tmp_path / "author") as author:
        await author.sends_a_recording(film)
        statuses, through = carried(author.device, service)
        assert puts(author.device, service) > 1
        assert (statuses, through) == ({200}, [])
        assert author.witness.breaches() == []
        await author.sees_it_being_made_safe()
    async with ours.facilitator(tmp_path / "reader") as reader:
        await reader.takes_the_oldest()
        assert await reader.watches_to_the_end() == pytest.approx(SECONDS, abs=0.5)
        statuses, through = carried(reader.device, service)
        assert statuses
        assert max(statuses) < MORE_THAN_WELL
        assert through == []
        assert policy_of(reader.device, service) == {f"'self' {service.stack.objects.url}"}
        assert reader.witness.breaches() == []
    await the_worker_sweeps(service)


async def the_worker_sweeps(service: Service) -> None:
    """What was promised is forgotten by the running worker, once its addresses ran out long ago."""
    url = service.stack.settings_env()["GOBETWEEN_OWNER_DATABASE_URL"].replace("+asyncpg", "")
    owner = await asyncpg.connect(url)
    await owner.execute("ALTER TABLE promised_slice DISABLE TRIGGER promise_guard")
    try:
        assert await owner.execute("UPDATE promised_slice SET until = 1") != "UPDATE 0"
        for _ in range(int(SWEPT_WITHIN_S / POLL_S)):
            if await owner.fetchval("SELECT count(*) FROM promised_slice") == 0:
                return
            await asyncio.sleep(POLL_S)
    finally:
        await owner.execute("ALTER TABLE promised_slice ENABLE TRIGGER promise_guard")
        await owner.close()
    raise AssertionError("the worker left what was promised")
