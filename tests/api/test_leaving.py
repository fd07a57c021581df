"""A facilitator leaves: what others vouched for is still believed, and they are let into nothing.

What nobody vouched for is shown to nobody, and the service counts what the devices count.
"""

from pathlib import Path

import pytest

from service.client import receiving, reviewing, teams
from service.client.case_files import case_in_force
from service.client.countersigning import countersign
from service.client.errors import NotPossible, Refusal
from service.client.organisation import memberships, remove_from_roster
from service.client.person import Person
from service.client.signing_in import sign_in
from service.client.teams import add_to_team, card_of, remove_from_team, team_keys
from service.sealing.encoding import new_id
from service.sealing.errors import Fault, SealingError
from service.sealing.grants import open_grant
from service.sealing.teams import next_team
from tests.factories.acts import approved_by, offered_letter, opened_text, sent_letter
from tests.factories.answers import said, slug
from tests.factories.checks import hold_export
from tests.factories.in_process import InProcess
from tests.factories.vandal import Vandal
from tests.factories.world import CARD, Neighbours, World

LATER = b"written when Asha had left"


class TestWhatTheyApproved:
    async def test_is_opened_by_its_recipient_and_the_export_holds(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item, waiting = await offered_letter(service, world), await sent_letter(world)
        old_keys = team_keys(world.asha, await case_in_force(world.asha, world.case))
        changed = await remove_from_team(world.ben, world.case, world.asha.id)
        assert (changed.version, changed.members) == (2, (world.ben.id,))
        await remove_from_roster(world.administrator, world.root, world.asha.id)
        await receiving.accept(world.harmed, item, "read")
        await service.serve_outbox()
        assert await opened_text(world.harmed, item)

        # What waited was sealed to the version before; who stays reads it through the newer key.
        later = await sent_letter(world, LATER)
        for one in (waiting, later):
            await approved_by(world.ben, one)
            await service.serve_outbox()
            await receiving.accept(world.harmed, one, "read")
            await service.serve_outbox()
        assert await opened_text(world.harmed, later) == LATER
        assert await card_of(world.ben, world.case) == CARD
        await _opens_nothing_new(service, old_keys, later)
        checked = await hold_export(world, world.ben, tmp_path)
        assert checked["openings"] == 2

    async def test_is_shown_to_nobody_where_nobody_vouched_for_it(
        self, service: InProcess, world: World
    ) -> None:
        item, vandal = await offered_letter(service, world), Vandal(service)
        await receiving.accept(world.harmed, item, "read")
        await remove_from_team(world.ben, world.case, world.asha.id)
        kept_back = await vandal.keep_back_heads(world.ben.identity.sign_public)
        await service.serve_outbox()
        state = "SELECT state FROM item WHERE id = $1"
        assert await service.value(state, item) == "accepted", "the gate counts what devices count"
        with pytest.raises(SealingError) as refused:
            await receiving.open_item(world.harmed, item)
        assert refused.value.code is Fault.SIGNER_REMOVED

        await vandal.give_back(kept_back)
        service.clock.turn(60)
        await service.serve_outbox()
        assert await service.value(state, item) == "released"
        assert await opened_text(world.harmed, item)


async def _opens_nothing_new(service: InProcess, old_keys: dict[int, bytes], item: str) -> None:
    rows = await service.rows(
        "SELECT rendition, sealed FROM content_grant WHERE item_id = $1 AND holder = 'team'", item
    )
    assert len(rows) == 1
    for key in old_keys.values():
        with pytest.raises(SealingError) as refused:
            open_grant(bytes(rows[0]["sealed"]), item, str(rows[0]["rendition"]), key)
        assert refused.value.code is Fault.GRANT_UNOPENABLE


class TestWhoHasLeft:
    async def test_finds_nothing_at_once_and_what_they_held_is_free(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        await remove_from_team(world.ben, world.case, world.asha.id)
        absent = new_id()
        async with service.http(world.asha.transport._token) as http:
            for path in (
                *("/cases/{}", "/chains/{}", "/chains/{}/heads"),
                *("/cases/{}/exports/statements", "/cases/{}/exports/grants"),
            ):
                there = await http.get(path.format(world.case))
                nowhere = await http.get(path.format(absent))
                assert there.status_code == 404, path
                assert said(there) == said(nowhere), path
            for path in ("/items/{}", "/items/{}/evidence"):
                there = await http.get(path.format(item))
                assert there.status_code == 404, path
                assert said(there) == said(await http.get(path.format(absent))), path
            claimed = await http.post(f"/items/{item}/claim")
            assert claimed.status_code == 404
            assert (await http.get("/reviews")).json()["rows"] == []
            assert (await http.get("/cases")).json()["rows"] == []
        lapsed = await service.trail(world.case, "item.claim-lapsed")
        assert len(lapsed) == 1
        await approved_by(world.ben, item)

    async def test_may_come_back_and_read_what_was_sent_meanwhile(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        await remove_from_team(world.ben, world.case, world.asha.id)
        item = await sent_letter(world, LATER)
        changed = await add_to_team(world.ben, world.case, world.asha.id)
        assert changed.version == 3
        await approved_by(world.asha, item)
        await service.serve_outbox()
        await receiving.accept(world.harmed, item, "read")
        await service.serve_outbox()
        assert await opened_text(world.harmed, item) == LATER
        await hold_export(world, world.asha, tmp_path)


class TestHeads:
    async def test_tell_an_author_nothing_of_what_the_recipient_did(
        self, service: InProcess, world: World
    ) -> None:
        await remove_from_team(world.ben, world.case, world.asha.id)
        item = await sent_letter(world, LATER)
        await approved_by(world.ben, item)
        await service.serve_outbox()
        paths = (f"/cases/{world.case}", f"/items/{item}/evidence")
        before = [(await world.responsible.transport.get(path))["heads"] for path in paths]
        await receiving.accept(world.harmed, item, "read")
        await service.serve_outbox()
        assert await opened_text(world.harmed, item) == LATER
        await countersign(world.ben, world.case)
        after = [(await world.responsible.transport.get(path))["heads"] for path in paths]
        assert before[0]
        assert after == before


class TestOffTheRosterFirst:
    async def test_is_asked_about_by_the_administrator_alone(
        self, service: InProcess, world: World, neighbours: Neighbours
    ) -> None:
        path = f"/organisation/members/{world.ben.id}/cases"
        found = {
            one.case: one.others for one in await memberships(world.administrator, world.ben.id)
        }
        assert found == {world.case: 1, neighbours.case: 1}
        assert await memberships(world.administrator, world.harmed.id) == []
        for person in (world.asha, world.harmed):
            async with service.http(person.transport._token) as http:
                assert slug(await http.get(path)) == "forbidden"
        async with service.http(neighbours.stranger.transport._token) as http:
            assert (await http.get(path)).json() == {"cases": []}

    async def test_leaves_a_case_that_their_colleague_goes_on_with(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        """Whoever is still on the team of a case when the roster no longer lists them."""
        item = await sent_letter(world)
        await approved_by(world.ben, item)
        # The head that Ben made last is named on the trail by the next one, when Ben has left.
        for reader in (world.ben, world.asha):
            await countersign(reader, world.case)
        await remove_from_roster(world.administrator, world.root, world.ben.id)
        known, asha = world.credentials["asha"], world.asha
        for text in (b"the first since", LATER):
            # On another device, which has vouched for nothing yet.
            asha = await sign_in(
                service.connect(), known.login, known.passphrase, clock=service.clock.now
            )
            later = await sent_letter(world, text)
            await approved_by(asha, later)
            await countersign(asha, world.case)
            await service.serve_outbox()
            await receiving.accept(world.harmed, later, "read")
            await service.serve_outbox()
            assert await opened_text(world.harmed, later) == text
        changed = await remove_from_team(asha, world.case, world.ben.id)
        assert changed.members == (world.asha.id,)
        await hold_export(world, asha, tmp_path)


class TestTakingSomebodyOff:
    async def test_waits_until_somebody_who_stays_has_vouched_for_them(
        self, service: InProcess, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await offered_letter(service, world)

        async def nothing(person: Person, case: str) -> None:
            """Leave the trail as it is."""

        with monkeypatch.context() as careless:
            careless.setattr(teams, "countersign_whole", nothing)
            with pytest.raises(NotPossible) as refused:
                await remove_from_team(world.ben, world.case, world.asha.id)
        assert refused.value.slug == "not-done"
        assert (await case_in_force(world.asha, world.case)).team.version == 1
        await remove_from_team(world.ben, world.case, world.asha.id)
        assert (await case_in_force(world.ben, world.case)).team.version == 2

    async def test_is_never_ones_own_act(self, world: World) -> None:
        with pytest.raises(NotPossible) as refused:
            await remove_from_team(world.ben, world.case, world.ben.id)
        assert refused.value.slug == "own-entry"
        verified = await case_in_force(world.ben, world.case)
        entry = next(one for one in verified.roster.staff if one.person == world.asha.id)
        team, _ = next_team(
            teams.team_chain(verified)[0],
            team_keys(world.ben, verified)[1],
            [(entry.person, entry.box)],
            world.ben.keys.sign_seed,
            world.ben.clock(),
        )
        stated = teams.next_case_statement(world.ben, verified, team)
        with pytest.raises(Refusal) as unheard:
            await world.ben.transport.post(
                f"/cases/{world.case}/team",
                {"team": team.to_wire(), "case_statement": stated.to_wire(), "cover": None},
            )
        assert unheard.value.facts["reason"] == "team-invalid"

    async def test_who_is_not_on_it_or_nobodys_colleague_is_refused(self, world: World) -> None:
        for act, who, code in (
            (remove_from_team, world.harmed.id, "not-on-team"),
            (add_to_team, world.asha.id, "on-team"),
            (add_to_team, world.harmed.id, "not-on-roster"),
            (add_to_team, world.administrator.id, "not-a-reader"),
        ):
            with pytest.raises(NotPossible) as refused:
                await act(world.ben, world.case, who)
            assert refused.value.slug == code


async def test_a_service_that_goes_back_to_the_team_before_is_noticed(
    service: InProcess, world: World
) -> None:
    item = await offered_letter(service, world)
    await remove_from_team(world.ben, world.case, world.asha.id)
    await receiving.accept(world.harmed, item, "read")
    # Device and vault have seen version 2; the service goes back to what was before.
    await service.rows(
        "DELETE FROM statement WHERE case_id = $1 AND ((type = 'gobetween/team/1' AND sequence = 2)"
        " OR (type = 'gobetween/case/1' AND sequence ="
        " (SELECT max(sequence) FROM statement WHERE case_id = $1 AND type = 'gobetween/case/1')))",
        world.case,
    )
    for act in (
        case_in_force(world.ben, world.case),
        receiving.open_item(world.harmed, item),
    ):
        with pytest.raises(SealingError) as refused:
            await act
        assert refused.value.code is Fault.CASE_OLDER
