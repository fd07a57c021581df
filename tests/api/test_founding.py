"""Founding an organisation and publishing its roster: the root's word, one after the other."""

from dataclasses import replace
from typing import Any

import pytest

from service.client.organisation import found_organisation, invite_staff, publish_roster
from service.client.roots import RootKey
from service.client.signing_in import sign_in
from service.sealing.encoding import new_id
from service.sealing.keys import PersonKeys, new_passphrase
from service.sealing.schemas import Roster
from service.sealing.statements import Statement, open_statement
from tests.factories.acts import kept_back
from tests.factories.answers import slug
from tests.factories.in_process import InProcess
from tests.factories.world import World, enrolled


async def _founding(service: InProcess, root: RootKey, org: str) -> dict[str, Any]:
    connection = service.connect()
    body = dict[str, Any]()

    async def keep(_path: str, sent: dict[str, Any], **_rest: object) -> None:
        body.update(sent)

    connection.post = keep  # type: ignore[method-assign, assignment]
    await found_organisation(
        connection,
        org=org,
        setup_token=service.setup_token,
        root=root,
        pools=(),
        passphrase=new_passphrase(),
        clock=service.clock.now,
    )
    return body


def _roster(body: dict[str, Any]) -> Roster:
    return open_statement(Statement.from_wire(body["roster"]), Roster)


class TestFounding:
    async def test_takes_the_operators_token_and_a_roster_signed_by_its_own_root(
        self, service: InProcess
    ) -> None:
        root, org = RootKey.generate(), new_id()
        honest = await _founding(service, root, org)
        roster = _roster(honest)
        other = RootKey.generate().sign_roster(replace(roster, org=new_id()))
        nobody = root.sign_roster(replace(roster, staff=()))
        second = root.sign_roster(replace(roster, sequence=2, previous=bytes(32)))
        async with service.http() as http:
            wrong_token = await http.post("/organisations", json=honest | {"setup_token": "x" * 43})
            refused = [
                await http.post("/organisations", json=honest | {"roster": one.to_wire()})
                for one in (other, nobody, second)
            ]
            founded = await http.post("/organisations", json=honest)
            taken = await http.post("/organisations", json=honest)
        assert slug(wrong_token) == "forbidden"
        assert [slug(answer) for answer in refused] == ["invalid"] * 3
        assert (founded.status_code, founded.json()) == (201, {"org": org})
        assert slug(taken) == "conflict"
        assert len(await service.trail(org, "organisation.founded")) == 1

    async def test_takes_no_other_organisations_name(
        self, service: InProcess, world: World
    ) -> None:
        body = await _founding(service, RootKey.generate(), world.org)
        async with service.http() as http:
            assert slug(await http.post("/organisations", json=body)) == "conflict"


class TestTheRoster:
    async def test_certifies_exactly_the_keys_that_answered_the_code(
        self, service: InProcess, world: World
    ) -> None:
        invitation = await invite_staff(world.administrator, "supervisor")
        who = await enrolled(service.connect, invitation, service.clock.now)
        honest = await kept_back(
            world.administrator, lambda: publish_roster(world.administrator, world.root)
        )
        roster = _roster(honest)
        keys = PersonKeys.generate()
        swapped = tuple(
            replace(one, sign=keys.sign_public, box=keys.box_public)
            if one.person == who.person
            else one
            for one in roster.staff
        )
        gap = replace(roster, sequence=roster.sequence + 1, previous=bytes(32))
        lies = (
            (world.root.sign_roster(replace(roster, staff=swapped)), "invalid"),
            (RootKey.generate().sign_roster(roster), "invalid"),
            (world.root.sign_roster(replace(roster, previous=bytes(32))), "conflict"),
            (world.root.sign_roster(gap), "conflict"),
        )
        supervisor = await sign_in(
            service.connect(), who.login, who.passphrase, clock=service.clock.now
        )
        async with service.http(world.administrator.transport._token) as http:
            for lie, expected in lies:
                answer = await http.post("/roster", json=honest | {"roster": lie.to_wire()})
                assert slug(answer) == expected
            assert (await supervisor.refresh()).state == "waiting"
            assert (await http.post("/roster", json=honest)).status_code == 200
            assert slug(await http.post("/roster", json=honest)) == "conflict"
        assert (await supervisor.refresh()).state == "certified"
        assert await world.harmed.transport.get("/roster") == honest["roster"]

    @pytest.mark.parametrize("who", ["asha", "harmed", "responsible"])
    async def test_is_the_administrators_to_publish(
        self, service: InProcess, world: World, who: str
    ) -> None:
        roster = await world.administrator.transport.get("/roster")
        person = getattr(world, who)
        async with service.http(person.transport._token) as http:
            answer = await http.post("/roster", json={"roster": roster, "invitations": []})
        assert slug(answer) == "forbidden"

    async def test_without_somebody_takes_their_roles(
        self, service: InProcess, world: World
    ) -> None:
        statement = Statement.from_wire(await world.administrator.transport.get("/roster"))
        roster = open_statement(statement, Roster)
        shorter = replace(
            roster,
            sequence=roster.sequence + 1,
            previous=statement.digest,
            staff=tuple(one for one in roster.staff if one.person != world.ben.id),
        )
        async with service.http(world.ben.transport._token) as http:
            assert (await http.get("/reviews")).status_code == 200
            body = {"roster": world.root.sign_roster(shorter).to_wire(), "invitations": []}
            await world.administrator.transport.post("/roster", body)
            assert slug(await http.get("/reviews")) == "forbidden"
