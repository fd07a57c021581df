"""Owns the making of codes and passphrases from words, and of recovery codes.

Refuses to own a word list: it reads the EFF long list that the package ``xkcdpass`` carries. The
list is under CC BY 3.0 by the Electronic Frontier Foundation, the package under BSD-3-Clause.
"""

import secrets
from functools import cache
from importlib.resources import files
from typing import Final

from service.sealing.errors import Fault, SealingError

WORDS_IN_LIST: Final = 7776
WORDS_IN_CODE: Final = 6
CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RECOVERY_CHARACTERS: Final = 26
LOGIN_CHARACTERS: Final = 8
_GROUP: Final = 4
_RECOVERY_BITS: Final = 128
_SPARE_BITS: Final = 5 * RECOVERY_CHARACTERS - _RECOVERY_BITS


@cache
def long_list() -> tuple[str, ...]:
    """The 7,776 words; 12.9 bits each."""
    words = tuple(files("xkcdpass").joinpath("static/eff-long").read_text("utf-8").split())
    if len(words) != WORDS_IN_LIST or len(set(words)) != WORDS_IN_LIST:
        raise RuntimeError("the installed word list is not the EFF long list")
    return words


def new_code() -> str:
    """Six random words: 77 bits, for one enrolment."""
    return " ".join(secrets.choice(long_list()) for _ in range(WORDS_IN_CODE))


def new_passphrase() -> str:
    """Six random words: 77 bits, to propose to a person."""
    return new_code()


def new_login() -> str:
    """A random printed handle, ``xxxx-xxxx``; never an e-mail address."""
    return _grouped("".join(secrets.choice(CROCKFORD.lower()) for _ in range(LOGIN_CHARACTERS)))


def new_recovery_code() -> str:
    """128 random bits as 26 Crockford characters in groups of four."""
    number = secrets.randbits(_RECOVERY_BITS) << _SPARE_BITS
    shifts = range(5 * (RECOVERY_CHARACTERS - 1), -1, -5)
    return _grouped("".join(CROCKFORD[(number >> shift) & 31] for shift in shifts))


def normalise_recovery_code(text: str) -> str:
    """Give the 26 characters as typed by a tired hand; ``secret-invalid`` if they cannot be one."""
    kept = "".join(one for one in text.upper() if one.isascii() and one.isalnum())
    code = kept.translate(str.maketrans("OIL", "011"))
    if len(code) != RECOVERY_CHARACTERS or any(one not in CROCKFORD for one in code):
        raise SealingError(Fault.SECRET_INVALID, "This cannot be a recovery code.")
    if CROCKFORD.index(code[-1]) % (1 << _SPARE_BITS):
        raise SealingError(Fault.SECRET_INVALID, "This cannot be a recovery code.")
    return code


def crockford(raw: bytes) -> str:
    """Bytes as Crockford characters in groups of four; a whole number of them, 5 bits each."""
    number = int.from_bytes(raw, "big")
    shifts = range(8 * len(raw) - 5, -1, -5)
    return _grouped("".join(CROCKFORD[(number >> shift) & 31] for shift in shifts))


def _grouped(characters: str) -> str:
    starts = range(0, len(characters), _GROUP)
    return "-".join(characters[at : at + _GROUP] for at in starts)
