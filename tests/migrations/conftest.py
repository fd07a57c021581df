"""A database at the newest revision, and one row of everything in two organisations."""

import asyncio
import json
import re
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import asyncpg
import pytest_asyncio
from alembic.config import Config
from alembic.script import ScriptDirectory

from service.cli.run_parts import migrate
from service.embedded import Tenancy
from service.embedded.postgres import APP_ROLE, OWNER_ROLE, RELAY_ROLE

ROOT = Path(__file__).resolve().parents[2]
Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
NOW = 1_900_000_000
ROLES = {OWNER_ROLE: "OWNER_", APP_ROLE: "", RELAY_ROLE: "RELAY_"}


def revisions() -> list[str]:
    """Return the revisions, oldest first."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    return list(reversed(found))


def down_past(name: str) -> str:
    """Return how many steps down undo the revision in the file of this name."""
    (file,) = (ROOT / "migrations" / "versions").glob(f"*_{name}.py")
    found = re.search(r'^revision = "(\d+)"', file.read_text(), re.MULTILINE)
    assert found is not None
    return f"-{len(revisions()) - revisions().index(found.group(1))}"


@dataclass
class Database:
    """One database and its three roles."""

    env: dict[str, str]

    async def to(self, revision: str) -> None:
        """Move to a revision as the owner."""
        await asyncio.to_thread(migrate, self.env["GOBETWEEN_OWNER_DATABASE_URL"], revision)

    async def connect(self, role: str = OWNER_ROLE, org: str | None = None) -> Connection:
        """Connect as a role, working for one organisation if one is named."""
        url = self.env[f"GOBETWEEN_{ROLES[role]}DATABASE_URL"].replace("+asyncpg", "")
        made = await asyncpg.connect(url)
        if org is not None:
            await made.execute("SELECT set_config('gobetween.org', $1, false)", org)
        return made


@dataclass(frozen=True)
class Lives:
    """The ids of what one organisation has a row of."""

    org: str
    author: str
    reader: str
    case: str
    item: str


def untied(lives: Lives, status: str = "none") -> bytes:
    """Return what the reader says in a record of their own ties to the case."""
    said = {"kind": "conflict", "status": status, "subject": lives.reader}
    return json.dumps(said).encode()


@pytest_asyncio.fixture(loop_scope="session")
async def database(tenancy: Tenancy) -> AsyncIterator[Database]:
    made = Database(tenancy.settings_env())
    await made.to("head")
    yield made


@pytest_asyncio.fixture(loop_scope="session")
async def owner(database: Database) -> AsyncIterator[Connection]:
    made = await database.connect()
    yield made
    await made.close()


async def filled(connection: Connection, login: str) -> Lives:
    """Put one row of every table into a new organisation, as the owner; its item is a draft."""
    ids = {name: str(uuid.uuid4()) for name in ("org", "author", "reader", "case", "item")}
    lives = Lives(**ids)
    key, long_ago = bytes(32), NOW
    voiced = await connection.fetchval(
        "SELECT count(*) FROM information_schema.columns"
        " WHERE table_name = 'statement' AND column_name = 'voice'"
    )
    # The revisions before voices have no such column.
    voice = ", $4" if voiced else ""
    # And those before a case's whole life begin one where it is prepared.
    whole = await connection.fetchval("SELECT to_regclass('case_step') IS NOT NULL")
    begins = "referral" if whole else "preparing"
    rendition, job, statement = (str(uuid.uuid4()) for _ in range(3))
    for sql, values in (
        ("organisation VALUES ($1, $2, $3)", (lives.org, key, long_ago)),
        ("login_name VALUES ($1, $2)", (login + "-0001", lives.org)),
        ("login_name VALUES ($1, $2)", (login + "-0002", lives.org)),
        ("login_name VALUES ($1, $2)", (login + "-0003", lives.org)),
        (
            "statement VALUES ($1, $2, NULL, NULL, 'gobetween/roster/1', $3, $4, $5, $4, 1, $6"
            + voice
            + ")",
            (statement, lives.org, b"{}", key, bytes(64), long_ago),
        ),
        (
            "statement VALUES (gen_random_uuid(), $1, $2, NULL, 'gobetween/record/1', $3, $4, $5,"
            " $6, 1, $7" + (", $6)" if voiced else ")"),
            (lives.org, lives.case, untied(lives), key, bytes(64), uuid.uuid4().bytes * 2, NOW),
        ),
        (
            "account VALUES ($1, $2, $3, '{harmed}', NULL, 'certified', $4, $4, '', 1, $5)",
            (lives.author, lives.org, login + "-0001", key, long_ago),
        ),
        (
            "account VALUES ($1, $2, $3, '{facilitator}', NULL, 'certified', $4, $4, '', 1, $5)",
            (lives.reader, lives.org, login + "-0002", bytes([1]) * 32, long_ago),
        ),
        (
            "way_in VALUES ($1, 'passphrase', $2, 'participant-1', $3, $4, '')",
            (lives.author, lives.org, bytes(16), key),
        ),
        (
            "session VALUES ($1, $2, $3, NULL, $4, $4, $4)",
            (uuid.uuid4().bytes * 2, lives.org, lives.author, long_ago),
        ),
        (
            "worker_challenge VALUES ($1, $2, $2, $3)",
            (uuid.uuid4().bytes * 2, lives.org, long_ago),
        ),
        (f"case_file VALUES ($1, $2, '{begins}', 1, '', $3)", (lives.case, lives.org, long_ago)),
        (
            (
                "invitation VALUES ($1, $2, $3, $1, $4, 'harmed', 'open', $5, $6, '', $6, '', NULL,"
                " NULL, $7, $7)"
            ),
            (
                str(uuid.uuid4()),
                lives.org,
                lives.case,
                login + "-0003",
                lives.reader,
                key,
                long_ago,
            ),
        ),
        (
            "case_person VALUES ($1, $2, $3, 'harmed', NULL)",
            (lives.case, lives.author, lives.org),
        ),
        ("team_member VALUES ($1, $2, $3)", (lives.case, lives.reader, lives.org)),
        (
            (
                "item VALUES ($1, $2, $3, 'letter', 'cy', $4, NULL, 'draft', 1, 1, NULL, NULL,"
                " NULL, $5)"
            ),
            (lives.item, lives.org, lives.case, lives.author, long_ago),
        ),
        # To somebody of the case, of whom there is one.
        ("item_recipient VALUES ($1, $2, $3)", (lives.item, lives.author, lives.org)),
        (
            "media_job VALUES ($1, $2, $3, 1, 'queued', 1, NULL, NULL, 0, NULL, $4)",
            (job, lives.org, lives.item, long_ago),
        ),
        (
            (
                "rendition VALUES ($1, $2, $3, 1, 'original', 4096, 1, 16, NULL, false, $4, '',"
                " NULL, NULL, $5)"
            ),
            (rendition, lives.org, lives.item, lives.author, long_ago),
        ),
        (
            "slice VALUES ($1, 0, $2, 4112, $3, 'key', $4)",
            (rendition, lives.org, key, long_ago),
        ),
        (
            "content_grant VALUES ($1, $2, $3, $4, 'team', NULL, $5, $6)",
            (str(uuid.uuid4()), lives.org, lives.item, rendition, bytes(48), long_ago),
        ),
        ("trail_head VALUES ($1, $2, 1, $3)", (lives.case, lives.org, key)),
        ("trail_entry VALUES ($1, 1, $2, '{}', $3)", (lives.case, lives.org, key)),
        (
            "outbox VALUES ($1, $2, 'offer', $3, 1, $4, $4, NULL, NULL)",
            (str(uuid.uuid4()), lives.org, lives.item, long_ago),
        ),
    ):
        await connection.execute(f"INSERT INTO {sql}", *values)
    if await connection.fetchval("SELECT to_regclass('promised_slice')"):
        await connection.execute(
            "INSERT INTO promised_slice VALUES ($1, 0, $2, 4112, $3, $4, $5)",
            rendition,
            lives.org,
            key,
            f"promised/{rendition}",
            long_ago,
        )
    if await connection.fetchval("SELECT to_regclass('author_side')"):
        await connection.execute(
            "INSERT INTO author_side VALUES ($1, $2, $3)", lives.item, lives.author, lives.org
        )
        await connection.execute(
            "INSERT INTO sealed_note VALUES ($1, $2, $3, $3, 'name', 1, $4, $5)",
            statement,
            lives.org,
            lives.case,
            key,
            bytes(48),
        )
    if await connection.fetchval("SELECT to_regclass('throttle')"):
        await connection.execute(
            "INSERT INTO throttle VALUES ($1, 1, $2, $2)", uuid.uuid4().bytes * 2, NOW
        )
        await connection.execute(
            "INSERT INTO refused_attempt VALUES ($1, 'sign-in.refused', $2, $2, NULL, $3)",
            str(uuid.uuid4()),
            lives.org,
            NOW,
        )
    if await connection.fetchval("SELECT to_regclass('step_in')"):
        await connection.execute(
            "INSERT INTO organisation_team VALUES ($1, $2, 'duty', 1, $3, $4)",
            str(uuid.uuid4()),
            lives.org,
            statement,
            NOW,
        )
        await connection.execute(
            "INSERT INTO step_in VALUES ($1, $2, $3, $4, $5, 'duty', 'asked', $6, 'illness', $6,"
            " NULL, $7, $7)",
            str(uuid.uuid4()),
            lives.org,
            lives.case,
            lives.author,
            lives.reader,
            key,
            NOW,
        )
    if await connection.fetchval("SELECT to_regclass('re_enrolment')"):
        await _waiting_keys(connection, login, lives)
    return lives


async def _waiting_keys(connection: Connection, login: str, lives: Lives) -> None:
    """Put new keys beside the author's, with what waits for somebody to vouch."""
    waiting = str(uuid.uuid4())
    key = bytes([2]) * 32
    for sql, values in (
        ("login_name VALUES ($1, $2)", (login + "-0004", lives.org)),
        (
            (
                "invitation VALUES ($1, $2, $3, $4, $5, 'harmed', 'replied', $6, $7, '', $7, '',"
                " '', $7, $8, $8)"
            ),
            (
                *(waiting, lives.org, lives.case, lives.author, login + "-0004"),
                *(lives.reader, key, NOW),
            ),
        ),
        (
            "account VALUES ($1, $2, $3, '{harmed}', $4, 'waiting', $5, $5, '', 1, $6, $7)",
            (waiting, lives.org, login + "-0004", lives.case, key, NOW, lives.author),
        ),
        (
            "re_enrolment VALUES ($1, $2, $3, $4, $5, '{}', '{}', NULL, $6, 'waiting')",
            (waiting, lives.org, lives.case, lives.author, lives.reader, NOW),
        ),
    ):
        await connection.execute(f"INSERT INTO {sql}", *values)
