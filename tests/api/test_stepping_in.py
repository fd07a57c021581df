"""A supervisor and a duty member step in together for a facilitator who cannot go on.

Neither can alone, and until both have signed neither is let into anything.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest
import pytest_asyncio

from service.client import receiving, stepping_in
from service.client.case_files import case_in_force
from service.client.cases import open_case
from service.client.errors import NotPossible, Refusal
from service.client.organisation import publish_roster, remove_from_roster
from service.client.organisation_teams import change_team, found_team
from service.client.person import Person
from service.client.teams import add_to_team, card_of, remove_from_team
from service.embedded import LocalStack
from service.sealing.encoding import new_id
from service.sealing.errors import Fault, SealingError
from tests.factories.acts import LETTER, approved_by, kept_back, opened_text, sent_letter
from tests.factories.answers import said
from tests.factories.checks import hold_export
from tests.factories.colleagues import colleagues, covering
from tests.factories.copies import Original, Scene, copied, scene_in
from tests.factories.in_process import InProcess
from tests.factories.world import CARD, World, elsewhere, without_ties


@dataclass
class Ill:
    """A case that only Asha is on, with a letter that awaits her.

    Sian, of the supervisors' team, and Ben, of the duty team, could step in; Cai is on neither.
    """

    service: InProcess
    world: World
    case: str
    item: str
    sian: Person
    ben: Person
    cai: Person

    def over(self, service: InProcess) -> "Ill":
        """Give the same people with the same sessions over another app."""
        world = self.world.over(service.connect, service.clock.now)
        sian, cai = (
            elsewhere(one, service.connect(), service.clock.now) for one in (self.sian, self.cai)
        )
        return replace(self, service=service, world=world, sian=sian, ben=world.ben, cai=cai)

    async def asked(self) -> str:
        """Sian asks Ben."""
        return await stepping_in.ask(self.sian, self.case, self.ben.id, "supervisor", "illness")

    async def version(self) -> int:
        """The number of the team's version in force."""
        return (await case_in_force(self.world.asha, self.case)).team.version

    async def opened(self) -> bytes:
        """What the recipient is shown in the end."""
        await self.service.serve_outbox()
        await receiving.accept(self.world.harmed, self.item, "read")
        await self.service.serve_outbox()
        return await opened_text(self.world.harmed, self.item)


async def _made(service: InProcess, world: World) -> Ill:
    sian, cai = await colleagues(service, world, "supervisor", "facilitator")
    await covering(world, [sian], [world.ben])
    await remove_from_team(world.asha, world.case, world.ben.id)
    item = await sent_letter(world)
    return Ill(service, world, world.case, item, sian, world.ben, cai)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def fallen_ill(stack: LocalStack, original: Original) -> Scene[Ill]:
    """The case, made once for all that follows."""
    return await scene_in(stack, original, "ill", _made)


@pytest_asyncio.fixture(loop_scope="session")
async def ill(stack: LocalStack, original: Original, fallen_ill: Scene[Ill]) -> AsyncIterator[Ill]:
    """A copy of it for one test."""
    async with copied(stack, original, fallen_ill.tenancy, fallen_ill.at) as service:
        yield fallen_ill.made.over(service)


async def _is_let_into_nothing(ill: Ill, person: Person) -> None:
    absent = new_id()
    async with ill.service.http(person.transport._token) as http:
        for path in ("/cases/{}", "/chains/{}", "/cases/{}/exports/statements"):
            there = await http.get(path.format(ill.case))
            assert there.status_code == 404
            assert said(there) == said(await http.get(path.format(absent)))
        for path in ("/items/{}", "/items/{}/evidence"):
            there = await http.get(path.format(ill.item))
            assert there.status_code == 404
            assert said(there) == said(await http.get(path.format(absent)))
        assert (await http.post(f"/items/{ill.item}/claim")).status_code == 404
        assert (await http.get("/reviews")).json()["rows"] == []


async def _refused(slug: str, act: Callable[[], Awaitable[object]]) -> Refusal:
    with pytest.raises(Refusal) as refused:
        await act()
    assert refused.value.slug == slug
    return refused.value


