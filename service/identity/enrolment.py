"""Enrolment by code: the invitation, the offer under its MAC, the one reply that spends it.

Guarantees: unknown login, wrong, spent and expired codes get one answer; a code is spent once, by
the database. Refuses to know the code: it sees only a token stretched from it, and stores that
hashed.
"""

from dataclasses import dataclass, replace

from sqlalchemy import CursorResult
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import statements, trail
from service.db.tables import Account, CasePerson, Invitation, Statement, TeamMember
from service.db.taking_over import forget_waiting
from service.domain.errors import Attempt, Conflict, EnrolmentRefused, Forbidden, Invalid, NotFound
from service.domain.events import Event
from service.domain.roles import Side, StaffRole
from service.identity.accounts import NewAccount, create_account, reserve_login
from service.identity.sessions import Caller
from service.identity.sign_in import enter_by_login
from service.identity.throttle import Door
from service.identity.tokens import same
from service.sealing.enrolment import Offer, Reply
from service.sealing.errors import Fault, SealingError
from service.sealing.fields import read_form
from service.sealing.schemas import CaseStatement, Team
from service.sealing.statements import Statement as SignedStatement
from service.sealing.statements import open_statement
from service.sealing.wrapping import hash_login_token

MAX_VALID_SECONDS = 14 * 24 * 60 * 60


@dataclass(frozen=True)
class NewInvitation:
    """What the inviting device made; `token` came out of the code through Argon2id."""

    invitation: str
    person: str
    login: str
    role: str
    case: str | None
    token: bytes
    offer: bytes
    mac: bytes
    secret: bytes
    expires: int


async def invite(
    session: AsyncSession, caller: Caller, new: NewInvitation, *, secret: bytes, at: int
) -> None:
    """Store an invitation: staff by an administrator, a side of a case by a member of its team.

    For somebody who is there already, who lost their keys, it ends whatever code they were given
    before. Raises `Forbidden`, `Invalid` (the offer says something else, or lives too long) or
    `Conflict`.
    """
    if new.case is None:
        if StaffRole.ADMINISTRATOR not in caller.roles:
            raise Forbidden
        if new.role not in set(StaffRole):
            raise Invalid(reason="role")
    elif await session.get(TeamMember, (new.case, caller.account)) is None:
        raise Forbidden
    elif new.role not in set(Side):
        raise Invalid(reason="role")
    _check_offer(new, caller.org, at)
    again = await _invited_again(session, new)
    await reserve_login(session, new.login, caller.org)
    session.add(
        Invitation(
            id=new.invitation,
            org=caller.org,
            case_id=new.case,
            person=new.person,
            login=new.login,
            role=new.role,
            state="open",
            inviter=caller.actor,
            enrol_hash=hash_login_token(secret, new.token),
            offer=new.offer,
            mac=new.mac,
            secret=new.secret,
            expires=new.expires,
            created=at,
        )
    )
    if new.case is not None and not again:
        session.add(CasePerson(case_id=new.case, person=new.person, org=caller.org, side=new.role))
    made = [(Event.INVITATION_MADE, new.invitation)]
    if again:
        made.append((Event.RE_ENROLMENT_BEGUN, new.person))
    for event, subject in made:
        await trail.append(
            session,
            org=caller.org,
            chain=new.case or caller.org,
            event=event,
            at=at,
            actor=caller.account,
            subject=subject,
        )


def _check_offer(new: NewInvitation, org: str, at: int) -> None:
    """Hold that the offer, which the code authenticates, says what the invitation says."""
    try:
        offer = read_form(Offer, new.offer, Fault.OFFER_INVALID)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    said = (offer.invitation, offer.person, offer.role, offer.case or None, offer.expires)
    if said != (new.invitation, new.person, new.role, new.case, new.expires):
        raise Invalid(reason="offer")
    if offer.org != org or not at < new.expires <= at + MAX_VALID_SECONDS:
        raise Invalid(reason="offer")


