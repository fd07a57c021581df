"""Owns key files (section 5.3): the root's and the pools' private keys under a passphrase.

Refuses to own where the file lies and who may read it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from service.sealing.encoding import canonical, kdf, lp, parse_canonical
from service.sealing.errors import Fault, SealingError
from service.sealing.fields import BYTES, TEXT, read_form, wire, write_record
from service.sealing.padding import pad, unpad
from service.sealing.wrapping import (
    PASSPHRASE,
    aead_open,
    aead_seal,
    new_salt,
    profile_named,
    stretch,
)

LABEL: Final = "gobetween/key-file/1"


@dataclass(frozen=True)
class KeyFile:
    """A key file as it is written: form, profile, 16-byte salt, sealed fields."""

    FORM: ClassVar[str] = LABEL
    form: str = wire(TEXT)
    profile: str = wire(TEXT)
    salt: bytes = wire(BYTES)
    sealed: bytes = wire(BYTES)


def _check_profile(profile: str) -> None:
    if profile_named(profile).kind != PASSPHRASE:
        raise SealingError(Fault.UNKNOWN_PROFILE, "This profile is not for key files.")


def seal_key_file(secret_fields: Mapping[str, str], passphrase: str, profile: str) -> bytes:
    """Write ``secret_fields`` under a passphrase as canonical JSON bytes."""
    _check_profile(profile)
    salt = new_salt()
    key = kdf(stretch(passphrase, salt, profile), LABEL)
    sealed = aead_seal(pad(canonical(dict(secret_fields))), lp(LABEL) + lp(profile), key)
    return canonical(write_record(KeyFile(LABEL, profile, salt, sealed)))


def open_key_file(raw: bytes, passphrase: str) -> dict[str, str]:
    """Give back the fields of a key file.

    Raises ``key-file-invalid`` (another form), ``unknown-profile`` or ``key-file-unopenable``.
    """
    written = read_form(KeyFile, raw, Fault.KEY_FILE_INVALID)
    if written.form != LABEL:
        raise SealingError(Fault.UNKNOWN_VERSION, "The key file's version is not known.")
    _check_profile(written.profile)
    key = kdf(stretch(passphrase, written.salt, written.profile), LABEL)
    bound = lp(LABEL) + lp(written.profile)
    fields = parse_canonical(
        unpad(aead_open(written.sealed, bound, key, Fault.KEY_FILE_UNOPENABLE))
    )
    if not all(isinstance(value, str) for value in fields.values()):
        raise SealingError(Fault.KEY_FILE_INVALID, "A key file holds texts only.")
    return fields
