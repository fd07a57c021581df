"""Whether what somebody signed is vouched for by others, before they are taken off a team.

Guarantees: nobody leaves a team while something of theirs on its trail is covered by no head of
somebody who stays; afterwards nobody honest could vouch for it, and every device would refuse it.
Refuses to hold up whoever is off the roster already: for them it is too late.
"""

import json
from collections.abc import Collection

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.ground import signed
from service.db import statements
from service.db.tables import Account, Case, Statement, TrailEntry
from service.domain.errors import Conflict
from service.sealing.encoding import unb64
from service.sealing.schemas import Head, Roster, Team
from service.sealing.statements import open_statement


async def hold_vouched(
    session: AsyncSession, case: Case, leaving: Collection[str], staying: Collection[str]
) -> None:
    """Raise `Conflict` of the field `trail` unless a head of somebody who stays covers it all.

    Heads of those who leave count as theirs too: through them earlier leavers are vouched for.
    """
    left = {
        account.sign
        for account in await session.exec(select(Account).where(col(Account.id).in_(leaving)))
        if account.state == "certified"
    }
    if not left:
        return
    stay = set(await session.exec(select(Account.sign).where(col(Account.id).in_(staying))))
    roster = await statements.newest(session, Roster.TYPE)
    team = await statements.newest(session, Team.TYPE, case=case.id)
    in_force = (roster.digest if roster else b"", team.digest if team else b"")
    heads = [
        (row, open_statement(signed(row), Head))
        for row in await statements.every(session, Head.TYPE, case=case.id)
    ]
    covered = max(
        (
            head.number
            for row, head in heads
            if row.signer in stay and (head.roster, head.team) == in_force
        ),
        default=0,
    )
    theirs = await _signed_by(session, case.id, left)
    on_trail = await _numbers(session, case.id)
    owed = {row.voice for row in theirs if row.type != Head.TYPE}
    # The furthest under each earlier roster and team is enough; `add_head` names just those.
    furthest = {(row.signer, head.roster, head.team): row for row, head in heads}
    owed |= {
        row.voice
        for (signer, *moment), row in furthest.items()
        if signer in left and tuple(moment) != in_force
    }
    if any(on_trail.get(voice, covered + 1) > covered for voice in owed):
        raise Conflict(field="trail")


async def _signed_by(session: AsyncSession, case: str, keys: set[bytes]) -> list[Statement]:
    found = await session.exec(
        select(Statement).where(col(Statement.case_id) == case, col(Statement.signer).in_(keys))
    )
    return list(found)


async def _numbers(session: AsyncSession, case: str) -> dict[bytes, int]:
    """Return where each statement is first named on the trail."""
    entries = await session.exec(
        select(TrailEntry).where(col(TrailEntry.chain) == case).order_by(col(TrailEntry.number))
    )
    found: dict[bytes, int] = {}
    for row in entries:
        voice = unb64(json.loads(row.entry)["statement"])
        found.setdefault(voice, row.number)
    return found
