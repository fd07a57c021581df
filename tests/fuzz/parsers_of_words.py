"""What people and servers say in words: statements, evidence, trails, secrets that are typed.

Each parser takes any bytes and lets nothing out but what the protocol calls a refusal; where it
accepts, it holds what was accepted against what can be true.
"""

import json
from collections.abc import Callable
from typing import Final

from nacl.bindings import crypto_sign, crypto_sign_seed_keypair

from service.sealing import keys, words
from service.sealing.encoding import b64, canonical, digest, parse_canonical, unb64
from service.sealing.errors import SealingError
from service.sealing.evidence import Evidence
from service.sealing.fields import read_record, write_record
from service.sealing.root_shares import check_share, join_root
from service.sealing.schemas import BODIES
from service.sealing.statements import Statement, open_statement, pae
from service.sealing.trail import BEFORE_THE_FIRST, entry_hash, read_chain
from service.sealing.verify import (
    verify_before_opening,
    verify_for_review,
    verify_for_worker,
    verify_grant,
    verify_submitted_grant,
)
from tests.fuzz.staged import SCENES
from tests.vectors.making.scenes import Stage, person, seed

CASE: Final = Stage.case
TYPES: Final = tuple(BODIES)
SIGNING: Final = crypto_sign_seed_keypair(seed("facilitator"))
ROOT_SHARES_OF: Final = bytes(32)


def _written_bytes(raw: bytes) -> None:
    """base64url and ids: what is read is what would have been written."""
    text = raw.decode("latin-1")
    try:
        found = unb64(text)
    except SealingError:
        return
    assert b64(found) == text
    assert len(digest(found)) == len(BEFORE_THE_FIRST)


def canonical_json(raw: bytes) -> None:
    """Sections 1 and 4: one form, which is written again exactly so."""
    _written_bytes(raw)
    try:
        body = parse_canonical(raw)
    except SealingError:
        return
    assert canonical(body) == raw
    for cls in BODIES.values():
        try:
            assert write_record(read_record(cls, body)) == body
        except SealingError:
            continue
    try:
        travelled = Statement.from_wire(body)
    except SealingError:
        return
    assert travelled.to_wire() == body
    try:
        _ = travelled.body
    except SealingError:
        return


def signed_statement(raw: bytes) -> None:
    """A body of any form, truly signed by an insider: the first byte says as which type."""
    kind, payload = TYPES[raw[0] % len(TYPES) if raw else 0], raw[1:]
    public, secret = SIGNING
    signature = bytes(crypto_sign(pae(kind, payload), secret)[:64])
    statement = Statement(kind, payload, bytes(public), signature)
    try:
        body = open_statement(statement, BODIES[kind])
    except SealingError:
        return
    assert canonical(write_record(body)) == payload


def evidence(raw: bytes) -> None:
    """What a server hands over, as every kind of device reads and judges it."""
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return
    try:
        shown = Evidence.from_wire(value)
    except SealingError:
        return
    assert Evidence.from_wire(shown.to_wire()) == shown
    for scene in SCENES:
        pool, reader = person("pool").keys.box_private, person("facilitator")
        try:
            approved = verify_before_opening(shown, scene.pins, scene.me, scene.item, scene.now)
            assert verify_grant(approved, shown, scene.me) == scene.released.content_key
        except SealingError:
            pass
        try:
            submitted = verify_for_review(shown, scene.pins, reader, scene.item)
            key = verify_submitted_grant(submitted, shown, scene.team_private)
            assert key == scene.released.content_key
        except SealingError:
            pass
        try:
            submitted = verify_for_worker(shown, scene.pins, scene.item)
            assert verify_submitted_grant(submitted, shown, pool) == scene.original.content_key
        except SealingError:
            pass


def trail(raw: bytes) -> None:
    """Entries of any form, one a line, truly chained."""
    lines, before = [], BEFORE_THE_FIRST
    for line in raw.split(b"\n"):
        before = entry_hash(before, line)
        lines.append((line, before))
    try:
        read = read_chain(CASE, lines)
    except SealingError:
        return
    assert read.head == before
    assert [one.to_bytes() for one in read.entries] == [line for line, _ in lines]


def as_typed(raw: bytes) -> str:
    """Text of any bytes, half surrogate pairs among it, which JSON can carry."""
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")


def typed_secret(raw: bytes) -> None:
    """A passphrase, an enrolment code, a recovery code and root shares, as typed."""
    text = as_typed(raw)
    for normalise in (
        keys.normalise_passphrase,
        keys.normalise_enrolment_code,
        words.normalise_recovery_code,
        check_share,
    ):
        try:
            once = normalise(text)
        except SealingError:
            continue
        assert once
        assert once.encode("utf-8")
        if normalise is not keys.normalise_enrolment_code:
            assert normalise(once) == once
    one, _, two = text.partition("\n")
    try:
        joined = join_root((one, two), ROOT_SHARES_OF)
    except SealingError:
        return
    raise AssertionError(f"two shares gave a root that nobody has: {joined.hex()}")


PARSERS: Final[dict[str, Callable[[bytes], None]]] = {
    "canonical_json": canonical_json,
    "signed_statement": signed_statement,
    "evidence": evidence,
    "trail": trail,
    "typed_secret": typed_secret,
}
