"""Accounts and their ways in.

What the server keeps so that a person's device can unlock its own keys.
"""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.tables import Account, LoginName, WayIn
from service.domain.errors import Conflict
from service.sealing.wrapping import hash_login_token


@dataclass(frozen=True)
class NewWayIn:
    """One wrapped vault key, as the person's device made it."""

    kind: str
    profile: str
    salt: bytes
    login_token: bytes
    wrapped: bytes


@dataclass(frozen=True)
class NewAccount:
    """All that is stored of a person who will sign in; private keys are inside `vault`, sealed.

    `waits_as` is the account's own id where it waits to take the place of the person's.
    """

    person: str
    login: str
    roles: tuple[str, ...]
    case: str | None
    state: str
    sign: bytes
    box: bytes
    vault: bytes
    ways: tuple[NewWayIn, ...]
    waits_as: str | None = None


async def reserve_login(session: AsyncSession, login: str, org: str) -> None:
    """Take a printed handle for this organisation; raises `Conflict` when it is in use."""
    session.add(LoginName(login=login, org=org))
    try:
        await session.flush()
    except IntegrityError as taken:
        raise Conflict(field="login") from taken


async def create_account(
    session: AsyncSession, new: NewAccount, *, org: str, secret: bytes, at: int
) -> Account:
    """Store an account with its ways in; login tokens are stored as keyed hashes only."""
    account = Account(
        id=new.waits_as or new.person,
        stands_for=new.person if new.waits_as else None,
        org=org,
        login=new.login,
        roles=list(new.roles),
        case_id=new.case,
        state=new.state,
        sign=new.sign,
        box=new.box,
        vault=new.vault,
        revision=1,
        created=at,
    )
    session.add(account)
    try:
        await session.flush()
    except IntegrityError as taken:
        raise Conflict(field="person") from taken
    for way in new.ways:
        session.add(
            WayIn(
                account=account.id,
                kind=way.kind,
                org=org,
                profile=way.profile,
                salt=way.salt,
                login_hash=hash_login_token(secret, way.login_token),
                wrapped=way.wrapped,
            )
        )
    await session.flush()
    return account


async def sealed_vault(session: AsyncSession, account: str) -> tuple[bytes, int]:
    """Return one's own sealed vault and its revision."""
    row = await session.get_one(Account, account)
    return row.vault, row.revision


async def rewrite_vault(
    session: AsyncSession, account: str, *, vault: bytes, revision: int
) -> None:
    """Replace the sealed vault by its next revision.

    Raises `Conflict` unless it is exactly the next.
    """
    row = (
        await session.exec(select(Account).where(col(Account.id) == account).with_for_update())
    ).one()
    if revision != row.revision + 1:
        raise Conflict(field="revision")
    row.vault = vault
    row.revision = revision
    session.add(row)
    await session.flush()
