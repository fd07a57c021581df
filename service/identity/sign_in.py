"""Signing in.

Guarantees: an unknown login, a wrong passphrase, a wrong kind and someone who has left get one
answer after the same queries and the same rows written. Refuses to know a passphrase.
"""

import secrets
import uuid
from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy import bindparam, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col
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


# One statement, asked alike for everyone: an unknown login binds the transaction to nobody's rows.
_ENTER: Final = text(
    "SELECT set_config('gobetween.org', coalesce((SELECT CAST(org AS text) FROM login_name"
    " WHERE login = :login), :nobody), true)"
)


# In the order of `Found`. Statements are put together once: doing so costs as much as asking.
_FIND: Final = (
    select(
        *(col(Account.id), col(Account.stands_for), col(Account.org), col(Account.login)),
        *(col(Account.roles), col(Account.case_id), col(Account.state)),
        *(col(Account.vault), col(Account.revision)),
        *(col(WayIn.salt), col(WayIn.profile), col(WayIn.login_hash), col(WayIn.wrapped)),
    )
    .join_from(
        Account,
        WayIn,
        (col(WayIn.account) == col(Account.id)) & (col(WayIn.kind) == bindparam("kind")),
        isouter=True,
    )
    .where(col(Account.login) == bindparam("login"))
)
_OPEN: Final = insert(SignInSession)
_STILL_RIGHT: Final = text(
    "SELECT 1 FROM way_in WHERE account = :account AND kind = :kind AND login_hash = :offered"
    " FOR SHARE"
)


async def enter_by_login(connection: AsyncConnection, login: str) -> None:
    """Bind the transaction to the organisation of a printed handle, to nobody's if unknown."""
    await connection.execute(_ENTER, {"login": login, "nobody": NOBODY})


async def _find(connection: AsyncConnection, login: str, kind: str) -> Found | None:
    await enter_by_login(connection, login)
    row = (await connection.execute(_FIND, {"login": login, "kind": kind})).first()
    return Found._make(row) if row else None


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
    found = await _find(await session.connection(), login, kind)
    # Made for both: what only an unknown login costs would tell it from a known one.
    fake = fake_salt(secret, login, kind), _fake_profile(login, kind, secret=secret)
    if found is None or found.salt is None or found.profile is None:
        return fake
    return found.salt, found.profile


async def sign_in(
    session: AsyncSession, asked: Asked, login_token: bytes, *, secret: bytes, at: int
) -> SignedIn:
    """Open a session; raises `SignInRefused`, always the same, whatever was wrong."""
    connection = await session.connection()
    found = await _find(connection, asked.login, asked.kind)
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
    opened = {"token_hash": token_hash(token), "id": str(uuid.uuid4()), "org": org}
    times = {"created": at, "last_seen": at, "expires": at + ABSOLUTE_SECONDS}
    await connection.execute(_OPEN, opened | times | {"account": found.account})
    if not await _still_right(connection, found.account, asked.kind, offered):
        raise SignInRefused
    await trail.append(
        session, org=org, chain=org, event=Event.SIGNED_IN, at=at, actor=found.person
    )
    return SignedIn(token, found, found.wrapped)


async def _still_right(
    connection: AsyncConnection, account: str, kind: str, offered: bytes
) -> bool:
    """Look again, now that the session is there: who replaces the secret ends every session.

    Either they waited for this transaction and end its session too, or this one waited for them
    and finds another secret.
    """
    asked = {"account": account, "kind": kind, "offered": offered}
    return (await connection.execute(_STILL_RIGHT, asked)).first() is not None


def new_nonce() -> bytes:
    """Return 32 random bytes for a worker to sign."""
    return secrets.token_bytes(TOKEN_BYTES)
