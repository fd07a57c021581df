"""The organisation's own teams."""

from fastapi import APIRouter

from service.api.access import Administrator
from service.api.context import Parts, Session
from service.api.schemas.words import StateTeam
from service.identity import organisation_teams

router = APIRouter(tags=["organisation"])


@router.post("/organisation/teams", status_code=204)
async def state_team(
    body: StateTeam, caller: Administrator, parts: Parts, session: Session
) -> None:
    """Store a version of a team, which the next roster may name."""
    await organisation_teams.state_team(session, caller, body.team.signed(), at=parts.clock.now())
