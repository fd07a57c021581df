"""Owns the vectors of a decision about a recording that went by its transcript (4.7)."""

from dataclasses import replace

from service.sealing.encoding import b64, canonical, parse_canonical
from service.sealing.errors import Fault
from service.sealing.schemas import APPROVE, Coverage, Decision
from service.sealing.statements import sign
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.form import Vector, bad, good
from tests.vectors.making.scenes import NOW, seed
from tests.vectors.making.signed import OP, sign_raw

READ = Coverage("ms", 65_000, 65_000, fixed("transcript"))
DECISION = Decision(
    case=fixed_id("case"),
    item=fixed_id("item"),
    case_statement=fixed("case statement"),
    manifest=fixed("manifest"),
    renditions=(fixed("rendition"),),
    verdict=APPROVE,
    recipients=(),
    reason="",
    coverage=READ,
    sequence=1,
    previous=b"",
    valid_until=NOW,
    decided=NOW,
)
HEARD = replace(DECISION, coverage=replace(READ, transcript=b""))


def transcribed() -> list[Vector]:
    """With a transcript, without one, of a letter, and a key that says nothing."""
    part = replace(DECISION, verdict="return", coverage=replace(READ, covered=1))
    said = parse_canonical(sign(DECISION, seed("facilitator")).payload)["coverage"]
    return [
        *(_good(*one) for one in (("read", DECISION), ("read in part", part), ("heard", HEARD))),
        _bad("a letter that was read elsewhere", {**said, "unit": "characters"}),
        _bad("a key that says nothing", {**said, "transcript": ""}),
        _bad("no digest", {**said, "transcript": "transcript-1"}),
        _bad("a digest in an array", {**said, "transcript": [said["transcript"]]}),
    ]


def _good(what: str, body: Decision) -> Vector:
    statement = sign(body, seed("facilitator"))
    given = {"statement": statement.to_wire(), "type": body.TYPE}
    out = {"digest": b64(statement.digest), "body": parse_canonical(statement.payload)}
    return good(f"recording: {what}", OP, given, out)


def _bad(what: str, coverage: dict[str, object]) -> Vector:
    spoilt = {**parse_canonical(sign(DECISION, seed("facilitator")).payload), "coverage": coverage}
    statement = sign_raw(Decision.TYPE, canonical(spoilt), seed("facilitator"))
    given = {"statement": statement.to_wire(), "type": Decision.TYPE}
    return bad(f"coverage: {what}", OP, given, Fault.STATEMENT_SCHEMA)
