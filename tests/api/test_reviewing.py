"""Review: one reader at a time, oldest first, and an approval that names exactly what was read."""

import asyncio
from dataclasses import replace
from typing import Any

import httpx

from service.client import reviewing, sending
from service.moderation.queue import CLAIM_SECONDS
from service.sealing.encoding import b64, new_id
from service.sealing.schemas import Coverage, Decision, DecisionRecipient
from service.sealing.statements import Statement, open_statement, sign
from service.worker.jobs import lapse_claims
from tests.factories.acts import approved_by, sent_letter, signed_decision
from tests.factories.answers import said, slug
from tests.factories.in_process import InProcess
from tests.factories.world import World


def _body(decision: dict[str, Any]) -> Decision:
    return open_statement(Statement.from_wire(decision["decision"]), Decision)


async def _decide(http: httpx.AsyncClient, item: str, body: dict[str, Any]) -> httpx.Response:
    return await http.post(f"/items/{item}/decision", json=body)


class TestAClaim:
    async def test_is_won_by_one_of_two_who_reach_out_at_once(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        async with (
            service.http(world.asha.transport._token) as one,
            service.http(world.ben.transport._token) as other,
        ):
            answers = await asyncio.gather(
                one.post(f"/items/{item}/claim"), other.post(f"/items/{item}/claim")
            )
        assert sorted(answer.status_code for answer in answers) == [200, 409]
        lost = next(answer for answer in answers if answer.status_code == 409)
        assert slug(lost) in {"claimed-by-another", "conflict"}
        won = next(answer for answer in answers if answer.status_code == 200)
        holder = await service.value("SELECT claimed_by FROM item WHERE id = $1", item)
        assert won.json()["claimed_by"] == str(holder)
        assert len(await service.trail(world.case, "item.claimed")) == 1

    async def test_keeps_a_colleague_away_for_half_an_hour_and_is_renewed_by_asking_again(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        service.clock.turn(CLAIM_SECONDS // 2)
        await reviewing.claim(world.asha, item)
        service.clock.turn(CLAIM_SECONDS // 2 + 1)
        async with service.http(world.ben.transport._token) as http:
            # Ben's session would be idle by now, were it not for his asking.
            refused = await http.post(f"/items/{item}/claim")
        assert slug(refused) in {"claimed-by-another", "session-missing"}

    async def test_that_lapsed_gives_the_item_its_old_place_in_the_queue(
        self, service: InProcess, world: World
    ) -> None:
        first = await sent_letter(world)
        service.clock.turn(1)
        second = await sent_letter(world, b"a later letter")
        await reviewing.claim(world.asha, first)
        assert [one.id for one in await reviewing.queue(world.ben)] == [second]
        for _ in range(3):
            service.clock.turn(CLAIM_SECONDS // 3)
            await world.ben.refresh()
            await world.asha.refresh()
        service.clock.turn(1)
        assert await lapse_claims(service.relay, service.clock) == 1
        assert [one.id for one in await reviewing.queue(world.ben)] == [first, second]
        async with service.http(world.asha.transport._token) as http:
            late = await _decide(http, first, await _stale(world, first))
        assert slug(late) == "conflict"

    async def test_of_a_lapsed_item_may_be_a_colleagues_before_the_sweeper_came(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        for _ in range(3):
            service.clock.turn(CLAIM_SECONDS // 3)
            await world.ben.refresh()
        service.clock.turn(1)
        assert (await reviewing.claim(world.ben, item)).status == "in_review"
        assert len(await service.trail(world.case, "item.claim-lapsed")) == 1


async def _stale(world: World, item: str) -> dict[str, Any]:
    """A decision on an item by a reader who held it once, made while nobody holds it."""
    evidence = await world.asha.transport.get(f"/items/{item}/evidence")
    body = Decision(
        case=world.case,
        item=item,
        case_statement=Statement.from_wire(evidence["case_statements"][-1]).digest,
        manifest=Statement.from_wire(evidence["manifest"]).digest,
        renditions=(),
        verdict="approve",
        recipients=(),
        reason="",
        coverage=Coverage("characters", 1, 1),
        sequence=1,
        previous=b"",
        valid_until=world.asha.clock() + 60,
        decided=world.asha.clock(),
    )
    return {"decision": sign(body, world.asha.keys.sign_seed).to_wire(), "grants": []}


class TestADecision:
    async def test_sent_twice_is_one_decision(self, service: InProcess, world: World) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        body = await signed_decision(world.asha, item)
        async with service.http(world.asha.transport._token) as http:
            first, again = await _decide(http, item, body), await _decide(http, item, body)
        assert first.status_code == again.status_code == 200
        assert said(first) == said(again)
        assert len(await service.trail(world.case, "item.decided")) == 1
        assert len(await service.trail(world.case, "item.approved")) == 1

    async def test_after_the_last_that_was_needed_changes_nothing(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        body = await signed_decision(world.asha, item)
        other = replace(_body(body), decided=_body(body).decided + 1)
        signed = sign(other, world.asha.keys.sign_seed).to_wire()
        async with service.http(world.asha.transport._token) as http:
            assert (await _decide(http, item, body)).status_code == 200
            assert slug(await _decide(http, item, body | {"decision": signed})) == "conflict"

    async def test_is_the_claimers_alone(self, service: InProcess, world: World) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        body = await signed_decision(world.asha, item)
        bens = sign(_body(body), world.ben.keys.sign_seed).to_wire()
        for person in (world.ben, world.responsible, world.harmed, world.administrator):
            async with service.http(person.transport._token) as http:
                assert slug(await _decide(http, item, body | {"decision": bens})) == "forbidden"
        async with service.http(world.asha.transport._token) as http:
            # Claimed by Asha, sent by Asha, signed by Ben.
            assert slug(await _decide(http, item, body | {"decision": bens})) == "invalid"
            assert (await _decide(http, item, body)).status_code == 200

    async def test_needs_the_item_to_be_claimed_first(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        async with service.http(world.asha.transport._token) as http:
            assert slug(await _decide(http, item, await _stale(world, item))) == "conflict"

    async def test_must_be_about_exactly_what_was_read(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        honest = await signed_decision(world.asha, item)
        body, seed = _body(honest), world.asha.keys.sign_seed
        recipient = body.recipients[0]
        lies: dict[str, tuple[Any, set[str]]] = {
            "case": (new_id(), {"invalid"}),
            "item": (new_id(), {"invalid"}),
            "case_statement": (bytes(32), {"conflict"}),
            "manifest": (bytes(32), {"conflict"}),
            "renditions": ((bytes(32),), {"conflict"}),
            "coverage": (Coverage("characters", 1, 2), {"invalid"}),
            "valid_until": (service.clock.now(), {"invalid"}),
            "recipients": ((replace(recipient, person=world.ben.id),), {"invalid"}),
        }
        async with service.http(world.asha.transport._token) as http:
            for field, (lie, expected) in lies.items():
                told = sign(replace(body, **{field: lie}), seed).to_wire()
                answer = await _decide(http, item, honest | {"decision": told})
                assert slug(answer) in expected, field
            wrong_place = sign(replace(body, sequence=2, previous=bytes(32)), seed).to_wire()
            answer = await _decide(http, item, honest | {"decision": wrong_place})
            assert slug(answer) == "conflict"
            assert (await _decide(http, item, honest)).status_code == 200

    async def test_must_come_with_exactly_the_grants_it_names(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        honest = await signed_decision(world.asha, item)
        grant = honest["grants"][0]
        other = grant | {"grant": b64(bytes(80))}
        async with service.http(world.asha.transport._token) as http:
            for grants in (
                [],
                [other],
                [grant | {"person": world.ben.id}],
                [grant | {"rendition": new_id()}],
                [grant, grant | {"rendition": new_id()}],
            ):
                assert slug(await _decide(http, item, honest | {"grants": grants})) == "invalid"
            assert (await _decide(http, item, honest)).status_code == 200

    async def test_for_another_key_than_the_recipients_own_is_refused(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        honest = await signed_decision(world.asha, item)
        body = _body(honest)
        swapped: tuple[DecisionRecipient, ...] = tuple(
            replace(one, key=world.ben.keys.box_public) for one in body.recipients
        )
        told = sign(replace(body, recipients=swapped), world.asha.keys.sign_seed).to_wire()
        async with service.http(world.asha.transport._token) as http:
            assert slug(await _decide(http, item, honest | {"decision": told})) == "conflict"

    async def test_leaves_nothing_behind_when_it_is_refused(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        honest = await signed_decision(world.asha, item)
        async with service.http(world.asha.transport._token) as http:
            await _decide(http, item, honest | {"grants": []})
        for sql in (
            "SELECT count(*) FROM statement WHERE item_id = $1 AND type = 'gobetween/decision/1'",
            "SELECT count(*) FROM content_grant WHERE item_id = $1 AND holder = 'recipient'",
            "SELECT count(*) FROM outbox WHERE subject = $1",
        ):
            assert await service.value(sql, item) == 0
        assert await service.trail(world.case, "item.decided") == []


class TestTheQueue:
    async def test_is_oldest_first_and_empties(self, service: InProcess, world: World) -> None:
        letters = []
        for number in range(3):
            letters.append(await sent_letter(world, b"letter %d" % number))
            service.clock.turn(1)
        for left in range(3):
            assert [one.id for one in await reviewing.queue(world.asha)] == letters[left:]
            await approved_by(world.asha, letters[left])
        assert await reviewing.queue(world.ben) == []

    async def test_is_for_facilitators_alone(self, service: InProcess, world: World) -> None:
        for person in (world.responsible, world.harmed, world.administrator):
            async with service.http(person.transport._token) as http:
                assert slug(await http.get("/reviews")) == "forbidden"

    async def test_shows_nobody_the_key_before_they_claimed(self, world: World) -> None:
        item = (await sending.send_letter(world.responsible, b"sealed")).item
        before = await world.asha.transport.get(f"/items/{item}/evidence")
        await reviewing.claim(world.asha, item)
        during = await world.asha.transport.get(f"/items/{item}/evidence")
        colleague = await world.ben.transport.get(f"/items/{item}/evidence")
        assert (before["grants"], colleague["grants"]) == ([], [])
        assert len(during["grants"]) == 1
