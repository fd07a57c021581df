"""The trail of a whole story is one unbroken chain, and shows when somebody changed it."""

import pytest

from service.sealing.errors import Fault, SealingError
from service.sealing.trail import check_chain
from tests.factories.acts import opened_text, released_letter
from tests.factories.in_process import InProcess
from tests.factories.world import ROUNDS, World

STORY = [
    "team.stated",
    "case.opened",
    "invitation.made",
    "invitation.replied",
    "invitation.made",
    "invitation.replied",
    "person.certified",
    "case.stated",
    "person.certified",
    "case.stated",
    *((1 + 2 + 2 + 1) * ["practice.recorded"]),
    "case.screened",
    "case.prepared",
    "case.ready",
    "case.activated",
    *(2 * ["person.chose"]),
    *(5 * ["person.consented"]),
    *(5 * ["person.consented"]),
    "person.acknowledged",
    # The last is the second reader's, of themselves.
    *((2 + 1 + 1 + 2 * ROUNDS + 1) * ["practice.recorded"]),
    "item.drafted",
    "item.submitted",
    "item.awaiting-review",
    "item.claimed",
    "item.decided",
    "item.approved",
    "item.offered",
    "item.accepted",
    "item.released",
    "item.opened",
]


async def _chain(service: InProcess, chain: str) -> list[tuple[bytes, bytes]]:
    rows = await service.rows(
        "SELECT entry, hash FROM trail_entry WHERE chain = $1 ORDER BY number", chain
    )
    return [(row["entry"], row["hash"]) for row in rows]


async def _events(service: InProcess, chain: str) -> list[str]:
    rows = await service.rows(
        "SELECT convert_from(entry, 'UTF8')::jsonb ->> 'event' FROM trail_entry"
        " WHERE chain = $1 ORDER BY number",
        chain,
    )
    return [row[0] for row in rows]


async def test_tells_the_whole_story_in_its_order(service: InProcess, world: World) -> None:
    item = await released_letter(service, world)
    await opened_text(world.harmed, item)
    assert await _events(service, world.case) == STORY
    head = check_chain(world.case, await _chain(service, world.case))
    stored = await service.value("SELECT hash FROM trail_head WHERE chain = $1", world.case)
    assert head == stored
    check_chain(world.org, await _chain(service, world.org))


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM trail_entry WHERE chain = $1 AND number = 3",
        (
            "UPDATE trail_entry SET entry = convert_to(replace(convert_from(entry, 'UTF8'),"
            " 'case.opened', 'case.refused'), 'UTF8') WHERE chain = $1 AND number = 2"
        ),
        "UPDATE trail_entry SET number = number + 100 WHERE chain = $1 AND number = 2",
    ],
    ids=["an entry taken away", "an entry changed", "an entry moved"],
)
async def test_shows_that_it_was_changed(service: InProcess, world: World, change: str) -> None:
    check_chain(world.case, await _chain(service, world.case))
    await service.rows(change, world.case)
    with pytest.raises(SealingError) as broken:
        check_chain(world.case, await _chain(service, world.case))
    assert broken.value.code == Fault.TRAIL_BROKEN
