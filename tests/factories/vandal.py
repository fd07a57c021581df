"""Somebody with every right on database and object store, and not one private key.

Owns writes that no part of the service makes: past its checks, its triggers and its row security.
Refuses to sign as anybody: whoever's key a test uses, the test hands over.
"""

import uuid

from service.correspondence.uploads import table_key
from service.db.tables import Rendition
from service.sealing.encoding import digest
from service.sealing.statements import Statement
from tests.factories.in_process import InProcess, Row

DECISION = "gobetween/decision/1"
CERTIFICATE = "gobetween/certificate/1"
CASE = "gobetween/case/1"
MANIFEST = "gobetween/manifest/1"
TEAM = "gobetween/team/1"
ROSTER = "gobetween/roster/1"


class Vandal:
    """Writes whatever they like."""

    def __init__(self, service: InProcess) -> None:
        self._service = service
        self._rows = service.rows
        self._value = service.value

    async def force(self, item: str, state: str) -> None:
        """Put an item into a state that nobody brought it to."""
        await self._rows("ALTER TABLE item DISABLE TRIGGER item_step_guard")
        await self._rows("UPDATE item SET state = $1, claimed_by = NULL WHERE id = $2", state, item)
        await self._rows("ALTER TABLE item ENABLE TRIGGER item_step_guard")

    async def statement(self, item: str, kind: str) -> Statement:
        """Read what is stored."""
        found = await self._rows(
            "SELECT type, payload, signer, signature FROM statement"
            " WHERE type = $2 AND (item_id = $1 OR case_id = $1)"
            " ORDER BY sequence DESC, created DESC",
            item,
            kind,
        )
        return Statement(*found[0])

    async def replace(self, old: Statement, new: Statement) -> None:
        """Put one statement in another's place."""
        changed = await self._rows(
            "UPDATE statement SET payload = $2, signer = $3, signature = $4, digest = $5,"
            " voice = $6"
            " WHERE digest = $1 RETURNING id",
            old.digest,
            new.payload,
            new.key,
            new.signature,
            new.digest,
            new.voice,
        )
        assert changed, "there is something to replace"

    async def delete(self, old: Statement) -> None:
        """Take a statement away."""
        await self._rows(
            "UPDATE case_person SET certificate = NULL"
            " WHERE certificate IN (SELECT id FROM statement WHERE digest = $1)",
            old.digest,
        )
        gone = await self._rows("DELETE FROM statement WHERE digest = $1 RETURNING id", old.digest)
        assert gone, "there is something to take away"

    async def add(
        self, like: Statement, new: Statement, *, item: str | None, sequence: int
    ) -> None:
        """Put a statement beside one that is there, as if it had been sent."""
        added = await self._rows(
            "INSERT INTO statement SELECT $2, org, case_id, $3, $4, $5, $6, $7, $8, $9, created,"
            " $10 FROM statement WHERE digest = $1 LIMIT 1 RETURNING id",
            like.digest,
            uuid.uuid4(),
            item,
            new.type,
            new.payload,
            new.key,
            new.signature,
            new.digest,
            sequence,
            new.voice,
        )
        assert added, "there is something to stand beside"

    async def keep_back_heads(self, signer: bytes) -> list[Row]:
        """Keep back everything that somebody vouched for; returns what was there."""
        gone = await self._rows(
            "DELETE FROM statement WHERE type = 'gobetween/head/1' AND signer = $1 RETURNING *",
            signer,
        )
        assert gone, "there is something to keep back"
        return gone

    async def give_back(self, rows: list[Row]) -> None:
        """Put statements back that were taken away."""
        for row in rows:
            places = ", ".join(f"${number}" for number in range(1, len(row) + 1))
            await self._rows(f"INSERT INTO statement VALUES ({places})", *row)  # noqa: S608

    async def grant(self, item: str, person: str) -> bytes:
        """Read the key sealed to a recipient."""
        return bytes(
            await self._value(
                "SELECT sealed FROM content_grant WHERE item_id = $1 AND person = $2", item, person
            )
        )

    async def replace_grant(self, item: str, person: str, sealed: bytes) -> None:
        """Put another sealed key in its place."""
        await self._rows(
            "UPDATE content_grant SET sealed = $3 WHERE item_id = $1 AND person = $2",
            item,
            person,
            sealed,
        )

    async def add_grant(self, item: str, person: str, sealed: bytes) -> None:
        """Seal a key to a recipient whom no reader sealed it to."""
        await self._rows(
            "INSERT INTO content_grant SELECT $2, org, item_id, id, 'recipient', $3, $4, created"
            " FROM rendition WHERE item_id = $1",
            item,
            uuid.uuid4(),
            person,
            sealed,
        )

    async def rendition(self, item: str) -> str:
        """Return the id of an item's original."""
        return str(await self._value("SELECT id FROM rendition WHERE item_id = $1", item))

    async def swap_slice(self, item: str, other: str) -> None:
        """Let an item's slice be the object of another's."""
        await self._rows(
            "UPDATE slice SET object_key = (SELECT object_key FROM slice WHERE rendition = $2)"
            " WHERE rendition = $1",
            await self.rendition(item),
            await self.rendition(other),
        )

    async def change_slice(self, item: str) -> None:
        """Change one bit in the object store, under a name of its own."""
        rendition, store = await self.rendition(item), self._service.app.state.context.store
        key = await self._value("SELECT object_key FROM slice WHERE rendition = $1", rendition)
        content = bytearray(await store.get(key))
        content[len(content) // 2] ^= 1
        await store.put(f"{key}-changed", bytes(content))
        await self._rows(
            "UPDATE slice SET object_key = $2 WHERE rendition = $1", rendition, f"{key}-changed"
        )

    async def put_table(self, item: str, table: bytes) -> None:
        """Store another digest table for an item and let its row name it."""
        rendition = await self.rendition(item)
        org = await self._value("SELECT org FROM rendition WHERE id = $1", rendition)
        key = table_key(
            Rendition.model_construct(role="original", id=rendition, org=str(org)), digest(table)
        )
        await self._service.app.state.context.store.put(key, table)
        await self._rows(
            "UPDATE rendition SET table_digest = $2 WHERE id = $1", rendition, digest(table)
        )

    async def table(self, item: str) -> bytes:
        """Read an item's digest table."""
        rendition = await self.rendition(item)
        row = (
            await self._rows("SELECT org, table_digest FROM rendition WHERE id = $1", rendition)
        )[0]
        key = table_key(
            Rendition.model_construct(role="original", id=rendition, org=str(row["org"])),
            row["table_digest"],
        )
        return bytes(await self._service.app.state.context.store.get(key))
