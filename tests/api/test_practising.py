"""What the practice asks for before anything passes, held by the service at each step."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from service.cases import witnessing
from service.client import consenting, practising, receiving, sending
from service.client.consenting import Spoken
from service.client.errors import Refusal
from service.client.items import item as look
from service.client.person import Person
from service.client.practising import Entry, record
from service.sealing.encoding import new_id
from service.sealing.schemas import Record
from service.sealing.statements import Statement, open_statement, sign
from service.worker.jobs import LOOK_AGAIN_SECONDS
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
from tests.factories.staff import joined
from tests.factories.verdicts import export_holds
from tests.factories.world import RECORDED, Neighbours, World

# Shorter than a session lasts when nobody touches it.
SOON = 600
Act = Callable[[World], Awaitable[None]]
ORDER = new_id()


def _recorded(kind: str, status: str, **fields: object) -> Act:
    """Let Ben record something, about the person responsible where a kind is about somebody."""

    async def act(world: World) -> None:
        about = {"restriction", "clearance", "readiness"}
        person = world.responsible.id if kind in about else ""
        entry = Entry(kind, status, person=person)
        subject = ORDER if kind == "restriction" else ""
        changed = {
            name: value(world) if callable(value) else value for name, value in fields.items()
        }
        await record(world.ben, world.case, replace(entry, subject=subject, **changed))  # type: ignore[arg-type]

    return act


def _soon(world: World) -> int:
    return world.ben.clock() + SOON


def _consents(who: str, purpose: str, given: str) -> Act:
    async def act(world: World) -> None:
        await consenting.consent(getattr(world, who), purpose, "any", given=given)

    return act


def _acknowledges(given: str) -> Act:
    async def act(world: World) -> None:
        await consenting.acknowledge(world.responsible, given=given)

    return act


# What happens after a letter was released, what then stands in its way, and what clears that.
CLOSES: dict[str, tuple[Act, Act]] = {
    "author-consent-missing": (
        _consents("responsible", "take-part", "withdrawn"),
        _consents("responsible", "take-part", "yes"),
    ),
    "recipient-consent-missing": (
        _consents("harmed", "receive", "withdrawn"),
        _consents("harmed", "receive", "yes"),
    ),
    "acknowledgement-missing": (_acknowledges("withdrawn"), _acknowledges("yes")),
    "risk-not-acceptable": (
        _recorded("risk", "not-acceptable"),
        _recorded("risk", "acceptable", until=_soon),
    ),
    "restriction-blocks": (
        _recorded("restriction", "blocks", until=_soon),
        _recorded("restriction", "permits", until=_soon),
    ),
    "proceedings-live": (_recorded("proceedings", "live"), _recorded("proceedings", "cleared")),
    "clearance-missing": (
        _recorded("clearance", "needed"),
        _recorded("clearance", "given", until=_soon),
    ),
    "author-not-ready": (
        _recorded("readiness", "not-ready", round=1),
        _recorded("readiness", "ready", round=1),
    ),
    "medium-not-in-plan": (
        _recorded("plan", "agreed", round=4, media=("recording",)),
        _recorded("plan", "agreed", round=4, media=("recording", "letter")),
    ),
}
RUNS_OUT: dict[str, Act] = {
    "risk-expired": _recorded("risk", "acceptable", until=_soon),
    "restriction-expired": _recorded("restriction", "permits", until=_soon),
    "clearance-expired": _recorded("clearance", "given", until=_soon),
}


async def _refused_opening(service: InProcess, world: World, item: str) -> list[str]:
    """Return what the service names when the recipient's device asks for the key."""
    body = await kept_back(world.harmed, lambda: receiving.open_item(world.harmed, item))
    async with service.http(world.harmed.transport._token) as http:
        answer = await http.post(f"/items/{item}/opening", json=body)
    assert slug(answer) == "blocked"
    return str(answer.json()["blockers"]).split(",")


def _told(blocker: str) -> str:
    """What a recipient is told: of their own consent, and of nothing that anybody else did."""
    return blocker if blocker == "recipient-consent-missing" else "not-now"


