"""Throttling of attempts to come in: by sign-in name and network together, and by network.

Guarantees: wrong attempts slow down that login *from that network* and nothing else, so nobody
can lock anyone out elsewhere. An attempt is charged before it is looked at and given back when it
was right, so attempts made at once count like attempts made in turn. After `FREE` wrong ones each
next has to wait twice as long as the one before, never more than `LONGEST_SECONDS`; an attempt
refused for coming too early costs nothing and prolongs nothing. A network from which many logins
are tried in vain is noisy: there each login has one free attempt instead of five, but it has
that one, so that many people behind one address do not pay for one of them.

Refuses to know an address or a login: both together become one keyed hash, forgotten a quarter of
an hour after the last attempt. Nothing here depends on whether a login exists.
"""

import ipaddress
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Case, ColumnElement, CursorResult, case, delete, func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select, update
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.session import Sessions
from service.db.tables import Throttle
from service.domain.errors import TooManyAttempts
from service.identity.tokens import door_hash

FREE: Final = 5
FREE_WHERE_NOISY: Final = 1
LONGEST_SECONDS: Final = 60
FORGOTTEN_SECONDS: Final = 15 * 60
NOISY: Final = 100
"""Wrong attempts from one network within a quarter of an hour that make it noisy."""
_IPV4_PREFIX: Final = 24
_IPV6_PREFIX: Final = 64

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Door:
    """One login as tried from one network; holds only the two keyed hashes, 32 bytes each."""

    def __init__(self, secret: bytes, login: str, network: str) -> None:
        self.login = door_hash(secret, "login", login, network)
        self.network = door_hash(secret, "network", network)


def network_of(address: str | None, forwarded: str | None, trusted: Sequence[Network]) -> str:
    """Return the network that a request came from: an IPv4 /24 or an IPv6 /64, as text.

    `address` is the connection's own other end. `forwarded`, a list of addresses as a proxy
    writes it, is looked at only when that end is a trusted proxy; then the last address in it
    that is no trusted proxy counts, because everything before it could have been made up.
    """
    here = _address(address)
    for hop in reversed((forwarded or "").split(",")):
        if here is None or not any(here in network for network in trusted):
            break
        said = _address(hop.strip())
        if said is None:
            break
        here = said
    if here is None:
        return "no address"
    prefix = _IPV4_PREFIX if isinstance(here, ipaddress.IPv4Address) else _IPV6_PREFIX
    return str(ipaddress.ip_network((here, prefix), strict=False))


def _address(text: str | None) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(text or "")
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def wait_after(wrong: int, free: int) -> int:
    """Return how many seconds the next attempt has to wait once `wrong` are counted."""
    return 0 if wrong < free else min(2 ** min(wrong - free, 6), LONGEST_SECONDS)


async def charge(sessions: Sessions, door: Door, *, at: int) -> None:
    """Count an attempt as wrong until it proves right, in a short transaction of its own.

    Raises `TooManyAttempts`, then without counting.
    """
    async with sessions() as session, session.begin():
        await _refuse_if_early(session, door, at=at)
        noisy = await _count_network(session, door, at=at) > NOISY
        wrong = await _count_login(session, door, at=at)
        # Counting has locked the row: of many at once, those after the first see its waiting.
        await _refuse_if_early(session, door, at=at)
        wait = wait_after(wrong, FREE_WHERE_NOISY if noisy else FREE)
        await session.exec(
            update(Throttle).where(col(Throttle.key) == door.login).values(until=at + wait)
        )


async def forgive(session: AsyncSession, door: Door) -> None:
    """Give back an attempt that was right, in the transaction of what it opened."""
    # In the order in which charging locks them.
    await session.exec(
        update(Throttle)
        .where(col(Throttle.key) == door.network)
        .values(wrong=func.greatest(col(Throttle.wrong) - 1, 0))
    )
    await session.exec(
        update(Throttle).where(col(Throttle.key) == door.login).values(wrong=0, until=0)
    )


async def sweep(sessions: Sessions, *, at: int) -> int:
    """Forget every login and network that was quiet for long enough; for the worker."""
    async with sessions() as session, session.begin():
        connection = await session.connection()
        quiet: CursorResult[object] = await connection.execute(
            delete(Throttle).where(col(Throttle.last) < at - FORGOTTEN_SECONDS)
        )
        return quiet.rowcount


async def _refuse_if_early(session: AsyncSession, door: Door, *, at: int) -> None:
    until = select(Throttle.until).where(col(Throttle.key) == door.login)
    left = ((await session.exec(until)).first() or 0) - at
    if left > 0:
        raise TooManyAttempts(retry_after=left)


async def _count_network(session: AsyncSession, door: Door, *, at: int) -> int:
    """Count one more in this quarter of an hour; `until` is where it ends."""
    over = col(Throttle.until) <= at
    ends = at + FORGOTTEN_SECONDS
    changed = {"until": case((over, ends), else_=col(Throttle.until))}
    return await _count(session, {"key": door.network, "until": ends, "last": at}, over, changed)


async def _count_login(session: AsyncSession, door: Door, *, at: int) -> int:
    """Count one more; a quarter of an hour without any starts anew."""
    quiet = col(Throttle.last) < at - FORGOTTEN_SECONDS
    return await _count(session, {"key": door.login, "until": 0, "last": at}, quiet, {})


async def _count(
    session: AsyncSession,
    fresh: dict[str, bytes | int],
    anew: ColumnElement[bool],
    changed: dict[str, Case[int]],
) -> int:
    counted = (
        insert(Throttle)
        .values(wrong=1, **fresh)
        .on_conflict_do_update(
            index_elements=[col(Throttle.key)],
            set_={
                "wrong": case((anew, 1), else_=col(Throttle.wrong) + 1),
                "last": fresh["last"],
                **changed,
            },
        )
        .returning(col(Throttle.wrong))
    )
    connection = await session.connection()
    return int((await connection.execute(counted)).scalar_one())
