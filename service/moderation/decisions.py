"""Decisions: a reader's signed approval.

With the content key sealed to the recipient on their device.

Guarantees: a decision is stored only while its reader holds the claim, names exactly what was
reviewed, and covers all of it; the item is approved when as many different people of the case's
team have signed as the strictest case statement in force since it was written asks for.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import statements, trail
from service.db.asked import Rules, recipient_of, way_of
from service.db.statements import text_of
from service.db.tables import Account, AuthorSide, Grant, Item, ItemRecipient, Rendition
from service.db.tables import Statement as StatementRow
from service.db.transitions import move_item
from service.domain.errors import Blocked, Conflict, Forbidden, Invalid
from service.domain.events import Event
from service.domain.lifecycle import ItemAct, ItemState
from service.domain.practice import holds_until, run_out
from service.domain.roles import Part
from service.moderation.queue import check_not_recalled, locked_for_reader
from service.sealing.encoding import digest
from service.sealing.errors import SealingError
from service.sealing.schemas import (
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
class SealedGrant:
    """A content key sealed to one recipient by the reader who approved."""

    person: str
    rendition: str
    sealed: bytes


@dataclass(frozen=True)
class _Reviewed:
    case_digest: bytes
    manifest: bytes
    manifest_names: bytes
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
        case.digest,
        manifest.digest,
        _parsed(manifest, Manifest).case_statement,
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
    rules: Rules,
    at: int,
) -> Item:
    """Store an approval; the same decision again is welcome.

    Raises `Forbidden` without the claim, for whoever no device takes for a reader of the case, or
    where nobody uninvolved has read it, `Blocked` where what it would rest on has run out,
    `Conflict` when something changed meanwhile, `Invalid`.
    """
    item = await locked_for_reader(session, reader, item_id)
    reviewed = await _reviewed(session, item)
    if any(row.digest == signed.digest for row in reviewed.decisions):
        return item
    if item.state != ItemState.IN_REVIEW:
        raise Conflict(state=item.state)
    if item.claimed_by != reader or item.author == reader:
        raise Forbidden
    await check_not_recalled(session, item)
    body = _open(signed, reader_sign)
    _check_subject(body, item, reviewed, at=at)
    await _check_hour(session, body, item, rules, at=at)
    row = await statements.record(
        session,
        signed,
        org=item.org,
        at=at,
        case=item.case_id,
        item=item.id,
        sequence=body.sequence,
    )
    before = [(one.id, _parsed(one, Decision)) for one in reviewed.decisions]
    signed_by = await rules.readers(session, item.case_id, [*reviewed.decisions, row])
    others = _other_readers(item, reviewed, before, signed_by)
    named = {body.case_statement, *(one.case_statement for _, one in before)}
    last = len(others - {reader}) + 1 >= await _required(session, item, reviewed, named)
    if last:
        await _check_not_alone(session, item, reviewed, others | {reader})
    await _check_recipients(session, item, body, grants, reviewed, last=last)
    if row.id not in signed_by:
        # On the team under another key, or in another role: every device would refuse the item.
        raise Forbidden
    await trail.append(
        session,
        org=item.org,
        chain=item.case_id,
        event=Event.ITEM_DECIDED,
        at=at,
        actor=reader,
        subject=item.id,
        statement=text_of(signed.voice),
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
        statement=text_of(signed.voice),
        also={"claimed_by": None, "claim_until": None},
    )
    return item


def _other_readers(
    item: Item,
    reviewed: _Reviewed,
    before: list[tuple[str, Decision]],
    signed_by: Mapping[str, str],
) -> set[str]:
    """Return who read and approved this before; a row that no reader signed is nobody's."""
    approved = (item.case_id, item.id, reviewed.manifest, reviewed.renditions, "approve")
    return {
        signed_by[row]
        for row, one in before
        if row in signed_by
        and (one.case, one.item, one.manifest, one.renditions, one.verdict) == approved
    } - {item.author}


async def _check_not_alone(
    session: AsyncSession, item: Item, reviewed: _Reviewed, readers: set[str]
) -> None:
    """Raise `Forbidden` where only people on the author's side would have read it (check 7a).

    Those are whoever sent it for the author, and whoever attested something about it or about the
    case as a whole.
    """
    sent = await session.exec(select(AuthorSide.person).where(col(AuthorSide.item_id) == item.id))
    rows = await statements.every(session, Attestation.TYPE, case=item.case_id)
    about = {b"", reviewed.manifest}
    signers = {row.signer for row in rows if _parsed(row, Attestation).subject in about}
    # What was signed with keys that were replaced since was signed by the same person.
    attested = await session.exec(
        select(func.coalesce(Account.stands_for, Account.id)).where(col(Account.sign).in_(signers))
    )
    if readers <= {*sent, *attested}:
        raise Forbidden(reason="sole-reader")


async def _required(
    session: AsyncSession, item: Item, reviewed: _Reviewed, named: set[bytes]
) -> int:
    """Return the largest `signers` of the newest case statement and those named in the papers."""
    named = named | {reviewed.manifest_names, reviewed.case_digest}
    shown = await statements.every(session, CaseStatement.TYPE, case=item.case_id)
    return max(_parsed(row, CaseStatement).signers for row in shown if row.digest in named)


def _parsed(row: StatementRow, body: type[B]) -> B:
    try:
        return open_statement(Statement(row.type, row.payload, row.signer, row.signature), body)
    except SealingError as fault:
        raise Conflict(field=row.type) from fault


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


async def _check_hour(
    session: AsyncSession, body: Decision, item: Item, rules: Rules, *, at: int
) -> None:
    """Hold that the approval ends with what it rests on: risk, permitting orders, clearances."""
    facts = await rules.practice(session, way_of(item, await recipient_of(session, item)), at)
    if ended := run_out(facts):
        raise Blocked(blockers=",".join(ended))
    until = holds_until(facts)
    if until is not None and body.valid_until > until:
        raise Invalid(reason="valid-until")


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