@pytest.mark.parametrize("blocker", list(CLOSES))
class TestOnceItWasReleased:
    async def test_nothing_is_opened_until_that_is_cleared(
        self, service: InProcess, world: World, blocker: str, tmp_path: Path
    ) -> None:
        close, clear = CLOSES[blocker]
        item = await released_letter(service, world)
        await close(world)
        assert await _refused_opening(service, world, item) == [_told(blocker)]
        answer = await world.asha.transport.get(f"/items/{item}/blockers")
        assert [one["slug"] for one in answer["blockers"]] == [blocker]
        service.clock.turn(1)
        await clear(world)
        assert await opened_text(world.harmed, item) == LETTER
        await export_holds(world, world.asha, tmp_path)

    async def test_nobody_is_told_of_another(
        self, service: InProcess, world: World, blocker: str
    ) -> None:
        close, clear = CLOSES[blocker]
        item = await sent_letter(world)
        await close(world)
        await approved_by(world.asha, item)
        await service.serve_outbox()
        assert await receiving.incoming(world.harmed) == []
        assert (await look(world.responsible, item)).status == "with_facilitator"
        service.clock.turn(LOOK_AGAIN_SECONDS)
        await clear(world)
        await service.serve_outbox()
        assert [one.id for one in await receiving.incoming(world.harmed)] == [item]


class TestWhatRunsOut:
    @pytest.mark.parametrize("blocker", list(RUNS_OUT))
    async def test_closes_by_itself(self, service: InProcess, world: World, blocker: str) -> None:
        item = await released_letter(service, world)
        await RUNS_OUT[blocker](world)
        service.clock.turn(SOON + 1)
        assert await _refused_opening(service, world, item) == [_told(blocker)]

    async def test_holds_to_its_last_second(self, service: InProcess, world: World) -> None:
        item = await released_letter(service, world)
        for act in RUNS_OUT.values():
            await act(world)
        service.clock.turn(SOON)
        assert await opened_text(world.harmed, item) == LETTER


class TestAnAuthor:
    @pytest.mark.parametrize(
        ("act", "again", "blocker"),
        [
            (
                _consents("responsible", "send", "withdrawn"),
                _consents("responsible", "send", "yes"),
                "author-consent-missing",
            ),
            (_acknowledges("withdrawn"), _acknowledges("yes"), "acknowledgement-missing"),
        ],
    )
    async def test_begins_nothing_before_they_agree(
        self, service: InProcess, world: World, act: Act, again: Act, blocker: str
    ) -> None:
        await act(world)
        with pytest.raises(Refusal) as refused:
            await sending.send_letter(world.responsible, LETTER)
        assert refused.value.slug == "blocked"
        assert refused.value.facts["blockers"] == blocker
        rows = await service.rows("SELECT id, state FROM item WHERE case_id = $1", world.case)
        assert rows == []
        service.clock.turn(1)
        await again(world)
        await offered_letter(service, world)

    async def test_in_one_medium_says_nothing_of_another(self, world: World) -> None:
        await consenting.consent(world.responsible, "send", "recording", given="withdrawn")
        await sent_letter(world)
        blocked = {
            way.medium: way.blockers
            for way in await practising.in_the_way(world.asha, world.case)
            if way.author == world.responsible.id
        }
        assert blocked["letter"] == ()
        assert blocked["recording"] == ("author-consent-missing",)

    async def test_who_was_harmed_has_nothing_to_acknowledge(self, world: World) -> None:
        await consenting.acknowledge(world.responsible, given="withdrawn")
        await sending.send_letter(world.harmed, LETTER)
        with pytest.raises(Refusal) as refused:
            await consenting.acknowledge(world.harmed)
        assert refused.value.slug == "invalid"


