"""Asking for a safer rendition of a recording that one is reviewing.

Guarantees: only whoever holds the claim asks, for what can be made of this recording; the item is
worked on again from its sealed original, and what was decided about the rendition before counts no
more. Refuses to agree to anything: its author does, and nothing is approved until then.
"""

import json
import uuid
from collections.abc import Sequence
from typing import Final

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import statements
from service.db.tables import Item, MediaJob
from service.db.transitions import move_item
from service.domain.errors import Conflict, Forbidden, Invalid
from service.domain.lifecycle import ItemAct, ItemState
from service.domain.roles import Part
from service.moderation.queue import check_not_recalled, locked_for_reader
from service.moderation.reviewed import parsed
from service.sealing.errors import SealingError
from service.sealing.schemas import Manifest, RenditionStatement
from service.sealing.schemas_edits import CUT, EDITS, NOISE, SOUND_ONLY, VOICE, Edit

MOST_RENDITIONS: Final = 20
"""Of one version; each takes the media worker as long as the first."""
LEAST_LEFT_MS: Final = 1_000
"""What a cut leaves of a recording: who wants less of it returns it."""


async def ask(session: AsyncSession, reader: str, item_id: str, wanted: object, *, at: int) -> Item:
    """Have a rendition made with these edits; none means a plain one. The same again is welcome.

    Raises `NotFound`, `Forbidden` without the claim, `Conflict` where it is not being read or was
    asked for too often, `Invalid` for a list that is not in its form, that this recording cannot
    have, or that changes nothing.
    """
    edits = _read(wanted)
    item = await locked_for_reader(session, reader, item_id)
    jobs = await _jobs(session, item)
    asked = json.dumps(EDITS.write(edits))
    if item.state == ItemState.EDITING and jobs and jobs[-1].asked_by == reader:
        if jobs[-1].edits == asked:
            return item
        raise Conflict(state=item.state)
    if item.state != ItemState.IN_REVIEW:
        raise Conflict(state=item.state)
    if item.claimed_by != reader:
        raise Forbidden
    await check_not_recalled(session, item)
    await _check(session, item, edits)
    if len(jobs) >= MOST_RENDITIONS:
        raise Conflict(field="edits")
    job = MediaJob(
        id=str(uuid.uuid4()),
        org=item.org,
        item_id=item.id,
        version=item.version,
        state="queued",
        number=len(jobs) + 1,
        edits=asked,
        asked_by=reader,
        created=at,
    )
    session.add(job)
    await move_item(
        session,
        item,
        ItemAct.EDIT,
        by=Part.READER,
        at=at,
        actor=reader,
        also={"claimed_by": None, "claim_until": None},
        task_subject=job.id,
    )
    return item


def _read(wanted: object) -> tuple[Edit, ...]:
    try:
        edits: tuple[Edit, ...] = EDITS.read(wanted)
    except SealingError as fault:
        raise Invalid(reason="edits") from fault
    return edits


async def _jobs(session: AsyncSession, item: Item) -> list[MediaJob]:
    rows = await session.exec(
        select(MediaJob)
        .where(col(MediaJob.item_id) == item.id, col(MediaJob.version) == item.version)
        .order_by(col(MediaJob.number))
    )
    return list(rows)


async def _check(session: AsyncSession, item: Item, edits: Sequence[Edit]) -> None:
    """Hold that these can be made of this recording, and that it has not just these already."""
    manifest = await statements.newest(session, Manifest.TYPE, item=item.id)
    rows = await statements.every(session, RenditionStatement.TYPE, item=item.id)
    bodies = [parsed(row, RenditionStatement) for row in rows]
    made = [one for one in bodies if manifest and one.manifest == manifest.digest]
    if not made:
        raise Invalid(reason="edits")
    if made[-1].edits == edits:
        raise Invalid(reason="edits-unchanged")
    # The first is the plain one, and says what there is to be edited.
    media, found = made[0].media, {one.edit for one in edits}
    hides = any(one.hides for one in edits)
    length = media.duration_ms
    cut = sum(max(0, min(one.until, length) - one.from_) for one in edits if one.edit == CUT)
    if (
        (not media.audio_codec and found & {VOICE, NOISE, SOUND_ONLY})
        or (not media.video_codec and (hides or SOUND_ONLY in found))
        or any(one.from_ >= length for one in edits if one.until)
        or (cut and length - cut < LEAST_LEFT_MS)
    ):
        raise Invalid(reason="edits")
