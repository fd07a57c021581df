"""Cases: who may open, read and start one, and what keeps one from starting."""

from typing import Any

import pytest

from service.client.cases import (
    activate,
    certify_replied,
    invite_participant,
    open_case,
)
from service.client.errors import Refusal
from service.sealing.encoding import b64, new_id
from service.sealing.schemas import Certificate
from service.sealing.statements import Statement, open_statement
from tests.factories.acts import kept_back
from tests.factories.answers import slug
from tests.factories.in_process import InProcess
from tests.factories.world import CARD, Neighbours, World, enrolled


class TestStarting:
    async def test_waits_for_somebody_certified_on_each_side(
        self, service: InProcess, world: World
    ) -> None:
        case = await open_case(world.asha, readers=[world.ben.id], card=CARD)

        async def lacking() -> list[str]:
            async with service.http(world.asha.transport._token) as http:
                answer = await http.post(f"/cases/{case}/activation")
            assert slug(answer) == "blocked"
            shown = await world.asha.transport.get(f"/cases/{case}")
            named = [one["slug"] for one in shown["blockers"]]
            assert named == answer.json()["blockers"].split(",")
            return named

        assert await lacking() == ["no-certified-harmed", "no-certified-responsible"]
        for side, left in (("harmed", ["no-certified-responsible"]), ("responsible", [])):
            invitation = await invite_participant(world.asha, case, side)
            await enrolled(service.connect, invitation, service.clock.now)
            assert f"no-certified-{side}" in await lacking(), "answered, not certified"
            await certify_replied(world.asha, case)
            if left:
                assert await lacking() == left
        await activate(world.asha, case)
        assert (await world.asha.transport.get(f"/cases/{case}"))["state"] == "active"

    async def test_happens_once(self, service: InProcess, world: World) -> None:
        async with service.http(world.asha.transport._token) as http:
            assert slug(await http.post(f"/cases/{world.case}/activation")) == "conflict"
        assert len(await service.trail(world.case, "case.activated")) == 1

    async def test_comes_before_the_first_item(self, service: InProcess, world: World) -> None:
        # Put back by hand, as no act of anybody's could.
        await service.rows("ALTER TABLE case_file DISABLE TRIGGER case_step_guard")
        await service.rows("UPDATE case_file SET state = 'preparing' WHERE id = $1", world.case)
        body: dict[str, Any] = {
            "item": new_id(),
            "kind": "letter",
            "language": "cy",
            "recipients": [world.harmed.id],
            "in_reply_to": None,
            "upload": {"rendition": new_id(), "padded": 4096, "slice_chunks": 1, "resume": ""},
        }
        async with service.http(world.responsible.transport._token) as http:
            early = await http.post(f"/cases/{world.case}/items", json=body)
            await service.rows("UPDATE case_file SET state = 'active' WHERE id = $1", world.case)
            assert (await http.post(f"/cases/{world.case}/items", json=body)).status_code == 201
        assert slug(early) == "blocked"


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
            assert shown["blockers"] == []

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