async def test_together_they_read_what_waits_and_the_recipient_opens_it(
    ill: Ill, tmp_path: Path
) -> None:
    sian, ben, asha = ill.sian, ill.ben, ill.world.asha
    await _is_let_into_nothing(ill, sian)
    await ill.asked()
    assert len(await ill.service.trail(ill.case, "step-in.asked")) == 1
    for person in (sian, ben):
        await _is_let_into_nothing(ill, person)
    await stepping_in.join(ben, ill.case)
    assert len(await ill.service.trail(ill.case, "step-in.joined")) == 1
    for person in (sian, ben):
        await _is_let_into_nothing(ill, person)
    assert await ill.version() == 2

    changed = await stepping_in.confirm(sian, ill.case)
    assert changed.version == 3
    assert set(changed.members) == {asha.id, sian.id, ben.id}
    for event, count in (("team.stepped-into", 2), ("team.covered", 2), ("team.stated", 3)):
        assert len(await ill.service.trail(ill.case, event)) == count
    assert await card_of(sian, ill.case) == CARD
    await without_ties(ill.case, sian)
    await approved_by(sian, ill.item)
    assert await ill.opened() == LETTER
    await hold_export(ill.world, ben, tmp_path)

    # The version after takes the earlier member off, once a newcomer has vouched for her.
    assert (await remove_from_team(ben, ill.case, asha.id)).version == 4
    await _refused("not-found", lambda: asha.transport.get(f"/cases/{ill.case}"))
    assert await opened_text(ill.world.harmed, ill.item) == LETTER
    await hold_export(ill.world, sian, tmp_path)


async def test_they_leave_again_and_what_they_did_is_believed_still(
    ill: Ill, tmp_path: Path
) -> None:
    await stepping_in.ask(ill.ben, ill.case, ill.sian.id, "duty", "illness")
    await stepping_in.join(ill.sian, ill.case)
    await stepping_in.confirm(ill.ben, ill.case)
    await approved_by(ill.ben, ill.item)
    for person in (ill.sian, ill.ben):
        await remove_from_team(ill.world.asha, ill.case, person.id)
        await _is_let_into_nothing(ill, person)
    assert await ill.opened() == LETTER
    await hold_export(ill.world, ill.world.asha, tmp_path)


async def test_one_alone_goes_nowhere(ill: Ill) -> None:
    sian, ben, case = ill.sian, ill.ben, ill.case
    # Nobody who is on neither team, and nobody in a capacity that is not theirs.
    await _refused("not-found", lambda: ill.cai.transport.get(f"/cases/{case}/cover"))
    there = await ill.cai.transport.get(f"/cases/{case}/step-ins")
    assert there == {"step_ins": []}
    with pytest.raises(NotPossible) as refused:
        await stepping_in.ask(sian, case, ben.id, "duty", "illness")
    assert refused.value.slug == "not-covering"
    # Whoever asks can neither join nor sign without the other.
    step_in = await ill.asked()
    with pytest.raises(NotPossible) as refused:
        await stepping_in.confirm(sian, case)
    assert refused.value.slug == "not-joined"
    made = await kept_back(ben, lambda: stepping_in.join(ben, case))
    path = f"/cases/{case}/step-ins/{step_in}"
    await _refused("forbidden", lambda: sian.transport.post(f"{path}/joining", made))
    signed = {"step_in": made["step_in"]}
    await _refused("forbidden", lambda: ben.transport.post(f"{path}/signing", signed))
    await _refused("conflict", lambda: sian.transport.post(f"{path}/signing", signed))
    # Nor can the second put the version in force by the members' way, or sign for the first.
    await stepping_in.join(ben, case)
    version = {name: made[name] for name in ("team", "case_statement", "cover")}
    await _refused("not-found", lambda: ben.transport.post(f"/cases/{case}/team", version))
    answer = await _refused("invalid", lambda: sian.transport.post(f"{path}/signing", signed))
    assert answer.facts["reason"] == "step-in-invalid"
    assert await ill.version() == 2


