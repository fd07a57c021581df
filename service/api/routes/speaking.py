"""What somebody without keys says of being written to, before staff who attest it."""

from fastapi import APIRouter

from service.api.access import Reader, Staff, who
from service.api.attesting import attesting
from service.api.context import Parts, Session
from service.api.schemas.common import Id
from service.api.schemas.items import ItemAnswer
from service.api.schemas.offers import AskedAnswer, SpokenAsking, SpokenRefusal
from service.api.views import show_item
from service.cases.facts import RULES
from service.correspondence import assisting

router = APIRouter(tags=["offers"])


@router.post("/items/{item}/spoken-refusal")
async def decline_spoken(
    item: Id, body: SpokenRefusal, caller: Reader, parts: Parts, session: Session
) -> ItemAnswer:
    """Store what a recipient without keys refused before the caller, who attests it."""
    at = parts.clock.now()
    attest = attesting(caller, body.attestation.signed(), at=at)
    row = await assisting.decline_for(
        session, who(caller), item, body.refusal.signed(), attest=attest, at=at
    )
    return await show_item(session, caller, row, at=at)


@router.post("/items/{item}/spoken-asking")
async def ask_again_spoken(
    item: Id, body: SpokenAsking, caller: Reader, parts: Parts, session: Session
) -> ItemAnswer:
    """Let a recipient without keys have before them again what they refused."""
    at, attested = parts.clock.now(), body.attestation.signed()
    attest = attesting(caller, attested, at=at)
    row = await assisting.ask_again_for(session, who(caller), item, attested, attest=attest, at=at)
    return await show_item(session, caller, row, at=at)


@router.post("/cases/{case}/people/{person}/asking")
async def ask_spoken(
    case: Id, person: Id, body: SpokenAsking, caller: Staff, parts: Parts, session: Session
) -> AskedAnswer:
    """Answer whether there is anything for somebody without keys, and offer them what rests."""
    at, attested = parts.clock.now(), body.attestation.signed()
    waiting = await assisting.ask_for(
        session,
        who(caller),
        (case, person),
        attested,
        attest=attesting(caller, attested, at=at),
        rules=RULES,
        at=at,
    )
    return AskedAnswer(waiting=waiting)
