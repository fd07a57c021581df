"""A link is measured before the first byte of a recording, and slices are made to fit it."""

import httpx
import pytest

from service.client.link import SECONDS_FOR_ALL, chunks_per_slice
from service.client.transport import Transport
from service.client.upload import IN_FLIGHT, SLICE_CHUNKS
from service.sealing.container import SEALED_CHUNK


class Link(httpx.AsyncBaseTransport):
    """Takes so many bytes a second, and so long there and back, by a clock of its own."""

    def __init__(self, bytes_a_second: float, there_and_back_s: float) -> None:
        self._speed, self._delay = bytes_a_second, there_and_back_s
        self.now = 0.0
        self.carried = 0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        size = len(await request.aread())
        self.carried += size
        self.now += self._delay + size / self._speed
        return httpx.Response(204)


async def fitting(link: Link) -> int:
    async with Transport("http://127.0.0.1:1", adapter=link) as transport:
        return await chunks_per_slice(transport, SLICE_CHUNKS, clock=lambda: link.now)


@pytest.mark.parametrize("kilobits", [250, 500, 1000, 2000, 5000, 20_000, 1_000_000])
async def test_the_slices_on_their_way_together_do_not_take_too_long(kilobits: int) -> None:
    speed = kilobits * 125
    chunks = await fitting(Link(speed, 0.3))
    assert 1 <= chunks <= SLICE_CHUNKS
    took = IN_FLIGHT * chunks * SEALED_CHUNK / speed
    assert took <= SECONDS_FOR_ALL or chunks == 1


async def test_a_fast_link_is_given_the_largest_slices() -> None:
    assert await fitting(Link(20_000_000, 0.002)) == SLICE_CHUNKS


async def test_a_slow_link_is_not_kept_busy_by_the_measuring() -> None:
    slow = Link(8_000, 0.3)
    assert await fitting(slow) == 1
    assert slow.carried == 16 * 1024
