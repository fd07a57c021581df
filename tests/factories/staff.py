"""Members of staff who join a world after it was made, each with keys of their own."""

from service.client.accounts import Credentials
from service.client.organisation import invite_staff, publish_roster
from service.client.person import Person
from service.client.signing_in import sign_in
from tests.factories.in_process import InProcess
from tests.factories.world import World, enrolled


async def enlisted(service: InProcess, world: World, role: str) -> Credentials:
    """Enrol somebody in this role and put them on the roster; return how they sign in."""
    invitation = await invite_staff(world.administrator, role)
    known = await enrolled(service.connect, invitation, service.clock.now)
    await publish_roster(world.administrator, world.root)
    return known


async def joined(service: InProcess, world: World, role: str) -> Person:
    """Enrol somebody in this role, put them on the roster and sign them in."""
    known = await enlisted(service, world, role)
    return await sign_in(service.connect(), known.login, known.passphrase, clock=service.clock.now)
