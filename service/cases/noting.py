"""Signed notes: names, comments, what not to disclose, sealed to those whom they are for.

Guarantees: a note's versions follow one another from 1, one at a time; sealed bytes are those that
the note names, and are handed only to the case's team and to those of the newest version's
audience. Refuses to open one.
"""

import re
from dataclasses import dataclass
from typing import Final

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.certifying import locked_case
from service.cases.ground import signed as signed_of
from service.cases.in_force import stands
from service.cases.reading import on_team, refusal
from service.db.declaring import declare, declared
from service.db.tables import (
    Account,
    Case,
    CasePerson,
    Item,
    ItemRecipient,
    SealedNote,
    Statement,
)
from service.domain.errors import Conflict, Forbidden, Invalid
from service.domain.events import Event
from service.domain.lifecycle import VISIBLE_TO_RECIPIENT, ItemState
from service.sealing.encoding import digest
from service.sealing.errors import SealingError
from service.sealing.schemas import Note
from service.sealing.statements import Statement as Signed
from service.sealing.statements import open_statement

_FIELD: Final = re.compile(r"^[a-z][a-z0-9-]{0,31}$")
TEAM: Final = "team"
SUPPORTER: Final = "supporter"
"""Who will be with a recipient: for them alone to write, or its author could try whether it is."""
WISHES: Final = "wishes"
"""What somebody asks of who writes to them: the other side reads what the team passed on."""
_OF_READERS: Final = "-"
"""What every field has that readers keep: `returned-1`, `escalated-1`, `not-to-tell`."""
MOST_BEGUN: Final = 32
"""How many notes one participant may begin: a case's notes are handed over all at once."""


@dataclass(frozen=True)
class ShownNote:
    """A note as one caller may see it: every version's statement, the newest one's sealed bytes."""

    statements: list[Statement]
    sealed: bytes


async def write(
    session: AsyncSession,
    case_id: str,
    *,
    person: str,
    sign: bytes,
    signed: Signed,
    sealed: bytes,
    at: int,
) -> None:
    """Store the next version of a note with its sealed bytes; the same again is welcome.

    By a member of the team about anything of the case and for anybody; by a participant about
    themselves or an item that they know of, for the team and themselves: nothing reaches the
    other side that the team has not read. Raises `NotFound`, `Invalid`, and `Conflict` when
    another version came first or a participant has begun too many.
    """
    case = await session.get(Case, case_id)
    team = await on_team(session, case_id, person)
    if case is None or not (team or await _certified(session, case_id, person)):
        raise await refusal(session, case_id, person)
    try:
        body = open_statement(signed, Note)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    relations = await _relations(session, case, body.subject, person)
    right = (
        (signed.key, body.case, body.container) == (sign, case.id, digest(sealed))
        and relations is not None
        and (team or await _may_write(session, case, body, person, relations))
        and _FIELD.match(body.field) is not None
        and TEAM in body.audience
        and len(set(body.audience)) == len(body.audience)
        and body.at <= at
    )
    if not right:
        raise Invalid(reason="note-invalid")
    await locked_case(session, case_id)
    if team and not await stands(session, case_id, person):
        raise Forbidden
    if await declared(session, signed):
        return
    before = await _newest(session, case_id, body)
    follows = (before.version + 1, before.digest) if before else (1, b"")
    if (body.version, body.previous) != follows:
        raise Conflict(field="version")
    if not team and before is None and await _begun_by(session, case_id, sign) >= MOST_BEGUN:
        raise Conflict(field="field")
    row = await declare(
        session,
        signed,
        Event.NOTE_STATED,
        org=case.org,
        chain=case.id,
        at=at,
        actor=person,
        case=case.id,
        subject=body.subject,
        sequence=body.version,
    )
    session.add(
        SealedNote(
            statement=row.id,
            org=case.org,
            case_id=case.id,
            subject=body.subject,
            field=body.field,
            version=body.version,
            digest=signed.digest,
            sealed=sealed,
        )
    )
    await session.flush()


