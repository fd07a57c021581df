"""Decisions: a reader's signed approval, with the content key sealed to the recipient, or their no.

Guarantees: a decision is stored only while its reader holds the claim, and names exactly what was
reviewed. An approval covers all of it and ends with what it rests on; the item is approved when as
many different people of the case's team have signed as the strictest case statement in force since
it was written asks for. Whoever returns or withholds an item says why, to its author, in the same
transaction; approvals from before that count no more.
"""

import uuid
from collections.abc import Awaitable, Callable, Container, Mapping
from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import statements, trail
from service.db.agreed import waits_for_author
from service.db.asked import Rules, has_keys, recipient_of, way_of
from service.db.beside import is_of_rendition_in_force, recording_of
from service.db.holding import held_case
from service.db.statements import text_of
from service.db.tables import Account, CasePerson, Grant, Item, ItemRecipient
from service.db.transitions import move_item
from service.domain.blockers import Blocker
from service.domain.errors import Blocked, Conflict, Forbidden, Invalid, NotFound
from service.domain.events import Event
from service.domain.lifecycle import ItemAct, ItemState
from service.domain.practice import holds_until, practice_blockers, run_out
from service.domain.reasons import REASONS, Verdict, words_field
from service.domain.roles import Part
from service.moderation.queue import check_not_recalled, locked_for_reader
from service.moderation.reviewed import Reviewed, check_not_alone, required, reviewed
from service.moderation.transcripts import check_transcript
from service.sealing.encoding import digest
from service.sealing.errors import SealingError
from service.sealing.schemas import Decision, Note, Team
from service.sealing.statements import Statement, open_statement

# Stores a note under the rules of the room of cases; locks the case. The edge hands it over.
WriteNote = Callable[[AsyncSession, str, "Words"], Awaitable[None]]
_ACTS = {Verdict.RETURN: ItemAct.RETURN, Verdict.WITHHOLD: ItemAct.WITHHOLD}


@dataclass(frozen=True)
class SealedGrant:
    """A content key sealed to one recipient by the reader who approved."""

    person: str
    rendition: str
    sealed: bytes


@dataclass(frozen=True)
class Words:
    """What is said beside a decision: a signed note, and the bytes sealed to its audience."""

    note: Statement
    sealed: bytes


@dataclass(frozen=True)
class Decided:
    """A decision as its reader sent it: with keys where it approves, with words where it does not.

    Raises nothing; `decide` holds that it has what its verdict asks for and nothing else.
    """

    signed: Statement
    grants: list[SealedGrant]
    words: Words | None = None


async def decide(
    session: AsyncSession,
    reader: str,
    reader_sign: bytes,
    item_id: str,
    decided: Decided,
    *,
    rules: Rules,
    write_note: WriteNote,
    at: int,
) -> Item:
    """Store a decision; the same decision again is welcome.

    Raises `Forbidden` without the claim, for whoever no device takes for a reader of the case, or
    where nobody uninvolved has read it, `Blocked` where what an approval would rest on has run
    out, two are to read and the case asks for one, or its author has not agreed to what was
    changed in it, `Conflict` when something changed meanwhile,
    `Invalid`.
    """
    if decided.words is not None:
        # Their note locks the case, and a case is locked before its items, the trail after them.
        await held_case(session, await case_of(session, item_id))
    item = await locked_for_reader(session, reader, item_id)
    found = await reviewed(session, item, rules, at=at)
    if found.is_stored(decided.signed):
        return item
    await _check_held(session, item, reader)
    body = _open(decided.signed, reader_sign)
    _check_subject(body, item, found)
    await check_transcript(session, item, reader, body)
    verdict = Verdict(body.verdict)
    if body.reason not in REASONS[verdict]:
        raise Invalid(reason="reason")
    await _check_words(session, item, verdict, decided.words)
    if verdict is Verdict.APPROVE:
        await _check_approvable(session, body, item, rules, at=at)
    if decided.words is not None:
        await write_note(session, item.case_id, decided.words)
    row = await statements.record(
        session,
        decided.signed,
        org=item.org,
        at=at,
        case=item.case_id,
        item=item.id,
        # Their order in the item; the place that a decision names for itself is in its chain.
        sequence=len(found.decisions) + 1,
    )
    signed_by = await rules.readers(session, item.case_id, [*(r for r, _ in found.chain), row])
    others = _other_readers(item, found, signed_by)
    named = {body.case_statement, *(one.case_statement for _, one in found.chain)}
    last = len(others - {reader}) + 1 >= await required(session, item, found, named)
    if verdict is Verdict.APPROVE:
        if last:
            await check_not_alone(session, item, found, others | {reader})
        await _check_recipients(session, item, body, decided.grants, found, last=last)
    elif decided.grants:
        raise Invalid(reason="grants")
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
        statement=text_of(decided.signed.voice),
    )
    _keep(session, item, decided.grants, row.id, at=at)
    approving = ItemAct.APPROVE if last else ItemAct.AWAIT_SECOND_READER
    await move_item(
        session,
        item,
        _ACTS.get(verdict, approving),
        by=Part.READER,
        at=at,
        actor=reader,
        statement=text_of(decided.signed.voice),
        also={"claimed_by": None, "claim_until": None, "reason": body.reason or None},
    )
    return item


async def _check_held(session: AsyncSession, item: Item, reader: str) -> None:
    if item.state != ItemState.IN_REVIEW:
        raise Conflict(state=item.state)
    if item.claimed_by != reader or item.author == reader:
        raise Forbidden
    await check_not_recalled(session, item)


