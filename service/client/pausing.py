"""Pausing: somebody of a case has everything stand still, and lets it go on again.

Owns the signed word on its person's side. Refuses to say why: nobody has to.
"""

from service.client.errors import NotPossible
from service.client.person import Person
from service.sealing.schemas import Pause
from service.sealing.statements import Statement, open_statement, sign


async def pauses(person: Person, case: str) -> list[Pause]:
    """Return one's own pauses and their ends in order; to the case's team everybody's."""
    return [open_statement(one, Pause) for one in await _shown(person, case)]


async def pause(person: Person) -> None:
    """Have everything of one's own case stand still. Raises Refusal `conflict` if it does."""
    await _say(person, "yes")


async def go_on(person: Person) -> None:
    """End one's own pause. Raises Refusal `conflict` where there is none."""
    await _say(person, "no")


async def _say(person: Person, paused: str) -> None:
    case = person.me.case
    if case is None:
        raise NotPossible("no-case", "This person takes part in no case.")
    before = await _shown(person, case)
    statement = sign(
        Pause(
            org=person.org,
            case=case,
            person=person.id,
            paused=paused,
            previous=before[-1].digest if before else b"",
            at=person.clock(),
        ),
        person.keys.sign_seed,
    )
    await person.transport.post(
        f"/cases/{case}/pauses", {"pause": statement.to_wire()}, repeat=True
    )


async def _shown(person: Person, case: str) -> list[Statement]:
    answer = await person.transport.get(f"/cases/{case}/pauses")
    return [Statement.from_wire(one) for one in answer["pauses"]]
