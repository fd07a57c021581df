"""Owns the vectors of section 1, of canonical JSON, of padding and of slices."""

from service.sealing.encoding import b64, canonical, digest, kdf
from service.sealing.errors import Fault
from service.sealing.padding import pad, padded_length
from service.sealing.slices import slice_count, slice_length, slice_of
from service.sealing.table import chunk_count
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.form import Vector, bad, good

ENC, FORM, PAD = Fault.BAD_ENCODING, Fault.STATEMENT_NOT_CANONICAL, Fault.PADDING_INVALID


def encoding() -> list[Vector]:
    """b64, ids, H and KDF."""
    vectors = [
        good(f"b64 of {size} bytes", "b64", {"hex": fixed("b64", size).hex()}, {"text": b64(raw)})
        for size, raw in ((n, fixed("b64", n)) for n in (0, 1, 2, 3, 32))
    ]
    vectors += [
        good(f"unb64 of {text!r}", "unb64", {"text": text}, {"hex": raw})
        for text, raw in (("", ""), ("AA", "00"), ("_-8", "ffef"), ("AAAA", "000000"))
    ]
    vectors.append(
        good("unb64 of the right length", "unb64", {"text": "AAAA", "length": 3}, {"hex": "000000"})
    )
    vectors.append(bad("unb64 of another length", "unb64", {"text": "AAAA", "length": 4}, ENC))
    refused = {
        "padding": "AA==",
        "the plus sign": "+_8",
        "the slash": "/_8",
        "white space": "AA A",
        "a line feed at the end": "AAAA\n",
        "one character": "A",
        "five characters": "AAAAA",
        "set trailing bits after one byte": "AB",
        "set trailing bits after two bytes": "AAB",
        "a letter beyond ASCII": "AA\u00e9A",
    }
    vectors += [bad(f"unb64 of {what}", "unb64", {"text": t}, ENC) for what, t in refused.items()]
    one = fixed_id("an id")
    vectors.append(good("an id", "id", {"text": one}, {"text": one}))
    vectors += [
        bad(f"an id {what}", "id", {"text": text}, ENC)
        for what, text in {
            "in upper case": one.upper(),
            "without hyphens": one.replace("-", ""),
            "in braces": "{" + one + "}",
            "with a line feed": one + "\n",
            "cut short": one[:-1],
            "that is empty": "",
        }.items()
    ]
    vectors += [
        good(f"H of {size} bytes", "digest", {"bytes": fixed("H", size)}, {"digest": d})
        for size, d in ((n, digest(fixed("H", n))) for n in (0, 1, 200))
    ]
    key, label = fixed("kdf"), "gobetween/login-token/1"
    vectors.append(good("KDF", "kdf", {"key": key, "label": label}, {"key": kdf(key, label)}))
    vectors.append(
        bad("KDF of a short key", "kdf", {"key": key[:31], "label": label}, Fault.BAD_KEY)
    )
    return vectors


