"""Decisions: a reader's signed approval.

With the content key sealed to the recipient on their device.

Guarantees: a decision is stored only while its reader holds the claim, names exactly what was
reviewed, and covers all of it; the item is approved when as many different readers as the case
asks for have signed.
"""

import uuid
from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import statements, trail
from service.db.statements import text_of
from service.db.tables import Account, Grant, Item, ItemRecipient, Rendition
from service.db.tables import Statement as StatementRow
from service.db.transitions import move_item
from service.domain.errors import Conflict, Forbidden, Invalid
from service.domain.events import Event
from service.domain.lifecycle import ItemAct, ItemState
from service.domain.roles import Part
from service.moderation.queue import locked_for_reader
from service.sealing.encoding import digest
from service.sealing.errors import SealingError
from service.sealing.schemas import CaseStatement, Decision, Manifest, RenditionStatement
from service.sealing.statements import Statement, open_statement


@dataclass(frozen=True)
class SealedGrant:
    """A content key sealed to one recipient by the reader who approved."""

    person: str
    rendition: str
    sealed: bytes


@dataclass(frozen=True)
class _Reviewed:
    case: CaseStatement
    case_digest: bytes
    manifest: bytes
    renditions: tuple[bytes, ...]
    released: str
    decisions: list[StatementRow]


async def _reviewed(session: AsyncSession, item: Item) -> _Reviewed:
    case = await statements.newest(session, CaseStatement.TYPE, case=item.case_id)
    manifest = await statements.newest(session, Manifest.TYPE, item=item.id)
    if case is None or manifest is None:
        raise Conflict(state=item.state)
    role = "original" if item.kind == "letter" else "rendition"
    released = await session.exec(
        select(Rendition.id).where(
            col(Rendition.item_id) == item.id,
            col(Rendition.version) == item.version,
            col(Rendition.role) == role,
            col(Rendition.complete).is_(True),
        )
    )
    made = None
    if role == "rendition":
        made = await statements.newest(session, RenditionStatement.TYPE, item=item.id)
    return _Reviewed(
        open_statement(
            Statement(case.type, case.payload, case.signer, case.signature), CaseStatement
        ),
        case.digest,
        manifest.digest,
        (made.digest,) if made else (),
        released.one(),
        await statements.every(session, Decision.TYPE, item=item.id),
    )


async def decide(
    session: AsyncSession,
    reader: str,
    reader_sign: bytes,
    item_id: str,
    *,
    signed: Statement,
    grants: list[SealedGrant],
    at: int,
) -> Item:
    """Store an approval; the same decision again is welcome.

    Raises `Forbidden` without the claim, `Conflict` when something changed meanwhile, `Invalid`.
    """
    item = await locked_for_reader(session, reader, item_id)
    reviewed = await _reviewed(session, item)
    if any(row.digest == signed.digest for row in reviewed.decisions):
        return item
    if item.state != ItemState.IN_REVIEW:
        raise Conflict(state=item.state)
    if item.claimed_by != reader or item.author == reader:
        raise Forbidden
    body = _open(signed, reader_sign)
    _check_subject(body, item, reviewed, at=at)
    signers = {row.signer for row in reviewed.decisions} | {reader_sign}
    last = len(signers) >= reviewed.case.signers
    await _check_recipients(session, item, body, grants, reviewed, last=last)
    await statements.record(
        session,
        signed,
        org=item.org,
        at=at,
        case=item.case_id,
        item=item.id,
        sequence=body.sequence,
    )
    await trail.append(
        session,
        org=item.org,
        chain=item.case_id,
        event=Event.ITEM_DECIDED,
        at=at,
        actor=reader,
        subject=item.id,
        statement=text_of(signed.digest),
    )
    session.add_all(
        Grant(
            id=str(uuid.uuid4()),
            org=item.org,
            item_id=item.id,
            rendition=grant.rendition,
            holder="recipient",
            person=grant.person,
            sealed=grant.sealed,
            created=at,
        )
        for grant in grants
    )
    await move_item(
        session,
        item,
        ItemAct.APPROVE if last else ItemAct.AWAIT_SECOND_READER,
        by=Part.READER,
        at=at,
        actor=reader,
        statement=text_of(signed.digest),
        also={"claimed_by": None, "claim_until": None},
    )
    return item


def _open(signed: Statement, reader_sign: bytes) -> Decision:
    try:
        body = open_statement(signed, Decision)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    if signed.key != reader_sign:
        raise Invalid(reason="decision-invalid")
    if body.verdict != "approve":
        raise Invalid(reason="verdict")
    return body


def _check_subject(body: Decision, item: Item, reviewed: _Reviewed, *, at: int) -> None:
    previous = reviewed.decisions[-1].digest if reviewed.decisions else b""
    if (body.case, body.item) != (item.case_id, item.id):
        raise Invalid(reason="decision-other-item")
    said = (body.case_statement, body.manifest, body.renditions, body.sequence, body.previous)
    known = (
        reviewed.case_digest,
        reviewed.manifest,
        reviewed.renditions,
        len(reviewed.decisions) + 1,
        previous,
    )
    if said != known:
        raise Conflict(field="decision")
    if body.coverage.covered < body.coverage.total or body.valid_until <= at:
        raise Invalid(reason="coverage" if body.valid_until > at else "valid-until")


async def _check_recipients(
    session: AsyncSession,
    item: Item,
    body: Decision,
    grants: list[SealedGrant],
    reviewed: _Reviewed,
    *,
    last: bool,
) -> None:
    addressed = set(
        await session.exec(
            select(ItemRecipient.person).where(col(ItemRecipient.item_id) == item.id)
        )
    )
    sealed = {(g.person, g.rendition): digest(g.sealed) for g in grants}
    named = {(r.person, g.rendition): g.grant for r in body.recipients for g in r.grants}
    if {recipient.person for recipient in body.recipients} != addressed or sealed != named:
        raise Invalid(reason="recipients")
    # Until the last reader that the case asks for, nobody seals the key to the recipient.
    expected = {(person, reviewed.released) for person in addressed} if last else set()
    if set(named) != expected:
        raise Invalid(reason="grants")
    for recipient in body.recipients:
        account = await session.get_one(Account, recipient.person)
        if recipient.key != account.box:
            raise Conflict(field="recipient-key")
