"""What is received on paper or with the facilitator is handed over by staff, and opened nowhere."""

from pathlib import Path

import pytest

from service.client import attesting, choosing, receiving
from service.client.consenting import consent
from service.client.errors import Refusal
from service.client.items import item as look
from service.client.practising import Entry, record
from tests.factories.acts import LETTER, offered_letter, opened_text, released_letter
from tests.factories.in_process import InProcess
from tests.factories.verdicts import export_holds
from tests.factories.world import World, signed_in_as

DAY = 24 * 3600


async def _accepted(service: InProcess, world: World, medium: receiving.Medium) -> str:
    item = await offered_letter(service, world)
    await receiving.accept(world.harmed, item, medium, window_s=600)
    await service.serve_outbox()
    return item


async def _delivers(world: World, item: str, manner: str = "printed") -> None:
    await attesting.deliver(world.asha, world.case, item, world.harmed.id, manner)


@pytest.mark.parametrize(
    ("medium", "manner"), [("on-paper", "printed"), ("with-facilitator", "read-aloud")]
)
async def test_what_was_handed_over_counts_as_opened(
    service: InProcess, world: World, medium: receiving.Medium, manner: str, tmp_path: Path
) -> None:
    item = await _accepted(service, world, medium)
    with pytest.raises(Refusal, match="changed"):
        await opened_text(world.harmed, item)
    await _delivers(world, item, manner)
    await _delivers(world, item, manner)
    assert (await look(world.harmed, item)).status == "opened"
    [entry] = await service.trail(world.case, "item.delivered")
    assert world.asha.id in entry["entry"]
    with pytest.raises(Refusal, match="changed"):
        await choosing.decline(world.harmed, item)
    # Once its window has passed it can be asked for anew, to be read on the device.
    service.clock.turn(601)
    await receiving.accept(world.harmed, item, "read")
    assert await opened_text(world.harmed, item) == LETTER
    await export_holds(world, world.ben, tmp_path)


async def test_nothing_is_handed_over_while_the_gate_is_shut(
    service: InProcess, world: World
) -> None:
    item = await _accepted(service, world, "on-paper")
    await record(world.ben, world.case, Entry("proceedings", "live"))
    with pytest.raises(Refusal) as refused:
        await _delivers(world, item)
    assert refused.value.facts["blockers"] == "proceedings-live"
    await record(world.ben, world.case, Entry("proceedings", "cleared"))
    service.clock.turn(601)
    with pytest.raises(Refusal) as late:
        await _delivers(world, item)
    assert late.value.facts["blockers"] == "after-window"
    assert (await look(world.harmed, item)).status == "ready"


async def test_what_is_opened_on_the_device_is_handed_over_only_after_that(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    item = await released_letter(service, world)
    with pytest.raises(Refusal) as early:
        await _delivers(world, item)
    assert (early.value.slug, early.value.facts["field"]) == ("conflict", "medium")
    assert (await look(world.harmed, item)).status == "ready"
    assert await opened_text(world.harmed, item) == LETTER
    await _delivers(world, item)
    await export_holds(world, world.asha, tmp_path)


async def test_no_author_is_told_that_it_was_opened_where_nothing_was_handed_over(
    service: InProcess, world: World
) -> None:
    await choosing.choose(world.harmed, "tell-me", "opened")
    items = [await released_letter(service, world), await _accepted(service, world, "on-paper")]
    await consent(world.harmed, "receive", "letter", given="withdrawn")
    for item in items:
        with pytest.raises(Refusal):
            await _delivers(world, item)
    assert await service.trail(world.case, "item.delivered") == []
    service.clock.turn(DAY)
    author = await signed_in_as(world, "responsible", service.connect, service.clock.now)
    assert {(await look(author, item)).told for item in items} == {"accepted"}
