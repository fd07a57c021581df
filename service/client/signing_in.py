"""Signing in: from what a person remembers to their open vault on this device.

Owns the two ways in, replacing them, and the comparison of the vault's keys with the certified
ones. Refuses to go on with other keys, and never makes new ones in their place.
"""

import asyncio
from typing import Final, Literal

from service.client.accounts import NewWays
from service.client.case_files import check_own_keys
from service.client.errors import NotPossible
from service.client.person import Clock, Me, Person, wall_clock
from service.client.transport import JsonObject, Transport
from service.sealing.encoding import b64, unb64
from service.sealing.keys import check_way, login_token, open_vault, stretch, unwrap, wrap_key

Way = Literal["passphrase", "recovery"]

SALT_BYTES: Final = 16


async def sign_in(
    transport: Transport, login: str, passphrase: str, *, clock: Clock = wall_clock
) -> Person:
    """Open a session and the vault with a passphrase.

    Raises Refusal `sign-in-refused` for whatever is wrong, and SealingError when the vault does
    not open, is not this person's, or holds other keys than were certified.
    """
    return await _sign_in(transport, login, (passphrase, "passphrase"), clock)


async def sign_in_with_recovery(
    transport: Transport, login: str, code: str, *, clock: Clock = wall_clock
) -> Person:
    """Open a session and the vault with a recovery code; otherwise as `sign_in`."""
    return await _sign_in(transport, login, (code, "recovery"), clock)


async def replace_ways(person: Person, secret: tuple[str, Way], new: NewWays) -> None:
    """Let the ways that `Person.make_ways` made take the place of the present ones.

    `secret` is the present passphrase or recovery code. The person must have written the new
    recovery code down before. Every other session of theirs ends. Raises Refusal
    `sign-in-refused` for a wrong secret; nothing has changed then.
    """
    typed, way = secret
    stretched, _ = await _stretched(person.transport, person.me.login, typed, way)
    await person.transport.put(
        "/me/ways",
        {"proof": {"kind": way, "login_token": b64(login_token(stretched))}, "ways": new.ways},
    )


async def _stretched(transport: Transport, login: str, typed: str, way: Way) -> tuple[bytes, str]:
    begun = await transport.post("/sign-in/begin", {"login": login, "kind": way}, repeat=True)
    profile = str(begun["profile"])
    check_way(way, profile)
    salt = unb64(begun["salt"], length=SALT_BYTES)
    return await asyncio.to_thread(stretch, typed, salt, profile), profile


async def new_session(transport: Transport, login: str, passphrase: str) -> str:
    """Return the token of another session of somebody whose vault is open on this device.

    Raises Refusal `sign-in-refused` for whatever is wrong.
    """
    stretched, _ = await _stretched(transport, login, passphrase, "passphrase")
    return str((await _session(transport, login, stretched, "passphrase"))["token"])


async def _session(transport: Transport, login: str, stretched: bytes, way: Way) -> JsonObject:
    token = b64(login_token(stretched))
    asked = {"login": login, "kind": way, "login_token": token, "session": "bearer"}
    answer: JsonObject = await transport.post("/sign-in", asked)
    return answer


async def _sign_in(
    transport: Transport, login: str, secret: tuple[str, Way], clock: Clock
) -> Person:
    typed, way = secret
    stretched, profile = await _stretched(transport, login, typed, way)
    answer = await _session(transport, login, stretched, way)
    transport.bear(str(answer["token"]))
    me = Me.from_wire(answer["me"])
    vault_key = unwrap(unb64(answer["wrapped"]), wrap_key(stretched), me.person, way, profile)
    revision = int(answer["revision"])
    vault = open_vault(unb64(answer["vault"]), vault_key, me.person, revision)
    if vault.org != me.org:
        raise NotPossible("other-organisation", "This vault belongs to another organisation.")
    person = Person(transport, me, vault, (vault_key, revision), clock)
    await check_own_keys(person)
    return person
