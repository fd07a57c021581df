"""Further members of staff, enrolled and listed like the first, and the organisation's teams."""

from collections.abc import Sequence

from service.client.organisation import invite_staff, publish_roster
from service.client.organisation_teams import found_team
from service.client.person import Person
from service.client.signing_in import sign_in
from tests.factories.in_process import InProcess
from tests.factories.world import World, enrolled


async def colleagues(service: InProcess, world: World, *roles: str) -> list[Person]:
    """Enrol one person for each role, list them on one roster, and sign them in."""
    known = []
    for role in roles:
        invitation = await invite_staff(world.administrator, role)
        known.append(await enrolled(service.connect, invitation, service.clock.now))
    await publish_roster(world.administrator, world.root)
    return [
        await sign_in(service.connect(), who.login, who.passphrase, clock=service.clock.now)
        for who in known
    ]


async def covering(
    world: World, supervisors: Sequence[Person], duty: Sequence[Person]
) -> tuple[str, str]:
    """Found the supervisors' and the duty team, each by its first member, and list both."""
    found = []
    for purpose, people in (("supervisors", supervisors), ("duty", duty)):
        first, *others = people
        found.append(await found_team(first, purpose, [one.id for one in others]))
    await publish_roster(world.administrator, world.root)
    return found[0], found[1]
