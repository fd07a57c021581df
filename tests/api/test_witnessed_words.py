"""What people say in their own hand, and what staff say about them, and whose word is too near."""

from dataclasses import replace
from pathlib import Path

import pytest

from service.client import attesting, consenting, receiving, reviewing, sending, suspending
from service.client.errors import Refusal
from service.client.person import Person
from service.sealing.encoding import new_id
from service.sealing.schemas import Attestation, Consent, Delivery
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.wordings import newest_wording
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
from tests.factories.prisons import Custody
from tests.factories.verdicts import export_holds
from tests.factories.world import Neighbours, World


async def _manifest(person: Person, item: str) -> bytes:
    shown = await person.transport.get(f"/items/{item}/evidence")
    return Statement.from_wire(shown["manifest"]).digest


async def _witnessed(staff: Person, world: World, subject: bytes) -> None:
    person, at = world.responsible.id, staff.clock()
    await attesting.attest(
        staff, world.case, person, "refusal", manner="phone", at=at, subject=subject
    )


class TestWhoeverAttests:
    async def test_is_never_the_only_one_who_read_it(self, there: Custody, tmp_path: Path) -> None:
        world, service = there.world, there.service
        item = (await sending.send_letter(there.hand(there.first), b"In his words.")).item
        manifest = await _manifest(there.first.liaisons[0], item)
        await attesting.attest(
            world.asha,
            world.case,
            there.author,
            "agreement",
            manner="in-person",
            at=service.clock.now(),
            subject=manifest,
        )
        await reviewing.claim(world.asha, item)
        async with await reviewing.review(world.asha, item) as reading:
            await reading.read_letter()
            with pytest.raises(Refusal) as refused:
                await reviewing.approve(reading)
        assert refused.value.facts["reason"] == "sole-reader"
        assert await service.trail(world.case, "item.decided") == []
        service.clock.turn(14 * 60)
        for person in (world.ben, world.asha, world.harmed):
            await person.refresh()
        service.clock.turn(14 * 60)
        for person in (world.ben, world.asha, world.harmed):
            await person.refresh()
        service.clock.turn(3 * 60)
        await approved_by(world.ben, item)
        await service.serve_outbox()
        await receiving.accept(world.harmed, item, "read")
        await service.serve_outbox()
        assert await opened_text(world.harmed, item) == b"In his words."
        await export_holds(world, world.ben, tmp_path)

    async def test_undoes_no_approval_of_their_own(self, service: InProcess, world: World) -> None:
        item = await released_letter(service, world)
        manifest = await _manifest(world.asha, item)
        for subject in (b"", manifest):
            with pytest.raises(Refusal) as refused:
                await _witnessed(world.asha, world, subject)
            assert refused.value.facts["field"] == "sole-reader"
        await _witnessed(world.ben, world, b"")
        assert await opened_text(world.harmed, item) == LETTER

    async def test_is_shown_to_a_recipient_where_it_counts_and_nowhere_else(
        self, service: InProcess, world: World
    ) -> None:
        item = await released_letter(service, world)
        for _ in "12":
            await _witnessed(world.ben, world, b"")
            service.clock.turn(1)
        path = f"/items/{item}/evidence"
        assert (await world.harmed.transport.get(path))["attestations"] == []
        assert len((await world.asha.transport.get(path))["attestations"]) == 2

    async def test_is_of_the_case_or_acts_for_the_person(
        self, there: Custody, tmp_path: Path
    ) -> None:
        world, service = there.world, there.service
        liaison, other = there.first.liaisons[0], there.second.liaisons[0]
        path = f"/cases/{world.case}/attestations"
        before = len(await service.trail(world.case, "act.attested"))
        body = await kept_back(
            liaison,
            lambda: attesting.attest(
                liaison,
                world.case,
                there.author,
                "consent",
                manner="paper",
                at=service.clock.now(),
                evidence=bytes(32),
            ),
        )
        honest = open_statement(Statement.from_wire(body["attestation"]), Attestation)
        async with service.http(other.transport._token) as http:
            theirs = sign(honest, other.keys.sign_seed).to_wire()
            refused = await http.post(path, json={"attestation": theirs})
            nowhere = await http.post(
                f"/cases/{new_id()}/attestations", json={"attestation": theirs}
            )
            assert said(refused) == said(nowhere)
            assert slug(refused) == "not-found"
        async with service.http(liaison.transport._token) as http:
            for lie in (
                replace(honest, case=new_id()),
                replace(honest, org=new_id()),
                replace(honest, subject=bytes(32)),
                replace(honest, at=honest.at + 1),
            ):
                wire = {"attestation": sign(lie, liaison.keys.sign_seed).to_wire()}
                assert slug(await http.post(path, json=wire)) == "invalid"
            for _ in "12":
                assert (await http.post(path, json=body)).status_code == 204
        assert len(await service.trail(world.case, "act.attested")) == before + 1
        await export_holds(world, world.asha, tmp_path)


