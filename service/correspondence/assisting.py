"""Receiving for somebody without keys: staff sign what was said before them, and attest it.

Guarantees: an acceptance in another's name is by a reader of the case's team, of somebody who has
no keys, and comes with their attestation of just that; so they count as author-side from then on.
It is for paper or for being read to: no device opens anything under it. Refuses to hand over the
item, which is `saying`'s, after the gate was asked once more.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.correspondence.access import Who, find_as
from service.correspondence.receiving import HANDED_OVER, store_acceptance
from service.db import statements
from service.db.asked import Rules, has_keys, recipient_of
from service.db.tables import Item
from service.domain.errors import Forbidden, Invalid
from service.domain.roles import Part
from service.sealing.errors import SealingError
from service.sealing.schemas import Acceptance, Manifest
from service.sealing.statements import Statement, open_statement


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
    recipient = await recipient_of(session, found)
    if await has_keys(session, found.case_id, recipient):
        raise Forbidden
    manifest = await statements.newest(session, Manifest.TYPE, item=found.id)
    if manifest is None or body.medium not in HANDED_OVER:
        raise Invalid(reason="medium")
    about = Spoken(recipient, "acceptance", manifest.digest, body.accepted)
    # A case is locked before its items.
    await attest(session, found.case_id, about)
    locked = await session.exec(
        select(Item)
        .where(col(Item.id) == found.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return await store_acceptance(
        session, locked.one(), signed, by=who, person=recipient, rules=rules, at=at
    )
