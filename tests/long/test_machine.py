"""Five thousand cases of whatever people do; and that each rule, switched off, would be noticed."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from service.embedded import LocalStack
from tests.api.machine.machine import Table, play, table
from tests.api.machine.spoilt import SPOILT
from tests.factories.copies import Original, original
from tests.factories.stretching import stretched_lightly_here

__all__ = ["original", "stretched_lightly_here"]

EXAMPLES, PARTS = 5000, 20
# In which a rule that is switched off must be found: as many as before every change.
FOUND_WITHIN = 500


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def at(stack: LocalStack, original: Original) -> AsyncIterator[Table]:
    async with table(stack, original, asyncio.get_running_loop()) as made:
        yield made


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("spoilt", list(SPOILT))
def test_a_rule_that_is_switched_off_is_found(
    at: Table, spoilt: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    SPOILT[spoilt](monkeypatch)
    with pytest.raises(AssertionError):
        play(at, FOUND_WITHIN, number=0, shrunk=False)


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("_part", range(PARTS))
def test_no_rule_is_broken_no_act_is_lost_and_no_author_learns_of_it(at: Table, _part: int) -> None:
    # Others each time, but for the first of each part, in which next to nothing happens.
    play(at, EXAMPLES // PARTS + 1)
