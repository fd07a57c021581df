"""Through a liaison: a reader entrusts what was released, a liaison reads it out on that day."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from service.client import assisting, entrusting, recalling, sending, suspending
from service.client.errors import NotPossible, Refusal
from service.client.items import item as look
from service.client.items import items
from service.client.practising import Entry, ends_there, record
from service.sealing.encoding import new_id
from service.sealing.schemas import Regrant
from service.sealing.statements import Statement, open_statement, sign
from tests.factories.acts import LETTER, approved_by, kept_back
from tests.factories.answers import said, slug
from tests.factories.custody_days import DAY, WEDNESDAY, next_there, turned_to
from tests.factories.media_hands import MADE, MediaHands
from tests.factories.prisons import Custody
from tests.factories.staff import joined
from tests.factories.through_a_liaison import (
    WINDOW,
    accepted_there,
    entrusted_there,
    finds_nothing,
    offered_there,
    read_there,
    released_there,
    wanted_there,
)
from tests.factories.verdicts import export_holds

YEAR = 366 * DAY


async def _placed(there: Custody) -> int:
    """They are recorded as in custody, cleared, and a day is confirmed; return when it begins."""
    world, them = there.world, there.author
    day = next_there(there.service, WEDNESDAY)
    until = there.service.clock.now() + YEAR
    await record(
        world.ben,
        world.case,
        Entry("custody", "in-custody", person=them),
        Entry("clearance", "given", person=them, until=until),
        Entry("custody-day", "supported", person=them, until=ends_there(day)),
    )
    return day


async def _proceedings(there: Custody, _item: str) -> None:
    await record(there.world.ben, there.world.case, Entry("proceedings", "live"))


async def _suspends(there: Custody, item: str) -> None:
    await suspending.suspend(there.world.asha, there.world.case, "worry", item=item)


async def _recalls(there: Custody, item: str) -> None:
    await recalling.recall(there.world.harmed, item)


async def _declines(there: Custody, item: str) -> None:
    await assisting.decline_for(there.world.ben, there.author, item, manner="phone")


async def _moves(there: Custody, _item: str) -> None:
    await there.moved()


async def _mandate_ends(there: Custody, _item: str) -> None:
    await there.service.rows(
        "UPDATE case_person SET mandate_until = $1 WHERE person = $2",
        there.service.clock.now() - 1,
        there.author,
    )


async def _window_ends(there: Custody, _item: str) -> None:
    there.service.clock.turn(WINDOW + 1)


async def _handed_over(there: Custody, item: str) -> None:
    await assisting.hand_over(there.world.ben, there.author, item, "read-aloud")


Way = Callable[[Custody, str], Awaitable[None]]
# What comes in its way; what a reader who entrusts is answered then, and a liaison who collects.
WAYS: dict[str, tuple[Way, tuple[str, str], tuple[str, str]]] = {
    "the gate closes": (_proceedings, ("blocked", "proceedings-live"), ("blocked", "not-now")),
    "it is suspended": (_suspends, ("blocked", "suspended"), ("blocked", "suspended")),
    "its author takes it back": (_recalls, ("blocked", "recalled"), ("blocked", "recalled")),
    "its window ends": (_window_ends, ("blocked", "after-window"), ("blocked", "after-window")),
    "they refuse it": (_declines, ("conflict", "declined"), ("not-found", "")),
    "they are moved": (_moves, ("conflict", "mandate"), ("not-found", "")),
    "the mandate ends": (_mandate_ends, ("conflict", "mandate"), ("not-found", "")),
    "a reader hands it over": (_handed_over, ("conflict", "opened"), ("not-found", "")),
}


def _answered(refused: Refusal) -> tuple[str, str]:
    facts = refused.facts
    told = facts.get("blockers") or facts.get("field") or facts.get("state") or ""
    return refused.slug, str(told)


class TestOnAConfirmedDay:
    async def test_it_is_read_to_them_by_a_liaison_and_no_key_is_there_afterwards(
        self, there: Custody, tmp_path: Path
    ) -> None:
        service, world, (liaison, colleague) = there.service, there.world, there.first.liaisons
        day = await _placed(there)
        item = await offered_there(there)
        before = await look(world.harmed, item)
        await accepted_there(there, item, window_s=30 * DAY)
        assert (await look(world.ben, item)).status == "accepted"
        with pytest.raises(NotPossible) as early:
            await entrusting.entrust(world.ben, there.author, item)
        assert early.value.slug == "not-released"
        await turned_to(service, day)
        assert await entrusting.to_deliver(liaison) == []
        await entrusting.entrust(world.ben, there.author, item)
        [found] = await entrusting.to_deliver(liaison)
        assert (found.item, found.case, found.person) == (item, world.case, there.author)
        assert (found.kind, found.way, found.ready) == ("letter", "read-aloud", True)
        assert found.begins <= day <= found.until
        assert await read_there(liaison, item) == LETTER
        assert await read_there(colleague, item) == LETTER
        assert (await look(world.ben, item)).status == "released", "opening is not handing over"
        await entrusting.handed_over(liaison, found, "read-aloud")
        assert (await look(world.ben, item)).status == "opened"
        for one in (liaison, colleague):
            assert await entrusting.to_deliver(one) == []
            with pytest.raises(Refusal, match="nothing here"):
                await entrusting.open_entrusted(one, found)
        service.clock.turn(1)
        with pytest.raises(Refusal) as again:
            await entrusting.handed_over(liaison, found, "printed")
        assert _answered(again.value) == ("conflict", "handed-over")
        assert await look(world.harmed, item) == before
        collected = await service.trail(world.case, "item.collected")
        assert [liaison.id in collected[0]["entry"], colleague.id in collected[1]["entry"]]
        counted = await export_holds(world, world.asha, tmp_path)
        assert (counted["releases"], counted["grants"]) == (1, 1)

    async def test_it_waits_for_the_next_day_once_that_one_is_over(self, there: Custody) -> None:
        liaison, day = there.first.liaisons[0], await _placed(there)
        item = await offered_there(there)
        await accepted_there(there, item, window_s=30 * DAY)
        await turned_to(there.service, day)
        await entrusting.entrust(there.world.ben, there.author, item)
        await turned_to(there.service, ends_there(day) + 1)
        [found] = await entrusting.to_deliver(liaison)
        assert not found.ready
        for act in (
            lambda: entrusting.open_entrusted(liaison, found),
            lambda: entrusting.handed_over(liaison, found, "read-aloud"),
        ):
            with pytest.raises(Refusal) as shut:
                await act()
            assert _answered(shut.value) == ("blocked", "not-now")
        day = await _placed(there)
        await turned_to(there.service, day)
        assert await read_there(liaison, item) == LETTER

    async def test_a_recording_is_played_to_them_as_it_was_reviewed(
        self, there: Custody, tmp_path: Path
    ) -> None:
        film, world = tmp_path / "film.mp4", there.world
        film.write_bytes(b"stands for a recording " * 300)
        await wanted_there(there)
        item = (await sending.send_recording(world.harmed, film, kind="recorded_message")).item
        worker = await MediaHands(there.service, world).sign_in()
        await worker.hand_in(await worker.start(await worker.job_of(item)))
        await approved_by(world.asha, item)
        await there.service.serve_outbox()
        await accepted_there(there, item)
        await entrusting.entrust(world.ben, there.author, item)
        liaison = there.first.liaisons[0]
        [found] = await entrusting.to_deliver(liaison)
        assert (found.kind, found.way) == ("recorded_message", "played")
        assert await read_there(liaison, item) == MADE
        await entrusting.handed_over(liaison, found, "played")
        await export_holds(world, world.ben, tmp_path)


class TestNothingIsEntrusted:
    @pytest.mark.parametrize("way", list(WAYS))
    async def test_once_something_has_come_in_its_way(self, there: Custody, way: str) -> None:
        item, ben = await released_there(there), there.world.ben
        body = await kept_back(ben, lambda: entrusting.entrust(ben, there.author, item))
        happens, (expected, told), _ = WAYS[way]
        await happens(there, item)
        with pytest.raises(Refusal) as refused:
            await ben.transport.post(f"/items/{item}/entrusting", body)
        assert _answered(refused.value) == (expected, told)
        assert (
            await there.service.value(
                "SELECT count(*) FROM content_grant WHERE regrant IS NOT NULL"
            )
            == 0
        )
        assert await there.service.trail(there.world.case, "item.entrusted") == []

    async def test_before_it_is_released(self, there: Custody) -> None:
        item, ben = await released_there(there), there.world.ben
        other = await offered_there(there)
        body = await kept_back(ben, lambda: entrusting.entrust(ben, there.author, item))
        honest = open_statement(Statement.from_wire(body["regrant"]), Regrant)
        moved = sign(replace(honest, item=other), ben.keys.sign_seed).to_wire()
        with pytest.raises(Refusal) as refused:
            await ben.transport.post(f"/items/{other}/entrusting", body | {"regrant": moved})
        assert _answered(refused.value) == ("conflict", "offered")

    async def test_by_anybody_but_a_reader_of_the_team(self, there: Custody) -> None:
        item, world = await released_there(there), there.world
        ben, path = world.ben, f"/items/{item}/entrusting"
        body = await kept_back(ben, lambda: entrusting.entrust(ben, there.author, item))
        stranger = await joined(there.service, world, "facilitator")
        refused = {
            "another's word": (world.asha, "invalid"),
            "a liaison": (there.first.liaisons[0], "forbidden"),
            "the author": (world.harmed, "forbidden"),
            "an administrator": (world.administrator, "forbidden"),
            "a facilitator who is not on the team": (stranger, "not-found"),
        }
        for name, (person, expected) in refused.items():
            async with there.service.http(person.transport._token) as http:
                assert slug(await http.post(path, json=body)) == expected, name
        async with there.service.http(stranger.transport._token) as http:
            nowhere = await http.post(f"/items/{new_id()}/entrusting", json=body)
            assert said(await http.post(path, json=body)) == said(nowhere)
        # An approval by who reads no more counts for nothing; neither does this.
        await there.service.rows("UPDATE account SET roles = '{interpreter}' WHERE id = $1", ben.id)
        async with there.service.http(ben.transport._token) as http:
            assert slug(await http.post(path, json=body)) == "forbidden"

    async def test_but_just_what_was_released_to_just_who_acts_now(self, there: Custody) -> None:
        item, ben = await released_there(there), there.world.ben
        body = await kept_back(ben, lambda: entrusting.entrust(ben, there.author, item))
        honest = open_statement(Statement.from_wire(body["regrant"]), Regrant)
        [grant] = honest.grants
        now = there.service.clock.now()
        other_grant = replace(honest, grants=(replace(grant, grant=bytes(32)),))
        other_rendition = replace(honest, grants=(replace(grant, rendition=new_id()),))
        lies = {
            "another person": (replace(honest, person=there.world.harmed.id), "forbidden"),
            "nobody": (replace(honest, person=new_id()), "invalid"),
            "another case": (replace(honest, case=new_id()), "invalid"),
            "another decision": (replace(honest, decision=bytes(32)), "invalid"),
            "another old key": (replace(honest, old_key=bytes(32)), "invalid"),
            "a key of nobody's": (replace(honest, new_key=bytes(32)), "conflict"),
            "another mandate": (replace(honest, certificate=bytes(32)), "conflict"),
            "another grant": (other_grant, "invalid"),
            "another rendition": (other_rendition, "invalid"),
            "no grant": (replace(honest, grants=()), "invalid"),
            "one from before": (replace(honest, at=now - DAY), "invalid"),
            "one that is still to come": (replace(honest, at=now + 60), "invalid"),
        }
        async with there.service.http(ben.transport._token) as http:
            path = f"/items/{item}/entrusting"
            for name, (lie, expected) in lies.items():
                wire = {"regrant": sign(lie, ben.keys.sign_seed).to_wire()}
                assert slug(await http.post(path, json=body | wire)) == expected, name
            assert slug(await http.post(path, json=body | {"grants": []})) == "invalid"
            assert [(await http.post(path, json=body)).status_code for _ in "12"] == [200, 200]
        assert len(await there.service.trail(there.world.case, "item.entrusted")) == 1
        there.service.clock.turn(1)
        with pytest.raises(Refusal) as twice:
            await entrusting.entrust(there.world.asha, there.author, item)
        assert _answered(twice.value) == ("conflict", "entrusted")


class TestNothingIsHandedOutAtALiaisons:
    @pytest.mark.parametrize("way", list(WAYS))
    async def test_once_something_has_come_in_its_way(
        self, there: Custody, way: str, tmp_path: Path
    ) -> None:
        item, liaison = await entrusted_there(there), there.first.liaisons[0]
        [found] = await entrusting.to_deliver(liaison)
        happens, _, expected = WAYS[way]
        await happens(there, item)
        with pytest.raises(Refusal) as refused:
            await entrusting.open_entrusted(liaison, found)
        assert _answered(refused.value) == expected
        assert all(not one.ready for one in await entrusting.to_deliver(liaison))
        with pytest.raises(Refusal) as unsaid:
            await entrusting.handed_over(liaison, found, "read-aloud")
        if way == "a reader hands it over":
            assert _answered(unsaid.value) == ("conflict", "handed-over")
        else:
            assert _answered(unsaid.value) == expected
        assert await there.service.trail(there.world.case, "item.collected") == []
        await export_holds(there.world, there.world.ben, tmp_path)

    async def test_of_what_nobody_entrusted(self, there: Custody) -> None:
        liaison = there.first.liaisons[0]
        item = await released_there(there)
        assert await entrusting.to_deliver(liaison) == []
        await finds_nothing(there, liaison, item)

    async def test_of_another_establishments(self, there: Custody) -> None:
        item = await entrusted_there(there)
        await finds_nothing(there, there.second.liaisons[0], item)
        await there.moved()
        # Nor after a move, before a reader entrusts it anew; the first has it no longer.
        for one in (there.first.liaisons[0], there.second.liaisons[0]):
            await finds_nothing(there, one, item)
        await entrusting.entrust(there.world.ben, there.author, item)
        assert await read_there(there.second.liaisons[0], item) == LETTER
        await finds_nothing(there, there.first.liaisons[0], item)

    async def test_of_an_earlier_acceptance(self, there: Custody, tmp_path: Path) -> None:
        item, liaison = await entrusted_there(there), there.first.liaisons[0]
        there.service.clock.turn(WINDOW + 1)
        await accepted_there(there, item)
        assert (await look(there.world.ben, item)).status == "released"
        await finds_nothing(there, liaison, item)
        await entrusting.entrust(there.world.ben, there.author, item)
        assert await read_there(liaison, item) == LETTER
        await export_holds(there.world, there.world.ben, tmp_path)

    async def test_but_its_ciphertext_while_it_is_theirs(self, there: Custody) -> None:
        item, liaison = await entrusted_there(there), there.first.liaisons[0]
        rendition = await there.service.value("SELECT id FROM rendition WHERE item_id = $1", item)
        [found] = await entrusting.to_deliver(liaison)
        async with there.service.http(liaison.transport._token) as http:
            path = f"/renditions/{rendition}/table"
            assert (await http.get(path)).status_code == 200
            # They have no part in the item beside that.
            for other in ("", "/evidence", "/blockers"):
                assert slug(await http.get(f"/items/{item}{other}")) in {"not-found", "forbidden"}
            assert await items(liaison) == []
            await entrusting.handed_over(liaison, found, "read-aloud")
            assert slug(await http.get(path)) == "not-found"
