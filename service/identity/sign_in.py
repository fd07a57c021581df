"""Signing in.

Guarantees: an unknown login, a wrong passphrase, a wrong kind and someone who has left get one
answer after the same queries and the same rows written. Refuses to know a passphrase.
"""

import secrets
import uuid
from dataclasses import dataclass
from typing import Final

from sqlalchemy import text
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import trail
from service.db.tables import Account, SignInSession, WayIn
from service.domain.errors import Attempt, SignInRefused
from service.domain.events import Event
from service.identity.sessions import ABSOLUTE_SECONDS, REMOVED
from service.identity.throttle import Door
from service.identity.tokens import (
    TOKEN_BYTES,
    fake_salt,
    new_session_token,
    same,
    token_hash,
)
from service.sealing.wrapping import hash_login_token

NOBODY: Final = str(uuid.UUID(int=0))
"""Stands for the organisation of a login that nobody has: no row is ever its."""
_STAFF_IN: Final = 4


@dataclass(frozen=True)
class Asked:
    """Which account is asked for, by which of its ways in, at which door."""

    login: str
    kind: str
    door: Door


@dataclass(frozen=True)
class SignedIn:
    """A fresh session and what the person's device needs to unlock its keys."""

    token: str
    account: Account
    wrapped: bytes


# One statement, asked alike for everyone: an unknown login binds the transaction to nobody's rows.
_ENTER: Final = text(
    "SELECT set_config('gobetween.org', coalesce((SELECT CAST(org AS text) FROM login_name"
    " WHERE login = :login), :nobody), true)"
)


async def enter_by_login(session: AsyncSession, login: str) -> None:
    """Bind the transaction to the organisation of a printed handle, to nobody's if unknown."""
    connection = await session.connection()
    await connection.execute(_ENTER, {"login": login, "nobody": NOBODY})


async def _find(
    session: AsyncSession, login: str, kind: str
) -> tuple[Account | None, WayIn | None]:
    await enter_by_login(session, login)
    its_way = (col(WayIn.account) == col(Account.id)) & (col(WayIn.kind) == kind)
    found = await session.exec(
        select(Account, WayIn)
        .join_from(Account, WayIn, its_way, isouter=True)
        .where(col(Account.login) == login)
    )
    return found.first() or (None, None)


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
    _, way = await _find(session, login, kind)
    # Made for both: what only an unknown login costs would tell it from a known one.
    fake = fake_salt(secret, login, kind), _fake_profile(login, kind, secret=secret)
    return (way.salt, way.profile) if way else fake


async def sign_in(
    session: AsyncSession, asked: Asked, login_token: bytes, *, secret: bytes, at: int
) -> SignedIn:
    """Open a session; raises `SignInRefused`, always the same, whatever was wrong."""
    account, way = await _find(session, asked.login, asked.kind)
    offered = hash_login_token(secret, login_token)
    # Compared even when there is nothing to compare with, so that both take the same steps.
    right = same(offered, way.login_hash if way else bytes(TOKEN_BYTES))
    gone = account is not None and account.state == REMOVED
    if account is None or way is None or gone or not right:
        org = account.org if account else None
        raise SignInRefused(
            evidence=Attempt(
                Event.SIGN_IN_REFUSED,
                asked.door.network,
                org,
                org,
                subject=account.person if account else None,
            )
        )
    org = account.org
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
    await session.flush()
    if not await _still_right(session, way, offered):
        raise SignInRefused
    await trail.append(
        session, org=org, chain=org, event=Event.SIGNED_IN, at=at, actor=account.person
    )
    return SignedIn(token, account, way.wrapped)


async def _still_right(session: AsyncSession, way: WayIn, offered: bytes) -> bool:
    """Look again, now that the session is there: who replaces the secret ends every session.

    Either they waited for this transaction and end its session too, or this one waited for them
    and finds another secret.
    """
    found = await session.exec(
        select(col(WayIn.account))
        .where(
            col(WayIn.account) == way.account,
            col(WayIn.kind) == way.kind,
            col(WayIn.login_hash) == offered,
        )
        .with_for_update(read=True)
    )
    return found.first() is not None


def new_nonce() -> bytes:
    """Return 32 random bytes for a worker to sign."""
    return secrets.token_bytes(TOKEN_BYTES)
