"""The database keeps captions beside a recording of their author's, and lets none go alone."""

import json
import uuid

import asyncpg
import pytest

from tests.migrations.conftest import Connection, down_past
from tests.migrations.test_guards import Two, put_at, two

__all__ = ["two"]

_NEW = (
    "INSERT INTO item (id, org, case_id, kind, language, author, state, lock_version, version,"
    " created, relates_to, timed_by) SELECT $1, org, case_id, $3, 'cy', author, 'draft', 1, 1,"
    " created, $4, $5 FROM item WHERE id = $2"
)
DIGEST = b"m" * 32


async def _item(
    two: Two, kind: str = "captions", *, of: str | None = None, timed: bytes | None = None
) -> str:
    """Insert an item of our author's as the service could."""
    made = str(uuid.uuid4())
    await two.app.execute(_NEW, made, two.ours.item, kind, of, timed)
    return made


async def _recording(two: Two) -> tuple[str, bytes]:
    """Return a recording, to its author's only other person, and what was made of it."""
    made = await _item(two, "video_message")
    await two.app.execute(
        "INSERT INTO item_recipient VALUES ($1, $2, $3)", made, two.ours.author, two.ours.org
    )
    await _says(two.owner, made, "manifest", {}, b"o" * 32)
    named = {"manifest": "b29vb29vb29vb29vb29vb29vb29vb29vb29vb29vb28"}
    await _says(two.owner, made, "rendition", named, DIGEST)
    return made, DIGEST


async def _says(owner: Connection, item: str, kind: str, body: object, digest: bytes) -> None:
    await owner.execute(
        "INSERT INTO statement SELECT gen_random_uuid(), org, case_id, id, $2, $3, $4, $5, $4, 1,"
        " created, $4 FROM item WHERE id = $1",
        item,
        f"gobetween/{kind}/1",
        json.dumps(body).encode(),
        digest,
        bytes(64),
    )


async def _approve(two: Two, captions: str) -> None:
    await put_at(two.owner, captions, "in_review")
    await two.app.execute(
        "UPDATE item SET state = 'approved', claimed_by = NULL, lock_version = lock_version + 1"
        " WHERE id = $1",
        captions,
    )


async def test_captions_name_a_recording_of_their_author_s_and_what_was_made_of_it(
    two: Two,
) -> None:
    recording, made = await _recording(two)
    assert await _item(two, of=recording, timed=made)
    wrong: tuple[tuple[str, str | None, bytes | None], ...] = (
        ("captions", None, None),
        ("captions", recording, None),
        ("captions", None, made),
        ("captions", two.ours.item, made),
        ("captions", two.theirs.item, made),
        ("captions", recording, b"short"),
        ("letter", recording, made),
        ("letter", recording, None),
        ("subtitles", None, None),
    )
    for kind, of, timed in wrong:
        with pytest.raises(asyncpg.CheckViolationError):
            await _item(two, kind, of=of, timed=timed)


async def test_captions_are_for_whom_their_recording_is_for(two: Two) -> None:
    recording, made = await _recording(two)
    captions = await _item(two, of=recording, timed=made)
    add = "INSERT INTO item_recipient VALUES ($1, $2, $3)"
    with pytest.raises(asyncpg.CheckViolationError, match="whom their recording"):
        await two.app.execute(add, captions, two.ours.reader, two.ours.org)
    await two.app.execute(add, captions, two.ours.author, two.ours.org)


async def test_captions_stay_captions_of_one_recording(two: Two) -> None:
    recording, made = await _recording(two)
    other = await _item(two, "recorded_message")
    captions = await _item(two, of=recording, timed=made)
    moved = "UPDATE item SET relates_to = $2 WHERE id = $1"
    with pytest.raises(asyncpg.CheckViolationError, match="stay those of their recording"):
        await two.owner.execute(moved, captions, other)
    turned = "UPDATE item SET kind = 'letter', relates_to = NULL, timed_by = NULL WHERE id = $1"
    with pytest.raises(asyncpg.CheckViolationError, match="stay those of their recording"):
        await two.owner.execute(turned, captions)


async def test_captions_are_approved_for_the_rendition_in_force_alone(two: Two) -> None:
    recording, made = await _recording(two)
    stale = await _item(two, of=recording, timed=b"x" * 32)
    with pytest.raises(asyncpg.CheckViolationError, match="rendition in force"):
        await _approve(two, stale)
    captions = await _item(two, of=recording, timed=made)
    await _says(two.owner, recording, "recall", {}, b"r" * 32)
    with pytest.raises(asyncpg.CheckViolationError, match="rendition in force"):
        await _approve(two, captions)
    await two.owner.execute("DELETE FROM statement WHERE digest = $1", b"r" * 32)
    await _approve(two, captions)


@pytest.mark.parametrize("state", ["offered", "accepted", "released", "opened", "kept", "editing"])
async def test_captions_reach_nobody_by_themselves(two: Two, state: str) -> None:
    recording, made = await _recording(two)
    captions = await _item(two, of=recording, timed=made)
    with pytest.raises(asyncpg.CheckViolationError, match="captions_reach_nobody_alone"):
        await put_at(two.owner, captions, state)


async def test_going_back_they_are_letters_that_reach_nobody(two: Two) -> None:
    recording, made = await _recording(two)
    captions, begun = [await _item(two, of=recording, timed=made) for _ in range(2)]
    await _approve(two, captions)
    await two.database.to(down_past("captions"))
    state = "SELECT kind || ' ' || state FROM item WHERE id = $1"
    assert await two.owner.fetchval(state, captions) == "letter withheld"
    assert await two.owner.fetchval(state, begun) == "letter lapsed"
    await two.database.to("head")
    assert await two.owner.fetchval(state, captions) == "letter withheld"
