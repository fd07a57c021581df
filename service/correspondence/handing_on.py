"""What was approved for keys that their person has lost: handed on by a reader, or waiting for it.

Guarantees: a regrant is stored with exactly the keys that it names, for exactly what a decision
gave the old key, from the old certificate to the one in force; the recipient gets them by the
same rule as any other, after their signed opening. Refuses to say that an item may be offered or
released while the recipient's device would refuse it for want of a regrant.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.access import Who, find_as
from service.correspondence.working import signed_of
from service.db import outbox, statements
from service.db.asked import has_keys
from service.db.beside import recording_of
from service.db.declaring import declare
from service.db.tables import Account, CasePerson, Grant, Item
from service.db.tables import Statement as Row
from service.domain.errors import Conflict, Forbidden, Invalid
from service.domain.events import Event, Task
from service.domain.lifecycle import ItemState
from service.domain.roles import Part, StaffRole
from service.sealing.deciding import counting
from service.sealing.encoding import digest
from service.sealing.errors import SealingError
from service.sealing.schemas import (
    Certificate,
    Decision,
    DecisionRecipient,
    Manifest,
    Regrant,
    RenditionStatement,
)
from service.sealing.statements import Statement, open_statement


@dataclass(frozen=True)
class ResealedGrant:
    """A content key sealed to a recipient's new key by a reader."""

    person: str
    rendition: str
    sealed: bytes


async def regrant(
    session: AsyncSession,
    who: Who,
    item_id: str,
    signed: Statement,
    grants: list[ResealedGrant],
    *,
    at: int,
) -> Item:
    """Store a reader's regrant with its grants; the same again is welcome.

    Raises `NotFound`, `Forbidden` for a member of the team who is no reader, `Invalid`, and
    `Conflict` when the recipient's keys have changed since, it was handed on already, or they
    gave it back.
    """
    item = await find_as(session, who, item_id, Part.READER, lock=True)
    reader = await session.get_one(Account, who.person)
    if not {StaffRole.FACILITATOR, StaffRole.SUPERVISOR} & set(reader.roles):
        raise Forbidden
    before = await statements.every(session, Regrant.TYPE, item=item.id)
    if any(row.digest == signed.digest for row in before):
        return item
    try:
        body = open_statement(signed, Regrant)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    if signed.key != who.sign or (body.case, body.item) != (item.case_id, item.id):
        raise Invalid(reason="regrant-invalid")
    given_back = item if item.relates_to is None else await recording_of(session, item)
    if given_back.state == ItemState.RETURNED_TO_SERVICE:
        # Its recipient gave it back: no key of theirs opens it, or its captions, again.
        raise Conflict(state=given_back.state)
    given = await _given(session, item, body)
    sealed = {(one.person, one.rendition): digest(one.sealed) for one in grants}
    named = {(body.person, one.rendition): one.grant for one in body.grants}
    wanted = {(body.person, one.rendition) for one in given.grants}
    if sealed != named or set(named) != wanted or len(grants) != len(body.grants):
        raise Invalid(reason="grants")
    await _check_keys(session, item, body)
    handed_on = {(one.decision, one.new_key) for one in map(_opened, before)}
    if (body.decision, body.new_key) in handed_on:
        raise Conflict(field="decision")
    await keep_regrant(session, item, signed, grants, Event.ITEM_REGRANTED, who, at=at)
    if item.state == ItemState.APPROVED:
        # Its offer was due while it was for nobody's key, and was passed over.
        outbox.put(session, org=item.org, task=Task.OFFER, subject=item.id, at=at)
    return item


