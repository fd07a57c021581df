"""Cases: open one, read one, list one's own, take one a step further."""

from collections.abc import Sequence

from fastapi import APIRouter

from service.api.access import Certified, Facilitator, Reader
from service.api.context import Parts, Session
from service.api.paging import After, Limit, cursor
from service.api.schemas.common import Id, Page
from service.api.schemas.items import CaseAnswer, CasePersonAnswer, OpenCase
from service.api.schemas.steps import StepAnswer, StepBody
from service.api.views import blocker_answers, ground_answer
from service.cases import opening, reading, steps
from service.cases.reading import CaseView
from service.cases.steps import Ahead
from service.domain.roles import READERS
from service.identity.sessions import Caller

router = APIRouter(tags=["cases"])


def case_answer(view: CaseView, ahead: Sequence[Ahead] = ()) -> CaseAnswer:
    """Return a case as this caller may see it."""
    return CaseAnswer(
        **dict(ground_answer(view.ground)),
        case=view.case.id,
        state=view.case.state,
        created=view.case.created,
        people=[
            CasePersonAnswer(person=row.person, role=row.side, certified=row.settled)
            for row in view.people
        ],
        card=view.card,
        steps=[
            StepAnswer(act=one.act, next=one.next, blockers=blocker_answers(one.blockers))
            for one in ahead
        ],
    )


async def _for_staff(session: Session, case: str, caller: Caller, now: int) -> CaseAnswer:
    view = await reading.view_for_staff(session, case, caller.account)
    return case_answer(view, await steps.ahead(session, view.case, caller.actor, now=now))


@router.post("/cases", status_code=201)
async def open_case(
    body: OpenCase, caller: Facilitator, parts: Parts, session: Session
) -> CaseAnswer:
    """Open a case with the caller on its review team."""
    await opening.open_case(
        session,
        org=caller.org,
        case=body.case,
        opener=caller.actor,
        opener_sign=caller.sign,
        team_signed=body.team.signed(),
        case_signed=body.case_statement.signed(),
        cover_signed=body.cover.signed() if body.cover else None,
        card=body.card,
        at=parts.clock.now(),
    )
    await session.flush()
    return await _for_staff(session, body.case, caller, parts.clock.now())


@router.get("/cases")
async def list_cases(
    caller: Reader, parts: Parts, session: Session, after: After, limit: Limit = 50
) -> Page[CaseAnswer]:
    """Return the cases whose team the caller is on, newest first."""
    rows = await reading.list_for_staff(session, caller.account, after=after, limit=limit + 1)
    more = len(rows) > limit
    rows, now = rows[:limit], parts.clock.now()
    return Page(
        rows=[await _for_staff(session, row.id, caller, now) for row in rows],
        next=cursor(rows[-1].created, rows[-1].id) if more else None,
    )


@router.get("/cases/{case}")
async def read_case(case: Id, caller: Certified, parts: Parts, session: Session) -> CaseAnswer:
    """Return a case to its team; without the card to a participant or who acts for one."""
    if caller.case is not None:
        own, person = caller.case, caller.account
        return case_answer(
            await reading.view_for_participant(session, case, own=own, person=person)
        )
    acts = any(one == case for one, _ in caller.acts_for)
    if acts and not await reading.on_team(session, case, caller.account):
        return case_answer(
            await reading.view_for_participant(session, case, own=case, person=caller.account)
        )
    if READERS.isdisjoint(caller.roles):
        raise await reading.refusal(session, case, caller.account)
    return await _for_staff(session, case, caller, parts.clock.now())


@router.post("/cases/{case}/steps")
async def take_step(
    case: Id, body: StepBody, caller: Reader, parts: Parts, session: Session
) -> CaseAnswer:
    """Take the case a step further, or close it."""
    await steps.take(session, case, caller.actor, body.act, at=parts.clock.now())
    return await _for_staff(session, case, caller, parts.clock.now())
