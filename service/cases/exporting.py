"""What an export of a case is made of, page by page, for a member of its team.

Guarantees: everything is handed out as it is stored. Refuses drafts (their author's alone) and
content keys sealed to anybody but a recipient: those no statement names, so nobody could tell
whether they are the ones that were sealed.
"""

from sqlalchemy import ColumnElement
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db.tables import Grant, Item, Statement
from service.sealing.schemas import Policy, Roster, Team

Place = tuple[int, str] | None


async def statements_of(
    session: AsyncSession, case_id: str, *, after: Place, limit: int
) -> list[Statement]:
    """Return every statement of the case, in the order in which they came."""
    return await _page(session, col(Statement.case_id) == case_id, after, limit)


async def of_organisation(session: AsyncSession, *, after: Place, limit: int) -> list[Statement]:
    """Return every roster, team and policy of the organisation's own, in the order of arrival."""
    own = col(Statement.case_id).is_(None) & col(Statement.type).in_(
        [Roster.TYPE, Team.TYPE, Policy.TYPE]
    )
    return await _page(session, own, after, limit)


async def grants_of(
    session: AsyncSession, case_id: str, *, after: Place, limit: int
) -> list[Grant]:
    """Return what readers sealed to recipients in this case."""
    query = (
        select(Grant)
        .join(Item, col(Item.id) == col(Grant.item_id))
        .where(col(Item.case_id) == case_id, col(Grant.holder) == "recipient")
    )
    if after is not None:
        created, grant = after
        query = query.where(
            or_(
                col(Grant.created) > created,
                (col(Grant.created) == created) & (col(Grant.id) > grant),
            )
        )
    query = query.order_by(col(Grant.created), col(Grant.id)).limit(limit)
    return list(await session.exec(query))


async def _page(
    session: AsyncSession, which: ColumnElement[bool], after: Place, limit: int
) -> list[Statement]:
    query = select(Statement).where(which)
    if after is not None:
        created, row = after
        query = query.where(
            or_(
                col(Statement.created) > created,
                (col(Statement.created) == created) & (col(Statement.id) > row),
            )
        )
    query = query.order_by(col(Statement.created), col(Statement.id)).limit(limit)
    return list(await session.exec(query))
