"""Receiving for somebody without keys: staff sign what was said before them, and attest it.

Guarantees: an acceptance in another's name is by a reader of the case's team, of somebody who has
no keys, and comes with their attestation of just that; so they count as author-side from then on.
So does a refusal, and asking for what rests or was refused: answered as it is to who has keys.
An acceptance is for paper or for being read to: no device opens anything under it. Refuses to hand
over the item, which is `saying`'s, after the gate was asked once more.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.access import Who, find_as
from service.correspondence.offering import (
    anything_offered,
    offer_anew,
    offer_what_rests,
    store_refusal,
)
from service.correspondence.receiving import HANDED_OVER, store_acceptance
from service.db import statements
from service.db.asked import Rules, has_keys, recipient_of
from service.db.declaring import declared
from service.db.holding import held_case, held_item
from service.db.tables import Case, Item, TeamMember
from service.domain.errors import Conflict, Evidence, Forbidden, Invalid, NotFound
from service.domain.events import Event
from service.domain.lifecycle import ItemState
from service.domain.roles import Part
from service.sealing.errors import SealingError
from service.sealing.schemas import Acceptance, Attestation, Manifest, Refusal
from service.sealing.statements import Statement, open_statement

ASKING: Final = "asking"


@dataclass(frozen=True)
class Spoken:
    """What an attestation must be about: whose act, which, about what, and when."""

    person: str
    act: str
    subject: bytes
    at: int


# Stores the attestation that came along under the rules of the room of cases, if it is about just
# that; locks the case. The edge hands it over.
Attest = Callable[[AsyncSession, str, Spoken], Awaitable[None]]


async def accept_for(
    session: AsyncSession,
    who: Who,
    item_id: str,
    signed: Statement,
    *,
    attest: Attest,
    rules: Rules,
    at: int,
) -> Item:
    """Store what somebody without keys accepted before a reader; the same again is welcome.

    Raises `NotFound`, `Forbidden` for somebody who has keys, `Invalid`, and `Conflict` as
    `receiving.accept` does, or where the reader is the only one uninvolved: a colleague goes.
    """
    found = await find_as(session, who, item_id, Part.READER)
    try:
        body = open_statement(signed, Acceptance)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    if body.medium not in HANDED_OVER:
        raise Invalid(reason="medium")
    item, recipient = await spoken_about(
        session, found, "acceptance", said_at=body.accepted, attest=attest
    )
    return await store_acceptance(
        session, item, signed, by=who, person=recipient, rules=rules, at=at
    )


async def spoken_about(
    session: AsyncSession, found: Item, act: str, *, said_at: int, attest: Attest
) -> tuple[Item, str]:
    """Return an item, locked, and its recipient without keys, whose `act` a reader attests.

    Raises `Forbidden` where they have keys, and whatever storing the attestation raises.
    """
    recipient = await recipient_of(session, found)
    if await has_keys(session, found.case_id, recipient):
        raise Forbidden
    manifest = await statements.newest(session, Manifest.TYPE, item=found.id)
    if manifest is None:
        raise Conflict(state=found.state)
    # A case is locked before its items.
    await attest(session, found.case_id, Spoken(recipient, act, manifest.digest, said_at))
    return await held_item(session, found.id), recipient


async def decline_for(
    session: AsyncSession, who: Who, item_id: str, signed: Statement, *, attest: Attest, at: int
) -> Item:
    """Store what somebody without keys refused before a reader; again is welcome.

    Raises `NotFound`, `Forbidden` for somebody who has keys, and whatever `offering.decline` and
    storing the attestation raise.
    """
    found = await find_as(session, who, item_id, Part.READER)
    try:
        said_at = open_statement(signed, Refusal).at
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    item, person = await spoken_about(session, found, "refusal", said_at=said_at, attest=attest)
    return await store_refusal(session, item, signed, by=who, person=person, at=at)


async def ask_again_for(
    session: AsyncSession, who: Who, item_id: str, attested: Statement, *, attest: Attest, at: int
) -> Item:
    """Let somebody without keys have before them again what they refused; again is welcome.

    Raises as `decline_for`, and `Conflict` for what was asked for before it was refused last.
    """
    found = await find_as(session, who, item_id, Part.READER)
    said_at, said_before = await _asked(session, found.case_id, attested)
    item, _ = await spoken_about(session, found, ASKING, said_at=said_at, attest=attest)
    if said_before and item.state == ItemState.DECLINED:
        raise Conflict(field="attestation")
    return await offer_anew(session, item, actor=who.person, at=at)


async def ask_for(
    session: AsyncSession,
    who: Who,
    place: tuple[str, str],
    attested: Statement,
    *,
    attest: Attest,
    rules: Rules,
    at: int,
) -> bool:
    """Offer what rests for somebody without keys who asked before staff; tell if anything waits.

    `place` is case and person. The same again offers nothing more. Raises what storing the
    attestation raises, `NotFound` for who is not on the case's team nor acts for them among it, and
    `Forbidden` for somebody who has keys.
    """
    case_id, person = place
    case = await session.get(Case, case_id)
    team = await session.get(TeamMember, (case_id, who.person)) is not None
    if case is None or not (team or place in who.acts_for):
        actor = who.person
        kept = Evidence(case.org, case.id, Event.CASE_REFUSED, actor=actor) if case else None
        raise NotFound(evidence=kept)
    said_at, said_before = await _asked(session, case_id, attested)
    await attest(session, case_id, Spoken(person, ASKING, b"", said_at))
    if await has_keys(session, case_id, person):
        raise Forbidden
    if said_before:
        return await anything_offered(session, case_id, person)
    return await offer_what_rests(session, case, person, actor=who.person or "", rules=rules, at=at)


async def _asked(session: AsyncSession, case_id: str, attested: Statement) -> tuple[int, bool]:
    """Return when somebody asked, as staff attest it, and whether that is stored already.

    The case is locked from here on: of the same twice at once, the second finds the first.
    """
    try:
        body = open_statement(attested, Attestation)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    await held_case(session, case_id)
    return body.at, await declared(session, attested)
