"""What is made has its length set once; only what nobody will finish is forgotten."""

import uuid

import asyncpg
import pytest

from tests.migrations.test_guards import Two, two

__all__ = ["two"]

_BEGUN = (
    "INSERT INTO rendition SELECT $1, org, item_id, 1, 'rendition', 0, 0, 16, NULL, false, NULL,"
    " NULL, id, attempt, created FROM media_job WHERE item_id = $2"
)
_SLICE = "INSERT INTO slice VALUES ($1, 1, $2, 4194560, $3, 'key', 0)"


async def _begun(two: Two) -> str:
    """Begin a rendition of the item's running job, with one slice of it stored."""
    made = str(uuid.uuid4())
    await two.owner.execute(
        "UPDATE media_job SET state = 'running', lease_until = 1 WHERE item_id = $1",
        two.ours.item,
    )
    assert await two.app.execute(_BEGUN, made, two.ours.item) == "INSERT 0 1"
    await two.app.execute(_SLICE, made, two.ours.org, bytes(32))
    return made


async def test_a_length_is_set_once_and_for_a_rendition_alone(two: Two) -> None:
    made, set_to = await _begun(two), "UPDATE rendition SET padded = $2, chunks = $3 WHERE id = $1"
    with pytest.raises(asyncpg.CheckViolationError, match="rendition_padded_check"):
        await two.app.execute(
            "UPDATE rendition SET table_digest = $2 WHERE id = $1", made, b"0" * 32
        )
    with pytest.raises(asyncpg.CheckViolationError, match="one way"):
        await two.app.execute("UPDATE rendition SET slice_chunks = 15 WHERE id = $1", made)
    assert await two.app.execute(set_to, made, 8192, 1) == "UPDATE 1"
    assert await two.app.execute(set_to, made, 8192, 1) == "UPDATE 1"
    for padded, chunks in ((0, 0), (4096, 1)):
        with pytest.raises(asyncpg.CheckViolationError, match="set once"):
            await two.app.execute(set_to, made, padded, chunks)
    with pytest.raises(asyncpg.CheckViolationError):
        await two.owner.execute(
            "INSERT INTO rendition SELECT gen_random_uuid(), org, item_id, 2, 'original', 0, 0, 16,"
            " NULL, false, uploader, '', NULL, NULL, 0 FROM rendition WHERE role = 'original'"
            " AND org = $1",
            two.ours.org,
        )


async def test_only_what_an_attempt_that_is_over_left_is_forgotten(two: Two) -> None:
    made, forget = await _begun(two), "SELECT forget_unfinished($1)"
    original = await two.app.fetchval("SELECT id FROM rendition WHERE role = 'original'")
    for kept in (made, original, uuid.uuid4()):
        with pytest.raises(asyncpg.CheckViolationError, match="still being made"):
            await two.app.execute(forget, kept)
    await two.owner.execute("UPDATE media_job SET attempt = 2 WHERE item_id = $1", two.ours.item)
    stranger = await two.database.connect("gobetween_app", two.theirs.org)
    with pytest.raises(asyncpg.CheckViolationError, match="still being made"):
        await stranger.execute(forget, made)
    await stranger.close()
    await two.app.execute(forget, made)
    left = "SELECT (SELECT count(*) FROM rendition WHERE id = $1) + (SELECT count(*) FROM slice"
    assert await two.owner.fetchval(left + " WHERE rendition = $1)", made) == 0
    assert await two.app.fetchval("SELECT count(*) FROM slice") == 1, "the original's"


async def test_what_is_finished_is_never_forgotten(two: Two) -> None:
    made = await _begun(two)
    await two.app.execute(
        "UPDATE rendition SET padded = 8192, chunks = 1, table_digest = $2, complete = true"
        " WHERE id = $1",
        made,
        bytes(32),
    )
    await two.owner.execute(
        "UPDATE media_job SET state = 'done', lease_until = NULL WHERE item_id = $1", two.ours.item
    )
    with pytest.raises(asyncpg.CheckViolationError, match="is finished"):
        await two.app.execute("SELECT forget_unfinished($1)", made)
