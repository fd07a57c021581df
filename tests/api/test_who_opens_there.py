"""Who opens at a liaison's what a reader entrusted, and what is left of it afterwards."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from service.client import entrusting, keeping, recalling, sending, suspending
from service.client.errors import Refusal
from service.client.items import item as look
from service.client.organisation import publish_roster, remove_from_roster
from service.client.organisation_teams import change_team
from service.client.person import Person
from service.client.teams import add_to_team
from service.sealing.encoding import new_id
from service.sealing.schemas import Regrant
from service.sealing.statements import sign
from tests.factories.acts import LETTER, approved_by
from tests.factories.answers import said
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
)
from tests.factories.verdicts import export_holds


class TestOnceItWasHandedOver:
    async def test_its_author_is_shown_no_more_than_before(self, there: Custody) -> None:
        item, author, liaison = await offered_there(there), there.world.harmed, there.first
        shown = await _shown(author, item)
        await accepted_there(there, item)
        await entrusting.entrust(there.world.ben, there.author, item)
        found = await entrusting.waiting(liaison.liaisons[0], item)
        assert await read_there(liaison.liaisons[0], item) == LETTER
        assert await _shown(author, item) == shown
        await entrusting.handed_over(liaison.liaisons[0], found, "read-aloud")
        assert await _shown(author, item) == shown

    async def test_they_give_it_back_and_no_key_of_it_is_left(
        self, there: Custody, tmp_path: Path
    ) -> None:
        item, ben, liaison = await entrusted_there(there), there.world.ben, there.first.liaisons[0]
        found = await entrusting.waiting(liaison, item)
        await entrusting.handed_over(liaison, found, "read-aloud")
        sealed = "SELECT count(*) FROM content_grant WHERE holder = 'recipient'"
        assert await there.service.value(sealed) == 1
        await keeping.keep_for(ben, there.author, item, "return", manner="phone")
        assert await there.service.value(sealed) == 0
        # What became of it they said to a reader, and is nothing to whoever handed it over.
        there.service.clock.turn(1)
        with pytest.raises(Refusal) as again:
            await entrusting.handed_over(liaison, found, "printed")
        assert again.value.facts.get("field") == "handed-over"
        await export_holds(there.world, ben, tmp_path)


async def _recalled(there: Custody, item: str) -> None:
    await recalling.recall(there.world.harmed, item)


async def _suspended(there: Custody, item: str) -> None:
    await suspending.suspend(there.world.asha, there.world.case, "worry", item=item)


async def _case_suspended(there: Custody, _item: str) -> None:
    await suspending.suspend(there.world.asha, there.world.case, "worry")


async def _over(there: Custody, _item: str) -> None:
    there.service.clock.turn(WINDOW + 1)


class TestWhoCollectedItsKey:
    @pytest.mark.parametrize("stops", [_recalled, _suspended, _case_suspended, _over])
    async def test_is_given_none_of_it_once_it_is_stopped_or_its_window_over(
        self, there: Custody, stops: Callable[[Custody, str], Awaitable[None]]
    ) -> None:
        item, liaison = await entrusted_there(there), there.first.liaisons[0]
        assert await read_there(liaison, item) == LETTER
        rendition = await there.service.value("SELECT id FROM rendition WHERE item_id = $1", item)
        places = ("", "/table", "/slices/0")
        async with there.service.http(liaison.transport._token) as http:
            for place in places:
                assert (await http.get(f"/renditions/{rendition}{place}")).status_code == 200
            await stops(there, item)
            for place in places:
                nothing = said(await http.get(f"/renditions/{new_id()}{place}"))
                assert said(await http.get(f"/renditions/{rendition}{place}")) == nothing


async def _shown(author: Person, item: str) -> tuple[object, object]:
    """All that an author's device is told of their item."""
    return await look(author, item), await author.transport.get(f"/items/{item}/evidence")


class TestWhoOpensIt:
    async def test_is_whoever_is_on_the_team_now(self, there: Custody, tmp_path: Path) -> None:
        item, world = await entrusted_there(there), there.world
        first, gone = there.first.liaisons
        newcomer = await joined(there.service, world, "liaison")
        team = await there.service.value(
            "SELECT liaison_team::text FROM case_person WHERE person = $1", there.author
        )
        await change_team(first, team, [newcomer.id])
        await publish_roster(world.administrator, world.root)
        # What was sealed to the version before is opened by way of the one after it.
        assert await read_there(newcomer, item) == LETTER
        assert await read_there(first, item) == LETTER
        await finds_nothing(there, gone, item)
        await export_holds(world, world.ben, tmp_path)

    async def test_what_nobody_vouched_for_who_left_is_entrusted_anew(
        self, there: Custody, tmp_path: Path
    ) -> None:
        world, liaison = there.world, there.first.liaisons[0]
        third = await joined(there.service, world, "facilitator")
        await add_to_team(world.asha, world.case, third.id)
        item = await released_there(there)
        await entrusting.entrust(third, there.author, item)
        await remove_from_roster(world.administrator, world.root, third.id)
        # Their device would refuse it, and the trail would say that they had collected it.
        assert await entrusting.to_deliver(liaison) == []
        async with there.service.http(liaison.transport._token) as http:
            nothing = said(await http.post(f"/items/{new_id()}/collecting"))
            assert said(await http.post(f"/items/{item}/collecting")) == nothing
        await entrusting.entrust(world.asha, there.author, item)
        found = await entrusting.waiting(liaison, item)
        assert await read_there(liaison, item) == LETTER
        await entrusting.handed_over(liaison, found, "read-aloud")
        await export_holds(world, world.asha, tmp_path)

    async def test_somebody_with_keys_opens_it_themselves(self, there: Custody) -> None:
        item = (await sending.send_letter(there.hand(there.first), LETTER)).item
        await approved_by(there.world.asha, item)
        body = Regrant(
            *(there.world.case, item, bytes(32), there.world.harmed.id, bytes(32), bytes(32)),
            *((), bytes(32), there.service.clock.now()),
        )
        signed = sign(body, there.world.ben.keys.sign_seed).to_wire()
        with pytest.raises(Refusal) as refused:
            await there.world.ben.transport.post(
                f"/items/{item}/entrusting", {"regrant": signed, "grants": []}
            )
        assert refused.value.slug == "forbidden"
