"""What a device says to the object store itself, and what it makes of the answers."""

import httpx
import pytest

from service.client.errors import Refusal, Unreachable
from service.client.plaintext import Letter
from service.client.transport import Transport
from service.client.upload import Outgoing, upload
from service.sealing.container import ContainerSealer, new_content_key
from service.sealing.encoding import new_id
from tests.unit.client.conftest import connected

ADDRESS = "http://127.0.0.1:2/bucket/key?signed"


class Asked:
    """The object store, reduced to one answer; notes what it was asked."""

    def __init__(self, status: int, content: bytes = b"") -> None:
        self.requests: list[httpx.Request] = []
        self._status, self._content = status, content

    def at(self, transport: Transport) -> None:
        transport._store = httpx.AsyncClient(transport=httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(self._status, content=self._content)


def nothing(_request: httpx.Request) -> httpx.Response:
    raise AssertionError("the service is not asked")


class TestTheStore:
    async def test_is_shown_the_address_and_no_token(self) -> None:
        store = Asked(200, b"ten bytes.")
        async with connected(nothing) as transport:
            transport.bear("a token")
            store.at(transport)
            assert await transport.get_at(ADDRESS, "bytes=0-9", 10) == b"ten bytes."
            await transport.put_at(ADDRESS, bytearray(b"sealed"))
        asked, put = store.requests
        assert (str(asked.url), asked.headers["Range"]) == (ADDRESS, "bytes=0-9")
        assert (str(put.url), put.headers["Content-Length"]) == (ADDRESS, "6")
        for request in store.requests:
            assert {"authorization", "cookie", "x-gobetween"}.isdisjoint(request.headers)

    @pytest.mark.parametrize(
        "store", [Asked(200, b"ten bytes.!"), Asked(200, b"ten"), Asked(403, b"ten bytes.")]
    )
    async def test_that_gives_anything_else_was_not_reached(self, store: Asked) -> None:
        async with connected(nothing) as transport:
            store.at(transport)
            with pytest.raises(Unreachable):
                await transport.get_at(ADDRESS, "bytes=0-9", 10)

    async def test_that_takes_nothing_was_not_reached(self) -> None:
        async with connected(nothing) as transport:
            Asked(403).at(transport)
            with pytest.raises(Unreachable):
                await transport.put_at(ADDRESS, b"sealed")


class TestTheService:
    @pytest.mark.parametrize(
        ("status", "fault"), [(503, Unreachable), (409, Refusal), (404, Refusal)]
    )
    async def test_that_gives_no_address_is_away_or_says_no(
        self, status: int, fault: type[Exception]
    ) -> None:
        text = Letter(b"a short one")
        sealer = ContainerSealer(new_content_key(), new_id(), new_id(), new_id(), text.size)
        outgoing = Outgoing(new_id(), sealer, text.read, by_address=True)
        async with connected(lambda _request: httpx.Response(status)) as transport:
            with pytest.raises(fault):
                await upload(transport, outgoing)
