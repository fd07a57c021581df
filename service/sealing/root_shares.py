"""Owns the three printed shares of an organisation's root (section 5.4), two of which restore it.

Refuses to own paper and screens. The shares are those of SLIP-0039, so that another program can
restore a root too; each line carries a checksum that finds up to three mistyped words. The package
that makes them, and carries their list of words, is under the MIT licence.
"""

import re
from typing import Final

from nacl.bindings import sodium_memcmp
from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORD_INDEX_MAP

from service.sealing.errors import Fault, SealingError
from service.sealing.statements import SEED_BYTES, sign_public

SHARES: Final = 3
ENOUGH: Final = 2
WORDS: Final = 33
_ONE_GROUP: Final = ((ENOUGH, SHARES),)
# The root is random already; SLIP-0039's own stretching has nothing to protect.
_LEAST_STRETCHING: Final = 0


def split_root(seed: bytes) -> tuple[str, ...]:
    """Three lines of 33 words; any two give the 32-byte seed back, one alone says nothing."""
    if len(seed) != SEED_BYTES:
        raise SealingError(Fault.BAD_KEY, "A signing seed has 32 bytes.")
    groups = generate_mnemonics(
        group_threshold=1,
        groups=_ONE_GROUP,
        master_secret=seed,
        iteration_exponent=_LEAST_STRETCHING,
    )
    return tuple(str(one) for one in groups[0])


def check_share(line: str) -> str:
    """Give a typed share in its one form; ``root-share-invalid`` when a word is mistyped.

    So each line is checked as soon as it is typed, before there is a second. The sentence says
    which words cannot be right, by their numbers, and never shows one.
    """
    words = re.findall(r"[a-z]+", line.lower())
    if len(words) != WORDS:
        raise _invalid(f"there are {len(words)} words in place of {WORDS}")
    strange = [str(at) for at, word in enumerate(words, start=1) if word not in WORD_INDEX_MAP]
    if strange:
        raise _invalid(f"see number {', '.join(strange)}, not in the list of words")
    try:
        share = Share.from_mnemonic(" ".join(words))
    except MnemonicError:
        raise _invalid("each is in the list of words, and one is not the right one") from None
    if (share.member_threshold, share.group_threshold) != (ENOUGH, 1):
        raise _invalid("this is a share of something else")
    return " ".join(words)


def join_root(lines: tuple[str, str], root: bytes) -> bytes:
    """Restore the seed from two different shares, and hold it against the public ``root``.

    Raises ``root-share-invalid`` for a mistyped line, and ``root-shares-mismatch`` for twice the
    same, two of different roots, or another root than ``root`` (32 bytes).
    """
    checked = [check_share(line) for line in lines]
    try:
        seed = bytes(combine_mnemonics(checked))
    except MnemonicError:
        raise _mismatch() from None
    if len(seed) != SEED_BYTES or not sodium_memcmp(sign_public(seed), root):
        raise _mismatch()
    return seed


def _invalid(why: str) -> SealingError:
    said = f"A word of the share is mistyped or missing: {why}."
    return SealingError(Fault.ROOT_SHARE_INVALID, said)


def _mismatch() -> SealingError:
    return SealingError(Fault.ROOT_SHARES_MISMATCH, "These two shares do not give this root.")
