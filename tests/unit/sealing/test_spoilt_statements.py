"""Statements truly signed in any other form than the one, or with one bit changed: none opens."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.bindings import crypto_sign, crypto_sign_seed_keypair

from service.sealing.encoding import canonical, parse_canonical
from service.sealing.errors import Fault, SealingError
from service.sealing.fields import write_record
from service.sealing.schemas import BODIES
from service.sealing.statements import Statement, open_statement, pae, sign
from tests.unit.sealing.spoilt_forms import Form, other_facts, other_forms, other_numbers
from tests.vectors.making.decided import decision_samples
from tests.vectors.making.disclosing import disclosure_samples
from tests.vectors.making.fixed import fixed
from tests.vectors.making.later_signed import later_samples
from tests.vectors.making.offered import offer_samples
from tests.vectors.making.practised import pause_samples, practice_samples
from tests.vectors.making.signed import samples

PUBLIC, SECRET = crypto_sign_seed_keypair(fixed("a signer"))
SIGNED = {
    kind: sign(body, fixed("a signer"))
    for kind, body in {
        **samples(),
        **later_samples(),
        **practice_samples(),
        **pause_samples(),
        **decision_samples(),
        **offer_samples(),
        **disclosure_samples(),
    }.items()
}
FORM = {Fault.STATEMENT_NOT_CANONICAL}
FACTS = {Fault.STATEMENT_NOT_CANONICAL, Fault.STATEMENT_SCHEMA}


def signed_as(kind: str, payload: bytes) -> Statement:
    """Sign bytes of any form, as an insider with a key of their own can."""
    signature = bytes(crypto_sign(pae(kind, payload), SECRET)[:64])
    return Statement(kind, payload, bytes(PUBLIC), signature)


def refused_with(statement: Statement) -> Fault | None:
    """The code that the statement is refused with; None when it opens."""
    try:
        open_statement(statement, BODIES[statement.type])
    except SealingError as error:
        return error.code
    return None


def taken(kind: str, forms: Iterator[Form], codes: set[Fault]) -> list[str]:
    """The names of the forms that were not refused with one of the codes; there are some."""
    found = {name: refused_with(signed_as(kind, raw)) for name, raw in forms}
    return [f"{name}: {code}" for name, code in found.items() if code not in codes]


def test_there_is_a_sample_of_every_type() -> None:
    assert set(SIGNED) == set(BODIES)
    assert len(BODIES) == 32
    for kind, statement in SIGNED.items():
        assert refused_with(signed_as(kind, statement.payload)) is None


@pytest.mark.parametrize("kind", list(BODIES))
def test_a_signed_body_of_another_form_is_refused(kind: str) -> None:
    payload = SIGNED[kind].payload
    assert sum(1 for _ in other_forms(payload)) > 45
    assert taken(kind, other_forms(payload), FORM) == []


@pytest.mark.parametrize("kind", list(BODIES))
def test_a_number_has_one_spelling_and_a_largest_value(kind: str) -> None:
    payload = SIGNED[kind].payload
    assert any(other_numbers(payload))
    assert taken(kind, other_numbers(payload), FACTS) == []


@pytest.mark.parametrize("kind", list(BODIES))
def test_a_body_has_exactly_its_keys_and_each_a_value_of_its_sort(kind: str) -> None:
    assert taken(kind, other_facts(SIGNED[kind].payload), FACTS) == []


@pytest.mark.parametrize("kind", list(BODIES))
def test_one_bit_changed_in_any_byte_of_a_statement_of_any_type_is_refused(kind: str) -> None:
    honest = SIGNED[kind]
    for part in ("payload", "key", "signature"):
        raw = getattr(honest, part)
        for at in range(len(raw)):
            spoilt = bytearray(raw)
            spoilt[at] ^= 1 << at % 8
            changed = {part: bytes(spoilt)}
            statement = replace(honest, **changed)  # type: ignore[arg-type]
            assert refused_with(statement) is Fault.STATEMENT_SIGNATURE


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(BODIES)), st.data())
def test_bits_changed_before_it_was_signed_give_another_body_or_none(
    kind: str, data: st.DataObject
) -> None:
    spoilt = bytearray(SIGNED[kind].payload)
    for _ in range(data.draw(st.integers(1, 3))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    statement = signed_as(kind, bytes(spoilt))
    code = refused_with(statement)
    assert code is None or code in FACTS
    if code is not None:
        return
    body = open_statement(statement, BODIES[kind])
    assert canonical(write_record(body)) == bytes(spoilt)
    assert write_record(body) == parse_canonical(bytes(spoilt))
