"""Whoever checks an export finds captions that were of something else than they say."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

import pytest

from service.archive.collecting import Collected
from service.archive.deciding import hold_beside
from service.archive.showing import Known
from service.sealing.errors import Fault, SealingError
from service.sealing.schemas import CAPTIONS, Manifest
from service.sealing.statements import Statement, sign
from tests.vectors.making.attacks import built
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.scenes import Stage, person, seed


def _known() -> tuple[Known, Statement]:
    """What a trail had named once a recording was sent and a rendition of it was made."""
    evidence = built(Stage(kind="video_message")).evidence
    manifest, made = evidence.manifest, evidence.rendition
    assert manifest is not None
    assert made is not None
    known = Known(cast("Collected", None))
    known.add(manifest)
    known.add(made)
    return known, made


def _captions(made: Statement, changes: Mapping[str, Any]) -> Manifest:
    letter = built(Stage()).evidence.manifest
    assert letter is not None
    said = {"relates_to": Stage.item, "timed_by": made.digest, "kind": CAPTIONS, **changes}
    body = replace(cast("Manifest", letter.body), item=fixed_id("captions"), **said)
    return cast("Manifest", sign(body, seed("author")).body)


def test_captions_of_what_was_made_last_hold() -> None:
    known, made = _known()
    hold_beside(known, _captions(made, {}))


@pytest.mark.parametrize(
    "changes",
    [
        {"relates_to": fixed_id("another")},
        {"timed_by": fixed("another")},
        {"author": person("recipient").person},
        {"recipients": (person("author").person,)},
    ],
    ids=["another recording", "another rendition", "another author", "other people"],
)
def test_captions_of_anything_else_are_a_fault(changes: dict[str, Any]) -> None:
    known, made = _known()
    with pytest.raises(SealingError) as refused:
        hold_beside(known, _captions(made, changes))
    assert refused.value.code == Fault.CAPTIONS_INVALID


def test_captions_of_what_was_made_before_are_a_fault() -> None:
    known, made = _known()
    body: Any = made.body
    known.add(sign(replace(body, created=body.created + 60), seed("pool")))
    with pytest.raises(SealingError):
        hold_beside(known, _captions(made, {}))
