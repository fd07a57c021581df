"""New keys taking the place of a person's old ones: keys, login, vault and ways in, all at once.

Guarantees: whoever has the old login, an old passphrase, recovery code or session is out in the
same transaction, and what the old ways opened is no longer stored. Old login and public keys stay
with the account that the new ones waited in, so that nobody else is ever given them. Refuses to
judge whether the new keys are the person's: whoever calls this has seen to that.
"""

import secrets

from sqlalchemy import case, delete
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.tables import Account, ReEnrolmentAsked, SignInSession, WayIn

_HASH_BYTES = 32


async def waiting_keys(session: AsyncSession, invitation: str, person: str) -> Account | None:
    """Return the account that answered this invitation and waits to stand for `person`."""
    row = await session.get(Account, invitation)
    waits = row is not None and row.stands_for == person and row.state == "waiting"
    return row if waits else None


async def take_over(session: AsyncSession, waiting: Account) -> Account:
    """Give the person's account what `waiting` has; sessions of the new keys go on."""
    person, other = waiting.person, waiting.id
    account = await session.get_one(Account, person)
    old, new = _identity(account), _identity(waiting)
    await session.flush()
    connection = await session.connection()
    await connection.execute(delete(SignInSession).where(col(SignInSession.account) == person))
    await connection.execute(
        update(SignInSession).where(col(SignInSession.account) == other).values(account=person)
    )
    await _take_ways(session, person, other)
    # In one statement, because no two accounts may ever have one login or key.
    swapped = {name: case((col(Account.id) == person, new[name]), else_=old[name]) for name in old}
    await connection.execute(
        update(Account).where(col(Account.id).in_([person, other])).values(**swapped)
    )
    await _end(session, other)
    await session.refresh(account)
    await session.refresh(waiting)
    return account


async def forget_waiting(session: AsyncSession, invitation: str) -> None:
    """Give up keys that answered this invitation and wait; who signed in with them is out."""
    asked = await session.get(ReEnrolmentAsked, invitation)
    if asked is not None and asked.state == "waiting":
        asked.state = "ended"
        session.add(asked)
    waiting = await session.get(Account, invitation)
    if waiting is None or waiting.stands_for is None or waiting.state != "waiting":
        return
    await session.flush()
    connection = await session.connection()
    await connection.execute(delete(SignInSession).where(col(SignInSession.account) == invitation))
    await _end(session, invitation)
    await session.refresh(waiting)


def _identity(account: Account) -> dict[str, object]:
    return {
        "login": account.login,
        "sign": account.sign,
        "box": account.box,
        "vault": account.vault,
        "revision": account.revision,
    }


async def _ways(session: AsyncSession, account: str) -> dict[str, WayIn]:
    found = await session.exec(select(WayIn).where(col(WayIn.account) == account))
    return {way.kind: way for way in found}


async def _take_ways(session: AsyncSession, person: str, other: str) -> None:
    old, new = await _ways(session, person), await _ways(session, other)
    for kind, way in new.items():
        mine = old.pop(kind, None) or WayIn(**{**way.model_dump(), "account": person})
        mine.profile, mine.salt = way.profile, way.salt
        mine.login_hash, mine.wrapped = way.login_hash, way.wrapped
        session.add(mine)
    _shut(session, old)
    await session.flush()


def _shut(session: AsyncSession, ways: dict[str, WayIn]) -> None:
    """Keep salt and profile, by which a login answers as ever; nothing opens it any more."""
    for way in ways.values():
        way.login_hash, way.wrapped = secrets.token_bytes(_HASH_BYTES), b""
        session.add(way)


async def _end(session: AsyncSession, account: str) -> None:
    _shut(session, await _ways(session, account))
    await session.flush()
    connection = await session.connection()
    await connection.execute(
        update(Account).where(col(Account.id) == account).values(state="removed", vault=b"")
    )
