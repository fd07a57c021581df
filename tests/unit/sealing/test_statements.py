"""Statements: what is signed opens, and one changed bit anywhere is refused."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.sealing.errors import Fault, SealingError
from service.sealing.schemas import BODIES, Acceptance, Body, Manifest
from service.sealing.statements import Statement, open_statement, pae, sign, sign_public
from tests.vectors.making.decided import decision_samples
from tests.vectors.making.disclosing import disclosure_samples
from tests.vectors.making.fixed import fixed
from tests.vectors.making.kept import keeping_samples
from tests.vectors.making.later_signed import later_samples
from tests.vectors.making.offered import offer_samples
from tests.vectors.making.policies import policy_samples
from tests.vectors.making.practised import pause_samples, practice_samples
from tests.vectors.making.signed import samples

SAMPLES = {
    **samples(),
    **later_samples(),
    **practice_samples(),
    **pause_samples(),
    **decision_samples(),
    **offer_samples(),
    **policy_samples(),
    **keeping_samples(),
    **disclosure_samples(),
}
SEED = fixed("a signer")
ACCEPTANCE = SAMPLES["gobetween/acceptance/1"]
SIGNED = sign(ACCEPTANCE, SEED)


@pytest.mark.parametrize("kind", list(BODIES))
def test_a_statement_of_every_type_opens_as_what_was_signed(kind: str) -> None:
    statement = sign(SAMPLES[kind], SEED)
    travelled = Statement.from_wire(statement.to_wire())
    assert travelled == statement
    assert open_statement(travelled, BODIES[kind]) == SAMPLES[kind] == travelled.body
    assert travelled.key == sign_public(SEED)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["payload", "key", "signature"]), st.data())
def test_a_flipped_bit_anywhere_is_refused(part: str, data: st.DataObject) -> None:
    raw = bytearray(getattr(SIGNED, part))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    changed: dict[str, Any] = {part: bytes(raw)}
    spoilt = replace(SIGNED, **changed)
    with pytest.raises(SealingError) as refused:
        open_statement(spoilt, Acceptance)
    assert refused.value.code is Fault.STATEMENT_SIGNATURE


@pytest.mark.parametrize("kind", [k for k in BODIES if k != Acceptance.TYPE])
def test_no_type_passes_as_another(kind: str) -> None:
    with pytest.raises(SealingError) as refused:
        open_statement(SIGNED, BODIES[kind])
    assert refused.value.code is Fault.STATEMENT_TYPE
    with pytest.raises(SealingError) as renamed:
        open_statement(replace(SIGNED, type=kind), BODIES[kind])
    assert renamed.value.code is Fault.STATEMENT_SIGNATURE


def test_an_unknown_type_has_no_body() -> None:
    with pytest.raises(SealingError) as refused:
        _ = replace(SIGNED, type="gobetween/nothing/1").body
    assert refused.value.code is Fault.STATEMENT_TYPE


@given(st.text(max_size=8), st.binary(max_size=8), st.text(max_size=8), st.binary(max_size=8))
def test_no_two_statements_are_signed_over_the_same_bytes(
    kind: str, payload: bytes, other: str, body: bytes
) -> None:
    assert (pae(kind, payload) == pae(other, body)) == ((kind, payload) == (other, body))


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_key_of_another_length_never_reaches_libsodium(size: int) -> None:
    with pytest.raises(SealingError) as refused:
        open_statement(replace(SIGNED, key=bytes(size)), Acceptance)
    assert refused.value.code is Fault.STATEMENT_SIGNATURE
    with pytest.raises(SealingError) as unsigned:
        sign(ACCEPTANCE, bytes(size))
    assert unsigned.value.code is Fault.BAD_KEY


def wrong_bodies() -> list[Body]:
    manifest = SAMPLES["gobetween/manifest/1"]
    assert isinstance(manifest, Manifest)
    return [
        replace(manifest, version=0),
        replace(manifest, version=True),
        replace(manifest, kind="message"),
        replace(manifest, containers=()),
        replace(manifest, case_statement=b"short"),
        replace(manifest, recipients=("everyone",)),
    ]


@pytest.mark.parametrize("body", wrong_bodies())
def test_nothing_outside_its_table_is_ever_signed(body: Body) -> None:
    with pytest.raises(SealingError):
        sign(body, SEED)


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)),
        lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(max_size=9), inner)),
        max_leaves=5,
    )
)
def test_any_wire_shape_is_read_or_refused(value: object) -> None:
    with pytest.raises(SealingError) as refused:
        Statement.from_wire(value)
    assert refused.value.code is Fault.BAD_ENCODING
