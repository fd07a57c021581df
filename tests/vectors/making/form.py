"""Owns the form of a vector and of the files they are published in."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from service.sealing.encoding import b64

FOLDER = Path(__file__).parents[1]
Vector = dict[str, Any]


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
