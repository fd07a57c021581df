"""Keeping that a reader told somebody outside of a danger to life or to a child (rule 14).

Guarantees: whoever reads for a case may say so of every item that ever came to be read, in whatever
state it is, and nobody's leave is asked; it is on the trail, and its words are the team's alone.
Refuses to stop or to move anything: an item is escalated or suspended by another act.
"""

from dataclasses import dataclass
from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases import noting
from service.cases.certifying import locked_case
from service.cases.in_force import hold_reader
from service.cases.reading import on_team
from service.cases.trails import team_case
from service.db import statements
from service.db.declaring import declare, declared
from service.db.tables import Case, Item, Statement
from service.domain.errors import Evidence, Invalid, NotFound
from service.domain.events import Event
from service.sealing.errors import SealingError
from service.sealing.schemas import Disclosure, Manifest, Note
from service.sealing.schemas_disclosing import words_field
from service.sealing.statements import Statement as Signed
from service.sealing.statements import open_statement

_FOR_THE_TEAM: Final = (noting.TEAM,)


@dataclass(frozen=True)
class Disclosed:
    """A signed disclosure, and what was said as a sealed note, if it was written down."""

    statement: Signed
    note: Signed | None = None
    sealed: bytes = b""


async def disclosures(session: AsyncSession, case_id: str, person: str) -> list[Statement]:
    """Return every disclosure of a case in its order, for a member of its team.

    Raises `NotFound` for anyone else.
    """
    await team_case(session, case_id, person)
    return await statements.every(session, Disclosure.TYPE, case=case_id)


async def disclose(
    session: AsyncSession, item_id: str, person: str, sign: bytes, said: Disclosed, *, at: int
) -> None:
    """Store a disclosure with its words; the same again is welcome.

    Raises `NotFound` for whoever is not on the team and for what nobody was to read yet,
    `Forbidden` for whom no device takes for a reader, `Invalid`, and what storing a note raises.
    """
    item, case = await _item_for(session, item_id, person)
    body = _body(said)
    of = await statements.named(session, Manifest.TYPE, body.manifest)
    right = (said.statement.key, body.org, body.case, body.item) == (
        *(sign, item.org, case.id, item.id),
    )
    if not right or of is None or of.item_id != item.id or body.at > at:
        raise Invalid(reason="disclosure-invalid")
    await locked_case(session, case.id)
    await hold_reader(session, case.id, person)
    if await declared(session, said.statement):
        return
    if said.note is not None:
        await noting.write(
            session,
            case.id,
            person=person,
            sign=sign,
            signed=said.note,
            sealed=said.sealed,
            at=at,
        )
    before = await statements.every(session, Disclosure.TYPE, case=case.id)
    await declare(
        session,
        said.statement,
        Event.ITEM_DISCLOSED,
        org=item.org,
        chain=case.id,
        at=at,
        actor=person,
        case=case.id,
        item=item.id,
        sequence=len(before) + 1,
    )


async def _item_for(session: AsyncSession, item_id: str, person: str) -> tuple[Item, Case]:
    """Return an item that came to be read, and its case, to a member of its team."""
    item = await session.get(Item, item_id)
    if item is None:
        raise NotFound
    case = await session.get_one(Case, item.case_id)
    if item.waiting_since is None or not await on_team(session, case.id, person):
        raise NotFound(
            evidence=Evidence(item.org, case.id, Event.ITEM_REFUSED, actor=person, subject=item.id)
        )
    return item, case


def _body(said: Disclosed) -> Disclosure:
    try:
        body = open_statement(said.statement, Disclosure)
        note = open_statement(said.note, Note) if said.note is not None else None
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    about = (body.item, words_field(said.statement.digest), _FOR_THE_TEAM)
    if note is not None and (note.subject, note.field, note.audience) != about:
        raise Invalid(reason="words")
    return body
