"""An item as the service describes it to this person, and waiting for it to change.

Owns reading that description. Refuses to trust it for anything but what to ask for next.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from service.client.errors import NotPossible
from service.client.person import Person

POLL_S: Final = 0.25

Told = Callable[["Item"], Awaitable[None]]


@dataclass(frozen=True)
class Processing:
    """How far the media worker is, in thousandths, and why it failed if it did."""

    permille: int
    attempt: int
    queue_position: int | None
    reason: str | None


@dataclass(frozen=True)
class Item:
    """An item in this person's eyes; `status` is what they may know.

    `reason` is why it was returned or withheld; `due` until when a decision is, and `appealed`
    whether its author asked for another look: both for the team alone. `told` is
    what an author may know of the recipient, as of this morning; `kept_until` until when what they
    began and did not send is kept. `safer` is what became of a safer rendition: `wanted` asks for
    its author's word; `making` and `failed` for the team alone. `relates_to` is the recording of
    captions.
    """

    id: str
    case: str
    kind: str
    language: str
    version: int
    part: str
    status: str
    rendition: str | None
    recipients: tuple[str, ...]
    processing: Processing | None
    reason: str | None = None
    due: int | None = None
    appealed: bool = False
    told: str | None = None
    kept_until: int | None = None
    safer: str | None = None
    relates_to: str | None = None

    @classmethod
    def from_wire(cls, wire: Mapping[str, Any]) -> "Item":
        """Read the service's description."""
        found = wire.get("processing")
        return cls(
            id=str(wire["item"]),
            case=str(wire["case"]),
            kind=str(wire["kind"]),
            language=str(wire["language"]),
            version=int(wire["version"]),
            part=str(wire["part"]),
            status=str(wire["status"]),
            rendition=wire.get("rendition"),
            recipients=tuple(wire.get("recipients") or ()),
            processing=Processing(
                permille=int(found["permille"]),
                attempt=int(found["attempt"]),
                queue_position=found.get("queue_position"),
                reason=found.get("reason"),
            )
            if found
            else None,
            kept_until=wire.get("kept_until"),
            reason=wire.get("reason"),
            due=wire.get("due"),
            appealed=bool(wire.get("appealed")),
            told=wire.get("told"),
            safer=(wire.get("safer") or {}).get("state"),
            relates_to=wire.get("relates_to"),
        )


async def item(person: Person, item_id: str) -> Item:
    """Return one item. Raises Refusal `not-found` for another's, and for one not yet released."""
    return Item.from_wire(await person.transport.get(f"/items/{item_id}"))


async def items(person: Person, part: str | None = None) -> list[Item]:
    """Return this person's items, newest first; only those in which they have `part`, if given."""
    rows = [Item.from_wire(row) async for row in person.transport.rows("/items")]
    return [one for one in rows if part in {None, one.part}]


async def until(
    person: Person,
    item_id: str,
    statuses: Collection[str],
    *,
    within_s: float,
    on_change: Told | None = None,
) -> Item:
    """Return the item once its status is one of `statuses`.

    Tells `on_change` each different description on the way. Raises NotPossible `still-waiting`.
    """
    deadline, before = time.monotonic() + within_s, None
    while True:
        found = await item(person, item_id)
        if on_change is not None and found != before:
            await on_change(found)
        before = found
        if found.status in statuses:
            return found
        if time.monotonic() > deadline:
            raise NotPossible(
                "still-waiting", f"The item is still “{found.status}” after {within_s:.0f} s."
            )
        await asyncio.sleep(POLL_S)
