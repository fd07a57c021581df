"""Owns the vectors of the statements 4.26, 4.27 and 4.31: every kind, and what no kind may say."""

from collections.abc import Sequence

from service.sealing.encoding import b64, canonical, parse_canonical
from service.sealing.errors import Fault
from service.sealing.schemas import Acknowledgement, Body, Pause, Record
from service.sealing.schemas_practice import FORMS
from service.sealing.statements import sign
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.form import Vector, bad, good
from tests.vectors.making.scenes import NOW, person, seed
from tests.vectors.making.signed import OP, put, sign_raw, spoilt_and_not

ORG, CASE = fixed_id("org"), fixed_id("case")
WHO = person("author").person
KIND = Record.TYPE
# A published file is never edited: the kinds that came later have one of their own.
FIRST = ("information", "risk", "restriction", "proceedings", "clearance", "readiness", "plan")
SECOND = (
    *("custody", "age", "guardian", "employment", "conflict", "sign-off", "level", "setting"),
)
THIRD = ("follow-up", "disclosure")


def _record(kind: str, status: str) -> Record:
    """The record of this kind and status, each of its fields filled and no other."""
    form = FORMS[kind]
    return Record(
        org=ORG,
        case=CASE,
        kind=kind,
        status=status,
        person=WHO if form.person else "",
        subject=fixed_id("order") if form.subject else "",
        round=2 if form.round else 0,
        media=("letter", "recording") if form.media else (),
        wording=fixed("wording") if form.wording else b"",
        until=NOW if status in form.until else 0,
        previous=b"",
        at=NOW,
    )


def practice_samples() -> dict[str, Body]:
    """One body of each of the two types."""
    said = Acknowledgement(ORG, CASE, WHO, fixed("wording"), "cy", "yes", NOW)
    return {said.TYPE: said, KIND: _record("restriction", "permits")}


def practised() -> list[Vector]:
    """Everything about both types: each kind and status, and a field where none belongs."""
    by = seed("facilitator")
    vectors = spoilt_and_not(practice_samples(), by)
    vectors += of_kinds(FIRST, among=FIRST)
    plan = _record("plan", "agreed")
    vectors.append(_spoilt(plan, "plan: one medium twice", "media", ["paper", "paper"]))
    vectors.append(_spoilt(plan, "plan: an unknown medium", "media", ["film"]))
    acknowledged = practice_samples()[Acknowledgement.TYPE]
    for name, value in (("given", "no"), ("wording", ""), ("person", "")):
        vectors.append(_spoilt(acknowledged, f"acknowledgement: the wrong {name}", name, value))
    return vectors


def pause_samples() -> dict[str, Body]:
    """One body of the type 4.31."""
    return {Pause.TYPE: Pause(ORG, CASE, WHO, "yes", fixed("before"), NOW)}


def later_practised() -> list[Vector]:
    """Everything about a pause, and about the kinds of record that came with it."""
    vectors = spoilt_and_not(pause_samples(), seed("recipient"))
    vectors += of_kinds(SECOND, among=(*FIRST, *SECOND))
    paused = pause_samples()[Pause.TYPE]
    for name, value in (("paused", "withdrawn"), ("previous", "AA"), ("person", "")):
        vectors.append(_spoilt(paused, f"pause: the wrong {name}", name, value))
    return vectors


def followed_up() -> list[Vector]:
    """Everything about the records of what was done after an opening, and after a disclosure."""
    return of_kinds(THIRD, among=(*FIRST, *SECOND, *THIRD))


def days_in_custody() -> list[Vector]:
    """Everything about the kind that says on which day an establishment hands something over."""
    return of_kinds(("custody-day",), among=list(FORMS))


def of_kinds(kinds: Sequence[str], *, among: Sequence[str]) -> list[Vector]:
    """Each kind in each status, with a wrong time, and each of its fields wrong."""
    by = seed("facilitator")
    vectors: list[Vector] = []
    filled: dict[str, object] = {
        "person": WHO,
        "subject": fixed_id("order"),
        "round": 1,
        "media": ["paper"],
        "wording": b64(fixed("wording")),
    }
    empty: dict[str, object] = {"person": "", "subject": "", "round": 0, "media": [], "wording": ""}
    for kind in kinds:
        form = FORMS[kind]
        for status in form.statuses:
            body = _record(kind, status)
            statement = sign(body, by)
            given = {"statement": statement.to_wire(), "type": KIND}
            out = {"digest": b64(statement.digest), "body": parse_canonical(statement.payload)}
            vectors.append(good(f"{kind}, {status}", OP, given, out))
            wrong_time = 0 if body.until else NOW
            vectors.append(
                _spoilt(body, f"{kind}, {status}: until {wrong_time}", "until", wrong_time)
            )
        body = _record(kind, form.statuses[0])
        for name, full in filled.items():
            value = empty[name] if getattr(form, name) else full
            vectors.append(_spoilt(body, f"{kind}: the wrong {name}", name, value))
        other = next(
            one for one in among if one != kind and form.statuses[0] not in FORMS[one].statuses
        )
        vectors.append(_spoilt(body, f"{kind}: said of {other}", "kind", other))
    return vectors


def _spoilt(body: Body, what: str, key: str, value: object) -> Vector:
    by = seed("facilitator")
    spoilt = parse_canonical(sign(body, by).payload)
    put(spoilt, (key,), value)
    statement = sign_raw(body.TYPE, canonical(spoilt), by)
    given = {"statement": statement.to_wire(), "type": body.TYPE}
    return bad(what, OP, given, Fault.STATEMENT_SCHEMA)