class TestAWithdrawal:
    async def test_is_not_undone_by_an_earlier_yes(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        held = await kept_back(
            world.harmed, lambda: consenting.consent(world.harmed, "receive", "any")
        )
        path = f"/cases/{world.case}/consents"
        await consenting.consent(world.harmed, "receive", "any", given="withdrawn")
        async with service.http(world.harmed.transport._token) as http:
            late = await http.post(path, json=held)
            assert (slug(late), late.json()["field"]) == ("conflict", "at")
            service.clock.turn(1)
            await consenting.consent(world.harmed, "receive", "any")
            assert (await http.post(path, json=held)).status_code == 409
        given = [one.given for one in await consenting.consents(world.harmed, world.case)]
        assert given[-2:] == ["withdrawn", "yes"]
        await export_holds(world, world.asha, tmp_path)

    async def test_is_taken_however_often_somebody_changed_their_mind(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(witnessing, "MOST_WORDS", 5)
        with pytest.raises(Refusal) as refused:
            await consenting.consent(world.harmed, "receive", "paper")
        assert refused.value.facts["field"] == "consents"
        await consenting.consent(world.harmed, "receive", "paper", given="withdrawn")


async def _record_body(reader: Person, case: str, entry: Entry) -> tuple[Record, dict[str, object]]:
    body = await kept_back(reader, lambda: record(reader, case, entry))
    return open_statement(Statement.from_wire(body["record"]), Record), body


class TestARecord:
    async def test_is_by_the_cases_readers_and_of_its_own_people(
        self, service: InProcess, world: World, neighbours: Neighbours
    ) -> None:
        path = f"/cases/{world.case}/records"
        entry = Entry("clearance", "needed", person=world.responsible.id)
        honest, body = await _record_body(world.asha, world.case, entry)

        async def post(by: Person, said_: object) -> httpx.Response:
            async with service.http(by.transport._token) as http:
                return await http.post(path, json=said_)

        liaison = await joined(service, world, "liaison")
        stranger = await joined(service, world, "supervisor")
        assert slug(await post(stranger, body)) == "not-found"
        for person in (world.harmed, world.administrator, liaison):
            assert slug(await post(person, body)) == "forbidden"
        for lie in (
            replace(honest, org=new_id()),
            replace(honest, case=new_id()),
            replace(honest, person=neighbours.responsible.id),
            replace(honest, at=honest.at + 1),
            replace(honest, status="given", until=honest.at),
        ):
            wire = {"record": sign(lie, world.asha.keys.sign_seed).to_wire()}
            assert slug(await post(world.asha, wire)) == "invalid"
        assert slug(await post(world.ben, body)) == "invalid"
        unread = Entry("information", "given", person=world.harmed.id, wording=bytes(32))
        _, unknown = await _record_body(world.asha, world.case, unread)
        assert slug(await post(world.asha, unknown)) == "invalid"
        for _ in "12":
            assert (await post(world.asha, body)).status_code == 204
        assert len(await practising.records(world.asha, world.case)) == RECORDED + 1

    async def test_names_the_one_before_it_about_the_same(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        _, first = await _record_body(world.asha, world.case, Entry("proceedings", "live"))
        _, other = await _record_body(world.ben, world.case, Entry("proceedings", "cleared"))
        path = f"/cases/{world.case}/records"
        async with (
            service.http(world.asha.transport._token) as hers,
            service.http(world.ben.transport._token) as his,
        ):
            answers = await asyncio.gather(hers.post(path, json=first), his.post(path, json=other))
        assert sorted(answer.status_code for answer in answers) == [204, 409]
        assert len(await service.trail(world.case, "practice.recorded")) == RECORDED + 1
        await export_holds(world, world.asha, tmp_path)

    async def test_is_read_by_the_team_alone(
        self, service: InProcess, world: World, neighbours: Neighbours
    ) -> None:
        for what in ("records", "readiness"):
            nowhere = f"/cases/{new_id()}/{what}"
            for person in (world.harmed, world.responsible, neighbours.stranger):
                async with service.http(person.transport._token) as http:
                    refused = await http.get(f"/cases/{world.case}/{what}")
                    assert said(refused) == said(await http.get(nowhere))
                    assert slug(refused) == "not-found"
            assert await world.ben.transport.get(f"/cases/{world.case}/{what}")


class TestSomebodyWithoutKeys:
    async def test_agrees_before_staff_who_attest_it(self, there: Custody, tmp_path: Path) -> None:
        world, liaison = there.world, there.first.liaisons[0]
        spoken = Spoken(world.case, there.author, "phone")
        await consenting.consent(liaison, "send", "any", given="withdrawn", spoken=spoken)
        with pytest.raises(Refusal, match="cannot go ahead"):
            await sending.send_letter(there.hand(there.first), LETTER)
        there.service.clock.turn(1)
        await consenting.consent(liaison, "send", "any", spoken=spoken)
        await sending.send_letter(there.hand(there.first), LETTER)
        await export_holds(world, world.asha, tmp_path)

    async def test_is_not_spoken_for_without_an_attestation_of_just_that(
        self, there: Custody
    ) -> None:
        world, liaison = there.world, there.first.liaisons[0]
        path = f"/cases/{world.case}/consents"
        spoken = Spoken(world.case, there.author, "phone")
        body = await kept_back(
            liaison, lambda: consenting.consent(liaison, "send", "any", spoken=spoken)
        )
        withdrawn = await kept_back(
            liaison,
            lambda: consenting.consent(liaison, "send", "any", given="withdrawn", spoken=spoken),
        )
        async with there.service.http(liaison.transport._token) as http:
            alone = await http.post(path, json={"consent": body["consent"]})
            other = await http.post(path, json=body | {"attestation": withdrawn["attestation"]})
        assert (slug(alone), slug(other)) == ("invalid", "invalid")

    async def test_whoever_has_keys_speaks_for_themselves(self, world: World) -> None:
        with pytest.raises(Refusal) as refused:
            await consenting.consent(
                world.asha, "receive", "any", spoken=Spoken(world.case, world.harmed.id, "phone")
            )
        assert refused.value.slug == "forbidden"
