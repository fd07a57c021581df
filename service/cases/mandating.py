"""Mandating: a team of liaisons may act for a person without an account, until a date.

Guarantees: the mandate and the next case statement, in which it stands for the person, are one
transaction; the one before it ends at once. Refuses to let a team act for somebody with keys of
their own.
"""

from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.case_statements import check_case_statement
from service.cases.certifying import follow, locked_case
from service.cases.ground import signed as signed_of
from service.cases.in_force import hold_reader
from service.cases.organisation_teams import LIAISON
from service.cases.reading import on_team, refusal
from service.db import statements, trail
from service.db.declaring import declare, declared
from service.db.statements import text_of
from service.db.tables import Account, Case, CasePerson, Invitation, OrganisationTeam
from service.domain.errors import Conflict, Invalid
from service.domain.events import Event
from service.sealing.errors import SealingError
from service.sealing.schemas import CasePerson as Named
from service.sealing.schemas import Mandate, Roster, Team
from service.sealing.statements import Statement, open_statement


@dataclass(frozen=True)
class Mandating:
    """A signed mandate, and the signed case statement that names it."""

    mandate: Statement
    case_statement: Statement


async def mandate(
    session: AsyncSession,
    case_id: str,
    made: Mandating,
    *,
    signer: str,
    signer_key: bytes,
    at: int,
) -> None:
    """Store a mandate by a facilitator of the case's team; the same again is welcome.

    Raises `NotFound`, `Invalid`, and `Conflict` when the person has an account or another case
    statement came first.
    """
    if not await on_team(session, case_id, signer):
        raise await refusal(session, case_id, signer)
    case = await locked_case(session, case_id)
    await hold_reader(session, case_id, signer)
    if await declared(session, made.mandate):
        return
    body = _read(made.mandate, case, signer_key, at)
    team = await _liaison_team(session, body.team)
    stated = check_case_statement(made.case_statement, case.org, case.id, signer_key)
    role = next((one.role for one in stated.people if one.person == body.person), "")
    named = Named(body.person, role, made.mandate.digest)
    row = await _person(session, case, named)
    mandated = await declare(
        session,
        made.mandate,
        Event.PERSON_MANDATED,
        org=case.org,
        chain=case.id,
        at=at,
        actor=signer,
        case=case.id,
        subject=body.person,
        sequence=stated.sequence,
    )
    await follow(session, case, made.case_statement, named, signer_key, at)
    row.mandate, row.liaison_team, row.mandate_until = mandated.id, team.team, body.until
    session.add(row)
    await trail.append(
        session,
        org=case.org,
        chain=case.id,
        event=Event.CASE_STATED,
        at=at,
        actor=signer,
        statement=text_of(made.case_statement.voice),
    )


def _read(signed: Statement, case: Case, signer_key: bytes, at: int) -> Mandate:
    try:
        body = open_statement(signed, Mandate)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    if signed.key != signer_key or (body.org, body.case) != (case.org, case.id) or body.until <= at:
        raise Invalid(reason="mandate-invalid")
    return body


async def _liaison_team(session: AsyncSession, digest: bytes) -> Team:
    """Return the team of liaisons of this digest, which the newest roster must name."""
    roster = await statements.newest(session, Roster.TYPE)
    row = await statements.named(session, Team.TYPE, digest)
    if row is None or row.case_id is not None or roster is None:
        raise Invalid(reason="mandate-team")
    if digest not in open_statement(signed_of(roster), Roster).teams:
        raise Invalid(reason="mandate-team")
    team = open_statement(signed_of(row), Team)
    known = await session.get(OrganisationTeam, team.team)
    if known is None or known.purpose != LIAISON:
        raise Invalid(reason="mandate-team")
    return team


async def _person(session: AsyncSession, case: Case, named: Named) -> CasePerson:
    """Return the person's row; a new one for somebody who was not on the case."""
    row = await session.get(CasePerson, (case.id, named.person))
    if row is not None and row.mandate is None:
        # On the case with an account, or invited to have one.
        raise Conflict(field="person")
    if row is None:
        taken = await session.exec(
            select(Invitation.id).where(col(Invitation.person) == named.person)
        )
        if taken.first() is not None or await session.get(Account, named.person) is not None:
            raise Conflict(field="person")
        row = CasePerson(case_id=case.id, person=named.person, org=case.org, side=named.role)
    if row.side != named.role or not named.role:
        raise Invalid(reason="case-invalid")
    return row
