"""What people agree to, in their own hand or witnessed: consents and attestations.

Guarantees: a consent is the person's own; an attestation is by a member of staff of the case, or
by a liaison who may act for that person, and counts its signer as author-side from then on.
Refuses to judge what somebody agreed to.
"""

from collections.abc import Container

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.certifying import locked_case
from service.cases.reading import on_team, refusal
from service.cases.sole_reading import hold_still_read
from service.cases.suspending import Staff
from service.cases.trails import team_case
from service.db import statements
from service.db.declaring import declare, declared
from service.db.tables import Case, CasePerson, Statement
from service.domain.errors import Invalid
from service.domain.events import Event
from service.sealing.errors import SealingError
from service.sealing.schemas import Attestation, Consent
from service.sealing.statements import Statement as Signed
from service.sealing.statements import open_statement

Acting = Container[tuple[str, str]]


async def attest(
    session: AsyncSession, case_id: str, staff: Staff, acting: Acting, signed: Signed, *, at: int
) -> None:
    """Store an attestation; the same again is welcome.

    `acting` holds for whom the signer may act. Raises `NotFound` for whoever has no part in the
    case, `Invalid` for an attestation of anything else, and `Conflict` where its signer is
    the only one uninvolved who read an approved item of it: a colleague attests instead.
    """
    try:
        body = open_statement(signed, Attestation)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    case = await session.get(Case, case_id)
    may = await on_team(session, case_id, staff.person) or (case_id, body.person) in acting
    if case is None or not may:
        raise await refusal(session, case_id, staff.person)
    known = await session.get(CasePerson, (case.id, body.person)) is not None
    if (
        signed.key != staff.sign
        or (body.org, body.case) != (case.org, case.id)
        or not known
        or body.at > at
        or not await _of_case(session, case.id, body.subject)
    ):
        raise Invalid(reason="attestation-invalid")
    await locked_case(session, case.id)
    if not await declared(session, signed):
        await hold_still_read(session, case.id, staff.person, body.subject)
    await _declare_once(session, case, signed, Event.ACT_ATTESTED, (staff.person, body.person), at)


async def consent(
    session: AsyncSession, case_id: str, person: str, sign: bytes, signed: Signed, *, at: int
) -> None:
    """Store a person's own consent or its withdrawal; the same again is welcome."""
    case = await session.get(Case, case_id)
    row = await session.get(CasePerson, (case_id, person))
    if case is None or row is None or row.certificate is None:
        raise await refusal(session, case_id, person)
    try:
        body = open_statement(signed, Consent)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    said = (signed.key, body.org, body.case, body.person)
    if said != (sign, case.org, case.id, person) or body.at > at:
        raise Invalid(reason="consent-invalid")
    await _declare_once(session, case, signed, Event.PERSON_CONSENTED, (person, person), at)


async def consents(session: AsyncSession, case_id: str, person: str) -> list[Statement]:
    """Return what the case's people consented to, for a member of its team."""
    await team_case(session, case_id, person)
    return await statements.every(session, Consent.TYPE, case=case_id)


async def _of_case(session: AsyncSession, case_id: str, subject: bytes) -> bool:
    if subject == b"":
        return True
    found = await session.exec(
        select(Statement.id).where(
            col(Statement.digest) == subject, col(Statement.case_id) == case_id
        )
    )
    return found.first() is not None


async def _declare_once(
    session: AsyncSession, case: Case, signed: Signed, event: Event, who: tuple[str, str], at: int
) -> None:
    if await declared(session, signed):
        return
    # Of two words in one second the later must be known as such: a consent, and its withdrawal.
    await locked_case(session, case.id)
    before = len(await statements.every(session, signed.type, case=case.id))
    actor, subject = who
    await declare(
        session,
        signed,
        event,
        org=case.org,
        chain=case.id,
        at=at,
        actor=actor,
        case=case.id,
        subject=subject,
        sequence=before + 1,
    )
