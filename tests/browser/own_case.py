"""A case for one test file: its two people certified and nothing said, recorded or sent in it yet.

Owns making it through the Python client and bringing people to devices of their own in front of the
portal. Refuses to say or record anything for them: that is what the tests look at.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.async_api import Playwright

from service.client.accounts import Credentials
from service.client.cases import certify_replied, invite_participant, open_case
from service.client.person import Person, wall_clock
from service.client.signing_in import sign_in
from tests.browser.devices import open_device
from tests.browser.facilitators import Facilitator
from tests.browser.gallery import Gallery
from tests.browser.participants import Participant
from tests.browser.preparing import ROLES
from tests.browser.running import Service
from tests.factories.world import World, begin, enrolled, prepare, without_ties

CARD: Final = "Both asked to write."


@dataclass(frozen=True)
class OwnCase:
    """The case, and what is on the papers of who belongs to it."""

    case: str
    known: dict[str, Credentials]
    service: Service
    gallery: Gallery
    playwright: Playwright

    @asynccontextmanager
    async def participant(self, role: str, folder: Path) -> AsyncIterator[Participant]:
        """Bring one of the two people to a device of their own, signed in."""
        async with open_device(self.playwright, folder) as device:
            person = Participant(device, self.service.address, self.gallery, role)
            await self._signs_in(person, role)
            yield person
            assert person.witness.faults == []

    @asynccontextmanager
    async def facilitator(self, folder: Path, name: str = "ben") -> AsyncIterator[Facilitator]:
        """Bring the facilitator, or the supervisor, to a device of their own, signed in."""
        async with open_device(self.playwright, folder) as device:
            person = Facilitator(device, self.service.address, self.gallery, name)
            await self._signs_in(person, name)
            yield person
            assert person.witness.faults == []

    async def _signs_in(self, person: Participant | Facilitator, name: str) -> None:
        person.login, person.passphrase = self.known[name].login, self.known[name].passphrase
        await person.signs_in()


async def referred_case(
    world: World,
    service: Service,
    gallery: Gallery,
    playwright: Playwright,
    *,
    readers: Sequence[str] = (),
    route: str = "ordinary",
) -> OwnCase:
    """Open a case for Ben and these readers, with nobody in it."""
    others = [world.credentials[name].person for name in readers]
    case = await open_case(world.ben, readers=others, card=CARD, route=route)
    staff = {name: world.credentials[name] for name in ("ben", "sue")}
    return OwnCase(case, staff, service, gallery, playwright)


async def both_join(world: World, ours: OwnCase) -> None:
    """Bring both people into a case of Ben's."""
    for role in ROLES:
        invitation = await invite_participant(world.ben, ours.case, role)
        ours.known[role] = await enrolled(ours.service.connect, invitation, wall_clock)
        await certify_replied(world.ben, ours.case)


async def own_case(
    world: World,
    service: Service,
    gallery: Gallery,
    playwright: Playwright,
    *,
    readers: Sequence[str] = ("asha",),
) -> OwnCase:
    """Open a case of Ben's, bring in both its people, and let it begin."""
    ours = await referred_case(world, service, gallery, playwright, readers=readers)
    await both_join(world, ours)
    await begin(world.ben, ours.case)
    if "asha" in readers:
        await without_ties(ours.case, world.asha)
    return ours


async def both_prepared(world: World, ours: OwnCase) -> dict[str, Person]:
    """Let both agree to everything at a device of theirs, and record all that an exchange takes."""
    people: dict[str, Person] = {}
    for role in ROLES:
        who = ours.known[role]
        people[role] = await sign_in(ours.service.connect(), who.login, who.passphrase)
    await prepare(world.ben, ours.case, people)
    return people
