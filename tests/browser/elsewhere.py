"""People of the suite's world at devices of their own without a browser, beside those on screen."""

from service.client.person import Person
from service.client.signing_in import sign_in
from tests.browser.running import Service
from tests.factories.world import World


async def elsewhere(service: Service, world: World, name: str) -> Person:
    """Return someone at another device than those that other tests left open."""
    who = world.credentials[name]
    return await sign_in(service.connect(), who.login, who.passphrase)
