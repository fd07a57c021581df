"""Members of staff who join a world after it was made, each with keys of their own."""

from dataclasses import replace
from typing import Protocol

from service.client.accounts import Credentials
from service.client.case_files import roster_in_force
from service.client.organisation import invite_staff, publish_roster
from service.client.person import Person
from service.client.signing_in import sign_in
from service.client.transport import Transport
from service.domain.clock import Clock
from tests.factories.world import World, enrolled


class Served(Protocol):
    """A service that runs, in this process or in several."""

    @property
    def clock(self) -> Clock:
        """What time it is there."""
        ...

    def connect(self) -> Transport:
        """A connection for somebody's device."""
        ...


async def enlisted(service: Served, world: World, role: str) -> Credentials:
    """Enrol somebody in this role and put them on the roster; return how they sign in."""
    invitation = await invite_staff(world.administrator, role)
    known = await enrolled(service.connect, invitation, service.clock.now)
    await publish_roster(world.administrator, world.root)
    return known


async def joined(service: Served, world: World, role: str) -> Person:
    """Enrol somebody in this role, put them on the roster and sign them in."""
    known = await enlisted(service, world, role)
    return await sign_in(service.connect(), known.login, known.passphrase, clock=service.clock.now)


async def given_roles(world: World, person: Person, *roles: str) -> None:
    """Publish a roster on which somebody keeps their keys and has these roles instead."""
    administrator = world.administrator
    statement, current = await roster_in_force(administrator)
    newer = replace(
        current,
        sequence=current.sequence + 1,
        previous=statement.digest,
        issued=administrator.clock(),
        staff=tuple(
            replace(one, roles=roles) if one.person == person.id else one for one in current.staff
        ),
    )
    signed = world.root.sign_roster(newer).to_wire()
    await administrator.transport.post(
        "/roster", {"roster": signed, "invitations": [], "lost_pools": []}
    )
