"""Recording what was explained, assessed, confirmed and agreed, signed by one of the team.

Guarantees: a record names the one before it about the same, without a gap or a fork; from the
commit on the gate sees it: whatever is being released or opened comes first or not at all. Refuses
to hold anything up itself: `facts.py` gathers, the gate decides.
"""

from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.ground import signed as signed_of
from service.cases.holding import hold_everything
from service.cases.in_force import hold_reader
from service.cases.trails import team_case
from service.db import statements
from service.db.declaring import declare, declared
from service.db.tables import Account, CasePerson, Statement
from service.domain.custody import may_be_confirmed
from service.domain.errors import Conflict, Forbidden, Invalid
from service.domain.events import Event
from service.domain.roles import StaffRole
from service.sealing.errors import SealingError
from service.sealing.schemas import Record
from service.sealing.statements import Statement as Signed
from service.sealing.statements import open_statement
from service.sealing.wordings import wording_of

INFORMATION: Final = "information"
CONFLICT: Final = "conflict"
_DAY: Final = ("custody-day", "supported")
# A special route, and leaving a guardian out, take more than the facilitator of the case.
_BY_A_SUPERVISOR: Final = frozenset({("sign-off", "given"), ("guardian", "not-safe-to-ask")})


async def records(session: AsyncSession, case_id: str, person: str) -> list[Statement]:
    """Return every record of a case in the order of their making, for a member of its team."""
    await team_case(session, case_id, person)
    return await statements.every(session, Record.TYPE, case=case_id)


async def record(
    session: AsyncSession, case_id: str, person: str, sign: bytes, signed: Signed, *, at: int
) -> None:
    """Store a record; the same again is welcome.

    Raises `NotFound` for whoever is not on the team, `Forbidden` for whom no device takes for a
    reader and for what takes a supervisor, `Conflict` when another about the same came first,
    `Invalid` for anything else, `day` for one on which no establishment hands anything over.
    """
    case = await team_case(session, case_id, person)
    try:
        body = open_statement(signed, Record)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    known = not body.person or await session.get(CasePerson, (case.id, body.person)) is not None
    words = wording_of(body.wording)
    worded = body.kind != INFORMATION or (words is not None and words.name == INFORMATION)
    said = (signed.key, body.org, body.case) == (sign, case.org, case.id)
    own = body.kind != CONFLICT or body.subject == person
    if (body.kind, body.status) == _DAY and not may_be_confirmed(body.until):
        raise Invalid(reason="day")
    if not said or not known or not worded or not own or body.at > at or 0 < body.until <= at:
        raise Invalid(reason="record-invalid")
    await hold_everything(session, case.id)
    await hold_reader(session, case.id, person)
    if (body.kind, body.status) in _BY_A_SUPERVISOR:
        account = await session.get_one(Account, person)
        if StaffRole.SUPERVISOR not in account.roles:
            raise Forbidden(reason="supervisor")
    if await declared(session, signed):
        return
    earlier = await statements.every(session, Record.TYPE, case=case.id)
    about = [row for row in earlier if body_of(row).about == body.about]
    if body.previous != (about[-1].digest if about else b""):
        raise Conflict(field="previous")
    await declare(
        session,
        signed,
        Event.PRACTICE_RECORDED,
        org=case.org,
        chain=case.id,
        at=at,
        actor=person,
        case=case.id,
        subject=body.person or None,
        sequence=len(earlier) + 1,
    )


def body_of(row: Statement) -> Record:
    """Return what a stored record says."""
    return open_statement(signed_of(row), Record)
