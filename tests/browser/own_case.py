"""A case for one test file: its two people certified and nothing said, recorded or sent in it yet.

Owns making it through the Python client and bringing people to devices of their own in front of the
portal. Refuses to say or record anything for them: that is what the tests look at.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Playwright

from service.client.accounts import Credentials
from service.client.cases import certify_replied, invite_participant, open_case
from service.client.person import wall_clock
from tests.browser.devices import open_device
from tests.browser.facilitators import Facilitator
from tests.browser.gallery import Gallery
from tests.browser.participants import Participant
from tests.browser.preparing import ROLES
from tests.browser.running import Service
from tests.factories.world import World, begin, enrolled


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
    async def facilitator(self, folder: Path) -> AsyncIterator[Facilitator]:
        """Bring the facilitator to a device of their own, signed in."""
        async with open_device(self.playwright, folder) as device:
            person = Facilitator(device, self.service.address, self.gallery, "ben")
            await self._signs_in(person, "ben")
            yield person
            assert person.witness.faults == []

    async def _signs_in(self, person: Participant | Facilitator, name: str) -> None:
        person.login, person.passphrase = self.known[name].login, self.known[name].passphrase
        await person.signs_in()


async def own_case(
    world: World, service: Service, gallery: Gallery, playwright: Playwright
) -> OwnCase:
    """Open a case of Ben's, bring in both its people, and let it begin."""
    case = await open_case(world.ben, readers=[world.asha.id], card="Both asked to write.")
    known = {"ben": world.credentials["ben"]}
    for role in ROLES:
        invitation = await invite_participant(world.ben, case, role)
        known[role] = await enrolled(service.connect, invitation, wall_clock)
        await certify_replied(world.ben, case)
    await begin(world.ben, case)
    return OwnCase(case, known, service, gallery, playwright)
