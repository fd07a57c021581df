"""A suspension freezes what it names at once, and its lifting lets that go on."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from service.client import receiving, suspending
from service.client.errors import Refusal
from service.client.items import item as look
from service.client.person import Person
from service.sealing.encoding import new_id
from service.sealing.errors import SealingError
from service.sealing.schemas import Suspension
from service.sealing.statements import sign
from service.worker.jobs import LOOK_AGAIN_SECONDS
from tests.factories.acts import (
    LETTER,
    approved_by,
    kept_back,
    opened_text,
    released_letter,
    sent_letter,
)
from tests.factories.answers import said, slug
from tests.factories.in_process import InProcess
from tests.factories.staff import joined
from tests.factories.verdicts import export_holds
from tests.factories.world import Neighbours, World


def _wire(by: Person, **said_: object) -> dict[str, Any]:
    body: dict[str, Any] = {"item": "", "reason": "risk", "lifted": "no", "previous": b""}
    signed = sign(Suspension(**(body | {"at": by.clock()} | said_)), by.keys.sign_seed)
    return {"suspension": signed.to_wire()}


class TestASuspendedCase:
    async def test_hands_nothing_on_until_it_is_lifted(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        ready, approved = await released_letter(service, world), await sent_letter(world)
        opening = await kept_back(world.harmed, lambda: receiving.open_item(world.harmed, ready))
        await approved_by(world.asha, approved)
        await suspending.suspend(world.ben, world.case, "new-risk")
        await service.serve_outbox()
        assert [one.id for one in await receiving.incoming(world.harmed)] == [ready]
        async with service.http(world.harmed.transport._token) as http:
            refused = await http.post(f"/items/{ready}/opening", json=opening)
        assert (slug(refused), refused.json()["blockers"]) == ("blocked", "suspended")
        with pytest.raises(SealingError) as device:
            await opened_text(world.harmed, ready)
        assert device.value.code == "item-suspended"
        await suspending.lift(world.asha, world.case, "risk-assessed")
        service.clock.turn(LOOK_AGAIN_SECONDS)
        await service.serve_outbox()
        assert await opened_text(world.harmed, ready) == LETTER
        await receiving.accept(world.harmed, approved, "read")
        await service.serve_outbox()
        assert await opened_text(world.harmed, approved) == LETTER
        assert len(await service.trail(world.case, "case.suspended")) == 2
        counted = await export_holds(world, world.asha, tmp_path)
        assert counted["openings"] == 2

    async def test_holds_back_what_was_accepted_before(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        await approved_by(world.asha, item)
        await service.serve_outbox()
        await receiving.accept(world.harmed, item, "read")
        await suspending.suspend(world.asha, world.case, "new-risk")
        await service.serve_outbox()
        assert (await look(world.harmed, item)).status == "accepted"
        await suspending.lift(world.asha, world.case, "risk-assessed")
        service.clock.turn(LOOK_AGAIN_SECONDS)
        await service.serve_outbox()
        assert (await look(world.harmed, item)).status == "ready"

    async def test_shows_nothing_again_that_was_opened_before(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await released_letter(service, world)
        await opened_text(world.harmed, item)
        await suspending.suspend(world.asha, world.case, "new-risk")
        evidence = await world.harmed.transport.get(f"/items/{item}/evidence")
        assert evidence["grants"] == []
        with pytest.raises(SealingError, match="suspended"):
            await opened_text(world.harmed, item)
        await suspending.lift(world.ben, world.case, "risk-assessed")
        assert await opened_text(world.harmed, item) == LETTER
        await export_holds(world, world.ben, tmp_path)

    async def test_tells_the_author_nothing(self, service: InProcess, world: World) -> None:
        item = await released_letter(service, world)
        async with service.http(world.responsible.transport._token) as http:
            before = said(await http.get(f"/items/{item}"))
            await suspending.suspend(world.asha, world.case, "new-risk")
            assert said(await http.get(f"/items/{item}")) == before
            shown = (await http.get(f"/items/{item}/evidence")).json()
        assert shown["suspensions"] == []


class TestOneItem:
    async def test_is_stopped_alone(self, service: InProcess, world: World, tmp_path: Path) -> None:
        stopped, other = (
            await released_letter(service, world),
            await released_letter(service, world),
        )
        await suspending.suspend(world.asha, world.case, "appeal", item=stopped)
        assert await opened_text(world.harmed, other) == LETTER
        with pytest.raises(SealingError, match="suspended"):
            await opened_text(world.harmed, stopped)
        await suspending.lift(world.asha, world.case, "appeal-heard", item=stopped)
        assert await opened_text(world.harmed, stopped) == LETTER
        assert len(await service.trail(world.case, "item.suspended")) == 2
        await export_holds(world, world.asha, tmp_path)


class TestWhoMaySuspend:
    async def test_any_supervisor_stops_and_only_the_team_lifts(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        supervisor = await joined(service, world, "supervisor")
        item = await released_letter(service, world)
        await suspending.suspend(supervisor, world.case, "order-made")
        with pytest.raises(SealingError) as device:
            await opened_text(world.harmed, item)
        assert device.value.code == "item-suspended"
        with pytest.raises(Refusal, match="may not"):
            await suspending.lift(supervisor, world.case, "order-lifted")
        await suspending.lift(world.asha, world.case, "order-lifted")
        assert await opened_text(world.harmed, item) == LETTER
        await export_holds(world, world.asha, tmp_path)

    async def test_nobody_else_learns_that_there_is_a_case(
        self, service: InProcess, world: World, neighbours: Neighbours
    ) -> None:
        outsider = await joined(service, world, "facilitator")
        for person in (outsider, neighbours.stranger, world.harmed, world.responsible):
            wire, token = _wire(person, case=world.case), person.transport._token
            async with service.http(token) as http:
                there = await http.post(f"/cases/{world.case}/suspensions", json=wire)
                nowhere = await http.post(f"/cases/{new_id()}/suspensions", json=wire)
                looked = await http.get(f"/cases/{world.case}/suspensions")
            assert said(there) == said(nowhere)
            assert slug(there) in {"not-found", "forbidden"}
            assert looked.status_code == there.status_code
        kept = await service.trail(world.case, "case.refused")
        assert [outsider.id in row["entry"] for row in kept] == [True, True]
        assert await service.trail(world.case, "case.suspended") == []


class TestAChain:
    async def test_has_neither_gap_nor_fork_nor_stranger(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        path, case = f"/cases/{world.case}/suspensions", world.case
        async with service.http(world.asha.transport._token) as http:

            async def answered(by: Person = world.asha, **said_: object) -> str:
                return slug(await http.post(path, json=_wire(by, **({"case": case} | said_))))

            assert await answered(lifted="yes") == "conflict"
            assert await answered(previous=bytes(32)) == "conflict"
            assert await answered(case=new_id()) == "invalid"
            assert await answered(item=new_id()) == "invalid"
            assert await answered(reason="He wrote that …") == "invalid"
            assert await answered(by=world.ben) == "invalid"
            wire = _wire(world.asha, case=case)
            first = await http.post(path, json=wire)
            assert said(await http.post(path, json=wire)) == said(first)
            assert await answered(reason="another") == "conflict"
        async with service.http(world.ben.transport._token) as http:
            # The same words under another key are somebody else's, not a repetition.
            theirs = _wire(world.ben, case=case)
            assert slug(await http.post(path, json=theirs)) == "conflict"
        before = await suspending.suspend(world.asha, case, "appeal", item=item)
        assert before
        assert len(await service.trail(case, "case.suspended")) == 1

    async def test_of_two_who_suspend_at_once_goes_on_from_one(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        path = f"/cases/{world.case}/suspensions"
        async with (
            service.http(world.asha.transport._token) as asha,
            service.http(world.ben.transport._token) as ben,
        ):
            answers = await asyncio.gather(
                asha.post(path, json=_wire(world.asha, case=world.case)),
                ben.post(path, json=_wire(world.ben, case=world.case, reason="other")),
            )
        assert sorted(one.status_code for one in answers) == [201, 409]
        await export_holds(world, world.asha, tmp_path)

    @pytest.mark.parametrize("first", ["opening", "suspension"])
    async def test_and_an_opening_at_once_are_one_before_the_other(
        self, service: InProcess, world: World, tmp_path: Path, first: str
    ) -> None:
        item = await released_letter(service, world)
        opening = await kept_back(world.harmed, lambda: receiving.open_item(world.harmed, item))
        async with (
            service.http(world.harmed.transport._token) as recipient,
            service.http(world.asha.transport._token) as staff,
        ):
            acts = {
                "opening": recipient.post(f"/items/{item}/opening", json=opening),
                "suspension": staff.post(
                    f"/cases/{world.case}/suspensions", json=_wire(world.asha, case=world.case)
                ),
            }
            order = sorted(acts, key=lambda name: name != first)
            answers = dict(
                zip(order, await asyncio.gather(*(acts[one] for one in order)), strict=True)
            )
        assert answers["suspension"].status_code == 201
        [stopped] = [row["number"] for row in await service.trail(world.case, "case.suspended")]
        then = [row["number"] for row in await service.trail(world.case, "item.opened")]
        if answers["opening"].status_code == 200:
            assert then[0] < stopped
        else:
            assert (slug(answers["opening"]), then) == ("blocked", [])
        await export_holds(world, world.asha, tmp_path)
