"""Worker pools that come and go: whose work an item is, and what a pool leaves behind.

Guarantees: an item is made safe by the pool that its own manifest's case statement names, because
no device believes another's rendition; a pool leaves the roster only when nothing waits for it,
no case names it, and what it signed has been countersigned. Where its key is lost, what waits goes
back to its authors, who can send it again for another pool.
"""

import json
from collections.abc import Sequence
from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.processing import give_back
from service.correspondence.working import pool_named, signed_of
from service.db import statements
from service.db.tables import Case, Item, MediaJob, TrailEntry
from service.db.tables import Statement as Row
from service.domain.errors import Blocked
from service.domain.roles import Part
from service.sealing.encoding import unb64
from service.sealing.schemas import CaseStatement, Head, PoolEntry, RenditionStatement, Roster
from service.sealing.statements import open_statement

POOL_LOST: Final = "pool-lost"


async def leave(
    session: AsyncSession, gone: Sequence[PoolEntry], *, lost: frozenset[str], at: int
) -> None:
    """Let pools go that the newest roster lists no more; those in `lost` cannot work any more.

    Raises `Blocked` with how many `jobs` wait, how many `cases` name one, and how many
    `renditions` nobody in force has countersigned.
    """
    if not gone:
        return
    jobs = await _waiting(session, {one.pool for one in gone})
    for job, item, pool in jobs:
        if pool in lost:
            await give_back(session, job, item, reason=POOL_LOST, by=Part.SERVICE, at=at)
    kept = {one.pool for one in gone} - lost
    waiting = sum(pool in kept for _, _, pool in jobs)
    cases = await _cases_naming(session, kept)
    renditions = await _not_countersigned(session, {one.sign for one in gone})
    counted = {"jobs": waiting, "cases": cases, "renditions": renditions}
    found = [f"pool-has-{name}" for name, count in counted.items() if count]
    if found:
        raise Blocked(blockers=",".join(found), jobs=waiting, cases=cases, renditions=renditions)


async def _waiting(session: AsyncSession, pools: set[str]) -> list[tuple[MediaJob, Item, str]]:
    rows = await session.exec(
        select(MediaJob, Item)
        .join(Item, col(Item.id) == col(MediaJob.item_id))
        .where(col(MediaJob.state).in_(["queued", "running"]))
        .order_by(col(MediaJob.id))
        .with_for_update()
    )
    found = [(job, item, await pool_named(session, item)) for job, item in rows]
    return [(job, item, pool) for job, item, pool in found if pool in pools]


async def _cases_naming(session: AsyncSession, pools: set[str]) -> int:
    named = 0
    for case in await session.exec(select(Case.id)):
        row = await statements.newest(session, CaseStatement.TYPE, case=case)
        named += row is not None and open_statement(signed_of(row), CaseStatement).pool in pools
    return named


async def _not_countersigned(session: AsyncSession, signers: set[bytes]) -> int:
    """Count what these pools signed that no head of somebody in force has in it yet."""
    newest = await statements.newest(session, Roster.TYPE)
    staff = open_statement(signed_of(newest), Roster).staff if newest else ()
    in_force = {one.sign for one in staff}
    rows = await session.exec(
        select(Row).where(col(Row.type) == RenditionStatement.TYPE, col(Row.signer).in_(signers))
    )
    of_cases: dict[str, set[bytes]] = {}
    for row in rows:
        of_cases.setdefault(row.case_id or "", set()).add(row.voice)
    missing = 0
    for case, voices in of_cases.items():
        heads = await statements.every(session, Head.TYPE, case=case)
        furthest = max((one.sequence for one in heads if one.signer in in_force), default=0)
        later = await session.exec(
            select(TrailEntry.entry).where(
                col(TrailEntry.chain) == case, col(TrailEntry.number) > furthest
            )
        )
        missing += len(voices & {unb64(json.loads(one)["statement"]) for one in later})
    return missing
