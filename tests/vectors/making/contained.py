"""Owns the vectors of containers (section 2): described large ones and literal small ones."""

from typing import Any

from service.sealing.container import ContainerSealer, resumable_salt
from service.sealing.encoding import be64, digest
from service.sealing.errors import Fault
from service.sealing.padding import pad, padded_length
from service.sealing.table import CHUNK, SEALED_CHUNK, DigestTable
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.form import Vector, bad, good

OPEN = "container.open"
REPLACED, UNOPENABLE = Fault.CHUNK_REPLACED, Fault.CHUNK_UNOPENABLE
TABLE, KEY, PADDING = Fault.TABLE_INVALID, Fault.CONTAINER_KEY, Fault.PADDING_INVALID

# Plaintexts just below and just past the borders of chunks and of padding steps.
LENGTHS = {
    "nothing": 0,
    "a letter": 1_200,
    "a letter that just fits": 4_088,
    "a letter that just does not fit": 4_089,
    "one whole chunk": 262_136,
    "one byte past one chunk": 262_137,
    "two whole chunks": 524_280,
    "three chunks": 600_000,
}


def described() -> dict[str, dict[str, Any]]:
    """Containers that a reader of the vectors seals for itself, from a described plaintext."""
    return {
        name: {
            "content_key": fixed(f"{name}/key"),
            "case": fixed_id("case"),
            "item": fixed_id("item"),
            "rendition": fixed_id(f"{name}/rendition"),
            "plaintext": {"label": name, "length": length},
        }
        for name, length in LENGTHS.items()
    }


def seal(named: dict[str, Any]) -> tuple[DigestTable, list[bytes], bytes]:
    """Seal a described container with a resumable salt: table, sealed chunks, plaintext."""
    plain = fixed(named["plaintext"]["label"], named["plaintext"]["length"])
    key = named["content_key"]
    salt = resumable_salt(key, digest(plain), len(plain))
    context = named["case"], named["item"], named["rendition"]
    sealer = ContainerSealer(key, *context, len(plain), salt)
    chunks = [
        sealer.seal_chunk(i, lambda at, size: plain[at : at + size]) for i in range(sealer.chunks)
    ]
    return sealer.table(), chunks, plain


def containers() -> list[Vector]:
    """What seals to what, what opens, and what must not."""
    vectors: list[Vector] = []
    for name, named in described().items():
        table, chunks, plain = seal(named)
        output = {
            "header": table.header,
            "padded": table.padded,
            "table_digest": table.digest,
            "chunk_digests": list(table.digests),
            "last_chunk_bytes": len(chunks[-1]),
        }
        vectors.append(good(f"seal {name}", "container.seal", {"container": name}, output))
        found = {"length": len(plain), "plaintext_digest": digest(plain)}
        vectors.append(good(f"open {name}", OPEN, {"container": name, "changes": []}, found))
    salted = {"content_key": fixed("k"), "plaintext_digest": fixed("d"), "length": 77}
    salt = resumable_salt(fixed("k"), fixed("d"), 77)
    vectors.append(good("a resumable salt", "container.salt", salted, {"salt": salt}))
    return [*vectors, *_changed(), *_lone_chunks(), *_other_keys(), *_small()]


