"""Declaring: a signed statement and the trail entry that names it, in one transaction.

Guarantees: whatever is declared is accounted for; an export whose trail does not name a statement
is refused by whoever checks it. Refuses to judge what is declared.
"""

from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import statements, trail
from service.db.statements import Signed, text_of
from service.db.tables import Statement
from service.domain.events import Event


async def declare(  # noqa: PLR0913 - where a statement stands and whose act it was, all named
    session: AsyncSession,
    signed: Signed,
    event: Event,
    *,
    org: str,
    chain: str,
    at: int,
    actor: str,
    case: str | None = None,
    item: str | None = None,
    subject: str | None = None,
    sequence: int = 0,
) -> Statement:
    """Store a statement of this case or item and name it on `chain`; the row is returned.

    `subject` is what the entry is about, the item unless something else is given.
    """
    row = await statements.record(
        session, signed, org=org, at=at, case=case, item=item, sequence=sequence
    )
    await trail.append(
        session,
        org=org,
        chain=chain,
        event=event,
        at=at,
        actor=actor,
        subject=subject or item,
        statement=text_of(signed.voice),
    )
    return row


async def declared(session: AsyncSession, signed: Signed) -> bool:
    """Tell whether this very statement, by this very signer, is stored already."""
    return await statements.spoken(session, signed.voice) is not None
