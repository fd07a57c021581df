"""Guessing is slowed down where it comes from; nobody is locked out by somebody else's guesses.

What is asked of the database is counted, not timed: a known login and an unknown one must cost
the same statements in the same order.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from service.client.cases import invite_participant
from service.client.invitations import Invitation
from service.identity.throttle import (
    FORGOTTEN_SECONDS,
    FREE,
    LONGEST_SECONDS,
    NOISY,
    network_of,
    wait_after,
)
from service.sealing.encoding import b64, unb64
from service.sealing.enrolment import enrolment_secrets
from service.sealing.keys import login_token, stretch
from service.settings import ApiSettings
from tests.factories.answers import PROBLEM, said, slug
from tests.factories.in_process import InProcess, api_settings
from tests.factories.statements_sent import statements_sent
from tests.factories.world import World

UNKNOWN = "zzzz-9999"
WRONG = b64(bytes(32))
HERE, NEXT_DOOR, ELSEWHERE = "198.51.100.7", "198.51.100.99", "203.0.113.5"


@pytest.fixture(scope="module")
def tokens() -> dict[str, str]:
    """Login tokens once stretched: Argon2 is slow on purpose."""
    return {}


async def _token(service: InProcess, world: World, name: str, tokens: dict[str, str]) -> str:
    if name not in tokens:
        who = world.credentials[name]
        async with service.http() as http:
            asked = {"login": who.login, "kind": "passphrase"}
            begun = (await http.post("/sign-in/begin", json=asked)).json()
        stretched = await asyncio.to_thread(
            stretch, who.passphrase, unb64(begun["salt"]), begun["profile"]
        )
        tokens[name] = b64(login_token(stretched))
    return tokens[name]


async def _try(http: httpx.AsyncClient, login: str, token: str = WRONG) -> httpx.Response:
    body = {"login": login, "kind": "passphrase", "login_token": token, "session": "bearer"}
    return await http.post("/sign-in", json=body)


def _waits(answer: httpx.Response) -> int:
    """Seconds that a refusal asks for; it must be one that says nothing else."""
    assert answer.status_code == 429
    assert answer.headers["content-type"] == PROBLEM
    seconds = int(answer.headers["retry-after"])
    assert answer.json()["retry_after"] == seconds
    assert slug(answer) == "too-many-attempts"
    return seconds


async def _connected(service: InProcess) -> None:
    """Let the app make its first connection, which begins with questions of its own."""
    async with service.http() as http:
        await http.post("/sign-in/begin", json={"login": UNKNOWN, "kind": "passphrase"})


async def _rows_written(service: InProcess) -> dict[str, int]:
    """How many rows every table has."""
    tables = await service.rows(
        "SELECT relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace"
        " WHERE nspname = 'public' AND relkind = 'r'"
    )
    return {
        row[0]: await service.value(f"SELECT count(*) FROM {row[0]}")  # noqa: S608
        for row in tables
    }


@asynccontextmanager
async def _guessed(service: InProcess, login: str, times: int) -> AsyncIterator[httpx.AsyncClient]:
    """A client at HERE that has guessed so often in vain, each time as soon as it might."""
    async with service.http(address=HERE) as http:
        for _ in range(times):
            while (answer := await _try(http, login)).status_code == 429:
                service.clock.turn(_waits(answer))
            assert slug(answer) == "sign-in-refused"
        yield http


class TestGuessing:
    @pytest.mark.parametrize("name", ["harmed", None], ids=["known", "unknown"])
    async def test_is_free_a_few_times_and_then_waits_longer_and_longer_but_not_for_ever(
        self, service: InProcess, world: World, name: str | None
    ) -> None:
        login = world.credentials[name].login if name else UNKNOWN
        waits = []
        async with _guessed(service, login, FREE) as http:
            for _ in range(9):
                waits.append(_waits(await _try(http, login)))
                service.clock.turn(waits[-1])
                assert slug(await _try(http, login)) == "sign-in-refused"
        assert waits == [1, 2, 4, 8, 16, 32, LONGEST_SECONDS, LONGEST_SECONDS, LONGEST_SECONDS]

    async def test_too_early_is_not_looked_at_and_prolongs_nothing(
        self, service: InProcess, world: World, tokens: dict[str, str]
    ) -> None:
        login, right = (
            world.credentials["harmed"].login,
            await _token(service, world, "harmed", tokens),
        )
        async with _guessed(service, login, FREE + 3) as http:
            asked = _waits(await _try(http, login))
            assert [_waits(await _try(http, login)) for _ in range(20)] == [asked] * 20
            assert _waits(await _try(http, login, right)) == asked
            service.clock.turn(asked - 1)
            assert _waits(await _try(http, login, right)) == 1
            service.clock.turn(1)
            assert (await _try(http, login, right)).status_code == 201

    async def test_many_times_at_once_counts_as_often_as_in_turn(
        self, service: InProcess, world: World
    ) -> None:
        async with service.http(address=HERE) as http:
            answers = await asyncio.gather(
                *(_try(http, world.credentials["harmed"].login) for _ in range(40))
            )
        looked_at = [one for one in answers if one.status_code == 401]
        assert len(looked_at) == FREE
        assert all(_waits(one) == 1 for one in answers if one not in looked_at)

    async def test_is_forgotten_after_success_and_after_a_quarter_of_an_hour(
        self, service: InProcess, world: World, tokens: dict[str, str]
    ) -> None:
        login, right = (
            world.credentials["harmed"].login,
            await _token(service, world, "harmed", tokens),
        )
        async with _guessed(service, login, FREE - 1) as http:
            assert (await _try(http, login, right)).status_code == 201
            assert [(await _try(http, login)).status_code for _ in range(FREE)] == [401] * FREE
        async with _guessed(service, login, FREE + 1) as http:
            service.clock.turn(FORGOTTEN_SECONDS + 1)
            answers = [await _try(http, login) for _ in range(FREE + 1)]
        assert [one.status_code for one in answers] == [401] * FREE + [429]


class TestNobodyElse:
    async def test_waits_on_another_network_not_even_the_same_person(
        self, service: InProcess, world: World, tokens: dict[str, str]
    ) -> None:
        login, right = (
            world.credentials["harmed"].login,
            await _token(service, world, "harmed", tokens),
        )
        async with _guessed(service, login, FREE + 8) as http:
            assert _waits(await _try(http, login)) == LONGEST_SECONDS
            async with service.http(address=NEXT_DOOR) as same_network:
                assert _waits(await _try(same_network, login, right)) == LONGEST_SECONDS
            async with service.http(address=ELSEWHERE) as elsewhere:
                assert (await _try(elsewhere, login, right)).status_code == 201
            # And being right elsewhere does not make guessing easier here.
            assert _waits(await _try(http, login)) == LONGEST_SECONDS

    async def test_waits_on_the_same_network_either(
        self, service: InProcess, world: World, tokens: dict[str, str]
    ) -> None:
        right = await _token(service, world, "responsible", tokens)
        async with _guessed(service, world.credentials["harmed"].login, FREE + 8) as http:
            other = await _try(http, world.credentials["responsible"].login, right)
        assert other.status_code == 201

    async def test_is_locked_out_by_a_network_that_tries_many_logins(
        self, service: InProcess, world: World, tokens: dict[str, str]
    ) -> None:
        right = await _token(service, world, "responsible", tokens)
        guessed_at = world.credentials["harmed"].login
        async with service.http(address=HERE) as http:
            for number in range(NOISY):
                answer = await _try(http, f"zzzz-{number:04d}")
                assert slug(answer) == "sign-in-refused"
            # Each login has one attempt left there instead of five.
            assert slug(await _try(http, guessed_at)) == "sign-in-refused"
            assert _waits(await _try(http, guessed_at)) == 1
            login = world.credentials["responsible"].login
            assert [(await _try(http, login, right)).status_code for _ in range(3)] == [201] * 3
        async with service.http(address=ELSEWHERE) as quiet:
            answers = [await _try(quiet, guessed_at) for _ in range(FREE + 1)]
        assert [one.status_code for one in answers] == [401] * FREE + [429]


class TestAKnownLoginAndAnUnknownOne:
    async def test_cost_the_same_statements_and_the_same_rows(
        self, service: InProcess, world: World, tokens: dict[str, str]
    ) -> None:
        right = await _token(service, world, "harmed", tokens)
        known = world.credentials["harmed"].login
        await _connected(service)
        shapes, written = [], []
        for number, login in enumerate((known, UNKNOWN, known, UNKNOWN)):
            before = await _rows_written(service)
            async with service.http(address=f"203.0.{number}.1") as http:
                with statements_sent() as seen:
                    for _ in range(FREE + 2):
                        await _try(http, login)
            after = await _rows_written(service)
            shapes.append(list(seen))
            written.append({name: after[name] - before[name] for name in after})
        assert len(shapes[0]) > FREE * 6, "statements are seen at all"
        assert shapes[0] == shapes[1] == shapes[2] == shapes[3]
        assert written[0] == written[1] == written[2] == written[3]
        assert {n: c for n, c in written[0].items() if c} == {
            "throttle": 2,
            "refused_attempt": FREE,
        }
        # The control: what is right costs something else, and that is seen.
        async with service.http(address=ELSEWHERE) as http:
            with statements_sent() as seen:
                assert (await _try(http, known, right)).status_code == 201
        assert any("INSERT INTO session" in statement for statement in seen)

    async def test_begin_with_the_same_statements(self, service: InProcess, world: World) -> None:
        await _connected(service)
        shapes = []
        async with service.http() as http:
            for login in (world.credentials["harmed"].login, UNKNOWN):
                for kind in ("passphrase", "recovery"):
                    with statements_sent() as seen:
                        await http.post("/sign-in/begin", json={"login": login, "kind": kind})
                    shapes.append(list(seen))
        assert len(shapes[0]) == 4, "beginning, binding, asking, committing"
        assert all(shape == shapes[0] for shape in shapes)

    async def test_are_told_to_wait_in_the_same_words(
        self, service: InProcess, world: World
    ) -> None:
        answers = []
        for login in (world.credentials["harmed"].login, UNKNOWN):
            async with _guessed(service, login, FREE) as http:
                answers.append(said(await _try(http, login)))
        assert answers[0] == answers[1]


class TestAnEnrolmentCode:
    async def _shown(self, world: World) -> tuple[Invitation, dict[str, str]]:
        made = await invite_participant(world.asha, world.case, "harmed")
        secrets = await asyncio.to_thread(enrolment_secrets, made.code, made.login)
        return made, {"login": made.login, "enrol_token": b64(secrets.token)}

    async def test_is_guessed_no_faster_than_a_passphrase_and_opens_elsewhere(
        self, service: InProcess, world: World
    ) -> None:
        _, right = await self._shown(world)
        async with service.http(address=HERE) as http:
            for _ in range(FREE):
                wrong = await http.post("/enrolments/open", json=right | {"enrol_token": WRONG})
                assert slug(wrong) == "enrolment-refused"
            assert _waits(await http.post("/enrolments/open", json=right)) == 1
            service.clock.turn(1)
            assert (await http.post("/enrolments/open", json=right)).status_code == 200
        async with service.http(address=ELSEWHERE) as http:
            assert (await http.post("/enrolments/open", json=right)).status_code == 200

    async def test_of_a_known_login_and_an_unknown_one_cost_the_same_statements(
        self, service: InProcess, world: World
    ) -> None:
        made, _ = await self._shown(world)
        shapes = []
        for number, login in enumerate((made.login, UNKNOWN)):
            async with service.http(address=f"203.0.{number}.1") as http:
                with statements_sent() as seen:
                    for _ in range(FREE + 2):
                        body = {"login": login, "enrol_token": WRONG}
                        await http.post("/enrolments/open", json=body)
            shapes.append(list(seen))
        assert shapes[0] == shapes[1]
        assert len(shapes[0]) > FREE * 7


class TestTheNetwork:
    @pytest.mark.parametrize(
        ("address", "network"),
        [
            ("198.51.100.7", "198.51.100.0/24"),
            ("::ffff:198.51.100.7", "198.51.100.0/24"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            (None, "no address"),
            ("unix", "no address"),
        ],
    )
    def test_is_an_ipv4_24_or_an_ipv6_64(self, address: str | None, network: str) -> None:
        assert network_of(address, None, ()) == network

    def test_is_not_believed_from_a_header_unless_a_listed_proxy_wrote_it(self) -> None:
        env = {"GOBETWEEN_TRUSTED_PROXIES": "10.0.0.0/8 ::1"}
        proxies = _settings(env).proxies
        assert network_of(HERE, ELSEWHERE, ()) == "198.51.100.0/24"
        assert network_of(HERE, ELSEWHERE, proxies) == "198.51.100.0/24"
        assert network_of("10.0.0.1", ELSEWHERE, proxies) == "203.0.113.0/24"
        assert network_of("::1", f"{HERE}, {ELSEWHERE}, 10.9.9.9", proxies) == "203.0.113.0/24"
        assert network_of("10.0.0.1", f"{ELSEWHERE}, nonsense", proxies) == "10.0.0.0/24"
        assert network_of("10.0.0.1", None, proxies) == "10.0.0.0/24"

    async def test_cannot_be_changed_by_whoever_guesses(
        self, service: InProcess, world: World
    ) -> None:
        login = world.credentials["harmed"].login
        async with _guessed(service, login, FREE) as http:
            for pretended in (ELSEWHERE, "192.0.2.1", "::1"):
                http.headers["X-Forwarded-For"] = pretended
                _waits(await _try(http, login))

    async def test_is_kept_as_nothing_but_a_keyed_hash_and_forgotten(
        self, service: InProcess, world: World
    ) -> None:
        await service.rows("DELETE FROM throttle")
        async with _guessed(service, world.credentials["harmed"].login, FREE + 2):
            pass
        kept = await service.rows("SELECT throttle::text AS whole FROM throttle")
        columns = await service.rows(
            "SELECT column_name, udt_name FROM information_schema.columns"
            " WHERE table_name = 'throttle' ORDER BY 1"
        )
        assert [tuple(row) for row in columns] == [
            ("key", "bytea"),
            ("last", "int8"),
            ("until", "int8"),
            ("wrong", "int8"),
        ]
        assert len(kept) == 2
        first = await service.value("SELECT min(last) FROM throttle")
        service.clock.turn(first + FORGOTTEN_SECONDS - service.clock.now())
        await service.sweep()
        assert await service.value("SELECT count(*) FROM throttle") == len(kept)
        service.clock.turn(1)
        await service.sweep()
        assert await service.value("SELECT count(*) FROM throttle") == 0


def _settings(changed: dict[str, str]) -> ApiSettings:
    needed = {
        "GOBETWEEN_DATABASE_URL": "postgresql+asyncpg://nobody@127.0.0.1:1/none",
        "GOBETWEEN_OBJECT_STORE_URL": "http://127.0.0.1:1",
        "GOBETWEEN_OBJECT_STORE_ACCESS_KEY": "none",
        "GOBETWEEN_OBJECT_STORE_SECRET_KEY": "none",
        "GOBETWEEN_OBJECT_STORE_BUCKET": "none",
        "GOBETWEEN_SERVER_SECRET": "s" * 32,
        "GOBETWEEN_SETUP_TOKEN": "t" * 32,
    }
    return api_settings(needed | changed)


class TestWaiting:
    def test_never_shrinks_and_is_never_longer_than_a_minute(self) -> None:
        waits = [wait_after(wrong, FREE) for wrong in range(1, 2000)]
        assert waits == sorted(waits)
        assert waits[: FREE - 1] == [0] * (FREE - 1)
        assert waits[-1] == LONGEST_SECONDS == max(waits)
