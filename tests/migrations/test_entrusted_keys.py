"""The database stores a key for whom has no account only as it is entrusted to who may act."""

import uuid

import asyncpg
import pytest

from tests.migrations.test_guards import Two, put_at, two

__all__ = ["two"]


async def test_a_key_for_whom_has_no_account_comes_with_its_release_and_a_mandate(
    two: Two,
) -> None:
    """Never before its release, nor after the mandate, nor without the words that say so."""
    ours, somebody = two.ours, str(uuid.uuid4())
    await two.owner.execute(
        "INSERT INTO case_person SELECT $1, $2, $3, 'harmed', NULL, id, gen_random_uuid(), 9"
        " FROM statement WHERE org = $3 AND case_id IS NULL",
        *(ours.case, somebody, ours.org),
    )
    sealed = (
        "INSERT INTO content_grant SELECT gen_random_uuid(), r.org, r.item_id, r.id,"
        " 'recipient', $2, '\\x00', $3, s.id FROM rendition r LEFT JOIN statement s"
        " ON s.org = r.org AND s.case_id IS NULL AND $4 WHERE r.item_id = $1"
    )

    async def seals(person: str, at: int, *, said: bool) -> str:
        return str(await two.app.execute(sealed, ours.item, person, at, said))

    async def refused(person: str, at: int, *, said: bool) -> None:
        with pytest.raises(asyncpg.CheckViolationError, match="whoever acts for them"):
            await seals(person, at, said=said)

    await put_at(two.owner, ours.item, "released")
    await refused(somebody, 9, said=True)
    await two.owner.execute(
        "INSERT INTO item_recipient VALUES ($1, $2, $3)", ours.item, somebody, ours.org
    )
    await refused(somebody, 10, said=True)
    await refused(somebody, 9, said=False)
    await refused(str(uuid.uuid4()), 9, said=True)
    for state in ("accepted", "opened", "declined"):
        await put_at(two.owner, ours.item, state)
        await refused(somebody, 9, said=True)
    await put_at(two.owner, ours.item, "released")
    assert await seals(somebody, 9, said=True) == "INSERT 0 1"
