"""Signing in, sessions, and the split key's server half.

Guarantees: an unknown login, a wrong passphrase and a wrong kind get one answer after the same
work; a session ends after 15 idle minutes and after 12 hours at the latest. Refuses to know a
passphrase.
"""

import secrets
from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import trail
from service.db.session import enter_organisation
from service.db.tables import Account, LoginName, SignInSession, WayIn
from service.domain.errors import Evidence, NotFound, SessionMissing, SignInRefused
from service.domain.events import Event
from service.identity.tokens import (
    TOKEN_BYTES,
    fake_salt,
    new_session_token,
    same,
    token_hash,
    token_org,
)
from service.sealing.wrapping import hash_login_token

IDLE_SECONDS: Final = 15 * 60
ABSOLUTE_SECONDS: Final = 12 * 60 * 60
_TOUCH_SECONDS: Final = 30
_STAFF_IN: Final = 4


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

    @property
    def actor(self) -> str:
        """The id that the trail names."""
        return self.account or self.pool or ""


@dataclass(frozen=True)
class SignedIn:
    """A fresh session and what the person's device needs to unlock its keys."""

    token: str
    account: Account
    wrapped: bytes


async def _find(session: AsyncSession, login: str) -> tuple[str | None, Account | None]:
    name = await session.get(LoginName, login)
    if name is None:
        return None, None
    await enter_organisation(session, name.org)
    found = await session.exec(select(Account).where(col(Account.login) == login))
    return name.org, found.first()


def _fake_profile(login: str, kind: str, *, secret: bytes) -> str:
    if kind == "recovery":
        return "recovery-1"
    # One in four unknown logins looks like staff: the profile must not give away who exists.
    staff = fake_salt(secret, login, "profile")[0] % _STAFF_IN == 0
    return "staff-1" if staff else "participant-1"


async def begin(
    session: AsyncSession, login: str, kind: str, *, secret: bytes
) -> tuple[bytes, str]:
    """Return the salt and profile for this login; an unknown one gets a stable fake."""
    _, account = await _find(session, login)
    way = await session.get(WayIn, (account.id, kind)) if account else None
    if way is None:
        return fake_salt(secret, login, kind), _fake_profile(login, kind, secret=secret)
    return way.salt, way.profile


async def sign_in(
    session: AsyncSession, login: str, kind: str, login_token: bytes, *, secret: bytes, at: int
) -> SignedIn:
    """Open a session; raises `SignInRefused`, always the same, whatever was wrong."""
    org, account = await _find(session, login)
    way = await session.get(WayIn, (account.id, kind)) if account else None
    offered = hash_login_token(secret, login_token)
    # Compared even when there is nothing to compare with, so that both take the same steps.
    right = same(offered, way.login_hash if way else bytes(TOKEN_BYTES))
    if org is None or account is None or way is None or not right:
        raise SignInRefused(
            evidence=Evidence(
                org, org, Event.SIGN_IN_REFUSED, subject=account.id if account else None
            )
            if org
            else None
        )
    token = new_session_token(org)
    session.add(
        SignInSession(
            token_hash=token_hash(token),
            org=org,
            account=account.id,
            created=at,
            last_seen=at,
            expires=at + ABSOLUTE_SECONDS,
        )
    )
    await trail.append(session, org=org, chain=org, event=Event.SIGNED_IN, at=at, actor=account.id)
    return SignedIn(token, account, way.wrapped)


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
        row.last_seen = at
        session.add(row)
        await session.flush()
    if row.account is None:
        return Caller(
            org, None, frozenset(), None, "certified", b"", b"", row.token_hash, pool=row.pool
        )
    account = await session.get(Account, row.account)
    if account is None:
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
    )


async def sign_out(session: AsyncSession, caller: Caller) -> None:
    """End this session and forget its half of the split key."""
    await session.exec(
        delete(SignInSession).where(col(SignInSession.token_hash) == caller.token_hash)
    )


async def keep_resume_half(session: AsyncSession, caller: Caller, half: bytes) -> None:
    """Keep the server's half of the split key for as long as this session lives."""
    row = await session.get_one(SignInSession, caller.token_hash)
    row.resume_half = half
    session.add(row)
    await session.flush()


async def resume_half(session: AsyncSession, caller: Caller) -> bytes:
    """Return the server's half of the split key; raises `NotFound` when none was kept."""
    row = await session.get_one(SignInSession, caller.token_hash)
    if row.resume_half is None:
        raise NotFound
    return row.resume_half


def new_nonce() -> bytes:
    """Return 32 random bytes for a worker to sign."""
    return secrets.token_bytes(TOKEN_BYTES)
