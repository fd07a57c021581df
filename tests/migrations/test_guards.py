"""The database itself refuses what no code of ours should ask: skipped steps, changed history."""

import base64
import json
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import product

import asyncpg
import pytest
import pytest_asyncio

from service.domain.lifecycle import CASE_STEPS, ITEM_STEPS, CaseState, ItemState
from service.embedded.postgres import APP_ROLE, RELAY_ROLE
from tests.migrations.conftest import Connection, Database, Lives, filled

APPEND_ONLY = [
    *("statement", "trail_entry", "content_grant", "slice", "organisation"),
    *("author_side", "sealed_note"),
]
PAIRS = {(at.value, step.next.value) for (at, _), step in ITEM_STEPS.items()}
SKIPS = [
    (at.value, to.value)
    for at in ItemState
    for to in ItemState
    if at is not to and (at.value, to.value) not in PAIRS
]


@dataclass
class Two:
    """Two organisations in one database, and the app's connection working for the first."""

    database: Database
    owner: Connection
    app: Connection
    ours: Lives
    theirs: Lives


@pytest_asyncio.fixture(loop_scope="session")
async def two(database: Database, owner: Connection) -> AsyncIterator[Two]:
    ours, theirs = await filled(owner, "ours"), await filled(owner, "them")
    app = await database.connect(APP_ROLE, ours.org)
    yield Two(database, owner, app, ours, theirs)
    await app.close()


async def put_at(owner: Connection, item: str, state: str) -> None:
    """Put an item anywhere, which takes an owner who turns the trigger off."""
    await owner.execute("ALTER TABLE item DISABLE TRIGGER item_step_guard")
    claimed = "(SELECT person FROM team_member LIMIT 1)" if state == "in_review" else "NULL"
    await owner.execute(
        f"UPDATE item SET state = $1, claimed_by = {claimed} WHERE id = $2",  # noqa: S608
        state,
        item,
    )
    await owner.execute("ALTER TABLE item ENABLE TRIGGER item_step_guard")


_SEALED_TO_RECIPIENT = (
    "INSERT INTO content_grant SELECT gen_random_uuid(), r.org, r.item_id, r.id, 'recipient',"
    " i.author, '\\x00', 0 FROM rendition r JOIN item i ON i.id = r.item_id WHERE i.id = $1"
)


async def _said(owner: Connection, lives: Lives, wish: str) -> None:
    """Have a recipient say what is to become of an item; nobody checks who signed it here."""
    await owner.execute(
        "INSERT INTO statement VALUES (gen_random_uuid(), $1, $2, $3, 'gobetween/keeping/1',"
        " $4, $5, $6, $5, 1, 0, $7)",
        lives.org,
        lives.case,
        lives.item,
        json.dumps({"wish": wish}).encode(),
        bytes(32),
        bytes(64),
        uuid.uuid4().bytes * 2,
    )


async def step(app: Connection, item: str, to: str, counted: int = 1) -> str:
    claimed = "(SELECT person FROM team_member LIMIT 1)" if to == "in_review" else "NULL"
    return str(
        await app.execute(
            f"UPDATE item SET state = $1, lock_version = lock_version + $2,"  # noqa: S608
            f" claimed_by = {claimed} WHERE id = $3",
            to,
            counted,
            item,
        )
    )


