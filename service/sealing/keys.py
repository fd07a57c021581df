"""Owns a person's keys and the vault they are kept in (sections 5 and 5.1).

Refuses to make keys anew when a vault does not open or holds other keys than expected: that is an
error somebody must see.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from nacl.bindings import sodium_memcmp
from nacl.utils import random

from service.sealing.boxes import box_public, new_box_private
from service.sealing.encoding import be32, canonical, lp
from service.sealing.errors import Fault, SealingError
from service.sealing.fields import B32, COUNT, FROM_ONE, ID, array, read_form, wire, write_record
from service.sealing.fields import record as nested
from service.sealing.key_files import open_key_file, seal_key_file
from service.sealing.padding import pad, unpad
from service.sealing.statements import SEED_BYTES, sign_public
from service.sealing.words import (
    new_code,
    new_passphrase,
    new_recovery_code,
    normalise_recovery_code,
)
from service.sealing.wrapping import (
    PROFILES,
    aead_open,
    aead_seal,
    check_way,
    hash_login_token,
    login_token,
    new_salt,
    new_vault_key,
    normalise_enrolment_code,
    normalise_passphrase,
    salt_for_unknown_login,
    stretch,
    unwrap,
    wrap,
    wrap_key,
)

__all__ = [
    "PROFILES",
    "CasePin",
    "Identity",
    "PersonKeys",
    "Pins",
    "Vault",
    "check_way",
    "hash_login_token",
    "login_token",
    "new_code",
    "new_passphrase",
    "new_recovery_code",
    "new_salt",
    "new_vault_key",
    "normalise_enrolment_code",
    "normalise_passphrase",
    "normalise_recovery_code",
    "open_key_file",
    "open_vault",
    "salt_for_unknown_login",
    "seal_key_file",
    "seal_vault",
    "stretch",
    "unwrap",
    "wrap",
    "wrap_key",
]

VAULT_VERSION: Final = 1


@dataclass(frozen=True)
class PersonKeys:
    """A person's two independent private keys, 32 bytes each."""

    sign_seed: bytes = field(repr=False)
    box_private: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> "PersonKeys":
        """Make both keys from fresh random bytes."""
        return cls(random(SEED_BYTES), new_box_private())

    @property
    def sign_public(self) -> bytes:
        """The Ed25519 public key, 32 bytes."""
        return sign_public(self.sign_seed)

    @property
    def box_public(self) -> bytes:
        """The X25519 public key, 32 bytes."""
        return box_public(self.box_private)

    def check_against(self, sign: bytes, box: bytes) -> None:
        """Compare with the certified public keys; ``key-mismatch`` when either differs."""
        if not (sodium_memcmp(self.sign_public, sign) and sodium_memcmp(self.box_public, box)):
            raise SealingError(
                Fault.KEY_MISMATCH, "The keys on record are not the keys of this vault."
            )


@dataclass(frozen=True)
class Identity:
    """Who a device checks for: the person and their own keys."""

    person: str
    keys: PersonKeys

    @property
    def sign_public(self) -> bytes:
        """The Ed25519 public key, 32 bytes."""
        return self.keys.sign_public

    @property
    def box_public(self) -> bytes:
        """The X25519 public key, 32 bytes."""
        return self.keys.box_public


@dataclass(frozen=True)
class CasePin:
    """The highest case statement seen of one case."""

    case: str = wire(ID)
    digest: bytes = wire(B32)
    sequence: int = wire(FROM_ONE)


@dataclass(frozen=True)
class Pins:
    """What a device saw before and will not see go back: root, org, roster and case heads."""

    root: bytes
    org: str
    roster_sequence: int = 0
    cases: Mapping[str, CasePin] = field(default_factory=dict)


@dataclass(frozen=True)
class Vault:
    """A person's private keys and pins, as they are sealed to the person's secrets."""

    box: bytes = wire(B32, secret=True)
    cases: tuple[CasePin, ...] = wire(array(nested(CasePin)))
    org: str = wire(ID)
    person: str = wire(ID)
    root: bytes = wire(B32)
    roster: int = wire(COUNT)
    sign: bytes = wire(B32, secret=True)
    version: int = field(default=VAULT_VERSION, metadata={"codec": FROM_ONE})

    @property
    def keys(self) -> PersonKeys:
        """The person's private keys."""
        return PersonKeys(self.sign, self.box)

    def identity(self) -> Identity:
        """Who the vault's owner is to the checks of verify.py."""
        return Identity(self.person, self.keys)

    def pins(self) -> Pins:
        """What this vault has seen."""
        return Pins(self.root, self.org, self.roster, {pin.case: pin for pin in self.cases})

    def with_pins(self, pins: Pins) -> "Vault":
        """Remember newer pins of the same root and organisation; nothing ever goes back."""
        if pins.root != self.root or pins.org != self.org:
            raise SealingError(Fault.VAULT_INVALID, "A vault never changes its root.")
        known = dict(self.pins().cases)
        for case, pin in pins.cases.items():
            if case not in known or pin.sequence > known[case].sequence:
                known[case] = pin
        cases = tuple(known[case] for case in sorted(known))
        return replace(self, cases=cases, roster=max(self.roster, pins.roster_sequence))


def _bound(person: str, revision: int) -> bytes:
    return lp("gobetween/vault/1") + lp(person) + be32(revision)


def seal_vault(vault: Vault, vault_key: bytes, revision: int) -> bytes:
    """Seal a vault under its 32-byte key; ``revision`` grows by one at each rewriting."""
    written = pad(canonical(write_record(vault)))
    return aead_seal(written, _bound(vault.person, revision), vault_key)


def open_vault(sealed: bytes, vault_key: bytes, person: str, revision: int) -> Vault:
    """Open a person's vault of exactly this revision.

    Raises ``vault-unopenable`` (other key, person or revision), ``padding-invalid``,
    ``unknown-version`` or ``vault-invalid``.
    """
    try:
        bound = _bound(person, revision)
    except SealingError:
        raise SealingError(
            Fault.VAULT_UNOPENABLE, "No vault has this person or revision."
        ) from None
    padded = aead_open(sealed, bound, vault_key, Fault.VAULT_UNOPENABLE)
    vault = read_form(Vault, unpad(padded), Fault.VAULT_INVALID)
    if vault.version != VAULT_VERSION:
        raise SealingError(Fault.UNKNOWN_VERSION, "The vault's version is not known.")
    if vault.person != person or len({pin.case for pin in vault.cases}) != len(vault.cases):
        raise SealingError(
            Fault.VAULT_INVALID, "A vault is another person's or names a case twice."
        )
    return vault
