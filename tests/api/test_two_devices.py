"""One person on two devices: what either saw is kept, whichever writes first."""

from dataclasses import replace

from service.client.signing_in import sign_in
from service.sealing.encoding import new_id
from service.sealing.keys import CasePin
from tests.factories.in_process import InProcess
from tests.factories.world import World


async def test_what_two_devices_saw_is_kept_by_both(service: InProcess, world: World) -> None:
    credentials = world.credentials["harmed"]
    one = await sign_in(service.connect(), credentials.login, credentials.passphrase)
    other = await sign_in(service.connect(), credentials.login, credentials.passphrase)
    first, second = (CasePin(new_id(), bytes([7]) * 32, 3) for _ in range(2))

    await one.remember(replace(one.pins, cases={**one.pins.cases, first.case: first}))
    await other.remember(replace(other.pins, cases={**other.pins.cases, second.case: second}))
    await one.remember(one.pins)

    third = await sign_in(service.connect(), credentials.login, credentials.passphrase)
    assert {first.case: first, second.case: second}.items() <= dict(third.pins.cases).items()
    assert other.pins == third.pins
