"""Certifying a person: the facilitator's signature on the keys that answered an enrolment code.

Guarantees: a certificate is stored only for exactly the keys of the reply, together with the next
case statement that lists it; nobody else's entry changes with it.
"""

from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.case_statements import check_case_statement
from service.cases.in_force import hold_reader
from service.db import statements, trail
from service.db.holding import held_case
from service.db.statements import text_of
from service.db.tables import Account, Case, CasePerson, Invitation
from service.domain.errors import Conflict, Invalid, NotFound
from service.domain.events import Event
from service.sealing.errors import SealingError
from service.sealing.schemas import CasePerson as CasePersonNamed
from service.sealing.schemas import CaseStatement, Certificate
from service.sealing.statements import Statement, open_statement


async def locked_case(session: AsyncSession, case: str) -> Case:
    """Return the case, locked until the transaction ends; raises `NotFound`."""
    row = await held_case(session, case)
    if row is None:
        raise NotFound
    return row


async def certify(
    session: AsyncSession,
    invitation: Invitation,
    *,
    signer: str,
    signer_key: bytes,
    certificate_signed: Statement,
    case_signed: Statement,
    at: int,
) -> None:
    """Store certificate and next case statement; the person may act from now on.

    Raises `Conflict` when the code was not answered, or another case statement came first, and
    `Forbidden` for somebody who has left the case's team since they made the invitation.
    """
    if invitation.case_id is None:
        raise Invalid(reason="invitation")
    if invitation.state != "replied":
        raise Conflict(state=invitation.state)
    case = await locked_case(session, invitation.case_id)
    await hold_reader(session, case.id, signer)
    account = await session.get_one(Account, invitation.person)
    try:
        body = open_statement(certificate_signed, Certificate)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    said = (body.org, body.case, body.person, body.invitation, body.role, body.sign, body.box)
    known = (
        case.org,
        case.id,
        account.id,
        invitation.id,
        invitation.role,
        account.sign,
        account.box,
    )
    # New keys for somebody who has some take more than this: see `re_enrolling`.
    person = await session.get_one(CasePerson, (case.id, account.id))
    first = person.certificate is None and body.previous == b""
    if said != known or certificate_signed.key != signer_key or not first:
        raise Invalid(reason="certificate-invalid")
    named = CasePersonNamed(account.id, invitation.role, certificate_signed.digest)
    await follow(session, case, case_signed, named, signer_key, at)
    row = await statements.record(session, certificate_signed, org=case.org, at=at, case=case.id)
    person.certificate = row.id
    account.state = "certified"
    invitation.state = "done"
    session.add_all([person, account, invitation])
    await trail.append(
        session,
        org=case.org,
        chain=case.id,
        event=Event.PERSON_CERTIFIED,
        at=at,
        actor=signer,
        subject=account.id,
        statement=text_of(certificate_signed.voice),
    )
    await trail.append(
        session,
        org=case.org,
        chain=case.id,
        event=Event.CASE_STATED,
        at=at,
        actor=signer,
        statement=text_of(case_signed.voice),
    )


async def follow(
    session: AsyncSession,
    case: Case,
    signed: Statement,
    named: CasePersonNamed,
    signer_key: bytes,
    at: int,
) -> None:
    """Store the next statement of a locked case, which names this person so and changes no more.

    Raises `Conflict` when another came first, `Invalid` for anything else.
    """
    body = check_case_statement(signed, case.org, case.id, signer_key)
    before_row = await statements.newest(session, CaseStatement.TYPE, case=case.id)
    if before_row is None or body.sequence != before_row.sequence + 1:
        raise Conflict(field="sequence")
    before = open_statement(
        Statement(before_row.type, before_row.payload, before_row.signer, before_row.signature),
        CaseStatement,
    )
    kept = {p.person: p for p in before.people if p.person != named.person}
    added = {p.person: p for p in body.people}
    new = added.pop(named.person, None)
    unchanged = (body.route, body.signers, body.team, body.pool, body.card)
    if (
        body.previous != before_row.digest
        or new != named
        or added != kept
        or unchanged != (before.route, before.signers, before.team, before.pool, before.card)
    ):
        raise Invalid(reason="case-invalid")
    await statements.record(
        session, signed, org=case.org, at=at, case=case.id, sequence=body.sequence
    )
