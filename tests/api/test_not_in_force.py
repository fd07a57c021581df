"""Whoever is on a team, but whose word no device would take: nothing of theirs is stored.

One statement that no device accepts would make every device refuse the whole case for ever.
"""

import asyncio
from dataclasses import replace

import pytest

from service.client import notes, organisation, suspending
from service.client.case_files import case_in_force, roster_in_force
from service.client.cases import _certify, invite_participant
from service.client.countersigning import countersign
from service.client.errors import Refusal
from service.client.invitations import replied
from service.client.organisation import publish_roster, re_invite_staff
from service.client.signing_in import sign_in
from service.client.teams import (
    next_case_statement,
    remove_from_team,
    team_chain,
    team_keys,
)
from service.sealing.schemas import Head
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.teams import next_team
from tests.factories.acts import kept_back, sent_letter, signed_decision
from tests.factories.in_process import InProcess, capturing
from tests.factories.world import World, enrolled


async def test_a_member_who_is_no_reader_any_more_countersigns_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    statement, current = await roster_in_force(world.administrator)
    staff = tuple(
        replace(one, roles=("interpreter",)) if one.person == world.ben.id else one
        for one in current.staff
    )
    newer = organisation._next(world.administrator, statement, current, staff=staff)
    await organisation._publish(world.administrator, world.root, newer, [])
    sent = capturing(world.asha, monkeypatch)
    await countersign(world.asha, world.case)
    path = f"/chains/{world.case}/heads"
    honest = open_statement(Statement.from_wire(sent[path]["head"]), Head)
    with pytest.raises(Refusal) as refused:
        await world.ben.transport.post(
            path, {"head": sign(honest, world.ben.keys.sign_seed).to_wire()}
        )
    assert refused.value.slug == "forbidden"
    await case_in_force(world.asha, world.case)
    await sent_letter(world)


async def test_a_member_with_new_keys_signs_nothing_before_a_colleague_sealed_the_team_to_them(
    service: InProcess, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified = await case_in_force(world.ben, world.case)
    team_key = team_keys(world.ben, verified)[1]
    invitation = await re_invite_staff(world.administrator, world.ben.id)
    new = await enrolled(service.connect, invitation, service.clock.now)
    await publish_roster(world.administrator, world.root)
    ben = await sign_in(service.connect(), new.login, new.passphrase, clock=service.clock.now)
    members = [(one.person, one.box) for one in verified.team.members if one.person != ben.id]
    team, _ = next_team(
        team_chain(verified)[0],
        team_key,
        [*members, (ben.id, ben.keys.box_public)],
        ben.keys.sign_seed,
        ben.clock(),
    )
    stated = next_case_statement(ben, verified, team)
    sent = capturing(world.asha, monkeypatch)
    await countersign(world.asha, world.case)
    heads = f"/chains/{world.case}/heads"
    honest = open_statement(Statement.from_wire(sent[heads]["head"]), Head)
    version = {"team": team.to_wire(), "case_statement": stated.to_wire(), "cover": None}
    for path, body in (
        (f"/cases/{world.case}/team", version),
        (heads, {"head": sign(honest, ben.keys.sign_seed).to_wire()}),
    ):
        with pytest.raises(Refusal) as refused:
            await ben.transport.post(path, body)
        assert refused.value.slug == "forbidden", path
    with pytest.raises(Refusal) as unheard:
        await suspending.suspend(ben, world.case, "court-order")
    assert unheard.value.slug == "forbidden"
    with pytest.raises(Refusal) as unwritten:
        await notes.write_note(ben, world.case, world.harmed.id, notes.NAME, "Eleri")
    assert unwritten.value.slug == "forbidden"
    await sent_letter(world)


async def test_who_left_the_team_certifies_nobody_whom_they_had_invited(
    service: InProcess, world: World
) -> None:
    invitation = await invite_participant(world.asha, world.case, "harmed")
    await enrolled(service.connect, invitation, service.clock.now)
    [answer] = (await replied(world.asha, world.case)).proven
    await remove_from_team(world.ben, world.case, world.asha.id)
    # Somebody who is still there tells them how the case stands now.
    told = await case_in_force(world.ben, world.case)
    with pytest.raises(Refusal) as refused:
        await _certify(world.asha, told, answer)
    assert refused.value.slug == "forbidden"
    await case_in_force(world.ben, world.case)
    await sent_letter(world)


async def test_a_decision_and_its_readers_leaving_at_once_are_one_before_the_other(
    service: InProcess, world: World
) -> None:
    item = await sent_letter(world)
    await world.asha.transport.post(f"/items/{item}/claim")
    decision = await signed_decision(world.asha, item)
    await countersign(world.ben, world.case)
    leaving = await kept_back(world.ben, lambda: _only_the_team(world))
    async with (
        service.http(world.asha.transport._token) as asha,
        service.http(world.ben.transport._token) as ben,
    ):
        decided, left = await asyncio.gather(
            asha.post(f"/items/{item}/decision", json=decision),
            ben.post(f"/cases/{world.case}/team", json=leaving),
        )
    assert sorted((decided.status_code, left.status_code)) in ([200, 409], [204, 404])


async def _only_the_team(world: World) -> None:
    """Make the version without Asha, as her colleague's device does once it has countersigned."""
    verified = await case_in_force(world.ben, world.case)
    ben = next(one for one in verified.team.members if one.person == world.ben.id)
    team, _ = next_team(
        team_chain(verified)[0],
        team_keys(world.ben, verified)[1],
        [(ben.person, ben.box)],
        world.ben.keys.sign_seed,
        world.ben.clock(),
    )
    stated = next_case_statement(world.ben, verified, team)
    await world.ben.transport.post(
        f"/cases/{world.case}/team",
        {"team": team.to_wire(), "case_statement": stated.to_wire(), "cover": None},
    )