def _changed() -> list[Vector]:
    three, letter = "three chunks", "a letter"
    # Each row: name, container, changes in order, code. Shapes are described in the README.
    rows: list[tuple[str, str, list[dict[str, Any]], Fault]] = [
        ("a byte flipped in a chunk", three, [_flip(1, 1_000)], REPLACED),
        ("a byte flipped in the first byte", three, [_flip(0, 0)], REPLACED),
        ("a byte flipped in a chunk's last byte", three, [_flip(1, SEALED_CHUNK - 1)], REPLACED),
        ("two chunks swapped", three, [_swap(0, 1)], REPLACED),
        ("a middle chunk dropped", three, [_drop(1)], REPLACED),
        ("the last chunk dropped", three, [_drop(2)], REPLACED),
        ("a chunk cut by one byte", three, [_cut(0, SEALED_CHUNK - 1)], REPLACED),
        ("a chunk cut to nothing", three, [_cut(2, 0)], REPLACED),
        ("a byte appended to the last chunk", three, [_grow(2)], REPLACED),
        ("a byte appended to a middle chunk", three, [_grow(1)], REPLACED),
        ("a chunk repeated in place of the next", three, [_copy(0, 1)], REPLACED),
        ("a flipped byte, table made to match", three, [_flip(1, 9), REHASH], UNOPENABLE),
        ("swapped chunks, table made to match", three, [_swap(0, 1), REHASH], UNOPENABLE),
        ("a repeated chunk, table made to match", three, [_copy(0, 1), REHASH], UNOPENABLE),
        ("a digest changed in the table", letter, [_set(72, 0)], REPLACED),
        ("the salt changed", letter, [_set(8, 0)], KEY),
        ("the commitment changed", letter, [_set(63, 0)], KEY),
        ("version 0", letter, [_set(4, 0)], Fault.UNKNOWN_VERSION),
        ("version 2", letter, [_set(4, 2)], Fault.UNKNOWN_VERSION),
        ("suite 0", letter, [_set(5, 0)], Fault.UNKNOWN_SUITE),
        ("suite 2", letter, [_set(5, 2)], Fault.UNKNOWN_SUITE),
        ("chunks of 2^16", letter, [_set(6, 16)], TABLE),
        ("chunks of 2^19", letter, [_set(6, 19)], TABLE),
        ("the reserved byte set", letter, [_set(7, 1)], TABLE),
        ("another magic", letter, [_set(0, 0)], TABLE),
        ("a padded length of nothing", letter, [_padded(0)], TABLE),
        ("a padded length of another chunk count", letter, [_padded(CHUNK + 1)], TABLE),
        ("a padded length of 2^64 - 1", letter, [_padded_raw(b"\xff" * 8)], TABLE),
        ("a table cut by one byte", three, [{"do": "cut-table", "by": 1}], TABLE),
        ("a table cut by one digest", three, [{"do": "cut-table", "by": 32}], TABLE),
        ("a table cut to its header", letter, [{"do": "cut-table", "by": 40}], TABLE),
        ("a table cut within its header", letter, [{"do": "cut-table", "by": 60}], TABLE),
        ("a table with one digest more", letter, [{"do": "grow-table", "by": 32}], TABLE),
        ("a table with one byte more", letter, [{"do": "grow-table", "by": 1}], TABLE),
    ]
    return [
        bad(f"open with {what}", OPEN, {"container": name, "changes": changes}, code)
        for what, name, changes, code in rows
    ]


def _lone_chunks() -> list[Vector]:
    """One chunk opened alone, as seeking does: neither its place nor its being last can change."""
    op, three, two = "container.open-chunk", "three chunks", "two whole chunks"
    plain = fixed(three, LENGTHS[three])
    middle = plain[CHUNK - 8 : 2 * CHUNK - 8]
    given = {"container": three, "changes": [], "chunk": 1}
    cut = [_drop(2), REHASH, _padded(2 * CHUNK)]
    grown = [{"do": "append-chunk", "copy": 1}, REHASH, _padded(3 * CHUNK)]
    rows: list[tuple[str, str, list[dict[str, Any]], int]] = [
        ("cut at a border, so that it seems the last", three, cut, 1),
        ("no longer the last, because one was appended", two, grown, 1),
        ("appended at the end", two, grown, 2),
        ("moved to another place", three, [_swap(0, 1), REHASH], 1),
        ("repeated in the next one's place", three, [_copy(0, 1), REHASH], 1),
    ]
    return [
        good("open one chunk alone", op, given, {"digest": digest(middle)}),
        *(
            bad(
                f"open one chunk {what}",
                op,
                {"container": name, "changes": changes, "chunk": chunk},
                UNOPENABLE,
            )
            for what, name, changes, chunk in rows
        ),
    ]


