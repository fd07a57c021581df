"""Two people are invited to a case at once; the one who answers second finds it moved on."""

from service.client.cases import certify_replied, invite_participant, open_case
from service.client.enrolment import enrol
from service.client.person import Person
from service.client.signing_in import sign_in
from tests.factories.in_process import InProcess
from tests.factories.world import World

PASSPHRASE = "six plain words for a test"


async def _enrolled(service: InProcess, inviter: Person, case: str, roles: list[str]) -> list[str]:
    """Invite everyone first, then enrol and certify one after the other; returns their ids."""
    invitations = [await invite_participant(inviter, case, role) for role in roles]
    certified: list[str] = []
    for one in invitations:
        async with service.connect() as transport:
            await enrol(transport, one.login, one.code, PASSPHRASE, clock=service.clock.now)
        certified += (await certify_replied(inviter, case)).people
    return certified


async def test_the_second_to_answer_enrols_into_the_case_that_was_offered(
    service: InProcess, world: World
) -> None:
    case = await open_case(world.asha, readers=[], card="Two invitations at once.")
    certified = await _enrolled(service, world.asha, case, ["harmed", "responsible"])
    assert len(set(certified)) == 2


async def test_the_first_signs_in_to_the_newer_case(service: InProcess, world: World) -> None:
    case = await open_case(world.asha, readers=[], card="Two invitations at once.")
    first = await invite_participant(world.asha, case, "harmed")
    second = await invite_participant(world.asha, case, "responsible")
    for one in (first, second):
        async with service.connect() as transport:
            await enrol(transport, one.login, one.code, PASSPHRASE, clock=service.clock.now)
    await certify_replied(world.asha, case)
    person = await sign_in(service.connect(), first.login, PASSPHRASE, clock=service.clock.now)
    assert person.pins.cases[case].sequence == 3
