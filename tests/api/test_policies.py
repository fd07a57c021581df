"""The agency's policy by kind of harm: who states it, and what a case then takes."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio
from sqlmodel.ext.asyncio.session import AsyncSession

from service.archive.checking import check_export
from service.archive.form import policy_name, read_statement, statement_bytes
from service.archive.writing import ExportWriter
from service.client import receiving
from service.client.cases import ahead, open_case, step
from service.client.choosing import ask, choose
from service.client.errors import NotPossible, Refusal
from service.client.exporting import export_case
from service.client.items import item as look
from service.client.person import Person
from service.client.policies import policies, state_policy
from service.client.practising import Entry, in_the_way, record, screened
from service.client.teams import add_to_team
from service.client.tightening import ask_for_two_readers
from service.db import statements
from service.db.tables import Statement as Row
from service.sealing.schemas import Policy, Roster
from service.sealing.schemas_practice import HARMS
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
from tests.factories.exported import Files, files_of
from tests.factories.in_process import InProcess
from tests.factories.vandal import ROSTER, Vandal
from tests.factories.verdicts import export_holds
from tests.factories.world import CARD, World, signed_in_as

ORDINARY: Final = dict.fromkeys(HARMS, "ordinary")
DAY = 24 * 3600
Change = Callable[[World, Files], None]


@pytest_asyncio.fixture(loop_scope="session")
async def sue(service: InProcess, world: World) -> Person:
    """The world's supervisor, who is on no team."""
    return await signed_in_as(world, "sue", service.connect, service.clock.now)


async def _in_the_way(world: World, item: str) -> set[str]:
    shown = await world.asha.transport.get(f"/items/{item}/blockers")
    return {one["slug"] for one in shown["blockers"]}


async def _is_shut(service: InProcess, world: World, item: str, *why: str) -> None:
    """Hold that it does not open, that the team is told why, and the recipient that it waits."""
    body = await kept_back(world.harmed, lambda: receiving.open_item(world.harmed, item))
    async with service.http(world.harmed.transport._token) as http:
        answer = await http.post(f"/items/{item}/opening", json=body)
    assert (slug(answer), answer.json()["blockers"]) == ("blocked", "not-now")
    assert await _in_the_way(world, item) == set(why)


