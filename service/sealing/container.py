"""Owns sealing and opening containers (section 2), chunk by chunk, without I/O.

Refuses to own where chunks are stored and who may have the content key. The plaintext is read,
and sealed chunks are fetched, through functions the caller passes in.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
    sodium_memcmp,
)
from nacl.exceptions import CryptoError
from nacl.utils import random

from service.sealing.encoding import DIGEST_BYTES, be64, blake2b, digest, lp
from service.sealing.errors import Fault, SealingError
from service.sealing.padding import LENGTH_BYTES, check_zeros, length_within, padded_length
from service.sealing.slices import slice_count, slice_length, slice_of, slice_span
from service.sealing.table import (
    BOUND_BYTES,
    CHUNK,
    SALT_BYTES,
    SEALED_CHUNK,
    TAG_BYTES,
    DigestTable,
    build_table,
    check_header,
    chunk_count,
    chunk_length,
    start_of_header,
)

__all__ = [
    "CHUNK",
    "CONTENT_KEY_BYTES",
    "SEALED_CHUNK",
    "ContainerOpener",
    "ContainerSealer",
    "DigestTable",
    "GrowingSealer",
    "PlainReader",
    "build_table",
    "chunk_count",
    "new_content_key",
    "padded_length",
    "resumable_salt",
    "slice_count",
    "slice_length",
    "slice_of",
    "slice_span",
]

CONTENT_KEY_BYTES: Final = 32
# As the number of chunks: no chunk is the last.
_UNKNOWN: Final = 0
_CHUNKS_KEPT: Final = 4


def new_content_key() -> bytes:
    """Make the fresh 32-byte key of one container."""
    return random(CONTENT_KEY_BYTES)


def resumable_salt(content_key: bytes, plaintext_digest: bytes, length: int) -> bytes:
    """The 24-byte salt of a file known whole: same file and key, same bytes; else another key."""
    _check_content_key(content_key)
    if len(plaintext_digest) != DIGEST_BYTES:
        raise SealingError(Fault.BAD_KEY, "A digest has 32 bytes.")
    bound = lp("gobetween/salt/1") + plaintext_digest + be64(length)
    return blake2b(bound, size=SALT_BYTES, key=content_key)


def _check_content_key(content_key: bytes) -> None:
    if len(content_key) != CONTENT_KEY_BYTES:
        raise SealingError(Fault.BAD_KEY, "A content key has 32 bytes.")


def _derive(content_key: bytes, start: bytes, context: tuple[str, str, str]) -> tuple[bytes, bytes]:
    """Give the payload key and the commitment, 32 bytes each."""
    _check_content_key(content_key)
    bound = lp("gobetween/container/1") + start + b"".join(lp(part) for part in context)
    both = blake2b(bound, size=64, key=content_key)
    return both[:32], both[32:]


def _nonce(index: int, chunks: int) -> bytes:
    # A counter is safe as a nonce because the payload key is bound to one plaintext only: by
    # its own random content key, and by a salt that is random or depends on the plaintext.
    return bytes(15) + be64(index) + (b"\x01" if index == chunks - 1 else b"\x00")


class ContainerSealer:
    """Seals one plaintext of ``length`` bytes; any chunk can be sealed alone, in any order.

    Without ``salt`` a random one is taken. With one, the caller guarantees that it came from
    ``resumable_salt`` over this very plaintext, and that the file did not change since: sealing
    two plaintexts under one salt and key would give both away.
    """

    def __init__(
        self,
        content_key: bytes,
        case: str,
        item: str,
        rendition: str,
        length: int,
        salt: bytes | None = None,
    ) -> None:
        start = start_of_header(random(SALT_BYTES) if salt is None else salt)
        self._key, commitment = _derive(content_key, start, (case, item, rendition))
        self._length = length
        self._digests: dict[int, bytes] = {}
        self.header: Final = start + commitment
        self.padded: Final = padded_length(length)
        self.chunks: Final = chunk_count(self.padded)

    def seal_chunk(self, index: int, read: Callable[[int, int], bytes]) -> bytes:
        """Seal chunk ``index``: at most 262,160 bytes.

        ``read(offset, length)`` gives exactly that part of the plaintext. Raises
        ``plaintext-changed`` when it does not, or when the chunk came out otherwise before.
        """
        size = chunk_length(index, self.padded)
        sealed = bytes(
            crypto_aead_xchacha20poly1305_ietf_encrypt(
                self._padded_part(index * CHUNK, size, read),
                None,
                _nonce(index, self.chunks),
                self._key,
            )
        )
        found = digest(sealed)
        if self._digests.setdefault(index, found) != found:
            raise SealingError(Fault.PLAINTEXT_CHANGED, "The file changed while it was sealed.")
        return sealed

    def already_sealed(self, digests: Mapping[int, bytes]) -> None:
        """Take the digests of chunks that were sealed under this header before."""
        self._digests |= digests

    def table(self) -> DigestTable:
        """The digest table, once every chunk has been sealed by this sealer."""
        return build_table(
            self.header, self.padded, [self._digests[i] for i in sorted(self._digests)]
        )

    def _padded_part(self, at: int, size: int, read: Callable[[int, int], bytes]) -> bytes:
        front = be64(self._length)[at:] if at < LENGTH_BYTES else b""
        offset = max(0, at - LENGTH_BYTES)
        wanted = max(0, min(size - len(front), self._length - offset))
        body = read(offset, wanted) if wanted else b""
        if len(body) != wanted:
            raise SealingError(Fault.PLAINTEXT_CHANGED, "The file is not as long as it was.")
        return (front + body).ljust(size, b"\0")


class GrowingSealer:
    """Seals a plaintext while it is made, before anybody knows how long it will be.

    Neither the header nor the payload key depends on the length. What does is chunk 0, which
    carries it, and the last chunk, which is marked: those wait for ``end``. The salt is random.
    """

    def __init__(self, content_key: bytes, case: str, item: str, rendition: str) -> None:
        self._content_key = content_key
        self._context = (case, item, rendition)
        self._salt = random(SALT_BYTES)
        start = start_of_header(self._salt)
        self._key, _ = _derive(content_key, start, self._context)
        self._digests: dict[int, bytes] = {}

    def seal_passing(self, index: int, padded_part: bytes) -> bytes:
        """Seal chunk ``index`` of the padded plaintext, of which more is known to follow.

        That is any but the first, whole (262,144 bytes), and once: a second plaintext under the
        same nonce would give both away, so asking twice is a ValueError whatever the bytes.
        """
        if index < 1 or index in self._digests or len(padded_part) != CHUNK:
            raise ValueError("a passing chunk is whole, not the first, and sealed once")
        # Noted before it is sealed: what went wrong on the way is not tried again either.
        self._digests[index] = b""
        sealed = bytes(
            crypto_aead_xchacha20poly1305_ietf_encrypt(
                padded_part, None, _nonce(index, _UNKNOWN), self._key
            )
        )
        self._digests[index] = digest(sealed)
        return sealed

    def end(self, length: int) -> ContainerSealer:
        """Go on as the sealer of a plaintext of ``length`` bytes, some chunks of it sealed already.

        Raises ``plaintext-changed`` when one of those would be the last or is not there at all.
        """
        sealer = ContainerSealer(self._content_key, *self._context, length, self._salt)
        if any(index >= sealer.chunks - 1 for index in self._digests):
            raise SealingError(Fault.PLAINTEXT_CHANGED, "It ended before what was sealed of it.")
        sealer.already_sealed(self._digests)
        return sealer


class ContainerOpener:
    """Opens the chunks of one container; raises ``container-key`` when made with another's key."""

    def __init__(
        self, content_key: bytes, case: str, item: str, rendition: str, table: DigestTable
    ) -> None:
        check_header(table.header)
        start, commitment = table.header[:BOUND_BYTES], table.header[BOUND_BYTES:]
        self._key, expected = _derive(content_key, start, (case, item, rendition))
        if not sodium_memcmp(expected, commitment):
            raise SealingError(Fault.CONTAINER_KEY, "This key does not belong to this container.")
        self.table: Final = table

    def check_chunk(self, index: int, sealed: bytes) -> None:
        """Compare a sealed chunk with its digest; ``chunk-replaced`` when it differs."""
        size = chunk_length(index, self.table.padded) + TAG_BYTES
        if len(sealed) != size or digest(sealed) != self.table.digests[index]:
            raise SealingError(Fault.CHUNK_REPLACED, "A chunk is not the one that was sealed.")

    def open_chunk(self, index: int, sealed: bytes) -> bytes:
        """Check and open one chunk: its part of the *padded* plaintext.

        Raises ``chunk-replaced`` or ``chunk-unopenable``.
        """
        self.check_chunk(index, sealed)
        try:
            return bytes(
                crypto_aead_xchacha20poly1305_ietf_decrypt(
                    sealed, None, _nonce(index, self.table.chunks), self._key
                )
            )
        except CryptoError:
            raise SealingError(Fault.CHUNK_UNOPENABLE, "A chunk does not open.") from None

    def true_length(self, first_chunk: bytes) -> int:
        """The plaintext's length in bytes, from chunk 0 *opened*; ``padding-invalid`` if odd."""
        return length_within(first_chunk, self.table.padded)


