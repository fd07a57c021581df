"""One's own sessions: listed, ended one by one or all at once, over when one is off the roster."""

from dataclasses import replace

import pytest

from service.client.case_files import roster_in_force
from service.client.errors import Refusal
from service.client.organisation import add_pool
from service.client.person import Person
from service.client.signing_in import sign_in
from service.domain.roles import StaffRole
from service.identity.sessions import ABSOLUTE_SECONDS, IDLE_SECONDS
from service.sealing.encoding import new_id
from service.worker.media_keys import PoolKeys
from tests.factories.answers import said, slug
from tests.factories.in_process import InProcess
from tests.factories.media_hands import MediaHands
from tests.factories.world import World


async def _again(service: InProcess, world: World, name: str = "harmed") -> Person:
    """Sign the same person in on another device."""
    who = world.credentials[name]
    return await sign_in(service.connect(), who.login, who.passphrase, clock=service.clock.now)


async def _ended(person: Person) -> bool:
    try:
        await person.refresh()
    except Refusal as refused:
        return refused.slug == "session-missing"
    return False


async def _publish_without(world: World, *, person: str = "", pool: str = "") -> None:
    """Let the administrator publish the next roster with somebody left out."""
    statement, current = await roster_in_force(world.administrator)
    newer = replace(
        current,
        sequence=current.sequence + 1,
        previous=statement.digest,
        staff=tuple(one for one in current.staff if one.person != person),
        pools=tuple(one for one in current.pools if one.pool != pool),
    )
    signed = world.root.sign_roster(newer).to_wire()
    await world.administrator.transport.post("/roster", {"roster": signed, "invitations": []})


class TestTheList:
    async def test_shows_ones_own_sessions_and_which_of_them_is_asking(
        self, service: InProcess, world: World
    ) -> None:
        began = service.clock.now()
        service.clock.turn(60)
        other = await _again(service, world)
        rows = [row async for row in other.transport.rows("/me/sessions")]
        assert [(row["created"] - began, row["this"]) for row in rows] == [(60, True), (0, False)]
        assert all(set(row) == {"session", "created", "last_seen", "this"} for row in rows)
        seen_by_the_other = [row async for row in world.harmed.transport.rows("/me/sessions")]
        assert {row["session"]: row["this"] for row in seen_by_the_other} == {
            row["session"]: not row["this"] for row in rows
        }

    async def test_is_served_in_pages(self, service: InProcess, world: World) -> None:
        for _ in range(3):
            await _again(service, world)
        pages = [row async for row in world.harmed.transport.rows("/me/sessions", limit=1)]
        whole = [row async for row in world.harmed.transport.rows("/me/sessions")]
        assert pages == whole
        assert len({row["session"] for row in whole}) == 4

    async def test_leaves_out_what_has_ended_by_itself(
        self, service: InProcess, world: World
    ) -> None:
        await _again(service, world)
        service.clock.turn(IDLE_SECONDS)
        await world.harmed.refresh()
        service.clock.turn(1)
        rows = [row async for row in world.harmed.transport.rows("/me/sessions")]
        assert [row["this"] for row in rows] == [True]

    async def test_shows_nothing_made_from_a_token(self, service: InProcess, world: World) -> None:
        rows = [row async for row in world.harmed.transport.rows("/me/sessions")]
        kept = await service.rows("SELECT id, token_hash FROM session")
        assert {row["session"] for row in rows} <= {str(row["id"]) for row in kept}
        assert not {row["session"].replace("-", "") for row in rows} & {
            row["token_hash"].hex()[:32] for row in kept
        }


class TestEnding:
    async def test_one_ends_it_on_that_device_at_once(
        self, service: InProcess, world: World
    ) -> None:
        other = await _again(service, world)
        rows = [row async for row in other.transport.rows("/me/sessions")]
        older = next(row["session"] for row in rows if not row["this"])
        await other.transport.delete(f"/me/sessions/{older}")
        assert await _ended(world.harmed)
        assert not await _ended(other)

    async def test_somebody_elses_is_answered_as_one_that_is_not_there(
        self, service: InProcess, world: World
    ) -> None:
        rows = [row async for row in world.harmed.transport.rows("/me/sessions")]
        async with service.http(world.responsible.transport._token) as http:
            theirs = await http.delete(f"/me/sessions/{rows[0]['session']}")
            nobodys = await http.delete(f"/me/sessions/{new_id()}")
        assert slug(theirs) == "not-found"
        assert said(theirs) == said(nobodys)
        assert not await _ended(world.harmed)

    async def test_all_others_leaves_the_one_that_asked(
        self, service: InProcess, world: World
    ) -> None:
        others = [await _again(service, world) for _ in range(2)]
        await world.harmed.transport.delete("/me/sessions")
        assert [await _ended(one) for one in others] == [True, True]
        assert not await _ended(world.harmed)
        assert not await _ended(world.responsible)


