"""A passphrase lost: the recovery code opens the vault, and new ways take the old ones' place."""

import asyncio
from typing import Any

import pytest

from service.client.errors import Refusal
from service.client.person import Person
from service.client.signing_in import replace_ways, sign_in, sign_in_with_recovery
from service.domain.roles import StaffRole
from service.identity.throttle import FREE
from service.sealing.encoding import b64
from service.sealing.keys import new_passphrase
from tests.factories.acts import LETTER, opened_text, released_letter
from tests.factories.answers import said, slug
from tests.factories.in_process import InProcess
from tests.factories.world import World

NEW = new_passphrase()


async def _recovered(service: InProcess, world: World, name: str = "harmed") -> Person:
    who = world.credentials[name]
    return await sign_in_with_recovery(
        service.connect(), who.login, who.recovery_code, clock=service.clock.now
    )


async def _opens(service: InProcess, login: str, passphrase: str) -> Person | str:
    try:
        return await sign_in(service.connect(), login, passphrase, clock=service.clock.now)
    except Refusal as refused:
        return refused.slug


async def _ways(person: Person, **proof: str) -> dict[str, Any]:
    """What the person's device would send, with another proof."""
    new = await person.make_ways(NEW)
    return {"proof": {"kind": "passphrase", "login_token": b64(bytes(32)), **proof}} | {
        "ways": new.ways
    }


class TestAfterAPassphraseWasLost:
    async def test_the_recovery_code_and_a_new_passphrase_read_what_could_be_read_before(
        self, service: InProcess, world: World
    ) -> None:
        item = await released_letter(service, world)
        who = world.credentials["harmed"]
        there = await _recovered(service, world)
        new = await there.make_ways(NEW)
        await replace_ways(there, (who.recovery_code, "recovery"), new)
        back = await sign_in(service.connect(), who.login, NEW, clock=service.clock.now)
        assert back.keys == world.harmed.keys
        assert await opened_text(back, item) == LETTER
        again = await sign_in_with_recovery(
            service.connect(), who.login, new.recovery_code, clock=service.clock.now
        )
        assert again.keys == back.keys

    async def test_the_old_passphrase_and_the_used_recovery_code_open_nothing(
        self, service: InProcess, world: World
    ) -> None:
        who = world.credentials["harmed"]
        there = await _recovered(service, world)
        await replace_ways(there, (who.recovery_code, "recovery"), await there.make_ways(NEW))
        assert await _opens(service, who.login, who.passphrase) == "sign-in-refused"
        with pytest.raises(Refusal) as refused:
            await _recovered(service, world)
        assert refused.value.slug == "sign-in-refused"

    async def test_every_other_session_has_ended_and_this_one_goes_on(
        self, service: InProcess, world: World
    ) -> None:
        who = world.credentials["harmed"]
        there = await _recovered(service, world)
        await replace_ways(there, (who.recovery_code, "recovery"), await there.make_ways(NEW))
        with pytest.raises(Refusal) as ended:
            await world.harmed.refresh()
        assert ended.value.slug == "session-missing"
        assert (await there.refresh()).person == world.harmed.id
        assert (await world.responsible.refresh()).person == world.responsible.id
        assert len(await service.trail(world.org, "ways-in.replaced")) == 1

    async def test_staff_keep_the_costlier_stretching(
        self, service: InProcess, world: World
    ) -> None:
        who = world.credentials["asha"]
        new = await world.asha.make_ways(NEW)
        await replace_ways(world.asha, (who.passphrase, "passphrase"), new)
        profiles = await service.rows(
            "SELECT kind, profile FROM way_in WHERE account = $1 ORDER BY kind", world.asha.id
        )
        assert [tuple(row) for row in profiles] == [
            ("passphrase", "staff-1"),
            ("recovery", "recovery-1"),
        ]
        assert isinstance(await _opens(service, who.login, NEW), Person)