class TestAnItemsSteps:
    async def test_every_step_of_the_table_is_let_through(self, two: Two) -> None:
        for at, to in sorted(PAIRS):
            await put_at(two.owner, two.ours.item, at)
            assert await step(two.app, two.ours.item, to) == "UPDATE 1", (at, to)

    async def test_every_other_step_is_refused(self, two: Two) -> None:
        for at, to in SKIPS:
            await put_at(two.owner, two.ours.item, at)
            with pytest.raises(asyncpg.CheckViolationError, match="no step from"):
                await step(two.app, two.ours.item, to)

    @pytest.mark.parametrize("counted", [0, 2, -1])
    async def test_a_step_that_miscounts_the_lock_version_is_refused(
        self, two: Two, counted: int
    ) -> None:
        with pytest.raises(asyncpg.CheckViolationError, match="lock version"):
            await step(two.app, two.ours.item, "submitted", counted)

    async def test_nothing_begins_otherwise_than_as_a_draft(self, two: Two) -> None:
        copied = (
            "INSERT INTO item SELECT gen_random_uuid(), org, case_id, kind, language, author,"
            " in_reply_to, $1, 1, 1, NULL, NULL, NULL, created FROM item WHERE id = $2"
        )
        assert await two.app.execute(copied, "draft", two.ours.item) == "INSERT 0 1"
        with pytest.raises(asyncpg.CheckViolationError, match="begins as a draft"):
            await two.app.execute(copied, "approved", two.ours.item)

    async def test_an_item_keeps_its_author_and_its_case(self, two: Two) -> None:
        for change in ("author = $1", "case_id = $1"):
            with pytest.raises(asyncpg.CheckViolationError, match="keeps its case and author"):
                await two.app.execute(f"UPDATE item SET {change}", two.ours.reader)  # noqa: S608

    async def test_nobody_reads_what_they_wrote(self, two: Two) -> None:
        await put_at(two.owner, two.ours.item, "awaiting_review")
        with pytest.raises(asyncpg.CheckViolationError):
            await two.app.execute(
                "UPDATE item SET state = 'in_review', lock_version = 2, claimed_by = author"
            )

    async def test_nobody_reads_what_they_had_a_hand_in(self, two: Two) -> None:
        await put_at(two.owner, two.ours.item, "awaiting_review")
        claim = (
            "UPDATE item SET state = 'in_review', lock_version = 2,"
            " claimed_by = (SELECT person FROM team_member LIMIT 1)"
        )
        await two.owner.execute(
            "INSERT INTO author_side VALUES ($1, $2, $3)",
            two.ours.item,
            two.ours.reader,
            two.ours.org,
        )
        with pytest.raises(asyncpg.CheckViolationError, match="had a hand in"):
            await two.app.execute(claim)
        await two.owner.execute("DELETE FROM author_side WHERE person = $1", two.ours.reader)
        assert await two.app.execute(claim) == "UPDATE 1"

    async def test_an_item_s_author_is_somebody_of_its_case(self, two: Two) -> None:
        with pytest.raises(asyncpg.ForeignKeyViolationError):
            await two.app.execute(
                "INSERT INTO item (id, org, case_id, kind, language, author, state, lock_version,"
                " version, created) VALUES (gen_random_uuid(), $1, $2, 'letter', 'en', $3,"
                " 'draft', 1, 1, 0)",
                two.ours.org,
                two.ours.case,
                two.ours.reader,
            )

    async def test_an_item_s_recipient_is_somebody_of_its_case(self, two: Two) -> None:
        insert = "INSERT INTO item_recipient VALUES ($1, $2, $3)"
        with pytest.raises(asyncpg.ForeignKeyViolationError, match="somebody of the case"):
            await two.app.execute(insert, two.ours.item, two.ours.reader, two.ours.org)
        with pytest.raises(asyncpg.ForeignKeyViolationError, match="somebody of the case"):
            await two.app.execute(insert, two.ours.item, str(uuid.uuid4()), two.ours.org)

    async def test_a_case_begins_as_a_referral(self, two: Two) -> None:
        insert = "INSERT INTO case_file VALUES (gen_random_uuid(), $1, $2, 1, '', 0)"
        assert await two.app.execute(insert, two.ours.org, "referral") == "INSERT 0 1"
        with pytest.raises(asyncpg.CheckViolationError, match="begins as a referral"):
            await two.app.execute(insert, two.ours.org, "active")

    async def test_a_case_takes_the_steps_of_its_table_and_no_other(self, two: Two) -> None:
        steps = {(at.value, step.next.value) for (at, _), step in CASE_STEPS.items()}
        for at, to in product(CaseState, CaseState):
            await two.owner.execute("ALTER TABLE case_file DISABLE TRIGGER case_step_guard")
            await two.owner.execute("UPDATE case_file SET state = $1", at.value)
            await two.owner.execute("ALTER TABLE case_file ENABLE TRIGGER case_step_guard")
            taken = two.app.execute(
                "UPDATE case_file SET state = $1, lock_version = lock_version + 1", to.value
            )
            if at is to or (at.value, to.value) in steps:
                assert await taken == "UPDATE 1", (at, to)
            else:
                with pytest.raises(asyncpg.CheckViolationError, match="no step from"):
                    await taken

    async def test_a_step_of_a_case_counts_its_lock_version(self, two: Two) -> None:
        with pytest.raises(asyncpg.CheckViolationError, match="counts the lock version"):
            await two.app.execute("UPDATE case_file SET state = 'screening'")


