"""Re-enrolment: new keys for a participant who lost theirs, or who still has the old ones.

Guarantees: nothing that is in force changes before a certificate, two different readers' word (or
the old key's own) and the next case statement are all there; then everything changes in one
transaction, and the old login, sessions and vault end with it. Until then it waits where the
team can see who asks, for whom and from which certificate, and every act is on the trail. The
certificate is superseded, not revoked: what its key signed stays theirs. Refuses to judge who
somebody is: the people who vouch have talked to them.
"""

import json
from dataclasses import dataclass
from typing import Final, TypeVar

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.certifying import follow, locked_case
from service.cases.in_force import reads
from service.cases.reading import on_team, refusal
from service.db import statements, trail
from service.db.declaring import declare
from service.db.tables import Account, Case, CasePerson, Invitation, ReEnrolmentAsked
from service.db.tables import Statement as Row
from service.db.taking_over import take_over, waiting_keys
from service.domain.errors import Conflict, Forbidden, Invalid, NotFound
from service.domain.events import Event
from service.domain.roles import StaffRole
from service.sealing.errors import SealingError
from service.sealing.schemas import Body, Certificate, ReEnrolment
from service.sealing.schemas import CasePerson as Named
from service.sealing.statements import Statement, open_statement

B = TypeVar("B", bound=Body)

WAITING: Final = "waiting"


@dataclass(frozen=True)
class Signer:
    """Who sends what they signed, and with which key."""

    person: str
    sign: bytes


@dataclass(frozen=True)
class Asked:
    """What waits: who asks, for whom, the new certificate and those who vouch so far."""

    row: ReEnrolmentAsked
    certificate: Statement
    by_reader: Statement
    by_old_key: Statement | None


async def ask(
    session: AsyncSession,
    invitation: Invitation,
    signer: Signer,
    certificate: Statement,
    voucher: Statement,
    *,
    at: int,
) -> None:
    """Keep a certificate for new keys until enough people vouch; the same again is welcome.

    Raises `Conflict` when the code was not answered, `Invalid`, or `Forbidden` for somebody who
    has left the case's team.
    """
    case = await locked_case(session, invitation.case_id or "")
    if not await reads(session, case.id, signer.person):
        raise Forbidden
    there = await session.get(ReEnrolmentAsked, invitation.id)
    if there is not None and _asked(there).certificate.digest == certificate.digest:
        return
    waiting = await waiting_keys(session, invitation.id, invitation.person)
    if invitation.state != "replied" or waiting is None or there is not None:
        raise Conflict(state=invitation.state)
    person = await session.get_one(CasePerson, (case.id, invitation.person))
    before = await session.get_one(Row, person.certificate)
    body = _opened(certificate, Certificate)
    said = (body.org, body.case, body.person, body.invitation, body.role, body.sign, body.box)
    known = (
        *(case.org, case.id, person.person, invitation.id),
        *(person.side, waiting.sign, waiting.box),
    )
    if said != known or certificate.key != signer.sign or body.previous != before.digest:
        raise Invalid(reason="certificate-invalid")
    row = ReEnrolmentAsked(
        id=invitation.id,
        org=case.org,
        case_id=case.id,
        person=person.person,
        asked_by=signer.person,
        certificate=_kept(certificate),
        by_reader=_kept(voucher),
        created=at,
    )
    _check_voucher(voucher, signer, _asked(row))
    session.add(row)
    await session.flush()
    await _note(session, row, Event.RE_ENROLMENT_ASKED, signer.person, at=at)


async def waiting_in(session: AsyncSession, case_id: str, person: str) -> list[Asked]:
    """Return what waits in a case: all of it to its team, to a participant their own alone."""
    case = await session.get(Case, case_id)
    own = await session.get(CasePerson, (case_id, person))
    team = await on_team(session, case_id, person)
    if case is None or not (team or own):
        raise await refusal(session, case_id, person)
    query = select(ReEnrolmentAsked).where(
        col(ReEnrolmentAsked.case_id) == case_id, col(ReEnrolmentAsked.state) == WAITING
    )
    if not team:
        query = query.where(col(ReEnrolmentAsked.person) == person)
    return [_asked(row) for row in await session.exec(query.order_by(col(ReEnrolmentAsked.id)))]


async def vouch(
    session: AsyncSession,
    asked_id: str,
    signer: Signer,
    voucher: Statement | None,
    case_signed: Statement | None,
    *,
    at: int,
) -> bool:
    """Add a reader's word, or the old key's; tell whether the new keys are in force now.

    A reader brings the next case statement with it. Raises `Conflict` when one reader would count
    as two, when the one who asked is no longer a reader, or when somebody was first.
    """
    asked, case = await _locked(session, asked_id, signer)
    if signer.person == asked.row.person:
        if voucher is None or case_signed is not None:
            raise Invalid(reason="re-enrolment-invalid")
        await _by_old_key(session, asked, signer, voucher, at=at)
        return False
    same = asked.row.asked_by == signer.person
    if same and voucher is not None and voucher.digest != asked.by_reader.digest:
        raise Conflict(field="second-reader")
    second = None if same else voucher
    if second is not None:
        _check_voucher(second, signer, asked)
        # One body under two keys has one digest, by which nobody could tell them apart.
        if second.digest == asked.by_reader.digest:
            raise Conflict(field="issued")
    row = asked.row
    vouchers = [
        (one, actor)
        for one, actor in (
            (asked.by_reader, row.asked_by),
            (asked.by_old_key, row.person),
            (second, signer.person),
        )
        if one is not None
    ]
    if len(vouchers) == 1:
        raise Conflict(field="second-reader")
    if case_signed is None:
        raise Invalid(reason="case-invalid")
    await _conclude(session, asked, case, signer, vouchers, case_signed, at=at)
    return True