class TestWhoHasOnlyASession:
    async def test_cannot_replace_anything_and_nothing_has_changed(
        self, service: InProcess, world: World
    ) -> None:
        before = await service.rows("SELECT * FROM way_in ORDER BY account, kind")
        body = await _ways(world.harmed)
        async with service.http(world.harmed.transport._token) as http:
            wrong = await http.put("/me/ways", json=body)
            wrong_kind = await http.put(
                "/me/ways", json=body | {"proof": body["proof"] | {"kind": "recovery"}}
            )
        assert slug(wrong) == "sign-in-refused"
        assert said(wrong) == said(wrong_kind)
        assert await service.rows("SELECT * FROM way_in ORDER BY account, kind") == before
        await service.sweep()
        assert len(await service.trail(world.org, "sign-in.refused")) == 2
        assert await service.trail(world.org, "ways-in.replaced") == []

    async def test_cannot_guess_faster_here_than_at_the_door(
        self, service: InProcess, world: World
    ) -> None:
        body = await _ways(world.harmed)
        async with service.http(world.harmed.transport._token) as http:
            answers = [await http.put("/me/ways", json=body) for _ in range(FREE + 1)]
            early = await http.post("/me/proof", json=body["proof"])
        assert [slug(one) for one in answers] == [*["sign-in-refused"] * FREE, "too-many-attempts"]
        assert slug(early) == "too-many-attempts"

    async def test_is_told_before_anything_is_written_down_that_the_secret_is_wrong(
        self, service: InProcess, world: World
    ) -> None:
        wrong = (await _ways(world.harmed))["proof"]
        kept: list[dict[str, Any]] = []

        async def keep(_path: str, body: dict[str, Any]) -> None:
            kept.append(body)

        world.harmed.transport.put = keep  # type: ignore[method-assign, assignment]
        passphrase = world.credentials["harmed"].passphrase
        new = await world.harmed.make_ways(NEW)
        await replace_ways(world.harmed, (passphrase, "passphrase"), new)
        async with service.http(world.harmed.transport._token) as http:
            refused = await http.post("/me/proof", json=wrong)
            right = await http.post("/me/proof", json=kept[0]["proof"])
        async with service.http(world.responsible.transport._token) as http:
            of_somebody_else = await http.post("/me/proof", json=kept[0]["proof"])
        assert right.status_code == 204
        assert slug(refused) == slug(of_somebody_else) == "sign-in-refused"
        assert await service.trail(world.org, "ways-in.replaced") == []

    async def test_and_no_session_at_all_is_asked_to_sign_in(
        self, service: InProcess, world: World
    ) -> None:
        async with service.http() as http:
            answer = await http.put("/me/ways", json=await _ways(world.harmed))
        assert slug(answer) == "session-missing"


class TestReplacing:
    async def test_once_more_after_a_lost_answer_changes_nothing_and_succeeds(
        self, service: InProcess, world: World
    ) -> None:
        who = world.credentials["harmed"]
        new = await world.harmed.make_ways(NEW)
        kept = []
        put = world.harmed.transport.put

        async def twice(path: str, body: dict[str, Any]) -> None:
            await put(path, body)
            kept.append(await service.rows("SELECT * FROM way_in ORDER BY account, kind"))
            await put(path, body)

        world.harmed.transport.put = twice  # type: ignore[method-assign, assignment]
        await replace_ways(world.harmed, (who.passphrase, "passphrase"), new)
        assert await service.rows("SELECT * FROM way_in ORDER BY account, kind") == kept[0]
        assert len(await service.trail(world.org, "ways-in.replaced")) == 1

    async def test_takes_one_way_of_each_kind_and_its_own_profile(
        self, service: InProcess, world: World
    ) -> None:
        body = await _ways(world.harmed)
        passphrase, recovery = body["ways"]
        async with service.http(world.harmed.transport._token) as http:
            for ways in (
                [passphrase],
                [passphrase, passphrase],
                [passphrase, recovery, recovery],
                [passphrase | {"profile": "recovery-1"}, recovery],
                [passphrase, recovery | {"profile": "participant-1"}],
                [passphrase | {"profile": "recovery-1"}, recovery | {"profile": "staff-1"}],
            ):
                assert slug(await http.put("/me/ways", json=body | {"ways": ways})) == "invalid"

    async def test_leaves_no_session_to_who_signs_in_with_the_old_secret_at_that_moment(
        self, service: InProcess, world: World
    ) -> None:
        who = world.credentials["harmed"]
        new = await world.harmed.make_ways(NEW)
        old, _ = await asyncio.gather(
            _opens(service, who.login, who.passphrase),
            replace_ways(world.harmed, (who.passphrase, "passphrase"), new),
        )
        if isinstance(old, Person):
            with pytest.raises(Refusal) as ended:
                await old.refresh()
            assert ended.value.slug == "session-missing"
        left = await service.value(
            "SELECT count(*) FROM session WHERE account = $1", world.harmed.id
        )
        assert left == 1


class TestTheHalfOfAKey:
    async def test_is_not_kept_for_a_liaison(self, service: InProcess, world: World) -> None:
        half = {"half": b64(bytes(range(32)))}
        await service.rows(
            "UPDATE account SET roles = $1 WHERE id = $2", [StaffRole.LIAISON], world.ben.id
        )
        async with service.http(world.ben.transport._token) as http:
            refused = await http.put("/me/resume", json=half)
            nothing = await http.get("/me/resume")
        assert (slug(refused), slug(nothing)) == ("forbidden", "not-found")
        assert await service.value("SELECT count(resume_half) FROM session") == 0
        await world.asha.transport.put("/me/resume", half)
        assert await service.value("SELECT count(resume_half) FROM session") == 1

    async def test_ends_with_its_session(self, service: InProcess, world: World) -> None:
        who = world.credentials["harmed"]
        await world.harmed.transport.put("/me/resume", {"half": b64(bytes(range(32)))})
        there = await _recovered(service, world)
        await replace_ways(there, (who.recovery_code, "recovery"), await there.make_ways(NEW))
        assert await service.value("SELECT count(resume_half) FROM session") == 0
