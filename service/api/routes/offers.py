"""What a recipient says before they accept: how they want to hear, what there is, and no."""

from fastapi import APIRouter

from service.api.access import Certified, Participant, Reader, who
from service.api.attesting import attesting
from service.api.context import Parts, Session
from service.api.schemas.common import Id
from service.api.schemas.items import ItemAnswer
from service.api.schemas.offers import (
    Accepting,
    AskedAnswer,
    ChoicesAnswer,
    Choosing,
    Refusing,
)
from service.api.views import show_item
from service.cases import choosing
from service.cases.facts import RULES
from service.cases.suspending import Staff
from service.cases.witnessing import Speaker
from service.correspondence import assisting, offering
from service.db.statements import to_wire

router = APIRouter(tags=["offers"])


@router.post("/cases/{case}/choices", status_code=204)
async def choose(
    case: Id, body: Choosing, caller: Certified, parts: Parts, session: Session
) -> None:
    """Store the caller's own standing choice, or one made in their presence."""
    speaker = Speaker(
        Staff(caller.actor, caller.roles, caller.sign),
        caller.acts_for,
        body.attestation.signed() if body.attestation else None,
    )
    await choosing.choose(session, case, speaker, body.choice.signed(), at=parts.clock.now())


@router.get("/cases/{case}/choices")
async def list_choices(case: Id, caller: Certified, session: Session) -> ChoicesAnswer:
    """Return standing choices: to the team all, to others their own."""
    staff = Staff(caller.actor, caller.roles, caller.sign)
    rows = await choosing.choices(session, case, staff, caller.acts_for)
    return ChoicesAnswer(choices=[to_wire(row) for row in rows])


@router.post("/cases/{case}/asking")
async def ask(case: Id, caller: Participant, parts: Parts, session: Session) -> AskedAnswer:
    """Answer whether there is anything for the caller, and offer them what rests."""
    waiting = await offering.ask(session, who(caller), case, rules=RULES, at=parts.clock.now())
    return AskedAnswer(waiting=waiting)


@router.post("/items/{item}/refusal")
async def decline(
    item: Id, body: Refusing, caller: Participant, parts: Parts, session: Session
) -> ItemAnswer:
    """Store the recipient's refusal of what they have not opened."""
    at = parts.clock.now()
    row = await offering.decline(session, who(caller), item, body.refusal.signed(), at=at)
    return await show_item(session, caller, row, at=at)


@router.post("/items/{item}/asking")
async def ask_again(item: Id, caller: Participant, parts: Parts, session: Session) -> ItemAnswer:
    """Let the recipient have before them again what they refused."""
    at = parts.clock.now()
    row = await offering.ask_again(session, who(caller), item, at=at)
    return await show_item(session, caller, row, at=at)


@router.post("/items/{item}/spoken-acceptance")
async def accept_spoken(
    item: Id, body: Accepting, caller: Reader, parts: Parts, session: Session
) -> ItemAnswer:
    """Store what a recipient without keys accepted before the caller, who attests it."""
    at = parts.clock.now()
    row = await assisting.accept_for(
        session,
        who(caller),
        item,
        body.acceptance.signed(),
        attest=attesting(caller, body.attestation.signed(), at=at),
        rules=RULES,
        at=at,
    )
    return await show_item(session, caller, row, at=at)
