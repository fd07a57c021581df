# ruff: noqa: INP001 - imported by a script that is run with -m from the root
"""The protocol's notation (section 1), and how the page of examples reads vectors and shows values.

Owns nothing of the protocol: these are the primitives by which a stranger would begin.
"""

import base64
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

VECTORS: Final = Path(__file__).resolve().parents[1] / "tests" / "vectors"

Json = dict[str, Any]
Row = tuple[str, bytes | str | int]


class NotReachedError(Exception):
    """The steps of an example do not lead to what the vector publishes."""


def unb64(text: str) -> bytes:
    """Read b64."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def b64(value: bytes) -> str:
    """Write b64."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def be(number: int, size: int) -> bytes:
    """`BE32` and `BE64`: a number in `size` bytes."""
    return number.to_bytes(size, "big")


def lp(value: bytes | str) -> bytes:
    """`lp(x)`: its length in four bytes, then itself."""
    raw = value.encode() if isinstance(value, str) else value
    return be(len(raw), 4) + raw


def blake(value: bytes, *, size: int = 32, key: bytes = b"") -> bytes:
    """BLAKE2b; `H(x)` with neither size nor key given."""
    return hashlib.blake2b(value, digest_size=size, key=key).digest()


def kdf(key: bytes, label: str) -> bytes:
    """`KDF(k, label)`."""
    return blake(lp(label), key=key)


def canonical(value: object) -> bytes:
    """The canonical form of a body whose strings need no escapes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def vector(file: str, name: str) -> Json:
    """Find a published vector by its name."""
    found: list[Json] = json.loads((VECTORS / file).read_text("utf-8"))["vectors"]
    return next(one for one in found if one["name"] == name)


def reached(what: str, mine: bytes | str | int, published: bytes | str | int) -> None:
    """Stop where a step does not lead to what was published."""
    if mine != published:
        raise NotReachedError(what)


def shown(value: bytes | str | int) -> str:
    """A value as the page shows it."""
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, str):
        return f"`{value}`"
    longest = 256
    text = value.hex()
    if len(text) <= longest:
        return f"`{text}`" if text else "nothing"
    return f"`{text[:64]}…{text[-24:]}` ({len(value):,} bytes)"


def table(rows: Iterable[Row]) -> str:
    """Rows as a table."""
    lines = [
        "| what | value |",
        "|---|---|",
        *(f"| {what} | {shown(value)} |" for what, value in rows),
    ]
    return "\n".join(lines)
