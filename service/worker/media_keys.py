"""The worker pool's keys and how a media worker proves to the API that it holds them.

Owns the pool's key file and the signed answer to the API's challenge. Refuses to know a database
or a person's key: a pool's keys open only what authors sealed to the pool.
"""

import stat
import time
from dataclasses import dataclass, field
from pathlib import Path

from service.client.transport import Transport
from service.sealing.encoding import b64, new_id, unb64
from service.sealing.errors import SealingError
from service.sealing.key_files import open_key_file, seal_key_file
from service.sealing.keys import PersonKeys, Pins
from service.sealing.schemas import PoolEntry, WorkerSession
from service.sealing.statements import sign

KEY_BYTES = 32
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


class KeyFileRefused(Exception):  # noqa: N818 - an answer to the operator
    """The key file cannot be used; the text is one sentence for whoever runs the worker."""


@dataclass(frozen=True)
class PoolKeys:
    """A pool's private keys and the organisation it works for, with that organisation's root."""

    org: str
    pool: str
    root: bytes
    keys: PersonKeys = field(repr=False)

    @classmethod
    def generate(cls, org: str, root: bytes) -> "PoolKeys":
        """Make a new pool's keys; the root's roster must list `entry` before they are of use."""
        return cls(org, new_id(), root, PersonKeys.generate())

    @property
    def entry(self) -> PoolEntry:
        """What the roster says about this pool."""
        return PoolEntry(self.pool, self.keys.sign_public, self.keys.box_public)

    @property
    def pins(self) -> Pins:
        """What a media worker trusts: the root and organisation its operator gave it."""
        return Pins(self.root, self.org)

    def to_key_file(self, passphrase: str) -> bytes:
        """Write a key file under `passphrase`."""
        fields = {
            "org": self.org,
            "pool": self.pool,
            "root": b64(self.root),
            "sign": b64(self.keys.sign_seed),
            "box": b64(self.keys.box_private),
        }
        return seal_key_file(fields, passphrase, "staff-1")

    @classmethod
    def from_key_file(cls, raw: bytes, passphrase: str) -> "PoolKeys":
        """Open a key file. Raises SealingError for a wrong passphrase or another file."""
        fields = open_key_file(raw, passphrase)
        sign_seed, box_private = (unb64(fields[name], length=KEY_BYTES) for name in ("sign", "box"))
        root = unb64(fields["root"], length=KEY_BYTES)
        return cls(fields["org"], fields["pool"], root, PersonKeys(sign_seed, box_private))


def read_pool_keys(key_file: Path, passphrase_file: Path) -> PoolKeys:
    """Read the pool's keys from files that nobody else may read. Raises KeyFileRefused."""
    raw, passphrase = _private(key_file), _private(passphrase_file)
    try:
        return PoolKeys.from_key_file(raw, passphrase.decode().strip())
    except (SealingError, KeyError, UnicodeDecodeError) as error:
        raise KeyFileRefused(
            f"{key_file} does not open with the passphrase in {passphrase_file}."
        ) from error


def _private(path: Path) -> bytes:
    try:
        if path.stat().st_mode & _OTHERS:
            raise KeyFileRefused(f"{path} can be read by others: make its mode 0600.")
        return path.read_bytes()
    except OSError as error:
        raise KeyFileRefused(f"{path} cannot be read.") from error


async def open_session(api_url: str, pool: PoolKeys, worker: str) -> str:
    """Answer the API's challenge with the pool's signature; return a token for this worker."""
    async with Transport(api_url) as transport:
        asked = {"org": pool.org, "pool": pool.pool}
        challenge = await transport.post("/worker/challenge", asked, repeat=True)
        statement = sign(
            WorkerSession(
                org=pool.org,
                pool=pool.pool,
                worker=worker,
                nonce=unb64(challenge["nonce"], length=KEY_BYTES),
                issued=int(time.time()),
            ),
            pool.keys.sign_seed,
        )
        answer = await transport.post("/worker/session", {"statement": statement.to_wire()})
        return str(answer["token"])