async def notes(session: AsyncSession, case_id: str, person: str) -> list[ShownNote]:
    """Return the notes of a case that this caller is meant to read; `NotFound` for strangers."""
    case = await session.get(Case, case_id)
    team = await on_team(session, case_id, person)
    if case is None or not (team or await _certified(session, case_id, person)):
        raise await refusal(session, case_id, person)
    # Without the sealed bytes: those of every earlier version would be read for nothing.
    rows = await session.exec(
        select(SealedNote.subject, SealedNote.field, Statement)
        .join(Statement, col(Statement.id) == col(SealedNote.statement))
        .where(col(SealedNote.case_id) == case_id)
        .order_by(SealedNote.subject, SealedNote.field, col(SealedNote.version))
    )
    chains: dict[tuple[str, str], list[Statement]] = {}
    for subject, name, statement in rows:
        chains.setdefault((subject, name), []).append(statement)
    shown = []
    for (subject, name), every in chains.items():
        relations = await _relations(session, case, subject, person) or set()
        stated = every
        if name == WISHES and not team and "recipient" in relations:
            # Whoever thinks their wishes over takes nothing from who has them before them.
            stated = await _passed_on(session, every)
        audience = set(open_statement(signed_of(stated[-1]), Note).audience) if stated else set()
        if stated and (team or audience & relations):
            newest = await session.get_one(SealedNote, stated[-1].id)
            shown.append(ShownNote(stated, newest.sealed))
    return shown


async def _passed_on(session: AsyncSession, stated: list[Statement]) -> list[Statement]:
    """Return the versions of a note up to the last that somebody of the staff wrote."""
    found = await session.exec(
        select(Account.sign).where(
            col(Account.sign).in_({one.signer for one in stated}), col(Account.case_id).is_(None)
        )
    )
    staff = set(found)
    last = max((at for at, one in enumerate(stated) if one.signer in staff), default=-1)
    return stated[: last + 1]


async def _newest(session: AsyncSession, case_id: str, body: Note) -> SealedNote | None:
    found = await session.exec(
        select(SealedNote)
        .where(
            col(SealedNote.case_id) == case_id,
            col(SealedNote.subject) == body.subject,
            col(SealedNote.field) == body.field,
        )
        .order_by(col(SealedNote.version).desc())
        .limit(1)
    )
    return found.first()


async def _begun_by(session: AsyncSession, case_id: str, sign: bytes) -> int:
    found = await session.exec(
        select(func.count()).where(
            col(Statement.case_id) == case_id,
            col(Statement.type) == Note.TYPE,
            col(Statement.signer) == sign,
            col(Statement.sequence) == 1,
        )
    )
    return found.one()


async def _may_write(
    session: AsyncSession, case: Case, note: Note, person: str, relations: set[str]
) -> bool:
    """Tell whether a participant may write this: about themselves, or an item they know of."""
    about = await session.get(CasePerson, (case.id, note.subject))
    known = bool(relations) if about is None else note.subject == person
    if note.field == SUPPORTER and "recipient" not in relations:
        return False
    # A refusal for another version would tell whoever tries that their letter was locked or kept
    # back, that a danger was disclosed, or that a reader wrote something beside it.
    if _OF_READERS in note.field:
        return False
    return known and set(note.audience) <= {TEAM, *relations}


async def _certified(session: AsyncSession, case_id: str, person: str) -> bool:
    row = await session.get(CasePerson, (case_id, person))
    return row is not None and row.certificate is not None


async def _relations(
    session: AsyncSession, case: Case, subject: str, person: str
) -> set[str] | None:
    """Return what this person is to a note's subject, in the words of its audience.

    None when the subject is nothing of this case: neither itself, nor a person, nor an item.
    """
    if subject == case.id:
        return set()
    about = await session.get(CasePerson, (case.id, subject))
    if about is not None:
        me = await session.get(CasePerson, (case.id, person))
        if subject == person:
            return {"author"}
        return {"recipient"} if me is not None and me.side != about.side else set()
    item = await session.get(Item, subject)
    if item is None or item.case_id != case.id:
        return None
    if item.author == person:
        return {"author"}
    addressed = await session.get(ItemRecipient, (item.id, person)) is not None
    return {"recipient"} if addressed and ItemState(item.state) in VISIBLE_TO_RECIPIENT else set()
