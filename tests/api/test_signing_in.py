"""Signing in: what is refused looks the same whatever was wrong; sessions end; cookies are safe."""

import asyncio

import httpx
import pytest

from service.client.errors import Refusal
from service.client.signing_in import sign_in, sign_in_with_recovery
from service.identity.sessions import ABSOLUTE_SECONDS, IDLE_SECONDS
from service.sealing.encoding import b64, unb64
from service.sealing.keys import login_token, stretch
from tests.factories.answers import said, slug
from tests.factories.in_process import InProcess
from tests.factories.world import World

COOKIE = "__Host-gobetween"
UNKNOWN = "zzzz-9999"


async def _token_for(http: httpx.AsyncClient, world: World, name: str = "harmed") -> str:
    """Stretch someone's real passphrase as their device does."""
    who = world.credentials[name]
    begun = await http.post("/sign-in/begin", json={"login": who.login, "kind": "passphrase"})
    salt, profile = unb64(begun.json()["salt"]), begun.json()["profile"]
    return b64(login_token(await asyncio.to_thread(stretch, who.passphrase, salt, profile)))


def _ask(
    login: str, token: str, session: str = "bearer", kind: str = "passphrase"
) -> dict[str, str]:
    return {"login": login, "kind": kind, "login_token": token, "session": session}


class TestRefusal:
    async def test_is_the_same_for_a_wrong_passphrase_an_unknown_login_and_a_wrong_kind(
        self, service: InProcess, world: World
    ) -> None:
        login = world.credentials["harmed"].login
        async with service.http() as http:
            right = await _token_for(http, world)
            asked = [
                _ask(login, b64(bytes(32))),
                _ask(UNKNOWN, b64(bytes(32))),
                _ask(UNKNOWN, right),
                _ask(login, right, kind="recovery"),
            ]
            answers = [await http.post("/sign-in", json=body) for body in asked]
            accepted = await http.post("/sign-in", json=_ask(login, right))
        assert accepted.status_code == 201
        assert slug(answers[0]) == "sign-in-refused"
        assert all(said(answer) == said(answers[0]) for answer in answers)

    async def test_of_somebody_real_is_on_the_organisations_trail(
        self, service: InProcess, world: World
    ) -> None:
        before = len(await service.trail(world.org, "sign-in.refused"))
        async with service.http() as http:
            await http.post(
                "/sign-in", json=_ask(world.credentials["harmed"].login, b64(bytes(32)))
            )
            await http.post("/sign-in", json=_ask(UNKNOWN, b64(bytes(32))))
        await service.sweep()
        assert len(await service.trail(world.org, "sign-in.refused")) == before + 1

    async def test_begins_for_an_unknown_login_as_for_a_known_one(
        self, service: InProcess, world: World
    ) -> None:
        login = world.credentials["harmed"].login
        async with service.http() as http:
            known, unknown, again = [
                await http.post("/sign-in/begin", json={"login": one, "kind": "passphrase"})
                for one in (login, UNKNOWN, UNKNOWN)
            ]
        assert said(unknown) == said(again)
        assert known.status_code == unknown.status_code == 200
        assert set(known.json()) == set(unknown.json())
        assert len(unb64(unknown.json()["salt"])) == len(unb64(known.json()["salt"])) == 16
        assert known.json()["salt"] != unknown.json()["salt"]


class TestSigningIn:
    async def test_with_the_recovery_code_opens_the_same_vault(
        self, service: InProcess, world: World
    ) -> None:
        who = world.credentials["harmed"]
        person = await sign_in_with_recovery(
            service.connect(), who.login, who.recovery_code, clock=service.clock.now
        )
        assert person.keys == world.harmed.keys

    async def test_with_a_wrong_passphrase_is_refused_to_a_real_device(
        self, service: InProcess, world: World
    ) -> None:
        with pytest.raises(Refusal, match="is not right") as refused:
            await sign_in(service.connect(), world.credentials["harmed"].login, "not this one")
        assert refused.value.slug == "sign-in-refused"

    async def test_says_who_one_is(self, world: World) -> None:
        me = await world.harmed.refresh()
        assert (me.person, me.org, me.case) == (world.harmed.id, world.org, world.case)
        assert (me.roles, me.state) == (("harmed",), "certified")

    async def test_out_ends_this_session_and_no_other(
        self, service: InProcess, world: World
    ) -> None:
        token = world.harmed.transport._token
        async with service.http(token) as http:
            assert (await http.get("/me")).status_code == 200
            assert (await http.delete("/sign-in")).status_code == 204
            ended = await http.get("/me")
        assert slug(ended) == "session-missing"
        assert (await world.responsible.refresh()).person == world.responsible.id


