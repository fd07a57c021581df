"""Owns the vectors of signed statements (section 4): every type, every way to spoil one."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from nacl.bindings import crypto_sign, crypto_sign_seed_keypair

from service.sealing.encoding import b64, canonical, parse_canonical
from service.sealing.errors import Fault
from service.sealing.schemas import BODIES, Body, Decision, Opening, WorkerSession
from service.sealing.statements import Statement, pae, sign
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.form import Vector, bad, good
from tests.vectors.making.scenes import NOW, Stage, person, seed

OP = "statement.open"
GROUP_ORDER = 2**252 + 27742317777372353535851937790883648493
SCHEMA, FORM = Fault.STATEMENT_SCHEMA, Fault.STATEMENT_NOT_CANONICAL
SIGNATURE, ENC, TYPE = Fault.STATEMENT_SIGNATURE, Fault.BAD_ENCODING, Fault.STATEMENT_TYPE


def samples() -> dict[str, Body]:
    """One body of each type."""
    scene = Stage(kind="recorded_message", cases=2).build()
    shown = scene.evidence
    acceptance = shown.acceptance
    statements = (
        shown.roster,
        shown.team,
        shown.certificates[0],
        shown.case_statements[1],
        shown.manifest,
        shown.rendition,
        shown.decisions[0],
        acceptance,
    )
    bodies = {one.type: one.body for one in statements if one}
    opening = Opening(
        case=fixed_id("case"),
        item=scene.item,
        person=person("recipient").person,
        decisions=tuple(one.digest for one in shown.decisions),
        acceptance=acceptance.digest if acceptance else b"",
        opened=NOW,
    )
    session = WorkerSession(
        fixed_id("org"), fixed_id("pool"), fixed_id("worker"), fixed("nonce"), NOW
    )
    return {**bodies, opening.TYPE: opening, session.TYPE: session}


def sign_raw(kind: str, payload: bytes, by: bytes) -> Statement:
    """Sign any bytes as a body, as a hostile holder of a key can."""
    public, secret = crypto_sign_seed_keypair(by)
    return Statement(kind, payload, bytes(public), crypto_sign(pae(kind, payload), secret)[:64])


def statements() -> list[Vector]:
    """Everything about statements."""
    by = seed("facilitator")
    return spoilt_and_not(samples(), by) + _outside_tables(by) + _keys_and_wire(by)


def spoilt_and_not(bodies: Mapping[str, Body], by: bytes) -> list[Vector]:
    """Each of the bodies signed and opened, and spoilt in every way."""
    vectors: list[Vector] = []
    for kind, body in bodies.items():
        statement = sign(body, by)
        value = parse_canonical(statement.payload)
        given = {"statement": statement.to_wire(), "type": kind}
        vectors.append(
            good(f"{kind} opens", OP, given, {"digest": statement.digest, "body": value})
        )
        signing = {"type": kind, "body": value, "seed": by}
        vectors.append(
            good(f"{kind} signed", "statement.sign", signing, {"statement": statement.to_wire()})
        )
        vectors += _spoilt(kind, statement, value, by)
    return vectors


def _spoilt(kind: str, right: Statement, value: dict[str, Any], by: bytes) -> list[Vector]:
    raw = right.payload
    first = next(iter(value))
    last = list(value)[-1]
    number = next(key for key in value if type(value[key]) is int)
    written = f'"{number}":{value[number]}'.encode()
    text = next(key for key in value if isinstance(value[key], str) and value[key])
    pairs = list(value.items())

    def with_number(shown: str) -> bytes:
        return raw.replace(written, f'"{number}":{shown}'.encode())

    payloads = {
        "with an unknown key": (canonical({**value, "zz": 1}), SCHEMA),
        f"without {first}": (canonical(dict(pairs[1:])), SCHEMA),
        f"without {last}": (canonical(dict(pairs[:-1])), SCHEMA),
        "with a duplicate key": (raw[:-1] + b"," + raw[1:], FORM),
        "with white space": (raw.replace(b":", b": ", 1), FORM),
        "with keys in another order": (_compact(dict(reversed(pairs))), FORM),
        "with a needless escape": (
            raw.replace(b'"' + first[:1].encode(), _escaped(first), 1),
            FORM,
        ),
        "with a float": (with_number("1.0"), FORM),
        "with a negative integer": (with_number("-1"), FORM),
        "with null": (with_number("null"), FORM),
        "with true": (with_number("true"), FORM),
        "with an integer as text": (canonical({**value, number: str(value[number])}), SCHEMA),
        "with text as an integer": (canonical({**value, text: 7}), SCHEMA),
        "with an array for text": (canonical({**value, text: [value[text]]}), SCHEMA),
        "with an object for text": (canonical({**value, text: {}}), SCHEMA),
    }
    vectors = [
        bad(f"{kind} {what}", OP, _given(sign_raw(kind, payload, by)), code)
        for what, (payload, code) in payloads.items()
    ]
    other = next(name for name in BODIES if name != kind)
    flipped = right.signature[:-40] + bytes((right.signature[-40] ^ 1,)) + right.signature[-39:]
    changed = raw.replace(written, f'"{number}":{value[number] + 1}'.encode())
    return [
        *vectors,
        bad(f"{kind} passed as {other}", OP, {**_given(right), "type": other}, TYPE),
        bad(f"{kind} renamed {other}", OP, _given(replace(right, type=other)), SIGNATURE),
        bad(f"{kind} as {other}, signed", OP, _given(sign_raw(other, raw, by)), SCHEMA),
        bad(
            f"{kind} with a flipped signature",
            OP,
            _given(replace(right, signature=flipped)),
            SIGNATURE,
        ),
        bad(f"{kind} with a changed body", OP, _given(replace(right, payload=changed)), SIGNATURE),
        bad(
            f"{kind} under another key",
            OP,
            _given(replace(right, key=person("outsider").sign_public)),
            SIGNATURE,
        ),
    ]


def _given(statement: Statement) -> dict[str, Any]:
    return {"statement": statement.to_wire(), "type": statement.type}


def _compact(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _escaped(key: str) -> bytes:
    return f'"\\u{ord(key[0]):04x}'.encode()


def _outside_tables(by: bytes) -> list[Vector]:
    bodies = samples()
    short, empty = b64(fixed("short", 31)), ""
    link = b64(fixed("link"))
    # Each row: a type, what is wrong, and the path and value that make it so.
    rows: list[tuple[str, str, tuple[str | int, ...], object]] = [
        ("roster", "an unknown role", ("staff", 0, "roles"), ["chief"]),
        ("roster", "a staff key unknown", ("staff", 0, "name"), "x"),
        ("roster", "an id in upper case", ("org",), fixed_id("org").upper()),
        ("roster", "an empty id", ("org",), empty),
        ("roster", "sequence 0", ("sequence",), 0),
        ("roster", "sequence 1 with a previous", ("sequence",), 1),
        ("roster", "sequence 3 without a previous", ("previous",), empty),
        ("roster", "a key of 31 bytes", ("pools", 0, "box"), short),
        ("roster", "a key with padding", ("pools", 0, "box"), link + "="),
        ("roster", "an empty key", ("staff", 0, "sign"), empty),
        ("roster", "staff as an object", ("staff",), {}),
        ("certificate", "a role of staff", ("role",), "facilitator"),
        ("certificate", "an empty case", ("case",), empty),
        ("certificate", "a previous of 31 bytes", ("previous",), short),
        ("team", "version 0", ("version",), 0),
        ("team", "version 2 without a previous", ("version",), 2),
        ("team", "version 1 with a previous", ("previous",), link),
        ("team", "version 1 with a previous key", ("previous_sealed",), link),
        ("team", "a sealed key that is not b64", ("members", 0, "sealed"), "*"),
        ("case", "no signer", ("signers",), 0),
        ("case", "three signers", ("signers",), 3),
        ("case", "an unknown route", ("route",), "fast"),
        ("case", "a role of staff", ("people", 0, "role"), "supervisor"),
        ("case", "a card of 31 bytes", ("card",), short),
        ("manifest", "no container", ("containers",), []),
        ("manifest", "an unknown kind", ("kind",), "message"),
        ("manifest", "an unknown capacity", ("capacity",), "friend"),
        ("manifest", "a language of one letter", ("language",), "c"),
        ("manifest", "a language with an underscore", ("language",), "cy_GB"),
        ("manifest", "a language of 37 characters", ("language",), "cy" + "-abcdefg" * 4 + "-ab"),
        ("manifest", "version 0", ("version",), 0),
        ("manifest", "a recipient that is no id", ("recipients",), ["everyone"]),
        ("rendition", "an edit", ("edits",), ["cut"]),
        ("rendition", "an output with an unknown key", ("output", "note"), "x"),
        ("rendition", "a flag that is a number", ("flags",), [1]),
        ("decision", "an unknown verdict", ("verdict",), "maybe"),
        ("decision", "a return that names recipients", ("verdict",), "return"),
        ("decision", "a withholding that names recipients", ("verdict",), "withhold"),
        ("decision", "coverage in seconds", ("coverage", "unit"), "seconds"),
        ("decision", "sequence 2 without a previous", ("sequence",), 2),
        ("decision", "a first with a previous", ("previous",), link),
        ("decision", "an empty grant digest", ("recipients", 0, "grants", 0, "grant"), empty),
        ("acceptance", "an unknown medium", ("medium",), "print"),
        ("acceptance", "a decision of 31 bytes", ("decisions",), [short]),
        ("opening", "an empty acceptance", ("acceptance",), empty),
        ("worker-session", "a nonce of 31 bytes", ("nonce",), short),
    ]
    vectors = []
    for name, what, path, value in rows:
        kind = f"gobetween/{name}/1"
        body = parse_canonical(sign(bodies[kind], by).payload)
        put(body, path, value)
        given = _given(sign_raw(kind, canonical(body), by))
        vectors.append(bad(f"{kind}: {what}", OP, given, SCHEMA))
    manifest = parse_canonical(sign(bodies["gobetween/manifest/1"], by).payload)
    manifest["containers"] *= 2
    twice = sign_raw("gobetween/manifest/1", canonical(manifest), by)
    vectors.append(bad("gobetween/manifest/1: two containers", OP, _given(twice), SCHEMA))
    decision = bodies["gobetween/decision/1"]
    if isinstance(decision, Decision):
        returned = sign(replace(decision, verdict="return", recipients=(), reason="too-long"), by)
        output = {"digest": returned.digest, "body": parse_canonical(returned.payload)}
        vectors.append(good("a return for changes opens", OP, _given(returned), output))
    return vectors


def put(body: Any, path: tuple[str | int, ...], value: object) -> None:  # noqa: ANN401 - JSON
    """Put a value at a path of a body."""
    for step in path[:-1]:
        body = body[step]
    body[path[-1]] = value


def _keys_and_wire(by: bytes) -> list[Vector]:
    right = sign(samples()["gobetween/acceptance/1"], by)
    low = {
        "the neutral point": b"\x01" + bytes(31),
        "the neutral point, written beyond the field": b"\xee" + b"\xff" * 30 + b"\x7f",
        "the point of order two": b"\xec" + b"\xff" * 30 + b"\x7f",
        "a point of order four": bytes(32),
        "a point of order eight": bytes.fromhex(
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
        ),
    }
    neutral = b"\x01" + bytes(63)
    vectors = [
        bad(
            f"a key that is {what}",
            OP,
            _given(replace(right, key=key, signature=neutral)),
            SIGNATURE,
        )
        for what, key in low.items()
    ]
    raised = int.from_bytes(right.signature[32:], "little") + GROUP_ORDER
    malleable = right.signature[:32] + raised.to_bytes(32, "little")
    spoil: dict[str, tuple[Callable[[dict[str, Any]], object], Fault]] = {
        "an S past the group's order": (lambda w: {**w, "signature": b64(malleable)}, SIGNATURE),
        "a signature of zeros": (lambda w: {**w, "signature": b64(bytes(64))}, SIGNATURE),
        "a signature of 63 bytes": (lambda w: {**w, "signature": b64(bytes(63))}, ENC),
        "a key of 31 bytes": (lambda w: {**w, "key": b64(bytes(31))}, ENC),
        "a payload with padding": (lambda w: {**w, "payload": w["payload"] + "="}, ENC),
        "an unknown key on the wire": (lambda w: {**w, "alg": "none"}, ENC),
        "no signature": (lambda w: {k: v for k, v in w.items() if k != "signature"}, ENC),
        "a payload that is no text": (lambda w: {**w, "payload": 7}, ENC),
        "a type that is no text": (lambda w: {**w, "type": None}, ENC),
        "an array for a statement": (list, ENC),
        "an unknown version of its type": (lambda w: {**w, "type": "gobetween/acceptance/2"}, TYPE),
    }
    return vectors + [
        bad(
            f"a statement with {what}",
            OP,
            {"statement": make(right.to_wire()), "type": right.type},
            code,
        )
        for what, (make, code) in spoil.items()
    ]