class TestSteppingIn:
    async def test_takes_two_people(self, two: Two) -> None:
        with pytest.raises(asyncpg.CheckViolationError):
            await two.app.execute("UPDATE step_in SET joiner = asker")

    async def test_keeps_nothing_that_was_handed_over_once_it_ends(self, two: Two) -> None:
        for state in ("done", "withdrawn"):
            with pytest.raises(asyncpg.CheckViolationError):
                await two.app.execute("UPDATE step_in SET state = $1", state)
        ended = "UPDATE step_in SET state = 'withdrawn', half = ''"
        assert await two.app.execute(ended) == "UPDATE 1"

    async def test_waits_on_what_the_second_made_and_on_nothing_else(self, two: Two) -> None:
        with pytest.raises(asyncpg.CheckViolationError):
            await two.app.execute("UPDATE step_in SET state = 'joined'")
        with pytest.raises(asyncpg.CheckViolationError):
            await two.app.execute("UPDATE step_in SET made = '{}'")

    async def test_is_over_two_teams_and_no_third(self, two: Two) -> None:
        another = (
            "INSERT INTO organisation_team"
            " SELECT gen_random_uuid(), org, $1, 1, statement, created FROM organisation_team"
        )
        assert await two.app.execute(another, "liaison") == "INSERT 0 1"
        with pytest.raises(asyncpg.UniqueViolationError):
            await two.app.execute(another, "duty")


class TestHistory:
    @pytest.mark.parametrize("what", ["grants", "slices"])
    async def test_is_forgotten_only_of_what_a_destruction_names(self, two: Two, what: str) -> None:
        ours = await two.owner.fetchval(
            "SELECT id::text FROM rendition WHERE item_id = $1", two.ours.item
        )
        theirs = await two.owner.fetchval(
            "SELECT id::text FROM rendition WHERE item_id = $1", two.theirs.item
        )
        forget = f"SELECT forget_{what}($1)"
        for gone in (ours, theirs):
            with pytest.raises(asyncpg.CheckViolationError, match="no destruction"):
                await two.app.execute(forget, gone)
        for lives, gone in ((two.ours, ours), (two.theirs, theirs)):
            await two.owner.execute(
                "INSERT INTO statement VALUES (gen_random_uuid(), $1, $2, $3,"
                " 'gobetween/destruction/1', $4, $5, $6, $5, 1, 0, $5)",
                lives.org,
                lives.case,
                lives.item,
                json.dumps({"rendition": gone}).encode(),
                bytes(32),
                bytes(64),
            )
        with pytest.raises(asyncpg.CheckViolationError, match="no destruction"):
            await two.app.execute(forget, theirs)
        await two.app.execute(forget, ours)
        table = {"grants": "content_grant", "slices": "slice"}[what]
        left = await two.owner.fetchval(f"SELECT count(*) FROM {table}")  # noqa: S608
        assert left == 1

    async def test_is_forgotten_of_a_recipient_s_keys_once_they_gave_it_back(
        self, two: Two
    ) -> None:
        for lives in (two.ours, two.theirs):
            await two.owner.execute(_SEALED_TO_RECIPIENT, lives.item)
            await put_at(two.owner, lives.item, "opened")
        left = "SELECT count(*) FROM content_grant WHERE holder = 'recipient' AND item_id = $1"
        forget = "SELECT forget_given_back($1)"
        for wish, state in (
            ("", "returned_to_service"),
            ("hold", "held"),
            ("hold", "returned_to_service"),
            ("return", "opened"),
        ):
            for lives in (two.ours, two.theirs):
                await two.owner.execute(
                    "DELETE FROM statement WHERE type = 'gobetween/keeping/1' AND org = $1",
                    lives.org,
                )
                await put_at(two.owner, lives.item, state)
                if wish:
                    await _said(two.owner, lives, wish)
            with pytest.raises(asyncpg.CheckViolationError, match="did not give it back"):
                await two.app.execute(forget, two.ours.item)
        for lives in (two.ours, two.theirs):
            await put_at(two.owner, lives.item, "returned_to_service")
        with pytest.raises(asyncpg.CheckViolationError, match="did not give it back"):
            await two.app.execute(forget, two.theirs.item)
        await two.app.execute(forget, two.ours.item)
        assert await two.owner.fetchval(left, two.ours.item) == 0
        assert await two.owner.fetchval(left, two.theirs.item) == 1
        with pytest.raises(asyncpg.CheckViolationError, match="recipient no more"):
            await two.app.execute(_SEALED_TO_RECIPIENT, two.ours.item)

    @pytest.mark.parametrize("table", APPEND_ONLY)
    async def test_cannot_be_changed_or_removed_by_the_app(self, two: Two, table: str) -> None:
        ours = f"SELECT count(*), bool_and(org = $1) FROM {table}"  # noqa: S608
        assert tuple(await two.app.fetchrow(ours, two.ours.org) or ()) == (
            2 if table == "statement" else 1,
            True,
        )
        for sql in (
            f"UPDATE {table} SET org = org",  # noqa: S608
            f"DELETE FROM {table}",  # noqa: S608
            f"TRUNCATE {table}",
        ):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await two.app.execute(sql)

    @pytest.mark.parametrize("table", APPEND_ONLY)
    async def test_cannot_be_changed_or_removed_by_the_relay(self, two: Two, table: str) -> None:
        relay = await two.database.connect(RELAY_ROLE, two.ours.org)
        for sql in (f"UPDATE {table} SET org = org", f"DELETE FROM {table}"):  # noqa: S608
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await relay.execute(sql)
        await relay.close()

    async def test_could_be_changed_by_the_owner_whom_the_service_never_is(self, two: Two) -> None:
        assert await two.owner.execute("UPDATE trail_entry SET hash = hash") == "UPDATE 2"

    async def test_of_one_number_cannot_be_written_twice(self, two: Two) -> None:
        with pytest.raises(asyncpg.UniqueViolationError):
            await two.app.execute(
                "INSERT INTO trail_entry VALUES ($1, 1, $2, '{}', $3)",
                two.ours.case,
                two.ours.org,
                bytes(32),
            )

    async def test_nothing_is_deleted_by_the_app_but_sessions_challenges_and_who_left_a_team(
        self, two: Two
    ) -> None:
        granted = await two.owner.fetch(
            "SELECT table_name FROM information_schema.role_table_grants"
            " WHERE grantee = $1 AND privilege_type IN ('DELETE', 'TRUNCATE')",
            APP_ROLE,
        )
        assert {row[0] for row in granted} == {"session", "worker_challenge", "team_member"}

    async def test_the_steps_are_not_the_apps_to_widen(self, two: Two) -> None:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await two.app.execute("INSERT INTO item_step VALUES ('draft', 'opened')")


