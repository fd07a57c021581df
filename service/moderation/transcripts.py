"""What a reader who does not hear a recording went by: what a colleague wrote down of it.

Guarantees: a decision names it only where it is the newest of this version's, by somebody else than
who decides, and by nobody on the author's side. Refuses to open it.
"""

from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import statements
from service.db.tables import Item
from service.domain.errors import Conflict, Invalid
from service.moderation.reviewed import author_side, parsed, people_behind
from service.sealing.schemas import Decision, Manifest, Note
from service.sealing.transcripts import is_of


async def check_transcript(session: AsyncSession, item: Item, reader: str, body: Decision) -> None:
    """Hold that what was read in place of hearing is what a colleague wrote down.

    Raises `Invalid` where it is nothing of that kind, `Conflict` where a newer version came.
    """
    named = body.coverage.transcript
    if not named:
        return
    manifest_row = await statements.newest(session, Manifest.TYPE, item=item.id)
    if manifest_row is None:
        return
    manifest = parsed(manifest_row, Manifest)
    versions = [
        row
        for row in await statements.every(session, Note.TYPE, case=item.case_id)
        if is_of(parsed(row, Note), manifest)
    ]
    if named not in {row.digest for row in versions}:
        raise Invalid(reason="transcript")
    newest = versions[-1]
    if newest.digest != named:
        raise Conflict(field="transcript")
    writers = await people_behind(session, {newest.signer})
    near = await author_side(session, item, manifest_row.digest)
    if not writers or writers & {reader, item.author, *near}:
        raise Invalid(reason="transcript")
