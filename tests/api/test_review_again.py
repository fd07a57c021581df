"""What came to be approved by too few before anybody was told of it is read again.

Its author sees no difference, and nothing that its recipient did or left undone is told by it.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from service.archive.checking import check_export
from service.archive.form import statement_name
from service.client import choosing, recalling, receiving, reviewing
from service.client.errors import Refusal
from service.client.exporting import export_case
from service.client.items import item as look
from service.client.organisation import remove_from_roster
from service.client.person import Person
from service.client.practising import Entry, record
from service.client.suspending import lift, suspend
from service.client.teams import remove_from_team
from service.client.tightening import ask_for_two_readers
from service.sealing.schemas import Decision
from service.sealing.statements import Statement, open_statement, sign
from tests.api.exports_changed import insider
from tests.factories.acts import LETTER, approved_by, opened_text, sent_letter
from tests.factories.answers import blockers_shown
from tests.factories.author_views import View, author_view
from tests.factories.deciding import returned_by
from tests.factories.exported import Exported, Files, exchange, of_type, trail_of
from tests.factories.in_process import InProcess
from tests.factories.staff import given_roles
from tests.factories.verdicts import export_holds
from tests.factories.world import World

SOON, LONG = 600, 300 * 24 * 60 * 60
LOOK_AGAIN = 60


async def _state(service: InProcess, item: str) -> str:
    return str(await service.value("SELECT state FROM item WHERE id = $1", item))


async def _risk(service: InProcess, world: World, seconds: int) -> None:
    until = service.clock.now() + seconds
    await record(world.ben, world.case, Entry("risk", "acceptable", until=until))


async def _serve(service: InProcess) -> None:
    service.clock.turn(LOOK_AGAIN)
    await service.serve_outbox()


async def _held_up(service: InProcess, world: World) -> str:
    """A letter whose approval holds for a few minutes, and which nobody may be told of yet."""
    await _risk(service, world, SOON)
    item = await sent_letter(world)
    await approved_by(world.asha, item)
    await record(world.ben, world.case, Entry("proceedings", "live"))
    await _serve(service)
    return item


async def _run_out(service: InProcess, world: World) -> str:
    """The same once that has passed and nothing else stands in its way, back with its readers."""
    item = await _held_up(service, world)
    service.clock.turn(SOON)
    await record(world.ben, world.case, Entry("proceedings", "cleared"))
    await _risk(service, world, LONG)
    await _serve(service)
    return item


async def _is_opened(service: InProcess, world: World, item: str) -> None:
    await service.serve_outbox()
    await receiving.accept(world.harmed, item, "read")
    await service.serve_outbox()
    assert await opened_text(world.harmed, item) == LETTER


async def _queued(reader: Person) -> list[str]:
    return [one.id for one in await reviewing.queue(reader)]


async def _shown(person: Person, item: str) -> list[Decision]:
    evidence = await person.transport.get(f"/items/{item}/evidence")
    return [open_statement(Statement.from_wire(one), Decision) for one in evidence["decisions"]]


async def _seen_by_author(service: InProcess, world: World, item: str) -> View:
    return await author_view(service, world.responsible.transport._token or "", world.case, item)


class TestAnApprovalThatRanOut:
    async def test_is_given_anew_by_any_reader_and_the_letter_arrives(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await _run_out(service, world)
        assert await _state(service, item) == "awaiting_review"
        for reader in (world.asha, world.ben):
            assert await _queued(reader) == [item]
        assert await _shown(world.asha, item) == []
        await approved_by(world.asha, item)
        await _is_opened(service, world, item)
        [shown] = await _shown(world.harmed, item)
        assert (shown.sequence, shown.previous) == (1, b"")
        assert (await export_holds(world, world.asha, tmp_path))["decisions"] == 2

    async def test_is_no_difference_to_the_author(self, service: InProcess, world: World) -> None:
        item = await _held_up(service, world)
        before = await _seen_by_author(service, world, item)
        assert await _state(service, item) == "approved"
        service.clock.turn(SOON)
        await _serve(service)
        assert await _state(service, item) == "awaiting_review"
        assert await _seen_by_author(service, world, item) == before
        assert (await look(world.responsible, item)).status == "with_facilitator"

    async def test_leaves_one_entry_and_is_due_from_then_on(
        self, service: InProcess, world: World
    ) -> None:
        item = await _run_out(service, world)
        at = service.clock.now()
        for _ in "12":
            await _serve(service)
        [entry] = await service.trail(world.case, "item.review-again")
        told = json.loads(entry["entry"])
        assert (told["subject"], told["actor"], told["statement"]) == (item, "", "")
        assert await service.value("SELECT waiting_since FROM item WHERE id = $1", item) == at
        waiting = "SELECT count(*) FROM outbox WHERE done IS NULL AND task = 'offer'"
        assert await service.value(waiting) == 0

    async def test_before_a_second_reader_came_is_none_to_go_on_from(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        await ask_for_two_readers(world.asha, world.case)
        await _risk(service, world, SOON)
        item = await sent_letter(world)
        await approved_by(world.asha, item)
        with pytest.raises(Refusal):
            await reviewing.claim(world.asha, item)
        service.clock.turn(SOON + 1)
        await _risk(service, world, LONG)
        await approved_by(world.ben, item)
        assert await _state(service, item) == "awaiting_review", "Asha's word had ended"
        await approved_by(world.asha, item)
        await _is_opened(service, world, item)
        assert [one.sequence for one in await _shown(world.harmed, item)] == [1, 2]
        assert (await export_holds(world, world.asha, tmp_path))["decisions"] == 3

    async def test_may_be_returned_by_whoever_reads_it_again(
        self, service: InProcess, world: World
    ) -> None:
        item = await _run_out(service, world)
        await returned_by(world.ben, item)
        assert await _state(service, item) == "returned"
        assert (await look(world.responsible, item)).status == "returned"


class TestACaseThatAsksForMore:
    async def test_lets_a_second_reader_go_on_from_the_first(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await sent_letter(world)
        await approved_by(world.asha, item)
        await ask_for_two_readers(world.ben, world.case)
        await service.serve_outbox()
        assert await _state(service, item) == "awaiting_review"
        assert ("approvals-missing", "review", "facilitator") in await blockers_shown(
            world.ben, item
        )
        with pytest.raises(Refusal) as refused:
            await reviewing.claim(world.asha, item)
        assert refused.value.slug == "forbidden"
        await approved_by(world.ben, item)
        await _is_opened(service, world, item)
        first, second = await _shown(world.harmed, item)
        assert (first.sequence, second.sequence) == (1, 2)
        assert (await export_holds(world, world.asha, tmp_path))["decisions"] == 2

    async def test_for_a_minor_is_asked_to_before_anybody_reads_again(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        await approved_by(world.asha, item)
        until = service.clock.now() + LONG
        minor = Entry("age", "young", person=world.responsible.id, until=until)
        await record(world.ben, world.case, minor)
        await service.serve_outbox()
        assert await _state(service, item) == "approved"
        await ask_for_two_readers(world.ben, world.case)
        await _serve(service)
        assert await _state(service, item) == "awaiting_review"

    async def test_is_heeded_before_anybody_asks_for_what_rests(
        self, service: InProcess, world: World
    ) -> None:
        await choosing.choose(world.harmed, "only-if-asked")
        item = await sent_letter(world)
        await approved_by(world.asha, item)
        await service.serve_outbox()
        await ask_for_two_readers(world.ben, world.case)
        await service.serve_outbox()
        assert await _state(service, item) == "awaiting_review"
        await approved_by(world.ben, item)
        await service.serve_outbox()
        assert await choosing.ask(world.harmed)
        await _is_opened(service, world, item)


class TestAReaderWhoLeftTheRoster:
    async def test_before_anybody_vouched_is_replaced_by_the_next(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await sent_letter(world)
        await approved_by(world.ben, item)
        await remove_from_roster(world.administrator, world.root, world.ben.id)
        await service.serve_outbox()
        assert await _state(service, item) == "awaiting_review"
        await remove_from_team(world.asha, world.case, world.ben.id)
        await approved_by(world.asha, item)
        await _is_opened(service, world, item)
        [shown] = await _shown(world.harmed, item)
        assert (shown.sequence, shown.previous) == (1, b"")
        assert (await export_holds(world, world.asha, tmp_path))["decisions"] == 2


class TestWhatNobodyWouldBeToldOf:
    async def test_rests_until_its_recipient_wants_to_hear(
        self, service: InProcess, world: World
    ) -> None:
        await choosing.choose(world.harmed, "never")
        item = await _run_out(service, world)
        assert await _state(service, item) == "approved"
        await choosing.choose(world.harmed, "tell-me")
        await service.serve_outbox()
        assert await _state(service, item) == "awaiting_review"
        await approved_by(world.ben, item)
        await _is_opened(service, world, item)

    async def test_is_there_when_they_ask(self, service: InProcess, world: World) -> None:
        await choosing.choose(world.harmed, "only-if-asked")
        item = await _run_out(service, world)
        assert await _state(service, item) == "awaiting_review", "nobody had to ask for it"
        await approved_by(world.asha, item)
        await service.serve_outbox()
        assert await choosing.ask(world.harmed)
        await _is_opened(service, world, item)

    async def test_goes_back_where_somebody_asks_before_the_service_looks(
        self, service: InProcess, world: World
    ) -> None:
        await choosing.choose(world.harmed, "only-if-asked")
        item = await _held_up(service, world)
        service.clock.turn(SOON)
        assert not await choosing.ask(world.harmed)
        assert await _state(service, item) == "awaiting_review"
        assert await receiving.incoming(world.harmed) == []

    async def test_stays_where_it_is_while_it_is_suspended(
        self, service: InProcess, world: World
    ) -> None:
        item = await _held_up(service, world)
        await suspend(world.ben, world.case, "new-risk", item=item)
        service.clock.turn(SOON)
        await _serve(service)
        assert await _state(service, item) == "approved"
        await lift(world.ben, world.case, "settled", item=item)
        await _serve(service)
        assert await _state(service, item) == "awaiting_review"

    async def test_is_read_by_nobody_once_its_author_took_it_back(
        self, service: InProcess, world: World
    ) -> None:
        item = await _held_up(service, world)
        await recalling.recall(world.responsible, item)
        service.clock.turn(SOON)
        await _serve(service)
        assert await _state(service, item) == "approved"
        assert await service.trail(world.case, "item.review-again") == []


class TestAReaderWhoReadsNoMore:
    async def test_before_anybody_vouched_is_replaced_by_the_next(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await sent_letter(world)
        await approved_by(world.ben, item)
        await given_roles(world, world.ben, "administrator")
        await service.serve_outbox()
        assert await _state(service, item) == "awaiting_review"
        await approved_by(world.asha, item)
        await _is_opened(service, world, item)
        [shown] = await _shown(world.harmed, item)
        assert (shown.sequence, shown.previous) == (1, b"")
        assert (await export_holds(world, world.asha, tmp_path))["decisions"] == 2


def _first_of_two(files: Files) -> list[Statement]:
    return sorted(of_type(files, Decision.TYPE), key=lambda one: _body(one).decided)


def _body(statement: Statement) -> Decision:
    return open_statement(statement, Decision)


def _begun_anew_while_it_held(case: Exported, files: Files) -> None:
    """The first approval would have held for long; still nobody went on from it."""
    entries = trail_of(files)
    first, second = _first_of_two(files)
    longer = replace(_body(first), valid_until=_body(second).valid_until)
    exchange(files, entries, first, sign(longer, case.world.asha.keys.sign_seed))
    insider(case, files, entries)


def _gone_on_from_what_had_ended(case: Exported, files: Files) -> None:
    entries = trail_of(files)
    first, second = _first_of_two(files)
    after = replace(_body(second), sequence=2, previous=first.digest)
    exchange(files, entries, second, sign(after, case.world.ben.keys.sign_seed))
    insider(case, files, entries)


def _offered_between(case: Exported, files: Files) -> None:
    entries = trail_of(files)
    offered = next(one for one in entries if one["event"] == "item.offered")
    at = next(n for n, one in enumerate(entries) if one["event"] == "item.review-again")
    insider(case, files, [*entries[: at + 1], offered, *entries[at + 1 :]])


def _again_before_the_first(case: Exported, files: Files) -> None:
    entries = trail_of(files)
    again = next(one for one in entries if one["event"] == "item.review-again")
    entries.remove(again)
    at = next(n for n, one in enumerate(entries) if one["event"] == "item.approved")
    insider(case, files, [*entries[:at], again, *entries[at:]])


def _again_once_it_was_offered(case: Exported, files: Files) -> None:
    entries = trail_of(files)
    again = next(one for one in entries if one["event"] == "item.review-again")
    insider(case, files, [*entries, again])


def _second_left_out(case: Exported, files: Files) -> None:
    entries = trail_of(files)
    _, second = _first_of_two(files)
    del files[statement_name(second.voice)]
    ours = [one for one in entries if one["event"] in {"item.decided", "item.approved"}][2:]
    insider(case, files, [one for one in entries if one not in ours])


FORGED: dict[str, tuple[Callable[[Exported, Files], None], str]] = {
    "begun anew while the first held": (_begun_anew_while_it_held, "decision-invalid"),
    "offered while it was read again": (_offered_between, "step-missing"),
    "read again before it was approved": (_again_before_the_first, "step-missing"),
    "read again once it was offered": (_again_once_it_was_offered, "step-missing"),
    "gone on from what had ended": (_gone_on_from_what_had_ended, "decision-expired"),
    "offered on what had ended": (_second_left_out, "step-missing"),
}


class TestAnExport:
    async def test_in_which_it_was_otherwise_is_refused(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await _run_out(service, world)
        await approved_by(world.ben, item)
        await service.serve_outbox()
        path = tmp_path / "case.zip"
        await export_case(world.asha, world.case, path)
        case = Exported(path, world, item, "")
        honest = case.repacked(tmp_path, lambda files: insider(case, files, trail_of(files)))
        assert check_export(honest, world.root.public).first_fault is None
        for how, (change, code) in FORGED.items():
            forged = case.repacked(tmp_path, partial(change, case))
            fault = check_export(forged, world.root.public).first_fault
            assert fault is not None, how
            assert fault["code"] == code, how
