"""The evidence of an item.

Every statement a device needs to judge it by itself, and the caller's own grants.

Guarantees: a grant is handed only to its holder, and to a recipient only after their signed
opening. Refuses to judge: the device on the other side does.
"""

from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.access import Who
from service.db import statements
from service.db.tables import Grant, Item, Rendition, Statement
from service.domain.errors import NotFound
from service.domain.lifecycle import ItemState
from service.domain.roles import Part
from service.sealing.schemas import (
    Acceptance,
    CaseStatement,
    Certificate,
    Decision,
    Manifest,
    Opening,
    RenditionStatement,
    Roster,
    Team,
)


@dataclass(frozen=True)
class EvidenceRows:
    """What the server knows of one item's current version, as stored."""

    roster: Statement
    team: Statement
    case_statements: list[Statement]
    certificates: list[Statement]
    manifest: Statement | None
    rendition: Statement | None
    decisions: list[Statement]
    acceptance: Statement | None
    opening: Statement | None
    grants: list[Grant]
    renditions: list[Rendition]


_HOLDER = {
    Part.AUTHOR: "author",
    Part.READER: "team",
    Part.WORKER: "pool",
    Part.RECIPIENT: "recipient",
}
_READ_BY_TEAM = frozenset(ItemState) - {
    ItemState.DRAFT,
    ItemState.SUBMITTED,
    ItemState.PROCESSING,
    ItemState.FAILED,
    ItemState.AWAITING_REVIEW,
}


async def gather(session: AsyncSession, who: Who, item: Item, part: Part) -> EvidenceRows:
    """Return the item's evidence for this caller."""
    roster = await statements.newest(session, Roster.TYPE)
    team = await statements.newest(session, Team.TYPE, case=item.case_id)
    manifest = await statements.newest(session, Manifest.TYPE, item=item.id)
    if roster is None or team is None:
        raise NotFound
    if manifest is not None and manifest.sequence != item.version:
        manifest = None
    renditions = list(
        await session.exec(
            select(Rendition)
            .where(
                col(Rendition.item_id) == item.id,
                col(Rendition.version) == item.version,
                col(Rendition.complete).is_(True),
            )
            .order_by(col(Rendition.role))
        )
    )
    made = any(row.role == "rendition" for row in renditions)
    return EvidenceRows(
        roster=roster,
        team=team,
        case_statements=await statements.every(session, CaseStatement.TYPE, case=item.case_id),
        certificates=await statements.every(session, Certificate.TYPE, case=item.case_id),
        manifest=manifest,
        rendition=await statements.newest(session, RenditionStatement.TYPE, item=item.id)
        if made
        else None,
        # What happens after review is not the author's to see (product rule 11).
        decisions=[]
        if part is Part.AUTHOR
        else await statements.every(session, Decision.TYPE, item=item.id),
        acceptance=await _own(session, Acceptance.TYPE, who, item, part),
        opening=await _own(session, Opening.TYPE, who, item, part),
        grants=await _grants(session, who, item, part, [row.id for row in renditions]),
        renditions=renditions,
    )


async def _own(
    session: AsyncSession, kind: str, who: Who, item: Item, part: Part
) -> Statement | None:
    if part is Part.AUTHOR:
        return None
    row = await statements.newest(session, kind, item=item.id)
    if row is not None and part is Part.RECIPIENT and row.signer != who.sign:
        return None
    return row


async def _grants(
    session: AsyncSession, who: Who, item: Item, part: Part, renditions: list[str]
) -> list[Grant]:
    state = ItemState(item.state)
    if part is Part.RECIPIENT and state is not ItemState.OPENED:
        return []
    if part is Part.READER and (
        state not in _READ_BY_TEAM
        or (state is ItemState.IN_REVIEW and item.claimed_by != who.person)
    ):
        return []
    query = select(Grant).where(
        col(Grant.item_id) == item.id,
        col(Grant.holder) == _HOLDER[part],
        col(Grant.rendition).in_(renditions),
    )
    if part is Part.RECIPIENT:
        query = query.where(col(Grant.person) == who.person)
    return list(await session.exec(query.order_by(col(Grant.created), col(Grant.id))))
