"""What people say about themselves and about items: consent, attestation, agreement, and more."""

from fastapi import APIRouter

from service.api.access import Author, Certified, Participant, ReaderBriefly, who
from service.api.context import Parts, Session
from service.api.schemas.common import Id, WireStatement
from service.api.schemas.items import ItemAnswer
from service.api.schemas.words import (
    Acknowledging,
    Agree,
    Attest,
    Consenting,
    ConsentsAnswer,
    Deliver,
    Destroy,
    Disagree,
    ShareItem,
)
from service.api.views import show_item
from service.cases import witnessing
from service.cases.facts import RULES
from service.cases.suspending import Staff
from service.cases.witnessing import Speaker
from service.correspondence import destroying, saying
from service.db.session import transaction
from service.db.statements import to_wire
from service.identity.sessions import Caller

router = APIRouter(tags=["words"])


@router.post("/cases/{case}/attestations", status_code=204)
async def attest(case: Id, body: Attest, caller: Certified, parts: Parts, session: Session) -> None:
    """Store staff's word that somebody did something in their presence."""
    staff = Staff(caller.actor, caller.roles, caller.sign)
    await witnessing.attest(
        session, case, staff, caller.acts_for, body.attestation.signed(), at=parts.clock.now()
    )


@router.post("/cases/{case}/consents", status_code=204)
async def consent(
    case: Id, body: Consenting, caller: Certified, parts: Parts, session: Session
) -> None:
    """Store the caller's own consent or its withdrawal, or one given in their presence."""
    await witnessing.consent(
        session,
        case,
        _speaker(caller, body.attestation),
        body.consent.signed(),
        at=parts.clock.now(),
    )


@router.post("/cases/{case}/acknowledgements", status_code=204)
async def acknowledge(
    case: Id, body: Acknowledging, caller: Certified, parts: Parts, session: Session
) -> None:
    """Store a person responsible's acknowledgement or its withdrawal, as with a consent."""
    await witnessing.acknowledge(
        session,
        case,
        _speaker(caller, body.attestation),
        body.acknowledgement.signed(),
        at=parts.clock.now(),
    )


@router.get("/cases/{case}/consents")
async def list_consents(case: Id, caller: Certified, session: Session) -> ConsentsAnswer:
    """Return what was consented to and acknowledged: to the team all, to others their own."""
    consents, acknowledged = await witnessing.said(
        session, case, _speaker(caller, None).staff, caller.acts_for
    )
    return ConsentsAnswer(
        consents=[to_wire(row) for row in consents],
        acknowledgements=[to_wire(row) for row in acknowledged],
    )


def _speaker(caller: Caller, attestation: WireStatement | None) -> Speaker:
    return Speaker(
        Staff(caller.actor, caller.roles, caller.sign),
        caller.acts_for,
        attestation.signed() if attestation else None,
    )


@router.post("/items/{item}/agreement")
async def agree(
    item: Id, body: Agree, caller: Author, parts: Parts, session: Session
) -> ItemAnswer:
    """Store the author's agreement to what was written or made in their name."""
    row = await saying.agree(
        session, who(caller), item, body.agreement.signed(), at=parts.clock.now()
    )
    return await show_item(session, caller, row, at=parts.clock.now())


@router.post("/items/{item}/disagreement")
async def disagree(
    item: Id, body: Disagree, caller: Author, parts: Parts, session: Session
) -> ItemAnswer:
    """Keep that the author does not agree to what was changed in a rendition."""
    at = parts.clock.now()
    row = await saying.disagree(session, who(caller), item, body.rendition, at=at)
    return await show_item(session, caller, row, at=at)


@router.post("/items/{item}/shares")
async def share(
    item: Id, body: ShareItem, caller: Participant, parts: Parts, session: Session
) -> ItemAnswer:
    """Store the caller's word that somebody else may see an item too."""
    row = await saying.share(session, who(caller), item, body.share.signed(), at=parts.clock.now())
    return await show_item(session, caller, row, at=parts.clock.now())


@router.post("/items/{item}/deliveries", status_code=204)
async def deliver(
    item: Id, body: Deliver, caller: Certified, parts: Parts, session: Session
) -> None:
    """Store staff's word that an item was read aloud, played or printed."""
    await saying.deliver(
        session, who(caller), item, body.delivery.signed(), rules=RULES, at=parts.clock.now()
    )


@router.post("/items/{item}/destructions", status_code=204)
async def destroy(item: Id, body: Destroy, caller: ReaderBriefly, parts: Parts) -> None:
    """Destroy a container: its keys with the statement, then its objects, then their rows."""
    signed = body.destruction.signed()
    async with transaction(parts.sessions, caller.org) as session:
        left = await destroying.destroy_keys(
            session, who(caller), item, signed, at=parts.clock.now()
        )
    for key in left:
        await parts.store.remove(key)
    async with transaction(parts.sessions, caller.org) as session:
        await destroying.forget_bytes(session, signed)