async def case_of(session: AsyncSession, item_id: str) -> str:
    """Return the case of an item, nothing being locked yet; raises `NotFound`."""
    case = (await session.exec(select(Item.case_id).where(col(Item.id) == item_id))).first()
    if case is None:
        raise NotFound
    return case


def _keep(
    session: AsyncSession, item: Item, grants: list[SealedGrant], decision: str, *, at: int
) -> None:
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
            decision=decision,
        )
        for grant in grants
    )


def _other_readers(item: Item, found: Reviewed, signed_by: Mapping[str, str]) -> set[str]:
    """Return who read and approved this before; a row that no reader signed is nobody's."""
    approved = (item.case_id, item.id, found.manifest, found.renditions)
    return {
        signed_by[row.id]
        for row, one in found.chain
        if row.id in signed_by and (one.case, one.item, one.manifest, one.renditions) == approved
    } - {item.author}


def _open(signed: Statement, reader_sign: bytes) -> Decision:
    try:
        body = open_statement(signed, Decision)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    if signed.key != reader_sign:
        raise Invalid(reason="decision-invalid")
    return body


def _check_subject(body: Decision, item: Item, found: Reviewed) -> None:
    if (body.case, body.item) != (item.case_id, item.id):
        raise Invalid(reason="decision-other-item")
    said = (body.case_statement, body.manifest, body.renditions)
    known = (found.case_digest, found.manifest, found.renditions)
    if said != known or (body.sequence, body.previous) != found.place:
        raise Conflict(field="decision")


async def _check_approvable(
    session: AsyncSession, body: Decision, item: Item, rules: Rules, *, at: int
) -> None:
    """Hold that it was covered whole, that its author agreed to what was changed, and the hour."""
    _check_covered(body, at=at)
    if await waits_for_author(session, item.id):
        raise Blocked(blockers=Blocker.AGREEMENT_MISSING)
    if item.relates_to is not None:
        await _check_beside(session, item)
    await _check_hour(session, body, item, rules, at=at)


async def _check_beside(session: AsyncSession, item: Item) -> None:
    """Hold that captions are of what is shown of their recording, which may still be shown."""
    recording = await recording_of(session, item)
    found = {
        Blocker.OTHER_RENDITION: not await is_of_rendition_in_force(session, item),
        Blocker.RECORDING_NOT_OPEN: recording.state == ItemState.RETURNED_TO_SERVICE,
    }
    if shut := [one for one, holds in found.items() if holds]:
        raise Blocked(blockers=",".join(shut))


def _check_covered(body: Decision, *, at: int) -> None:
    if body.coverage.covered < body.coverage.total or body.valid_until <= at:
        raise Invalid(reason="coverage" if body.valid_until > at else "valid-until")


async def _check_words(
    session: AsyncSession, item: Item, verdict: Verdict, words: Words | None
) -> None:
    """Hold that a no comes with words to the author, and an approval with none.

    Who has no keys of their own is told by whoever acts for them, as far as notes reach those.
    """
    if (words is None) != (verdict is Verdict.APPROVE):
        raise Invalid(reason="words")
    if words is None:
        return
    try:
        note = open_statement(words.note, Note)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    author = await session.get(CasePerson, (item.case_id, item.author))
    audience = {"team", "author"}
    told = set(note.audience)
    reached = told == audience or (
        told < audience and author is not None and not author.certificate
    )
    if not reached or (note.subject, note.field) != (item.id, words_field(verdict, item.version)):
        raise Invalid(reason="words")


async def _check_hour(
    session: AsyncSession, body: Decision, item: Item, rules: Rules, *, at: int
) -> None:
    """Hold that the approval ends with what it rests on: risk, permitting orders, clearances.

    And that no single reader gives keys away where two are to read.
    """
    facts = await rules.practice(session, way_of(item, await recipient_of(session, item)), at)
    if Blocker.SECOND_READER_MISSING in practice_blockers(facts):
        raise Blocked(blockers=Blocker.SECOND_READER_MISSING)
    if ended := run_out(facts):
        raise Blocked(blockers=",".join(ended))
    until = holds_until(facts)
    if until is not None and body.valid_until > until:
        # Somebody recorded something since the device looked; it looks again, and signs for less.
        raise Conflict(field="valid-until")


async def _check_recipients(
    session: AsyncSession,
    item: Item,
    body: Decision,
    grants: list[SealedGrant],
    found: Reviewed,
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
    with_keys = {one for one in addressed if await has_keys(session, item.case_id, one)}
    # Until the last reader that the case asks for, nobody seals the key to the recipient.
    expected = {(person, found.released) for person in with_keys} if last else set()
    if set(named) != expected:
        raise Invalid(reason="grants")
    for recipient in body.recipients:
        if recipient.key != await _key_of(session, item, recipient.person, with_keys):
            raise Conflict(field="recipient-key")


async def _key_of(
    session: AsyncSession, item: Item, person: str, with_keys: Container[str]
) -> bytes:
    """Return a recipient's key; of whom has none, the team's, whose readers hand it over."""
    if person in with_keys:
        return (await session.get_one(Account, person)).box
    row = await statements.newest(session, Team.TYPE, case=item.case_id)
    if row is None:
        return b""
    return open_statement(Statement(row.type, row.payload, row.signer, row.signature), Team).key
