"""Asking for what must never be an argument, and looking at the files and keys that may be.

Owns where a passphrase is read from: a private file or a pipe that was named, the terminal without
an echo, or the first line of standard input where there is no terminal. Refuses arguments and the
environment: both are seen by others.
"""

import getpass
import sys
from pathlib import Path

from service.cli.staff_secrets import Source, because
from service.sealing.encoding import unb64
from service.sealing.errors import SealingError

KEY_BYTES = 32


def ask_passphrase(what: str, file: Path | None = None, descriptor: int | None = None) -> str:
    """Return a passphrase for `what`, without its line end; StaffError for a file of no use."""
    if file is not None or descriptor is not None:
        return Source(f"the passphrase of {what}", file, descriptor).read()
    if sys.stdin.isatty():
        return getpass.getpass(f"Passphrase of {what}: ", stream=sys.stderr)
    return sys.stdin.readline().rstrip("\r\n")


def look_at(path: Path) -> Path:
    """Return the path of a file that can be read from front to back, and again.

    Raises ValueError, which says what is there instead.
    """
    try:
        if path.is_dir():
            raise ValueError(f"{path} is a folder, not a file.")
        if path.exists() and not path.is_file():
            raise ValueError(f"{path} is a pipe or a device: save it to a file first.")
        with path.open("rb"):
            return path
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {because(error)}.") from error


def read_public_key(given: str) -> bytes:
    """Read a public key, 32 bytes: the key itself in base64url, or the file that holds it.

    Raises ValueError for anything else.
    """
    path = Path(given)
    try:
        text = path.read_text(encoding="ascii").strip() if path.is_file() else given
        return unb64(text, length=KEY_BYTES)
    except (OSError, UnicodeDecodeError, SealingError):
        raise ValueError(f"not a public key, nor a file that holds one: {given}") from None
