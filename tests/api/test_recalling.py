"""An author takes an item back: gently, finally, and without learning what the other side did."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from service.client import recalling, receiving, reviewing
from service.client.errors import NotPossible, Refusal
from service.client.items import item as look
from service.client.person import Person
from service.client.sending import send_letter
from service.sealing.encoding import new_id
from service.sealing.errors import SealingError
from service.sealing.schemas import Recall
from service.sealing.statements import Statement, open_statement, sign
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
from tests.factories.verdicts import export_holds
from tests.factories.world import World


async def _recall(world: World, item: str) -> dict[str, Any]:
    return await kept_back(world.responsible, lambda: recalling.recall(world.responsible, item))


class TestAnAuthorWhoWithdraws:
    async def test_a_minute_before_it_is_opened_keeps_it_closed(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await released_letter(service, world)
        opening = await kept_back(world.harmed, lambda: receiving.open_item(world.harmed, item))
        service.clock.turn(60)
        await recalling.recall(world.responsible, item)
        async with service.http(world.harmed.transport._token) as http:
            refused = await http.post(f"/items/{item}/opening", json=opening)
        assert (slug(refused), refused.json()["blockers"]) == ("blocked", "recalled")
        with pytest.raises(SealingError, match="taken the item back") as device:
            await opened_text(world.harmed, item)
        assert device.value.code == "item-recalled"
        evidence = await world.harmed.transport.get(f"/items/{item}/evidence")
        assert evidence["grants"] == []
        [entry] = await service.trail(world.case, "item.recalled")
        assert world.responsible.id in entry["entry"]
        assert await service.trail(world.case, "item.opened") == []
        counted = await export_holds(world, world.asha, tmp_path)
        assert (counted["releases"], counted["openings"]) == (1, 0)

    async def test_after_it_was_opened_takes_nothing_from_who_read_it(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await released_letter(service, world)
        await opened_text(world.harmed, item)
        await recalling.recall(world.responsible, item)
        assert await opened_text(world.harmed, item) == LETTER
        assert (await look(world.harmed, item)).status == "opened"
        await export_holds(world, world.asha, tmp_path)

    async def test_sees_that_they_took_it_back_and_nobody_else_is_told(
        self, service: InProcess, world: World
    ) -> None:
        item = await released_letter(service, world)

        async def told(person: Person) -> object:
            return (await person.transport.get(f"/items/{item}"))["recalled"]

        assert await told(world.responsible) is False
        await recalling.recall(world.responsible, item)
        assert await told(world.responsible) is True
        assert [await told(one) for one in (world.harmed, world.asha)] == [None, None]

    async def test_hears_the_same_words_whatever_happened(
        self, service: InProcess, world: World
    ) -> None:
        waiting = await sent_letter(world)
        approved = await sent_letter(world)
        await approved_by(world.asha, approved)
        opened = await released_letter(service, world)
        await opened_text(world.harmed, opened)
        heard = []
        async with service.http(world.responsible.transport._token) as http:
            for item in (waiting, approved, opened):
                wire = await _recall(world, item)
                answers = [await http.post(f"/items/{item}/recall", json=wire) for _ in "12"]
                shown = await http.get(f"/items/{item}")
                heard.append([said(one) for one in (*answers, shown)])
                assert len(await service.trail(world.case, "item.recalled")) == len(heard)
        for item, one in zip((waiting, approved, opened), heard, strict=True):
            bare = [(status, body.replace(item.encode(), b"")) for status, _, body in one]
            first = [(s, b.replace(waiting.encode(), b"")) for s, _, b in heard[0]]
            assert bare[:2] == first[:2]
            assert b'"status":"with_facilitator"' in one[2][2]

    async def test_keeps_it_from_being_read_offered_or_sent_again(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        waiting, approved = await sent_letter(world), await sent_letter(world)
        unread = await sent_letter(world)
        await reviewing.claim(world.ben, waiting)
        await approved_by(world.asha, approved)
        for item in (waiting, approved, unread):
            await recalling.recall(world.responsible, item)
        await service.serve_outbox()
        assert await receiving.incoming(world.harmed) == []
        left = "SELECT count(*) FROM outbox WHERE done IS NULL AND task = 'offer'"
        assert await service.value(left) == 0
        with pytest.raises(Refusal, match="changed"):
            await reviewing.claim(world.asha, waiting)
        async with await reviewing.review(world.ben, waiting) as reading:
            await reading.read_letter()
            with pytest.raises(Refusal, match="changed"):
                await reviewing.approve(reading)
        assert await reviewing.queue(world.asha) == []
        await export_holds(world, world.asha, tmp_path)

    async def test_and_cannot_be_accepted_any_more(self, service: InProcess, world: World) -> None:
        item = await offered_letter(service, world)
        acceptance = await kept_back(
            world.harmed, lambda: receiving.accept(world.harmed, item, "read")
        )
        await recalling.recall(world.responsible, item)
        async with service.http(world.harmed.transport._token) as http:
            assert slug(await http.post(f"/items/{item}/acceptance", json=acceptance)) == "blocked"
        with pytest.raises(SealingError, match="taken the item back"):
            await receiving.accept(world.harmed, item, "read")


class TestARecall:
    async def test_of_a_draft_is_refused_and_the_draft_stays(
        self, service: InProcess, world: World
    ) -> None:
        drafted = await kept_back(world.responsible, lambda: send_letter(world.responsible, LETTER))
        item = drafted["item"]
        wire = sign(
            Recall(case=world.case, item=item, manifest=bytes(32), at=service.clock.now()),
            world.responsible.keys.sign_seed,
        ).to_wire()
        async with service.http(world.responsible.transport._token) as http:
            made = await http.post(f"/cases/{world.case}/items", json=drafted)
            assert made.status_code == 201
            answer = await http.post(f"/items/{item}/recall", json={"recall": wire})
            assert (slug(answer), answer.json()["state"]) == ("conflict", "draft")
            assert (await http.get(f"/items/{item}")).json()["status"] == "draft"
        with pytest.raises(NotPossible, match="not been submitted"):
            await recalling.recall(world.responsible, item)

    async def test_must_be_the_author_s_about_what_was_submitted(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        honest = await _recall(world, item)
        body = open_statement(Statement.from_wire(honest["recall"]), Recall)
        seed = world.responsible.keys.sign_seed
        lies = [
            sign(Recall(new_id(), item, body.manifest, body.at), seed),
            sign(Recall(body.case, new_id(), body.manifest, body.at), seed),
            sign(Recall(body.case, item, bytes(32), body.at), seed),
            sign(body, world.asha.keys.sign_seed),
        ]
        async with service.http(world.responsible.transport._token) as http:
            for lie in lies:
                answer = await http.post(f"/items/{item}/recall", json={"recall": lie.to_wire()})
                assert slug(answer) == "invalid"
        for other in (world.harmed, world.asha):
            async with service.http(other.transport._token) as http:
                answer = await http.post(f"/items/{item}/recall", json=honest)
                absent = await http.post(f"/items/{new_id()}/recall", json=honest)
                assert said(answer) == said(absent)
                assert slug(answer) == "not-found"
        assert await service.trail(world.case, "item.recalled") == []

    @pytest.mark.parametrize("_again", range(4))
    async def test_and_an_opening_at_once_are_one_before_the_other(
        self, service: InProcess, world: World, tmp_path: Path, _again: int
    ) -> None:
        item = await released_letter(service, world)
        opening = await kept_back(world.harmed, lambda: receiving.open_item(world.harmed, item))
        wire = await _recall(world, item)
        async with (
            service.http(world.responsible.transport._token) as author,
            service.http(world.harmed.transport._token) as recipient,
        ):
            acts = [
                author.post(f"/items/{item}/recall", json=wire),
                recipient.post(f"/items/{item}/opening", json=opening),
            ]
            acts = acts if _again % 2 else acts[::-1]
            answers = await asyncio.gather(*acts)
        recalled, opened = answers if _again % 2 else answers[::-1]
        assert recalled.status_code == 200
        [first] = [row["number"] for row in await service.trail(world.case, "item.recalled")]
        then = [row["number"] for row in await service.trail(world.case, "item.opened")]
        if opened.status_code == 200:
            assert then[0] < first
            assert await opened_text(world.harmed, item) == LETTER
        else:
            assert (slug(opened), then) == ("blocked", [])
            assert (await look(world.harmed, item)).status == "ready"
        await export_holds(world, world.asha, tmp_path)
