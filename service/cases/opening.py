"""Opening a case: its review team, its first statement, its sealed card.

Guarantees: team and case statement are signed by the facilitator who opens the case, who is on
the team; the card is the one that the statement names. Refuses to read the card.
"""

from sqlalchemy.exc import IntegrityError
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import statements, trail
from service.db.statements import text_of
from service.db.tables import Account, Case, TeamMember
from service.domain.errors import Conflict, Invalid
from service.domain.events import Event
from service.domain.lifecycle import CaseState
from service.domain.roles import StaffRole
from service.sealing.encoding import digest
from service.sealing.errors import SealingError
from service.sealing.schemas import CaseStatement, Team
from service.sealing.statements import Statement, open_statement


def check_case_statement(signed: Statement, org: str, case: str, signer: bytes) -> CaseStatement:
    """Return the body; raises `Invalid` unless this member of staff signed it for this case."""
    try:
        body = open_statement(signed, CaseStatement)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    if signed.key != signer or (body.org, body.case) != (org, case):
        raise Invalid(reason="case-invalid")
    return body


def _check_team(signed: Statement, org: str, case: str, signer: bytes) -> Team:
    try:
        team = open_statement(signed, Team)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    if signed.key != signer or (team.org, team.case, team.version) != (org, case, 1):
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
    card: bytes,
    at: int,
) -> Case:
    """Store a case in `preparing`; raises `Invalid` or `Conflict` (the id is taken)."""
    team = _check_team(team_signed, org, case, opener_sign)
    body = check_case_statement(case_signed, org, case, opener_sign)
    if body.sequence != 1 or body.team != team_signed.digest or body.people:
        raise Invalid(reason="case-invalid")
    if body.card != digest(card):
        raise Invalid(reason="card")
    members = {member.person: member.box for member in team.members}
    if opener not in members:
        raise Invalid(reason="team-invalid")
    if case == org:
        # The organisation's own trail has its id; a case of that id would write into it.
        raise Conflict(field="case")
    row = Case(id=case, org=org, state=CaseState.PREPARING.value, card=card, created=at)
    session.add(row)
    try:
        await session.flush()
    except IntegrityError as taken:
        raise Conflict(field="case") from taken
    for person, box in members.items():
        account = await session.get(Account, person)
        if (
            account is None
            or account.box != box
            or account.state != "certified"
            or not {StaffRole.FACILITATOR, StaffRole.SUPERVISOR} & set(account.roles)
        ):
            raise Invalid(reason="team-invalid")
        session.add(TeamMember(case_id=case, person=person, org=org))
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
