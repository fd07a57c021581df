"""What readers do with one item that they do not approve, each step through the real client."""

from collections.abc import Awaitable, Callable
from typing import Any

from service.client import deciding, reviewing
from service.client.person import Person
from service.client.reviewing import Reading
from service.client.teams import add_to_team
from tests.factories.acts import kept_back
from tests.factories.in_process import InProcess
from tests.factories.staff import joined
from tests.factories.world import World, without_ties

WORDS = "Please leave out the street. The rest is good."


async def read_whole(reading: Reading) -> None:
    """Go through all of an item."""
    if reading.submitted.rendition is None:
        await reading.read_letter()
    else:
        await reading.watch()


async def returned_by(
    reader: Person, item: str, reason: str = "identifies-someone", words: str = WORDS
) -> bytes:
    """A reader claims an item, reads it and returns it."""
    await reviewing.claim(reader, item)
    async with await reviewing.review(reader, item) as reading:
        await read_whole(reading)
        return await deciding.return_item(reading, reason, words)


async def withheld_by(
    reader: Person, item: str, reason: str = "would-harm", words: str = WORDS
) -> bytes:
    """A reader claims an item, reads it and withholds it."""
    await reviewing.claim(reader, item)
    async with await reviewing.review(reader, item) as reading:
        await read_whole(reading)
        return await deciding.withhold(reading, reason, words)


async def escalated_by(reader: Person, item: str, words: str = "") -> bytes:
    """A reader claims an item and locks it before they have read all of it."""
    await reviewing.claim(reader, item)
    async with await reviewing.review(reader, item) as reading:
        return await deciding.escalate(reading, words)


async def kept_from(
    reader: Person, item: str, act: Callable[[Reading], Awaitable[object]]
) -> dict[str, Any]:
    """Return what a reader who holds an item would send, not yet sent."""
    async with await reviewing.review(reader, item) as reading:
        await read_whole(reading)
        return await kept_back(reader, lambda: act(reading))


async def on_team(service: InProcess, world: World, role: str) -> Person:
    """Enrol somebody in this role and put them on the world's case's team, tied to nobody in it."""
    person = await joined(service, world, role)
    await add_to_team(world.asha, world.case, person.id)
    await without_ties(world.case, person)
    return person
