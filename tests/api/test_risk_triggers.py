"""What an assessment of the risk names: once it happens, nothing passes until it is done anew."""

from collections.abc import Awaitable, Callable

import pytest

from service.client import pausing, receiving, reviewing
from service.client.deciding import escalate
from service.client.errors import Refusal
from service.client.practising import Entry, record
from service.sealing.encoding import new_id
from service.sealing.schemas_practice import TRIGGERS
from tests.factories.acts import approved_by, opened_text, released_letter, sent_letter
from tests.factories.in_process import InProcess
from tests.factories.world import World

YEAR = 366 * 24 * 3600
Happens = Callable[[InProcess, World], Awaitable[None]]


async def _assessed(service: InProcess, world: World, *triggers: str) -> None:
    until = service.clock.now() + YEAR
    entry = Entry("risk", "acceptable", until=until, triggers=triggers)
    await record(world.asha, world.case, entry)


async def _in_the_way(world: World, item: str) -> set[str]:
    shown = await world.asha.transport.get(f"/items/{item}/blockers")
    return {one["slug"] for one in shown["blockers"]}


def _recorded(kind: str, status: str, *, subject: bool = False, days: int = 0) -> Happens:
    async def happens(service: InProcess, world: World) -> None:
        about = "" if kind == "contact-outside" else world.responsible.id
        until = service.clock.now() + days * 24 * 3600 if days else 0
        order = new_id() if subject else ""
        entry = Entry(kind, status, person=about, subject=order, until=until)
        await record(world.asha, world.case, entry)

    return happens


async def _pauses(_service: InProcess, world: World) -> None:
    await pausing.pause(world.harmed)
    await pausing.go_on(world.harmed)


async def _escalates(_service: InProcess, world: World) -> None:
    item = await sent_letter(world)
    await reviewing.claim(world.ben, item)
    async with await reviewing.review(world.ben, item) as reading:
        await escalate(reading)


HAPPENS: dict[str, Happens] = {
    "move": _recorded("custody", "in-custody"),
    "release-from-custody": _recorded("custody", "community"),
    "new-order": _recorded("restriction", "permits", subject=True, days=400),
    "escalation": _escalates,
    "pause": _pauses,
    "contact-outside": _recorded("contact-outside", "reported"),
}


class TestATrigger:
    @pytest.mark.parametrize("trigger", TRIGGERS)
    async def test_that_is_named_stops_what_was_released_until_the_risk_is_assessed_anew(
        self, service: InProcess, world: World, trigger: str
    ) -> None:
        # The clock stands still: what comes first on the trail came first.
        item = await released_letter(service, world)
        await HAPPENS[trigger](service, world)
        await _assessed(service, world, trigger)
        assert "risk-triggered" not in await _in_the_way(world, item), "it happened before"
        await HAPPENS[trigger](service, world)
        assert "risk-triggered" in await _in_the_way(world, item)
        with pytest.raises(Refusal) as refused:
            await receiving.open_item(world.harmed, item)
        assert (refused.value.slug, refused.value.facts["blockers"]) == ("blocked", "not-now")
        await _assessed(service, world, trigger)
        assert "risk-triggered" not in await _in_the_way(world, item)

    @pytest.mark.parametrize("trigger", TRIGGERS)
    async def test_that_is_not_named_changes_nothing(
        self, service: InProcess, world: World, trigger: str
    ) -> None:
        item = await released_letter(service, world)
        await _assessed(service, world, *(one for one in TRIGGERS if one != trigger))
        await HAPPENS[trigger](service, world)
        assert "risk-triggered" not in await _in_the_way(world, item)

    async def test_lets_nothing_be_approved_on_what_it_overtook(
        self, service: InProcess, world: World
    ) -> None:
        await _assessed(service, world, "contact-outside", "pause")
        item = await sent_letter(world)
        await HAPPENS["contact-outside"](service, world)
        with pytest.raises(Refusal) as refused:
            await approved_by(world.ben, item)
        assert (refused.value.slug, refused.value.facts["blockers"]) == (
            "blocked",
            "risk-triggered",
        )
        await _assessed(service, world)
        async with await reviewing.review(world.ben, item) as reading:
            await reading.read_letter()
            await reviewing.approve(reading)
        await service.serve_outbox()
        await receiving.accept(world.harmed, item, "read")
        await service.serve_outbox()
        assert await opened_text(world.harmed, item)