class TestRemoval:
    async def test_from_the_roster_ends_every_session_in_the_transaction_that_publishes_it(
        self, service: InProcess, world: World
    ) -> None:
        other = await _again(service, world, "ben")
        await _publish_without(world, person=world.ben.id)
        assert [await _ended(one) for one in (world.ben, other)] == [True, True]
        assert not await _ended(world.asha)
        with pytest.raises(Refusal) as refused:
            await _again(service, world, "ben")
        assert refused.value.slug == "sign-in-refused"

    async def test_that_is_not_published_ends_nothing(
        self, service: InProcess, world: World
    ) -> None:
        statement, current = await roster_in_force(world.administrator)
        staff = tuple(one for one in current.staff if one.person != world.ben.id)
        skipped = replace(
            current, sequence=current.sequence + 2, previous=statement.digest, staff=staff
        )
        signed = world.root.sign_roster(skipped).to_wire()
        async with service.http(world.administrator.transport._token) as http:
            answer = await http.post("/roster", json={"roster": signed, "invitations": []})
        assert slug(answer) == "conflict"
        assert not await _ended(world.ben)

    async def test_ends_when_the_same_person_is_listed_again(
        self, service: InProcess, world: World
    ) -> None:
        _, before = await roster_in_force(world.administrator)
        await _publish_without(world, person=world.ben.id)
        statement, current = await roster_in_force(world.administrator)
        newer = replace(
            before, sequence=current.sequence + 1, previous=statement.digest, staff=before.staff
        )
        signed = world.root.sign_roster(newer).to_wire()
        await world.administrator.transport.post("/roster", {"roster": signed, "invitations": []})
        back = await _again(service, world, "ben")
        assert back.me.roles == (StaffRole.FACILITATOR,)

    async def test_of_a_pool_ends_its_workers_sessions(
        self, service: InProcess, world: World
    ) -> None:
        # One that no case names yet: a pool that some case names is not let go.
        pool = PoolKeys.generate(world.org, world.root.public)
        await add_pool(world.administrator, world.root, pool.entry)
        worker = await MediaHands(service, replace(world, pool=pool)).sign_in()
        path = f"/worker/jobs/{new_id()}/start"
        async with service.http(worker.transport._token) as http:
            before = await http.post(path, json={"attempt": 1, "worker": worker.id})
            await _publish_without(world, pool=pool.pool)
            after = await http.post(path, json={"attempt": 1, "worker": worker.id})
        assert slug(before) != "session-missing"
        assert slug(after) == "session-missing"


class TestTheSweep:
    async def test_deletes_what_has_ended_and_nothing_else(
        self, service: InProcess, world: World
    ) -> None:
        everybody = await service.value("SELECT count(*) FROM session WHERE pool IS NULL")
        assert everybody > 1
        service.clock.turn(IDLE_SECONDS)
        await world.harmed.refresh()
        await service.sweep()
        assert await service.value("SELECT count(*) FROM session WHERE pool IS NULL") == everybody
        service.clock.turn(1)
        await service.sweep()
        left = await service.rows("SELECT account FROM session WHERE pool IS NULL")
        assert [str(row[0]) for row in left] == [world.harmed.id]
        assert not await _ended(world.harmed)

    async def test_ends_what_was_used_for_half_a_day(
        self, service: InProcess, world: World
    ) -> None:
        for _ in range(ABSOLUTE_SECONDS // IDLE_SECONDS):
            service.clock.turn(IDLE_SECONDS)
            await world.harmed.refresh()
        service.clock.turn(1)
        await service.sweep()
        assert await service.value("SELECT count(*) FROM session") == 0
