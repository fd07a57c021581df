"""Somebody who may write anything into the database and the object store, and holds no key.

Owns the forgeries. What is written is what such a person would write: statements re-signed with a
key of their own, other items' true papers, states that no act led to.
"""

# ruff: noqa: S608 - whoever attacks writes what they like

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Final, TypeVar

from service.embedded import LocalStack
from service.media.store import S3Store
from service.sealing.encoding import new_id
from service.sealing.keys import PersonKeys
from service.sealing.schemas import Body, CaseStatement, Certificate, Decision
from service.sealing.statements import Statement, open_statement, sign

B = TypeVar("B", bound=Body)
_COLUMNS: Final = (
    "id, org, case_id, item_id, type, payload, signer, signature, digest, sequence, created, voice"
)


class Attacker:
    """Full write access to everything that is stored."""

    def __init__(self, stack: LocalStack) -> None:
        self._stack = stack
        env = stack.settings_env()
        self._store = S3Store(
            env["GOBETWEEN_OBJECT_STORE_URL"],
            env["GOBETWEEN_OBJECT_STORE_ACCESS_KEY"],
            env["GOBETWEEN_OBJECT_STORE_SECRET_KEY"],
            env["GOBETWEEN_OBJECT_STORE_BUCKET"],
        )
        self.keys: Final = PersonKeys.generate()

    async def write(self, sql: str) -> str:
        """Do this as the superuser, every trigger and policy out of the way."""
        script = f"SET session_replication_role = replica;\n{sql}"
        return await self._stack.postgres.run(script, self._stack.default.database)

    async def force_state(self, item: str, state: str) -> None:
        """Put an item into a state that no act led to."""
        await self._changed(f"UPDATE item SET state = '{state}' WHERE id = '{item}'")

    async def statements(self, kind: type[B], where: str) -> list[tuple[str, Statement]]:
        """Return the ids and statements of one type, in order."""
        rows = await self.write(
            "SELECT id, encode(payload, 'hex'), encode(signer, 'hex'), encode(signature, 'hex')"
            f" FROM statement WHERE type = '{kind.TYPE}' AND {where} ORDER BY sequence, created;"
        )
        found = []
        for row in rows.splitlines():
            number, *values = row.split("|")
            found.append((number, Statement(kind.TYPE, *map(bytes.fromhex, values))))
        return found

    async def put_in_place(self, number: str, statement: Statement) -> None:
        """Replace a stored statement by this one."""
        await self._changed(
            f"UPDATE statement SET payload = {_bytes(statement.payload)},"
            f" signer = {_bytes(statement.key)}, signature = {_bytes(statement.signature)},"
            f" digest = {_bytes(statement.digest)}, voice = {_bytes(statement.voice)}"
            f" WHERE id = '{number}'"
        )

    async def swap_grant(self, item: str, sealed: bytes) -> None:
        """Replace the recipient's grant."""
        await self._changed(
            f"UPDATE content_grant SET sealed = {_bytes(sealed)}"
            f" WHERE item_id = '{item}' AND holder = 'recipient'"
        )

    async def alter_decisions(self, item: str) -> None:
        """Let every decision hold ten years longer, its signature left as it was."""
        for number, statement in await self.statements(Decision, f"item_id = '{item}'"):
            body = open_statement(statement, Decision)
            longer = sign(
                replace(body, valid_until=body.valid_until + 315_360_000), self.keys.sign_seed
            )
            await self.put_in_place(
                number, replace(longer, key=statement.key, signature=statement.signature)
            )

    async def sign_decisions(self, item: str) -> None:
        """Sign every decision with a key that is on no roster."""
        for number, statement in await self.statements(Decision, f"item_id = '{item}'"):
            body = open_statement(statement, Decision)
            await self.put_in_place(number, sign(body, self.keys.sign_seed))

    async def delete_decisions(self, item: str) -> None:
        """Delete every decision on an item."""
        await self._changed(
            f"DELETE FROM statement WHERE item_id = '{item}' AND type = '{Decision.TYPE}'"
        )

    async def replay_decisions(self, of: str, on: str) -> None:
        """Show one item's decisions as another's."""
        await self._changed(
            f"INSERT INTO statement ({_COLUMNS}) SELECT gen_random_uuid(), org, case_id, '{on}',"
            " type, payload, signer, signature, digest, sequence, created, voice FROM statement"
            f" WHERE item_id = '{of}' AND type = '{Decision.TYPE}'"
        )

    async def swap_slice(self, of: str, by: str) -> None:
        """Put another item's first slice where this item's is."""
        ours, theirs = await self._slice_key(of), await self._slice_key(by)
        await self._store.put(ours, await self._store.get(theirs))

    async def swap_table(self, of: str, by: str) -> None:
        """Put another item's digest table where this item's is."""
        ours, theirs = await self._table_key(of), await self._table_key(by)
        await self._store.put(ours, await self._store.get(theirs))

    @asynccontextmanager
    async def damaged(self, item: str, chunk: int, sealed_chunk: int) -> AsyncIterator[None]:
        """Change one bit in one chunk of what is released of a recording, until left."""
        found = await self.write(
            "SELECT s.object_key, s.number, r.slice_chunks FROM slice s JOIN rendition r"
            f" ON r.id = s.rendition WHERE r.item_id = '{item}' AND r.role = 'rendition'"
            f" AND s.number = {chunk} / r.slice_chunks;"
        )
        key, number, slice_chunks = found.strip().split("|")
        whole = await self._store.get(key)
        body = bytearray(whole)
        body[(chunk - int(number) * int(slice_chunks)) * sealed_chunk + 1000] ^= 1
        await self._store.put(key, bytes(body))
        try:
            yield
        finally:
            await self._store.put(key, whole)

    @asynccontextmanager
    async def own_certificate_for(self, person: str, case: str) -> AsyncIterator[None]:
        """Certify keys of the attacker's own for a person, until left."""
        for number, statement in await self.statements(Certificate, f"case_id = '{case}'"):
            body = open_statement(statement, Certificate)
            if body.person == person:
                forged = replace(body, sign=self.keys.sign_public, box=self.keys.box_public)
                await self.put_in_place(number, sign(forged, self.keys.sign_seed))
                try:
                    yield
                finally:
                    await self.put_in_place(number, statement)
                return
        raise LookupError(person)

    @asynccontextmanager
    async def weaker_case(self, case: str) -> AsyncIterator[None]:
        """Say in a newer case statement that one reader is enough, until left."""
        _, newest = (await self.statements(CaseStatement, f"case_id = '{case}'"))[-1]
        body = open_statement(newest, CaseStatement)
        weaker = sign(
            replace(
                body,
                sequence=body.sequence + 1,
                previous=newest.digest,
                route="ordinary",
                signers=1,
            ),
            self.keys.sign_seed,
        )
        number = new_id()
        await self._changed(
            f"INSERT INTO statement ({_COLUMNS}) SELECT '{number}', org, case_id, item_id, type,"
            " payload, signer, signature, digest, sequence + 1, created, voice FROM statement"
            f" WHERE type = '{CaseStatement.TYPE}' AND case_id = '{case}'"
            " ORDER BY sequence DESC LIMIT 1"
        )
        await self.put_in_place(number, weaker)
        try:
            yield
        finally:
            await self._changed(f"DELETE FROM statement WHERE id = '{number}'")

    async def _changed(self, statement: str) -> None:
        """Hold that an attack did something: one that changes nothing proves nothing."""
        told = await self.write(
            f"WITH changed AS ({statement} RETURNING 1) SELECT count(*) FROM changed;"
        )
        assert int(told) > 0, statement

    async def _slice_key(self, item: str) -> str:
        return (
            await self.write(
                "SELECT s.object_key FROM slice s JOIN rendition r ON r.id = s.rendition"
                f" WHERE r.item_id = '{item}' AND s.number = 0;"
            )
        ).strip()

    async def _table_key(self, item: str) -> str:
        return (
            await self.write(
                "SELECT org || '/' || id || '/table-' || left(encode(table_digest, 'hex'), 32)"
                f" FROM rendition WHERE item_id = '{item}';"
            )
        ).strip()


def _bytes(value: bytes) -> str:
    return f"decode('{value.hex()}', 'hex')"
