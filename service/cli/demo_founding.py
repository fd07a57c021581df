"""How the demonstration's organisation comes to be: its root, its staff, its case, its people.

Owns the order of these acts, each done by the person whose act it is, through the public API.
"""

from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from service.cli.demo_parts import Running, keep_pool_keys, key_folder
from service.cli.demo_people import Account, Demo, save, write_private
from service.cli.demo_report import Report
from service.client.accounts import Credentials
from service.client.cases import activate, certify_replied, invite_participant, open_case
from service.client.enrolment import enrol
from service.client.invitations import Invitation
from service.client.organisation import found_organisation, invite_staff, publish_roster
from service.client.person import Person
from service.client.practising import record, screened, untied
from service.client.roots import RootKey
from service.client.signing_in import sign_in
from service.client.transport import Transport
from service.sealing.encoding import b64, new_id
from service.sealing.keys import new_passphrase
from service.worker.media_keys import PoolKeys

ADMINISTRATOR: Final = "Administrator"
FACILITATORS: Final = ("Facilitator Ann", "Facilitator Ben")
HARMED: Final = "Person harmed"
RESPONSIBLE: Final = "Person responsible"
ROOT_KEY: Final = "root.key"
_CARD: Final = "The demonstration's case. A burglary; both sides have asked to write."


@dataclass(frozen=True)
class Root:
    """The organisation's root key, unlocked for the founding, and its media workers' keys."""

    org: str
    key: RootKey
    passphrase: str
    pool: PoolKeys


def new_root(data: Path) -> Root:
    """Make the root and the pool's keys and write both, sealed, under `data`."""
    key, org, passphrase = RootKey.generate(), new_id(), new_passphrase()
    pool = PoolKeys.generate(org, key.public)
    write_private(key_folder(data) / ROOT_KEY, key.to_key_file(passphrase))
    keep_pool_keys(data, pool)
    return Root(org, key, passphrase, pool)


async def found(service: Running, data: Path, root: Root, report: Report) -> Demo:
    """Found the organisation and enrol everyone; write and return who they are."""
    async with AsyncExitStack() as sessions:
        administrator = await _found_organisation(service, root, report)
        signed_in = await _signed_in(sessions, service.address, administrator)
        staff = await _enrol_staff(service, signed_in, root, report)
        facilitator = await _signed_in(sessions, service.address, staff[0])
        case, people = await _open_case(service, facilitator, staff[1].person, report)
        colleague = await _signed_in(sessions, service.address, staff[1])
        with report.step(FACILITATORS[1], "says that nothing ties them to the case"):
            await record(colleague, case, untied(colleague))
    names = (ADMINISTRATOR, *FACILITATORS, HARMED, RESPONSIBLE)
    roles = ("administrator", "facilitator", "facilitator", "harmed", "responsible")
    everyone = (administrator, *staff, *people)
    demo = Demo(
        address=service.address,
        organisation=root.org,
        root_public_key=b64(root.key.public),
        root_key_file=str(Path(key_folder(data).name) / ROOT_KEY),
        root_key_passphrase=root.passphrase,
        case=case,
        people=tuple(
            Account(name, role, one.person, one.login, one.passphrase, one.recovery_code)
            for name, role, one in zip(names, roles, everyone, strict=True)
        ),
    )
    save(data, demo)
    return demo


async def _found_organisation(service: Running, root: Root, report: Report) -> Credentials:
    with report.step(ADMINISTRATOR, "founds the organisation with its root key"):
        async with Transport(service.address) as transport:
            return await found_organisation(
                transport,
                org=root.org,
                setup_token=service.setup_token,
                root=root.key,
                pools=(root.pool.entry,),
                passphrase=new_passphrase(),
            )


async def _enrol_staff(
    service: Running, administrator: Person, root: Root, report: Report
) -> list[Credentials]:
    enrolled = []
    for name in FACILITATORS:
        with report.step(ADMINISTRATOR, f"invites {name} with a code"):
            invitation = await invite_staff(administrator, "facilitator")
        enrolled.append(await _enrol(service, name, invitation, report))
    with report.step(ADMINISTRATOR, "lists both on the roster, signed by the root"):
        await publish_roster(administrator, root.key)
    return enrolled


async def _open_case(
    service: Running, facilitator: Person, colleague: str, report: Report
) -> tuple[str, list[Credentials]]:
    first = FACILITATORS[0]
    with report.step(first, "opens a case with a review team of two"):
        case = await open_case(facilitator, readers=[colleague], card=_CARD)
    enrolled = []
    for name, role in ((HARMED, "harmed"), (RESPONSIBLE, "responsible")):
        with report.step(first, f"invites the {name.lower()} with a code"):
            invitation = await invite_participant(facilitator, case, role)
        enrolled.append(await _enrol(service, name, invitation, report))
        with report.step(first, f"checks the answer and certifies the {name.lower()}"):
            await certify_replied(facilitator, case)
    with report.step(first, "screens the case, makes it ready and starts it"):
        await record(facilitator, case, *screened(facilitator, [one.person for one in enrolled]))
        await activate(facilitator, case)
    return case, enrolled


async def _enrol(
    service: Running, name: str, invitation: Invitation, report: Report
) -> Credentials:
    with report.step(name, "enrols with the code; their keys are made on their side"):
        async with Transport(service.address) as transport:
            return await enrol(transport, invitation.login, invitation.code, new_passphrase())


async def _signed_in(sessions: AsyncExitStack, address: str, who: Credentials) -> Person:
    transport = await sessions.enter_async_context(Transport(address))
    return await sign_in(transport, who.login, who.passphrase)
