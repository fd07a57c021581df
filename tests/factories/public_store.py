"""The API over an object store that devices reach, as a fixture that a file of tests imports.

Owns serving it over a copy of the world. Refuses to say what goes where: that is for the tests.
"""

import itertools
from collections.abc import AsyncIterator

import pytest_asyncio

from service.embedded import LocalStack
from tests.factories.copies import Original
from tests.factories.in_process import InProcess, serving
from tests.factories.world import TurnedClock

_numbers = itertools.count(1)


@pytest_asyncio.fixture(loop_scope="session")
async def service(stack: LocalStack, original: Original) -> AsyncIterator[InProcess]:
    """The API, which gives addresses of the store."""
    name = f"public-{next(_numbers)}"
    copy = await stack.make_tenancy(name, template=original.tenancy)
    clock, bucket = TurnedClock(original.at), original.tenancy.bucket
    async with serving(copy, clock, bucket=bucket, public=True) as running:
        yield running
    await stack.drop_tenancy(name)
