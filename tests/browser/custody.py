"""A case of one test file in which the person responsible is in custody and has no account.

Owns making it through the Python client: two prisons' liaison teams, the first of which acts for
them, and bringing liaisons to desks in front of the portal. Refuses to agree to anything for whom
they act: a test says when.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Playwright

from service.client.accounts import Credentials
from service.client.cases import certify_replied, invite_participant, open_case
from service.client.choosing import choose
from service.client.consenting import Spoken, agree_to_all, consents
from service.client.hands import LiaisonHand
from service.client.mandates import mandate
from service.client.organisation import invite_staff, publish_roster
from service.client.person import Person, wall_clock
from service.client.practising import prepared, record
from service.client.signing_in import sign_in
from tests.browser.devices import open_device
from tests.browser.gallery import Gallery
from tests.browser.liaisons import Liaison
from tests.browser.running import Service
from tests.factories.prisons import A_YEAR, stated_team
from tests.factories.world import CARD, LONG, ROUNDS, World, begin, enrolled, without_ties


@dataclass(frozen=True)
class Custody:
    """The case, for whom the first prison's two liaisons act, and who the liaisons are.

    `known` is what is on the papers of `first`, `colleague` and `other`, who is of another prison;
    `people` are the same at devices that are no browsers, and the person `harmed`.
    """

    case: str
    author: str
    known: dict[str, Credentials]
    people: dict[str, Person]
    service: Service
    gallery: Gallery
    playwright: Playwright

    @property
    def hand(self) -> LiaisonHand:
        """The hand of the colleague at a terminal."""
        return LiaisonHand(self.people["colleague"], self.case, self.author)

    async def agrees(self) -> None:
        """Whoever is in custody agrees to everything before a liaison, unless they have."""
        said = await consents(self.people["first"], self.case)
        if any(one.person == self.author for one in said):
            return
        spoken = Spoken(self.case, self.author, "in-person")
        await agree_to_all(self.people["first"], "responsible", spoken=spoken)

    @asynccontextmanager
    async def desk(self, name: str, folder: Path) -> AsyncIterator[Liaison]:
        """Bring a liaison to a desk, signed in."""
        async with open_device(self.playwright, folder) as device:
            person = Liaison(device, self.service.address, self.gallery, name)
            person.login, person.passphrase = self.known[name].login, self.known[name].passphrase
            await person.signs_in()
            yield person
            assert person.witness.faults == []


async def custody(
    world: World, service: Service, gallery: Gallery, playwright: Playwright
) -> Custody:
    """Make it: everything is recorded and the person harmed has agreed; the other has not."""
    known: dict[str, Credentials] = {}
    people: dict[str, Person] = {}
    for name in ("first", "colleague", "other"):
        invitation = await invite_staff(world.administrator, "liaison")
        known[name] = await enrolled(service.connect, invitation, wall_clock)
        await publish_roster(world.administrator, world.root)
        who = known[name]
        people[name] = await sign_in(service.connect(), who.login, who.passphrase)
    team = await stated_team(world, people["first"], people["colleague"])
    await stated_team(world, people["other"])
    case = await open_case(world.ben, readers=[world.asha.id], card=CARD)
    invitation = await invite_participant(world.ben, case, "harmed")
    harmed = await enrolled(service.connect, invitation, wall_clock)
    await certify_replied(world.ben, case)
    until = wall_clock() + A_YEAR
    author = await mandate(world.ben, case, "responsible", team=team, until=until)
    await begin(world.ben, case)
    await without_ties(case, world.asha)
    people["harmed"] = await sign_in(service.connect(), harmed.login, harmed.passphrase)
    await agree_to_all(people["harmed"], "harmed")
    await choose(people["harmed"], "tell-me")
    rounds = range(1, ROUNDS + 1)
    both = (people["harmed"].id, author)
    entries = prepared(both, until=wall_clock() + LONG, rounds=ROUNDS, ready_for=rounds)
    await record(world.ben, case, *entries)
    return Custody(case, author, known, people, service, gallery, playwright)
