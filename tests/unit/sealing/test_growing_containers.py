"""A container sealed while its plaintext is made is the one that would have been sealed after."""

import pytest

from service.sealing.container import (
    CHUNK,
    ContainerOpener,
    ContainerSealer,
    DigestTable,
    GrowingSealer,
    PlainReader,
    new_content_key,
)
from service.sealing.encoding import new_id
from service.sealing.errors import Fault, SealingError
from service.sealing.padding import pad
from service.sealing.table import BOUND_BYTES
from tests.unit.sealing.test_containers import plaintext

CONTEXT = (new_id(), new_id(), new_id())
LAST_IS_FULL = 4 * CHUNK - 8


def part(plain: bytes, index: int) -> bytes:
    return pad(plain)[index * CHUNK : (index + 1) * CHUNK]


def grown(key: bytes, plain: bytes, passing: tuple[int, ...]) -> tuple[DigestTable, list[bytes]]:
    """Seal what passes first, in the order given, and then the rest: chunk 0 the very last."""
    growing, sealed = GrowingSealer(key, *CONTEXT), dict[int, bytes]()
    for index in passing:
        sealed[index] = growing.seal_passing(index, part(plain, index))
    sealer = growing.end(len(plain))
    for index in reversed(range(sealer.chunks)):
        if index not in sealed:
            sealed[index] = sealer.seal_chunk(index, lambda at, size: plain[at : at + size])
    return sealer.table(), [sealed[index] for index in range(sealer.chunks)]


@pytest.mark.parametrize("passing", [(), (1,), (1, 2), (2, 1)])
@pytest.mark.parametrize("length", [3 * CHUNK - 7, LAST_IS_FULL, 3 * CHUNK + 70_000])
def test_is_byte_for_byte_what_the_finished_file_would_have_been(
    length: int, passing: tuple[int, ...]
) -> None:
    key, plain = new_content_key(), plaintext(length)
    table, chunks = grown(key, plain, passing)
    salt = table.header[BOUND_BYTES - 24 : BOUND_BYTES]
    after = ContainerSealer(key, *CONTEXT, length, salt)
    assert after.header == table.header
    assert chunks == [
        after.seal_chunk(index, lambda at, size: plain[at : at + size])
        for index in range(after.chunks)
    ]
    assert after.table() == table
    opener = ContainerOpener(key, *CONTEXT, DigestTable.from_bytes(table.to_bytes()))
    assert PlainReader(opener, chunks.__getitem__).read_all() == plain


def test_takes_another_salt_each_time() -> None:
    key, plain = new_content_key(), plaintext(3 * CHUNK)
    assert grown(key, plain, (1,))[1][1] != grown(key, plain, (1,))[1][1]


@pytest.mark.parametrize(
    ("index", "size"), [(0, CHUNK), (-1, CHUNK), (2, CHUNK - 1), (2, CHUNK + 1), (1, CHUNK)]
)
def test_lets_nothing_pass_that_is_first_or_not_whole_or_was_sealed(index: int, size: int) -> None:
    growing = GrowingSealer(new_content_key(), *CONTEXT)
    growing.seal_passing(1, bytes(CHUNK))
    with pytest.raises(ValueError, match="passing"):
        growing.seal_passing(index, bytes(size))


@pytest.mark.parametrize("length", [0, 3 * CHUNK - 8, 2 * CHUNK])
def test_refuses_an_end_before_what_is_sealed_of_it(length: int) -> None:
    # The third chunk would be the last one, or beyond it: it is not marked as the last.
    growing = GrowingSealer(new_content_key(), *CONTEXT)
    growing.seal_passing(2, bytes(CHUNK))
    with pytest.raises(SealingError) as refused:
        growing.end(length)
    assert refused.value.code is Fault.PLAINTEXT_CHANGED


def test_refuses_to_seal_anew_and_otherwise_what_passed() -> None:
    plain = plaintext(3 * CHUNK)
    growing = GrowingSealer(new_content_key(), *CONTEXT)
    growing.seal_passing(1, part(plain, 1))
    sealer = growing.end(len(plain))
    with pytest.raises(SealingError) as refused:
        sealer.seal_chunk(1, lambda _, size: bytes(size))
    assert refused.value.code is Fault.PLAINTEXT_CHANGED
