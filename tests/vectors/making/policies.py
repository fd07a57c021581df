"""Owns the vectors of the statement 4.32, and of the kinds of harm that a record can name."""

from dataclasses import replace

from service.sealing.encoding import b64, canonical, parse_canonical
from service.sealing.errors import Fault
from service.sealing.schemas import Body, Policy
from service.sealing.schemas_policy import ROUTES, HarmRoute
from service.sealing.schemas_practice import HARM, HARMS
from service.sealing.statements import sign
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.form import Vector, bad, good
from tests.vectors.making.practised import FIRST, SECOND, of_kinds
from tests.vectors.making.scenes import NOW, seed
from tests.vectors.making.signed import OP, put, sign_raw, spoilt_and_not

POLICY = Policy(
    org=fixed_id("org"),
    sequence=2,
    previous=fixed("policy"),
    routes=tuple(HarmRoute(one, "ordinary" if one == "other" else "barred") for one in HARMS),
    from_=NOW + 1,
    issued=NOW,
)
FIRST_OF_ALL = replace(POLICY, sequence=1, previous=b"", from_=NOW)


def policy_samples() -> dict[str, Body]:
    """One body of the type."""
    return {Policy.TYPE: POLICY}


def policies() -> list[Vector]:
    """Everything about a policy, and each kind of harm in each status."""
    by = seed("facilitator")
    vectors = spoilt_and_not(policy_samples(), by)
    for route in ROUTES:
        routes = tuple(HarmRoute(one, route) for one in HARMS)
        vectors.append(_good(f"policy: everything {route}", replace(POLICY, routes=routes)))
    turned = replace(POLICY, routes=tuple(reversed(POLICY.routes)))
    vectors += [
        _good("policy: the first, from at once", FIRST_OF_ALL),
        _good("policy: in another order", turned),
    ]
    every = [{"harm": one.harm, "route": one.route} for one in POLICY.routes]
    outside: list[tuple[Policy, str, str, object]] = [
        (POLICY, "a kind left out", "routes", every[1:]),
        (POLICY, "a kind twice", "routes", [*every, every[0]]),
        (POLICY, "a kind twice in place of another", "routes", [every[0], *every[:-1]]),
        (POLICY, "no kind", "routes", []),
        (POLICY, "an unknown kind", "routes", [*every[1:], {"harm": "theft", "route": "barred"}]),
        (POLICY, "an unknown route", "routes", [*every[1:], {"harm": "domestic", "route": "none"}]),
        (POLICY, "reaching back", "from", NOW - 1),
        (POLICY, "a later one that follows nothing", "previous", ""),
        (FIRST_OF_ALL, "a first that follows another", "previous", b64(fixed("policy"))),
        (FIRST_OF_ALL, "number 0", "sequence", 0),
    ]
    vectors += [_bad(body, what, key, value) for body, what, key, value in outside]
    harms = [f"{HARM}{one}" for one in HARMS]
    return vectors + of_kinds(harms, among=[*FIRST, *SECOND, *harms])


def _good(what: str, body: Body) -> Vector:
    statement = sign(body, seed("facilitator"))
    given = {"statement": statement.to_wire(), "type": body.TYPE}
    out = {"digest": b64(statement.digest), "body": parse_canonical(statement.payload)}
    return good(what, OP, given, out)


def _bad(body: Body, what: str, key: str, value: object) -> Vector:
    spoilt = parse_canonical(sign(body, seed("facilitator")).payload)
    put(spoilt, (key,), value)
    statement = sign_raw(body.TYPE, canonical(spoilt), seed("facilitator"))
    given = {"statement": statement.to_wire(), "type": body.TYPE}
    return bad(f"{body.TYPE}: {what}", OP, given, Fault.STATEMENT_SCHEMA)
