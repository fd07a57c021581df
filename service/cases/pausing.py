"""Pausing: a person of a case has everything stand still for a while, for whatever reason.

Guarantees: from the commit on nothing of the case is offered, released or opened, on either side,
until whoever paused lets it go on; an opening that is under way comes first or not at all. Each of
a person's words names their one before. What is said to others is the same as for every other
wait: who paused is for the team alone.
"""

from collections.abc import Iterable

from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.ground import signed as signed_of
from service.cases.holding import hold_everything
from service.cases.reading import on_team, refusal
from service.db import statements
from service.db.declaring import declare, declared
from service.db.tables import Case, CasePerson, Statement
from service.domain.errors import Conflict, Invalid
from service.domain.events import Event
from service.sealing.errors import SealingError
from service.sealing.schemas import Pause
from service.sealing.statements import Statement as Signed
from service.sealing.statements import open_statement

PAUSED = "yes"


def paused(said: Iterable[Statement]) -> bool:
    """Tell whether anybody of a case has it stand still, by every word on it in their order."""
    last = {one.person: one for one in map(_body, said)}
    return any(one.paused == PAUSED for one in last.values())


async def pauses(session: AsyncSession, case_id: str, person: str) -> list[Statement]:
    """Return the pauses of a case in order: to its team all, to somebody of the case their own.

    Raises `NotFound` for anyone else.
    """
    team = await on_team(session, case_id, person)
    if not team and await _certified(session, case_id, person) is None:
        raise await refusal(session, case_id, person)
    return [row for row in await _every(session, case_id) if team or _body(row).person == person]


async def pause(
    session: AsyncSession, case_id: str, person: str, sign: bytes, signed: Signed, *, at: int
) -> None:
    """Store a pause or its end, by somebody of the case for themselves; again is welcome.

    Raises `NotFound` for whoever is not on a side of the case with keys of their own, `Invalid`,
    and `Conflict` when another word of theirs came first or there is nothing to end.
    """
    case = await _certified(session, case_id, person)
    if case is None:
        raise await refusal(session, case_id, person)
    try:
        body = open_statement(signed, Pause)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    said = (signed.key, body.org, body.case, body.person)
    if said != (sign, case.org, case.id, person) or body.at > at:
        raise Invalid(reason="pause-invalid")
    await hold_everything(session, case.id)
    if await declared(session, signed):
        return
    before = [row for row in await _every(session, case.id) if _body(row).person == person]
    last = before[-1] if before else None
    if body.previous != (last.digest if last else b""):
        raise Conflict(field="previous")
    standing = last is not None and _body(last).paused == PAUSED
    if (body.paused == PAUSED) == standing:
        raise Conflict(state="paused" if standing else "not-paused")
    await declare(
        session,
        signed,
        Event.CASE_PAUSED,
        org=case.org,
        chain=case.id,
        at=at,
        actor=person,
        case=case.id,
        subject=person,
        sequence=len(before) + 1,
    )


async def _certified(session: AsyncSession, case_id: str, person: str) -> Case | None:
    row = await session.get(CasePerson, (case_id, person))
    if row is None or row.certificate is None:
        return None
    return await session.get(Case, case_id)


async def _every(session: AsyncSession, case_id: str) -> list[Statement]:
    return await statements.every(session, Pause.TYPE, case=case_id)


def _body(row: Statement) -> Pause:
    return open_statement(signed_of(row), Pause)
