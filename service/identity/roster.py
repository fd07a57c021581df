"""The roster: the root-signed list of staff and worker pools, one sequence after another.

Guarantees: a roster is stored only when the organisation's root signed it, it follows the one
before, and every person whose enrolment it completes has exactly the keys they replied with; who
had others before is out with those. Whoever it no longer lists, with the keys they have, is signed
out everywhere in the same transaction and cannot sign in again.
"""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import statements, trail
from service.db.statements import text_of
from service.db.tables import Account, Invitation, Organisation, SignInSession
from service.db.tables import Statement as StatementRow
from service.db.taking_over import take_over, waiting_keys
from service.domain.errors import Conflict, Invalid, NotFound
from service.domain.events import Event
from service.identity.sessions import Caller, end_all
from service.sealing.errors import SealingError
from service.sealing.schemas import PoolEntry, Roster, Team
from service.sealing.statements import Statement, open_statement


def read_roster(signed: Statement, root: bytes, org: str) -> Roster:
    """Return the roster's body; raises `Invalid` unless this organisation's root signed it."""
    try:
        roster = open_statement(signed, Roster)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    if signed.key != root or roster.org != org:
        raise Invalid(reason="roster-invalid")
    return roster


async def newest_row(session: AsyncSession) -> StatementRow:
    """Return the newest roster of this transaction's organisation."""
    row = await statements.newest(session, Roster.TYPE)
    if row is None:
        raise NotFound
    return row


async def publish(
    session: AsyncSession, caller: Caller, signed: Statement, invitations: list[str], *, at: int
) -> list[PoolEntry]:
    """Store the next roster and certify the staff it newly lists; return the pools that leave.

    Raises `Conflict` when another roster came first, `Invalid` when it does not follow from what
    is here.
    """
    organisation = await session.get_one(Organisation, caller.org)
    roster = read_roster(signed, organisation.root, caller.org)
    before = await newest_row(session)
    if roster.sequence != before.sequence + 1 or roster.previous != before.digest:
        raise Conflict(field="sequence")
    listed = {entry.person: entry for entry in roster.staff}
    for invitation_id in invitations:
        invitation = await session.get(Invitation, invitation_id)
        if invitation is None or invitation.case_id is not None or invitation.state != "replied":
            raise Invalid(reason="invitation")
        waiting = await waiting_keys(session, invitation.id, invitation.person)
        account = await session.get_one(Account, waiting.id if waiting else invitation.person)
        entry = listed.get(invitation.person)
        if entry is None or entry.sign != account.sign or entry.box != account.box:
            raise Invalid(reason="roster-keys")
        if waiting is not None:
            account = await take_over(session, waiting)
        invitation.state = "done"
        account.state = "certified"
        session.add_all([invitation, account])
    await _hold_teams(session, roster)
    await _follow(session, roster)
    await statements.record(session, signed, org=caller.org, at=at, sequence=roster.sequence)
    await trail.append(
        session,
        org=caller.org,
        chain=caller.org,
        event=Event.ROSTER_PUBLISHED,
        at=at,
        actor=caller.account,
        statement=text_of(signed.voice),
    )
    listed_before = open_statement(
        Statement(before.type, before.payload, before.signer, before.signature), Roster
    )
    return [one for one in listed_before.pools if one not in roster.pools]


async def _hold_teams(session: AsyncSession, roster: Roster) -> None:
    """Hold that every team the roster lists is here; nobody could be shown another."""
    stored = await session.exec(
        select(StatementRow.digest).where(
            col(StatementRow.type) == Team.TYPE, col(StatementRow.case_id).is_(None)
        )
    )
    if not set(roster.teams) <= set(stored):
        raise Invalid(reason="roster-teams")


async def _follow(session: AsyncSession, roster: Roster) -> None:
    """Give everyone the roles that this roster says; who is off it is out at once."""
    listed = {entry.person: entry for entry in roster.staff}
    staff = select(Account).where(col(Account.case_id).is_(None), col(Account.state) != "waiting")
    for account in await session.exec(staff):
        entry = listed.get(account.id)
        held = entry is not None and (entry.sign, entry.box) == (account.sign, account.box)
        account.state = "certified" if held else "removed"
        account.roles = list(entry.roles) if entry is not None and held else []
        session.add(account)
        if not held:
            await end_all(session, col(SignInSession.account) == account.id)
    pools = [entry.pool for entry in roster.pools]
    await end_all(
        session, col(SignInSession.pool).is_not(None) & col(SignInSession.pool).not_in(pools)
    )


async def pool_entry(session: AsyncSession, pool: str) -> PoolEntry:
    """Return a worker pool's entry on the newest roster; raises `NotFound`."""
    row = await newest_row(session)
    signed = Statement(row.type, row.payload, row.signer, row.signature)
    roster = open_statement(signed, Roster)
    for entry in roster.pools:
        if entry.pool == pool:
            return entry
    raise NotFound
