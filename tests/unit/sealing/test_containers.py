"""Containers: any file comes back whole, from any place, and nothing else does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.sealing.container import (
    CHUNK,
    SEALED_CHUNK,
    ContainerOpener,
    ContainerSealer,
    DigestTable,
    PlainReader,
    build_table,
    new_content_key,
    resumable_salt,
)
from service.sealing.encoding import digest, new_id, stream_digest
from service.sealing.errors import Fault, SealingError
from service.sealing.padding import padded_length
from service.sealing.slices import slice_count, slice_length, slice_of, slice_span
from service.sealing.table import chunk_count

CONTEXT = (new_id(), new_id(), new_id())
# A byte either side of every border: of the length in front, of padding steps, of chunks.
BORDERS = [
    n + d for n in (0, 4088, CHUNK - 8, CHUNK, 2 * CHUNK - 8) for d in (-1, 0, 1) if n + d >= 0
]


def plaintext(length: int) -> bytes:
    return bytes(range(251)) * (length // 251) + bytes(range(length % 251))


def seal(key: bytes, plain: bytes, salt: bytes | None = None) -> tuple[DigestTable, list[bytes]]:
    sealer = ContainerSealer(key, *CONTEXT, len(plain), salt)
    chunks = [
        sealer.seal_chunk(i, lambda at, size: plain[at : at + size]) for i in range(sealer.chunks)
    ]
    return sealer.table(), chunks


@pytest.mark.parametrize("length", BORDERS)
def test_what_was_sealed_comes_back_at_every_border(length: int) -> None:
    key, plain = new_content_key(), plaintext(length)
    table, chunks = seal(key, plain)
    opener = ContainerOpener(key, *CONTEXT, DigestTable.from_bytes(table.to_bytes()))
    reader = PlainReader(opener, chunks.__getitem__)
    assert reader.size == length
    assert reader.read_all() == plain
    assert stream_digest(reader.parts()) == digest(plain)
    assert sum(map(len, chunks)) == table.padded + 16 * table.chunks


PLAIN = plaintext(2 * CHUNK + 70_000)
KEY = new_content_key()
TABLE, CHUNKS = seal(KEY, PLAIN)
OPENER = ContainerOpener(KEY, *CONTEXT, TABLE)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(PLAIN) + 10), st.integers(0, CHUNK + 10))
def test_any_part_can_be_read_alone(offset: int, length: int) -> None:
    reader = PlainReader(OPENER, CHUNKS.__getitem__)
    assert reader.read(offset, length) == PLAIN[offset : offset + length]


def test_reading_a_part_fetches_only_its_chunks() -> None:
    fetched: list[int] = []

    def fetch(index: int) -> bytes:
        fetched.append(index)
        return CHUNKS[index]

    reader = PlainReader(OPENER, fetch)
    reader.read(2 * CHUNK + 5, 100)
    reader.read(2 * CHUNK + 500, 100)
    assert fetched == [0, 2]


def test_a_part_before_the_start_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError, match="not negative"):
        PlainReader(OPENER, CHUNKS.__getitem__).read(-1, 5)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(CHUNKS) - 1), st.data())
def test_any_flipped_bit_is_refused_twice_over(index: int, data: st.DataObject) -> None:
    spoilt = bytearray(CHUNKS[index])
    border = st.sampled_from([0, 1, 15, 16, len(spoilt) - 17, len(spoilt) - 16, len(spoilt) - 1])
    at = data.draw(st.one_of(border, st.integers(0, len(spoilt) - 1)))
    spoilt[at] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SealingError) as by_digest:
        OPENER.open_chunk(index, bytes(spoilt))
    assert by_digest.value.code is Fault.CHUNK_REPLACED
    digests = list(TABLE.digests)
    digests[index] = digest(bytes(spoilt))
    matching = ContainerOpener(KEY, *CONTEXT, build_table(TABLE.header, TABLE.padded, digests))
    with pytest.raises(SealingError) as by_tag:
        matching.open_chunk(index, bytes(spoilt))
    assert by_tag.value.code is Fault.CHUNK_UNOPENABLE


def test_an_upload_can_go_on_elsewhere_with_the_same_bytes() -> None:
    salt = resumable_salt(KEY, digest(PLAIN), len(PLAIN))
    table, chunks = seal(KEY, PLAIN, salt)
    again = ContainerSealer(KEY, *CONTEXT, len(PLAIN), salt)
    assert again.header == table.header
    backwards = [
        again.seal_chunk(i, lambda at, size: PLAIN[at : at + size]) for i in reversed(range(3))
    ]
    assert backwards[::-1] == chunks
    assert again.table() == table


def test_a_changed_file_gets_another_payload_key() -> None:
    changed = b"\1" + PLAIN[1:]
    salts = [resumable_salt(KEY, digest(one), len(one)) for one in (PLAIN, changed)]
    sealers = [ContainerSealer(KEY, *CONTEXT, len(PLAIN), salt) for salt in salts]
    last = [one.seal_chunk(2, lambda at, size: PLAIN[at : at + size]) for one in sealers]
    assert sealers[0].header != sealers[1].header
    assert last[0] != last[1]


def test_without_a_given_salt_nothing_is_sealed_alike() -> None:
    assert seal(KEY, b"the same")[1] != seal(KEY, b"the same")[1]


def test_a_file_that_changes_while_it_is_sealed_is_refused() -> None:
    sealer = ContainerSealer(KEY, *CONTEXT, 100)
    sealer.seal_chunk(0, lambda _at, size: b"a" * size)
    with pytest.raises(SealingError) as refused:
        sealer.seal_chunk(0, lambda _at, size: b"b" * size)
    assert refused.value.code is Fault.PLAINTEXT_CHANGED


@pytest.mark.parametrize("difference", [-1, 1])
def test_a_file_of_another_length_than_told_is_refused(difference: int) -> None:
    sealer = ContainerSealer(KEY, *CONTEXT, 100)
    with pytest.raises(SealingError) as refused:
        sealer.seal_chunk(0, lambda _at, size: bytes(size + difference))
    assert refused.value.code is Fault.PLAINTEXT_CHANGED


def test_there_is_no_table_before_every_chunk_is_sealed() -> None:
    sealer = ContainerSealer(KEY, *CONTEXT, len(PLAIN))
    sealer.seal_chunk(1, lambda at, size: PLAIN[at : at + size])
    with pytest.raises(SealingError) as refused:
        sealer.table()
    assert refused.value.code is Fault.TABLE_INVALID


@pytest.mark.parametrize("index", [-1, 3, 2**63])
def test_there_is_no_chunk_outside_the_table(index: int) -> None:
    with pytest.raises(SealingError) as refused:
        OPENER.check_chunk(index, CHUNKS[0])
    assert refused.value.code is Fault.TABLE_INVALID


@pytest.mark.parametrize(("part", "size"), [("key", 31), ("key", 33), ("salt", 23), ("salt", 25)])
def test_keys_and_salts_of_other_lengths_are_refused(part: str, size: int) -> None:
    key = bytes(size) if part == "key" else KEY
    salt = bytes(size) if part == "salt" else bytes(24)
    with pytest.raises(SealingError) as refused:
        ContainerSealer(key, *CONTEXT, 5, salt)
    assert refused.value.code is Fault.BAD_KEY


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 2**45))
def test_padding_hides_the_length_and_costs_little(length: int) -> None:
    padded = padded_length(length)
    assert padded >= length + 8
    assert padded - (length + 8) < max(4096, (length + 8) / 32 + 1)
    assert padded_length(padded - 8) == padded


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 200 * CHUNK), st.integers(1, 32))
def test_slices_hold_every_chunk_once(padded: int, per: int) -> None:
    chunks = chunk_count(padded)
    spans = [slice_span(number, chunks, per) for number in range(slice_count(chunks, per))]
    assert [chunk for span in spans for chunk in span] == list(range(chunks))
    total = sum(slice_length(number, padded, per) for number in range(len(spans)))
    assert total == padded + 16 * chunks
    for chunk in range(chunks):
        number, offset = slice_of(chunk, per)
        assert chunk in spans[number]
        assert offset == (chunk - spans[number].start) * SEALED_CHUNK


@pytest.mark.parametrize("per", [0, 33, -1])
def test_a_slice_holds_one_to_thirty_two_chunks(per: int) -> None:
    with pytest.raises(ValueError, match="1 to 32"):
        slice_of(0, per)


def test_there_is_no_slice_past_the_last() -> None:
    with pytest.raises(ValueError, match="no such slice"):
        slice_span(2, 2, 1)
