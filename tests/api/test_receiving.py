"""Receiving: the recipient's four steps, and an author who learns nothing of them."""

from dataclasses import replace
from typing import Any

import httpx

from service.client import receiving
from service.client.items import item as look
from service.client.reviewing import APPROVAL_VALID_S
from service.correspondence.receiving import MAX_WINDOW_SECONDS
from service.sealing.encoding import new_id
from service.sealing.schemas import Acceptance, Opening
from service.sealing.statements import Statement, open_statement, sign
from service.worker.jobs import LOOK_AGAIN_SECONDS
from tests.factories.acts import (
    LETTER,
    approved_by,
    kept_back,
    offered_letter,
    opened_text,
    released_letter,
    sent_letter,
)
from tests.factories.answers import said, slug
from tests.factories.in_process import InProcess
from tests.factories.world import World, signed_in_as


def _acceptance(body: dict[str, Any]) -> Acceptance:
    return open_statement(Statement.from_wire(body["acceptance"]), Acceptance)


class TestTheAuthor:
    async def test_sees_the_same_bytes_from_the_review_to_the_opening(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        seen: list[Any] = []

        async def look_at_it() -> None:
            async with service.http(world.responsible.transport._token) as http:
                seen.append(
                    (said(await http.get(f"/items/{item}")), said(await http.get("/items")))
                )

        await look_at_it()
        service.clock.turn(60)
        await approved_by(world.asha, item)
        await look_at_it()
        await service.serve_outbox()
        await look_at_it()
        service.clock.turn(60)
        await receiving.accept(world.harmed, item, "read")
        await look_at_it()
        await service.serve_outbox()
        await look_at_it()
        assert await opened_text(world.harmed, item) == LETTER
        await look_at_it()
        assert all(one == seen[0] for one in seen)
        assert b"with_facilitator" in seen[0][0][2]

    async def test_is_shown_nothing_that_the_recipient_signed(
        self, service: InProcess, world: World
    ) -> None:
        item = await released_letter(service, world)
        await opened_text(world.harmed, item)
        evidence = await world.responsible.transport.get(f"/items/{item}/evidence")
        assert (evidence["acceptance"], evidence["opening"]) == (None, None)

    async def test_keeps_a_key_to_what_they_wrote(self, world: World) -> None:
        item = await sent_letter(world)
        evidence = await world.responsible.transport.get(f"/items/{item}/evidence")
        assert len(evidence["grants"]) == 1


class TestAcceptance:
    async def test_sent_twice_is_one_acceptance(self, service: InProcess, world: World) -> None:
        item = await offered_letter(service, world)
        body = await kept_back(world.harmed, lambda: receiving.accept(world.harmed, item, "read"))
        async with service.http(world.harmed.transport._token) as http:
            answers = [await http.post(f"/items/{item}/acceptance", json=body) for _ in range(2)]
        assert said(answers[0]) == said(answers[1])
        assert answers[0].json()["status"] == "accepted"
        assert len(await service.trail(world.case, "item.accepted")) == 1

    async def test_must_name_the_decisions_and_this_person(
        self, service: InProcess, world: World
    ) -> None:
        item = await offered_letter(service, world)
        honest = await kept_back(world.harmed, lambda: receiving.accept(world.harmed, item, "read"))
        body, seed = _acceptance(honest), world.harmed.keys.sign_seed
        now = service.clock.now()
        lies: dict[str, tuple[Any, str]] = {
            "case": (new_id(), "invalid"),
            "item": (new_id(), "invalid"),
            "person": (world.responsible.id, "invalid"),
            "decisions": ((), "conflict"),
            "until": (now - 1, "invalid"),
        }
        async with service.http(world.harmed.transport._token) as http:

            async def answered(changed: Acceptance, key: bytes = seed) -> str:
                wire = {"acceptance": sign(changed, key).to_wire()}
                return slug(await http.post(f"/items/{item}/acceptance", json=wire))

            for field, (lie, expected) in lies.items():
                assert await answered(replace(body, **{field: lie})) == expected, field
            far = replace(body, until=now + MAX_WINDOW_SECONDS + 1)
            assert await answered(far) == "invalid"
            backwards = replace(body, from_=body.until + 1)
            assert await answered(backwards) == "invalid"
            assert await answered(body, world.responsible.keys.sign_seed) == "invalid"
            assert (await http.post(f"/items/{item}/acceptance", json=honest)).status_code == 200
            assert await answered(replace(body, medium="listen")) == "conflict"


class TestRelease:
    async def test_waits_for_the_window_that_the_recipient_chose(
        self, service: InProcess, world: World
    ) -> None:
        item = await offered_letter(service, world)
        honest = await kept_back(world.harmed, lambda: receiving.accept(world.harmed, item, "read"))
        body, now = _acceptance(honest), service.clock.now()
        later = replace(body, from_=now + 600, until=now + 1200)
        wire = {"acceptance": sign(later, world.harmed.keys.sign_seed).to_wire()}
        async with service.http(world.harmed.transport._token) as http:
            assert (await http.post(f"/items/{item}/acceptance", json=wire)).status_code == 200
        await service.serve_outbox()
        assert (await look(world.harmed, item)).status == "accepted"
        service.clock.turn(599)
        await service.serve_outbox()
        assert (await look(world.harmed, item)).status == "accepted"
        service.clock.turn(LOOK_AGAIN_SECONDS)
        await service.serve_outbox()
        assert (await look(world.harmed, item)).status == "ready"

    async def test_is_looked_at_again_at_the_opening(
        self, service: InProcess, world: World
    ) -> None:
        item = await offered_letter(service, world)
        await receiving.accept(world.harmed, item, "read", window_s=300)
        await service.serve_outbox()
        body = await _opening(world, item)
        service.clock.turn(301)
        async with service.http(world.harmed.transport._token) as http:
            late = await http.post(f"/items/{item}/opening", json=body)
        assert slug(late) == "blocked"
        assert "after-window" in late.json()["blockers"]


async def _opening(world: World, item: str) -> dict[str, Any]:
    return await kept_back(world.harmed, lambda: receiving.open_item(world.harmed, item))


class TestOpening:
    async def test_sent_twice_gives_the_key_twice_and_counts_once(
        self, service: InProcess, world: World
    ) -> None:
        item = await released_letter(service, world)
        body = await _opening(world, item)
        async with service.http(world.harmed.transport._token) as http:
            answers = [await http.post(f"/items/{item}/opening", json=body) for _ in range(2)]
        assert said(answers[0]) == said(answers[1])
        assert len(answers[0].json()["grants"]) == 1
        assert len(await service.trail(world.case, "item.opened")) == 1
        assert await opened_text(world.harmed, item) == LETTER

    async def test_must_be_signed_for_by_the_recipient_about_this_item(
        self, service: InProcess, world: World
    ) -> None:
        item = await released_letter(service, world)
        honest = await _opening(world, item)
        body = open_statement(Statement.from_wire(honest["opening"]), Opening)
        seed = world.harmed.keys.sign_seed
        lies: dict[str, tuple[Any, str]] = {
            "case": (new_id(), "invalid"),
            "item": (new_id(), "invalid"),
            "person": (world.responsible.id, "invalid"),
            "decisions": ((bytes(32),), "conflict"),
            "acceptance": (bytes(32), "conflict"),
        }
        async with service.http(world.harmed.transport._token) as http:
            for field, (lie, expected) in lies.items():
                told = {"opening": sign(replace(body, **{field: lie}), seed).to_wire()}
                answer = await http.post(f"/items/{item}/opening", json=told)
                assert slug(answer) == expected, field
            stolen = {"opening": sign(body, world.responsible.keys.sign_seed).to_wire()}
            assert slug(await http.post(f"/items/{item}/opening", json=stolen)) == "invalid"
            assert (await http.get(f"/items/{item}")).json()["status"] == "ready"
            opened: httpx.Response = await http.post(f"/items/{item}/opening", json=honest)
        assert opened.status_code == 200
        assert opened.json()["item"]["status"] == "opened"


async def test_what_ran_out_before_its_offer_is_not_offered(
    service: InProcess, world: World
) -> None:
    item = await sent_letter(world)
    await approved_by(world.asha, item)
    service.clock.turn(APPROVAL_VALID_S + 1)
    await service.serve_outbox()
    assert await service.value("SELECT state FROM item WHERE id = $1", item) == "awaiting_review"
    assert await service.trail(world.case, "item.offered") == []
    asha = await signed_in_as(world, "asha", service.connect, service.clock.now)
    await approved_by(asha, item)
    await service.serve_outbox()
    assert await service.value("SELECT state FROM item WHERE id = $1", item) == "offered"