async def _invited_again(session: AsyncSession, new: NewInvitation) -> bool:
    """Tell whether this is for somebody who has keys already, and end their earlier codes.

    Raises `Conflict` for a person of another case or role, or one who has not been certified.
    """
    account = await session.get(Account, new.person)
    before = list(
        await session.exec(
            select(Invitation).where(col(Invitation.person) == new.person).with_for_update()
        )
    )
    if account is None:
        if before:
            raise Conflict(field="person")
        return False
    if account.person != account.id or account.case_id != new.case or account.state == "waiting":
        raise Conflict(field="person")
    if new.case is not None and new.role not in account.roles:
        raise Conflict(field="role")
    for row in before:
        if row.state in {"open", "replied"}:
            row.state = "ended"
            session.add(row)
            await forget_waiting(session, row.id)
    await session.flush()
    return True


async def open_invitation(
    session: AsyncSession, login: str, token: bytes, door: Door, *, secret: bytes, at: int
) -> Invitation:
    """Return the invitation that this login and code open.

    Raises `EnrolmentRefused`, always the same.

    Binds the transaction to the invitation's organisation.
    """
    await enter_by_login(session, login)
    found = await session.exec(select(Invitation).where(col(Invitation.login) == login))
    invitation = found.first()
    offered = hash_login_token(secret, token)
    right = same(offered, invitation.enrol_hash if invitation else bytes(32))
    if invitation is None or not right or invitation.state != "open" or at > invitation.expires:
        raise EnrolmentRefused(
            evidence=Attempt(
                Event.ENROLMENT_REFUSED,
                door.network,
                invitation.org,
                invitation.case_id or invitation.org,
                subject=invitation.id,
            )
            if invitation
            else Attempt(Event.ENROLMENT_REFUSED, door.network)
        )
    return invitation


async def offered_case(
    session: AsyncSession, invitation: Invitation
) -> tuple[Statement | None, Statement | None]:
    """Return the case statement and the team that the offer vouches for; none for staff.

    The case may have moved on since: the invited device compares with the offer's digest.
    """
    offer = read_form(Offer, invitation.offer, Fault.OFFER_INVALID)
    case = await statements.named(session, CaseStatement.TYPE, offer.case_statement)
    if case is None:
        return None, None
    body = open_statement(SignedStatement.from_wire(statements.to_wire(case)), CaseStatement)
    return case, await statements.named(session, Team.TYPE, body.team)


async def reply(
    session: AsyncSession,
    invitation: Invitation,
    reply_bytes: bytes,
    mac: bytes,
    account: NewAccount,
    *,
    secret: bytes,
    at: int,
) -> None:
    """Spend the code: store the reply and the account, waiting to be certified.

    The MAC is checked by the inviting device, which alone knows its key. Of two replies at once,
    one wins. Nothing changes for an account that the person has already.
    """
    try:
        answer = read_form(Reply, reply_bytes, Fault.REPLY_INVALID)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    if (answer.invitation, answer.person) != (invitation.id, invitation.person):
        raise Invalid(reason="reply")
    if (answer.sign, answer.box) != (account.sign, account.box):
        raise Invalid(reason="reply")
    connection = await session.connection()
    spent: CursorResult[object] = await connection.execute(
        update(Invitation)
        .where(col(Invitation.id) == invitation.id, col(Invitation.state) == "open")
        .values(state="replied", reply=reply_bytes, reply_mac=mac)
    )
    if spent.rowcount != 1:
        raise EnrolmentRefused
    if await session.get(Account, invitation.person) is not None:
        account = replace(account, waits_as=invitation.id)
    await create_account(session, account, org=invitation.org, secret=secret, at=at)
    await trail.append(
        session,
        org=invitation.org,
        chain=invitation.case_id or invitation.org,
        event=Event.INVITATION_REPLIED,
        at=at,
        actor=account.person,
        subject=invitation.id,
    )


async def mine(
    session: AsyncSession, caller: Caller, *, state: str | None, after: str | None, limit: int
) -> list[Invitation]:
    """Return the caller's own invitations in the order of their ids."""
    query = select(Invitation).where(col(Invitation.inviter) == caller.account)
    if state is not None:
        query = query.where(col(Invitation.state) == state)
    if after is not None:
        query = query.where(col(Invitation.id) > after)
    return list(await session.exec(query.order_by(col(Invitation.id)).limit(limit)))


async def own_invitation(session: AsyncSession, caller: Caller, invitation: str) -> Invitation:
    """Return an invitation that the caller made; raises `NotFound` for any other."""
    row = await session.get(Invitation, invitation)
    if row is None or row.inviter != caller.account:
        raise NotFound
    return row
