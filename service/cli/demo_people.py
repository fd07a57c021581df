"""The demonstration's people on disk: `people.json`, readable by its owner only.

Owns that one file. Refuses to hold keys: those stay in vaults and key files.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from service.cli.demo_report import DemoError

FILE: Final = "people.json"


@dataclass(frozen=True)
class Account:
    """How to sign in as one person of the demonstration."""

    name: str
    role: str
    person: str
    login: str
    passphrase: str
    recovery_code: str


@dataclass(frozen=True)
class Demo:
    """Everything a second start needs to find its people again."""

    address: str
    organisation: str
    root_public_key: str
    root_key_file: str
    root_key_passphrase: str
    case: str
    people: tuple[Account, ...]

    def account(self, role: str, nth: int = 0) -> Account:
        """Return the `nth` person with that role."""
        return [one for one in self.people if one.role == role][nth]


def write_private(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step, mode 0600; a reader sees the old or the new, whole."""
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def save(folder: Path, demo: Demo) -> None:
    """Write `people.json` into `folder`."""
    write_private(folder / FILE, json.dumps(asdict(demo), indent=2).encode() + b"\n")


def load(folder: Path) -> Demo | None:
    """Read `people.json`; None where there is none. Raises DemoError when it cannot be used."""
    try:
        raw: dict[str, Any] = json.loads((folder / FILE).read_text())
        people = tuple(Account(**one) for one in raw.pop("people"))
        return Demo(people=people, **raw)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise DemoError(
            f"{folder / FILE} cannot be read as the demonstration's; start again with --fresh."
        ) from error
