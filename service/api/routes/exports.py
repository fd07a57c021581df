"""Trails and exports: everything of a case, for its team, so that anyone can check it elsewhere."""

from typing import Annotated

from fastapi import APIRouter, Query

from service.api.access import Certified
from service.api.context import Parts, Session
from service.api.paging import After, Limit, cursor
from service.api.schemas.common import Id, Page
from service.api.schemas.exports import AddHead, EntryAnswer, GrantedAnswer
from service.cases import exporting, trails
from service.db.statements import to_wire

router = APIRouter(tags=["exports"])
ManyEntries = Annotated[int, Query(ge=1, le=500)]


@router.get("/chains/{chain}")
async def read_chain(
    chain: Id, caller: Certified, session: Session, after: After, limit: ManyEntries = 100
) -> Page[EntryAnswer]:
    """Return the trail of a case to its team, from its first entry on."""
    await trails.team_case(session, chain, caller.account)
    number = after[0] if after else 0
    found = await trails.entries(session, chain, after=number, limit=limit + 1)
    more = len(found) > limit
    found = found[:limit]
    return Page(
        rows=[
            EntryAnswer(
                number=row.number,
                entry=row.entry,
                hash=row.hash,
                statement=to_wire(named) if named else None,
            )
            for row, named in found
        ],
        next=cursor(found[-1][0].number, chain) if more else None,
    )


@router.get("/chains/{chain}/heads")
async def list_heads(
    chain: Id, caller: Certified, session: Session, after: After, limit: Limit = 10
) -> Page[dict[str, str]]:
    """Return the countersignatures under a case's trail to its team, the furthest first."""
    await trails.team_case(session, chain, caller.account)
    rows = await trails.heads(session, chain, before=after, limit=limit + 1)
    more = len(rows) > limit
    rows = rows[:limit]
    return Page(
        rows=[to_wire(row) for row in rows],
        next=cursor(rows[-1].sequence, rows[-1].id) if more else None,
    )


@router.post("/chains/{chain}/heads", status_code=204)
async def add_head(
    chain: Id, body: AddHead, caller: Certified, parts: Parts, session: Session
) -> None:
    """Store a member of the team's countersignature under the case's trail."""
    await trails.add_head(
        session,
        chain,
        signer=caller.actor,
        sign=caller.sign,
        signed=body.head.signed(),
        at=parts.clock.now(),
    )


@router.post("/cases/{case}/exports", status_code=204)
async def begin_export(case: Id, caller: Certified, parts: Parts, session: Session) -> None:
    """Note on the trail that the caller takes an export of the case."""
    await trails.begin_export(session, case, actor=caller.actor, at=parts.clock.now())


@router.get("/cases/{case}/exports/statements")
async def export_statements(
    case: Id, caller: Certified, session: Session, after: After, limit: Limit = 100
) -> Page[dict[str, str]]:
    """Return every statement of the case, verbatim."""
    await trails.team_case(session, case, caller.account)
    rows = await exporting.statements_of(session, case, after=after, limit=limit + 1)
    more = len(rows) > limit
    rows = rows[:limit]
    return Page(
        rows=[to_wire(row) for row in rows],
        next=cursor(rows[-1].created, rows[-1].id) if more else None,
    )


@router.get("/cases/{case}/exports/organisation")
async def export_organisation(
    case: Id, caller: Certified, session: Session, after: After, limit: Limit = 100
) -> Page[dict[str, str]]:
    """Return every roster, team and policy of the organisation, to a member of a case's team."""
    await trails.team_case(session, case, caller.account)
    rows = await exporting.of_organisation(session, after=after, limit=limit + 1)
    more = len(rows) > limit
    rows = rows[:limit]
    return Page(
        rows=[to_wire(row) for row in rows],
        next=cursor(rows[-1].created, rows[-1].id) if more else None,
    )


@router.get("/cases/{case}/exports/grants")
async def export_grants(
    case: Id, caller: Certified, session: Session, after: After, limit: Limit = 100
) -> Page[GrantedAnswer]:
    """Return the keys sealed to recipients in the case; nobody but they can open them."""
    await trails.team_case(session, case, caller.account)
    rows = await exporting.grants_of(session, case, after=after, limit=limit + 1)
    more = len(rows) > limit
    rows = rows[:limit]
    return Page(
        rows=[GrantedAnswer(grant=row.sealed) for row in rows],
        next=cursor(rows[-1].created, rows[-1].id) if more else None,
    )
