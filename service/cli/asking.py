"""Asking for what must never be an argument, and reading keys that may be.

Owns where a passphrase is read from: the terminal without an echo, or the first line of standard
input where there is no terminal. Refuses arguments and the environment: both are seen by others.
"""

import getpass
import sys
from pathlib import Path

from service.sealing.encoding import unb64
from service.sealing.errors import SealingError

KEY_BYTES = 32


def ask_passphrase(what: str) -> str:
    """Return a passphrase for `what`, without its line end."""
    if sys.stdin.isatty():
        return getpass.getpass(f"Passphrase of {what}: ", stream=sys.stderr)
    return sys.stdin.readline().rstrip("\r\n")


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