async def _locked(session: AsyncSession, asked_id: str, signer: Signer) -> tuple[Asked, Case]:
    found = await session.get(ReEnrolmentAsked, asked_id)
    if found is None or found.state != WAITING:
        raise NotFound
    if found.person != signer.person and not await reads(session, found.case_id, signer.person):
        raise await refusal(session, found.case_id, signer.person)
    case = await locked_case(session, found.case_id)
    # Whoever waited for the case may find that another has concluded it, or ended the code.
    rows = await session.exec(
        select(ReEnrolmentAsked)
        .where(col(ReEnrolmentAsked.id) == asked_id, col(ReEnrolmentAsked.state) == WAITING)
        .execution_options(populate_existing=True)
    )
    row = rows.first()
    if row is None:
        raise NotFound
    if row.person != signer.person and not await reads(session, case.id, signer.person):
        raise await refusal(session, case.id, signer.person)
    return _asked(row), case


async def _by_old_key(
    session: AsyncSession, asked: Asked, signer: Signer, voucher: Statement, *, at: int
) -> None:
    if asked.by_old_key is not None:
        return
    _check_voucher(voucher, signer, asked)
    if voucher.digest == asked.by_reader.digest:
        raise Conflict(field="issued")
    asked.row.by_old_key = _kept(voucher)
    session.add(asked.row)
    await session.flush()
    await _note(session, asked.row, Event.RE_ENROLMENT_VOUCHED, signer.person, at=at)


async def _conclude(
    session: AsyncSession,
    asked: Asked,
    case: Case,
    signer: Signer,
    vouchers: list[tuple[Statement, str]],
    case_signed: Statement,
    *,
    at: int,
) -> None:
    row = asked.row
    asker = await session.get_one(Account, row.asked_by)
    facilitator = StaffRole.FACILITATOR in asker.roles and await reads(session, case.id, asker.id)
    # Devices would refuse the whole case over a certificate by somebody who is not in force.
    if not facilitator or asker.sign != asked.certificate.key:
        raise Conflict(field="asked-by")
    invitation = await session.get_one(Invitation, row.id)
    waiting = await waiting_keys(session, row.id, row.person)
    person = await session.get_one(CasePerson, (case.id, row.person))
    if waiting is None:
        raise Conflict(state=invitation.state)
    for one, actor in vouchers:
        await declare(
            session,
            one,
            Event.PERSON_RE_ENROLLED,
            org=case.org,
            chain=case.id,
            at=at,
            actor=actor,
            case=case.id,
            subject=row.person,
        )
    certificate = await declare(
        session,
        asked.certificate,
        Event.PERSON_CERTIFIED,
        org=case.org,
        chain=case.id,
        at=at,
        actor=row.asked_by,
        case=case.id,
        subject=row.person,
    )
    named = Named(row.person, invitation.role, asked.certificate.digest)
    await follow(session, case, case_signed, named, signer.sign, at)
    await trail.append(
        session,
        org=case.org,
        chain=case.id,
        event=Event.CASE_STATED,
        at=at,
        actor=signer.person,
        statement=statements.text_of(case_signed.voice),
    )
    person.certificate = certificate.id
    invitation.state = "done"
    row.state = "done"
    session.add_all([person, invitation, row])
    await take_over(session, waiting)


def _check_voucher(voucher: Statement, signer: Signer, asked: Asked) -> None:
    body, certificate = _opened(voucher, ReEnrolment), _opened(asked.certificate, Certificate)
    said = (body.org, body.case, body.person, body.certificate, body.previous)
    known = (
        *(certificate.org, certificate.case, certificate.person),
        *(asked.certificate.digest, certificate.previous),
    )
    if said != known or voucher.key != signer.sign:
        raise Invalid(reason="re-enrolment-invalid")


def _opened(signed: Statement, body: type[B]) -> B:
    try:
        return open_statement(signed, body)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault


def _kept(signed: Statement) -> bytes:
    return json.dumps(signed.to_wire()).encode()


def _asked(row: ReEnrolmentAsked) -> Asked:
    certificate, by_reader = (
        Statement.from_wire(json.loads(one)) for one in (row.certificate, row.by_reader)
    )
    old = Statement.from_wire(json.loads(row.by_old_key)) if row.by_old_key else None
    return Asked(row, certificate, by_reader, old)


async def _note(
    session: AsyncSession, row: ReEnrolmentAsked, event: Event, actor: str, *, at: int
) -> None:
    await trail.append(
        session,
        org=row.org,
        chain=row.case_id,
        event=event,
        at=at,
        actor=actor,
        subject=row.person,
    )
