"""Teams: the organisation's own, a case's from version to version, and stepping into one."""

from fastapi import APIRouter

from service.api.access import Administrator, Reader, Staff
from service.api.context import Parts, Session
from service.api.schemas.common import Id
from service.api.schemas.teams import (
    AskStepIn,
    CoverAnswer,
    JoinStepIn,
    MembershipAnswer,
    MembershipsAnswer,
    NextTeam,
    OpenStepInAnswer,
    OwnTeamAnswer,
    OwnTeamBody,
    OwnTeamsAnswer,
    SignStepIn,
    StepInsAnswer,
)
from service.api.views import ground_answer, made_answer, show_cover, step_in_answer
from service.cases import organisation_teams, reading, stepping_in, teams
from service.cases.ground import ground_of
from service.cases.teams import Act
from service.db.statements import to_wire
from service.identity.sessions import Caller
from service.moderation import queue

router = APIRouter(tags=["teams"])


def _act(caller: Caller, at: int) -> Act:
    return Act(caller.actor, caller.sign, at)


@router.post("/organisation/teams", status_code=204)
async def store_own_team(body: OwnTeamBody, caller: Staff, parts: Parts, session: Session) -> None:
    """Store a version of a team of the organisation, signed by the caller, who is a member."""
    await organisation_teams.store(
        session,
        caller.actor,
        caller.sign,
        org=caller.org,
        purpose=body.purpose,
        signed=body.team.signed(),
        at=parts.clock.now(),
    )


@router.get("/organisation/members/{person}/cases")
async def list_memberships(
    person: Id, _caller: Administrator, session: Session
) -> MembershipsAnswer:
    """Return on how many cases' teams somebody is, before they are taken off the roster."""
    found = await reading.memberships(session, person)
    return MembershipsAnswer(
        cases=[MembershipAnswer(case=one.case, others=one.others) for one in found]
    )


@router.get("/organisation/teams")
async def list_own_teams(caller: Staff, session: Session) -> OwnTeamsAnswer:
    """Return the organisation's teams: all to those who work with them, else the caller's own."""
    found = await organisation_teams.seen_by(session, caller.account, caller.roles)
    return OwnTeamsAnswer(
        teams=[
            OwnTeamAnswer(
                team=one.team,
                purpose=one.purpose,
                versions=[to_wire(row) for row in one.versions],
            )
            for one in found
        ]
    )


@router.post("/cases/{case}/team", status_code=204)
async def change_team(
    case: Id, body: NextTeam, caller: Reader, parts: Parts, session: Session
) -> None:
    """Put the next version of a case's team in force; whoever it leaves out is out at once."""
    at = parts.clock.now()
    dropped = await teams.change_team(session, case, _act(caller, at), body.given())
    await queue.take_back(session, case, dropped, at=at)


@router.get("/cases/{case}/cover")
async def read_cover(case: Id, caller: Reader, session: Session) -> CoverAnswer:
    """Return the cover of the team in force to somebody who may step in, and nothing else."""
    return await show_cover(session, caller, case)


@router.post("/cases/{case}/step-ins", status_code=204)
async def ask_step_in(
    case: Id, body: AskStepIn, caller: Reader, parts: Parts, session: Session
) -> None:
    """Ask another to step in together: with the caller's half, sealed to the other."""
    await stepping_in.ask(session, case, _act(caller, parts.clock.now()), body.asked())


@router.get("/cases/{case}/step-ins")
async def list_step_ins(case: Id, caller: Reader, parts: Parts, session: Session) -> StepInsAnswer:
    """Return what the caller has asked, or is asked for, in this case."""
    found = await stepping_in.waiting(session, case, _act(caller, parts.clock.now()))
    return StepInsAnswer(step_ins=[step_in_answer(row) for row in found])


@router.get("/cases/{case}/step-ins/{step_in}")
async def read_step_in(
    case: Id, step_in: Id, caller: Reader, parts: Parts, session: Session
) -> OpenStepInAnswer:
    """Return one of them with the signed statements to check it by; there is no content in it."""
    act = _act(caller, parts.clock.now())
    row = await stepping_in.one_waiting(session, case, step_in, act)
    return OpenStepInAnswer(
        **dict(step_in_answer(row)),
        half=row.half if caller.account == row.joiner else b"",
        covered=await show_cover(session, caller, case),
        ground=ground_answer(await ground_of(session, case)),
        made=made_answer(row) if caller.account == row.asker else None,
    )


@router.post("/cases/{case}/step-ins/{step_in}/joining", status_code=204)
async def join_step_in(
    case: Id, step_in: Id, body: JoinStepIn, caller: Reader, parts: Parts, session: Session
) -> None:
    """Keep the version that the second made, until the first has signed too."""
    act = _act(caller, parts.clock.now())
    await stepping_in.join(session, case, step_in, act, body.joined())


@router.post("/cases/{case}/step-ins/{step_in}/signing", status_code=204)
async def sign_step_in(
    case: Id, step_in: Id, body: SignStepIn, caller: Reader, parts: Parts, session: Session
) -> None:
    """Take the first's statement and put everything in force at once."""
    act = _act(caller, parts.clock.now())
    await stepping_in.sign(session, case, step_in, act, body.step_in.signed())


@router.delete("/cases/{case}/step-ins/{step_in}", status_code=204)
async def withdraw_step_in(
    case: Id, step_in: Id, caller: Reader, parts: Parts, session: Session
) -> None:
    """End what waits; either of the two may."""
    await stepping_in.withdraw(session, case, step_in, _act(caller, parts.clock.now()))
