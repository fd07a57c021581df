"""Disclosing a danger to life or to a child, and what was disclosed in a case."""

from fastapi import APIRouter

from service.api.access import Certified, Reader
from service.api.context import Parts, Session
from service.api.schemas.common import Id
from service.api.schemas.disclosing import Disclose, DisclosuresAnswer
from service.cases import disclosing
from service.cases.disclosing import Disclosed
from service.db.statements import to_wire

router = APIRouter(tags=["disclosing"])


@router.post("/items/{item}/disclosure", status_code=204)
async def disclose(
    item: Id, body: Disclose, caller: Reader, parts: Parts, session: Session
) -> None:
    """Store that the caller told somebody outside of a danger that an item shows."""
    words = body.words
    said = Disclosed(
        body.disclosure.signed(),
        words.note.signed() if words is not None else None,
        words.sealed if words is not None else b"",
    )
    await disclosing.disclose(session, item, caller.actor, caller.sign, said, at=parts.clock.now())


@router.get("/cases/{case}/disclosures")
async def list_disclosures(case: Id, caller: Certified, session: Session) -> DisclosuresAnswer:
    """Return what was disclosed in a case, to its team."""
    rows = await disclosing.disclosures(session, case, caller.actor)
    return DisclosuresAnswer(disclosures=[to_wire(row) for row in rows])
