"""Grants, notes, cards, wrapped keys and vaults: not one bit can be changed, and none breaks."""

from collections.abc import Callable

import pytest

from service.sealing import keys
from service.sealing.errors import Fault, SealingError
from service.sealing.grants import (
    open_card,
    open_grant,
    open_resume,
    seal_card,
    seal_grant,
    seal_resume,
)
from service.sealing.keys import Vault
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.scenes import person

Open = Callable[[bytes], object]

ME = person("recipient")
BOX = ME.keys.box_private
CASE, ITEM, RENDITION = fixed_id("case"), fixed_id("item"), fixed_id("rendition")
KEY = fixed("key")
VAULT = Vault(BOX, (), fixed_id("org"), ME.person, fixed("root"), 1, ME.keys.sign_seed)
WAY = (ME.person, keys.PROFILES["participant-1"].kind, "participant-1")

SEALED: dict[str, tuple[bytes, Open, Fault]] = {
    "grant": (
        seal_grant(ITEM, RENDITION, ME.box_public, KEY),
        lambda raw: open_grant(raw, ITEM, RENDITION, BOX),
        Fault.GRANT_UNOPENABLE,
    ),
    "resume note": (
        seal_resume(ITEM, RENDITION, ME.box_public, KEY, fixed("digest"), 5),
        lambda raw: open_resume(raw, ITEM, RENDITION, BOX),
        Fault.SEALED_UNOPENABLE,
    ),
    "wrapped key": (
        keys.wrap(KEY, fixed("wrapping"), *WAY),
        lambda raw: keys.unwrap(raw, fixed("wrapping"), *WAY),
        Fault.WRAPPED_UNOPENABLE,
    ),
    "card": (
        seal_card(CASE, ME.box_public, "Names."),
        lambda raw: open_card(CASE, BOX, raw),
        Fault.SEALED_UNOPENABLE,
    ),
    "vault": (
        keys.seal_vault(VAULT, KEY, 7),
        lambda raw: keys.open_vault(raw, KEY, ME.person, 7),
        Fault.VAULT_UNOPENABLE,
    ),
}


def refused_with(act: Open, raw: bytes) -> Fault | None:
    """The code of the refusal; None when it opens. Anything else that is raised is a fault."""
    try:
        act(raw)
    except SealingError as error:
        return error.code
    return None


@pytest.mark.parametrize("name", list(SEALED))
def test_no_bit_can_be_changed(name: str) -> None:
    sealed, act, code = SEALED[name]
    assert refused_with(act, sealed) is None
    # Of a padded one, which has 33,000 bits, one in every byte; of the others every one.
    bits = range(8) if len(sealed) < 1000 else (0,)
    for at in range(len(sealed)):
        for bit in bits:
            spoilt = bytearray(sealed)
            spoilt[at] ^= 1 << (bit + at) % 8
            assert refused_with(act, bytes(spoilt)) is code, (at, (bit + at) % 8)


@pytest.mark.parametrize("name", list(SEALED))
def test_no_byte_can_be_missing_or_too_many(name: str) -> None:
    sealed, act, code = SEALED[name]
    for length in [*range(min(len(sealed), 200)), len(sealed) - 1]:
        assert refused_with(act, sealed[:length]) is code
        assert refused_with(act, sealed[len(sealed) - length :]) is code
    for more in (b"\0", sealed[:1], sealed):
        assert refused_with(act, sealed + more) is code
        assert refused_with(act, more + sealed) is code
