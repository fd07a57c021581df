"""Bytes of a trail entry and the link between two (docs/protocol.md, section 7).

This room may not import the sealing room; the trail's few fields are ids, integers and names of
events, for which the standard library's writer gives the protocol's canonical form. A test
compares the two.
"""

import hashlib
import json
from typing import Final

_LABEL: Final = b"gobetween/trail/1"


def canonical_entry(**fields: str | int) -> bytes:
    """Return the entry's canonical JSON: sorted keys, no white space, UTF-8."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _prefixed(value: bytes) -> bytes:
    return len(value).to_bytes(4, "big") + value


def entry_hash(previous: bytes, entry: bytes) -> bytes:
    """Return BLAKE2b-256 over label, the previous link (32 bytes) and the entry: the next link."""
    return hashlib.blake2b(_prefixed(_LABEL) + previous + _prefixed(entry), digest_size=32).digest()
