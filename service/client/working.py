"""What waits for a reader, and the word that they spoke with somebody after an opening.

Owns reading the list as the service says it. Refuses to check it: whatever is acted on is verified
when it is opened, and a list that leaves something out is no worse than a service that is silent.
"""

from dataclasses import dataclass

from service.client.person import Person
from service.client.practising import Entry, record
from service.sealing.schemas_practice import FOLLOW_UP


@dataclass(frozen=True)
class Waiting:
    """One thing that is due, and what takes it away; `due` in seconds since 1970."""

    kind: str
    case: str
    item: str | None
    person: str | None
    due: int
    clears: str


@dataclass(frozen=True)
class Work:
    """What waits, soonest first; `total` is how much there is where not all of it is shown."""

    rows: tuple[Waiting, ...]
    total: int


async def work(reader: Person) -> Work:
    """Return what waits for a reader in the cases whose team they are on."""
    answer = await reader.transport.get("/work")
    rows = tuple(
        Waiting(one["kind"], one["case"], one["item"], one["person"], one["due"], one["clears"])
        for one in answer["rows"]
    )
    return Work(rows, answer["total"])


async def follow_up(reader: Person, case: str, item: str, person: str, outcome: str) -> None:
    """Sign and send that one spoke with whoever opened an item: `made`, or `tried`.

    Raises SealingError `statement-schema` for another outcome, and Refusal `invalid` for somebody
    who did not open it.
    """
    await record(reader, case, Entry(FOLLOW_UP, outcome, person=person, subject=item))
