"""An approval ends with what it rests on, by the reader's device and by the service."""

from dataclasses import replace
from typing import Any

import pytest

from service.client import reviewing
from service.client.errors import NotPossible, Refusal
from service.client.practising import Entry, record
from service.sealing.errors import Fault, SealingError
from service.sealing.keys import PersonKeys
from service.sealing.schemas import Decision, Record
from service.sealing.statements import Statement, open_statement, sign
from tests.factories.acts import approved_by, sent_letter, signed_decision
from tests.factories.in_process import InProcess
from tests.factories.vandal import DECISION, Vandal
from tests.factories.world import World

SOON = 600


def _entries(world: World, until: int) -> dict[str, Entry]:
    who = world.responsible.id
    return {
        "risk": Entry("risk", "acceptable", until=until),
        "order": Entry("restriction", "permits", person=who, subject=world.case, until=until),
        "clearance": Entry("clearance", "given", person=world.harmed.id, until=until),
    }


def _body(wire: dict[str, Any]) -> Decision:
    return open_statement(Statement.from_wire(wire["decision"]), Decision)


class TestAnApproval:
    @pytest.mark.parametrize("rests_on", ["risk", "order", "clearance"])
    async def test_ends_with_what_it_rests_on(
        self, service: InProcess, world: World, rests_on: str
    ) -> None:
        until = service.clock.now() + SOON
        await record(world.ben, world.case, _entries(world, until)[rests_on])
        item = await sent_letter(world)
        await approved_by(world.asha, item)
        signed = await Vandal(service).statement(item, DECISION)
        assert open_statement(signed, Decision).valid_until == until

    @pytest.mark.parametrize("rests_on", ["risk", "order", "clearance"])
    async def test_that_would_outlast_what_it_rests_on_is_refused(
        self, service: InProcess, world: World, rests_on: str
    ) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        body = await signed_decision(world.asha, item)
        until = service.clock.now() + SOON
        await record(world.ben, world.case, _entries(world, until)[rests_on])
        path = f"/items/{item}/decision"
        with pytest.raises(Refusal) as refused:
            await world.asha.transport.post(path, body)
        assert refused.value.facts["field"] == "valid-until"
        shorter = replace(_body(body), valid_until=until)
        told = sign(shorter, world.asha.keys.sign_seed).to_wire()
        assert await world.asha.transport.post(path, body | {"decision": told})

    @pytest.mark.parametrize("rests_on", ["risk", "order", "clearance"])
    async def test_is_not_given_on_what_has_run_out(
        self, service: InProcess, world: World, rests_on: str
    ) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        early = await signed_decision(world.asha, item)
        until = service.clock.now() + SOON
        await record(world.ben, world.case, _entries(world, until)[rests_on])
        service.clock.turn(SOON + 1)
        async with await reviewing.review(world.asha, item) as reading:
            assert await reading.read_letter()
            with pytest.raises(NotPossible) as undone:
                await reviewing.approve(reading)
        assert undone.value.slug == "run-out"
        blocker = {"order": "restriction"}.get(rests_on, rests_on) + "-expired"
        with pytest.raises(Refusal) as refused:
            await world.asha.transport.post(f"/items/{item}/decision", early)
        assert refused.value.facts["blockers"] == blocker
        again = _entries(world, service.clock.now() + SOON)[rests_on]
        await record(world.ben, world.case, again)
        await approved_by(world.asha, item)

    async def test_rests_on_no_order_about_somebody_else(
        self, service: InProcess, world: World
    ) -> None:
        until = service.clock.now() + SOON
        blocks = Entry(
            "restriction", "blocks", person=world.harmed.id, subject=world.case, until=until
        )
        await record(world.ben, world.case, blocks)
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        async with await reviewing.review(world.asha, item) as reading:
            assert reading.valid_until == service.clock.now() + reviewing.APPROVAL_VALID_S

    async def test_rests_on_nothing_that_no_reader_of_the_case_recorded(
        self, service: InProcess, world: World
    ) -> None:
        item, vandal = await sent_letter(world), Vandal(service)
        until = service.clock.now() + SOON
        await record(world.ben, world.case, _entries(world, until)["risk"])
        honest = next(
            one
            for row in reversed((await world.asha.transport.get(_records(world)))["records"])
            if open_statement(one := Statement.from_wire(row), Record).kind == "risk"
        )
        longer = replace(open_statement(honest, Record), until=until + SOON)
        await reviewing.claim(world.asha, item)
        for seed in (PersonKeys.generate().sign_seed, world.harmed.keys.sign_seed):
            forged = sign(longer, seed)
            await vandal.replace(honest, forged)
            async with await reviewing.review(world.asha, item) as reading:
                await reading.read_letter()
                with pytest.raises(SealingError) as refused:
                    await reviewing.approve(reading)
            assert refused.value.code is Fault.RECORD_INVALID
            await vandal.replace(forged, honest)
        async with await reviewing.review(world.asha, item) as reading:
            assert reading.valid_until == until


def _records(world: World) -> str:
    return f"/cases/{world.case}/records"