class TestAPolicy:
    """An organisation's policies are one chain, whatever the service would write."""

    async def _put(self, two: Two, number: int, said: dict[str, object], digest: bytes) -> str:
        return str(
            await two.app.execute(
                "INSERT INTO statement (id, org, type, payload, signer, signature, digest, voice,"
                " sequence, created) VALUES"
                " (gen_random_uuid(), $1, 'gobetween/policy/1', $2, $3, $4, $5, $5, $6, 1)",
                two.ours.org,
                json.dumps(said).encode(),
                bytes(32),
                bytes(64),
                digest,
                number,
            )
        )

    async def test_follows_the_one_before_and_is_the_only_one_of_its_number(self, two: Two) -> None:
        # With every letter in which base64 and base64url differ.
        one, other = bytes([0xFB, 0xFF]) * 16, bytes([2]) * 32
        named = base64.urlsafe_b64encode(one).rstrip(b"=").decode()
        org = two.ours.org
        first = {"org": org, "sequence": 1, "previous": ""}
        second = {"org": org, "sequence": 2, "previous": named}
        for number, said in (
            (2, second),
            (1, {**first, "previous": named}),
            (1, {**first, "sequence": 2}),
            (1, {**first, "org": two.theirs.org}),
        ):
            with pytest.raises(asyncpg.CheckViolationError):
                await self._put(two, number, said, one)
        assert await self._put(two, 1, first, one) == "INSERT 0 1"
        for number, said in ((3, {**second, "sequence": 3}), (2, {**second, "previous": ""})):
            with pytest.raises(asyncpg.CheckViolationError):
                await self._put(two, number, said, other)
        assert await self._put(two, 2, second, other) == "INSERT 0 1"
        with pytest.raises(asyncpg.UniqueViolationError):
            await self._put(two, 2, second, bytes([3]) * 32)
