"""The evidence of an item.

Every statement about it that a device needs to judge it by itself, and the caller's own grants.
What the case rests on comes from the room of cases; the two meet at the edge.

Guarantees: a grant is handed only to its holder, to a recipient only after their signed opening,
and to a liaison only as they collect what was entrusted to them; of the decisions only the
approvals are shown that count, so that nobody on the other side learns that something was returned,
withheld or escalated before. Refuses to judge: the device on the other side does.
"""

from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence import stopping
from service.correspondence.access import Who
from service.correspondence.appealing import told
from service.correspondence.entrusted import entrusted_to, grants_under
from service.correspondence.handing_on import in_force
from service.db import statements
from service.db.asked import Rules
from service.db.tables import Grant, Item, Rendition, Statement
from service.domain.lifecycle import LAID_ASIDE, ItemState
from service.domain.roles import Part
from service.sealing.deciding import counting
from service.sealing.errors import SealingError
from service.sealing.schemas import (
    Acceptance,
    Agreement,
    Attestation,
    Decision,
    Keeping,
    Manifest,
    Opening,
    Recall,
    Regrant,
    RenditionStatement,
    Suspension,
)
from service.sealing.statements import Statement as Signed
from service.sealing.statements import open_statement


@dataclass(frozen=True)
class EvidenceRows:
    """What the server knows of one item's current version, as stored."""

    manifest: Statement | None
    rendition: Statement | None
    decisions: list[Statement]
    acceptance: Statement | None
    opening: Statement | None
    regrants: list[Statement]
    agreements: list[Statement]
    attestations: list[Statement]
    recalls: list[Statement]
    suspensions: list[Statement]
    keepings: list[Statement]
    grants: list[Grant]
    renditions: list[Rendition]

    def rows(self) -> list[Statement]:
        """Return every statement about the item that is shown to this caller."""
        single = (self.manifest, self.rendition, self.acceptance, self.opening)
        return [
            *(one for one in single if one is not None),
            *self.decisions,
            *self.regrants,
            *self.agreements,
            *self.attestations,
            *self.recalls,
            *self.suspensions,
            *self.keepings,
        ]


_HOLDER = {
    Part.AUTHOR: "author",
    Part.READER: "team",
    Part.WORKER: "pool",
    Part.RECIPIENT: "recipient",
}
_OF_THE_ITEM = (
    Manifest.TYPE,
    RenditionStatement.TYPE,
    Decision.TYPE,
    Acceptance.TYPE,
    Opening.TYPE,
    Regrant.TYPE,
    Agreement.TYPE,
    Recall.TYPE,
    Keeping.TYPE,
)
_BEING_READ = frozenset({ItemState.AWAITING_REVIEW, ItemState.IN_REVIEW})
# Whoever receives, and a liaison who hands over to them: shown no more of what staff did.
_OTHER_SIDE = frozenset({Part.RECIPIENT, Part.DELIVERER})
_READ_BY_TEAM = frozenset(ItemState) - {
    ItemState.DRAFT,
    ItemState.LAPSED,
    ItemState.SUBMITTED,
    ItemState.PROCESSING,
    ItemState.EDITING,
    ItemState.FAILED,
    ItemState.AWAITING_REVIEW,
    # The author's own again, or locked: nobody reads these by being on the team.
    ItemState.RETURNED,
    ItemState.WITHHELD,
    ItemState.ESCALATED,
}


async def gather(
    session: AsyncSession, who: Who, item: Item, part: Part, *, rules: Rules, at: int
) -> EvidenceRows:
    """Return the item's evidence for this caller."""
    said = await statements.by_type(session, *_OF_THE_ITEM, item=item.id)
    manifest = _last(said[Manifest.TYPE])
    if manifest is not None and manifest.sequence != item.version:
        manifest = None
    renditions = await _finished(session, item)
    made = _last(said[RenditionStatement.TYPE])
    if not any(row.role == "rendition" for row in renditions):
        # It is of an earlier version, and says nothing of this one.
        made = None
    renditions = _shown(renditions, made)
    if part is Part.AUTHOR:
        decisions = await told(session, item)
    else:
        rows, about = said[Decision.TYPE], (manifest, made)
        decisions = await _decisions(session, item, part, about, rows, rules=rules, at=at)
    opening = _own(said[Opening.TYPE], who, item, part)
    # To a liaison what was entrusted to their team, and nothing that was handed on otherwise.
    entrusting = await entrusted_to(session, who, item) if part is Part.DELIVERER else None
    own = (part, opening, entrusting)
    return EvidenceRows(
        manifest=manifest,
        rendition=made,
        decisions=decisions,
        acceptance=_own(said[Acceptance.TYPE], who, item, part),
        opening=opening,
        regrants=await _regrants(session, part, entrusting, said[Regrant.TYPE]),
        agreements=said[Agreement.TYPE],
        attestations=await _attested(session, item, part, (manifest, made), decisions),
        recalls=said[Recall.TYPE],
        suspensions=await _suspended(session, item, part),
        # What a recipient said about keeping it is theirs and the team's to see alone.
        keepings=said[Keeping.TYPE] if part in {Part.RECIPIENT, Part.READER} else [],
        grants=await _grants(session, who, item, own, [row.id for row in renditions]),
        renditions=renditions,
    )


def _last(rows: list[Statement]) -> Statement | None:
    return rows[-1] if rows else None


