"""What the plan of an exchange has in it: whose reply, in which media; and what is a reply.

Guarantees: whether an item is a reply was settled when it was first submitted: it is one where its
author had opened, or been handed, something of the other side by then, whenever they began it.
Nothing that somebody sends first is.
Refuses to decide what follows: the gate does.
"""

from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.ground import signed as signed_of
from service.cases.reading import refusal
from service.db import statements
from service.db.tables import Case, CasePerson
from service.domain.practice import Reply, may_reply
from service.sealing.schemas import Delivery, Manifest, Opening, Record
from service.sealing.statements import open_statement


@dataclass(frozen=True)
class Rights:
    """Whose reply the plan has, and whether one's own next item would be one that it has not.

    `media` are those of the plan; None where there is no plan yet.
    """

    reply: Reply
    may_write: bool
    media: tuple[str, ...] | None


def planned(plan: Record | None) -> Reply:
    """Return whose reply this plan has; everybody's where it does not say, or there is none."""
    return Reply(plan.reply) if plan is not None and plan.reply else Reply.BOTH


async def outside_plan(
    session: AsyncSession, case: str, author: CasePerson, reply: Reply, item: str | None
) -> bool:
    """Tell whether an item (None: one begun now) is a reply that the plan has not.

    One that was not submitted yet is as if it were now.
    """
    if may_reply(reply, author.side):
        return False
    sent = await _first_sent(session, item) if item is not None else None
    opened = [
        (row.created, open_statement(signed_of(row), Opening).person)
        for row in await statements.every(session, Opening.TYPE, case=case)
    ]
    handed = [
        (row.created, open_statement(signed_of(row), Delivery).person)
        for row in await statements.every(session, Delivery.TYPE, case=case)
    ]
    # In the same second it counts as received: whoever reads first sends afterwards.
    return any(
        person == author.person and (sent is None or at <= sent)
        for at, person in (*opened, *handed)
    )


async def _first_sent(session: AsyncSession, item: str) -> int | None:
    """Return when the first version of an item came in."""
    shown = await statements.every(session, Manifest.TYPE, item=item)
    return min((row.created for row in shown), default=None)


async def rights(session: AsyncSession, case_id: str, person: str) -> Rights:
    """Return what somebody of a case may reply; raises `NotFound` for anyone else."""
    row = await session.get(CasePerson, (case_id, person))
    if row is None or await session.get(Case, case_id) is None:
        raise await refusal(session, case_id, person)
    records = await statements.every(session, Record.TYPE, case=case_id)
    plans = [
        one
        for one in (open_statement(signed_of(each), Record) for each in records)
        if one.kind == "plan"
    ]
    plan = plans[-1] if plans else None
    reply = planned(plan)
    free = not await outside_plan(session, case_id, row, reply, None)
    return Rights(reply, free, plan.media if plan is not None else None)
