"""Owns the form of a vector and of the files they are published in, and which are for a page."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from service.sealing.encoding import b64

FOLDER = Path(__file__).parents[1]
# Login hashes are the service's; key files and the root's printed shares the command line's.
NOT_FOR_A_PAGE = {"key-file.open", "login-hash", "root.join", "unknown-login-salt"}
Vector = dict[str, Any]


def counts_for_a_page() -> dict[str, int]:
    """How many vectors of each published file a page must agree with, by its path in the folder."""
    published = {
        path.relative_to(FOLDER).as_posix(): json.loads(path.read_text("utf-8"))["vectors"]
        for path in sorted(FOLDER.rglob("*.json"))
    }
    return {
        name: sum(one["op"] not in NOT_FOR_A_PAGE for one in vectors)
        for name, vectors in published.items()
    }


def plain(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can say, and bytes
    """Write every byte string as b64, at any depth."""
    if isinstance(value, bytes):
        return b64(value)
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value


def good(name: str, op: str, given: Mapping[str, Any], output: Mapping[str, Any]) -> Vector:
    """An example that both sides must accept, with what comes out."""
    return {"name": name, "op": op, "input": plain(given), "ok": True, "output": plain(output)}


def bad(name: str, op: str, given: Mapping[str, Any], code: str) -> Vector:
    """An example that both sides must refuse, with the code."""
    return {"name": name, "op": op, "input": plain(given), "ok": False, "code": str(code)}


def text_of(about: str, vectors: list[Vector], **shared: Any) -> str:  # noqa: ANN401 - as plain
    """The text of one file of vectors."""
    names = [one["name"] for one in vectors]
    if len(set(names)) != len(names):
        raise ValueError("two vectors have one name")
    whole = {"about": about, **plain(shared), "vectors": vectors}
    return json.dumps(whole, ensure_ascii=True, indent=1) + "\n"
