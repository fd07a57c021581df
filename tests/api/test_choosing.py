"""Nobody hears of anything they did not choose to hear of; who refuses is asked for no reason."""

from dataclasses import replace
from pathlib import Path

import pytest

from service.cases import witnessing
from service.client import choosing, practising, receiving
from service.client.cases import open_case
from service.client.consenting import Spoken
from service.client.errors import Refusal
from service.client.items import item as look
from service.client.practising import Entry, record
from service.sealing.encoding import new_id
from service.sealing.schemas import Choice
from service.sealing.schemas import Refusal as SignedRefusal
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
from tests.factories.answers import blockers_shown, said, slug
from tests.factories.in_process import InProcess
from tests.factories.prisons import Custody
from tests.factories.verdicts import export_holds
from tests.factories.world import CARD, Neighbours, World, both_sides

SOON = 600


async def _resting(service: InProcess, world: World) -> str:
    item = await sent_letter(world)
    await approved_by(world.asha, item)
    await service.serve_outbox()
    return item


async def _undecided(service: InProcess, world: World) -> World:
    """A case in which nobody has chosen anything yet, and all else was done."""
    case = await open_case(world.asha, readers=[world.ben.id], card=CARD)
    people = await both_sides(world.asha, case, service.connect, service.clock.now, chosen=False)
    return replace(world, case=case, harmed=people["harmed"], responsible=people["responsible"])


class TestWhoHasChosenNothing:
    async def test_hears_of_nothing_until_they_choose_to(
        self, service: InProcess, world: World
    ) -> None:
        world = await _undecided(service, world)
        item = await _resting(service, world)
        assert await receiving.incoming(world.harmed) == []
        assert not await choosing.ask(world.harmed)
        assert ("choice-missing", "choose", "recipient") in await blockers_shown(world.asha, item)
        assert (await look(world.responsible, item)).status == "with_facilitator"
        waiting = "SELECT count(*) FROM outbox WHERE done IS NULL AND task = 'offer'"
        assert await service.value(waiting) == 0
        await choosing.choose(world.harmed, "tell-me")
        await service.serve_outbox()
        [arrived] = await receiving.incoming(world.harmed)
        assert (arrived.id, arrived.status) == (item, "arrived")