class TestConsent:
    async def test_is_one_s_own_and_read_by_the_team(
        self, service: InProcess, world: World, neighbours: Neighbours, tmp_path: Path
    ) -> None:
        await consenting.consent(world.harmed, "receive", "letter", language="cy")
        await consenting.consent(
            world.harmed, "receive", "letter", language="cy", given="withdrawn"
        )
        given = await consenting.consents(world.asha, world.case)
        assert [(one.person, one.given) for one in given[-2:]] == [
            (world.harmed.id, "yes"),
            (world.harmed.id, "withdrawn"),
        ]
        seen = await consenting.consents(world.responsible, world.case)
        assert {one.person for one in seen} == {world.responsible.id}
        with pytest.raises(Refusal, match="nothing here"):
            await consenting.consents(neighbours.harmed, world.case)
        path = f"/cases/{world.case}/consents"
        body = await kept_back(
            world.harmed, lambda: consenting.consent(world.harmed, "send", "any")
        )
        honest = open_statement(Statement.from_wire(body["consent"]), Consent)
        async with service.http(neighbours.harmed.transport._token) as http:
            assert slug(await http.post(path, json=body)) == "not-found"
        async with service.http(world.responsible.transport._token) as http:
            assert slug(await http.post(path, json=body)) == "not-found"
            forged = sign(honest, world.responsible.keys.sign_seed).to_wire()
            assert slug(await http.post(path, json={"consent": forged})) == "not-found"
        async with service.http(world.harmed.transport._token) as http:
            for lie in (
                replace(honest, org=new_id()),
                replace(honest, case=new_id()),
                replace(honest, at=honest.at + 1),
                replace(honest, wording=bytes(32)),
                replace(honest, wording=newest_wording("receive").digest),
                replace(honest, language="cy"),
            ):
                wire = {"consent": sign(lie, world.harmed.keys.sign_seed).to_wire()}
                assert slug(await http.post(path, json=wire)) == "invalid"
            another_s = {"consent": sign(honest, world.asha.keys.sign_seed).to_wire()}
            assert slug(await http.post(path, json=another_s)) == "invalid"
            for _ in "12":
                assert (await http.post(path, json=body)).status_code == 204
        await export_holds(world, world.asha, tmp_path)


class TestAnAgreement:
    async def test_is_the_author_s_to_what_they_submitted_last(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item, other = await sent_letter(world), await sent_letter(world)
        await consenting.agree(world.responsible, item)
        body = await kept_back(
            world.responsible, lambda: consenting.agree(world.responsible, other)
        )
        async with service.http(world.responsible.transport._token) as http:
            assert slug(await http.post(f"/items/{item}/agreement", json=body)) == "invalid"
        async with service.http(world.harmed.transport._token) as http:
            assert slug(await http.post(f"/items/{other}/agreement", json=body)) == "not-found"
        await approved_by(world.asha, item)
        assert len(await service.trail(world.case, "item.agreed")) == 1
        await export_holds(world, world.asha, tmp_path)


class TestSharingAndDelivery:
    async def test_a_recipient_shares_what_arrived_for_them(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item, sister, later = await sent_letter(world), new_id(), service.clock.now() + 60
        with pytest.raises(Refusal, match="nothing here"):
            await consenting.share(world.harmed, world.case, item, sister, until=later)
        item = await offered_letter(service, world)
        await consenting.share(world.harmed, world.case, item, sister, until=later)
        with pytest.raises(Refusal, match="not valid"):
            await consenting.share(world.harmed, world.case, item, sister, until=later - 61)
        assert len(await service.trail(world.case, "item.shared")) == 1
        await export_holds(world, world.asha, tmp_path)

    async def test_only_what_was_released_is_delivered_and_never_while_it_is_stopped(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        early, item = await sent_letter(world), await offered_letter(service, world)
        await receiving.accept(world.harmed, item, "with-facilitator")
        await service.serve_outbox()
        person = world.harmed.id
        with pytest.raises(Refusal, match="changed"):
            await attesting.deliver(world.asha, world.case, early, person, "printed")
        await suspending.suspend(world.asha, world.case, "new-risk", item=item)
        with pytest.raises(Refusal, match="cannot go ahead"):
            await attesting.deliver(world.asha, world.case, item, person, "printed")
        await suspending.lift(world.asha, world.case, "assessed", item=item)
        await attesting.deliver(world.asha, world.case, item, person, "read-aloud")
        wire = sign(
            Delivery(world.case, item, person, "played", service.clock.now()),
            world.responsible.keys.sign_seed,
        ).to_wire()
        async with service.http(world.responsible.transport._token) as http:
            answer = await http.post(f"/items/{item}/deliveries", json={"delivery": wire})
            assert slug(answer) == "not-found"
        assert len(await service.trail(world.case, "item.delivered")) == 1
        await export_holds(world, world.asha, tmp_path)
