"""What every suite may share: one running stack, and an empty tenancy on it for each test."""

import itertools
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from service.embedded import LocalStack, Tenancy

_numbers = itertools.count(1)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def stack(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[LocalStack]:
    """PostgreSQL, Redis and an S3 server, started once for the whole suite."""
    async with LocalStack(tmp_path_factory.mktemp("stack"), durable=False) as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def tenancy(stack: LocalStack) -> AsyncIterator[Tenancy]:
    """A database, a bucket and a Redis database that no other test has touched or will."""
    name = f"test-{next(_numbers)}"
    yield await stack.make_tenancy(name)
    await stack.drop_tenancy(name)
