"""One person, unlocked on this device: keys, pins, and the connection they act through.

Owns the open vault and keeping its pins. Refuses to own how it was opened (`signing_in`).
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from service.client.accounts import NewWays, new_ways
from service.client.errors import Refusal
from service.client.transport import Transport
from service.sealing.encoding import b64, unb64
from service.sealing.keys import (
    Identity,
    PersonKeys,
    Pins,
    Vault,
    open_vault,
    seal_vault,
)
from service.sealing.schemas import PERSON_ROLES

# How often one gives way to another device that writes at the same moment.
_WRITERS_AT_ONCE: Final = 4

Clock = Callable[[], int]


def wall_clock() -> int:
    """Whole seconds since 1970."""
    return int(time.time())


@dataclass(frozen=True)
class Me:
    """What the service says about the person signed in. Not trusted for anything sealed."""

    person: str
    org: str
    login: str
    roles: tuple[str, ...]
    case: str | None
    state: str

    @classmethod
    def from_wire(cls, wire: Mapping[str, Any]) -> "Me":
        """Read the service's answer."""
        return cls(
            person=str(wire["person"]),
            org=str(wire["org"]),
            login=str(wire["login"]),
            roles=tuple(wire["roles"]),
            case=wire["case"],
            state=str(wire["state"]),
        )


class Person:
    """Someone signed in, with their vault open in this process's memory."""

    def __init__(
        self, transport: Transport, me: Me, vault: Vault, held: tuple[bytes, int], clock: Clock
    ) -> None:
        self.transport: Final = transport
        self.me: Final = me
        self.clock: Final = clock
        self._vault = vault
        self._vault_key, self._revision = held

    @property
    def id(self) -> str:
        """The person's id, as their own vault says it."""
        return self._vault.person

    @property
    def org(self) -> str:
        """The organisation the vault is pinned to."""
        return self._vault.org

    @property
    def keys(self) -> PersonKeys:
        """The person's private keys, to seal and sign with."""
        return self._vault.keys

    @property
    def identity(self) -> Identity:
        """Who this is to the checks of `sealing.verify`."""
        return self._vault.identity()

    @property
    def pins(self) -> Pins:
        """What this person's devices have seen and will not see go back."""
        return self._vault.pins()

    async def remember(self, pins: Pins) -> None:
        """Keep newer pins in the vault, here and on the service, before anything rests on them.

        Another device of the same person may have written meanwhile; what both saw is kept.
        """
        newer, stored = self._vault.with_pins(pins), self._vault
        for attempt in range(_WRITERS_AT_ONCE):
            if newer == stored:
                break
            revision = self._revision + 1
            sealed = seal_vault(newer, self._vault_key, revision)
            try:
                await self.transport.put("/me/vault", {"vault": b64(sealed), "revision": revision})
            except Refusal as refusal:
                if refusal.slug != "conflict" or attempt == _WRITERS_AT_ONCE - 1:
                    raise
                stored = await self._as_stored()
                newer = stored.with_pins(newer.pins())
            else:
                self._revision = revision
                break
        self._vault = newer

    async def _as_stored(self) -> Vault:
        answer = await self.transport.get("/me/vault")
        self._revision = int(answer["revision"])
        return open_vault(unb64(answer["vault"]), self._vault_key, self.id, self._revision)

    async def make_ways(self, passphrase: str) -> NewWays:
        """Wrap the vault's key for a new passphrase and recovery code; nothing is stored yet."""
        staff = not set(self.me.roles) & set(PERSON_ROLES)
        return await new_ways(self._vault_key, self.id, passphrase, staff=staff)

    async def refresh(self) -> Me:
        """Ask the service who is signed in."""
        return Me.from_wire(await self.transport.get("/me"))

    async def sign_out(self) -> None:
        """End the session on the service and close the connection."""
        await self.transport.delete("/sign-in")
        self.transport.bear(None)
        await self.transport.close()
