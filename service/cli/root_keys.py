"""A root's key file, or a release's of the same form, opened for one signature.

Guarantees that nobody else can read the file, and says in one sentence what is wrong with it.
Refuses to own the key: whoever asked for it signs and forgets it.
"""

from pathlib import Path
from typing import Final

from service.cli.staff_secrets import StaffError, read_private
from service.client.roots import RootKey
from service.sealing.errors import Fault, SealingError

_NO_KEY_FILE: Final = frozenset(
    {Fault.KEY_FILE_INVALID, Fault.UNKNOWN_VERSION, Fault.UNKNOWN_PROFILE}
)


def open_root_key(path: Path, passphrase: str) -> RootKey:
    """Open a key file. Costs about a second.

    Raises StaffError for a file that others can read or that holds no such key, and SealingError
    `key-file-unopenable` for another passphrase.
    """
    raw = read_private(path)
    try:
        return RootKey.from_key_file(raw, passphrase)
    except KeyError as error:
        raise StaffError(f"{path} holds another key than a root's.") from error
    except SealingError as error:
        if error.code in _NO_KEY_FILE:
            raise StaffError(f"{path} is no key file.") from error
        if error.code == Fault.KEY_FILE_UNOPENABLE:
            said = "The passphrase does not open this key file."
            raise SealingError(error.code, said) from error
        raise
