"""Somebody in custody is moved in one act: all of it happens, or none."""

from dataclasses import replace
from pathlib import Path

import pytest

from service.cases import holding
from service.client import receiving, sending
from service.client.assisting import ask_for
from service.client.choosing import choose
from service.client.consenting import Spoken, consent
from service.client.errors import NotPossible, Refusal
from service.client.items import items
from service.client.mandates import mandates
from service.client.practising import Entry, record, records
from service.client.transferring import listed_team, transfer
from service.correspondence import assisting
from service.sealing.encoding import new_id
from service.sealing.schemas import Record
from service.sealing.statements import Statement, open_statement, sign
from tests.factories.acts import approved_by, kept_back, opened_text
from tests.factories.answers import slug
from tests.factories.prisons import Custody
from tests.factories.verdicts import export_holds

BEFORE = b"Written in the first prison."
A_YEAR = 365 * 24 * 3600


async def _cleared(there: Custody) -> None:
    until = there.service.clock.now() + A_YEAR
    clearance = Entry("clearance", "given", person=there.author, until=until)
    await record(there.world.asha, there.world.case, clearance)


async def _moved(there: Custody, team: bytes | None = None) -> None:
    until = there.service.clock.now() + A_YEAR
    await transfer(
        there.world.asha,
        there.world.case,
        there.author,
        team=there.second.team if team is None else team,
        until=until,
    )


async def _accepted(there: Custody) -> str:
    """A letter from the first prison that its recipient may open."""
    world = there.world
    custody = Entry("custody", "in-custody", person=there.author)
    await record(world.asha, world.case, custody)
    await _cleared(there)
    item = (await sending.send_letter(there.hand(there.first), BEFORE)).item
    await approved_by(world.asha, item)
    await there.service.serve_outbox()
    await receiving.accept(world.harmed, item, "read")
    await there.service.serve_outbox()
    return item


async def _in_the_way(there: Custody, item: str) -> set[str]:
    shown = await there.world.asha.transport.get(f"/items/{item}/blockers")
    return {one["slug"] for one in shown["blockers"]}


class TestATransfer:
    async def test_shuts_the_first_prison_out_and_holds_everything_until_the_second_clears_it(
        self, there: Custody, tmp_path: Path
    ) -> None:
        item = await _accepted(there)
        old, new = there.hand(there.first), there.hand(there.second)
        await _moved(there)
        assert await items(old.device) == []
        assert await mandates(old.device) == []
        with pytest.raises(Refusal, match="nothing here"):
            await sending.send_letter(old, BEFORE)
        assert [one.person for one in await mandates(new.device)] == [there.author]
        assert await _in_the_way(there, item) == {"clearance-missing"}
        with pytest.raises(Refusal) as refused:
            await receiving.open_item(there.world.harmed, item)
        assert (refused.value.slug, refused.value.facts["blockers"]) == ("blocked", "not-now")
        await _cleared(there)
        assert await opened_text(there.world.harmed, item) == BEFORE
        await export_holds(there.world, there.world.asha, tmp_path)

    @pytest.mark.parametrize("said", ["consents", "choices", "asking"])
    async def test_is_before_what_the_first_prison_was_about_to_say(
        self, there: Custody, monkeypatch: pytest.MonkeyPatch, said: str
    ) -> None:
        case, old = there.world.case, there.first.liaisons[0]
        spoken = Spoken(case, there.author, "in-person")
        # Where each of them is let in and waits for the case next.
        path, act, (room, waits) = {
            "consents": (
                "consents",
                lambda: consent(old, "send", "letter", spoken=spoken),
                (holding, "locked_case"),
            ),
            "choices": (
                "choices",
                lambda: choose(old, "tell-me", spoken=spoken),
                (holding, "locked_case"),
            ),
            "asking": (
                f"people/{there.author}/asking",
                lambda: ask_for(old, case, there.author, manner="phone"),
                (assisting, "_asked"),
            ),
        }[said]
        body = await kept_back(old, act)
        before = await there.service.trail(case, "act.attested")
        moved: list[str] = []
        real = getattr(room, waits)

        async def after_the_move(*given: object) -> object:
            if not moved:
                moved.append(case)
                await _moved(there)
            return await real(*given)

        monkeypatch.setattr(room, waits, after_the_move)
        async with there.service.http(old.transport._token) as http:
            assert slug(await http.post(f"/cases/{case}/{path}", json=body)) == "not-found"
        assert moved == [case]
        assert await there.service.trail(case, "act.attested") == before

    async def test_is_taken_whole_or_not_at_all(self, there: Custody) -> None:
        asha, case = there.world.asha, there.world.case
        item = await _accepted(there)
        honest = await kept_back(asha, lambda: _moved(there))
        said = open_statement(Statement.from_wire(honest["record"]), Record)
        seed = asha.keys.sign_seed

        def recorded(changed: Record) -> dict[str, object]:
            return {**honest, "record": sign(changed, seed).to_wire()}

        before = await records(asha, case)
        async with there.service.http(asha.transport._token) as http:
            for body, answer in (
                (recorded(replace(said, status="community")), "invalid"),
                (recorded(replace(said, kind="employment", status="employed")), "invalid"),
                (recorded(replace(said, person=there.world.harmed.id)), "invalid"),
                (recorded(replace(said, previous=b"")), "conflict"),
                ({**honest, "case_statement": honest["mandate"]}, "invalid"),
            ):
                assert slug(await http.post(f"/cases/{case}/transfers", json=body)) == answer
                # Neither half of it stands.
                assert await records(asha, case) == before
                assert len(await mandates(there.hand(there.first).device)) == 1
            for _ in range(2):
                made = await http.post(f"/cases/{case}/transfers", json=honest)
                assert made.status_code == 201, "and the same again is welcome"
        assert len(await records(asha, case)) == len(before) + 1
        assert await _in_the_way(there, item) == {"clearance-missing"}

    async def test_is_of_somebody_for_whom_another_team_acts(self, there: Custody) -> None:
        world = there.world
        with pytest.raises(Refusal) as refused:
            await _moved(there, there.first.team)
        assert (refused.value.slug, refused.value.facts["reason"]) == (
            "invalid",
            "transfer-invalid",
        )
        until = there.service.clock.now() + A_YEAR
        with pytest.raises(Refusal) as keyed:
            await transfer(
                world.asha, world.case, world.harmed.id, team=there.second.team, until=until
            )
        assert keyed.value.slug == "conflict"
        with pytest.raises(NotPossible) as unknown:
            await transfer(world.asha, world.case, new_id(), team=there.second.team, until=until)
        assert unknown.value.slug == "not-on-case"
        assert len(await mandates(there.hand(there.first).device)) == 1

    async def test_is_for_the_case_s_own_facilitators(self, there: Custody) -> None:
        body = await kept_back(there.world.asha, lambda: _moved(there))
        path = f"/cases/{there.world.case}/transfers"
        for who in (there.first.liaisons[0], there.world.administrator, there.world.harmed):
            async with there.service.http(who.transport._token) as http:
                assert slug(await http.post(path, json=body)) in {"forbidden", "not-found"}

    async def test_names_a_team_that_the_roster_has(self, there: Custody) -> None:
        with pytest.raises(NotPossible) as unknown:
            await listed_team(there.world.asha, new_id())
        assert unknown.value.slug == "not-on-roster"
