"""The organisation's root key: an object that signs rosters and is otherwise kept locked away.

Owns its key file. Refuses to be part of any vault: whoever signs with it holds it on purpose.
"""

from dataclasses import dataclass, field

from nacl.utils import random

from service.client.accounts import STAFF_PROFILE
from service.sealing.encoding import b64, unb64
from service.sealing.key_files import open_key_file, seal_key_file
from service.sealing.schemas import Roster
from service.sealing.statements import SEED_BYTES, Statement, sign, sign_public


@dataclass(frozen=True)
class RootKey:
    """The Ed25519 key that every person of an organisation has pinned."""

    seed: bytes = field(repr=False)

    @classmethod
    def generate(cls) -> "RootKey":
        """Make a fresh one."""
        return cls(random(SEED_BYTES))

    @classmethod
    def from_key_file(cls, raw: bytes, passphrase: str) -> "RootKey":
        """Open a key file; SealingError `key-file-unopenable` for a wrong passphrase."""
        return cls(unb64(open_key_file(raw, passphrase)["seed"], length=SEED_BYTES))

    def to_key_file(self, passphrase: str) -> bytes:
        """Write a key file under `passphrase`. Costs about a second."""
        return seal_key_file({"seed": b64(self.seed)}, passphrase, STAFF_PROFILE)

    @property
    def public(self) -> bytes:
        """The public key, 32 bytes."""
        return sign_public(self.seed)

    def sign_roster(self, roster: Roster) -> Statement:
        """Sign a roster: from then on it says whose keys are whose."""
        return sign(roster, self.seed)
