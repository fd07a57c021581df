"""Nobody takes an item for review in the database before they said that nothing ties them."""

import uuid
from dataclasses import replace

import asyncpg
import pytest

from tests.migrations.conftest import Connection, Lives, untied
from tests.migrations.test_guards import Two, put_at, step, two

__all__ = ["two"]


async def _recorded(owner: Connection, lives: Lives, payload: bytes, place: int) -> None:
    """Store a record of a case; nobody checks who signed it here."""
    await owner.execute(
        "INSERT INTO statement VALUES (gen_random_uuid(), $1, $2, NULL, 'gobetween/record/1', $3,"
        " $4, $5, $4, $6, 0, $4)",
        lives.org,
        lives.case,
        payload,
        uuid.uuid4().bytes * 2,
        bytes(64),
        place,
    )


async def test_nobody_reads_who_has_not_said_that_nothing_ties_them(two: Two) -> None:
    await put_at(two.owner, two.ours.item, "awaiting_review")
    for place, status in enumerate(("declared", "none", "declared"), start=2):
        await _recorded(two.owner, two.ours, untied(two.ours, status), place)
    # Of other people, of other kinds, about another case.
    others = replace(two.ours, reader=two.theirs.reader), replace(two.theirs, org=two.ours.org)
    for place, lives in enumerate(others, start=5):
        await _recorded(two.owner, lives, untied(lives), place)
    await _recorded(two.owner, two.ours, b'{"kind": "level", "status": "none"}', 7)
    with pytest.raises(asyncpg.CheckViolationError, match="nothing ties them"):
        await step(two.app, two.ours.item, "in_review")
    await _recorded(two.owner, two.ours, untied(two.ours), 8)
    assert await step(two.app, two.ours.item, "in_review") == "UPDATE 1"
    # What was taken before they said otherwise can still be put back.
    await _recorded(two.owner, two.ours, untied(two.ours, "declared"), 9)
    assert await step(two.app, two.ours.item, "awaiting_review") == "UPDATE 1"
