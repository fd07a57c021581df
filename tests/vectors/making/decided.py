"""Owns the vectors of what readers decide, and of the words that go with it.

Appeals (4.28), chains from their beginning (7), until when an approval holds (15), and notes as
they are sealed (4.21).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from service.sealing.encoding import canonical, digest, parse_canonical
from service.sealing.errors import Fault
from service.sealing.notes import NotePlace, seal_note
from service.sealing.schemas import Appeal, Body, Record
from service.sealing.statements import Statement, sign
from tests.vectors.making.attacks import Attack, built, given_for
from tests.vectors.making.attacks_on_reading import STAGES, seen
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.form import Vector, bad, good, plain
from tests.vectors.making.scenes import DAY, NOW, Scene, Stage, person, seed
from tests.vectors.making.signed import OP, put, sign_raw, spoilt_and_not

READING, UNTIL, NOTE = "reading.earlier", "reading.until", "note.open"
INVALID, RECORD = Fault.DECISION_INVALID, Fault.RECORD_INVALID
PLACE = NotePlace(Stage.case, Stage.item, "returned-1", 1)
WORDS = "Please leave out the street. Gadewch y stryd allan, os gwelwch yn dda."


def decision_samples() -> dict[str, Body]:
    """One appeal."""
    named = (fixed_id("case"), fixed_id("item"), fixed("manifest"), fixed("decision"))
    return {Appeal.TYPE: Appeal(*named, NOW)}


def _appeals() -> list[Vector]:
    by = seed("author")
    vectors = spoilt_and_not(decision_samples(), by)
    for key, value in (
        ("decision", ""),
        ("manifest", ""),
        ("item", ""),
        ("case", "x"),
        ("at", "1"),
    ):
        spoilt = parse_canonical(sign(decision_samples()[Appeal.TYPE], by).payload)
        put(spoilt, (key,), value)
        statement = sign_raw(Appeal.TYPE, canonical(spoilt), by)
        given = {"statement": statement.to_wire(), "type": Appeal.TYPE}
        vectors.append(bad(f"appeal: the wrong {key}", OP, given, Fault.STATEMENT_SCHEMA))
    return vectors


CLOSED = fixed("a chain that was closed")
CHAINS = [
    Attack(
        "the second of its chain alone, where one is enough",
        INVALID,
        edit={"decision-1": {"sequence": 2, "previous": CLOSED}},
    ),
    Attack(
        "a chain of which one in the middle is not shown",
        INVALID,
        "recording",
        edit={"decision-2": {"sequence": 3, "previous": CLOSED}},
    ),
    Attack(
        "a chain whose beginning is not shown",
        INVALID,
        "recording",
        edit={
            "decision-1": {"sequence": 2, "previous": CLOSED},
            "decision-2": {"sequence": 3},
        },
    ),
    Attack(
        "the second of a chain behind the first of a closed one",
        INVALID,
        "recording",
        edit={"decision-2": {"previous": CLOSED}},
    ),
    Attack(
        "the first of two chains",
        INVALID,
        "recording",
        edit={"decision-2": {"sequence": 1, "previous": b""}},
    ),
]


def _reading_stage(changes: Mapping[str, Any]) -> Stage:
    edits = {**STAGES["letter"].edit, "decision-1": lambda body: replace(body, **changes)}
    return replace(STAGES["letter"], edit=edits)


def _readings() -> list[Vector]:
    """What a reader is not to take for those who read before."""
    spoilt: dict[str, dict[str, Any]] = {
        "a decision to withhold": {"verdict": "withhold", "recipients": ()},
        "the second of a chain that was closed": {"sequence": 2, "previous": CLOSED},
    }
    vectors = []
    for name, changes in spoilt.items():
        made = built(_reading_stage(changes)).evidence.decisions
        given = {
            "scene": "letter-two",
            "evidence": {"decisions": [one.to_wire() for one in made]},
        }
        vectors.append(bad(name, READING, given, INVALID))
    return vectors


def _record(kind: str, status: str, **fields: Any) -> Record:  # noqa: ANN401 - any field of a record
    body = Record(
        org=Stage.org,
        case=Stage.case,
        kind=kind,
        status=status,
        person="",
        subject="",
        round=0,
        media=(),
        wording=b"",
        until=0,
        previous=b"",
        at=NOW - DAY,
    )
    return replace(body, **fields)


def _chain(*bodies: Record, by: Sequence[str] = ()) -> list[Statement]:
    """Sign records of one thing, each after the one before it."""
    made: list[Statement] = []
    for at, body in enumerate(bodies):
        before = made[-1].digest if made else b""
        who = by[at] if at < len(by) else "facilitator"
        made.append(sign(replace(body, previous=body.previous or before), seed(who)))
    return made


AUTHOR, RECIPIENT = person("author").person, person("recipient").person
RISK = _record("risk", "acceptable", until=NOW + 9 * DAY)
ORDER = _record(
    "restriction", "permits", person=AUTHOR, subject=fixed_id("order"), until=NOW + 7 * DAY
)
CLEARANCE = _record("clearance", "given", person=RECIPIENT, until=NOW + 8 * DAY)


def _until() -> list[Vector]:
    """Until when an approval holds, and on what nothing rests."""
    people = [AUTHOR, RECIPIENT]

    def given(*chains: list[Statement]) -> dict[str, Any]:
        shown = [one.to_wire() for chain in chains for one in chain]
        return {"scene": "letter-two", "records": shown, "people": people}

    shorter = replace(RISK, until=NOW + 2 * DAY)
    blocks = replace(ORDER, status="blocks", until=NOW + DAY)
    lifted = replace(ORDER, status="lifted", until=0)
    other = replace(ORDER, person=fixed_id("another"), until=NOW + DAY)
    honest: dict[str, tuple[dict[str, Any], int | str]] = {
        "no records": (given(), ""),
        "nothing of it ends": (given(_chain(_record("proceedings", "cleared"))), ""),
        "the risk alone": (given(_chain(RISK)), RISK.until),
        "the earliest of three": (
            given(_chain(RISK), _chain(ORDER), _chain(CLEARANCE)),
            ORDER.until,
        ),
        "the last word on the risk": (given(_chain(RISK, shorter)), shorter.until),
        "a longer word than before": (given(_chain(shorter, RISK)), RISK.until),
        "an order that blocks ends nothing": (given(_chain(RISK), _chain(blocks)), RISK.until),
        "an order that was lifted": (given(_chain(RISK), _chain(ORDER, lifted)), RISK.until),
        "an order about somebody else": (given(_chain(RISK), _chain(other)), RISK.until),
        "by a supervisor of the team": (given(_chain(RISK, by=("supervisor",))), RISK.until),
        "an earlier one by nobody counts no more": (
            given(_chain(shorter, RISK, by=("stranger",))),
            RISK.until,
        ),
        "a risk that is past": (given(_chain(replace(RISK, until=NOW - 1))), NOW - 1),
    }
    spoilt = {
        "by a stranger": given(_chain(RISK, by=("stranger",))),
        "by the author": given(_chain(ORDER, by=("author",))),
        "by an interpreter of the team": given(_chain(RISK, by=("interpreter",))),
        "by a facilitator who is not on the team": given(_chain(RISK, by=("outsider",))),
        "of another case": given(_chain(replace(RISK, case=fixed_id("another")))),
        "of another organisation": given(_chain(replace(RISK, org=fixed_id("another")))),
        "the first left out": given(_chain(RISK, shorter)[1:]),
        "in another order": given(_chain(RISK, shorter)[::-1]),
        "the same twice": given([*_chain(RISK), *_chain(RISK)]),
        "with a spoilt signature": given(
            [replace(_chain(RISK)[0], signature=bytes(64))],
        ),
        "another statement in its place": given(
            [sign(decision_samples()[Appeal.TYPE], seed("facilitator"))]
        ),
    }
    return [
        *(
            good(f"until: {name}", UNTIL, asked, {"until": end})
            for name, (asked, end) in honest.items()
        ),
        *(bad(f"until: {name}", UNTIL, asked, RECORD) for name, asked in spoilt.items()),
    ]


def _notes() -> list[Vector]:
    """A note as it is sealed to the team and its author, and moved or cut."""
    team, author = person("facilitator").keys, person("author").keys
    sealed = seal_note(PLACE, [team.box_public, author.box_public], WORDS)
    place = {
        "case": PLACE.case,
        "subject": PLACE.subject,
        "field": PLACE.field,
        "version": PLACE.version,
    }
    asked = {**place, "sealed": sealed, "box_private": author.box_private}
    other = person("stranger").keys.box_private
    vectors = [
        good(
            f"note: for {who}",
            NOTE,
            {**asked, "box_private": key},
            {"text": WORDS, "digest": digest(sealed)},
        )
        for who, key in (("the team", team.box_private), ("its author", author.box_private))
    ]
    moved = {
        "case": fixed_id("another"),
        "subject": fixed_id("another"),
        "field": "withheld-1",
        "version": 2,
    }
    vectors += [
        bad(f"note: of another {key}", NOTE, {**asked, key: value}, Fault.SEALED_MISMATCH)
        for key, value in moved.items()
    ]
    vectors.append(
        bad(
            "note: for nobody's key", NOTE, {**asked, "box_private": other}, Fault.SEALED_UNOPENABLE
        )
    )
    for name, bytes_ in {
        "cut short": sealed[:-1],
        "cut in a length": sealed + b"\0\0",
        "seventeen boxes": b"\0\0\0\0" * 17,
    }.items():
        vectors.append(bad(f"note: {name}", NOTE, {**asked, "sealed": bytes_}, Fault.BAD_ENCODING))
    vectors.append(
        bad("note: no box at all", NOTE, {**asked, "sealed": b""}, Fault.SEALED_UNOPENABLE)
    )
    return vectors


def decided_scenes() -> dict[str, dict[str, Any]]:
    """A letter and a recording as their recipient sees them, and a letter that two must read."""
    return {
        "letter-recipient": plain(given_for(built(Stage()), "recipient")),
        "recording-recipient": plain(given_for(_recording(), "recipient")),
        "letter-two": plain(seen(STAGES["letter"])),
    }


def _recording() -> Scene:
    return Attack("", INVALID, "recording").scene()


def decided(bases: Mapping[str, Mapping[str, Any]]) -> list[Vector]:
    """Everything that is new with what readers decide."""
    chains = [attack.vector(bases) for attack in CHAINS]
    return [*_appeals(), *chains, *_readings(), *_until(), *_notes()]