async def _finished(session: AsyncSession, item: Item) -> list[Rendition]:
    """Return the finished containers of the current version: what was sent, and was made of it."""
    rows = await session.exec(
        select(Rendition)
        .where(
            col(Rendition.item_id) == item.id,
            col(Rendition.version) == item.version,
            col(Rendition.complete).is_(True),
        )
        .order_by(col(Rendition.role))
    )
    return list(rows)


def _shown(rows: list[Rendition], made: Statement | None) -> list[Rendition]:
    """Return what was sent, and what was made of it last."""
    newest = _made_into(made) if made is not None else ""
    return [row for row in rows if row.role != "rendition" or row.id == newest]


def _made_into(row: Statement) -> str:
    """Return the container that a rendition statement names; one that was spoilt names none."""
    try:
        return open_statement(_signed(row), RenditionStatement).output.rendition
    except SealingError:
        return ""


async def _decisions(
    session: AsyncSession,
    item: Item,
    part: Part,
    about: tuple[Statement | None, Statement | None],
    rows: list[Statement],
    *,
    rules: Rules,
    at: int,
) -> list[Statement]:
    """Return the approvals of the open chain, of all decisions on an item.

    While the item awaits a reader, those that the next one goes on from.
    """
    manifest, made = about
    if part is Part.WORKER or manifest is None:
        return []
    decided = [(row, body) for row in rows if (body := _read(row)) is not None]
    # What does not verify is left for the device to refuse, which must notice that it was spoilt.
    chain = [row for row, _ in counting(decided, manifest.digest, made.digest if made else b"")]
    if ItemState(item.state) in _BEING_READ and not await rules.still_open(
        session, item.case_id, chain, at
    ):
        chain = []
    shown = {row.id for row in chain}
    shown |= {row.id for row in rows} - {row.id for row, _ in decided}
    return [row for row in rows if row.id in shown]


def _read(row: Statement) -> Decision | None:
    try:
        return open_statement(_signed(row), Decision)
    except SealingError:
        return None


async def _regrants(
    session: AsyncSession, part: Part, entrusting: Statement | None, rows: list[Statement]
) -> list[Statement]:
    """Return what was handed on to keys in force; to a liaison what was entrusted to their team."""
    if part is Part.DELIVERER:
        return [entrusting] if entrusting is not None else []
    return [] if part is Part.AUTHOR else await in_force(session, rows)


async def _attested(
    session: AsyncSession,
    item: Item,
    part: Part,
    subject: tuple[Statement | None, Statement | None],
    decisions: list[Statement],
) -> list[Statement]:
    """Return what staff witnessed about this manifest and what was made of it, or the case."""
    manifest, made = subject
    if part is Part.AUTHOR or manifest is None:
        return []
    rows = await statements.every(session, Attestation.TYPE, case=item.case_id)
    said = {row.id: open_statement(_signed(row), Attestation) for row in rows}
    named = {manifest.digest} | ({made.digest} if made else set())
    about = [row for row in rows if said[row.id].subject in named]
    whole = [row for row in rows if said[row.id].subject == b""]
    if part in _OTHER_SIDE:
        # Of the case as a whole nothing counts but that a reader of this item ever attested
        # something; what others agreed to, refused or ended is not theirs to see (rule 11). That
        # they asked, and when, counts for nothing and is shown to nobody else.
        decided = {row.signer for row in decisions}
        near = [row for row in reversed(whole) if said[row.id].involves(manifest.digest)]
        first = {row.signer: row for row in near}
        whole = [row for row in first.values() if row.signer in decided]
    return [*about, *whole]


async def _suspended(session: AsyncSession, item: Item, part: Part) -> list[Statement]:
    """Return the suspensions of the item and of its whole case, in their order.

    A recipient, or who hands over to them, is shown those of the item only while they stop it: one
    that was lifted before it was offered, after an escalation for instance, is nothing that they
    should learn of.
    """
    if part is Part.AUTHOR:
        return []
    rows = await stopping.suspensions_of(session, item)
    own = [row for row in rows if row.item_id is not None]
    if part in _OTHER_SIDE and own and _lifted(own[-1]):
        return [row for row in rows if row.item_id is None]
    return rows


def _lifted(row: Statement) -> bool:
    """Tell whether this lets go on what was suspended."""
    return open_statement(_signed(row), Suspension).lifted == "yes"


def _signed(row: Statement) -> Signed:
    return Signed(row.type, row.payload, row.signer, row.signature)


def _own(rows: list[Statement], who: Who, item: Item, part: Part) -> Statement | None:
    """Return the last of what the recipient signed; to a recipient what they signed themselves."""
    row = _last(rows)
    if part is Part.AUTHOR or row is None:
        return None
    if part is Part.RECIPIENT and row.signer != who.sign:
        return None
    # What was accepted before it was refused, or before it was asked for again, no longer stands.
    if item.state in {ItemState.OFFERED, ItemState.DECLINED}:
        return None
    return row


async def _grants(
    session: AsyncSession,
    who: Who,
    item: Item,
    own: tuple[Part, Statement | None, Statement | None],
    renditions: list[str],
) -> list[Grant]:
    """Return this caller's grants: their part, their opening, and what was entrusted to them."""
    part, opening, entrusting = own
    if part is Part.DELIVERER:
        return await grants_under(session, entrusting) if entrusting is not None else []
    state = ItemState(item.state)
    # Whoever has new keys signs for the opening anew before anything is handed to them.
    if part is Part.RECIPIENT and (
        opening is None or state in LAID_ASIDE or await stopping.suspended(session, item)
    ):
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
