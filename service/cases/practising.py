"""Recording what was explained, assessed, confirmed and agreed, signed by one of the team.

Guarantees: a record names the one before it about the same, without a gap or a fork; from the
commit on the gate sees it: whatever is being released or opened comes first or not at all. Refuses
to hold anything up itself: `facts.py` gathers, the gate decides.
"""

from collections.abc import Iterable
from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.conflicts import hold_unbiased
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
from service.sealing.schemas import Delivery, Disclosure, Opening, Record
from service.sealing.schemas_practice import (
    CONFLICT,
    CUSTODY_DAY,
    DISCLOSURE,
    FOLLOW_UP,
    takes_a_supervisor,
)
from service.sealing.statements import Statement as Signed
from service.sealing.statements import open_statement
from service.sealing.wordings import wording_of

INFORMATION: Final = "information"
_DAY: Final = (CUSTODY_DAY, "supported")
_OF_THE_PLACE: Final = frozenset({"clearance", CUSTODY_DAY})


async def records(session: AsyncSession, case_id: str, person: str) -> list[Statement]:
    """Return every record of a case in the order of their making, for a member of its team."""
    await team_case(session, case_id, person)
    return await statements.every(session, Record.TYPE, case=case_id)


async def record(
    session: AsyncSession, case_id: str, person: str, sign: bytes, signed: Signed, *, at: int
) -> Record:
    """Store a record, and return what it says; the same again is welcome.

    Raises `NotFound` for whoever is not on the team, `Forbidden` for whom no device takes for a
    reader and for what takes a supervisor whom nothing biases, `Conflict` when another about the
    same came first, `Invalid` for anything else, `day` for one on which no establishment hands
    anything over, `before-move` for the word of a place in which somebody no longer was.
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
    opened = body.kind != FOLLOW_UP or await _opened_by(session, case.id, body)
    told = body.kind != DISCLOSURE or await _disclosed_by_another(session, case.id, body, sign)
    timely = body.at <= at and not 0 < body.until <= at
    if (body.kind, body.status) == _DAY and not may_be_confirmed(body.until):
        raise Invalid(reason="day")
    if not (said and known and worded and own and opened and told and timely):
        raise Invalid(reason="record-invalid")
    await hold_everything(session, case.id)
    await hold_reader(session, case.id, person)
    if await declared(session, signed):
        return body
    earlier = await statements.every(session, Record.TYPE, case=case.id)
    if _before_a_move((body_of(row) for row in earlier), body):
        raise Invalid(reason="before-move")
    about = [row for row in earlier if body_of(row).about == body.about]
    if takes_a_supervisor(body, body_of(about[-1]) if about else None):
        await _hold_supervisor(session, case.id, person)
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
    return body


async def _opened_by(session: AsyncSession, case: str, body: Record) -> bool:
    """Tell whether whom this is about opened, or was handed, the item that it is about."""
    rows = [
        row
        for kind in (Opening.TYPE, Delivery.TYPE)
        for row in await statements.every(session, kind, item=body.subject)
    ]
    return any(row.case_id == case and opener_of(row) == body.person for row in rows)


async def _disclosed_by_another(
    session: AsyncSession, case: str, body: Record, sign: bytes
) -> bool:
    """Tell whether somebody else than whoever signs this disclosed the newest danger in it."""
    row = await statements.newest(session, Disclosure.TYPE, item=body.subject)
    return row is not None and row.case_id == case and row.signer != sign


def opener_of(row: Statement) -> str:
    """Return who opened an item, or was handed it, by the statement that says so."""
    if row.type == Opening.TYPE:
        return open_statement(signed_of(row), Opening).person
    return open_statement(signed_of(row), Delivery).person


def _before_a_move(earlier: Iterable[Record], body: Record) -> bool:
    """Tell whether this is the word of a place in which its person was before they were moved."""
    moves = [one.at for one in earlier if (one.kind, one.person) == ("custody", body.person)]
    return body.kind in _OF_THE_PLACE and bool(moves) and body.at < moves[-1]


async def _hold_supervisor(session: AsyncSession, case: str, person: str) -> None:
    """Raise `Forbidden` for anybody who is no supervisor, and for one whom the case biases."""
    account = await session.get_one(Account, person)
    if StaffRole.SUPERVISOR not in account.roles:
        raise Forbidden(reason="supervisor")
    await hold_unbiased(session, case, person)


def body_of(row: Statement) -> Record:
    """Return what a stored record says."""
    return open_statement(signed_of(row), Record)
