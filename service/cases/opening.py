"""Opening a case: its review team, its first statement, its sealed card.

Guarantees: team and case statement are signed by the facilitator who opens the case, who is on
the team; the card is the one that the statement names. Refuses to read the card.
"""

from sqlalchemy.exc import IntegrityError
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.case_statements import check_case_statement
from service.cases.versions import check_cover, hold_readers, read_team
from service.db import statements, trail
from service.db.declaring import declare
from service.db.statements import text_of
from service.db.tables import Case, TeamMember
from service.domain.errors import Conflict, Invalid
from service.domain.events import Event
from service.domain.lifecycle import CaseState
from service.sealing.encoding import digest
from service.sealing.schemas import Team
from service.sealing.statements import Statement


def _check_team(signed: Statement, org: str, case: str, signer: bytes) -> Team:
    team = read_team(signed, signer)
    if (team.org, team.case, team.version) != (org, case, 1):
        raise Invalid(reason="team-invalid")
    return team


async def open_case(  # noqa: PLR0913 - what a case begins with, all named
    session: AsyncSession,
    *,
    org: str,
    case: str,
    opener: str,
    opener_sign: bytes,
    team_signed: Statement,
    case_signed: Statement,
    cover_signed: Statement | None = None,
    card: bytes,
    at: int,
) -> Case:
    """Store a case as a referral; raises `Invalid` or `Conflict` (the id is taken).

    Where the roster lists a supervisors' and a duty team, version 1 of the team is covered.
    """
    team = _check_team(team_signed, org, case, opener_sign)
    body = check_case_statement(case_signed, org, case, opener_sign)
    if body.sequence != 1 or body.team != team_signed.digest or body.people:
        raise Invalid(reason="case-invalid")
    if body.card != digest(card):
        raise Invalid(reason="card")
    if opener not in {member.person for member in team.members}:
        raise Invalid(reason="team-invalid")
    if case == org:
        # The organisation's own trail has its id; a case of that id would write into it.
        raise Conflict(field="case")
    row = Case(id=case, org=org, state=CaseState.REFERRAL.value, card=card, created=at)
    session.add(row)
    try:
        await session.flush()
    except IntegrityError as taken:
        raise Conflict(field="case") from taken
    await hold_readers(session, team)
    await check_cover(session, team_signed, cover_signed)
    session.add_all(TeamMember(case_id=case, person=one.person, org=org) for one in team.members)
    await statements.record(session, team_signed, org=org, at=at, case=case, sequence=1)
    await statements.record(session, case_signed, org=org, at=at, case=case, sequence=1)
    await trail.append(
        session,
        org=org,
        chain=case,
        event=Event.TEAM_STATED,
        at=at,
        actor=opener,
        statement=text_of(team_signed.voice),
    )
    if cover_signed is not None:
        await declare(
            session,
            cover_signed,
            Event.TEAM_COVERED,
            org=org,
            chain=case,
            at=at,
            actor=opener,
            case=case,
            sequence=1,
        )
    await trail.append(
        session,
        org=org,
        chain=case,
        event=Event.CASE_OPENED,
        at=at,
        actor=opener,
        statement=text_of(case_signed.voice),
    )
    return row
