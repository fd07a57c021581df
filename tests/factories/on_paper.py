"""Lets two people and their facilitator agree to letters on paper, beside what they agreed to."""

from collections.abc import Iterable

from service.client.consenting import consent
from service.client.person import Person
from service.client.practising import Entry, record
from tests.factories.world import ROUNDS

MEDIA = ("letter", "recording", "paper")


async def paper_agreed(facilitator: Person, case: str, people: Iterable[Person]) -> None:
    """Each says yes to sending and receiving paper, and the plan has it."""
    for person in people:
        for purpose in ("send", "receive"):
            await consent(person, purpose, "paper")
    await record(facilitator, case, Entry("plan", "agreed", round=ROUNDS, media=MEDIA))
