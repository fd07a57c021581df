"""Cases: who may open and read one, the steps of its life, and what keeps one from each."""

import asyncio
from typing import Any

import pytest

from service.client import receiving
from service.client.cases import ahead, certify_replied, invite_participant, open_case, step
from service.client.errors import Refusal
from service.client.organisation import remove_from_roster
from service.client.person import Person
from service.client.practising import Entry, record, screened
from service.client.recalling import recall
from service.client.sending import send_letter
from service.client.teams import add_to_team
from service.sealing.encoding import b64, new_id
from service.sealing.schemas import Certificate
from service.sealing.statements import Statement, open_statement
from tests.factories.acts import approved_by, kept_back, opened_text
from tests.factories.answers import slug
from tests.factories.colleagues import colleagues
from tests.factories.in_process import InProcess
from tests.factories.world import CARD, Neighbours, World, enrolled


async def _lacking(facilitator: Person, case: str, act: str) -> set[str]:
    """What the service names when the step is tried, which is what it showed before."""
    shown = {one.act: set(one.blockers) for one in await ahead(facilitator, case)}
    with pytest.raises(Refusal) as refused:
        await step(facilitator, case, act)
    assert refused.value.slug == "blocked"
    assert set(str(refused.value.facts["blockers"]).split(",")) == shown[act]
    return shown[act]


class TestTheWayToTheFirstItem:
    async def test_asks_for_everything_that_a_case_takes(
        self, service: InProcess, world: World
    ) -> None:
        asha = world.asha
        case = await open_case(asha, readers=[], card=CARD)
        await step(asha, case, "screen")
        assert await _lacking(asha, case, "prepare") == {"conflict-not-declared"}
        await record(asha, case, Entry("conflict", "none", subject=asha.id))
        await step(asha, case, "prepare")
        alone = {"no-certified-harmed", "no-certified-responsible", "key-holders-missing"}
        alone.add("harm-not-recorded")
        assert await _lacking(asha, case, "make-ready") == alone
        await add_to_team(asha, case, world.ben.id)
        people = []
        for side, left in (("harmed", {"no-certified-responsible"}), ("responsible", set())):
            invitation = await invite_participant(asha, case, side)
            who = await enrolled(service.connect, invitation, service.clock.now)
            assert f"no-certified-{side}" in await _lacking(asha, case, "make-ready")
            await certify_replied(asha, case)
            known = {"age-not-recorded", "employment-not-recorded", "harm-not-recorded"}
            assert await _lacking(asha, case, "make-ready") == left | known
            people.append(who.person)
        await record(asha, case, *screened(asha, people))
        await record(asha, case, Entry("employment", "employed", person=people[1]))
        assert await _lacking(asha, case, "make-ready") == {"employed-here"}
        await record(asha, case, Entry("employment", "not-employed", person=people[1]))
        await step(asha, case, "make-ready")
        assert {one.act for one in await ahead(asha, case)} == {"prepare", "activate", "close"}
        await step(asha, case, "activate")
        assert (await asha.transport.get(f"/cases/{case}"))["state"] == "active"

    async def test_on_the_special_route_takes_a_supervisors_word(
        self, service: InProcess, world: World
    ) -> None:
        (sue,) = await colleagues(service, world, "supervisor")
        readers = [world.ben.id, sue.id]
        case = await open_case(world.asha, readers=readers, card=CARD, route="specialist")
        await record(world.asha, case, *screened(world.asha, []))
        await step(world.asha, case, "screen")
        await step(world.asha, case, "prepare")
        assert "sign-off-missing" in await _lacking(world.asha, case, "make-ready")
        with pytest.raises(Refusal) as refused:
            await record(world.asha, case, Entry("sign-off", "given"))
        assert (refused.value.slug, refused.value.facts["reason"]) == ("forbidden", "supervisor")
        await record(sue, case, Entry("sign-off", "given"))
        assert "sign-off-missing" not in await _lacking(world.asha, case, "make-ready")
        await record(world.asha, case, Entry("sign-off", "withdrawn"))
        assert "sign-off-missing" in await _lacking(world.asha, case, "make-ready")

    async def test_counts_only_key_holders_who_are_still_on_the_roster(
        self, service: InProcess, world: World
    ) -> None:
        (cai,) = await colleagues(service, world, "facilitator")
        case = await open_case(world.asha, readers=[cai.id], card=CARD)
        await record(world.asha, case, *screened(world.asha, []))
        await step(world.asha, case, "screen")
        await step(world.asha, case, "prepare")
        assert "key-holders-missing" not in await _lacking(world.asha, case, "make-ready")
        await remove_from_roster(world.administrator, world.root, cai.id)
        assert "key-holders-missing" in await _lacking(world.asha, case, "make-ready")

    async def test_is_for_the_team_alone(self, world: World, neighbours: Neighbours) -> None:
        for who in (world.harmed, world.administrator, neighbours.stranger, neighbours.harmed):
            with pytest.raises(Refusal) as refused:
                await step(who, world.case, "begin-closing")
            assert refused.value.slug in {"not-found", "forbidden"}
        shown = await world.harmed.transport.get(f"/cases/{world.case}")
        assert shown["steps"] == []

    async def test_is_taken_once_by_two_at_once(self, service: InProcess, world: World) -> None:
        answers = await asyncio.gather(
            *(step(one, world.case, "begin-closing") for one in (world.asha, world.ben)),
            return_exceptions=True,
        )
        refused = [one for one in answers if isinstance(one, Refusal)]
        assert [one.slug for one in refused] == ["conflict"]
        assert len(await service.trail(world.case, "case.closing")) == 1

    async def test_has_no_step_left_out(self, world: World) -> None:
        for act in ("screen", "prepare", "make-ready", "activate", "reopen", "close"):
            with pytest.raises(Refusal) as refused:
                await step(world.asha, world.case, act)
            assert refused.value.slug == "conflict"
        with pytest.raises(Refusal) as refused:
            await step(world.asha, world.case, "destroy")
        assert refused.value.slug == "invalid"

    async def test_comes_before_the_first_item(self, world: World) -> None:
        body: dict[str, Any] = {
            "item": new_id(),
            "kind": "letter",
            "language": "cy",
            "recipients": [world.harmed.id],
            "in_reply_to": None,
            "upload": {"rendition": new_id(), "padded": 4096, "slice_chunks": 1, "resume": ""},
        }
        path = f"/cases/{world.case}/items"
        await step(world.asha, world.case, "begin-closing")
        with pytest.raises(Refusal) as refused:
            await world.responsible.transport.post(path, body)
        assert refused.value.slug == "blocked"
        await step(world.asha, world.case, "reopen")
        await world.responsible.transport.post(path, body)


