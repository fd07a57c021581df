"""Whatever people do, in whatever order, and whatever breaks: five hundred cases of it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from service.embedded import LocalStack
from tests.api.machine.machine import Table, play, table
from tests.factories.copies import Original

pytestmark = pytest.mark.timeout(900)
# The same ones each time, in parts: one that fails says so at once, and is found again by its
# number. Each part begins with the same example, in which next to nothing happens.
EXAMPLES, PARTS = 500, 20


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def at(stack: LocalStack, original: Original) -> AsyncIterator[Table]:
    async with table(stack, original, asyncio.get_running_loop()) as made:
        yield made


@pytest.mark.parametrize("part", range(PARTS))
def test_no_rule_is_broken_no_act_is_lost_and_no_author_learns_of_it(at: Table, part: int) -> None:
    play(at, EXAMPLES // PARTS + 1, number=part)
