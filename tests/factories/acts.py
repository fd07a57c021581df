"""What people do with one item, each step by the one whose act it is, through the real client."""

from collections.abc import Awaitable, Callable
from typing import Any

from service.client import receiving, reviewing, sending
from service.client.person import Person
from service.client.reviewing import Approval
from tests.factories.in_process import InProcess
from tests.factories.world import World

LETTER = b"I think about that night.\nMeddyliaf am y noson honno.\n"


async def sent_letter(world: World, text: bytes = LETTER) -> str:
    """The person responsible sends a letter; returns the item's id."""
    return (await sending.send_letter(world.responsible, text)).item


async def approved_by(reader: Person, item: str) -> Approval:
    """A facilitator claims an item, goes through all of it and approves."""
    await reviewing.claim(reader, item)
    async with await reviewing.review(reader, item) as reading:
        if reading.submitted.rendition is None:
            await reading.read_letter()
        else:
            await reading.watch()
        return await reviewing.approve(reading)


async def offered_letter(service: InProcess, world: World, text: bytes = LETTER) -> str:
    """A letter that the person harmed has been told of."""
    item = await sent_letter(world, text)
    await approved_by(world.asha, item)
    await service.serve_outbox()
    return item


async def released_letter(service: InProcess, world: World, text: bytes = LETTER) -> str:
    """A letter that the person harmed has accepted and may open."""
    item = await offered_letter(service, world, text)
    await receiving.accept(world.harmed, item, "read")
    await service.serve_outbox()
    return item


async def opened_text(recipient: Person, item: str) -> bytes:
    """What the recipient's device shows after all of its checks."""
    async with await receiving.open_item(recipient, item) as opened:
        return await opened.contents.to_bytes()


class _KeptBack(Exception):  # noqa: N818 - it names what happened
    """The body was not sent."""


async def kept_back(person: Person, act: Callable[[], Awaitable[object]]) -> dict[str, Any]:
    """Return the body that a person's device would post next, and keep it from being sent."""
    kept: dict[str, Any] = {}

    async def keep(
        path: str, body: dict[str, Any] | None = None, *, repeat: bool = False
    ) -> object:
        kept.update(body or {})
        raise _KeptBack

    sending = person.transport.post
    person.transport.post = keep  # type: ignore[method-assign, assignment]
    try:
        await act()
    except _KeptBack:
        return kept
    finally:
        person.transport.post = sending  # type: ignore[method-assign]
    raise AssertionError("nothing was posted")


async def signed_decision(reader: Person, item: str) -> dict[str, Any]:
    """Return an honest decision on an item that its reader has claimed, not yet sent."""
    async with await reviewing.review(reader, item) as reading:
        await reading.read_letter()
        return await kept_back(reader, lambda: reviewing.approve(reading))
