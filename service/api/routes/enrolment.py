"""Invitations, enrolment by code, the roster, and media workers' sessions."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request

from service.api.access import Administrator, Anyone, Facilitator, Inviter, SignedIn
from service.api.context import Parts, Session, charged
from service.api.paging import After, Limit, cursor
from service.api.schemas.accounts import (
    ChallengeAnswer,
    ChallengeBody,
    Empty,
    EnrolmentReply,
    InvitationAnswer,
    InvitationBody,
    OfferAnswer,
    OpenEnrolment,
    PublishRoster,
    WorkerSessionAnswer,
    WorkerSessionBody,
)
from service.api.schemas.common import Id, Page
from service.api.schemas.items import Certify
from service.api.views import invitation_answer
from service.cases import certifying, re_enrolling
from service.cases.re_enrolling import Signer
from service.correspondence import pools
from service.db import statements
from service.domain.errors import Forbidden, Invalid
from service.domain.roles import Side
from service.identity import enrolment, roster, throttle, workers
from service.identity.accounts import NewAccount
from service.identity.enrolment import NewInvitation
from service.sealing.enrolment import Reply
from service.sealing.errors import Fault
from service.sealing.fields import read_form

router = APIRouter(tags=["enrolment"])


@router.get("/roster")
async def newest_roster(_caller: SignedIn, session: Session) -> dict[str, str]:
    """Return the organisation's newest roster as its root signed it."""
    return statements.to_wire(await roster.newest_row(session))


@router.post("/roster")
async def publish_roster(
    body: PublishRoster, caller: Administrator, parts: Parts, session: Session
) -> Empty:
    """Publish the next roster and certify the staff whose invitations it completes.

    A pool leaves it only when nothing is left for it to do.
    """
    now = parts.clock.now()
    gone = await roster.publish(session, caller, body.roster.signed(), body.invitations, at=now)
    await pools.leave(session, gone, lost=frozenset(body.lost_pools), at=now)
    return Empty()


@router.post("/invitations", status_code=201)
async def invite(body: InvitationBody, caller: Inviter, parts: Parts, session: Session) -> Empty:
    """Store an invitation made on the caller's device."""
    new = NewInvitation(
        invitation=body.invitation,
        person=body.person,
        login=body.login,
        role=body.role,
        case=body.case,
        token=body.enrol_token,
        offer=body.offer,
        mac=body.mac,
        secret=body.secret,
        expires=body.expires,
    )
    await enrolment.invite(session, caller, new, secret=parts.server_secret, at=parts.clock.now())
    return Empty()


@router.get("/invitations")
async def my_invitations(
    caller: Inviter,
    session: Session,
    after: After,
    limit: Limit = 50,
    state: Annotated[Literal["open", "replied", "done", "ended"] | None, Query()] = None,
) -> Page[InvitationAnswer]:
    """Return the invitations that the caller made."""
    rows = await enrolment.mine(
        session, caller, state=state, after=after[1] if after else None, limit=limit + 1
    )
    more = len(rows) > limit
    rows = rows[:limit]
    return Page(
        rows=[invitation_answer(row) for row in rows], next=cursor(0, rows[-1].id) if more else None
    )


@router.post("/enrolments/open")
async def open_enrolment(
    body: OpenEnrolment, request: Request, parts: Parts, session: Session, _anyone: Anyone
) -> OfferAnswer:
    """Hand the offer to whoever has the code, with the statements that it names."""
    now, door = parts.clock.now(), await charged(request, body.login)
    invitation = await enrolment.open_invitation(
        session, body.login, body.enrol_token, door, secret=parts.server_secret, at=now
    )
    await throttle.forgive(session, door)
    case, team = await enrolment.offered_case(session, invitation)
    return OfferAnswer(
        offer=invitation.offer,
        mac=invitation.mac,
        roster=statements.to_wire(await roster.newest_row(session)),
        case_statement=statements.to_wire(case) if case else None,
        team=statements.to_wire(team) if team else None,
    )


@router.post("/enrolments/reply", status_code=201)
async def reply_to_enrolment(
    body: EnrolmentReply, request: Request, parts: Parts, session: Session, _anyone: Anyone
) -> Empty:
    """Spend the code: store the new person's public keys and sealed vault."""
    now, door = parts.clock.now(), await charged(request, body.login)
    invitation = await enrolment.open_invitation(
        session, body.login, body.enrol_token, door, secret=parts.server_secret, at=now
    )
    await throttle.forgive(session, door)
    keys = read_form(Reply, body.reply, Fault.REPLY_INVALID)
    account = NewAccount(
        person=invitation.person,
        login=invitation.login,
        roles=(invitation.role,),
        case=invitation.case_id,
        state="waiting",
        sign=keys.sign,
        box=keys.box,
        vault=body.vault,
        ways=tuple(way.new() for way in body.ways),
    )
    await enrolment.reply(
        session,
        invitation,
        body.reply,
        body.mac,
        account,
        secret=parts.server_secret,
        at=now,
    )
    return Empty()


@router.post("/invitations/{invitation}/certificate")
async def certify(
    invitation: Id, body: Certify, caller: Facilitator, parts: Parts, session: Session
) -> Empty:
    """Store the certificate of someone whose reply the caller's device has checked.

    For somebody who has keys already it waits for a second person to vouch.
    """
    row = await enrolment.own_invitation(session, caller, invitation)
    if row.role not in set(Side):
        raise Forbidden
    if body.re_enrolment is not None:
        await re_enrolling.ask(
            session,
            row,
            Signer(caller.actor, caller.sign),
            body.certificate.signed(),
            body.re_enrolment.signed(),
            at=parts.clock.now(),
        )
        return Empty()
    if body.case_statement is None:
        raise Invalid(reason="case-invalid")
    await certifying.certify(
        session,
        row,
        signer=caller.actor,
        signer_key=caller.sign,
        certificate_signed=body.certificate.signed(),
        case_signed=body.case_statement.signed(),
        at=parts.clock.now(),
    )
    return Empty()


@router.post("/worker/challenge")
async def challenge(
    body: ChallengeBody, parts: Parts, session: Session, _anyone: Anyone
) -> ChallengeAnswer:
    """Give a media worker a nonce to sign."""
    nonce = await workers.challenge(session, body.org, body.pool, at=parts.clock.now())
    return ChallengeAnswer(nonce=nonce)


@router.post("/worker/session", status_code=201)
async def worker_session(
    body: WorkerSessionBody, parts: Parts, session: Session, _anyone: Anyone
) -> WorkerSessionAnswer:
    """Open a session for a media worker whose pool is on the roster."""
    token, expires = await workers.open_session(
        session, body.statement.signed(), at=parts.clock.now()
    )
    return WorkerSessionAnswer(token=token, expires=expires)
