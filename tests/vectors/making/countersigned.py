"""Owns the vectors of the tree over a trail and of heads held against their trail (7.1)."""

from typing import Any

from service.sealing.errors import Fault
from service.sealing.heads import InForce, make_head
from service.sealing.merkle import Tree, merkle_root
from service.sealing.schemas import Head
from service.sealing.statements import sign
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.form import Vector, bad, good
from tests.vectors.making.later_scenes import STORIES, stage_of
from tests.vectors.making.later_stage import trail_of
from tests.vectors.making.scenes import NOW, seed

SIZES = (1, 2, 3, 4, 5, 7, 8, 9, 16, 17)
PLACE, HEAD = Fault.INCLUSION_INVALID, Fault.HEAD_MISMATCH


def _leaves(size: int) -> list[bytes]:
    return [fixed("leaf", 32 * (at + 1))[-32:] for at in range(size)]


def _trees() -> list[Vector]:
    vectors = [
        good(
            f"the root over {size}",
            "tree.root",
            {"statements": _leaves(size)},
            {"root": merkle_root(_leaves(size))},
        )
        for size in (0, *SIZES)
    ]
    for size in SIZES:
        leaves = _leaves(size)
        for at in {0, size // 2, size - 1}:
            proof = Tree(leaves).proof(at)
            given: dict[str, Any] = {
                "statement": leaves[at],
                "index": at,
                "size": size,
                "proof": list(proof),
                "root": merkle_root(leaves),
            }
            vectors.append(good(f"place {at} of {size}", "tree.check", given, {}))
            spoilt: dict[str, dict[str, Any]] = {
                "another statement": {"statement": fixed("x")},
                "another root": {"root": fixed("x")},
                "a place past the end": {"index": size},
                "no tree": {"size": 0},
                "a node more": {"proof": [*proof, fixed("x")]},
            }
            if proof:
                spoilt |= {
                    "a node less": {"proof": list(proof[:-1])},
                    "another node": {"proof": [fixed("x"), *proof[1:]]},
                    "its neighbour's place": {"index": at ^ 1 if at ^ 1 < size else at - 1},
                }
            vectors += [
                bad(f"place {at} of {size} with {what}", "tree.check", {**given, **change}, PLACE)
                for what, change in spoilt.items()
            ]
    node = _leaves(2)
    above = {
        "statement": node[0] + node[1],
        "index": 0,
        "size": 1,
        "proof": [],
        "root": merkle_root(node),
    }
    vectors.append(bad("a node passed as a statement", "tree.check", above, PLACE))
    return vectors


def _heads() -> list[Vector]:
    op = "head.check"
    shown = STORIES["scribe"](stage_of("scribe")).evidence
    statements = [*shown.case_statements, *shown.decisions, *shown.agreements]
    trail = trail_of([one.digest for one in statements])
    case = trail.chain
    entries = [
        {"entry": entry.to_bytes(), "hash": hashed}
        for entry, hashed in zip(trail.entries, trail.hashes, strict=True)
    ]
    by = seed("facilitator")
    whole = make_head(trail, fixed_id("org"), InForce(fixed("roster"), fixed("team")), by, NOW)
    earlier = make_head(trail.up_to(2), fixed_id("org"), InForce(fixed("roster")), by, NOW)
    given = {"case": case, "entries": entries, "head": whole.to_wire()}
    body = whole.body
    if not isinstance(body, Head):
        raise TypeError("a head is a head")
    vectors = [
        good("a head of the whole trail", op, given, {"digest": whole.digest, "number": 4}),
        good(
            "a head of the trail before it grew",
            op,
            {**given, "head": earlier.to_wire()},
            {"digest": earlier.digest, "number": 2},
        ),
        bad("a trail shorter than its head", op, {**given, "entries": entries[:3]}, HEAD),
        bad("no trail", op, {**given, "entries": []}, HEAD),
        bad(
            "another statement as a head",
            op,
            {**given, "head": statements[0].to_wire()},
            Fault.STATEMENT_TYPE,
        ),
    ]
    others: dict[str, Any] = {
        "chain": fixed_id("another"),
        "number": 3,
        "hash": fixed("x"),
        "statements": fixed("x"),
        "size": 4,
    }
    for key, value in others.items():
        changed = sign(Head(**{**vars(body), key: value}), by)
        vectors.append(
            bad(f"a head with another {key}", op, {**given, "head": changed.to_wire()}, HEAD)
        )
    return vectors


def countersigned() -> list[Vector]:
    """Trees and heads."""
    return _trees() + _heads()
