"""Who somebody is changes what is asked for: children, people in custody, staff, readers.

Each through the public API, between the release of a letter and its opening: what then stands in
the way is said to the team by its name, and to the recipient not at all.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

import pytest

from service.client import consenting, pausing, receiving, reviewing
from service.client.assisting import ask_for
from service.client.choosing import choose
from service.client.consenting import Spoken
from service.client.deciding import unlock
from service.client.errors import Refusal
from service.client.person import Person
from service.client.practising import Entry, ends_there, record, untied
from service.client.suspending import suspend
from service.client.teams import add_to_team
from service.client.tightening import ask_for_two_readers
from service.sealing.errors import SealingError
from service.worker.jobs import LOOK_AGAIN_SECONDS
from tests.factories.acts import approved_by, kept_back, opened_text, released_letter, sent_letter
from tests.factories.answers import slug
from tests.factories.colleagues import colleagues
from tests.factories.deciding import escalated_by, on_team
from tests.factories.in_process import InProcess
from tests.factories.prisons import Custody
from tests.factories.staff import joined
from tests.factories.world import Neighbours, World

DAY = 24 * 3600
YEAR = 366 * DAY
Act = Callable[[World], Awaitable[None]]


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


def _a_day(service: InProcess) -> int:
    """Return until when a Wednesday counts that is still to come."""
    ahead = (6 - service.clock.now() // DAY % 7) % 7 + 7
    return ends_there(service.clock.now() + ahead * DAY)


async def _records(world: World, kind: str, status: str, *, until: int = 0) -> None:
    await record(
        world.asha, world.case, Entry(kind, status, person=world.responsible.id, until=until)
    )


class TestSomebodyInCustody:
    async def test_takes_their_establishments_clearance_and_again_after_a_move(
        self, service: InProcess, world: World
    ) -> None:
        item = await released_letter(service, world)
        until = service.clock.now() + YEAR
        await _records(world, "custody", "in-custody")
        await _is_shut(service, world, item, "clearance-missing")
        await _records(world, "clearance", "not-needed")
        await _is_shut(service, world, item, "clearance-missing")
        await _records(world, "clearance", "given", until=until)
        assert await _in_the_way(world, item) == set()
        # Another prison has not been asked yet.
        await _records(world, "custody", "in-custody")
        await _is_shut(service, world, item, "clearance-missing")
        await _records(world, "clearance", "given", until=until)
        assert await opened_text(world.harmed, item)

    async def test_is_not_cleared_by_what_was_signed_before_a_move(
        self, service: InProcess, world: World
    ) -> None:
        her, until = world.responsible.id, service.clock.now() + YEAR
        await _records(world, "custody", "in-custody")
        late = [
            await kept_back(world.asha, partial(record, world.asha, world.case, entry))
            for entry in (
                Entry("clearance", "given", person=her, until=until),
                Entry("custody-day", "supported", person=her, until=_a_day(service)),
            )
        ]
        service.clock.turn(60)
        await record(world.ben, world.case, Entry("custody", "in-custody", person=her))
        async with service.http(world.asha.transport._token) as http:
            for body in late:
                refused = await http.post(f"/cases/{world.case}/records", json=body)
                assert (slug(refused), refused.json()["reason"]) == ("invalid", "before-move")
        # What the new place says in the very second of the move counts.
        await _records(world, "clearance", "given", until=until)

    async def test_takes_none_once_they_are_out(self, service: InProcess, world: World) -> None:
        item = await released_letter(service, world)
        await _records(world, "custody", "in-custody")
        await _records(world, "clearance", "not-needed")
        await _records(world, "custody", "community")
        assert await opened_text(world.harmed, item)


class TestAChild:
    async def test_takes_a_guardian_and_two_readers(self, service: InProcess, world: World) -> None:
        until = service.clock.now() + YEAR
        item = await released_letter(service, world)
        await _records(world, "age", "child", until=until)
        await _is_shut(service, world, item, "guardian-missing", "second-reader-missing")
        for says in ("refused", "not-required"):
            await _records(world, "guardian", says)
            await _is_shut(service, world, item, "guardian-missing", "second-reader-missing")
        await _records(world, "guardian", "agreed")
        await _is_shut(service, world, item, "second-reader-missing")
        await ask_for_two_readers(world.asha, world.case)
        # What one has read is not enough any more, for the service or for any device.
        assert await _in_the_way(world, item) == {"approvals-missing"}
        with pytest.raises(SealingError, match="readers"):
            await receiving.open_item(world.harmed, item)

    async def test_is_read_by_two_from_then_on(self, service: InProcess, world: World) -> None:
        await _records(world, "age", "child", until=service.clock.now() + YEAR)
        await _records(world, "guardian", "agreed")
        await ask_for_two_readers(world.asha, world.case)
        item = await sent_letter(world)
        await approved_by(world.asha, item)
        assert (await world.asha.transport.get(f"/items/{item}"))["state"] == "awaiting_review"
        await approved_by(world.ben, item)
        await service.serve_outbox()
        await receiving.accept(world.harmed, item, "read")
        await service.serve_outbox()
        assert await opened_text(world.harmed, item)

    async def test_of_whom_no_guardian_can_safely_be_asked_takes_a_supervisor(
        self, world: World
    ) -> None:
        with pytest.raises(Refusal) as refused:
            await _records(world, "guardian", "not-safe-to-ask")
        assert (refused.value.slug, refused.value.facts["reason"]) == ("forbidden", "supervisor")

    async def test_of_sixteen_needs_nobody_where_policy_says_so(
        self, service: InProcess, world: World
    ) -> None:
        item = await released_letter(service, world)
        await _records(world, "age", "young", until=service.clock.now() + YEAR)
        await _records(world, "guardian", "not-required")
        await _is_shut(service, world, item, "second-reader-missing")

    async def test_at_eighteen_agrees_anew(self, service: InProcess, world: World) -> None:
        until = service.clock.now() + 60
        item = await released_letter(service, world)
        await _records(world, "age", "young", until=until)
        await _records(world, "guardian", "agreed")
        service.clock.turn(61)
        await _is_shut(service, world, item, "age-passed", "second-reader-missing")
        await _records(world, "age", "adult")
        await _is_shut(service, world, item, "author-consent-missing")
        await consenting.agree_to_all(world.responsible, "responsible")
        assert await opened_text(world.harmed, item)


class TestSomebodyTheOrganisationEmploys:
    async def test_is_not_reviewed_by_it(self, service: InProcess, world: World) -> None:
        item = await released_letter(service, world)
        await _records(world, "employment", "employed")
        await _is_shut(service, world, item, "employed-here")
        await _records(world, "employment", "not-employed")
        assert await opened_text(world.harmed, item)


class TestAReaderWhoHasNotSaid:
    async def test_whether_something_ties_them_claims_nothing(
        self, service: InProcess, world: World
    ) -> None:
        dora = await joined(service, world, "facilitator")
        await add_to_team(world.asha, world.case, dora.id)
        item = await sent_letter(world)
        for said in (), (Entry("level", "level-1"),):
            await record(dora, world.case, *said)
            with pytest.raises(Refusal) as refused:
                await reviewing.claim(dora, item)
            assert (refused.value.slug, refused.value.facts["blockers"]) == (
                "blocked",
                "conflict-not-declared",
            )
        assert [one.id for one in await reviewing.queue(dora)] == [item]
        await record(dora, world.case, untied(dora))
        await approved_by(dora, item)


class TestAReaderWithAConflict:
    async def test_neither_claims_nor_decides(self, world: World) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.ben, item)
        declared = Entry("conflict", "declared", subject=world.ben.id)
        await record(world.ben, world.case, declared)
        for act in (lambda: reviewing.claim(world.ben, item), lambda: approved_by(world.ben, item)):
            with pytest.raises(Refusal) as refused:
                await act()
            assert (refused.value.slug, refused.value.facts["reason"]) == ("forbidden", "conflict")

    async def test_leaves_what_they_held_to_a_colleague(self, world: World) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.ben, item)
        await record(world.ben, world.case, Entry("conflict", "none", subject=world.ben.id))
        with pytest.raises(Refusal):
            await reviewing.claim(world.asha, item)
        await record(world.ben, world.case, Entry("conflict", "declared", subject=world.ben.id))
        assert [one.id for one in await reviewing.queue(world.asha)] == [item]
        await approved_by(world.asha, item)

    async def test_signs_nothing_off_takes_no_harm_back_and_unlocks_nothing(
        self, service: InProcess, world: World
    ) -> None:
        sue = await on_team(service, world, "supervisor")
        await record(world.asha, world.case, Entry("harm-stalking", "present"))
        item = await sent_letter(world)
        await escalated_by(world.asha, item)
        mine = Entry("conflict", "declared", subject=sue.id)
        await record(sue, world.case, mine)
        absent = Entry("harm-stalking", "absent")

        def acts() -> tuple[Awaitable[object], ...]:
            return (
                record(sue, world.case, Entry("sign-off", "given")),
                record(sue, world.case, absent),
                unlock(sue, world.case, item),
            )

        for act in acts():
            with pytest.raises(Refusal) as refused:
                await act
            assert (refused.value.slug, refused.value.facts["reason"]) == ("forbidden", "conflict")
        # Whoever has none any more says so, and may again.
        await record(sue, world.case, replace(mine, status="none"))
        for act in acts():
            await act

    async def test_hears_no_consent_and_attests_nothing(self, there: Custody) -> None:
        ben, case = there.world.ben, there.world.case
        spoken = Spoken(case, there.author, "in-person")
        await record(ben, case, Entry("conflict", "declared", subject=ben.id))
        for act in (
            lambda: consenting.consent(ben, "send", "letter", spoken=spoken),
            lambda: choose(ben, "tell-me", spoken=spoken),
            lambda: ask_for(ben, case, there.author, manner="phone"),
        ):
            with pytest.raises(Refusal) as refused:
                await act()
            assert (refused.value.slug, refused.value.facts["reason"]) == ("forbidden", "conflict")
        # A no is taken before anybody.
        await consenting.consent(ben, "send", "letter", given="withdrawn", spoken=spoken)

    async def test_declares_for_themselves_alone(self, world: World) -> None:
        with pytest.raises(Refusal) as refused:
            await record(
                world.ben, world.case, Entry("conflict", "declared", subject=world.asha.id)
            )
        assert refused.value.slug == "invalid"
        await approved_by(world.asha, await sent_letter(world))


class TestTheSpecialRoute:
    async def test_asks_for_a_supervisor_once_a_case_is_put_on_it(
        self, service: InProcess, world: World
    ) -> None:
        item = await released_letter(service, world)
        await ask_for_two_readers(world.asha, world.case, specialist=True)
        assert await _in_the_way(world, item) == {"approvals-missing", "sign-off-missing"}

    async def test_is_not_left_again(self, world: World) -> None:
        await ask_for_two_readers(world.asha, world.case, specialist=True)
        held = await world.asha.transport.get(f"/cases/{world.case}")
        await ask_for_two_readers(world.asha, world.case)
        after = await world.asha.transport.get(f"/cases/{world.case}")
        assert after["case_statements"] == held["case_statements"]


class TestAPause:
    @pytest.mark.parametrize("who", ["harmed", "responsible"])
    async def test_holds_everything_until_whoever_paused_goes_on(
        self, service: InProcess, world: World, who: str
    ) -> None:
        item = await released_letter(service, world)
        person: Person = getattr(world, who)
        before = await _told_to_author(world, item)
        await pausing.pause(person)
        await _is_shut(service, world, item, "paused")
        if who == "harmed":
            # An author learns nothing of what the recipient does.
            assert await _told_to_author(world, item) == before
        await pausing.go_on(person)
        assert await opened_text(world.harmed, item)

    async def test_keeps_what_is_approved_from_being_offered(
        self, service: InProcess, world: World
    ) -> None:
        await pausing.pause(world.harmed)
        item = await sent_letter(world)
        await approved_by(world.asha, item)
        await service.serve_outbox()
        assert await receiving.incoming(world.harmed) == []
        await pausing.go_on(world.harmed)
        service.clock.turn(LOOK_AGAIN_SECONDS)
        await service.serve_outbox()
        assert [one.id for one in await receiving.incoming(world.harmed)] == [item]

    async def test_is_ended_by_nobody_else(self, world: World) -> None:
        await pausing.pause(world.harmed)
        body = await kept_back(world.harmed, lambda: pausing.go_on(world.harmed))
        for other in (world.responsible, world.asha):
            with pytest.raises(Refusal):
                await other.transport.post(f"/cases/{world.case}/pauses", body)
        with pytest.raises(Refusal) as refused:
            await pausing.go_on(world.responsible)
        assert refused.value.slug == "conflict"

    async def test_is_said_once(self, service: InProcess, world: World) -> None:
        await pausing.pause(world.harmed)
        with pytest.raises(Refusal) as refused:
            await pausing.pause(world.harmed)
        assert refused.value.slug == "conflict"
        assert len(await service.trail(world.case, "case.paused")) == 1

    async def test_is_seen_by_its_person_and_the_team_alone(
        self, world: World, neighbours: Neighbours
    ) -> None:
        await pausing.pause(world.harmed)
        for who in (world.harmed, world.asha):
            (shown,) = await pausing.pauses(who, world.case)
            assert (shown.person, shown.paused) == (world.harmed.id, "yes")
        assert await pausing.pauses(world.responsible, world.case) == []
        for stranger in (neighbours.harmed, world.administrator):
            with pytest.raises(Refusal) as refused:
                await pausing.pauses(stranger, world.case)
            assert refused.value.slug == "not-found"

    async def test_and_a_suspension_each_hold_by_themselves(
        self, service: InProcess, world: World
    ) -> None:
        (sue,) = await colleagues(service, world, "supervisor")
        item = await released_letter(service, world)
        await pausing.pause(world.harmed)
        await suspend(sue, world.case, "a-reason")
        await pausing.go_on(world.harmed)
        assert await _in_the_way(world, item) == {"suspended"}


async def _told_to_author(world: World, item: str) -> list[object]:
    transport = world.responsible.transport
    return [
        await transport.get(f"/items/{item}"),
        await transport.get(f"/items/{item}/evidence"),
        await transport.get(f"/cases/{world.case}/pauses"),
        await transport.get(f"/cases/{world.case}/consents"),
    ]
