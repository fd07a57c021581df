"""Containers at every border: what was sealed comes back, and no change gives anything else."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.sealing.container import (
    CHUNK,
    ContainerOpener,
    ContainerSealer,
    DigestTable,
    PlainReader,
    resumable_salt,
)
from service.sealing.encoding import b64, be64, digest
from service.sealing.errors import Fault, SealingError
from service.sealing.padding import LENGTH_BYTES, padded_length
from service.sealing.slices import slice_count, slice_length
from service.sealing.table import HEADER_BYTES
from tests.unit.sealing.changed_containers import CHANGES, Stored
from tests.vectors.making.fixed import fixed, fixed_id

KEY = fixed("content key")
CONTEXT = (fixed_id("case"), fixed_id("item"), fixed_id("rendition"))
FILE = fixed("a file", CHUNK) * 4
TABLE_START = HEADER_BYTES + 8


def borders(most: int) -> list[int]:
    """Every length of plaintext at which a chunk or a step of padding ends, up to `most`."""
    found, length = {k * CHUNK - LENGTH_BYTES for k in range(1, most // CHUNK + 1)}, 0
    while length <= most:
        full = padded_length(length) - LENGTH_BYTES
        found.add(full)
        length = full + 1
    return sorted(found)


BORDERS = borders(3 * CHUNK)
LENGTHS = sorted({0, 1} | {end + by for end in BORDERS for by in (-1, 0, 1)})
# Few enough to keep sealed, and with one, two, three and four chunks.
TRIED = [n for k in (1, 2, 3) for n in (k * CHUNK - 9, k * CHUNK - 8, k * CHUNK - 7)]
TRIED += [0, 1, 4087, 4088, 4089]


@dataclass(frozen=True)
class Sealed:
    table: bytes
    chunks: tuple[bytes, ...]


@cache
def sealed(length: int, key: bytes = KEY, context: tuple[str, str, str] = CONTEXT) -> Sealed:
    plain = FILE[:length]
    salt = resumable_salt(key, digest(plain), length)
    sealer = ContainerSealer(key, *context, length, salt)
    chunks = tuple(
        sealer.seal_chunk(index, lambda at, size: plain[at : at + size])
        for index in range(sealer.chunks)
    )
    return Sealed(sealer.table().to_bytes(), chunks)


def opened(
    table: bytes,
    chunks: list[bytes],
    key: bytes = KEY,
    context: tuple[str, str, str] = CONTEXT,
) -> bytes | Fault:
    """The whole plaintext, or the code of the refusal. Anything else that is raised is a fault."""
    try:
        opener = ContainerOpener(key, *context, DigestTable.from_bytes(table))
        fetch = dict(enumerate(chunks))
        return PlainReader(opener, lambda index: fetch.get(index, b"")).read_all()
    except SealingError as error:
        return error.code


def test_the_borders_are_those_of_chunks_and_of_padding() -> None:
    assert {CHUNK - 8, 2 * CHUNK - 8, 3 * CHUNK - 8, 4088, 8184} <= set(BORDERS)
    assert len(BORDERS) > 100
    for end in BORDERS:
        assert padded_length(end) < padded_length(end + 1) or (end + LENGTH_BYTES) % CHUNK == 0


@pytest.mark.parametrize("part", range(8))
def test_every_length_at_a_border_comes_back_whole(part: int) -> None:
    for length in LENGTHS[part::8]:
        one = sealed.__wrapped__(length)
        assert opened(one.table, list(one.chunks)) == FILE[:length]
        padded = DigestTable.from_bytes(one.table).padded
        slices = [slice_length(n, padded, 1) for n in range(slice_count(len(one.chunks), 1))]
        assert [len(chunk) for chunk in one.chunks] == slices


def _place(data: st.DataObject, size: int) -> int:
    ends = st.sampled_from([0, max(0, size - 17), max(0, size - 16), size - 1])
    return data.draw(st.one_of(ends, st.integers(0, size - 1)))


def _change(data: st.DataObject, stored: Stored) -> dict[str, Any]:
    """One change to what is stored, of any kind that a host can make."""
    kind = data.draw(st.sampled_from(sorted(CHANGES)))
    which = st.integers(0, len(stored.chunks) - 1)
    chunk = data.draw(which)
    size, table = len(stored.chunks[chunk]), len(stored.table)
    lengths = st.one_of(st.sampled_from([0, 1, 2**63, 2**64 - 1]), st.integers(0, 5 * CHUNK))
    facts: dict[str, Any] = {
        "do": kind,
        "chunk": chunk,
        "byte": _place(data, size),
        "chunks": (chunk, data.draw(which)),
        "to": data.draw(st.integers(0, 255 if kind == "set-table-byte" else size - 1)),
        "by": data.draw(st.integers(1, 40)),
        "over": data.draw(which),
        "copy": chunk,
        "bytes": b64(be64(data.draw(lengths))),
        "at": _place(data, table),
    }
    return facts


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(TRIED), st.integers(1, 3), st.data())
def test_whatever_a_host_changes_is_refused(length: int, changes: int, data: st.DataObject) -> None:
    honest = sealed(length)
    stored = Stored(bytearray(honest.table), list(honest.chunks))
    for _ in range(changes):
        # A table that was cut, or a chunk cut to nothing, leaves little to change.
        if len(stored.table) <= TABLE_START or not all(stored.chunks) or not stored.chunks:
            break
        change = _change(data, stored)
        CHANGES[change["do"]](stored, change)
    if len(stored.table) >= TABLE_START and data.draw(st.booleans()):
        CHANGES["rehash"](stored, {})
    found = opened(bytes(stored.table), stored.chunks)
    # What stands behind the last chunk is never asked for.
    used = stored.chunks[: len(honest.chunks)]
    if bytes(stored.table) == honest.table and used == list(honest.chunks):
        assert found == FILE[:length]
    else:
        assert isinstance(found, Fault)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(TRIED), st.sampled_from(TRIED), st.sampled_from(["table", "header", "chunks"])
)
def test_no_part_of_another_container_under_the_same_key_fits(
    one: int, other: int, part: str
) -> None:
    mine, theirs = sealed(one), sealed(other)
    if one == other:
        theirs = sealed(one, context=(CONTEXT[0], CONTEXT[1], fixed_id("another")))
    table, chunks = mine.table, list(mine.chunks)
    if part == "table":
        table = theirs.table
    elif part == "header":
        table = theirs.table[:HEADER_BYTES] + mine.table[HEADER_BYTES:]
    else:
        chunks = list(theirs.chunks)
    assert isinstance(opened(table, chunks), Fault)


@pytest.mark.parametrize("length", TRIED)
def test_another_key_or_another_place_opens_nothing(length: int) -> None:
    honest = sealed(length)
    other = fixed_id("another")
    case, item, rendition = CONTEXT
    for context in (
        (other, item, rendition),
        (case, other, rendition),
        (case, item, other),
        (item, case, rendition),
        (case, rendition, item),
    ):
        found = opened(honest.table, list(honest.chunks), context=context)
        assert found is Fault.CONTAINER_KEY
    for at in range(len(KEY)):
        key = bytearray(KEY)
        key[at] ^= 1 << at % 8
        assert opened(honest.table, list(honest.chunks), key=bytes(key)) is Fault.CONTAINER_KEY
