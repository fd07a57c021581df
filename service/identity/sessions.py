"""Sessions once they are open: who is calling, which others there are, and how they end.

Guarantees: a person's session ends after 15 idle minutes and after 12 hours at the latest, at
once when its owner ends it from another, and in the transaction that takes its owner off the
roster. Refuses to open one: that is `sign_in` and, for media workers, `workers`.
"""

from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import ColumnElement, CursorResult, delete, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.session import Sessions, enter_organisation
from service.db.tables import Account, SignInSession
from service.domain.errors import Forbidden, NotFound, SessionMissing
from service.domain.roles import REMOVED, StaffRole
from service.identity.mandates import ActsFor, acts_for
from service.identity.tokens import token_hash, token_org

IDLE_SECONDS: Final = 15 * 60
ABSOLUTE_SECONDS: Final = 12 * 60 * 60
_TOUCH_SECONDS: Final = 30


@dataclass(frozen=True)
class Caller:
    """Who is calling, as the session says.

    `pool` is set for a media worker, `account` otherwise.
    """

    org: str
    account: str | None
    roles: frozenset[str]
    case: str | None
    state: str
    sign: bytes
    box: bytes
    token_hash: bytes
    pool: str | None = None
    login: str = ""
    acts_for: ActsFor = field(default_factory=dict)
    stands_for: str | None = None

    @property
    def person(self) -> str | None:
        """Who this is, or will be once new keys of theirs are certified."""
        return self.stands_for or self.account

    @property
    def actor(self) -> str:
        """The id that the trail names."""
        return self.account or self.pool or ""


async def resume_session(session: AsyncSession, token: str, *, at: int) -> Caller:
    """Return who holds this token, and keep the session alive; raises `SessionMissing`.

    Binds the transaction to the caller's organisation.
    """
    org = token_org(token)
    if org is None:
        raise SessionMissing
    await enter_organisation(session, org)
    row = await session.get(SignInSession, token_hash(token))
    if row is None or at > row.expires or (row.account and at > row.last_seen + IDLE_SECONDS):
        raise SessionMissing
    if at > row.last_seen + _TOUCH_SECONDS:
        # By condition, not by object: another session of this person may just have ended this one.
        await _change(session, row.token_hash, last_seen=at)
    if row.account is None:
        return Caller(
            org, None, frozenset(), None, "certified", b"", b"", row.token_hash, pool=row.pool
        )
    account = await session.get(Account, row.account)
    if account is None or account.state == REMOVED:
        raise SessionMissing
    return Caller(
        org,
        account.id,
        frozenset(account.roles),
        account.case_id,
        account.state,
        account.sign,
        account.box,
        row.token_hash,
        login=account.login,
        acts_for=await acts_for(session, account, at=at),
        stands_for=account.stands_for,
    )


async def mine(
    session: AsyncSession, caller: Caller, *, after: tuple[int, str] | None, limit: int, at: int
) -> list[SignInSession]:
    """Return the caller's own sessions that have not ended, newest first."""
    query = select(SignInSession).where(
        col(SignInSession.account) == caller.account,
        col(SignInSession.expires) >= at,
        col(SignInSession.last_seen) >= at - IDLE_SECONDS,
    )
    created, ids = col(SignInSession.created), col(SignInSession.id)
    if after is not None:
        query = query.where(or_(created < after[0], (created == after[0]) & (ids < after[1])))
    return list(await session.exec(query.order_by(created.desc(), ids.desc()).limit(limit)))


async def end_one(session: AsyncSession, caller: Caller, session_id: str) -> None:
    """End one of the caller's own sessions; raises `NotFound` for any other."""
    ended = await end_all(
        session,
        (col(SignInSession.account) == caller.account) & (col(SignInSession.id) == session_id),
    )
    if ended == 0:
        raise NotFound


async def end_others(session: AsyncSession, caller: Caller) -> None:
    """End every session of the caller but the one they are calling from."""
    own = col(SignInSession.account) == caller.account
    await end_all(session, own & (col(SignInSession.token_hash) != caller.token_hash))


async def sign_out(session: AsyncSession, caller: Caller) -> None:
    """End this session and forget its half of the split key."""
    await end_all(session, col(SignInSession.token_hash) == caller.token_hash)


async def end_all(session: AsyncSession, which: ColumnElement[bool]) -> int:
    """End every session of this organisation that `which` names; return how many."""
    connection = await session.connection()
    ended: CursorResult[object] = await connection.execute(delete(SignInSession).where(which))
    return ended.rowcount


async def sweep(sessions: Sessions, *, at: int) -> int:
    """Delete what has ended by itself, in every organisation; for the worker. Returns how many."""
    async with sessions() as session, session.begin():
        return await end_all(
            session,
            or_(
                col(SignInSession.expires) < at,
                col(SignInSession.account).is_not(None)
                & (col(SignInSession.last_seen) < at - IDLE_SECONDS),
            ),
        )


async def keep_resume_half(session: AsyncSession, caller: Caller, half: bytes) -> None:
    """Keep the server's half of the split key for as long as this session lives.

    Raises `Forbidden` for a liaison, whose desk others use: there a reload asks again.
    """
    if StaffRole.LIAISON in caller.roles:
        raise Forbidden
    await _change(session, caller.token_hash, resume_half=half)


async def resume_half(session: AsyncSession, caller: Caller) -> bytes:
    """Return the server's half of the split key; raises `NotFound` when none was kept."""
    row = await session.get(SignInSession, caller.token_hash)
    if row is None or row.resume_half is None:
        raise NotFound
    return row.resume_half


async def _change(session: AsyncSession, token_hashed: bytes, **values: int | bytes) -> None:
    connection = await session.connection()
    changed: CursorResult[object] = await connection.execute(
        update(SignInSession).where(col(SignInSession.token_hash) == token_hashed).values(**values)
    )
    if changed.rowcount != 1:
        raise SessionMissing
