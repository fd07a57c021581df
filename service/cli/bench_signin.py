"""What a sign-in costs the server, and whether guessing at one account slows down another's.

Owns the measurement: a real API process over real servers, asked over HTTP like by anyone. The
login token is stretched once beforehand, because stretching is the device's work.
"""

import asyncio
import secrets
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx
import psutil

from service.cli.bench import Row, at_most
from service.cli.demo_parts import HOST, start_api
from service.cli.run_parts import migrate
from service.client.accounts import Credentials
from service.client.enrolment import enrol
from service.client.organisation import found_organisation, invite_staff
from service.client.roots import RootKey
from service.client.signing_in import sign_in
from service.client.transport import PREFIX, Transport
from service.embedded import LocalStack, StackError, free_port
from service.sealing.encoding import b64, new_id, unb64
from service.sealing.keys import login_token, new_passphrase, stretch

MOST_CPU_MS: Final = 10.0
MOST_SLOWER: Final = 1.2
_WARMING: Final = 30
_BATCHES: Final = 5
_MEASURED: Final = 100
_WRONG: Final = 1000
_WRONG_BEFORE_EACH: Final = 5
_CREATED: Final = 201
_NOT_RIGHT: Final = frozenset({401, 429})


@dataclass(frozen=True)
class RunningApi:
    """An API process over servers of its own. `setup_token` founds an organisation."""

    address: str
    setup_token: str
    pid: int


@asynccontextmanager
async def running_api(folder: Path) -> AsyncIterator[RunningApi]:
    """Run servers and one API process, and nothing else, over `folder` until left."""
    async with LocalStack(folder) as stack:
        yield await _start(stack, "api", stack.settings_env())


def measure() -> list[Row]:
    """Return the rows: CPU of one sign-in, and another's time while one account is guessed at."""
    with tempfile.TemporaryDirectory(prefix="gobetween-bench-") as folder:
        return asyncio.run(_measured(Path(folder)))


async def _measured(folder: Path) -> list[Row]:
    """Measure in two services side by side, one of which is guessed at.

    They take turns, so that whatever else slows this machine down slows both.
    """
    async with AsyncExitStack() as held:
        stack = await held.enter_async_context(LocalStack(folder))
        quiet = await _ready(held, await _start(stack, "quiet", stack.settings_env()))
        tenancy = await stack.make_tenancy("guessed")
        guessed = await _ready(held, await _start(stack, "guessed", tenancy.settings_env()))
        cpu = await _cpu_of_one(quiet)
        took = []
        for _ in range(_WRONG // _WRONG_BEFORE_EACH):
            for _ in range(_WRONG_BEFORE_EACH):
                await _guess(guessed)
            slower = await _sign_in(guessed)
            # The other is asked as often for something harmless, so that neither is the warmer.
            for _ in range(_WRONG_BEFORE_EACH):
                await quiet.http.post("/sign-in/begin", json=_way(quiet.guessed_at))
            took.append((slower, await _sign_in(quiet)))
    while_guessed, usual = (statistics.median(column) * 1000 for column in zip(*took, strict=True))
    return [
        at_most("signin.cpu", cpu * 1000, "ms", MOST_CPU_MS),
        at_most("signin.while-guessed", while_guessed, "ms", MOST_SLOWER, reference=usual),
    ]


@dataclass(frozen=True)
class _Asked:
    """A service with two accounts: one to guess at, one whose owner signs in with `token`."""

    api: RunningApi
    http: httpx.AsyncClient
    guessed_at: Credentials
    other: Credentials
    token: str


async def _start(stack: LocalStack, name: str, settings: dict[str, str]) -> RunningApi:
    setup_token = secrets.token_urlsafe(32)
    await asyncio.to_thread(migrate, settings["GOBETWEEN_OWNER_DATABASE_URL"])
    port = free_port()
    told = settings | {"GOBETWEEN_SETUP_TOKEN": setup_token}
    api = await start_api(stack, port, told, name=name)
    return RunningApi(f"http://{HOST}:{port}", setup_token, api.pid)


async def _ready(held: AsyncExitStack, api: RunningApi) -> _Asked:
    guessed_at, other = await _two_accounts(api)
    http = await held.enter_async_context(
        httpx.AsyncClient(base_url=api.address + PREFIX, trust_env=False)
    )
    asked = _Asked(api, http, guessed_at, other, await _stretched(http, other))
    for _ in range(_WARMING):
        await _sign_in(asked)
    return asked


async def _two_accounts(api: RunningApi) -> tuple[Credentials, Credentials]:
    root = RootKey.generate()
    async with Transport(api.address) as transport:
        administrator = await found_organisation(
            transport,
            org=new_id(),
            setup_token=api.setup_token,
            root=root,
            pools=(),
            passphrase=new_passphrase(),
        )
        person = await sign_in(transport, administrator.login, administrator.passphrase)
        invited = await invite_staff(person, "facilitator")
    async with Transport(api.address) as transport:
        other = await enrol(transport, invited.login, invited.code, new_passphrase())
    return administrator, other


async def _stretched(http: httpx.AsyncClient, who: Credentials) -> str:
    begun = (await http.post("/sign-in/begin", json=_way(who))).json()
    salt, profile = unb64(begun["salt"]), str(begun["profile"])
    return b64(login_token(await asyncio.to_thread(stretch, who.passphrase, salt, profile)))


def _way(who: Credentials) -> dict[str, str]:
    return {"login": who.login, "kind": "passphrase"}


async def _sign_in(asked: _Asked) -> float:
    """Sign in with both requests that a device makes; return the seconds that took."""
    who = _way(asked.other)
    began = time.perf_counter()
    await asked.http.post("/sign-in/begin", json=who)
    body = who | {"login_token": asked.token, "session": "bearer"}
    answer = await asked.http.post("/sign-in", json=body)
    took = time.perf_counter() - began
    if answer.status_code != _CREATED:
        raise StackError(f"a sign-in that was right was answered with {answer.status_code}")
    return took


async def _cpu_of_one(asked: _Asked) -> float:
    """Return the seconds that a sign-in costs: of several batches the middle one.

    A batch that fell into somebody else's busy moment on this machine says less than the others.
    """
    process = psutil.Process(asked.api.pid)
    batches = []
    for _ in range(_BATCHES):
        before = _cpu(process)
        for _ in range(_MEASURED):
            await _sign_in(asked)
        batches.append((_cpu(process) - before) / _MEASURED)
    return statistics.median(batches)


async def _guess(asked: _Asked) -> None:
    wrong = {"login_token": b64(secrets.token_bytes(32)), "session": "bearer"}
    answer = await asked.http.post("/sign-in", json=_way(asked.guessed_at) | wrong)
    if answer.status_code not in _NOT_RIGHT:
        raise StackError(f"a wrong attempt was answered with {answer.status_code}")


def _cpu(process: psutil.Process) -> float:
    used = process.cpu_times()
    return float(used.user + used.system)
