"""Refused attempts of people who are not signed in: kept at once, put on a trail soon after.

Guarantees: keeping one is the same single insert whether or not the login exists, so that neither
time nor what is written tells. Refuses to know what was typed: no login and no code is kept.
"""

import uuid

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import trail
from service.db.session import Sessions, enter_organisation
from service.db.tables_of_doors import RefusedAttempt
from service.domain.errors import Attempt
from service.domain.events import Event


async def keep(session: AsyncSession, attempt: Attempt, *, at: int) -> None:
    """Keep one; belongs in a short transaction of its own."""
    session.add(
        RefusedAttempt(
            id=str(uuid.uuid4()),
            event=attempt.event,
            organisation=attempt.org,
            chain=attempt.chain,
            subject=attempt.subject,
            at=at,
        )
    )
    await session.flush()


async def put_on_trails(sessions: Sessions, *, limit: int = 200) -> int:
    """Move up to `limit` to the trails they belong on, oldest first; return how many there were.

    Those of unknown logins belong on none and are deleted. Several workers may do it at once.
    """
    async with sessions() as session, session.begin():
        found = await session.exec(
            select(RefusedAttempt)
            # By chain first: two workers then lock the heads of trails in the same order.
            .order_by(col(RefusedAttempt.chain), col(RefusedAttempt.at), col(RefusedAttempt.id))
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        rows = list(found)
        for row in rows:
            if row.organisation is None or row.chain is None:
                continue
            await enter_organisation(session, row.organisation)
            await trail.append(
                session,
                org=row.organisation,
                chain=row.chain,
                event=Event(row.event),
                at=row.at,
                subject=row.subject,
            )
            await session.flush()
        ids = [row.id for row in rows]
        await session.exec(delete(RefusedAttempt).where(col(RefusedAttempt.id).in_(ids)))
    return len(rows)
