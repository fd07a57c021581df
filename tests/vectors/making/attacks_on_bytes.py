"""Owns the attacks on grants, tables, chunks and padding (checks 10 to 13)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.sealing.encoding import be64, digest
from service.sealing.errors import Fault
from service.sealing.grants import grant_digest, seal_grant
from service.sealing.padding import pad
from service.sealing.schemas import DecisionGrant
from service.sealing.table import HEADER_BYTES
from tests.vectors.making.attacks import BASES, OTHER, Attack, built
from tests.vectors.making.contained import DishonestSealer
from tests.vectors.making.fixed import fixed, fixed_randomness
from tests.vectors.making.scenes import Scene, Stage, person


def _forged_grant(item: str, rendition: str) -> bytes:
    with fixed_randomness("forged grant"):
        return seal_grant(item, rendition, person("recipient").box_public, fixed("another key"))


def _approving(grant: bytes) -> dict[str, Any]:
    """Let the reader's decision name this grant, as a dishonest reader could."""

    def recipients(body: Any) -> Any:  # noqa: ANN401 - a decision
        named = body.recipients[0]
        grants = (DecisionGrant(named.grants[0].rendition, grant_digest(grant)),)
        return (replace(named, grants=grants),)

    return {"decision-1": {"recipients": recipients}}


def _giving(*grants: bytes) -> dict[str, Any]:
    return {"grants": lambda s: tuple((s.released.ref.rendition, one) for one in grants)}


def _to_team(scene: Scene) -> object:
    return scene.team_grants


def _dishonest(
    table: bytes, chunk: bytes | None = None, padded: int | None = None
) -> dict[str, Any]:
    """Let the author sign another table, as a dishonest author could."""

    def containers(body: Any) -> Any:  # noqa: ANN401 - a manifest
        ref = body.containers[0]
        return (replace(ref, table=digest(table), padded=padded or ref.padded),)

    given: dict[str, Any] = {"table": table}
    if chunk is not None:
        given["chunks"] = [chunk]
    return {"edit": {"manifest": {"containers": containers}}, "given": given}


def _badly_padded(plain: bytes) -> dict[str, Any]:
    sealed = built(BASES["letter"]).original
    context = (Stage.case, Stage.item, sealed.ref.rendition)
    sealer = DishonestSealer(sealed.content_key, context, plain)
    chunk = sealer.seal_chunk(0, lambda _at, _size: b"")
    return _dishonest(sealer.table().to_bytes(), chunk)


def _with_byte(raw: bytes, at: int, to: int) -> bytes:
    return raw[:at] + bytes((to,)) + raw[at + 1 :]


def _attacks() -> list[Attack]:
    letter = built(BASES["letter"])
    table, chunk = letter.original.table, letter.original.chunks[0]
    rendition = letter.original.ref.rendition
    other_item, garbage = _forged_grant(OTHER, rendition), fixed("not a grant", 200)
    other_rendition = _forged_grant(letter.item, OTHER)
    other_key = _forged_grant(letter.item, rendition)
    noise = fixed("noise", len(chunk))
    listed = table[: HEADER_BYTES + 8]
    right = pad(letter.original.plaintext)
    missing, replaced = Fault.GRANT_MISSING, Fault.GRANT_REPLACED
    mismatch, shut = Fault.GRANT_MISMATCH, Fault.GRANT_UNOPENABLE
    on_grants = [
        Attack("no grant", missing, evidence=_giving()),
        Attack(
            "a grant filed under another rendition",
            missing,
            evidence={"grants": lambda s: ((OTHER, s.evidence.grants[0][1]),)},
        ),
        Attack(
            "a decision that names no grant",
            missing,
            edit={"decision-1": {"recipients": lambda b: (replace(b.recipients[0], grants=()),)}},
        ),
        Attack("a grant that nobody decided on", replaced, evidence=_giving(other_key)),
        Attack("the team's grant in place of one's own", replaced, evidence={"grants": _to_team}),
        Attack(
            "a grant for another item",
            mismatch,
            edit=_approving(other_item),
            evidence=_giving(other_item),
        ),
        Attack(
            "a grant for another rendition",
            mismatch,
            edit=_approving(other_rendition),
            evidence=_giving(other_rendition),
        ),
        Attack("noise as a grant", shut, edit=_approving(garbage), evidence=_giving(garbage)),
        Attack(
            "a grant of another container's key",
            Fault.CONTAINER_KEY,
            edit=_approving(other_key),
            evidence=_giving(other_key),
        ),
        Attack("a reader without a grant", missing, "letter", "reader", evidence=_giving()),
        Attack(
            "a reader with the recipient's grant only",
            shut,
            "letter",
            "reader",
            evidence={"grants": lambda s: s.evidence.grants},
        ),
        Attack("a worker without a grant", missing, "recording", "worker", evidence=_giving()),
    ]
    tables: list[tuple[str, Fault, Mapping[str, Any]]] = [
        ("a table replaced", Fault.TABLE_REPLACED, {"given": {"table": _with_byte(table, 80, 0)}}),
        ("a table cut short", Fault.TABLE_REPLACED, {"given": {"table": table[:-32]}}),
        ("no table", Fault.TABLE_REPLACED, {"given": {"table": b""}}),
        (
            "another padded length than signed",
            Fault.TABLE_INVALID,
            _dishonest(table, padded=8_192),
        ),
        ("a signed table that is none", Fault.TABLE_INVALID, _dishonest(b"none")),
        ("a signed table of no chunk", Fault.TABLE_INVALID, _dishonest(listed)),
        (
            "a signed table of another version",
            Fault.UNKNOWN_VERSION,
            _dishonest(_with_byte(table, 4, 2)),
        ),
        (
            "a signed table of another suite",
            Fault.UNKNOWN_SUITE,
            _dishonest(_with_byte(table, 5, 2)),
        ),
        (
            "a signed table with another commitment",
            Fault.CONTAINER_KEY,
            _dishonest(_with_byte(table, 40, table[40] ^ 1)),
        ),
        (
            "a signed table with another salt",
            Fault.CONTAINER_KEY,
            _dishonest(_with_byte(table, 9, table[9] ^ 1)),
        ),
        (
            "a chunk changed",
            Fault.CHUNK_REPLACED,
            {"given": {"chunks": [_with_byte(chunk, 5, chunk[5] ^ 1)]}},
        ),
        ("a chunk cut", Fault.CHUNK_REPLACED, {"given": {"chunks": [chunk[:-1]]}}),
        ("a chunk grown", Fault.CHUNK_REPLACED, {"given": {"chunks": [chunk + b"\0"]}}),
        ("no chunk", Fault.CHUNK_REPLACED, {"given": {"chunks": []}}),
        (
            "noise signed as a chunk",
            Fault.CHUNK_UNOPENABLE,
            _dishonest(listed + digest(noise), noise),
        ),
        (
            "a signed padding byte that is not zero",
            Fault.PADDING_INVALID,
            _badly_padded(right[:-1] + b"\x01"),
        ),
        (
            "a signed length past the end",
            Fault.PADDING_INVALID,
            _badly_padded(be64(4_089) + right[8:]),
        ),
        (
            "a signed length that hides bytes",
            Fault.PADDING_INVALID,
            _badly_padded(be64(1) + right[8:]),
        ),
    ]
    return on_grants + [Attack(name, code, **more) for name, code, more in tables]


ON_BYTES = _attacks()
