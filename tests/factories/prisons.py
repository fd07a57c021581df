"""Two prisons' liaisons, and a case in which the person responsible has no account.

Owns the organisation's liaison teams, which their members found and the root's next roster names.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest_asyncio

from service.client.cases import certify_replied, invite_participant, open_case
from service.client.choosing import choose
from service.client.consenting import Spoken, agree_to_all
from service.client.covering import LIAISON
from service.client.hands import LiaisonHand
from service.client.mandates import mandate
from service.client.organisation import publish_roster
from service.client.organisation_teams import found_team
from service.client.person import Person
from service.client.practising import prepared, record
from service.client.signing_in import sign_in
from service.embedded import LocalStack
from tests.factories.copies import Original, Scene, copied, scene_in
from tests.factories.in_process import InProcess
from tests.factories.staff import joined
from tests.factories.world import (
    CARD,
    LONG,
    ROUNDS,
    World,
    begin,
    elsewhere,
    enrolled,
    without_ties,
)

A_YEAR = 366 * 24 * 3600


@dataclass(frozen=True)
class Prison:
    """The liaisons of a prison, and the digest of the team that they are on."""

    liaisons: tuple[Person, ...]
    team: bytes


@dataclass(frozen=True)
class Custody:
    """An active case; the person harmed has an account, the person responsible has not."""

    service: InProcess
    world: World
    first: Prison
    second: Prison
    author: str

    def hand(self, of: Prison, number: int = 0) -> LiaisonHand:
        """The hand of one of a prison's liaisons for the author."""
        return LiaisonHand(of.liaisons[number], self.world.case, self.author)

    def over(self, service: InProcess) -> "Custody":
        """Give the same people with the same sessions over another app."""

        def there(prison: Prison) -> Prison:
            liaisons = tuple(
                elsewhere(one, service.connect(), service.clock.now) for one in prison.liaisons
            )
            return replace(prison, liaisons=liaisons)

        return replace(
            self,
            service=service,
            world=self.world.over(service.connect, service.clock.now),
            first=there(self.first),
            second=there(self.second),
        )

    async def moved(self) -> None:
        """The author is moved: the second prison's team acts for them from now on."""
        await mandate(
            self.world.asha,
            self.world.case,
            "responsible",
            team=self.second.team,
            until=self.world.asha.clock() + A_YEAR,
            person=self.author,
        )


async def stated_team(world: World, first: Person, *others: Person) -> bytes:
    """Let liaisons found their team and the root's next roster name it; return its digest."""
    await found_team(first, LIAISON, [one.id for one in others])
    (team,) = (await publish_roster(world.administrator, world.root)).teams
    return team


async def custody(service: InProcess, world: World) -> Custody:
    """Open a case for somebody in custody; the first prison's team acts for them."""
    prisons = []
    for many in (2, 1):
        liaisons = [await joined(service, world, "liaison") for _ in range(many)]
        team = await stated_team(world, *liaisons)
        prisons.append(Prison(tuple(liaisons), team))
    case = await open_case(world.asha, readers=[world.ben.id], card=CARD)
    invitation = await invite_participant(world.asha, case, "harmed")
    known = await enrolled(service.connect, invitation, service.clock.now)
    await certify_replied(world.asha, case)
    until = service.clock.now() + A_YEAR
    author = await mandate(world.asha, case, "responsible", team=prisons[0].team, until=until)
    await begin(world.asha, case)
    await without_ties(case, world.ben)
    harmed = await sign_in(
        service.connect(), known.login, known.passphrase, clock=service.clock.now
    )
    await _agreed(world.asha, case, harmed, prisons[0].liaisons[0], author)
    here = replace(world, case=case, harmed=harmed)
    return Custody(service, here, prisons[0], prisons[1], author)


async def _agreed(
    facilitator: Person, case: str, harmed: Person, liaison: Person, author: str
) -> None:
    """Let the person harmed agree, and the author before a liaison; record what it takes."""
    await agree_to_all(harmed, "harmed")
    await choose(harmed, "tell-me")
    await agree_to_all(liaison, "responsible", spoken=Spoken(case, author, "in-person"))
    rounds = range(1, ROUNDS + 1)
    until = facilitator.clock() + LONG
    entries = prepared((harmed.id, author), until=until, rounds=ROUNDS, ready_for=rounds)
    await record(facilitator, case, *entries)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def in_custody(stack: LocalStack, original: Original) -> Scene[Custody]:
    """One such case for the suite."""
    return await scene_in(stack, original, "custody", custody)


@pytest_asyncio.fixture(loop_scope="session")
async def there(
    stack: LocalStack, original: Original, in_custody: Scene[Custody]
) -> AsyncIterator[Custody]:
    """A copy of it for one test."""
    async with copied(stack, original, in_custody.tenancy, in_custody.at) as service:
        yield in_custody.made.over(service)
