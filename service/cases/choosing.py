"""Standing choices: whether somebody wants to hear of what arrived, and what its author may learn.

Guarantees: a choice is the person's own, or, of somebody without keys, under the key of staff who
attest it in the same request; each names the one before it, so that none is lost and none comes
back. What rests for whoever now wants to be told is asked for in the same transaction. Refuses to
offer anything: that is the room of correspondence.
"""

from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.ground import signed as signed_of
from service.cases.holding import hold_everything
from service.cases.suspending import Staff
from service.cases.waking import wake_what_rests
from service.cases.witnessing import (
    MOST_WORDS,
    Acting,
    Speaker,
    attest_spoken,
    case_to_speak_in,
    declare_once,
    people_heard,
    spoken_rightly,
)
from service.db import statements
from service.db.declaring import declared
from service.db.tables import Statement
from service.domain.errors import Conflict, Invalid
from service.domain.events import Event
from service.domain.offers import Standing, Told
from service.sealing.errors import SealingError
from service.sealing.schemas import Choice
from service.sealing.statements import Statement as Signed
from service.sealing.statements import open_statement

_CAREFUL = (Standing.NEVER, Told.NOTHING)


async def choose(
    session: AsyncSession, case_id: str, speaker: Speaker, signed: Signed, *, at: int
) -> None:
    """Store a standing choice; the same again is welcome.

    Raises `NotFound` for whoever has no part in the case, `Forbidden` for staff who speak for
    somebody with keys of their own, `Invalid`, and `Conflict` where another choice came first, or
    after `MOST_WORDS`; the most careful choice is taken however often somebody changed their mind.
    """
    try:
        body = open_statement(signed, Choice)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    case = await case_to_speak_in(session, case_id, speaker, body.person)
    if not spoken_rightly(case, speaker, signed, body, at):
        raise Invalid(reason="choice-invalid")
    # Whatever is being offered comes first, or goes by this choice.
    await hold_everything(session, case.id)
    if await declared(session, signed):
        return
    theirs = [
        row
        for row in await statements.every(session, Choice.TYPE, case=case.id)
        if _body(row).person == body.person
    ]
    if body.previous != (theirs[-1].digest if theirs else b""):
        raise Conflict(field="previous")
    if len(theirs) >= MOST_WORDS and (body.standing, body.tell_author) != _CAREFUL:
        raise Conflict(field="choices")
    await attest_spoken(session, case.id, speaker, body, "choice", at=at)
    who = (speaker.staff.person, body.person)
    await declare_once(session, case, signed, Event.PERSON_CHOSE, who, at)
    if body.standing != Standing.NEVER:
        await wake_what_rests(session, case.id, at=at, person=body.person)


async def choices(
    session: AsyncSession, case_id: str, caller: Staff, acting: Acting
) -> list[Statement]:
    """Return choices in their order: to the team everybody's, to others their own.

    Raises `NotFound` for whoever has no part in the case.
    """
    people = await people_heard(session, case_id, caller, acting)
    rows = await statements.every(session, Choice.TYPE, case=case_id)
    return [row for row in rows if _body(row).person in people]


def _body(row: Statement) -> Choice:
    return open_statement(signed_of(row), Choice)
