"""What every request may use: sessions, store, clock and secrets, put together once by the app."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.session import Sessions, by_driver
from service.domain.clock import Clock
from service.identity import throttle
from service.identity.throttle import Door, Network, network_of
from service.media.addresses import Addresses
from service.media.store import ObjectStore


@dataclass(frozen=True)
class Context:
    """The parts that the app was put together from; `server_secret` is 32 bytes.

    `agency_words` are what readers' own devices look for in every letter. `addresses` are None
    where people's devices do not reach the store: everything goes through the API then.
    """

    engine: AsyncEngine
    sessions: Sessions
    store: ObjectStore
    clock: Clock
    server_secret: bytes
    setup_token: str
    proxies: tuple[Network, ...]
    agency_words: tuple[str, ...] = ()
    addresses: Addresses | None = None


def context_of(request: Request) -> Context:
    """Return the app's parts."""
    context: Context = request.app.state.context
    return context


def door_of(request: Request, login: str) -> Door:
    """Return the door that this request tries: this login from the network it comes from."""
    context = context_of(request)
    network = network_of(
        request.client.host if request.client else None,
        request.headers.get("X-Forwarded-For"),
        context.proxies,
    )
    return Door(context.server_secret, login, network)


async def charged(request: Request, login: str) -> Door:
    """Charge this request's attempt and return its door; raises `TooManyAttempts`."""
    context, door = context_of(request), door_of(request, login)
    async with by_driver(context.engine) as driver:
        await throttle.charge(driver, door, at=context.clock.now())
    return door


async def get_session(request: Request) -> AsyncIterator[AsyncSession]:
    """One transaction for the request, committed when its function returns.

    Before the answer is sent.
    """
    async with context_of(request).sessions() as session, session.begin():
        yield session


async def get_parts(request: Request) -> Context:
    """Return the app's parts; a coroutine, because the framework gives others a thread."""
    return context_of(request)


Parts = Annotated[Context, Depends(get_parts)]
# The scope matters: a commit that fails must be an error, not a success already sent.
Session = Annotated[AsyncSession, Depends(get_session, scope="function")]
