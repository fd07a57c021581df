"""Nothing that was changed is approved in the database before its author's word is stored there."""

import base64
import json
import uuid

import asyncpg
import pytest

from tests.migrations.test_guards import Two, put_at, two

__all__ = ["two"]

_SAID = (
    "INSERT INTO statement SELECT gen_random_uuid(), org, case_id, CASE WHEN $7 THEN id END, $2,"
    " $3, $4, $5, $4, $6, created, $4 FROM item WHERE id = $1"
)
CHANGED, PLAIN = [{"edit": "voice"}], list[object]()


async def _says(two: Two, kind: str, body: object, *, place: int = 1, item: bool = True) -> str:
    """Store a statement about the item, or its case; return how others name it."""
    digest = uuid.uuid4().bytes * 2
    payload = json.dumps(body).encode()
    await two.owner.execute(
        _SAID, two.ours.item, f"gobetween/{kind}/1", payload, digest, bytes(64), place, item
    )
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


async def _approved(two: Two) -> str:
    await put_at(two.owner, two.ours.item, "in_review")
    return str(
        await two.app.execute(
            "UPDATE item SET state = 'approved', claimed_by = NULL, claim_until = NULL,"
            " lock_version = lock_version + 1 WHERE id = $1",
            two.ours.item,
        )
    )


async def _waits(two: Two) -> None:
    with pytest.raises(asyncpg.CheckViolationError, match="has not agreed"):
        await _approved(two)


async def test_a_plain_rendition_waits_for_nobody(two: Two) -> None:
    await _says(two, "rendition", {"edits": PLAIN})
    assert await _approved(two) == "UPDATE 1"


async def test_a_changed_one_waits_for_the_agreement_to_just_this(two: Two) -> None:
    made = await _says(two, "rendition", {"edits": CHANGED})
    await _waits(two)
    for place, named in enumerate(([], ["other"], [made, "other"]), start=1):
        await _says(two, "agreement", {"renditions": named}, place=place)
        await _waits(two)
    await _says(two, "agreement", {"renditions": [made]}, place=4)
    assert await _approved(two) == "UPDATE 1"


async def test_the_last_one_counts(two: Two) -> None:
    first = await _says(two, "rendition", {"edits": CHANGED})
    await _says(two, "agreement", {"renditions": [first]})
    await _says(two, "rendition", {"edits": CHANGED}, place=2)
    await _waits(two)
    await _says(two, "rendition", {"edits": PLAIN}, place=3)
    assert await _approved(two) == "UPDATE 1"


async def test_staff_attest_it_of_an_author_without_keys_alone(two: Two) -> None:
    made = await _says(two, "rendition", {"edits": CHANGED})
    said = {"act": "agreement", "person": two.ours.author, "subject": made}
    for other in ({"act": "consent"}, {"person": str(uuid.uuid4())}, {"subject": "other"}):
        await _says(two, "attestation", {**said, **other}, item=False)
        await _waits(two)
    await _says(two, "attestation", said, item=False)
    with_keys = "UPDATE case_person SET certificate = $2 WHERE person = $1"
    certificate = await two.owner.fetchval("SELECT id FROM statement WHERE org = $1", two.ours.org)
    await two.owner.execute(with_keys, two.ours.author, certificate)
    await _waits(two)
    await two.owner.execute(with_keys, two.ours.author, None)
    assert await _approved(two) == "UPDATE 1"


@pytest.mark.parametrize("state", ["offered", "accepted", "released", "opened"])
async def test_no_later_state_is_reached_without_it(two: Two, state: str) -> None:
    before = {
        "offered": "approved",
        "accepted": "offered",
        "released": "accepted",
        "opened": "released",
    }
    await put_at(two.owner, two.ours.item, before[state])
    await _says(two, "rendition", {"edits": CHANGED})
    with pytest.raises(asyncpg.CheckViolationError, match="has not agreed"):
        await two.app.execute(
            "UPDATE item SET state = $2, lock_version = lock_version + 1 WHERE id = $1",
            *(two.ours.item, state),
        )


async def test_one_rendition_is_made_at_a_time_and_only_who_asked_has_edits(two: Two) -> None:
    another = (
        "INSERT INTO media_job SELECT gen_random_uuid(), org, item_id, version, 'queued', 1, NULL,"
        " NULL, 0, NULL, created, $2, $3, $4 FROM media_job WHERE item_id = $1 LIMIT 1"
    )
    reader, asked = two.ours.reader, '[{"edit": "voice"}]'
    with pytest.raises(asyncpg.UniqueViolationError, match="one_at_a_time"):
        await two.app.execute(another, two.ours.item, 2, asked, reader)
    await two.app.execute("UPDATE media_job SET state = 'done' WHERE item_id = $1", two.ours.item)
    for values in ((2, asked, None), (1, asked, reader), (1, asked, None)):
        with pytest.raises((asyncpg.CheckViolationError, asyncpg.UniqueViolationError)):
            await two.app.execute(another, two.ours.item, *values)
    assert await two.app.execute(another, two.ours.item, 2, asked, reader) == "INSERT 0 1"
