"""What a recipient does: learn that something has arrived, accept it, open it.

Owns their signed acceptance and opening. Refuses to show anything before every check of protocol.md
section 6 holds; a SealingError says which one did not.
"""

import asyncio
import time
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Final, Literal, Self

from service.client.contents import Contents, open_contents
from service.client.errors import NotPossible
from service.client.items import POLL_S, Item, items, until
from service.client.person import Person
from service.sealing.encoding import unb64
from service.sealing.evidence import Evidence
from service.sealing.schemas import Acceptance, Opening
from service.sealing.statements import sign
from service.sealing.verify import (
    Approved,
    verify_before_opening,
    verify_grant,
    verify_offer,
)

Medium = Literal["read", "listen", "on-paper", "with-facilitator"]

WINDOW_S: Final = 7 * 24 * 3600


@dataclass(frozen=True)
class Opened:
    """An item that passed every check: what was approved, and its contents to read."""

    approved: Approved
    contents: Contents

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.contents.__aexit__(kind, error, trace)


async def incoming(recipient: Person) -> list[Item]:
    """Return what has arrived for this person, newest first."""
    return await items(recipient, "recipient")


async def until_arrived(recipient: Person, item_id: str, *, within_s: float = 60.0) -> Item:
    """Return the item once it has arrived. Raises NotPossible `still-waiting`."""
    deadline = time.monotonic() + within_s
    while True:
        for found in await incoming(recipient):
            if found.id == item_id:
                return found
        if time.monotonic() > deadline:
            raise NotPossible("still-waiting", f"Nothing has arrived after {within_s:.0f} s.")
        await asyncio.sleep(POLL_S)


async def accept(
    recipient: Person,
    item_id: str,
    medium: Medium,
    *,
    window_s: int = WINDOW_S,
    from_: int | None = None,
) -> None:
    """Choose to receive an item, after checks 1 to 8.

    For `window_s` seconds from now on, or from a later time. Again once that window has passed.
    """
    evidence = await _evidence(recipient, item_id)
    now = recipient.clock()
    begins = now if from_ is None else from_
    approved = verify_offer(evidence, recipient.pins, recipient.identity, item_id, now)
    await recipient.remember(approved.pins)
    acceptance = sign(
        Acceptance(
            case=approved.manifest.case,
            item=item_id,
            person=recipient.id,
            decisions=approved.decision_digests,
            medium=medium,
            from_=begins,
            until=begins + window_s,
            accepted=now,
        ),
        recipient.keys.sign_seed,
    )
    await recipient.transport.post(
        f"/items/{item_id}/acceptance", {"acceptance": acceptance.to_wire()}, repeat=True
    )


async def until_ready(recipient: Person, item_id: str, *, within_s: float = 60.0) -> Item:
    """Return the accepted item once the service has released it."""
    return await until(recipient, item_id, {"ready", "opened"}, within_s=within_s)


async def open_item(recipient: Person, item_id: str) -> Opened:
    """Sign for the opening and open the item; again shows it again.

    Checks 1 to 9 come first, 10 to 13 with the grant that the signed opening releases.
    """
    evidence = await _evidence(recipient, item_id)
    approved = verify_before_opening(
        evidence, recipient.pins, recipient.identity, item_id, recipient.clock()
    )
    await recipient.remember(approved.pins)
    if evidence.opening is None:
        evidence = replace(evidence, grants=await _sign_for(recipient, approved, evidence))
    content_key = verify_grant(approved, evidence, recipient.identity)
    contents = await open_contents(
        recipient.transport, content_key, approved.released, approved.manifest
    )
    return Opened(approved, contents)


async def _sign_for(
    recipient: Person, approved: Approved, evidence: Evidence
) -> tuple[tuple[str, bytes], ...]:
    if evidence.acceptance is None:
        raise NotPossible("not-accepted", "The item has not been accepted yet.")
    opening = sign(
        Opening(
            case=approved.manifest.case,
            item=approved.manifest.item,
            person=recipient.id,
            decisions=approved.decision_digests,
            acceptance=evidence.acceptance.digest,
            opened=recipient.clock(),
        ),
        recipient.keys.sign_seed,
    )
    answer = await recipient.transport.post(
        f"/items/{approved.manifest.item}/opening", {"opening": opening.to_wire()}, repeat=True
    )
    return tuple((str(one["rendition"]), unb64(one["grant"])) for one in answer["grants"])


async def _evidence(recipient: Person, item_id: str) -> Evidence:
    return Evidence.from_wire(await recipient.transport.get(f"/items/{item_id}/evidence"))
