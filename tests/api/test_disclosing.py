"""A reader tells somebody outside of a danger: at once, by name, and unseen by either side."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from service.client import receiving, sending
from service.client.disclosing import Told, disclose, disclosed, look_into
from service.client.errors import Refusal
from service.client.notes import write_note
from service.client.person import Person
from service.client.working import Waiting, work
from service.sealing.encoding import new_id
from service.sealing.schemas import Disclosure
from service.sealing.schemas_disclosing import words_field
from service.sealing.statements import Statement, open_statement, sign
from tests.factories.acts import (
    approved_by,
    kept_back,
    offered_letter,
    opened_text,
    released_letter,
    sent_letter,
)
from tests.factories.answers import slug
from tests.factories.deciding import escalated_by, on_team, returned_by, withheld_by
from tests.factories.in_process import InProcess
from tests.factories.prisons import Custody
from tests.factories.staff import joined
from tests.factories.verdicts import export_holds
from tests.factories.world import Neighbours, World

WORDS = "I rang 999. The letter names a boy and a street.\n"


_BROUGHT_TO: dict[str, Callable[[Person, str], Awaitable[object]]] = {
    "returned": returned_by,
    "withheld": withheld_by,
    "escalated": escalated_by,
    "approved": approved_by,
    "anew": returned_by,
}


async def _in_danger(reader: Person, item: str, words: str = "") -> bytes:
    return await disclose(reader, item, "police", "danger-to-life", words)


async def _rows(reader: Person) -> list[Waiting]:
    return [one for one in (await work(reader)).rows if one.kind == "disclosed"]


async def _post(service: InProcess, person: Person, item: str, body: dict[str, Any]) -> Any:  # noqa: ANN401 - an answer of httpx
    async with service.http(person.transport._token) as http:
        return await http.post(f"/items/{item}/disclosure", json=body)


class TestADisclosure:
    async def test_is_kept_by_name_with_its_words_and_told_to_the_team(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await sent_letter(world)
        at = world.asha.clock()
        await _in_danger(world.asha, item, WORDS)
        told = Told(item, "police", "danger-to-life", at, WORDS)
        assert await disclosed(world.ben, world.case) == [told]
        assert await _rows(world.ben) == [
            Waiting("disclosed", world.case, item, None, at, "look-into")
        ]
        (row,) = await service.trail(world.case, "item.disclosed")
        entry = json.loads(row["entry"])
        assert (entry["actor"], entry["subject"]) == (world.asha.id, item)
        await export_holds(world, world.asha, tmp_path)

    async def test_needs_nobody_and_no_claim(self, world: World) -> None:
        item = await sent_letter(world)
        await escalated_by(world.ben, item)
        await _in_danger(world.asha, item)
        assert [one.words for one in await disclosed(world.asha, world.case)] == [""]

    @pytest.mark.parametrize(
        "state", ["returned", "withheld", "escalated", "approved", "released", "opened", "anew"]
    )
    async def test_is_taken_in_any_state_from_review_on(
        self, service: InProcess, world: World, state: str
    ) -> None:
        if state in {"released", "opened"}:
            item = await released_letter(service, world)
            if state == "opened":
                await opened_text(world.harmed, item)
        else:
            item = await sent_letter(world)
            await _BROUGHT_TO[state](world.asha, item)
        if state == "anew":
            await sending.replace_letter(world.responsible, item, b"Something else.\n")
        await _in_danger(world.ben, item, WORDS)
        assert [one.item for one in await disclosed(world.asha, world.case)] == [item]

    async def test_is_not_of_what_nobody_was_to_read(
        self, service: InProcess, world: World
    ) -> None:
        body = await kept_back(
            world.responsible, lambda: sending.send_letter(world.responsible, b"A draft.\n")
        )
        await world.responsible.transport.post(f"/cases/{world.case}/items", body)
        item = await sent_letter(world)
        honest = await kept_back(world.asha, lambda: _in_danger(world.asha, item))
        assert slug(await _post(service, world.asha, str(body["item"]), honest)) == "not-found"
        assert slug(await _post(service, world.asha, new_id(), honest)) == "not-found"

    async def test_is_of_this_item_in_ones_own_name(self, service: InProcess, world: World) -> None:
        item, other = await sent_letter(world), await sent_letter(world)
        honest = await kept_back(world.asha, lambda: _in_danger(world.asha, item, WORDS))
        signed = open_statement(Statement.from_wire(honest["disclosure"]), Disclosure)

        async def refused(where: str, **changed: object) -> None:
            body = replace(signed, **changed)  # type: ignore[arg-type]
            wire = sign(body, world.asha.keys.sign_seed).to_wire()
            answer = await _post(service, world.asha, where, {"disclosure": wire, "words": None})
            assert answer.json()["reason"] == "disclosure-invalid"

        await refused(other)
        await refused(item, manifest=bytes(32))
        await refused(item, case=new_id())
        await refused(item, org=new_id())
        await refused(item, at=signed.at + 1)
        assert slug(await _post(service, world.ben, item, honest)) == "invalid"
        again = await kept_back(
            world.asha, lambda: disclose(world.asha, item, "other", signed.reason)
        )
        swapped = {**again, "words": honest["words"]}
        answer = await _post(service, world.asha, item, swapped)
        assert answer.json()["reason"] == "words"
        for _ in range(2):
            assert (await _post(service, world.asha, item, honest)).status_code == 204
        assert len(await disclosed(world.asha, world.case)) == 1


class TestWhoIsTold:
    async def test_are_not_the_two_sides(self, service: InProcess, world: World) -> None:
        item = await offered_letter(service, world)
        people = (world.harmed, world.responsible)

        async def seen(person: Person) -> list[object]:
            return [
                await person.transport.get("/items"),
                await person.transport.get(f"/items/{item}"),
                await person.transport.get(f"/items/{item}/evidence"),
                await person.transport.get(f"/cases/{world.case}"),
                await person.transport.get(f"/cases/{world.case}/notes"),
            ]

        before = [await seen(person) for person in people]
        await _in_danger(world.asha, item, WORDS)
        assert [await seen(person) for person in people] == before
        for person in people:
            with pytest.raises(Refusal) as unknown:
                await person.transport.get(f"/cases/{world.case}/disclosures")
            assert unknown.value.slug == "not-found"
        await receiving.accept(world.harmed, item, "read")
        await service.serve_outbox()
        assert await opened_text(world.harmed, item)

    async def test_is_not_whoever_tries_whether_its_words_are_there(
        self, service: InProcess, world: World
    ) -> None:
        item = await offered_letter(service, world)
        field = words_field(await _in_danger(world.asha, item, WORDS))
        for person in (world.harmed, world.responsible):
            with pytest.raises(Refusal) as tried:
                await write_note(person, world.case, item, field, "Is it there?")
            assert tried.value.slug == "invalid"

    async def test_are_not_those_who_act_for_its_author(self, there: Custody) -> None:
        world, hand = there.world, there.hand(there.first)
        item = (await sending.send_letter(hand, b"They wait for him.\n")).item
        before = await hand.device.transport.get(f"/items/{item}")
        await _in_danger(world.asha, item, WORDS)
        assert await hand.device.transport.get(f"/items/{item}") == before
        for path in (f"/cases/{world.case}/disclosures", f"/cases/{world.case}/notes"):
            with pytest.raises(Refusal):
                await hand.device.transport.get(path)

    async def test_is_nobody_who_is_not_on_the_team(
        self, service: InProcess, world: World, neighbours: Neighbours
    ) -> None:
        item = await sent_letter(world)
        outside = await joined(service, world, "facilitator")
        honest = await kept_back(world.asha, lambda: _in_danger(world.asha, item))
        for person in (outside, neighbours.stranger):
            with pytest.raises(Refusal):
                await disclosed(person, world.case)
        assert slug(await _post(service, outside, item, honest)) == "not-found"
        assert slug(await _post(service, world.harmed, item, honest)) == "forbidden"


class TestLookingIntoIt:
    async def test_is_a_supervisors_who_did_not_disclose_it(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await sent_letter(world)
        supervisor = await on_team(service, world, "supervisor")
        with pytest.raises(Refusal) as nothing:
            await look_into(supervisor, world.case, item)
        assert nothing.value.slug == "invalid"
        await _in_danger(world.asha, item)
        with pytest.raises(Refusal) as refused:
            await look_into(world.ben, world.case, item)
        assert (refused.value.slug, refused.value.facts["reason"]) == ("forbidden", "supervisor")
        await look_into(supervisor, world.case, item)
        assert await _rows(world.ben) == []
        service.clock.turn(60)
        await _in_danger(supervisor, item)
        assert len(await _rows(world.ben)) == 1
        with pytest.raises(Refusal):
            await look_into(supervisor, world.case, item)
        await export_holds(world, world.asha, tmp_path)
