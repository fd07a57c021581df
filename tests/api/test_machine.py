"""Whatever people do, in whatever order, and whatever breaks: five hundred cases of it."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from service.embedded import LocalStack
from tests.api.machine.machine import Table, play, table
from tests.factories.copies import Original

pytestmark = pytest.mark.timeout(3600)


EXAMPLES = 500


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def at(stack: LocalStack, original: Original) -> AsyncIterator[Table]:
    async with table(stack, original, asyncio.get_running_loop()) as made:
        yield made


def test_no_rule_is_broken_no_act_is_lost_and_no_author_learns_of_it(at: Table) -> None:
    play(at, EXAMPLES)
