"""Signed notes, sealed to those whom they are for."""

from fastapi import APIRouter

from service.api.access import Certified
from service.api.context import Parts, Session
from service.api.schemas.common import Id
from service.api.schemas.words import NoteAnswer, NotesAnswer, WriteNote
from service.cases import noting
from service.db.statements import to_wire

router = APIRouter(tags=["notes"])


@router.post("/cases/{case}/notes", status_code=204)
async def write_note(
    case: Id, body: WriteNote, caller: Certified, parts: Parts, session: Session
) -> None:
    """Store the next version of a note."""
    await noting.write(
        session,
        case,
        person=caller.actor,
        sign=caller.sign,
        signed=body.note.signed(),
        sealed=body.sealed,
        at=parts.clock.now(),
    )


@router.get("/cases/{case}/notes")
async def list_notes(case: Id, caller: Certified, session: Session) -> NotesAnswer:
    """Return the notes of a case that are for the caller."""
    rows = await noting.notes(session, case, caller.actor)
    return NotesAnswer(
        notes=[
            NoteAnswer(statements=[to_wire(one) for one in row.statements], sealed=row.sealed)
            for row in rows
        ]
    )
