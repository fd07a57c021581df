"""What the object store makes of an address that is altered: it holds a signature to its word."""

import time
from collections.abc import AsyncIterator

import httpx
import pytest_asyncio

from service.embedded import Tenancy
from service.media.addresses import READ_SECONDS, WRITE_SECONDS, Addresses, Signer
from service.media.store import S3Store

KEY, OTHER = "org/container/0-abc", "org/container/0-abd"
BODY = bytes(range(256)) * 16
OK, BAD, FORBIDDEN = 200, 400, 403


async def store_of(tenancy: Tenancy) -> tuple[S3Store, Addresses]:
    url, access, secret, bucket = (
        tenancy.settings_env()[f"GOBETWEEN_OBJECT_STORE_{name}"]
        for name in ("URL", "ACCESS_KEY", "SECRET_KEY", "BUCKET")
    )
    store = S3Store(url, access, secret, bucket)
    while not await store.ready():
        # The server looks once a second whether its folder has another bucket.
        pass
    return store, Addresses(url, Signer(access, secret), bucket)


@pytest_asyncio.fixture(loop_scope="session")
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False) as client:
        yield client


def now() -> int:
    return int(time.time())


class TestAnAddressToReadBy:
    async def test_gives_just_its_range(self, tenancy: Tenancy, http: httpx.AsyncClient) -> None:
        store, addresses = await store_of(tenancy)
        await store.put(KEY, BODY)
        address, asked = addresses.to_read(KEY, 10, 19, at=now())
        answer = await http.get(address, headers={"Range": asked})
        assert answer.content == BODY[10:20]
        for other in ("bytes=10-20", "bytes=0-19", "bytes=0-"):
            refused = await http.get(address, headers={"Range": other})
            assert refused.status_code == FORBIDDEN, other
        assert (await http.get(address)).status_code == FORBIDDEN

    async def test_is_worth_nothing_for_another_object_or_act(
        self, tenancy: Tenancy, http: httpx.AsyncClient
    ) -> None:
        store, addresses = await store_of(tenancy)
        await store.put(KEY, BODY)
        await store.put(OTHER, BODY)
        address, asked = addresses.to_read(KEY, 10, 19, at=now())
        headers = {"Range": asked}
        assert (await http.get(address, headers=headers)).status_code == OK
        elsewhere = address.replace(KEY, OTHER)
        assert (await http.get(elsewhere, headers=headers)).status_code == FORBIDDEN
        for method in ("PUT", "DELETE", "HEAD"):
            answer = await http.request(method, address, headers=headers)
            assert answer.status_code == FORBIDDEN, method
        bucket = address.replace(f"/{KEY}", "")
        assert (await http.get(bucket, headers=headers)).status_code == FORBIDDEN
        assert await store.get(KEY) == BODY

    async def test_runs_out(self, tenancy: Tenancy, http: httpx.AsyncClient) -> None:
        store, addresses = await store_of(tenancy)
        await store.put(KEY, BODY)
        address, asked = addresses.to_read(KEY, 10, 19, at=now() - READ_SECONDS - 5)
        answer = await http.get(address, headers={"Range": asked})
        assert answer.status_code in {BAD, FORBIDDEN}
        later = address.replace(f"Expires={READ_SECONDS}", "Expires=3600")
        refused = await http.get(later, headers={"Range": asked})
        assert refused.status_code == FORBIDDEN


class TestAnAddressToWriteAt:
    async def test_takes_just_its_length_under_its_key(
        self, tenancy: Tenancy, http: httpx.AsyncClient
    ) -> None:
        store, addresses = await store_of(tenancy)
        address = addresses.to_write(KEY, len(BODY), at=now())
        for other in (BODY[:-1], BODY + b"x", b""):
            refused = await http.put(address, content=other)
            assert refused.status_code == FORBIDDEN, len(other)
        elsewhere = address.replace(KEY, OTHER)
        assert (await http.put(elsewhere, content=BODY)).status_code == FORBIDDEN
        assert (await http.put(address, content=BODY)).status_code == OK
        assert await store.get(KEY) == BODY
        assert (await http.get(address)).status_code == FORBIDDEN

    async def test_runs_out(self, tenancy: Tenancy, http: httpx.AsyncClient) -> None:
        _, addresses = await store_of(tenancy)
        address = addresses.to_write(KEY, len(BODY), at=now() - WRITE_SECONDS - 5)
        answer = await http.put(address, content=BODY)
        assert answer.status_code in {BAD, FORBIDDEN}
