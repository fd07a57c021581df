"""One list of what waits for a reader: what is on it, what takes it off, and who sees nothing."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from service.cases.work_list import MOST_ROWS
from service.client import keeping, receiving
from service.client.appealing import appeal
from service.client.cases import open_case
from service.client.errors import Refusal
from service.client.person import Person
from service.client.practising import Entry, record
from service.client.recalling import recall
from service.client.signing_in import sign_in
from service.client.working import Waiting, follow_up, work
from service.domain.reasons import DECIDE_WITHIN_SECONDS
from service.domain.work import end_of_working_day
from service.sealing.encoding import new_id
from tests.factories.acts import approved_by, offered_letter, opened_text, released_letter
from tests.factories.acts import sent_letter as sent
from tests.factories.deciding import escalated_by, on_team, returned_by, withheld_by
from tests.factories.in_process import InProcess
from tests.factories.prisons import Custody
from tests.factories.world import Neighbours, World

DAY = 24 * 60 * 60
# Shorter than a session lasts when nobody touches it.
SOON = 600


async def _rows(reader: Person) -> list[Waiting]:
    found = await work(reader)
    assert found.total == len(found.rows)
    return list(found.rows)


async def _kinds(reader: Person) -> list[str]:
    return [one.kind for one in await _rows(reader)]


class TestAList:
    async def test_is_empty_where_nothing_waits(self, world: World) -> None:
        assert await _rows(world.asha) == []

    async def test_says_until_when_a_decision_is_due_until_there_is_one(self, world: World) -> None:
        item = await sent(world)
        due = world.asha.clock() + DECIDE_WITHIN_SECONDS
        waits = Waiting("review", world.case, item, None, due, "decide")
        assert await _rows(world.asha) == [waits]
        assert await _rows(world.ben) == [waits]
        await approved_by(world.asha, item)
        assert await _rows(world.ben) == []

    async def test_takes_an_item_off_once_it_was_returned(self, world: World) -> None:
        await returned_by(world.asha, await sent(world))
        assert await _rows(world.ben) == []

    async def test_shows_what_is_locked_to_the_whole_team(self, world: World) -> None:
        item = await sent(world)
        await escalated_by(world.asha, item)
        locked = Waiting("escalated", world.case, item, None, world.asha.clock(), "unlock")
        assert await _rows(world.ben) == [locked]
        assert await _rows(world.asha) == [locked]

    async def test_shows_an_appeal_to_those_who_did_not_withhold_it(self, world: World) -> None:
        item = await sent(world)
        await withheld_by(world.asha, item)
        assert await _rows(world.ben) == []
        await appeal(world.responsible, item)
        (waits,) = await _rows(world.ben)
        assert (waits.kind, waits.due) == ("appeal", world.ben.clock() + DECIDE_WITHIN_SECONDS)
        assert await _rows(world.asha) == []

    async def test_shows_what_is_about_to_run_out(self, world: World) -> None:
        order, until = new_id(), world.asha.clock() + SOON
        person = world.responsible.id
        await record(
            world.asha,
            world.case,
            Entry("risk", "acceptable", until=until + 1),
            Entry("restriction", "permits", person=person, subject=order, until=until + 2),
            Entry("clearance", "given", person=person, until=until + 3),
            Entry("age", "young", person=person, until=until + 4),
        )
        found = await _rows(world.ben)
        assert [(one.kind, one.due - until, one.person) for one in found] == [
            ("risk", 1, None),
            ("restriction", 2, person),
            ("clearance", 3, person),
            ("age", 4, person),
        ]
        await record(
            world.asha,
            world.case,
            Entry("restriction", "lifted", person=person, subject=order),
            Entry("clearance", "not-needed", person=person),
            Entry("age", "adult", person=person),
            Entry("risk", "acceptable", until=until + 90 * DAY),
        )
        assert await _rows(world.ben) == []

    async def test_shows_a_mandate_that_ends(self, there: Custody) -> None:
        (row,) = [one for one in await _all(there, days=365) if one.kind == "mandate"]
        assert (row.person, row.clears) == (there.author, "renew-mandate")

    async def test_shows_a_window_on_its_day(self, service: InProcess, world: World) -> None:
        item = await offered_letter(service, world)
        opens = world.harmed.clock() + SOON
        await receiving.accept(world.harmed, item, "read", from_=opens)
        found = [one for one in await _rows(world.asha) if one.kind == "window"]
        assert [(one.item, one.due, one.clears) for one in found] == [(item, opens, "be-there")]

    async def test_shows_what_is_to_be_handed_over(self, service: InProcess, world: World) -> None:
        item = await offered_letter(service, world)
        await receiving.accept(world.harmed, item, "on-paper")
        (row,) = await _rows(world.asha)
        assert (row.kind, row.item, row.clears) == ("delivery", item, "deliver")


async def _all(there: Custody, *, days: int) -> list[Waiting]:
    """The list of a reader when these days have passed: signed in anew, as anybody would be."""
    there.service.clock.turn(days * DAY)
    known = there.world.credentials["ben"]
    reader = await sign_in(
        there.service.connect(),
        known.login,
        known.passphrase,
        clock=there.service.clock.now,
    )
    return await _rows(reader)


class TestAFollowUp:
    async def test_is_due_after_an_opening_and_gone_once_it_was_made(
        self, service: InProcess, world: World
    ) -> None:
        item = await released_letter(service, world)
        await opened_text(world.harmed, item)
        due = end_of_working_day(world.asha.clock(), 2)
        person = world.harmed.id
        waits = Waiting("follow-up", world.case, item, person, due, "follow-up")
        assert await _rows(world.asha) == [waits]
        await follow_up(world.asha, world.case, item, person, "made")
        assert await _rows(world.asha) == []
        assert await _rows(world.ben) == []

    @pytest.mark.parametrize("wish", ["keep", "hold", "return"])
    async def test_stays_due_after_a_recall_whatever_became_of_the_item(
        self, service: InProcess, world: World, wish: keeping.Wish
    ) -> None:
        item = await released_letter(service, world)
        await opened_text(world.harmed, item)
        due = await _rows(world.asha)
        await recall(world.responsible, item)
        assert await _rows(world.asha) == due
        await keeping.keep(world.harmed, item, wish)
        assert await _rows(world.asha) == due

    async def test_that_reached_nobody_is_due_again(self, service: InProcess, world: World) -> None:
        item = await released_letter(service, world)
        await opened_text(world.harmed, item)
        await follow_up(world.ben, world.case, item, world.harmed.id, "tried")
        (row,) = await _rows(world.asha)
        assert (row.kind, row.due) == ("follow-up", end_of_working_day(world.asha.clock(), 1))

    async def test_is_of_whom_has_opened_it_and_of_nobody_else(
        self, service: InProcess, world: World
    ) -> None:
        item = await released_letter(service, world)
        for person in (world.harmed.id, world.responsible.id):
            with pytest.raises(Refusal) as refused:
                await follow_up(world.asha, world.case, item, person, "made")
            assert refused.value.facts["reason"] == "record-invalid"
        await opened_text(world.harmed, item)
        with pytest.raises(Refusal):
            await follow_up(world.asha, world.case, item, world.responsible.id, "made")
        with pytest.raises(Refusal):
            await follow_up(world.asha, world.case, new_id(), world.harmed.id, "made")


class TestWhoSees:
    async def test_what_is_of_a_team_and_nobody_who_is_not_on_it(
        self, service: InProcess, world: World, neighbours: Neighbours
    ) -> None:
        await sent(world)
        other = await open_case(world.asha, readers=[], card="")
        colleague = await on_team(service, replace(world, case=other), "facilitator")
        assert await _rows(colleague) == []
        assert await _kinds(world.ben) == ["review"]
        for nobody in (world.harmed, world.responsible, world.administrator, neighbours.stranger):
            with pytest.raises(Refusal) as refused:
                await work(nobody)
            assert refused.value.slug == "forbidden"

    async def test_nothing_of_a_case_that_biases_them(self, world: World) -> None:
        await sent(world)
        await record(world.ben, world.case, Entry("conflict", "declared", subject=world.ben.id))
        assert await _rows(world.ben) == []
        assert await _kinds(world.asha) == ["review"]

    async def test_in_as_many_questions_however_many_cases_there_are(
        self, service: InProcess, world: World
    ) -> None:
        await sent(world)
        asked: list[str] = []
        engine = service.app.state.context.engine.sync_engine

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            asked.append(statement)

        event.listen(engine, "before_cursor_execute", note)

        async def questions() -> int:
            asked.clear()
            await work(world.asha)
            return len(asked)

        before = await questions()
        for _ in range(5):
            case = await open_case(world.asha, readers=[world.ben.id], card="")
            await record(
                world.asha, case, Entry("risk", "acceptable", until=world.asha.clock() + 1)
            )
        assert len(await _rows(world.asha)) == 6
        assert await questions() == before

    async def test_so_much_at_once_and_how_much_there_is(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("service.cases.work_list.MOST_ROWS", 2)
        for _ in range(3):
            await sent(world)
        found = await work(world.asha)
        assert (len(found.rows), found.total) == (2, 3)
        assert MOST_ROWS > 100
