"""Signing in.

Guarantees: an unknown login, a wrong passphrase, a wrong kind and someone who has left get one
answer after the same queries and the same rows written. Refuses to know a passphrase.
"""

import secrets
import uuid
from dataclasses import dataclass
from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import trail
from service.db.session import enter_organisation
from service.db.tables import Account, LoginName, SignInSession, WayIn
from service.domain.errors import Attempt, SignInRefused
from service.domain.events import Event
from service.identity.sessions import ABSOLUTE_SECONDS, REMOVED
from service.identity.tokens import (
    TOKEN_BYTES,
    fake_salt,
    new_session_token,
    same,
    token_hash,
)
from service.sealing.wrapping import hash_login_token

NOBODY: Final = str(uuid.UUID(int=0))
"""Stands for the organisation and the account of a login that nobody has: no row is ever its."""
_STAFF_IN: Final = 4


@dataclass(frozen=True)
class SignedIn:
    """A fresh session and what the person's device needs to unlock its keys."""

    token: str
    account: Account
    wrapped: bytes


async def find_organisation(session: AsyncSession, login: str) -> str | None:
    """Return the organisation of a printed handle and bind the transaction to it.

    For an unknown one the transaction is bound to nobody's, so that both ask the same questions.
    """
    name = await session.get(LoginName, login)
    await enter_organisation(session, name.org if name else NOBODY)
    return name.org if name else None


async def _find(
    session: AsyncSession, login: str, kind: str
) -> tuple[str | None, Account | None, WayIn | None]:
    org = await find_organisation(session, login)
    found = await session.exec(select(Account).where(col(Account.login) == login))
    account = found.first()
    way = await session.get(WayIn, (account.id if account else NOBODY, kind))
    return org, account, way


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
    _, _, way = await _find(session, login, kind)
    # Made for both: what only an unknown login costs would tell it from a known one.
    fake = fake_salt(secret, login, kind), _fake_profile(login, kind, secret=secret)
    return (way.salt, way.profile) if way else fake


async def sign_in(
    session: AsyncSession, login: str, kind: str, login_token: bytes, *, secret: bytes, at: int
) -> SignedIn:
    """Open a session; raises `SignInRefused`, always the same, whatever was wrong."""
    org, account, way = await _find(session, login, kind)
    offered = hash_login_token(secret, login_token)
    # Compared even when there is nothing to compare with, so that both take the same steps.
    right = same(offered, way.login_hash if way else bytes(TOKEN_BYTES))
    gone = account is not None and account.state == REMOVED
    if org is None or account is None or way is None or gone or not right:
        raise SignInRefused(
            evidence=Attempt(
                Event.SIGN_IN_REFUSED, org, org, subject=account.id if account else None
            )
        )
    token = new_session_token(org)
    session.add(
        SignInSession(
            token_hash=token_hash(token),
            id=str(uuid.uuid4()),
            org=org,
            account=account.id,
            created=at,
            last_seen=at,
            expires=at + ABSOLUTE_SECONDS,
        )
    )
    await trail.append(session, org=org, chain=org, event=Event.SIGNED_IN, at=at, actor=account.id)
    return SignedIn(token, account, way.wrapped)


def new_nonce() -> bytes:
    """Return 32 random bytes for a worker to sign."""
    return secrets.token_bytes(TOKEN_BYTES)
