"""Whoever is in custody receives something on a day that their establishment confirmed."""

from pathlib import Path

import pytest

from service.client import attesting, receiving
from service.client.errors import Refusal
from service.client.items import item as look
from service.client.practising import Entry, ends_there, record
from tests.factories.acts import LETTER, offered_letter, opened_text
from tests.factories.answers import blockers_shown
from tests.factories.custody_days import (
    DAY,
    SATURDAY,
    SUNDAY,
    THURSDAY,
    WEDNESDAY,
    next_there,
    turned_to,
)
from tests.factories.in_process import InProcess
from tests.factories.verdicts import export_holds
from tests.factories.world import World

MONTH, YEAR = 30 * DAY, 366 * DAY
CONFIRM = ("day-not-confirmed", "confirm-day", "facilitator")


async def _confirms(world: World, moment: int) -> None:
    until = ends_there(moment)
    await record(
        world.ben,
        world.case,
        Entry("custody-day", "supported", person=world.harmed.id, until=until),
    )


async def _placed(service: InProcess, world: World) -> None:
    """She is in custody, and the place lets it through in general."""
    her = world.harmed.id
    until = service.clock.now() + YEAR
    await record(world.ben, world.case, Entry("custody", "in-custody", person=her))
    await record(world.ben, world.case, Entry("clearance", "given", person=her, until=until))


async def _accepted(service: InProcess, world: World, medium: receiving.Medium = "read") -> str:
    item = await offered_letter(service, world)
    await receiving.accept(world.harmed, item, medium, window_s=MONTH)
    await service.serve_outbox()
    return item


async def test_is_released_and_opened_on_that_day_alone(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    await _placed(service, world)
    item = await _accepted(service, world)
    other = await _accepted(service, world)
    before = await look(world.responsible, item)
    assert (await look(world.harmed, item)).status == "accepted"
    assert CONFIRM in await blockers_shown(world.asha, item)
    day = next_there(service, WEDNESDAY)
    await _confirms(world, day)
    assert CONFIRM in await blockers_shown(world.asha, item)
    await turned_to(service, day - 60)
    assert (await look(world.harmed, item)).status == "accepted"
    await turned_to(service, day)
    assert (await look(world.harmed, item)).status == "ready"
    assert await opened_text(world.harmed, item) == LETTER
    await turned_to(service, ends_there(day) + 1)
    with pytest.raises(Refusal) as late:
        await opened_text(world.harmed, other)
    assert (late.value.slug, late.value.facts["blockers"]) == ("blocked", "not-now")
    # What she has she reads again; another takes another day.
    assert await opened_text(world.harmed, item) == LETTER
    day = next_there(service, THURSDAY)
    await _confirms(world, day)
    await turned_to(service, day)
    assert await opened_text(world.harmed, other) == LETTER
    assert await look(world.responsible, item) == before
    await export_holds(world, world.asha, tmp_path)


@pytest.mark.parametrize("weekday", [SATURDAY, SUNDAY])
async def test_is_never_a_day_of_a_weekend_nor_an_evening(
    service: InProcess, world: World, weekday: int
) -> None:
    evening = next_there(service, WEDNESDAY, 17)
    for until in (ends_there(next_there(service, weekday)), evening):
        with pytest.raises(Refusal) as refused:
            await record(
                world.ben,
                world.case,
                Entry("custody-day", "supported", person=world.harmed.id, until=until),
            )
        assert (refused.value.slug, refused.value.facts["reason"]) == ("invalid", "day")


async def test_ends_with_a_move_and_when_the_place_says_so(
    service: InProcess, world: World
) -> None:
    her = world.harmed.id
    await _placed(service, world)
    item = await _accepted(service, world)
    day = next_there(service, WEDNESDAY)
    await _confirms(world, day)
    await _placed(service, world)
    await turned_to(service, day)
    assert CONFIRM in await blockers_shown(world.asha, item)
    await _confirms(world, day)
    assert CONFIRM not in await blockers_shown(world.asha, item)
    await record(world.ben, world.case, Entry("custody-day", "withdrawn", person=her))
    assert CONFIRM in await blockers_shown(world.asha, item)
    # Whoever is out receives on any day.
    await record(world.ben, world.case, Entry("custody", "community", person=her))
    assert CONFIRM not in await blockers_shown(world.asha, item)


async def test_each_handing_over_takes_such_a_day(service: InProcess, world: World) -> None:
    her = world.harmed.id
    await _placed(service, world)
    item = await _accepted(service, world, "on-paper")
    day = next_there(service, WEDNESDAY)
    await _confirms(world, day)
    await turned_to(service, day)
    assert (await look(world.harmed, item)).status == "ready"
    await turned_to(service, ends_there(day) + 1)
    for confirmed in (next_there(service, WEDNESDAY), next_there(service, WEDNESDAY) + 7 * DAY):
        with pytest.raises(Refusal) as shut:
            await attesting.deliver(world.asha, world.case, item, her, "printed")
        assert shut.value.facts["blockers"] == "day-not-confirmed"
        await _confirms(world, confirmed)
        await turned_to(service, confirmed)
        await attesting.deliver(world.asha, world.case, item, her, "printed")
        await turned_to(service, ends_there(confirmed) + 1)
    assert len(await service.trail(world.case, "item.delivered")) == 2
