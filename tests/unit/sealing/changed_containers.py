"""Owns sealing the containers that vectors describe, and the changes an attacker makes to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.sealing.container import ContainerOpener, DigestTable, PlainReader
from service.sealing.encoding import digest, unb64
from service.sealing.table import HEADER_BYTES
from tests.vectors.making.contained import seal

Given = Mapping[str, Any]


@dataclass
class Stored:
    """A container as its host holds it, and may change it."""

    table: bytearray
    chunks: list[bytes]


def _described(given: Given, file: Given) -> dict[str, Any]:
    named = dict(file["containers"][given["container"]])
    return {**named, "content_key": unb64(named["content_key"])}


def sealed_as_described(given: Given, file: Given) -> Mapping[str, Any]:
    """Seal a described container and tell what is recorded of it."""
    table, chunks, _plain = seal(_described(given, file))
    return {
        "header": table.header,
        "padded": table.padded,
        "table_digest": table.digest,
        "chunk_digests": list(table.digests),
        "last_chunk_bytes": len(chunks[-1]),
    }


def open_changed(given: Given, file: Given) -> Mapping[str, Any]:
    """Seal, change as told, open all of it with the key and context given."""
    opener, fetch = _changed(given, file)
    plain = PlainReader(opener, fetch).read_all()
    return {"length": len(plain), "plaintext_digest": digest(plain)}


def open_changed_chunk(given: Given, file: Given) -> Mapping[str, Any]:
    """Seal, change as told, open one chunk alone."""
    opener, fetch = _changed(given, file)
    return {"digest": digest(opener.open_chunk(given["chunk"], fetch(given["chunk"])))}


def _changed(given: Given, file: Given) -> tuple[ContainerOpener, Callable[[int], bytes]]:
    named = _described(given, file)
    table, chunks, _plain = seal(named)
    stored = Stored(bytearray(table.to_bytes()), chunks)
    for change in given["changes"]:
        CHANGES[change["do"]](stored, change)
    key = unb64(given["content_key"]) if "content_key" in given else named["content_key"]
    case, item, rendition = (given.get(at, named[at]) for at in ("case", "item", "rendition"))
    table = DigestTable.from_bytes(bytes(stored.table))
    opener = ContainerOpener(key, case, item, rendition, table)

    def fetch(index: int) -> bytes:
        return stored.chunks[index] if index < len(stored.chunks) else b""

    return opener, fetch


def _flip(stored: Stored, change: Given) -> None:
    chunk = bytearray(stored.chunks[change["chunk"]])
    chunk[change["byte"]] ^= 1
    stored.chunks[change["chunk"]] = bytes(chunk)


def _swap(stored: Stored, change: Given) -> None:
    one, other = change["chunks"]
    stored.chunks[one], stored.chunks[other] = stored.chunks[other], stored.chunks[one]


def _drop(stored: Stored, change: Given) -> None:
    del stored.chunks[change["chunk"]]


def _cut(stored: Stored, change: Given) -> None:
    stored.chunks[change["chunk"]] = stored.chunks[change["chunk"]][: change["to"]]


def _grow(stored: Stored, change: Given) -> None:
    stored.chunks[change["chunk"]] += bytes(change["by"])


def _copy(stored: Stored, change: Given) -> None:
    stored.chunks[change["over"]] = stored.chunks[change["chunk"]]


def _append(stored: Stored, change: Given) -> None:
    stored.chunks.append(stored.chunks[change["copy"]])


def _rehash(stored: Stored, _change: Given) -> None:
    stored.table[HEADER_BYTES + 8 :] = b"".join(digest(chunk) for chunk in stored.chunks)


def _set_padded(stored: Stored, change: Given) -> None:
    stored.table[HEADER_BYTES : HEADER_BYTES + 8] = unb64(change["bytes"])


def _set_byte(stored: Stored, change: Given) -> None:
    stored.table[change["at"]] = change["to"]


def _cut_table(stored: Stored, change: Given) -> None:
    del stored.table[-change["by"] :]


def _grow_table(stored: Stored, change: Given) -> None:
    stored.table += bytes(change["by"])


CHANGES: dict[str, Callable[[Stored, Given], None]] = {
    "flip-chunk": _flip,
    "swap-chunks": _swap,
    "drop-chunk": _drop,
    "cut-chunk": _cut,
    "grow-chunk": _grow,
    "copy-chunk": _copy,
    "append-chunk": _append,
    "rehash": _rehash,
    "set-padded": _set_padded,
    "set-table-byte": _set_byte,
    "cut-table": _cut_table,
    "grow-table": _grow_table,
}
