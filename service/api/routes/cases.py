"""Cases: open one, read one, list one's own, make one active."""

from fastapi import APIRouter

from service.api.access import Certified, Facilitator, Reader
from service.api.context import Parts, Session
from service.api.paging import After, Limit, cursor
from service.api.schemas.common import Id, Page
from service.api.schemas.items import BlockerAnswer, CaseAnswer, CasePersonAnswer, OpenCase
from service.api.views import ground_answer
from service.cases import certifying, opening, reading
from service.cases.reading import CaseView
from service.domain.errors import Conflict
from service.domain.roles import READERS

router = APIRouter(tags=["cases"])


def case_answer(view: CaseView) -> CaseAnswer:
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
        blockers=[BlockerAnswer(slug=slug) for slug in view.blockers],
    )


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
    return case_answer(await reading.view_for_staff(session, body.case, caller.account))


@router.get("/cases")
async def list_cases(
    caller: Reader, session: Session, after: After, limit: Limit = 50
) -> Page[CaseAnswer]:
    """Return the cases whose team the caller is on, newest first."""
    rows = await reading.list_for_staff(session, caller.account, after=after, limit=limit + 1)
    more = len(rows) > limit
    rows = rows[:limit]
    views = [await reading.view_for_staff(session, row.id, caller.account) for row in rows]
    return Page(
        rows=[case_answer(view) for view in views],
        next=cursor(rows[-1].created, rows[-1].id) if more else None,
    )


@router.get("/cases/{case}")
async def read_case(case: Id, caller: Certified, session: Session) -> CaseAnswer:
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
    return case_answer(await reading.view_for_staff(session, case, caller.account))


@router.post("/cases/{case}/activation")
async def activate(case: Id, caller: Facilitator, parts: Parts, session: Session) -> CaseAnswer:
    """Make a case active once both sides are certified."""
    view = await reading.view_for_staff(session, case, caller.account)
    if view.case.state == "active":
        raise Conflict(state="active")
    await certifying.activate(session, case, actor=caller.actor, at=parts.clock.now())
    return case_answer(await reading.view_for_staff(session, case, caller.account))