REHASH: dict[str, Any] = {"do": "rehash"}


def _flip(chunk: int, byte: int) -> dict[str, Any]:
    return {"do": "flip-chunk", "chunk": chunk, "byte": byte}


def _swap(one: int, other: int) -> dict[str, Any]:
    return {"do": "swap-chunks", "chunks": [one, other]}


def _drop(chunk: int) -> dict[str, Any]:
    return {"do": "drop-chunk", "chunk": chunk}


def _cut(chunk: int, to: int) -> dict[str, Any]:
    return {"do": "cut-chunk", "chunk": chunk, "to": to}


def _grow(chunk: int) -> dict[str, Any]:
    return {"do": "grow-chunk", "chunk": chunk, "by": 1}


def _copy(chunk: int, over: int) -> dict[str, Any]:
    return {"do": "copy-chunk", "chunk": chunk, "over": over}


def _set(at: int, to: int) -> dict[str, Any]:
    return {"do": "set-table-byte", "at": at, "to": to}


def _padded(length: int) -> dict[str, Any]:
    return _padded_raw(be64(length))


def _padded_raw(raw: bytes) -> dict[str, Any]:
    return {"do": "set-padded", "bytes": raw}


def _other_keys() -> list[Vector]:
    others: dict[str, dict[str, Any]] = {
        "another key": {"content_key": fixed("another key")},
        "another case": {"case": fixed_id("another case")},
        "another item": {"item": fixed_id("another item")},
        "another rendition": {"rendition": fixed_id("another rendition")},
        "item and rendition exchanged": {
            "item": fixed_id("a letter/rendition"),
            "rendition": fixed_id("item"),
        },
    }
    return [
        bad(f"open with {what}", OPEN, {"container": "a letter", "changes": [], **with_}, KEY)
        for what, with_ in others.items()
    ]


def _small() -> list[Vector]:
    """Literal containers, some of which an author sealed with dishonest padding."""
    text = b"A short letter."
    right = pad(text)
    short = be64(len(text) - 1)
    padded = {
        "right padding": right,
        "a padding byte that is not zero": right[:-1] + b"\x01",
        "a length that hides a byte": short + right[8:],
        "a length past the end": be64(4_089) + right[8:],
        "a length of 2^64 - 1": b"\xff" * 8 + right[8:],
        "a step too many": right + bytes(4_096),
        "less than a step": right[:-1],
        "less than a length": right[:7],
    }
    vectors = []
    for what, plain in padded.items():
        given = _literal(plain)
        name = f"open a literal container with {what}"
        if plain == right:
            output = {"length": len(text), "plaintext_digest": digest(text)}
            vectors.append(good(name, "container.open-literal", given, output))
        else:
            vectors.append(bad(name, "container.open-literal", given, PADDING))
    return vectors


class DishonestSealer(ContainerSealer):
    """Seals bytes as they are instead of padding them, as a hostile author could."""

    def __init__(self, key: bytes, context: tuple[str, str, str], plain: bytes) -> None:
        super().__init__(key, *context, padded_length(0) - 8, fixed("literal salt", 24))
        self._plain = plain
        object.__setattr__(self, "padded", len(plain))

    def _padded_part(self, at: int, size: int, read: Any) -> bytes:  # noqa: ANN401, ARG002
        return self._plain[at : at + size]


def _literal(plain: bytes) -> dict[str, Any]:
    key, context = fixed("literal"), (fixed_id("case"), fixed_id("item"), fixed_id("literal"))
    sealer = DishonestSealer(key, context, plain)
    chunk = sealer.seal_chunk(0, lambda _at, _size: b"")
    return {
        "content_key": key,
        **dict(zip(("case", "item", "rendition"), context, strict=True)),
        "table": sealer.table().to_bytes(),
        "chunks": [chunk],
    }
