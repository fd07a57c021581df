"""What happened in a case since its risk was assessed, as far as an assessment can name it.

Owns how the trail's entries become triggers, in the order in which they came: two clocks, or two
acts in one second, change nothing. Refuses to say what follows: the gate does.
"""

import json
from collections.abc import Mapping
from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.ground import signed as signed_of
from service.cases.pausing import PAUSED
from service.db import statements
from service.db.statements import text_of
from service.db.tables import Statement, TrailEntry
from service.domain.events import Event
from service.domain.practice import Trigger
from service.sealing.schemas import Pause, Record
from service.sealing.statements import open_statement

_OF_RECORDS: Final[Mapping[tuple[str, str], Trigger]] = {
    ("custody", "in-custody"): Trigger.MOVE,
    ("custody", "community"): Trigger.RELEASE_FROM_CUSTODY,
    ("restriction", "blocks"): Trigger.NEW_ORDER,
    ("restriction", "permits"): Trigger.NEW_ORDER,
    ("contact-outside", "reported"): Trigger.CONTACT_OUTSIDE,
}


async def happened_since(
    session: AsyncSession, case: str, assessed: Statement
) -> frozenset[Trigger]:
    """Return everything of it that the trail of the case has after this assessment."""
    found: set[Trigger] = set()
    told = await _told_after(session, case, text_of(assessed.voice))
    meant = await _meaning(session, case) if told else {}
    for event, statement in told:
        if event == Event.ITEM_ESCALATED:
            found.add(Trigger.ESCALATION)
        elif (trigger := meant.get(statement)) is not None:
            found.add(trigger)
    return frozenset(found)


async def _told_after(session: AsyncSession, case: str, voice: str) -> list[tuple[str, str]]:
    """Return each entry's event and statement behind the one that names this statement."""
    rows = await session.exec(
        select(TrailEntry.entry)
        .where(col(TrailEntry.chain) == case)
        .order_by(col(TrailEntry.number))
    )
    entries = [(one["event"], one["statement"]) for one in map(json.loads, rows)]
    place = next((at for at, (_, named) in enumerate(entries) if named == voice), len(entries))
    return entries[place + 1 :]


async def _meaning(session: AsyncSession, case: str) -> dict[str, Trigger]:
    """Return what each record and pause of the case triggers, by its voice as the trail has it."""
    found = {}
    for row in await statements.every(session, Record.TYPE, case=case):
        body = open_statement(signed_of(row), Record)
        trigger = _OF_RECORDS.get((body.kind, body.status))
        if trigger is not None:
            found[text_of(row.voice)] = trigger
    for row in await statements.every(session, Pause.TYPE, case=case):
        if open_statement(signed_of(row), Pause).paused == PAUSED:
            found[text_of(row.voice)] = Trigger.PAUSE
    return found
