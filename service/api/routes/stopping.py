"""Stopping: an author takes an item back; staff suspend an item or a case, and lift that again."""

from fastapi import APIRouter

from service.api.access import Certified, Reader, who
from service.api.context import Parts, Session
from service.api.schemas.common import Id
from service.api.schemas.words import RecallAnswer, Recalling, Suspending, SuspensionsAnswer
from service.cases import suspending
from service.cases.suspending import Staff
from service.correspondence import stopping
from service.db.statements import to_wire
from service.identity.sessions import Caller

router = APIRouter(tags=["stopping"])


def _staff(caller: Caller) -> Staff:
    return Staff(caller.actor, caller.roles, caller.sign)


@router.post("/items/{item}/recall")
async def recall(
    item: Id, body: Recalling, caller: Certified, parts: Parts, session: Session
) -> RecallAnswer:
    """Store the author's recall; the answer tells nothing of what the recipient did."""
    row = await stopping.recall(
        session, who(caller), item, body.recall.signed(), at=parts.clock.now()
    )
    return RecallAnswer(item=row.id, status="with_facilitator")


@router.get("/cases/{case}/suspensions")
async def list_suspensions(case: Id, caller: Reader, session: Session) -> SuspensionsAnswer:
    """Return a case's suspensions to its readers and to any supervisor, who go on from them."""
    rows = await suspending.suspensions(session, case, _staff(caller))
    return SuspensionsAnswer(suspensions=[to_wire(row) for row in rows])


@router.post("/cases/{case}/suspensions", status_code=201)
async def suspend(
    case: Id, body: Suspending, caller: Reader, parts: Parts, session: Session
) -> SuspensionsAnswer:
    """Store a suspension or its lifting; from then on, or no longer, nothing is handed on."""
    await suspending.suspend(
        session, case, _staff(caller), body.suspension.signed(), at=parts.clock.now()
    )
    rows = await suspending.suspensions(session, case, _staff(caller))
    return SuspensionsAnswer(suspensions=[to_wire(row) for row in rows])
