"""A recording where browsers reach the object store: its bytes go there, and not to the service."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from service.client import sending
from service.client.items import until
from service.client.person import Person, wall_clock
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
MADE_SAFE_S = 90
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


def policy_of(device: Device, service: Service) -> set[str]:
    """What pages of the portal, and its workers, may connect to."""
    return {
        found[1]
        for one in device.witness.answers
        if one.url.startswith(service.address) and not one.from_player
        for found in [re.search("connect-src ([^;]*);", one.headers["content-security-policy"])]
        if found
    }


async def test_a_recording_is_watched_from_the_store_under_a_policy_that_names_just_it(
    ours: OwnCase, service: Service, people: dict[str, Person], tmp_path: Path
) -> None:
    author = people["responsible"]
    film = long_video(tmp_path / "film.mp4", SECONDS)
    sent = (await sending.send_recording(author, film, kind="video_message")).item
    await until(author, sent, {"with_facilitator"}, within_s=MADE_SAFE_S)
    async with ours.facilitator(tmp_path / "reader") as reader:
        await reader.takes(sent)
        assert await reader.watches_to_the_end() == pytest.approx(SECONDS, abs=0.5)
        statuses, through = carried(reader.device, service)
        assert statuses
        assert max(statuses) < 300
        assert through == []
        assert policy_of(reader.device, service) == {f"'self' {service.stack.objects.url}"}
        assert reader.witness.breaches() == []