class PlainReader:
    """Reads a container's true plaintext at any offset, opening the chunks it needs.

    ``fetch_chunk(index)`` gives one sealed chunk. Padding bytes are checked in every chunk read.
    """

    def __init__(self, opener: ContainerOpener, fetch_chunk: Callable[[int], bytes]) -> None:
        self._opener = opener
        self._fetch = fetch_chunk
        self._kept: OrderedDict[int, bytes] = OrderedDict()
        first = opener.open_chunk(0, fetch_chunk(0))
        self.size: Final = opener.true_length(first)
        self._keep(0, first)

    def read(self, offset: int, length: int) -> bytes:
        """At most ``length`` bytes from ``offset``; fewer only at the end."""
        if offset < 0 or length < 0:
            raise ValueError("offset and length are not negative")
        start = LENGTH_BYTES + min(offset, self.size)
        stop = LENGTH_BYTES + min(offset + length, self.size)
        if start == stop:
            return b""
        first, last = start // CHUNK, (stop - 1) // CHUNK
        joined = b"".join(self._chunk(index) for index in range(first, last + 1))
        return joined[start - first * CHUNK : stop - first * CHUNK]

    def parts(self) -> Iterator[bytes]:
        """The whole plaintext in order, chunk by chunk, every chunk and padding byte checked.

        The last padding is only checked at the end: what is kept must wait for that.
        """
        for index in range(self._opener.table.chunks):
            at = index * CHUNK
            begin = LENGTH_BYTES if index == 0 else 0
            part = self._chunk(index)[begin : max(begin, self._end - at)]
            if part:
                yield part

    def read_all(self) -> bytes:
        """The whole plaintext, after every chunk and every padding byte was checked."""
        return b"".join(self.parts())

    @property
    def _end(self) -> int:
        return LENGTH_BYTES + self.size

    def _chunk(self, index: int) -> bytes:
        if index in self._kept:
            self._kept.move_to_end(index)
            return self._kept[index]
        opened = self._opener.open_chunk(index, self._fetch(index))
        self._keep(index, opened)
        return opened

    def _keep(self, index: int, opened: bytes) -> None:
        check_zeros(opened[max(0, self._end - index * CHUNK) :])
        self._kept[index] = opened
        if len(self._kept) > _CHUNKS_KEPT:
            self._kept.popitem(last=False)
