"""Whether a word about somebody's act would undo an approval that was given before.

Owns one rule: whoever attests something counts as author-side from then on (check 7a), so nobody
attests about an item, or about the case as a whole, of which they were the only uninvolved reader.
Every recipient's device would refuse that item for ever. Refuses to judge what is attested.
"""

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.ground import signed as signed_of
from service.db import statements
from service.db.tables import Account, AuthorSide, Item, Statement
from service.domain.errors import Conflict
from service.domain.lifecycle import VISIBLE_TO_RECIPIENT, ItemState
from service.sealing.deciding import counting
from service.sealing.schemas import Attestation, Decision, Manifest, RenditionStatement
from service.sealing.statements import open_statement

_APPROVED = frozenset({ItemState.APPROVED, *VISIBLE_TO_RECIPIENT})


async def hold_still_read(
    session: AsyncSession, case: str, witness: str, said: Attestation
) -> None:
    """Raise `Conflict` where an approved item would be left with nobody uninvolved who read it.

    The case is locked, and its items are from here on: no decision comes in between.
    """
    items = await session.exec(
        select(Item).where(col(Item.case_id) == case).order_by(Item.id).with_for_update()
    )
    attested = await statements.every(session, Attestation.TYPE, case=case)
    for item in items:
        if ItemState(item.state) not in _APPROVED:
            continue
        manifest = await statements.newest(session, Manifest.TYPE, item=item.id)
        subject_of = manifest.digest if manifest else b""
        rows = await statements.every(session, Decision.TYPE, item=item.id)
        decided = [(row, open_statement(signed_of(row), Decision)) for row in rows]
        made = await statements.every(session, RenditionStatement.TYPE, item=item.id)
        newest = made[-1].digest if made else b""
        chain = counting(decided, subject_of, newest)
        readers = await _people(session, [row for row, _ in chain])
        about = (subject_of, newest) if made else (subject_of,)
        if not said.involves(*about) or witness not in readers:
            continue
        near = [one for one in attested if _body(one).involves(*about)]
        sent = await session.exec(
            select(AuthorSide.person).where(col(AuthorSide.item_id) == item.id)
        )
        if readers <= {witness, *sent, *await _people(session, near)}:
            raise Conflict(field="sole-reader")


async def _people(session: AsyncSession, rows: list[Statement]) -> set[str]:
    """Return who signed these; with keys that were replaced since, it was the same person."""
    found = await session.exec(
        select(func.coalesce(Account.stands_for, Account.id)).where(
            col(Account.sign).in_({row.signer for row in rows})
        )
    )
    return set(found)


def _body(row: Statement) -> Attestation:
    return open_statement(signed_of(row), Attestation)
