"""Argon2 at its least cost, for suites about something else than secrets.

Owns one substitution in the process of the tests: the same function over the same secret and salt,
with one pass over 8 KiB. Refuses suites in which anything else stretches, such as a browser. What
the costs are and that they are paid is held by the vectors in `unit`, and by `browser`,
`integration`, `attacks` and `faults`, where everybody pays them.
"""

import contextlib
import functools
from collections.abc import Iterator

import pytest
from nacl.bindings import (
    crypto_pwhash_alg,
    crypto_pwhash_argon2id_MEMLIMIT_MIN,
    crypto_pwhash_argon2id_OPSLIMIT_MIN,
)

from service.sealing import wrapping

CLI = """
import sys
from tests.factories.stretching import stretch_lightly
stretch_lightly()
from service.cli.__main__ import main
sys.exit(main(sys.argv[1:]))
"""
"""The command line in a process of its own that stretches as this one does; run where tests are."""


def stretch_lightly() -> None:
    """Do so in this process to its end."""
    setattr(wrapping, "crypto_pwhash_alg", _light)  # noqa: B010 - a name of its own there


@functools.cache
def _light(
    length: int, secret: bytes, salt: bytes, _passes: int, _memory: int, algorithm: int
) -> bytes:
    return bytes(
        crypto_pwhash_alg(
            length,
            secret,
            salt,
            crypto_pwhash_argon2id_OPSLIMIT_MIN,
            crypto_pwhash_argon2id_MEMLIMIT_MIN,
            algorithm,
        )
    )


@pytest.fixture(scope="session", autouse=True)
def stretched_lightly(stretched_once: None) -> Iterator[None]:
    """Stretch in a hundredth of a millisecond instead of half a second, a thousand times over.

    After `stretched_once`, whose place it takes to the end: each suite has processes of its own.
    """
    with _lightly():
        yield


@pytest.fixture(scope="module", autouse=True)
def stretched_lightly_here(stretched_once: None) -> Iterator[None]:
    """Do so for one file, in a suite of which other files start devices in other processes."""
    with _lightly():
        yield


@contextlib.contextmanager
def _lightly() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(wrapping, "crypto_pwhash_alg", _light)
        yield
