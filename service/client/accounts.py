"""Making a new person's vault and the ways into it, and later new ways, on their own device.

Owns keys being made once and wrapped for a passphrase and a recovery code. Refuses to send
anything that opens them: what goes to the service is sealed or derived.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any, Final

from service.sealing.encoding import b64
from service.sealing.keys import (
    Vault,
    login_token,
    new_recovery_code,
    new_salt,
    new_vault_key,
    seal_vault,
    stretch,
    wrap,
    wrap_key,
)

STAFF_PROFILE: Final = "staff-1"
PARTICIPANT_PROFILE: Final = "participant-1"
RECOVERY_PROFILE: Final = "recovery-1"
FIRST_REVISION: Final = 1


@dataclass(frozen=True)
class Credentials:
    """What a person keeps to themselves: how they sign in, and how if they forget."""

    person: str
    login: str
    passphrase: str
    recovery_code: str


@dataclass(frozen=True)
class NewAccount:
    """A sealed vault and its ways in, as the service stores them, and the recovery code to show."""

    vault: str
    ways: list[dict[str, Any]]
    recovery_code: str


@dataclass(frozen=True)
class NewWays:
    """Ways in as the service stores them, and the recovery code to show before they count."""

    ways: list[dict[str, Any]] = field(repr=False)
    recovery_code: str = field(repr=False)


async def new_account(vault: Vault, passphrase: str, *, staff: bool) -> NewAccount:
    """Seal `vault` under a fresh key and wrap it for `passphrase` and a new recovery code.

    Costs about a second: two stretchings, one after the other to bound the memory.
    """
    vault_key = new_vault_key()
    new = await new_ways(vault_key, vault.person, passphrase, staff=staff)
    sealed = seal_vault(vault, vault_key, FIRST_REVISION)
    return NewAccount(b64(sealed), new.ways, new.recovery_code)


async def new_ways(vault_key: bytes, person: str, passphrase: str, *, staff: bool) -> NewWays:
    """Wrap a vault key for `passphrase` and a new recovery code. Costs as `new_account`."""
    recovery_code = new_recovery_code()
    profile = STAFF_PROFILE if staff else PARTICIPANT_PROFILE
    ways = [
        await asyncio.to_thread(_way, vault_key, person, (kind, secret, named))
        for kind, secret, named in (
            ("passphrase", passphrase, profile),
            ("recovery", recovery_code, RECOVERY_PROFILE),
        )
    ]
    return NewWays(ways, recovery_code)


def _way(vault_key: bytes, person: str, way: tuple[str, str, str]) -> dict[str, Any]:
    kind, secret, profile = way
    salt = new_salt()
    stretched = stretch(secret, salt, profile)
    return {
        "kind": kind,
        "profile": profile,
        "salt": b64(salt),
        "login_token": b64(login_token(stretched)),
        "wrapped": b64(wrap(vault_key, wrap_key(stretched), person, kind, profile)),
    }
