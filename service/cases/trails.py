"""A case's trail as its team may see it, and the countersignatures under it.

Guarantees: a head is stored only when its signer is on the case's team, it names an entry that is
there with the hash that is there, and the roster and team in force now. Refuses to judge what the
trail says: whoever countersigns has looked for themselves.
"""

import json

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.ground import signed as signed_of
from service.cases.in_force import hold_reader
from service.cases.reading import on_team, refusal
from service.db import statements, trail
from service.db.tables import Case, Statement, TrailEntry, TrailHead
from service.domain.errors import Conflict, Invalid
from service.domain.events import Event
from service.sealing.encoding import unb64
from service.sealing.errors import SealingError
from service.sealing.merkle import merkle_root
from service.sealing.schemas import Head, Roster, Team
from service.sealing.statements import Statement as Signed
from service.sealing.statements import open_statement


async def team_case(session: AsyncSession, case_id: str, person: str | None) -> Case:
    """Return a case to a member of its team; raises `NotFound` for anyone else."""
    case = await session.get(Case, case_id)
    if case is None or not await on_team(session, case_id, person):
        raise await refusal(session, case_id, person)
    return case


async def begin_export(session: AsyncSession, case_id: str, *, actor: str, at: int) -> None:
    """Note on the trail that a member of the team takes an export of the case."""
    case = await team_case(session, case_id, actor)
    await trail.append(
        session, org=case.org, chain=case.id, event=Event.CASE_EXPORTED, at=at, actor=actor
    )


async def entries(
    session: AsyncSession, case_id: str, *, after: int, limit: int
) -> list[tuple[TrailEntry, Statement | None]]:
    """Return the entries behind number `after`, each with the statement that it names."""
    found = await session.exec(
        select(TrailEntry)
        .where(col(TrailEntry.chain) == case_id, col(TrailEntry.number) > after)
        .order_by(col(TrailEntry.number))
        .limit(limit)
    )
    rows = list(found)
    named = {row.number: _named(row) for row in rows}
    known = {
        row.voice: row
        for row in await session.exec(
            select(Statement).where(
                col(Statement.case_id) == case_id,
                col(Statement.voice).in_({one for one in named.values() if one}),
            )
        )
    }
    return [(row, known.get(named[row.number])) for row in rows]


async def heads(
    session: AsyncSession, case_id: str, *, before: tuple[int, str] | None, limit: int
) -> list[Statement]:
    """Return the countersignatures under the case's trail, the furthest first."""
    query = select(Statement).where(
        col(Statement.type) == Head.TYPE, col(Statement.case_id) == case_id
    )
    if before is not None:
        number, row = before
        query = query.where(
            (col(Statement.sequence) < number)
            | ((col(Statement.sequence) == number) & (col(Statement.id) < row))
        )
    query = query.order_by(col(Statement.sequence).desc(), col(Statement.id).desc()).limit(limit)
    return list(await session.exec(query))


async def add_head(
    session: AsyncSession, case_id: str, *, signer: str, sign: bytes, signed: Signed, at: int
) -> None:
    """Store a countersignature; one by the same person under the same entry is enough.

    Raises `NotFound`, `Forbidden` for a member of the team who is no reader in force, `Invalid`,
    and `Conflict` when roster or team changed meanwhile.
    """
    case = await team_case(session, case_id, signer)
    try:
        head = open_statement(signed, Head)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    # Two of one person's devices must not both find that there is none yet.
    await session.exec(select(TrailHead).where(col(TrailHead.chain) == case_id).with_for_update())
    # One head that nobody may sign makes every device refuse the whole case.
    await hold_reader(session, case_id, signer)
    if signed.key != sign or (head.org, head.chain) != (case.org, case.id):
        raise Invalid(reason="head-invalid")
    await _check_in_force(session, case_id, head)
    await _check_place(session, case_id, head)
    before = await session.exec(
        select(Statement.id).where(
            col(Statement.type) == Head.TYPE,
            col(Statement.case_id) == case_id,
            col(Statement.signer) == sign,
            col(Statement.sequence) == head.number,
        )
    )
    if before.first() is None:
        await statements.record(
            session, signed, org=case.org, at=at, case=case.id, sequence=head.number
        )
        await _keep_earlier(session, case, head, actor=signer, at=at)


async def _keep_earlier(
    session: AsyncSession, case: Case, head: Head, *, actor: str, at: int
) -> None:
    """Name on the trail what was countersigned under an earlier roster or team.

    So that later heads vouch for it: once its signer has left too, it would count for nothing,
    and with it whatever only it vouched for.
    """
    furthest: dict[tuple[bytes, bytes, bytes], Statement] = {}
    for row in await statements.every(session, Head.TYPE, case=case.id):
        body = open_statement(signed_of(row), Head)
        if (body.roster, body.team) != (head.roster, head.team):
            furthest[row.signer, body.roster, body.team] = row
    on_trail = {
        _named(row)
        for row in await session.exec(select(TrailEntry).where(col(TrailEntry.chain) == case.id))
    }
    for row in furthest.values():
        if row.voice not in on_trail:
            await trail.append(
                session,
                org=case.org,
                chain=case.id,
                event=Event.TRAIL_COUNTERSIGNED,
                at=at,
                actor=actor,
                statement=statements.text_of(row.voice),
            )


async def _check_in_force(session: AsyncSession, case_id: str, head: Head) -> None:
    roster = await statements.newest(session, Roster.TYPE)
    team = await statements.newest(session, Team.TYPE, case=case_id)
    if roster is None or head.roster != roster.digest:
        raise Conflict(field="roster")
    if team is None or head.team != team.digest:
        raise Conflict(field="team")


async def _check_place(session: AsyncSession, case_id: str, head: Head) -> None:
    covered = list(
        await session.exec(
            select(TrailEntry)
            .where(col(TrailEntry.chain) == case_id, col(TrailEntry.number) <= head.number)
            .order_by(col(TrailEntry.number))
        )
    )
    voices = [one for one in map(_named, covered) if one]
    there = (len(covered), covered[-1].hash if covered else b"", merkle_root(voices), len(voices))
    if there != (head.number, head.hash, head.statements, head.size):
        raise Invalid(reason="head-mismatch")


def _named(row: TrailEntry) -> bytes:
    return unb64(json.loads(row.entry)["statement"])