def canonical_json() -> list[Vector]:
    """Bodies that are and are not in the one form."""
    accepted: dict[str, dict[str, object]] = {
        "an empty object": {},
        "keys in order": {"B": 1, "a": 2, "aa": 3, "\u00e9": 4},
        "keys by code point, not by UTF-16": {"\ufffd": 1, "\U0001f600": 2},
        "short escapes": {"t": '"\\\b\t\n\f\r'},
        "long escapes": {"t": "\x00\x1f"},
        "raw characters": {"t": "/\x7f\u2028\u2029\ufeff\u00e9\U0001f600"},
        "the largest integer": {"n": 2**53 - 1},
        "nested values": {"a": [[], {}, [{"b": ["c"]}]]},
        "a key named like a property of every object": {"__proto__": 1, "constructor": 2},
        "sixteen levels": _nested(16),
    }
    vectors = [
        good(f"write {what}", "canonical.write", {"value": value}, {"bytes": canonical(value)})
        for what, value in accepted.items()
    ]
    vectors += [
        good(f"parse {what}", "canonical.parse", {"bytes": canonical(value)}, {"value": value})
        for what, value in accepted.items()
    ]
    unwritable: dict[str, object] = {
        "a float": {"n": 1.5},
        "a negative integer": {"n": -1},
        "an integer past 2^53 - 1": {"n": 2**53},
        "null": {"n": None},
        "true": {"n": True},
        "half a surrogate pair": {"t": "\ud800"},
        "half a surrogate pair in a key": {"\udc00": 1},
        "an array at the top": [1],
        "a text at the top": "a",
        "seventeen levels": _nested(17),
    }
    vectors += [
        bad(f"write {what}", "canonical.write", {"value": value}, FORM)
        for what, value in unwritable.items()
    ]
    refused = {
        "nothing": b"",
        "a space after the colon": b'{"a": 1}',
        "a line feed at the end": b'{"a":1}\n',
        "a byte order mark": b'\xef\xbb\xbf{"a":1}',
        "keys out of order": b'{"b":1,"a":2}',
        "keys in UTF-16 order": '{"\U0001f600":2,"\ufffd":1}'.encode(),
        "a duplicate key": b'{"a":1,"a":1}',
        "a duplicate key with another value": b'{"a":1,"a":2}',
        "a needless escape": b'{"a":"\\u0041"}',
        "an escaped slash": b'{"a":"\\/"}',
        "a long escape where there is a short one": b'{"a":"\\u000a"}',
        "an escape in upper case": b'{"a":"\\u001F"}',
        "an escaped letter beyond ASCII": b'{"a":"\\u00e9"}',
        "an escaped surrogate pair": b'{"a":"\\ud83d\\ude00"}',
        "half a surrogate pair": b'{"a":"\\ud800"}',
        "bytes that are not UTF-8": b'{"a":"\xff"}',
        "a surrogate in UTF-8": b'{"a":"\xed\xa0\x80"}',
        "a raw control character": b'{"a":"\x01"}',
        "a float": b'{"a":1.5}',
        "a float that is whole": b'{"a":1.0}',
        "an exponent": b'{"a":1e3}',
        "a negative integer": b'{"a":-1}',
        "minus zero": b'{"a":-0}',
        "a leading zero": b'{"a":01}',
        "an integer past 2^53 - 1": b'{"a":9007199254740992}',
        "an integer of five thousand digits": b'{"a":' + b"9" * 5000 + b"}",
        "null": b'{"a":null}',
        "true": b'{"a":true}',
        "not a number": b'{"a":NaN}',
        "an array at the top": b"[1]",
        "a text at the top": b'"a"',
        "an integer at the top": b"1",
        "two objects": b"{}{}",
        "a trailing comma": b'{"a":1,}',
        "a comment": b'{"a":1/**/}',
        "seventeen levels": canonical(_nested(16)).replace(b'"e"', b'["e"]'),
        "five thousand levels": b'{"a":' + b"[" * 5_000 + b"]" * 5_000 + b"}",
    }
    return vectors + [
        bad(f"parse {what}", "canonical.parse", {"bytes": raw}, FORM)
        for what, raw in refused.items()
    ]


def _nested(levels: int) -> dict[str, object]:
    """Nest arrays so that the text within is at the last of so many levels."""
    value: object = "e"
    for _ in range(levels - 2):
        value = [value]
    return {"a": value}


def padding() -> list[Vector]:
    """Padded lengths, and padded plaintexts that are and are not right."""
    lengths = (0, 1, 4088, 4089, 8184, 253_944, 262_136, 262_137, 524_280, 1_000_000, 10**9, 2**40)
    vectors = [
        good(f"pad {length} bytes", "padding.length", {"length": length}, {"padded": padded})
        for length, padded in ((n, padded_length(n)) for n in lengths)
    ]
    text = fixed("padding", 100)
    right = pad(text)
    vectors.append(good("unpad a text", "padding.unpad", {"padded": right}, {"plaintext": text}))
    vectors.append(
        good("unpad an empty text", "padding.unpad", {"padded": pad(b"")}, {"plaintext": b""})
    )
    wrong = {
        "a last byte that is not zero": right[:-1] + b"\x01",
        "a first padding byte that is not zero": right[:108] + b"\x80" + right[109:],
        "one byte too few": right[:-1],
        "one step too many": right + bytes(4096),
        "a length past the end": (4089).to_bytes(8, "big") + right[8:],
        "a length of 2^64 - 1": b"\xff" * 8 + right[8:],
        "a length of 2^53": (2**53).to_bytes(8, "big") + right[8:],
        "less than a length": right[:7],
        "nothing": b"",
    }
    return vectors + [
        bad(f"unpad {what}", "padding.unpad", {"padded": raw}, PAD) for what, raw in wrong.items()
    ]


def slices() -> list[Vector]:
    """Where chunks lie, and how long slices are."""
    vectors = [
        good(
            f"chunk {chunk} in slices of {per}",
            "slice.of",
            {"chunk": chunk, "per": per},
            dict(zip(("slice", "offset"), slice_of(chunk, per), strict=True)),
        )
        for chunk, per in ((0, 1), (5, 1), (31, 32), (32, 32), (100, 7))
    ]
    for padded in (4096, 262_144, 266_240, 5_000_000, padded_length(20_000_000)):
        for per in (1, 3, 32):
            count = slice_count(chunk_count(padded), per)
            sizes = [slice_length(number, padded, per) for number in range(count)]
            given = {"padded": padded, "per": per}
            vectors.append(
                good(f"{padded} bytes in slices of {per}", "slice.lengths", given, {"bytes": sizes})
            )
    return vectors
