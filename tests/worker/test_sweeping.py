"""The sweeper puts back what a reader let lapse, at its old place, once."""

import asyncio

from service.client import reviewing
from service.moderation.queue import CLAIM_SECONDS
from service.worker.jobs import lapse_claims
from tests.factories.acts import approved_by, sent_letter
from tests.factories.world import World
from tests.worker.conftest import Behind


async def _let_it_lapse(behind: Behind, world: World) -> None:
    for _ in range(3):
        behind.service.clock.turn(CLAIM_SECONDS // 3)
        await world.asha.refresh()
        await world.ben.refresh()
    behind.service.clock.turn(1)


async def test_a_lapsed_claim_goes_back_to_its_old_place(behind: Behind, world: World) -> None:
    first = await sent_letter(world)
    behind.service.clock.turn(1)
    second = await sent_letter(world)
    await reviewing.claim(world.asha, first)
    assert await lapse_claims(behind.service.relay, behind.service.clock) == 0, "it still holds"
    await _let_it_lapse(behind, world)
    await lapse_claims(behind.service.relay, behind.service.clock)
    assert [one.id for one in await reviewing.queue(world.ben)] == [first, second]
    await approved_by(world.ben, first)


async def test_two_sweepers_at_once_put_it_back_once(behind: Behind, world: World) -> None:
    item = await sent_letter(world)
    await reviewing.claim(world.asha, item)
    await _let_it_lapse(behind, world)
    await asyncio.gather(
        *(lapse_claims(behind.service.relay, behind.service.clock) for _ in range(3))
    )
    assert [one.id for one in await reviewing.queue(world.ben)] == [item]
    assert len(await behind.service.trail(world.case, "item.claim-lapsed")) == 1