async def keep_regrant(
    session: AsyncSession,
    item: Item,
    signed: Statement,
    grants: Sequence[ResealedGrant],
    event: Event,
    who: Who,
    *,
    at: int,
) -> None:
    """Store what hands an item on to another key, and the grants that it names, as checked."""
    before = await statements.every(session, Regrant.TYPE, item=item.id)
    row = await declare(
        session,
        signed,
        event,
        org=item.org,
        chain=item.case_id,
        at=at,
        actor=who.person or "",
        case=item.case_id,
        item=item.id,
        sequence=len(before) + 1,
    )
    session.add_all(
        Grant(
            id=str(uuid.uuid4()),
            org=item.org,
            item_id=item.id,
            rendition=one.rendition,
            holder="recipient",
            person=one.person,
            sealed=one.sealed,
            created=at,
            regrant=row.id,
        )
        for one in grants
    )
    await session.flush()


async def chain_of(session: AsyncSession, item: Item) -> list[tuple[Row, Decision]]:
    """Return the approvals of the open chain about what was submitted last, whoever signed them."""
    kinds = (Manifest.TYPE, RenditionStatement.TYPE, Decision.TYPE)
    said = await statements.by_type(session, *kinds, item=item.id)
    decided = ((row, open_statement(signed_of(row), Decision)) for row in said[Decision.TYPE])
    manifests = said[Manifest.TYPE]
    made = said[RenditionStatement.TYPE]
    newest = made[-1].digest if made else b""
    return counting(decided, manifests[-1].digest, newest) if manifests else []


async def _given(session: AsyncSession, item: Item, body: Regrant) -> DecisionRecipient:
    """Return what the decision gave this person's old key."""
    for row, decision in await chain_of(session, item):
        if row.digest == body.decision:
            for entry in decision.recipients:
                if (entry.person, entry.key) == (body.person, body.old_key):
                    return entry
    raise Invalid(reason="regrant-invalid")


async def _check_keys(session: AsyncSession, item: Item, body: Regrant) -> None:
    person = await session.get(CasePerson, (item.case_id, body.person))
    newest = await session.get(Row, person.certificate) if person and person.certificate else None
    account = await session.get(Account, body.person)
    if newest is None or account is None:
        raise Invalid(reason="regrant-invalid")
    if body.certificate != newest.digest or body.new_key != account.box:
        raise Conflict(field="recipient-key")
    old, before = set[bytes](), _certificate(newest).previous
    while before:
        row = await statements.named(session, Certificate.TYPE, before)
        if row is None:
            break
        certificate = _certificate(row)
        old.add(certificate.box)
        before = certificate.previous
    if body.old_key not in old:
        raise Invalid(reason="regrant-invalid")


def _certificate(row: Row) -> Certificate:
    return open_statement(signed_of(row), Certificate)


def _opened(row: Row) -> Regrant:
    return open_statement(signed_of(row), Regrant)


async def in_force(session: AsyncSession, regrants: Sequence[Row]) -> list[Row]:
    """Return those regrants that are to keys in force; a device refuses any other."""
    if not regrants:
        return []
    people = {_opened(row).person for row in regrants}
    accounts = await session.exec(
        select(Account.id, Account.box).where(col(Account.id).in_(people))
    )
    keys = set(accounts)
    return [row for row in regrants if (_opened(row).person, _opened(row).new_key) in keys]


async def sealed_to_own_key(session: AsyncSession, item: Item, person: str) -> bool:
    """Tell whether every decision is for the key this person has now, or was handed on to it.

    Or whether they have none, and it is handed over by staff.

    By their certificate, which is signed; the account's own word for the key could be changed.
    """
    if not await has_keys(session, item.case_id, person):
        # For them it is the team's: whoever reads for the case hands it over.
        return True
    box = await _certified_box(session, item.case_id, person)
    handed_on = {
        body.decision
        for body in map(_opened, await statements.every(session, Regrant.TYPE, item=item.id))
        if (body.person, body.new_key) == (person, box)
    }
    for row, decision in await chain_of(session, item):
        for entry in decision.recipients:
            mine = entry.person == person
            if mine and entry.key != box and row.digest not in handed_on:
                return False
    return True


async def _certified_box(session: AsyncSession, case: str, person: str) -> bytes:
    named = await session.get_one(CasePerson, (case, person))
    certificate = await session.get(Row, named.certificate) if named.certificate else None
    return _certificate(certificate).box if certificate else b""