class TestACookie:
    async def test_is_unreadable_secure_strict_and_of_this_host_alone(
        self, service: InProcess, world: World
    ) -> None:
        async with service.http() as http:
            token = await _token_for(http, world)
            login = world.credentials["harmed"].login
            answer = await http.post("/sign-in", json=_ask(login, token, "cookie"))
        assert answer.json()["token"] is None
        name, *flags = [part.strip() for part in answer.headers["set-cookie"].split(";")]
        assert name.startswith(f"{COOKIE}=")
        assert {flag.lower() for flag in flags} == {
            "httponly",
            "path=/",
            "samesite=strict",
            "secure",
        }

    async def test_alone_changes_nothing(self, service: InProcess, world: World) -> None:
        half = {"half": b64(bytes(32))}
        held = {COOKIE: str(world.harmed.transport._token)}
        async with service.http() as http:
            http.cookies.update(held)
            assert (await http.get("/me")).status_code == 200
            bare = await http.put("/me/resume", json=half)
            proof = {"X-Gobetween": "1"}
            elsewhere = [
                await http.put("/me/resume", json=half, headers=proof | {"Sec-Fetch-Site": site})
                for site in ("cross-site", "same-site", "none")
            ]
            assert (await http.get("/me/resume")).status_code == 404
            proven = await http.put("/me/resume", json=half, headers=proof)
            same = proof | {"Sec-Fetch-Site": "same-origin"}
            from_here = await http.put("/me/resume", json=half, headers=same)
        assert [slug(answer) for answer in (bare, *elsewhere)] == ["forbidden"] * 4
        assert proven.status_code == from_here.status_code == 204

    async def test_that_is_no_session_is_answered_as_none(
        self, service: InProcess, world: World
    ) -> None:
        async with service.http() as http:
            nobody = await http.get("/me")
            http.cookies.set(COOKIE, "made-up")
            made_up = await http.get("/me")
        token = str(world.harmed.transport._token)
        async with service.http(token[:-4] + "AAAA") as http:
            altered = await http.get("/me")
        assert said(nobody) == said(made_up) == said(altered)
        assert slug(nobody) == "session-missing"


class TestASession:
    async def test_ends_when_nobody_used_it_for_a_quarter_of_an_hour(
        self, service: InProcess, world: World
    ) -> None:
        service.clock.turn(IDLE_SECONDS)
        assert (await world.harmed.refresh()).person == world.harmed.id
        service.clock.turn(IDLE_SECONDS + 1)
        with pytest.raises(Refusal) as ended:
            await world.harmed.refresh()
        assert ended.value.slug == "session-missing"

    async def test_ends_after_half_a_day_however_much_it_was_used(
        self, service: InProcess, world: World
    ) -> None:
        used = 0
        while used + IDLE_SECONDS <= ABSOLUTE_SECONDS:
            service.clock.turn(IDLE_SECONDS)
            used += IDLE_SECONDS
            assert (await world.harmed.refresh()).person == world.harmed.id
        service.clock.turn(ABSOLUTE_SECONDS - used + 1)
        with pytest.raises(Refusal) as ended:
            await world.harmed.refresh()
        assert ended.value.slug == "session-missing"

    async def test_keeps_its_half_of_the_split_key_for_itself(
        self, service: InProcess, world: World
    ) -> None:
        half = b64(bytes(range(32)))
        await world.harmed.transport.put("/me/resume", {"half": half})
        assert await world.harmed.transport.get("/me/resume") == {"half": half}
        who = world.credentials["harmed"]
        another = await sign_in(
            service.connect(), who.login, who.passphrase, clock=service.clock.now
        )
        with pytest.raises(Refusal) as nothing:
            await another.transport.get("/me/resume")
        assert nothing.value.slug == "not-found"


class TestTheVault:
    async def test_is_rewritten_only_by_its_very_next_revision(
        self, service: InProcess, world: World
    ) -> None:
        revision = await service.value(
            "SELECT revision FROM account WHERE id = $1", world.harmed.id
        )
        vault = b64(bytes(80))
        async with service.http(world.harmed.transport._token) as http:
            for wrong in (revision, revision + 2, 1):
                answer = await http.put("/me/vault", json={"vault": vault, "revision": wrong})
                assert slug(answer) == "conflict"
            right = await http.put("/me/vault", json={"vault": vault, "revision": revision + 1})
        assert right.status_code == 204

    async def test_of_two_devices_that_rewrite_it_at_once_one_is_told_to_look_again(
        self, service: InProcess, world: World
    ) -> None:
        revision = await service.value(
            "SELECT revision FROM account WHERE id = $1", world.harmed.id
        )
        async with service.http(world.harmed.transport._token) as http:
            answers = await asyncio.gather(
                *(
                    http.put("/me/vault", json={"vault": b64(mark * 80), "revision": revision + 1})
                    for mark in (b"1", b"2")
                )
            )
        assert sorted(answer.status_code for answer in answers) == [204, 409]
