"""The database counts what an organisation stores, and lets nothing begin that does not fit."""

import asyncio
import uuid

import asyncpg
import pytest

from service.embedded.postgres import APP_ROLE, RELAY_ROLE
from tests.migrations.conftest import down_past
from tests.migrations.test_guards import Two, put_at, two

__all__ = ["two"]

PADDED, CHUNKS = 1_000_000, 4
TAKES = PADDED + 48 * CHUNKS + 72
_BEGIN = (
    "INSERT INTO rendition SELECT $1, org, id, $2, 'original', $3, $4, 16, NULL, false, author,"
    " '', NULL, NULL, 0 FROM item WHERE id = $5"
)
_DONE = "UPDATE rendition SET complete = true, table_digest = sha256('') WHERE id = $1"
_ROOM = "SELECT used FROM room WHERE org = $1"


async def _begin(two: Two, version: int, padded: int = PADDED, chunks: int = CHUNKS) -> str:
    made = str(uuid.uuid4())
    await two.app.execute(_BEGIN, made, version, padded, chunks, two.ours.item)
    return made


async def _used(two: Two) -> int:
    return int(await two.owner.fetchval(_ROOM, two.ours.org))


async def _quota(two: Two, quota: int | None) -> None:
    await two.owner.execute("UPDATE room SET quota = $2 WHERE org = $1", two.ours.org, quota)


async def test_what_begins_is_counted_at_its_whole_length_until_it_is_gone(two: Two) -> None:
    before = await _used(two)
    made = await _begin(two, 2)
    assert await _used(two) == before + TAKES
    await two.owner.execute(_DONE, made)
    assert await _used(two) == before + TAKES
    await two.owner.execute("UPDATE rendition SET emptied = true WHERE id = $1", made)
    assert await _used(two) == before
    await two.owner.execute("DELETE FROM rendition WHERE id = $1", made)
    assert await _used(two) == before
    other = await _begin(two, 2)
    await two.owner.execute("DELETE FROM rendition WHERE id = $1", other)
    assert await _used(two) == before


async def test_a_rendition_is_counted_once_its_length_is_known_and_never_refused(two: Two) -> None:
    before, made = await _used(two), str(uuid.uuid4())
    await _quota(two, 0)
    await two.app.execute(
        "INSERT INTO rendition SELECT $1, org, item_id, 1, 'rendition', 0, 0, 16, NULL, false,"
        " NULL, NULL, id, attempt, created FROM media_job WHERE item_id = $2",
        made,
        two.ours.item,
    )
    assert await _used(two) == before
    await two.app.execute(
        "UPDATE rendition SET padded = $2, chunks = $3 WHERE id = $1", made, PADDED, CHUNKS
    )
    assert await _used(two) == before + TAKES


async def test_what_does_not_fit_is_refused_by_the_database_itself(two: Two) -> None:
    await _quota(two, await _used(two) + TAKES)
    await _begin(two, 2)
    with pytest.raises(asyncpg.CheckViolationError, match="no room"):
        await _begin(two, 3, 1, 1)
    await _quota(two, None)
    await _begin(two, 3)


async def test_two_that_begin_at_once_are_not_both_let_in(two: Two) -> None:
    await _quota(two, await _used(two) + TAKES)
    other = await two.database.connect(APP_ROLE, two.ours.org)

    async def begins(connection: asyncpg.Connection, version: int) -> int | None:
        async with connection.transaction():
            await connection.execute(_BEGIN, uuid.uuid4(), version, PADDED, CHUNKS, two.ours.item)
            left: int | None = await connection.fetchval("SELECT room_left()")
            # Whoever does not look is refused all the same.
            return left

    answers = await asyncio.gather(begins(two.app, 2), begins(other, 3), return_exceptions=True)
    assert sum(isinstance(one, asyncpg.CheckViolationError) for one in answers) == 1
    assert {one for one in answers if isinstance(one, int)} == {TAKES}
    assert await two.app.fetchval("SELECT room_left()") == 0
    await other.close()


async def test_a_room_is_read_by_its_own_and_changed_by_nobody_but_the_owner(two: Two) -> None:
    stranger = await two.database.connect(APP_ROLE, two.theirs.org)
    assert await stranger.fetchval("SELECT count(*) FROM room WHERE org = $1", two.ours.org) == 0
    await stranger.close()
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await two.app.execute("UPDATE room SET quota = NULL")
    nobody = await two.database.connect(APP_ROLE)
    assert await nobody.fetchval("SELECT room_left()") is None
    await nobody.close()


async def test_what_was_stored_is_counted_going_up_and_what_was_destroyed_is_not(
    two: Two,
) -> None:
    made, gone = await _begin(two, 2), await _begin(two, 3)
    for one in (made, gone):
        await two.owner.execute(_DONE, one)
    await two.owner.execute(
        "INSERT INTO slice VALUES ($1, 0, $2, 5, $3, 'key', 0)", made, two.ours.org, bytes(32)
    )
    before = await _used(two)
    await two.app.close()
    await two.database.to(down_past("room"))
    await two.database.to("head")
    two.app = await two.database.connect(APP_ROLE, two.ours.org)
    emptied = await two.owner.fetch("SELECT id::text FROM rendition WHERE emptied")
    assert [row[0] for row in emptied] == [gone]
    assert await _used(two) == before - TAKES


async def _forgets(two: Two, rendition: str) -> None:
    relay = await two.database.connect(RELAY_ROLE, two.ours.org)
    try:
        await relay.execute("SELECT forget_unsent($1)", rendition)
    finally:
        await relay.close()


async def test_only_an_upload_that_lapsed_is_forgotten(two: Two) -> None:
    item, made = two.ours.item, await _begin(two, 2)
    await two.owner.execute("UPDATE item SET version = 2 WHERE id = $1", item)
    before = await _used(two)
    slice_ = "INSERT INTO slice VALUES ($1, 0, $2, 5, $3, 'key', 0)"
    await two.owner.execute(slice_, made, two.ours.org, bytes(32))
    for kept in (made, str(uuid.uuid4())):
        with pytest.raises(asyncpg.CheckViolationError, match="can be gone on with"):
            await _forgets(two, kept)
    await put_at(two.owner, item, "lapsed")
    relay = await two.database.connect(RELAY_ROLE, two.theirs.org)
    with pytest.raises(asyncpg.CheckViolationError, match="can be gone on with"):
        await relay.execute("SELECT forget_unsent($1)", made)
    await relay.close()
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await two.app.execute("SELECT forget_unsent($1)", made)
    await _forgets(two, made)
    await _forgets(two, made)
    assert await two.owner.fetchval("SELECT count(*) FROM slice WHERE rendition = $1", made) == 0
    assert await _used(two) == before - TAKES
    await two.owner.execute(_DONE, made)
    with pytest.raises(asyncpg.CheckViolationError, match="was sent"):
        await _forgets(two, made)


async def test_what_has_lapsed_is_a_draft_again_going_back(two: Two) -> None:
    await put_at(two.owner, two.ours.item, "lapsed")
    await two.app.close()
    await two.database.to(down_past("room"))
    state = await two.owner.fetchval("SELECT state FROM item WHERE id = $1", two.ours.item)
    assert state == "draft"
    await two.database.to("head")
    two.app = await two.database.connect(APP_ROLE, two.ours.org)


async def test_the_worker_is_told_where_slices_lie_and_nothing_of_what_they_are(two: Two) -> None:
    relay = await two.database.connect(RELAY_ROLE, two.ours.org)
    assert await relay.fetchval("SELECT object_key FROM slice") is not None
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await relay.fetch("SELECT chunk_digests FROM slice")
    await relay.close()
