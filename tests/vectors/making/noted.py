"""Owns the vectors of signed notes (check 14): names and comments that a server cannot forge."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service.sealing.errors import Fault
from service.sealing.fields import write_record
from service.sealing.schemas import Note
from service.sealing.statements import Statement, sign
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.form import Vector, bad, good
from tests.vectors.making.later_stage import LaterStage
from tests.vectors.making.scenes import NOW, person, seed

OP, SCENE = "note.verify", "left"
INVALID = Fault.NOTE_INVALID
OTHER = fixed_id("another")


def _chain(by: tuple[str, ...], edit: Mapping[str, Any], at: int = 0) -> list[Statement]:
    made: list[Statement] = []
    for version, who in enumerate(by, start=1):
        body = Note(
            case=LaterStage.case,
            subject=person("recipient").person,
            field="name",
            version=version,
            container=fixed(f"note {version}"),
            audience=("team", "author"),
            previous=made[-1].digest if made else b"",
            at=NOW,
        )
        made.append(sign(replace(body, **edit) if version == at else body, seed(who)))
    return made


def notes() -> list[Vector]:
    """Notes that are and are not to be believed."""
    subject = person("recipient").person
    asked = {"scene": SCENE, "subject": subject, "field": "name"}

    def given(shown: list[Statement], **changes: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
        return {**asked, "notes": [one.to_wire() for one in shown], **changes}

    honest = {
        "the person's own name": ("recipient",),
        "a name that the team corrected": ("recipient", "supervisor"),
        "a name by an interpreter of the team": ("interpreter",),
    }
    vectors: list[Vector] = []
    for what, by in honest.items():
        shown = _chain(by, {})
        body = shown[-1].body
        vectors.append(good(what, OP, given(shown), {"note": write_record(body)}))
    vectors.append(good("no note", OP, given([]), {"note": ""}))
    right = _chain(("recipient", "author", "supervisor"), {})
    spoilt = {
        "a note by a stranger": given(_chain(("stranger",), {})),
        "a note by an outsider": given(_chain(("recipient", "outsider"), {})),
        "a version left out": given([right[0], right[2]]),
        "the first left out": given(right[1:]),
        "versions in another order": given([right[1], right[0]]),
        "the same twice": given([right[0], right[0]]),
        "a note of another subject": given(right, subject=OTHER),
        "a note of another field": given(right, field="comment"),
        "a note of another case": given(_chain(("recipient",), {"case": OTHER}, 1)),
        "a version that follows another": given(
            _chain(("recipient", "recipient"), {"previous": fixed("x")}, 2)
        ),
        "a version skipped": given(_chain(("recipient", "recipient"), {"version": 3}, 2)),
    }
    vectors += [bad(what, OP, given_, INVALID) for what, given_ in spoilt.items()]
    vectors.append(
        bad("a note by who had left", OP, given(_chain(("facilitator",), {})), Fault.SIGNER_REMOVED)
    )
    return vectors
