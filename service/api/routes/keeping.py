"""What becomes of an opened item: kept, held, or given back."""

from fastapi import APIRouter

from service.api.access import Participant, Reader, who
from service.api.attesting import attesting
from service.api.context import Parts, Session
from service.api.schemas.common import Id
from service.api.schemas.items import ItemAnswer
from service.api.schemas.offers import KeepingBody, SpokenKeeping
from service.api.views import show_item
from service.correspondence import keeping

router = APIRouter(tags=["keeping"])


@router.post("/items/{item}/keeping")
async def keep(
    item: Id, body: KeepingBody, caller: Participant, parts: Parts, session: Session
) -> ItemAnswer:
    """Store whether the recipient keeps what they opened, has it held, or gives it back."""
    at = parts.clock.now()
    row = await keeping.keep(session, who(caller), item, body.keeping.signed(), at=at)
    return await show_item(session, caller, row, at=at)


@router.post("/items/{item}/spoken-keeping")
async def keep_spoken(
    item: Id, body: SpokenKeeping, caller: Reader, parts: Parts, session: Session
) -> ItemAnswer:
    """Store what a recipient without keys said of it before the caller, who attests it."""
    at = parts.clock.now()
    row = await keeping.keep_for(
        session,
        who(caller),
        item,
        body.keeping.signed(),
        attest=attesting(caller, body.attestation.signed(), at=at),
        at=at,
    )
    return await show_item(session, caller, row, at=at)
