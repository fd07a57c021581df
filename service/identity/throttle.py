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

from sqlalchemy import CursorResult, delete, text
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.session import Driver, Sessions, driver_of
from service.db.tables_of_doors import Throttle
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


# By position: what to wait after the first wrong attempt, after the second, and so on; the last
# goes for all that follow.
_WAITS: Final = [wait_after(wrong, FREE) for wrong in range(1, 16)]
_NOISY_WAITS: Final = [wait_after(wrong, FREE_WHERE_NOISY) for wrong in range(1, 16)]

# One statement, so that of many attempts at once each sees the waiting that the one before it
# brought about: the update waits for the row and looks at it again. No row: it is too early.
_COUNT_LOGIN: Final = """
    WITH here AS (
        SELECT CASE WHEN coalesce(
            (SELECT wrong FROM throttle WHERE key = $2 AND until > $3), 0
        ) >= $4 THEN $5::bigint[] ELSE $6::bigint[] END AS waits)
    INSERT INTO throttle AS tried (key, wrong, until, last)
    SELECT $1, 1, $3 + waits[1], $3 FROM here
    ON CONFLICT (key) DO UPDATE SET
        wrong = CASE WHEN tried.last < excluded.last - $7::bigint
            THEN 1 ELSE tried.wrong + 1 END,
        until = excluded.last + (SELECT waits[CASE
            WHEN tried.last < excluded.last - $7::bigint THEN 1
            ELSE least(tried.wrong + 1, cardinality(waits)) END] FROM here),
        last = excluded.last
    WHERE tried.until <= excluded.last
    RETURNING tried.wrong
"""
_UNTIL: Final = "SELECT until FROM throttle WHERE key = $1"
_COUNT_NETWORK: Final = text("""
    INSERT INTO throttle AS tried (key, wrong, until, last)
    VALUES (:network, 1, CAST(:ends AS bigint), CAST(:at AS bigint))
    ON CONFLICT (key) DO UPDATE SET
        wrong = CASE WHEN tried.until <= excluded.last THEN 1 ELSE tried.wrong + 1 END,
        until = CASE WHEN tried.until <= excluded.last THEN excluded.until ELSE tried.until END,
        last = excluded.last
""")
_FORGIVE: Final = "UPDATE throttle SET wrong = 0, until = 0 WHERE key = $1"


async def charge(driver: Driver, door: Door, *, at: int) -> None:
    """Count an attempt as wrong until it proves right: one statement, committed by itself.

    Raises `TooManyAttempts`, then without counting.
    """
    tried = await driver.fetchrow(
        _COUNT_LOGIN, door.login, door.network, at, NOISY, _NOISY_WAITS, _WAITS, FORGOTTEN_SECONDS
    )
    if tried is None:
        until = await driver.fetchval(_UNTIL, door.login)
        raise TooManyAttempts(retry_after=max(1, until - at))


async def forgive(held: AsyncSession | Driver, door: Door) -> None:
    """Give back an attempt that was right, in the transaction of what it opened."""
    await (await driver_of(held)).execute(_FORGIVE, door.login)


async def count_wrong(session: AsyncSession, network: bytes, *, at: int) -> None:
    """Count an attempt that was wrong against its network, `Door.network`.

    Only what was wrong touches a row that many share: people who sign in do not wait for it.
    """
    counted = {"network": network, "at": at, "ends": at + FORGOTTEN_SECONDS}
    await (await session.connection()).execute(_COUNT_NETWORK, counted)


async def sweep(sessions: Sessions, *, at: int) -> int:
    """Forget every login and network that was quiet for long enough; for the worker."""
    async with sessions() as session, session.begin():
        connection = await session.connection()
        quiet: CursorResult[object] = await connection.execute(
            delete(Throttle).where(col(Throttle.last) < at - FORGOTTEN_SECONDS)
        )
        return quiet.rowcount
