"""More at once than the app has connections to its database: each request takes one, and they wait.

A request that took a second one while it held its first would wait for those who wait for it.
"""

import asyncio

import httpx
import pytest

from service.sealing.encoding import b64, new_id
from tests.factories.acts import sent_letter
from tests.factories.in_process import InProcess
from tests.factories.world import Neighbours, World

# The pool of an app, its overflow, and as many again.
MANY = 40


async def _at_once(asked: list[httpx.AsyncClient], *request: str, **sent: object) -> list[int]:
    answers = await asyncio.gather(*(one.request(*request, **sent) for one in asked))  # type: ignore[arg-type]
    return [one.status_code for one in answers]


@pytest.mark.parametrize("path", ["/me/proof", "/me/ways"])
async def test_many_who_show_a_secret_again_do_not_wait_for_one_another(
    service: InProcess, world: World, path: str
) -> None:
    proof = {"kind": "passphrase", "login_token": b64(bytes(32))}
    way = {"salt": b64(bytes(16)), "login_token": b64(bytes(32)), "wrapped": b64(bytes(80))}
    ways = [
        way | {"kind": "passphrase", "profile": "participant-1"},
        way | {"kind": "recovery", "profile": "recovery-1"},
    ]
    people = [world.harmed, world.responsible, world.asha, world.ben]
    method, body = (
        ("POST", proof) if path == "/me/proof" else ("PUT", {"proof": proof, "ways": ways})
    )
    devices = [service.http(people[n % 4].transport._token) for n in range(MANY)]
    async with asyncio.timeout(25):
        answered = await _at_once(devices, method, path, json=body)
    assert set(answered) == {401, 429}
    for device in devices:
        await device.aclose()


async def test_many_who_are_refused_and_kept_on_the_trail_do_not_either(
    service: InProcess, world: World, neighbours: Neighbours
) -> None:
    item = await sent_letter(world)
    devices = [service.http(neighbours.harmed.transport._token) for _ in range(MANY)]
    async with asyncio.timeout(25):
        assert set(await _at_once(devices, "GET", f"/items/{item}")) == {404}
        assert set(await _at_once(devices, "GET", f"/items/{new_id()}")) == {404}
    assert len(await service.trail(world.case, "item.refused")) == MANY
    for device in devices:
        await device.aclose()
