"""Owns the vectors of what a risk and a plan may say more (4.27), and of contact outside."""

from dataclasses import replace

from service.sealing.encoding import b64, canonical, parse_canonical
from service.sealing.errors import Fault
from service.sealing.schemas import Record
from service.sealing.schemas_practice import REPLIES, TRIGGERS
from service.sealing.statements import sign
from tests.vectors.making.fixed import fixed_id
from tests.vectors.making.form import Vector, bad, good
from tests.vectors.making.practised import FIRST, SECOND, of_kinds
from tests.vectors.making.scenes import NOW, seed
from tests.vectors.making.signed import OP, sign_raw

RISK = Record(
    org=fixed_id("org"),
    case=fixed_id("case"),
    kind="risk",
    status="acceptable",
    person="",
    subject="",
    round=0,
    media=(),
    wording=b"",
    until=NOW,
    previous=b"",
    at=NOW,
)
PLAN = replace(RISK, kind="plan", status="agreed", until=0, round=2, media=("letter",))
NO_RISK = replace(RISK, kind="proceedings", status="live", until=0)


def assessed() -> list[Vector]:
    """Each trigger, all and none of them, and what no record says."""
    named = [TRIGGERS[:number] for number in range(len(TRIGGERS) + 1)]
    vectors = [
        *(_good(f"risk: {len(one)} triggers", replace(RISK, triggers=one)) for one in named),
        *(_good(f"risk: {one}", replace(RISK, triggers=(one,))) for one in TRIGGERS),
        _good(
            "risk: not acceptable, with a trigger",
            replace(RISK, status="not-acceptable", until=0, triggers=("move",)),
        ),
        *(_good(f"plan: {one} may reply", replace(PLAN, reply=one)) for one in REPLIES),
        _bad(RISK, "a key that says nothing", "triggers", []),
        _bad(RISK, "one trigger twice", "triggers", ["move", "move"]),
        _bad(RISK, "an unknown trigger", "triggers", ["weather"]),
        _bad(RISK, "text in place of triggers", "triggers", "move"),
        _bad(NO_RISK, "a trigger where none belongs", "triggers", ["move"]),
        _bad(PLAN, "a reply that says nothing", "reply", ""),
        _bad(PLAN, "an unknown reply", "reply", "nobody"),
        _bad(PLAN, "replies in an array", "reply", ["both"]),
        _bad(RISK, "a reply where none belongs", "reply", "both"),
    ]
    return vectors + of_kinds(["contact-outside"], among=[*FIRST, *SECOND, "contact-outside"])


def _good(what: str, body: Record) -> Vector:
    statement = sign(body, seed("facilitator"))
    given = {"statement": statement.to_wire(), "type": body.TYPE}
    out = {"digest": b64(statement.digest), "body": parse_canonical(statement.payload)}
    return good(what, OP, given, out)


def _bad(body: Record, what: str, key: str, value: object) -> Vector:
    spoilt = {**parse_canonical(sign(body, seed("facilitator")).payload), key: value}
    statement = sign_raw(body.TYPE, canonical(spoilt), seed("facilitator"))
    given = {"statement": statement.to_wire(), "type": body.TYPE}
    return bad(f"{body.TYPE}: {what}", OP, given, Fault.STATEMENT_SCHEMA)