class TestWhoOnlyHearsWhenTheyAsk:
    async def test_is_offered_what_rests_once_they_ask(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        await choosing.choose(world.harmed, "only-if-asked")
        assert not await choosing.ask(world.harmed)
        assert await service.trail(world.case, "person.asked") == []
        items = {await _resting(service, world) for _ in "12"}
        for item in items:
            assert ("not-asked-for", "ask", "recipient") in await blockers_shown(world.ben, item)
        service.clock.turn(SOON)
        await service.serve_outbox()
        assert await receiving.incoming(world.harmed) == []
        assert await choosing.ask(world.harmed)
        assert {one.id for one in await receiving.incoming(world.harmed)} == items
        assert await choosing.ask(world.harmed)
        [asked] = await service.trail(world.case, "person.asked")
        assert world.harmed.id in asked["entry"]
        for item in items:
            await receiving.accept(world.harmed, item, "read")
        await service.serve_outbox()
        assert not await choosing.ask(world.harmed)
        for item in items:
            assert await opened_text(world.harmed, item) == LETTER
        await export_holds(world, world.asha, tmp_path)

    async def test_is_offered_nothing_that_could_not_reach_them(
        self, service: InProcess, world: World
    ) -> None:
        await choosing.choose(world.harmed, "only-if-asked")
        item = await _resting(service, world)
        await record(world.asha, world.case, Entry("proceedings", "live"))
        assert not await choosing.ask(world.harmed)
        assert await receiving.incoming(world.harmed) == []
        await record(world.asha, world.case, Entry("proceedings", "cleared"))
        await service.serve_outbox()
        assert await receiving.incoming(world.harmed) == []
        assert await choosing.ask(world.harmed)
        assert [one.id for one in await receiving.incoming(world.harmed)] == [item]


class TestWhoNeverWantsToHear:
    async def test_is_told_nothing_even_if_they_ask(self, service: InProcess, world: World) -> None:
        await choosing.choose(world.harmed, "never")
        item = await _resting(service, world)
        assert not await choosing.ask(world.harmed)
        assert await receiving.incoming(world.harmed) == []
        assert ("not-wanted", "choose", "recipient") in await blockers_shown(world.asha, item)
        await choosing.choose(world.harmed, "only-if-asked")
        assert await choosing.ask(world.harmed)

    async def test_is_told_nothing_of_what_was_on_its_way(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        await approved_by(world.asha, item)
        await choosing.choose(world.harmed, "never")
        await service.serve_outbox()
        assert await receiving.incoming(world.harmed) == []


class TestAChoice:
    async def test_is_shown_to_its_person_and_the_team_alone(
        self, service: InProcess, world: World, neighbours: Neighbours
    ) -> None:
        await choosing.choose(world.harmed, "only-if-asked", "accepted")
        own = await choosing.choices(world.harmed, world.case)
        assert [(one.standing, one.tell_author) for one in own] == [
            ("tell-me", "nothing"),
            ("only-if-asked", "accepted"),
        ]
        theirs = await choosing.choices(world.responsible, world.case)
        assert {one.person for one in theirs} == {world.responsible.id}
        everybody = await choosing.choices(world.asha, world.case)
        assert {one.person for one in everybody} == {world.harmed.id, world.responsible.id}
        async with service.http(neighbours.harmed.transport._token) as http:
            answers = [
                await http.get(f"/cases/{world.case}/choices"),
                await http.get(f"/cases/{new_id()}/choices"),
                await http.post(f"/cases/{world.case}/asking", json={}),
                await http.post(f"/cases/{new_id()}/asking", json={}),
            ]
        assert {slug(one) for one in answers} == {"not-found"}
        assert said(answers[0]) == said(answers[1])
        assert said(answers[2]) == said(answers[3])

    async def test_must_be_one_s_own_after_the_last_and_not_from_the_future(
        self, service: InProcess, world: World
    ) -> None:
        path = f"/cases/{world.case}/choices"
        body = await kept_back(world.harmed, lambda: choosing.choose(world.harmed, "never"))
        honest = open_statement(Statement.from_wire(body["choice"]), Choice)
        seed = world.harmed.keys.sign_seed
        lies = {
            "invalid": [
                sign(Choice(**{**vars(honest), "org": new_id()}), seed),
                sign(Choice(**{**vars(honest), "case": new_id()}), seed),
                sign(Choice(**{**vars(honest), "at": honest.at + 1}), seed),
                sign(honest, world.asha.keys.sign_seed),
            ],
            "conflict": [
                sign(Choice(**{**vars(honest), "previous": b""}), seed),
                sign(Choice(**{**vars(honest), "previous": bytes(32)}), seed),
            ],
            "not-found": [sign(Choice(**{**vars(honest), "person": world.responsible.id}), seed)],
        }
        async with service.http(world.harmed.transport._token) as http:
            for expected, wires in lies.items():
                for one in wires:
                    answer = await http.post(path, json={"choice": one.to_wire()})
                    assert slug(answer) == expected
            assert [(await http.post(path, json=body)).status_code for _ in "12"] == [204, 204]
        assert [one.standing for one in await choosing.choices(world.harmed, world.case)] == [
            "tell-me",
            "never",
        ]
        async with service.http(world.asha.transport._token) as http:
            # Staff never speak for somebody with keys of their own.
            assert slug(await http.post(path, json=body)) == "forbidden"

    async def test_made_before_the_last_does_not_come_back(
        self, service: InProcess, world: World
    ) -> None:
        path = f"/cases/{world.case}/choices"
        old = await kept_back(world.harmed, lambda: choosing.choose(world.harmed, "tell-me"))
        await choosing.choose(world.harmed, "never")
        async with service.http(world.harmed.transport._token) as http:
            assert slug(await http.post(path, json=old)) == "conflict"

    async def test_of_the_careful_kind_is_taken_however_often_somebody_changed_their_mind(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("service.cases.choosing.MOST_WORDS", 2)
        await choosing.choose(world.harmed, "only-if-asked")
        with pytest.raises(Refusal, match="changed"):
            await choosing.choose(world.harmed, "tell-me")
        await choosing.choose(world.harmed, "never")
        assert witnessing.MOST_WORDS > 2

    async def test_of_somebody_without_keys_is_attested_in_the_same_act(
        self, there: Custody, tmp_path: Path
    ) -> None:
        world, service, author = there.world, there.service, there.author
        liaison = there.first.liaisons[0]
        spoken = Spoken(world.case, author, "phone")
        body = await kept_back(
            liaison, lambda: choosing.choose(liaison, "only-if-asked", spoken=spoken)
        )
        path = f"/cases/{world.case}/choices"
        async with service.http(liaison.transport._token) as http:
            alone = await http.post(path, json={"choice": body["choice"]})
            assert slug(alone) == "invalid"
        consent = await kept_back(
            liaison,
            lambda: choosing.choose(liaison, "never", spoken=Spoken(*vars(spoken).values())),
        )
        async with service.http(liaison.transport._token) as http:
            service.clock.turn(1)
            assert (await http.post(path, json=body)).status_code == 204
            # The word that a witness adds is about just this choice.
            mixed = {"choice": consent["choice"], "attestation": body["attestation"]}
            assert slug(await http.post(path, json=mixed)) == "conflict"
        [chosen] = [
            one for one in await choosing.choices(world.asha, world.case) if one.person == author
        ]
        assert chosen.standing == "only-if-asked"
        await export_holds(world, world.ben, tmp_path)


class TestARefusal:
    @pytest.mark.parametrize("how_far", ["offered", "accepted", "released"])
    async def test_looks_to_its_author_like_silence_and_can_be_thought_over(
        self, service: InProcess, world: World, how_far: str, tmp_path: Path
    ) -> None:
        item = await offered_letter(service, world)
        if how_far != "offered":
            await receiving.accept(world.harmed, item, "read")
        if how_far == "released":
            await service.serve_outbox()
        before = await look(world.responsible, item)
        await choosing.decline(world.harmed, item)
        await choosing.decline(world.harmed, item)
        await service.serve_outbox()
        assert (await look(world.harmed, item)).status == "declined"
        assert await look(world.responsible, item) == before
        assert ("declined", "ask", "recipient") in await blockers_shown(world.asha, item)
        [entry] = await service.trail(world.case, "item.declined")
        assert world.harmed.id in entry["entry"]
        with pytest.raises(Refusal):
            await receiving.accept(world.harmed, item, "read")
        await export_holds(world, world.asha, tmp_path)
        service.clock.turn(60)
        await choosing.ask_for(world.harmed, item)
        await choosing.ask_for(world.harmed, item)
        assert (await look(world.harmed, item)).status == "arrived"
        evidence = await world.harmed.transport.get(f"/items/{item}/evidence")
        assert evidence["acceptance"] is None
        await receiving.accept(world.harmed, item, "read")
        await service.serve_outbox()
        assert await opened_text(world.harmed, item) == LETTER
        assert await look(world.responsible, item) == before
        (tmp_path / "case.zip").unlink()
        await export_holds(world, world.asha, tmp_path)

    async def test_lets_no_earlier_word_stand(self, service: InProcess, world: World) -> None:
        item = await offered_letter(service, world)
        accepted = await kept_back(
            world.harmed, lambda: receiving.accept(world.harmed, item, "read")
        )
        refused = await kept_back(world.harmed, lambda: choosing.decline(world.harmed, item))
        async with service.http(world.harmed.transport._token) as http:
            for act, body in (("acceptance", accepted), ("refusal", refused)):
                assert (await http.post(f"/items/{item}/{act}", json=body)).status_code == 200
            await choosing.ask_for(world.harmed, item)
            for act, body in (("acceptance", accepted), ("refusal", refused)):
                assert slug(await http.post(f"/items/{item}/{act}", json=body)) == "conflict"
        assert (await look(world.harmed, item)).status == "arrived"
        assert "not-accepted" in [one for one, _, _ in await blockers_shown(world.asha, item)]

    async def test_is_its_recipient_s_alone_and_not_of_what_was_opened(
        self, service: InProcess, world: World, neighbours: Neighbours
    ) -> None:
        item = await released_letter(service, world)
        honest = await kept_back(world.harmed, lambda: choosing.decline(world.harmed, item))
        body = open_statement(Statement.from_wire(honest["refusal"]), SignedRefusal)
        seed = world.harmed.keys.sign_seed
        lies = [
            sign(SignedRefusal(**{**vars(body), "item": new_id()}), seed),
            sign(SignedRefusal(**{**vars(body), "case": new_id()}), seed),
            sign(SignedRefusal(**{**vars(body), "person": world.responsible.id}), seed),
            sign(SignedRefusal(**{**vars(body), "decisions": (bytes(32),)}), seed),
            sign(SignedRefusal(**{**vars(body), "at": body.at + 1}), seed),
            sign(body, world.asha.keys.sign_seed),
        ]
        path = f"/items/{item}/refusal"
        async with service.http(world.harmed.transport._token) as http:
            for lie in lies:
                assert slug(await http.post(path, json={"refusal": lie.to_wire()})) == "invalid"
        for other in (world.responsible, neighbours.harmed):
            async with service.http(other.transport._token) as http:
                for act in ("refusal", "asking"):
                    here = await http.post(f"/items/{item}/{act}", json=honest)
                    nowhere = await http.post(f"/items/{new_id()}/{act}", json=honest)
                    assert said(here) == said(nowhere)
                    assert slug(here) == "not-found"
        await opened_text(world.harmed, item)
        with pytest.raises(Refusal, match="changed"):
            await choosing.decline(world.harmed, item)
        with pytest.raises(Refusal, match="changed"):
            await choosing.ask_for(world.harmed, item)
        assert (await look(world.harmed, item)).status == "opened"

    async def test_of_what_is_stopped_is_taken_like_any_other(
        self, service: InProcess, world: World
    ) -> None:
        item = await offered_letter(service, world)
        await record(world.asha, world.case, Entry("proceedings", "live"))
        await choosing.decline(world.harmed, item)
        assert (await look(world.harmed, item)).status == "declined"


async def test_what_rests_says_nothing_to_its_author(service: InProcess, world: World) -> None:
    await choosing.choose(world.harmed, "never")
    item = await _resting(service, world)
    shown = await look(world.responsible, item)
    assert (shown.status, shown.told) == ("with_facilitator", None)
    ways = await practising.in_the_way(world.asha, world.case)
    assert all("not-wanted" not in way.blockers for way in ways)
