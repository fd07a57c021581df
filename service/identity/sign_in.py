"""Signing in.

Guarantees: an unknown login, a wrong passphrase, a wrong kind and someone who has left get one
answer after the same queries and the same rows written. Refuses to know a passphrase.
"""

import secrets
import uuid
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import trail
from service.db.session import Driver
from service.domain.errors import Attempt, SignInRefused
from service.domain.events import Event
from service.domain.roles import REMOVED
from service.identity.sessions import ABSOLUTE_SECONDS
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


class Found(NamedTuple):
    """An account, and the way in that was asked for; without that way, its columns are None."""

    account: str
    stands_for: str | None
    org: str
    login: str
    roles: list[str]
    case: str | None
    state: str
    vault: bytes
    revision: int
    salt: bytes | None
    profile: str | None
    login_hash: bytes | None
    wrapped: bytes | None

    @property
    def person(self) -> str:
        """Whose account this is, or will be."""
        return self.stands_for or self.account


@dataclass(frozen=True)
class SignedIn:
    """A fresh session and what the person's device needs to unlock its keys."""

    token: str
    found: Found
    wrapped: bytes


# Asked alike for everyone: an unknown login binds the transaction to nobody's rows.
_ENTER: Final = (
    "SELECT set_config('gobetween.org',"
    " coalesce((SELECT org::text FROM login_name WHERE login = $1), $2), true)"
)
# In the order of `Found`.
_FIND: Final = """
    SELECT a.id::text, a.stands_for::text, a.org::text, a.login, a.roles, a.case_id::text, a.state,
        a.vault, a.revision, w.salt, w.profile, w.login_hash, w.wrapped
    FROM account a LEFT JOIN way_in w ON w.account = a.id AND w.kind = $2 WHERE a.login = $1
"""
_OPEN: Final = """
    INSERT INTO session (token_hash, org, account, created, last_seen, expires)
    VALUES ($1, $2, $3, $4, $4, $5)
"""
_STILL_RIGHT: Final = (
    "SELECT 1 FROM way_in WHERE account = $1 AND kind = $2 AND login_hash = $3 FOR SHARE"
)


async def enter_by_login(session: AsyncSession, login: str) -> None:
    """Bind the transaction to the organisation of a printed handle, to nobody's if unknown."""
    connection = await session.connection()
    await connection.exec_driver_sql(_ENTER, (login, NOBODY))


async def _find(driver: Driver, login: str, kind: str) -> Found | None:
    await driver.execute(_ENTER, login, NOBODY)
    row = await driver.fetchrow(_FIND, login, kind)
    return Found._make(row) if row else None


def _fake_profile(login: str, kind: str, *, secret: bytes) -> str:
    if kind == "recovery":
        return "recovery-1"
    # One in four unknown logins looks like staff: the profile must not give away who exists.
    staff = fake_salt(secret, login, "profile")[0] % _STAFF_IN == 0
    return "staff-1" if staff else "participant-1"


async def begin(driver: Driver, login: str, kind: str, *, secret: bytes) -> tuple[bytes, str]:
    """Return the salt and profile for this login; an unknown one gets a stable fake."""
    async with driver.transaction():
        found = await _find(driver, login, kind)
    # Made for both: what only an unknown login costs would tell it from a known one.
    fake = fake_salt(secret, login, kind), _fake_profile(login, kind, secret=secret)
    if found is None or found.salt is None or found.profile is None:
        return fake
    return found.salt, found.profile


async def sign_in(
    driver: Driver, asked: Asked, login_token: bytes, *, secret: bytes, at: int
) -> SignedIn:
    """Open a session, in a transaction of the driver's that the caller began.

    Raises `SignInRefused`, always the same, whatever was wrong.
    """
    found = await _find(driver, asked.login, asked.kind)
    offered = hash_login_token(secret, login_token)
    # Compared even when there is nothing to compare with, so that both take the same steps.
    expected = found.login_hash if found else None
    right = same(offered, expected or bytes(TOKEN_BYTES))
    if found is None or found.wrapped is None or found.state == REMOVED or not right:
        org = found.org if found else None
        raise SignInRefused(
            evidence=Attempt(
                Event.SIGN_IN_REFUSED,
                asked.door.network,
                org,
                org,
                subject=found.person if found else None,
            )
        )
    org = found.org
    token = new_session_token(org)
    await driver.execute(_OPEN, token_hash(token), org, found.account, at, at + ABSOLUTE_SECONDS)
    if not await _still_right(driver, found.account, asked.kind, offered):
        raise SignInRefused
    await trail.append(driver, org=org, chain=org, event=Event.SIGNED_IN, at=at, actor=found.person)
    return SignedIn(token, found, found.wrapped)


async def _still_right(driver: Driver, account: str, kind: str, offered: bytes) -> bool:
    """Look again, now that the session is there: who replaces the secret ends every session.

    Either they waited for this transaction and end its session too, or this one waited for them
    and finds another secret.
    """
    return await driver.fetchval(_STILL_RIGHT, account, kind, offered) is not None


def new_nonce() -> bytes:
    """Return 32 random bytes for a worker to sign."""
    return secrets.token_bytes(TOKEN_BYTES)
