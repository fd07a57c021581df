"""A participant with new keys, each step by the one whose act it is, through the real client."""

from pathlib import Path

from service.archive.checking import Verdict, check_export
from service.client.accounts import Credentials
from service.client.cases import certify_replied
from service.client.exporting import export_case
from service.client.person import Person
from service.client.re_enrolling import Vouched, re_enrol, vouch
from service.client.signing_in import sign_in
from tests.factories.in_process import InProcess
from tests.factories.world import World, enrolled


async def answered(service: InProcess, world: World, person: str) -> Credentials:
    """Asha makes a code for somebody who is there already; they answer it on a new device."""
    invitation = await re_enrol(world.asha, world.case, person)
    assert invitation.person == person
    return await enrolled(service.connect, invitation, service.clock.now)


async def asked(service: InProcess, world: World, person: str) -> Credentials:
    """Asha also certifies the answer, which waits for somebody else now."""
    new = await answered(service, world, person)
    assert (await certify_replied(world.asha, world.case)).waiting == (person,)
    return new


async def re_enrolled(service: InProcess, world: World, person: str) -> tuple[Credentials, Vouched]:
    """Ben vouches too: the new keys are in force."""
    new = await asked(service, world, person)
    return new, await vouch(world.ben, world.case, person)


async def on_new_device(service: InProcess, new: Credentials) -> Person:
    """Sign in with what was made on the new device."""
    return await sign_in(service.connect(), new.login, new.passphrase, clock=service.clock.now)


async def checked_export(world: World, folder: Path) -> Verdict:
    """Export the case and check the export by the organisation's root alone."""
    path = folder / "case.zip"
    await export_case(world.asha, world.case, path)
    return check_export(path, world.root.public)