async def test_what_waits_can_be_withdrawn_and_is_over_by_itself(ill: Ill) -> None:
    await ill.asked()
    assert await stepping_in.withdraw(ill.ben, ill.case) == 1
    assert len(await ill.service.trail(ill.case, "step-in.withdrawn")) == 1
    halves = "SELECT count(*) FROM step_in WHERE octet_length(half) > 0"
    assert await ill.service.value(halves) == 0, "what was handed over is forgotten"
    with pytest.raises(NotPossible) as refused:
        await stepping_in.join(ill.ben, ill.case)
    assert refused.value.slug == "nothing-waits"
    first = await ill.asked()
    assert await ill.asked() != first, "who asks again takes back what they asked before"
    assert await ill.service.value(halves) == 1
    ill.service.clock.turn(3 * 24 * 3600 + 1)
    await ill.service.rows("UPDATE session SET last_seen = $1, expires = $1", 2**40)
    with pytest.raises(NotPossible) as refused:
        await stepping_in.join(ill.ben, ill.case)
    assert refused.value.slug == "nothing-waits"


async def test_a_team_that_changed_meanwhile_is_not_stepped_into(ill: Ill) -> None:
    await ill.asked()
    await add_to_team(ill.world.asha, ill.case, ill.cai.id)
    with pytest.raises(SealingError) as refused:
        await stepping_in.join(ill.ben, ill.case)
    assert refused.value.code is Fault.STEP_IN_INVALID
    await ill.asked()
    await stepping_in.join(ill.ben, ill.case)
    assert (await stepping_in.confirm(ill.sian, ill.case)).version == 4


async def test_a_member_of_a_later_version_opens_a_half_sealed_to_an_earlier(ill: Ill) -> None:
    sian, world = ill.sian, ill.world
    answer = await sian.transport.get("/organisation/teams")
    team = next(one["team"] for one in answer["teams"] if one["purpose"] == "duty")
    assert await change_team(ill.ben, team, [ill.cai.id]) == 2
    # Stored is not listed: only the roster lets anybody step in.
    with pytest.raises(NotPossible) as refused:
        await stepping_in.ask(sian, ill.case, ill.cai.id, "supervisor", "illness")
    assert refused.value.slug == "not-covering"
    await publish_roster(world.administrator, world.root)
    await stepping_in.ask(sian, ill.case, ill.cai.id, "supervisor", "illness")
    await stepping_in.join(ill.cai, ill.case)
    assert (await stepping_in.confirm(sian, ill.case)).version == 3
    assert (await card_of(ill.cai, ill.case)) == CARD


async def test_a_case_is_not_opened_uncovered_where_there_are_two_teams(ill: Ill) -> None:
    asha = ill.world.asha
    made = await kept_back(asha, lambda: open_case(asha, readers=[], card=CARD))
    assert made["cover"]
    answer = await _refused(
        "conflict", lambda: asha.transport.post("/cases", made | {"cover": None})
    )
    assert answer.facts["field"] == "cover"
    await asha.transport.post("/cases", made)


async def test_a_team_of_which_nobody_is_left_covers_nothing_and_gives_way(ill: Ill) -> None:
    world, asha = ill.world, ill.world.asha
    # Another duty team is refused as long as somebody of the first is there.
    await _refused("conflict", lambda: found_team(ill.cai, "duty", []))
    await remove_from_roster(world.administrator, world.root, ill.ben.id)
    uncovered = await kept_back(asha, lambda: open_case(asha, readers=[], card=CARD))
    assert uncovered["cover"] is None
    await asha.transport.post("/cases", uncovered)
    await found_team(ill.cai, "duty", [])
    published = await publish_roster(world.administrator, world.root)
    assert len(published.teams) == 1
    covered = await kept_back(asha, lambda: open_case(asha, readers=[], card=CARD))
    assert covered["cover"]
    await asha.transport.post("/cases", covered)


async def test_a_team_is_for_those_whose_role_it_is(ill: Ill) -> None:
    sian, ben = ill.sian, ill.ben
    with pytest.raises(NotPossible) as refused:
        await found_team(ben, "liaison", [])
    assert refused.value.slug == "not-fit"
    made = await kept_back(ben, lambda: found_team(ben, "duty", [sian.id]))
    for change, slug in (
        ({"purpose": "supervisors"}, "invalid"),
        ({"purpose": "liaison"}, "invalid"),
        ({}, "conflict"),
    ):
        body = made | change
        await _refused(slug, partial(ben.transport.post, "/organisation/teams", body))
    await _refused("invalid", lambda: sian.transport.post("/organisation/teams", made))
    await _refused(
        "forbidden", lambda: ill.world.harmed.transport.post("/organisation/teams", made)
    )
