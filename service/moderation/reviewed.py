"""What a decision is held against: the item as its reader found it, and who decided before.

Guarantees: only approvals of the open chain count (docs/protocol.md, 4.7), and only of people whom
every device takes for readers. Refuses to change anything.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import statements
from service.db.asked import Rules
from service.db.tables import Account, AuthorSide, Item, Rendition
from service.db.tables import Statement as StatementRow
from service.domain.errors import Conflict, Forbidden
from service.sealing.deciding import counting
from service.sealing.errors import SealingError
from service.sealing.schemas import (
    AS_WRITTEN,
    Attestation,
    Body,
    CaseStatement,
    Decision,
    Manifest,
    RenditionStatement,
)
from service.sealing.statements import Statement, open_statement

B = TypeVar("B", bound=Body)


@dataclass(frozen=True)
class Reviewed:
    """An item as it stands: what it is, and the decisions about it, of which `chain` counts."""

    case_digest: bytes
    manifest: bytes
    manifest_names: bytes
    renditions: tuple[bytes, ...]
    released: str
    decisions: list[StatementRow]
    chain: list[tuple[StatementRow, Decision]]

    def is_stored(self, signed: Statement) -> bool:
        """Tell whether this very decision, by this very signer, is stored already."""
        return any(row.voice == signed.voice for row in self.decisions)

    @property
    def place(self) -> tuple[int, bytes]:
        """The sequence and the previous of the decision that comes next."""
        return len(self.chain) + 1, self.chain[-1][0].digest if self.chain else b""


async def reviewed(session: AsyncSession, item: Item, rules: Rules, *, at: int) -> Reviewed:
    """Return what a decision made now must be about; `Conflict` before the item was submitted.

    `chain` is what it goes on from: nothing where an approval has ended meanwhile.
    """
    case = await statements.newest(session, CaseStatement.TYPE, case=item.case_id)
    manifest = await statements.newest(session, Manifest.TYPE, item=item.id)
    if case is None or manifest is None:
        raise Conflict(state=item.state)
    made = None
    if item.kind not in AS_WRITTEN:
        made = await statements.newest(session, RenditionStatement.TYPE, item=item.id)
    decisions = await statements.every(session, Decision.TYPE, item=item.id)
    decided = ((row, parsed(row, Decision)) for row in decisions)
    chain = counting(decided, manifest.digest, made.digest if made else b"")
    return Reviewed(
        case_digest=case.digest,
        manifest=manifest.digest,
        manifest_names=parsed(manifest, Manifest).case_statement,
        renditions=(made.digest,) if made else (),
        released=await _released(session, item, made),
        decisions=decisions,
        chain=await gone_on_from(session, item, chain, rules, at=at),
    )


async def _released(session: AsyncSession, item: Item, made: StatementRow | None) -> str:
    """Return the container that an approval gives: a letter's own, or what was made of it last."""
    wanted = col(Rendition.role) == "original"
    if item.kind not in AS_WRITTEN:
        named = parsed(made, RenditionStatement).output.rendition if made else None
        wanted = col(Rendition.id) == named
    found = await session.exec(
        select(Rendition.id).where(
            col(Rendition.item_id) == item.id,
            col(Rendition.version) == item.version,
            col(Rendition.complete).is_(True),
            wanted,
        )
    )
    return found.one_or_none() or ""


async def gone_on_from(
    session: AsyncSession,
    item: Item,
    chain: list[tuple[StatementRow, Decision]],
    rules: Rules,
    *,
    at: int,
) -> list[tuple[StatementRow, Decision]]:
    """Return the chain where the next decision goes on from it, and nothing where it does not."""
    open_still = await rules.still_open(session, item.case_id, [row for row, _ in chain], at)
    return chain if open_still else []


def parsed(row: StatementRow, body: type[B]) -> B:
    """Return what a stored statement says; `Conflict` where it does not verify."""
    try:
        return open_statement(Statement(row.type, row.payload, row.signer, row.signature), body)
    except SealingError as fault:
        raise Conflict(field=row.type) from fault


def readable(rows: Iterable[StatementRow]) -> list[tuple[StatementRow, Decision]]:
    """Return the decisions that verify; the others are nobody's."""
    found = []
    for row in rows:
        try:
            found.append((row, parsed(row, Decision)))
        except Conflict:
            continue
    return found


async def required(session: AsyncSession, item: Item, found: Reviewed, named: set[bytes]) -> int:
    """Return the largest `signers` of the newest case statement and those named in the papers."""
    named = named | {found.manifest_names, found.case_digest}
    shown = await statements.every(session, CaseStatement.TYPE, case=item.case_id)
    return max(parsed(row, CaseStatement).signers for row in shown if row.digest in named)


async def check_not_alone(
    session: AsyncSession, item: Item, found: Reviewed, readers: set[str]
) -> None:
    """Raise `Forbidden` where only people on the author's side would have read it (check 7a).

    Those are whoever sent it for the author, and whoever attested something about it or about the
    case as a whole, but that somebody asked whether there is anything.
    """
    if readers <= await author_side(session, item, found.manifest):
        raise Forbidden(reason="sole-reader")


async def author_side(session: AsyncSession, item: Item, manifest: bytes) -> set[str]:
    """Return who had a hand in it for its author, or attested something that counts for it."""
    sent = await session.exec(select(AuthorSide.person).where(col(AuthorSide.item_id) == item.id))
    rows = await statements.every(session, Attestation.TYPE, case=item.case_id)
    made = await statements.every(session, RenditionStatement.TYPE, item=item.id)
    about = (manifest, *(row.digest for row in made))
    near = {row.signer for row in rows if parsed(row, Attestation).involves(*about)}
    return {*sent, *await people_behind(session, near)}


async def people_behind(session: AsyncSession, signers: Collection[bytes]) -> set[str]:
    """Return whose keys these are; what was signed with replaced keys was the same person's."""
    found = await session.exec(
        select(func.coalesce(Account.stands_for, Account.id)).where(col(Account.sign).in_(signers))
    )
    return set(found)
