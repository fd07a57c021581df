"""Owns the vectors of the statement 4.34, of its words' field, and of the record about it."""

from service.sealing.encoding import b64, canonical, parse_canonical
from service.sealing.errors import Fault
from service.sealing.schemas import Body, Disclosure
from service.sealing.schemas_disclosing import DANGERS, TOLD
from service.sealing.statements import sign
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.form import Vector, bad, good
from tests.vectors.making.scenes import NOW, seed
from tests.vectors.making.signed import OP, put, sign_raw, spoilt_and_not

ORG, CASE, ITEM = fixed_id("org"), fixed_id("case"), fixed_id("item")
DISCLOSURE = Disclosure(ORG, CASE, ITEM, fixed("manifest"), TOLD[0], DANGERS[0], NOW)


def disclosure_samples() -> dict[str, Body]:
    """One body of the type."""
    return {Disclosure.TYPE: DISCLOSURE}


def disclosed() -> list[Vector]:
    """Everything about a disclosure: to whom, why, and what it cannot say."""
    by = seed("facilitator")
    vectors = spoilt_and_not(disclosure_samples(), by)
    for to in TOLD:
        for reason in DANGERS:
            body = Disclosure(ORG, CASE, ITEM, fixed("manifest"), to, reason, NOW)
            signed = sign(body, by)
            given = {"statement": signed.to_wire(), "type": body.TYPE}
            out = {"digest": b64(signed.digest), "body": parse_canonical(signed.payload)}
            vectors.append(good(f"disclosure: {reason}, to {to}", OP, given, out))
    for what, key, value in (
        ("to a newspaper", "to", "newspaper"),
        ("to nobody", "to", ""),
        ("for another reason", "reason", "curiosity"),
        ("without a reason", "reason", ""),
        ("of no item", "item", ""),
        ("of no version", "manifest", ""),
        ("of a manifest of 31 bytes", "manifest", b64(fixed("short", 31))),
    ):
        spoilt = parse_canonical(sign(DISCLOSURE, by).payload)
        put(spoilt, (key,), value)
        raw = sign_raw(Disclosure.TYPE, canonical(spoilt), by)
        given = {"statement": raw.to_wire(), "type": Disclosure.TYPE}
        vectors.append(bad(f"disclosure: {what}", OP, given, Fault.STATEMENT_SCHEMA))
    return vectors
