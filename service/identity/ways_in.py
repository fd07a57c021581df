"""Putting a new passphrase and a new recovery code in the place of the present ones.

Guarantees: both ways in are replaced together or not at all, only by whoever shows one of the
present ones again, and every other session of that person ends in the same transaction. Refuses
to see a secret or the vault key: what is stored is wrapped, what is shown is derived.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import trail
from service.db.tables import Account, WayIn
from service.domain.errors import Attempt, SignInRefused
from service.domain.events import Event
from service.identity import sessions
from service.identity.accounts import NewWayIn
from service.identity.sessions import Caller
from service.identity.throttle import Door
from service.identity.tokens import TOKEN_BYTES, same
from service.sealing.wrapping import hash_login_token


@dataclass(frozen=True)
class Proof:
    """What shows that the caller knows one of their present secrets, at which door."""

    kind: str
    login_token: bytes
    door: Door


async def replace(
    session: AsyncSession,
    caller: Caller,
    proof: Proof,
    new: Sequence[NewWayIn],
    *,
    secret: bytes,
    at: int,
) -> None:
    """Replace both ways in; raises `SignInRefused` when the proof is not right.

    A session alone is not enough: whoever finds a page unlocked must not be able to make it
    theirs. The same call once more, after its answer was lost, changes nothing and succeeds.
    """
    # Whoever signs in with the old secret meanwhile waits here, or is waited for (`sign_in`).
    await session.exec(select(Account).where(col(Account.id) == caller.account).with_for_update())
    ways = await _ways_of(session, caller)
    if not _right(ways.get(proof.kind), proof.login_token, secret):
        if all(_stored(ways.get(one.kind), one, secret) for one in new):
            return
        raise _refused(caller, proof)
    for one in new:
        await session.merge(
            WayIn(
                account=caller.actor,
                kind=one.kind,
                org=caller.org,
                profile=one.profile,
                salt=one.salt,
                login_hash=hash_login_token(secret, one.login_token),
                wrapped=one.wrapped,
            )
        )
    await session.flush()
    await sessions.end_others(session, caller)
    await trail.append(
        session,
        org=caller.org,
        chain=caller.org,
        event=Event.WAYS_IN_REPLACED,
        at=at,
        actor=caller.account,
    )


async def check(session: AsyncSession, caller: Caller, proof: Proof, *, secret: bytes) -> None:
    """Say before anything is made anew whether the proof is right; raises `SignInRefused`."""
    ways = await _ways_of(session, caller)
    if not _right(ways.get(proof.kind), proof.login_token, secret):
        raise _refused(caller, proof)


async def _ways_of(session: AsyncSession, caller: Caller) -> dict[str, WayIn]:
    own = await session.exec(select(WayIn).where(col(WayIn.account) == caller.account))
    return {way.kind: way for way in own}


def _refused(caller: Caller, proof: Proof) -> SignInRefused:
    return SignInRefused(
        evidence=Attempt(
            Event.SIGN_IN_REFUSED,
            proof.door.network,
            caller.org,
            caller.org,
            subject=caller.account,
        )
    )


def _right(way: WayIn | None, login_token: bytes, secret: bytes) -> bool:
    offered = hash_login_token(secret, login_token)
    return same(offered, way.login_hash if way else bytes(TOKEN_BYTES))


def _stored(way: WayIn | None, new: NewWayIn, secret: bytes) -> bool:
    return _right(way, new.login_token, secret) and way is not None and way.wrapped == new.wrapped
