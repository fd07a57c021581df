"""A slice is promised of an upload that goes on, within what was begun, and at one place."""

import uuid

import asyncpg
import pytest

from service.embedded.postgres import RELAY_ROLE
from tests.migrations.test_guards import Two, two

__all__ = ["two"]

# Two slices of one chunk, the second shorter.
CHUNK, LAST = 262_144, 4_096
PADDED = CHUNK + LAST
_BEGIN = (
    "INSERT INTO rendition SELECT $1, org, id, 2, 'original', $2, 2, 1, NULL, false, author,"
    " '', NULL, NULL, 0 FROM item WHERE id = $3"
)
_PROMISE = "INSERT INTO promised_slice VALUES ($1, $2, $3, $4, $5, $6, 100)"
_DONE = "UPDATE rendition SET complete = true, table_digest = sha256('') WHERE id = $1"


async def _begun(two: Two) -> str:
    made = str(uuid.uuid4())
    await two.app.execute(_BEGIN, made, PADDED, two.ours.item)
    return made


async def _promised(two: Two, made: str, number: int, size: int, org: str | None = None) -> None:
    key = f"promised/{uuid.uuid4()}"
    whose = org or two.ours.org
    await two.app.execute(_PROMISE, made, number, whose, size, bytes(32), key)


async def test_what_was_not_begun_is_not_promised(two: Two) -> None:
    made = await _begun(two)
    await _promised(two, made, 0, CHUNK + 16)
    await _promised(two, made, 1, LAST + 16)
    with pytest.raises(asyncpg.UniqueViolationError):
        await _promised(two, made, 1, LAST + 16)
    await two.owner.execute("DELETE FROM promised_slice")
    for upload, number, size in (
        (made, 0, CHUNK + 17),
        (made, 1, LAST + 17),
        (made, 2, 16),
        (str(uuid.uuid4()), 0, 16),
    ):
        with pytest.raises(asyncpg.CheckViolationError, match="no upload that goes on"):
            await _promised(two, upload, number, size)
    await two.owner.execute(_DONE, made)
    with pytest.raises(asyncpg.CheckViolationError, match="no upload that goes on"):
        await _promised(two, made, 0, 16)


async def test_nobody_promises_for_another_organisation(two: Two) -> None:
    made = await _begun(two)
    with pytest.raises(asyncpg.CheckViolationError, match="no upload that goes on"):
        await _promised(two, made, 0, 16, two.theirs.org)
    theirs = await two.owner.fetchval("SELECT id FROM rendition WHERE org = $1", two.theirs.org)
    for org in (two.ours.org, two.theirs.org):
        with pytest.raises(asyncpg.CheckViolationError, match="no upload that goes on"):
            await _promised(two, theirs, 0, 16, org)


async def test_where_it_lies_is_settled_once(two: Two) -> None:
    made = await _begun(two)
    await _promised(two, made, 0, CHUNK + 16)
    again = "UPDATE promised_slice SET until = 200, chunk_digests = $1 WHERE rendition = $2"
    assert await two.app.execute(again, bytes(32), made) == "UPDATE 1"
    for change in ("object_key = 'other'", "number = 1", "size = 16"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await two.app.execute(f"UPDATE promised_slice SET {change}")  # noqa: S608
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await two.app.execute("DELETE FROM promised_slice")


async def test_the_worker_sees_where_and_until_when_and_forgets_it(two: Two) -> None:
    made = await _begun(two)
    await _promised(two, made, 0, CHUNK + 16)
    relay = await two.database.connect(RELAY_ROLE)
    try:
        mine = "SELECT until FROM promised_slice WHERE rendition = $1"
        assert await relay.fetchval(mine, made) == 100
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await relay.fetchval("SELECT chunk_digests FROM promised_slice")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await relay.execute("UPDATE promised_slice SET until = 0")
        assert await relay.execute("DELETE FROM promised_slice WHERE until = 100") == "DELETE 1"
    finally:
        await relay.close()