class TestClosing:
    async def test_lets_what_was_accepted_arrive_first(
        self, service: InProcess, world: World
    ) -> None:
        item = (await send_letter(world.responsible, b"The window was open.")).item
        await step(world.asha, world.case, "begin-closing")
        assert await _lacking(world.asha, world.case, "close") == {"items-on-their-way"}
        await approved_by(world.ben, item)
        await service.serve_outbox()
        await receiving.accept(world.harmed, item, "read")
        assert await _lacking(world.asha, world.case, "close") == {"items-on-their-way"}
        await service.serve_outbox()
        assert await opened_text(world.harmed, item) == b"The window was open."
        await step(world.asha, world.case, "close")
        assert await ahead(world.asha, world.case) == []

    async def test_does_not_wait_for_what_was_taken_back(self, world: World) -> None:
        item = (await send_letter(world.responsible, b"Never mind.")).item
        await step(world.asha, world.case, "begin-closing")
        await recall(world.responsible, item)
        await step(world.asha, world.case, "close")

    async def test_ends_what_nobody_accepted(self, service: InProcess, world: World) -> None:
        item = (await send_letter(world.responsible, b"Whenever you like.")).item
        await approved_by(world.ben, item)
        await service.serve_outbox()
        await step(world.asha, world.case, "begin-closing")
        await step(world.asha, world.case, "close")
        await receiving.accept(world.harmed, item, "read")
        await service.serve_outbox()
        with pytest.raises(Refusal):
            await receiving.open_item(world.harmed, item)
        shown = await world.asha.transport.get(f"/items/{item}/blockers")
        assert "case-not-active" in {one["slug"] for one in shown["blockers"]}


class TestOpening:
    @pytest.mark.parametrize("who", ["administrator", "harmed", "responsible"])
    async def test_is_for_facilitators_alone(self, world: World, who: str) -> None:
        body = await kept_back(
            world.asha, lambda: open_case(world.asha, readers=[world.ben.id], card=CARD)
        )
        with pytest.raises(Refusal) as refused:
            await getattr(world, who).transport.post("/cases", body)
        assert refused.value.slug == "forbidden"

    async def test_takes_only_what_its_facilitator_signed(
        self, service: InProcess, world: World
    ) -> None:
        body = await kept_back(
            world.asha, lambda: open_case(world.asha, readers=[world.ben.id], card=CARD)
        )
        async with service.http(world.ben.transport._token) as http:
            assert slug(await http.post("/cases", json=body)) == "invalid", "Asha's, sent by Ben"
        async with service.http(world.asha.transport._token) as http:
            for changed in (
                {"case": new_id()},
                {"card": b64(bytes(80))},
                {"team": body["case_statement"]},
            ):
                assert slug(await http.post("/cases", json=body | changed)) == "invalid"
            assert (await http.post("/cases", json=body)).status_code == 201
            assert slug(await http.post("/cases", json=body)) == "conflict"


class TestReading:
    async def test_gives_the_card_to_the_team_alone(self, world: World) -> None:
        for reader in (world.asha, world.ben):
            shown = await reader.transport.get(f"/cases/{world.case}")
            assert shown["card"] is not None
        for person in (world.harmed, world.responsible):
            shown = await person.transport.get(f"/cases/{world.case}")
            assert shown["card"] is None
            assert shown["steps"] == []

    async def test_shows_what_its_statements_are_about(self, world: World) -> None:
        shown = await world.asha.transport.get(f"/cases/{world.case}")
        certified = {
            open_statement(Statement.from_wire(one), Certificate).person
            for one in shown["certificates"]
        }
        assert certified == {world.harmed.id, world.responsible.id}
        assert {one["role"] for one in shown["people"]} == {"harmed", "responsible"}
        assert len(shown["case_statements"]) == 3

    async def test_lists_ones_own_cases_newest_first(
        self, service: InProcess, world: World, neighbours: Neighbours
    ) -> None:
        service.clock.turn(1)
        newest = await open_case(world.ben, readers=[], card=CARD)
        listed = [row["case"] async for row in world.ben.transport.rows("/cases", limit=1)]
        assert listed[0] == newest
        assert set(listed) == {newest, neighbours.case, world.case}
        assert [row["case"] async for row in world.asha.transport.rows("/cases")] == [world.case]
