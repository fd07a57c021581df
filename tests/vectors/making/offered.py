"""Owns the vectors of the statements 4.29 and 4.30, and of words that earlier types gained."""

from dataclasses import replace

from service.sealing.encoding import b64, canonical, parse_canonical
from service.sealing.errors import Fault
from service.sealing.schemas import Acceptance, Attestation, Body, Choice, Refusal
from service.sealing.statements import sign
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.form import Vector, bad, good
from tests.vectors.making.scenes import NOW, person, seed
from tests.vectors.making.signed import OP, put, sign_raw, spoilt_and_not

ORG, CASE, ITEM = fixed_id("org"), fixed_id("case"), fixed_id("item")
WHO = person("recipient").person
STANDING = ("tell-me", "only-if-asked", "never")
TOLD = ("nothing", "accepted", "opened")
CHOICE = Choice(ORG, CASE, WHO, "only-if-asked", "accepted", fixed("choice"), NOW)
REFUSAL = Refusal(CASE, ITEM, WHO, (fixed("decision 1"), fixed("decision 2")), NOW)
ACCEPTANCE = Acceptance(CASE, ITEM, WHO, (fixed("decision"),), "read", NOW, NOW + 1, NOW)
ATTESTATION = Attestation(ORG, CASE, WHO, "choice", b"", "phone", b"", NOW, NOW)


def offer_samples() -> dict[str, Body]:
    """One body of each of the two types."""
    return {Choice.TYPE: CHOICE, Refusal.TYPE: REFUSAL}


def offered() -> list[Vector]:
    """Everything about both types, and the words that acceptance and attestation gained."""
    vectors = spoilt_and_not(offer_samples(), seed("recipient"))
    for standing in STANDING:
        for told in TOLD:
            for previous in (b"", fixed("choice")):
                body = replace(CHOICE, standing=standing, tell_author=told, previous=previous)
                after = "the first" if not previous else "a later one"
                vectors.append(_good(f"choice: {standing}, {told}, {after}", body))
    vectors += [
        _good("refusal: of an item that nobody decided", replace(REFUSAL, decisions=())),
        *(
            _good(f"acceptance: {medium}", replace(ACCEPTANCE, medium=medium))
            for medium in ("read", "listen", "on-paper", "with-facilitator")
        ),
        _good("attestation: of a choice", ATTESTATION),
    ]
    outside: list[tuple[Body, str, tuple[str | int, ...], object]] = [
        (CHOICE, "an unknown standing", ("standing",), "sometimes"),
        (CHOICE, "no standing", ("standing",), ""),
        (CHOICE, "an author who is told when", ("tell_author",), "when"),
        (CHOICE, "an author who is told of a refusal", ("tell_author",), "declined"),
        (CHOICE, "nobody's", ("person",), ""),
        (CHOICE, "a previous of 31 bytes", ("previous",), b64(fixed("short", 31))),
        (REFUSAL, "a decision of 31 bytes", ("decisions",), [b64(fixed("short", 31))]),
        (REFUSAL, "an empty decision", ("decisions",), [""]),
        (REFUSAL, "of no item", ("item",), ""),
        (ACCEPTANCE, "on paper, in another spelling", ("medium",), "paper"),
        (ATTESTATION, "an act that is none", ("act",), "choices"),
    ]
    return vectors + [_bad(body, what, path, value) for body, what, path, value in outside]


def _good(what: str, body: Body) -> Vector:
    statement = sign(body, seed("recipient"))
    given = {"statement": statement.to_wire(), "type": body.TYPE}
    out = {"digest": b64(statement.digest), "body": parse_canonical(statement.payload)}
    return good(what, OP, given, out)


def _bad(body: Body, what: str, path: tuple[str | int, ...], value: object) -> Vector:
    spoilt = parse_canonical(sign(body, seed("recipient")).payload)
    put(spoilt, path, value)
    statement = sign_raw(body.TYPE, canonical(spoilt), seed("recipient"))
    given = {"statement": statement.to_wire(), "type": body.TYPE}
    return bad(f"{body.TYPE}: {what}", OP, given, Fault.STATEMENT_SCHEMA)
