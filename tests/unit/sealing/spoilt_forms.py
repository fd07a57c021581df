"""Every other way to write a body: the same facts in another form, and other facts in the one form.

Owns the ways, one by one. Refuses to judge them; each is to be signed and then refused.
"""

import json
from collections.abc import Iterator
from typing import Any

Form = tuple[str, bytes]


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _backwards(value: object) -> object:
    if isinstance(value, dict):
        return {key: _backwards(inner) for key, inner in reversed(value.items())}
    return [_backwards(inner) for inner in value] if isinstance(value, list) else value


def other_forms(payload: bytes) -> Iterator[Form]:
    """Write the same body otherwise, or as what only a lenient reader takes for it."""
    text = payload.decode()
    body: dict[str, Any] = json.loads(text)
    first, inner = next(iter(body)), text[1:-1]
    one = f'"{first}":{_compact(body[first])}'
    yield from _white_space(text, body)
    yield from _escapes(text, first)
    yield "keys backwards", _compact(_backwards(body)).encode()
    yield "a key twice", f"{{{one},{inner}}}".encode()
    yield "a key twice, first with another value", f'{{"{first}":"",{inner}}}'.encode()
    yield "a key in its place and again behind", f"{{{inner},{one}}}".encode()
    yield "a comma behind the last", f"{{{inner},}}".encode()
    yield "single quotes", text.replace('"', "'").encode()
    yield "a comment", f"{{/**/{inner}}}".encode()
    yield "a byte order mark", b"\xef\xbb\xbf" + payload
    for name in ("utf-16", "utf-16-le", "utf-32-be"):
        yield name, text.encode(name)
    for name, more in {"a zero": b"\0", "itself": payload, "a brace": b"}", "ff": b"\xff"}.items():
        yield f"{name} behind", payload + more
    yield "cut by one", payload[:-1]
    yield "nothing", b""
    for whole in ("[]", '""', "0", "null", "true", f"[{text}]"):
        yield f"at the top {whole[:4]}", whole.encode()
    yield "overlong utf-8", payload.replace(b'"', b'"\xc1\xa1', 1)
    yield "half a surrogate pair, in bytes", payload.replace(b'":', b'\xed\xa0\x80":', 1)


def _white_space(text: str, body: dict[str, Any]) -> Iterator[Form]:
    yield "spread over lines", json.dumps(body, ensure_ascii=False, indent=1).encode()
    yield "the usual spaces", json.dumps(body, ensure_ascii=False).encode()
    for name, space in {"space": " ", "tab": "\t", "line": "\n", "return": "\r"}.items():
        yield f"{name} before", f"{space}{text}".encode()
        yield f"{name} behind", f"{text}{space}".encode()
        yield f"{name} within", text.replace(":", f":{space}", 1).encode()
        yield f"{name} at the end within", f"{text[:-1]}{space}}}".encode()


def _escapes(text: str, first: str) -> Iterator[Form]:
    letter, rest = first[0], first[1:]
    for shape in ("\\u{:04x}", "\\u{:04X}", "\\U{:08x}", "\\x{:02x}"):
        escaped = shape.format(ord(letter))
        # One of hex digits alone is the same in both cases; it stands for itself just as little.
        yield f"escaped as {escaped}", text.replace(f'"{first}"', f'"{escaped}{rest}"', 1).encode()
    yield "an escaped solidus", text.replace(f'"{first}"', f'"\\/{first}"', 1).encode()
    for half in ("\\ud800", "\\udc00", "\\udc00\\ud800", "\\ud83d\\ude00"):
        yield f"{half} in a key", text.replace(f'"{first}"', f'"{first}{half}"', 1).encode()


def other_numbers(payload: bytes) -> Iterator[Form]:
    """Write each number of the body as something that is none of the protocol's numbers."""
    body: dict[str, Any] = json.loads(payload)
    spellings = ("1.0", "1e0", "1E5", "-1", "-0", "01", "+1", "0x1", ".5", "1.", "1_0")
    beyond = (str(2**53), str(2**64), str(10**400), "9" * 5000, "NaN", "Infinity", "-Infinity")
    for key in (key for key, value in body.items() if type(value) is int):
        marked = _compact(body | {key: "\x01"})
        for written in (*spellings, *beyond, "true", "false", "null", '"1"'):
            yield f"{key} as {written[:9]}", marked.replace('"\\u0001"', written).encode()


def other_facts(payload: bytes) -> Iterator[Form]:
    """Leave a key out, add one, or give one a value of another sort, in the canonical form."""
    body: dict[str, Any] = json.loads(payload)
    for key, value in body.items():
        fewer = {name: inner for name, inner in body.items() if name != key}
        yield f"without {key}", _sorted(fewer)
        yield f"{key} capitalised", _sorted(fewer | {key.upper(): value})
        others: list[object] = [7, "words", [], {}, [7], {"a": 7}, [[]], "="]
        for other in others:
            if not _may_stand(value, other):
                yield f"{key} is {other!r}", _sorted(body | {key: other})
    for key in ("", "a", "zzz", "__proto__", "constructor", "é"):
        yield f"with {key!r}", _sorted(body | {key: "x"})
    deep: object = "x"
    for _ in range(16):
        deep = [deep]
    yield "nested too deeply", _sorted(body | {"deep": deep})
    yield "nested a hundred thousand times", b'{"deep":' + b"[" * 100_000


def _may_stand(value: object, other: object) -> bool:
    """Whether a table may allow `other` where `value` stands: the same sort, or an empty one."""
    return type(value) is type(other)


def _sorted(body: dict[str, Any]) -> bytes:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