async def _refused(act: Awaitable[object]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        await act
    return refused.value


class TestAPolicy:
    async def test_is_stated_by_a_supervisor_and_read_by_all_of_the_staff(
        self, world: World, sue: Person
    ) -> None:
        for who in (world.asha, world.administrator, world.harmed):
            assert (await _refused(state_policy(who, ORDINARY))).slug == "forbidden"
        assert await state_policy(sue, ORDINARY) == 1
        assert await state_policy(sue, {**ORDINARY, "child": "barred"}) == 2
        for who in (world.asha, world.administrator):
            shown = [open_statement(one, Policy) for one in await policies(who)]
            assert [one.sequence for one in shown] == [1, 2]
            assert {one.harm: one.route for one in shown[-1].routes}["child"] == "barred"
        assert (await _refused(world.harmed.transport.get("/organisation/policies"))).status == 403

    async def test_follows_the_one_before_and_the_same_again_is_welcome(
        self, service: InProcess, world: World, sue: Person
    ) -> None:
        first = await kept_back(sue, lambda: state_policy(sue, ORDINARY))
        rival = await kept_back(sue, lambda: state_policy(sue, {**ORDINARY, "child": "barred"}))
        async with service.http(sue.transport._token) as http:
            for body, status in ((first, 204), (first, 204), (rival, 409)):
                assert (await http.post("/organisation/policies", json=body)).status_code == status
        assert len(await policies(sue)) == 1
        assert len(await service.trail(world.org, "policy.stated")) == 1

    async def test_sent_twice_at_once_is_one_and_another_at_once_a_conflict(
        self, service: InProcess, world: World, sue: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = await kept_back(sue, lambda: state_policy(sue, ORDINARY))
        rival = await kept_back(sue, lambda: state_policy(sue, {**ORDINARY, "child": "barred"}))
        together, newest = asyncio.Barrier(2), statements.newest

        async def both(session: AsyncSession, of: str, **about: str) -> Row | None:
            found = await newest(session, of, **about)
            if of == Policy.TYPE:
                await together.wait()
            return found

        monkeypatch.setattr(statements, "newest", both)
        path, token = "/organisation/policies", sue.transport._token
        async with service.http(token) as one, service.http(token) as two:
            same = await asyncio.gather(*(http.post(path, json=first) for http in (one, two)))
            assert [one.status_code for one in same] == [204, 204]
        monkeypatch.undo()
        assert len(await service.trail(world.org, "policy.stated")) == 1
        async with service.http(token) as http:
            assert (await http.post(path, json=rival)).status_code == 409

    async def test_is_of_its_signers_own_and_says_every_kind_of_harm_once(
        self, service: InProcess, world: World, sue: Person
    ) -> None:
        kept = await kept_back(sue, lambda: state_policy(sue, ORDINARY))
        body = open_statement(Statement.from_wire(kept["policy"]), Policy)
        later = replace(body, issued=service.clock.now() + DAY, from_=service.clock.now() + DAY)
        elsewhere = replace(body, org=world.case)
        # No roster would say whose key that was then.
        at = service.clock.now() - 3601
        long_ago = replace(body, issued=at, from_=at)
        async with service.http(sue.transport._token) as http:
            for changed, seed in (
                (body, world.asha.keys.sign_seed),
                (later, sue.keys.sign_seed),
                (elsewhere, sue.keys.sign_seed),
                (long_ago, sue.keys.sign_seed),
            ):
                answer = await http.post(
                    "/organisation/policies", json={"policy": sign(changed, seed).to_wire()}
                )
                assert slug(answer) == "invalid"
        assert await policies(sue) == []

    async def test_that_was_left_out_by_the_service_is_noticed(
        self, world: World, sue: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await state_policy(sue, ORDINARY)
        await state_policy(sue, ORDINARY)
        shown = await world.asha.transport.get("/organisation/policies")

        async def kept_from(_path: str) -> object:
            return {"policies": shown["policies"][1:]}

        monkeypatch.setattr(world.asha.transport, "get", kept_from)
        with pytest.raises(NotPossible) as refused:
            await policies(world.asha)
        assert refused.value.slug == "policy-invalid"

    async def test_is_of_somebody_whom_the_newest_roster_lists_as_a_supervisor(
        self, service: InProcess, world: World, sue: Person
    ) -> None:
        body = await kept_back(sue, lambda: state_policy(sue, ORDINARY))
        rows = await service.rows(
            "SELECT type, payload, signer, signature FROM statement WHERE type = $1"
            " ORDER BY sequence DESC",
            ROSTER,
        )
        newest = Statement(*rows[0])
        said = open_statement(newest, Roster)
        staff = tuple(
            replace(one, roles=("facilitator",)) if one.person == sue.id else one
            for one in said.staff
        )
        without = sign(replace(said, staff=staff), world.root.seed)
        await Vandal(service).replace(newest, without)
        async with service.http(sue.transport._token) as http:
            assert slug(await http.post("/organisation/policies", json=body)) == "invalid"


class TestACaseBeforeItIsReady:
    async def _preparing(self, world: World, *harms: str) -> str:
        case = await open_case(world.asha, readers=[world.ben.id], card=CARD)
        await record(world.asha, case, *screened(world.asha, [], harms=harms))
        await step(world.asha, case, "screen")
        await step(world.asha, case, "prepare")
        return case

    async def _lacking(self, world: World, case: str) -> set[str]:
        (found,) = [one for one in await ahead(world.asha, case) if one.act == "make-ready"]
        refused = await _refused(step(world.asha, case, "make-ready"))
        assert set(str(refused.facts["blockers"]).split(",")) == set(found.blockers)
        return set(found.blockers) - {"no-certified-harmed", "no-certified-responsible"}

    async def test_takes_its_kinds_of_harm(self, world: World) -> None:
        case = await self._preparing(world)
        assert await self._lacking(world, case) == {"harm-not-recorded"}
        await record(world.asha, case, Entry("harm-sexual", "absent"))
        assert await self._lacking(world, case) == {"harm-not-recorded"}
        await record(world.asha, case, Entry("harm-other", "present"))
        assert await self._lacking(world, case) == set()

    async def test_goes_the_special_route_by_itself_while_no_policy_is_stated(
        self, world: World, sue: Person
    ) -> None:
        case = await self._preparing(world, "other", "stalking")
        assert await self._lacking(world, case) == {"second-reader-missing", "sign-off-missing"}
        await ask_for_two_readers(world.asha, case)
        assert await self._lacking(world, case) == {"sign-off-missing"}
        await add_to_team(world.asha, case, sue.id)
        await record(sue, case, Entry("sign-off", "given"))
        assert await self._lacking(world, case) == set()

    async def test_does_not_become_so_where_the_policy_bars_it(
        self, world: World, sue: Person
    ) -> None:
        case = await self._preparing(world, "other", "sexual")
        await ask_for_two_readers(world.asha, case, specialist=True)
        await add_to_team(world.asha, case, sue.id)
        await record(sue, case, Entry("sign-off", "given"))
        assert await self._lacking(world, case) == set()
        await state_policy(sue, {**ORDINARY, "sexual": "barred"})
        assert await self._lacking(world, case) == {"barred-by-policy"}

    async def test_is_not_reopened_where_the_policy_bars_it(
        self, world: World, sue: Person
    ) -> None:
        await step(world.asha, world.case, "begin-closing")
        await state_policy(sue, {**ORDINARY, "other": "barred"})
        (found,) = [one for one in await ahead(world.asha, world.case) if one.act == "reopen"]
        refused = await _refused(step(world.asha, world.case, "reopen"))
        assert tuple(str(refused.facts["blockers"]).split(",")) == found.blockers
        barred = {"barred-by-policy", "second-reader-missing", "sign-off-missing"}
        assert set(found.blockers) == barred
        await state_policy(sue, ORDINARY)
        await step(world.asha, world.case, "reopen")

    async def test_leaves_a_route_by_a_supervisors_word_alone(
        self, world: World, sue: Person
    ) -> None:
        case = await self._preparing(world, "other", "stalking")
        absent = Entry("harm-stalking", "absent")
        refused = await _refused(record(world.asha, case, absent))
        assert (refused.slug, refused.facts["reason"]) == ("forbidden", "supervisor")
        assert "sign-off-missing" in await self._lacking(world, case)
        await add_to_team(world.asha, case, sue.id)
        await record(sue, case, absent)
        assert await self._lacking(world, case) == set()


class TestOnceThereAreItems:
    async def test_what_a_policy_bars_is_neither_offered_nor_opened(
        self, service: InProcess, world: World, sue: Person
    ) -> None:
        released = await released_letter(service, world)
        another = await sent_letter(world)
        await approved_by(world.asha, another)
        await state_policy(sue, {**ORDINARY, "other": "barred"})
        barred = ("barred-by-policy", "second-reader-missing", "sign-off-missing")
        await _is_shut(service, world, released, *barred)
        await service.serve_outbox()
        assert another not in {one.id for one in await receiving.incoming(world.harmed)}
        await state_policy(sue, ORDINARY)
        assert await opened_text(world.harmed, released)

    async def test_a_policy_begins_by_itself_and_not_a_second_sooner(
        self, service: InProcess, world: World, sue: Person
    ) -> None:
        item = await released_letter(service, world)
        await state_policy(
            sue, {**ORDINARY, "other": "specialist"}, since=service.clock.now() + 600
        )
        service.clock.turn(599)
        assert await _in_the_way(world, item) == set()
        service.clock.turn(1)
        await _is_shut(service, world, item, "second-reader-missing", "sign-off-missing")

    async def test_what_was_approved_by_one_waits_for_two_once_it_is_known_what_it_is_about(
        self, service: InProcess, world: World
    ) -> None:
        item = await offered_letter(service, world)
        await receiving.accept(world.harmed, item, "read")
        await record(world.asha, world.case, Entry("harm-domestic", "present"))
        await service.serve_outbox()
        special = {"second-reader-missing", "sign-off-missing"}
        assert await _in_the_way(world, item) == special
        ways = await in_the_way(world.asha, world.case)
        assert all(special <= set(one.blockers) for one in ways)
        await ask_for_two_readers(world.asha, world.case)
        assert await _in_the_way(world, item) == {"approvals-missing", "sign-off-missing"}

    async def test_what_was_approved_by_one_is_not_offered_once_two_are_asked_for(
        self, service: InProcess, world: World, sue: Person, tmp_path: Path
    ) -> None:
        await add_to_team(world.asha, world.case, sue.id)
        await choose(world.harmed, "only-if-asked")
        item = await sent_letter(world)
        await approved_by(world.asha, item)
        await service.serve_outbox()
        await record(world.asha, world.case, Entry("harm-domestic", "present"))
        await record(sue, world.case, Entry("sign-off", "given"))
        await ask_for_two_readers(world.asha, world.case)
        assert not await ask(world.harmed)
        assert (await look(world.asha, item)).status == "awaiting_review"
        assert "approvals-missing" in await _in_the_way(world, item)
        await export_holds(world, world.asha, tmp_path)

    async def test_one_reader_gives_no_key_away_where_the_policy_takes_two(
        self, service: InProcess, world: World, sue: Person
    ) -> None:
        await state_policy(sue, {**ORDINARY, "other": "specialist"})
        item = await sent_letter(world)
        refused = await _refused(approved_by(world.asha, item))
        assert (refused.slug, refused.facts["blockers"]) == ("blocked", "second-reader-missing")
        given = "SELECT count(*) FROM content_grant WHERE item_id = $1 AND holder = 'recipient'"
        assert await service.value(given, item) == 0
        await ask_for_two_readers(world.asha, world.case)
        await approved_by(world.asha, item)
        assert await service.value(given, item) == 0
        await approved_by(world.ben, item)
        assert await service.value(given, item) == 1

    async def test_a_case_of_which_nothing_is_known_stands_still(
        self, service: InProcess, world: World, sue: Person
    ) -> None:
        item = await released_letter(service, world)
        await add_to_team(world.asha, world.case, sue.id)
        await record(sue, world.case, Entry("harm-other", "absent"))
        await _is_shut(service, world, item, "harm-not-recorded")


def _the_first_dropped(_world: World, files: Files) -> None:
    del files[policy_name(1)]


def _one_by_a_facilitator(world: World, files: Files) -> None:
    said = open_statement(read_statement(files[policy_name(2)]), Policy)
    files[policy_name(2)] = statement_bytes(sign(said, world.asha.keys.sign_seed))


def _another_type(_world: World, files: Files) -> None:
    files[policy_name(2)] = files["rosters/000001.json"]


class TestAnExport:
    @pytest.mark.parametrize(
        ("change", "code"),
        [
            (None, None),
            (_the_first_dropped, "policy-invalid"),
            (_one_by_a_facilitator, "policy-invalid"),
            (_another_type, "policy-invalid"),
        ],
    )
    async def test_has_the_chain_whole_and_by_supervisors(
        self, world: World, sue: Person, tmp_path: Path, change: Change | None, code: str | None
    ) -> None:
        await state_policy(sue, ORDINARY)
        await state_policy(sue, {**ORDINARY, "child": "barred"})
        target = tmp_path / "case.zip"
        await export_case(world.asha, world.case, target)
        assert check_export(target, world.root.public).checked["policies"] == 2
        files = files_of(target)
        if change is not None:
            change(world, files)
        changed = tmp_path / "changed.zip"
        with ExportWriter(changed, org=world.org, case=world.case) as writer:
            for name in sorted(files):
                writer.add(name, files[name])
            writer.finish()
        fault = check_export(changed, world.root.public).first_fault
        assert (fault["code"] if fault else None) == code

    async def test_is_not_made_without_a_policy_that_is_no_supervisors(
        self, service: InProcess, world: World, sue: Person, tmp_path: Path
    ) -> None:
        await state_policy(sue, ORDINARY)
        [stated] = await policies(sue)
        long_ago = replace(open_statement(stated, Policy), issued=1, from_=1)
        await Vandal(service).replace(stated, sign(long_ago, sue.keys.sign_seed))
        with pytest.raises(NotPossible) as refused:
            await export_case(world.asha, world.case, tmp_path / "case.zip")
        assert refused.value.slug == "policy-invalid"
        assert not (tmp_path / "case.zip").exists()
