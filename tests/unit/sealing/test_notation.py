"""Encodings and canonical JSON: one form each way, and no exception but ours."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.sealing.encoding import (
    LARGEST_INTEGER,
    b64,
    canonical,
    digest,
    lp,
    new_id,
    parse_canonical,
    parse_id,
    stream_digest,
    unb64,
)
from service.sealing.errors import SealingError
from service.sealing.padding import pad, unpad

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    st.one_of(TEXTS, st.integers(0, LARGEST_INTEGER)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=12,
)
BODIES = st.dictionaries(TEXTS, VALUES, max_size=5)


@given(st.binary(max_size=100))
def test_bytes_survive_being_written(raw: bytes) -> None:
    assert unb64(b64(raw)) == raw
    assert unb64(b64(raw), length=len(raw)) == raw


@given(st.one_of(st.text(max_size=12), st.binary(), st.none(), st.integers()))
def test_only_what_b64_wrote_is_read(text: object) -> None:
    try:
        raw = unb64(text)
    except SealingError:
        return
    assert b64(raw) == text


@given(BODIES)
def test_a_body_has_one_form(body: dict[str, object]) -> None:
    try:
        raw = canonical(body)
    except SealingError:
        return  # nested too deeply
    assert parse_canonical(raw) == body
    for spelling in (
        json.dumps(body),
        json.dumps(body, indent=1),
        json.dumps(dict(reversed(body.items())), ensure_ascii=False, separators=(",", ":")),
    ):
        if spelling.encode() != raw:
            with pytest.raises(SealingError):
                parse_canonical(spelling.encode())


ANY_TEXT = st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass"))


@given(st.one_of(st.binary(max_size=40), ANY_TEXT))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        body = parse_canonical(raw)
    except SealingError:
        return
    assert canonical(body) == raw


@given(st.binary(max_size=9000))
def test_padding_comes_off_whole(plain: bytes) -> None:
    padded = pad(plain)
    assert len(padded) % 4096 == 0
    assert unpad(padded) == plain


@given(st.lists(st.binary(max_size=50), max_size=5))
def test_a_stream_has_the_digest_of_its_bytes(parts: list[bytes]) -> None:
    assert stream_digest(parts) == digest(b"".join(parts))


@given(st.lists(st.binary(max_size=5), max_size=4), st.lists(st.binary(max_size=5), max_size=4))
def test_no_two_lists_are_prefixed_alike(one: list[bytes], other: list[bytes]) -> None:
    assert (b"".join(map(lp, one)) == b"".join(map(lp, other))) == (one == other)


def test_a_new_id_is_an_id_and_new() -> None:
    assert parse_id(new_id()) != new_id()


def test_a_key_that_is_no_text_cannot_be_written() -> None:
    with pytest.raises(SealingError):
        canonical({1: "a"})
