"""A recording on its way, and every word that could stop it, signed and not yet sent.

Owns the scenes in which a word that stops an item meets an act that moves it on: each is made once
and copied for every meeting, so that hundreds start from the very same place. Refuses to know who
should win.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import httpx

from service.client import recalling, receiving, suspending
from service.client.consenting import consent
from service.client.sending import send_recording
from service.sealing.schemas import Acceptance, Opening
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.trail import Trail, read_chain
from tests.factories.acts import approved_by, kept_back
from tests.factories.in_process import InProcess
from tests.factories.media_hands import MediaHands
from tests.factories.world import World

Body = dict[str, Any]
A_MINUTE: Final = 60


@dataclass(frozen=True)
class Stop:
    """A word that stops an item: whose token, where it is sent, and its event on the trail.

    `told` is all that the recipient is told of it; `blocker` is what the team is shown.
    """

    token: str
    path: str
    body: Body
    event: str
    told: str
    blocker: str

    async def say(self, service: InProcess) -> httpx.Response:
        """Send it."""
        async with service.http(self.token) as http:
            return await http.post(self.path, json=self.body)


@dataclass(frozen=True)
class Stage:
    """One item in one state, what its recipient says next, and what may stop it.

    `begun` is how many entries the trail has before any of that.
    """

    world: World
    item: str
    acceptance: Body
    opening: Body
    stops: dict[str, Stop]
    begun: int = 0

    async def accept(self, service: InProcess) -> httpx.Response:
        """The recipient accepts."""
        async with self.as_recipient(service) as http:
            return await http.post(f"/items/{self.item}/acceptance", json=self.acceptance)

    async def open(self, service: InProcess) -> httpx.Response:
        """The recipient's device signs for the opening and asks for the key."""
        async with self.as_recipient(service) as http:
            return await http.post(f"/items/{self.item}/opening", json=self.opening)

    def as_recipient(self, service: InProcess) -> httpx.AsyncClient:
        """Give the recipient's connection."""
        return service.http(self.world.harmed.transport._token)

    async def trail(self, service: InProcess) -> Trail:
        """Return the case's trail; raises SealingError `trail-broken` unless it is whole."""
        rows = await service.rows(
            "SELECT entry, hash FROM trail_entry WHERE chain = $1 ORDER BY number", self.world.case
        )
        return read_chain(self.world.case, [(row["entry"], row["hash"]) for row in rows])

    def places(self, trail: Trail, event: str) -> list[int]:
        """Return the numbers of the entries of this event that are about the item."""
        return [
            one.number for one in trail.entries if (one.event, one.subject) == (event, self.item)
        ]


def staged(
    state: str, folder: Path, many: int = 1
) -> Callable[[InProcess, World], Awaitable[list[Stage]]]:
    """Give the making of stages whose items are `offered`, `accepted` or `released`."""

    async def make(service: InProcess, world: World) -> list[Stage]:
        path = folder / "recording.mp4"
        path.write_bytes(b"stands for a recording " * 300)
        hands = await MediaHands(service, world).sign_in()
        made = []
        for _ in range(many):
            item = (await send_recording(world.responsible, path)).item
            await hands.hand_in(await hands.start(await hands.job_of(item)))
            await approved_by(world.asha, item)
            await service.serve_outbox()
            made.append(await _staged(service, world, item, state))
        service.clock.turn(A_MINUTE)
        begun = await service.value("SELECT number FROM trail_head WHERE chain = $1", world.case)
        return [replace(one, begun=begun, stops=await _stops(world, one.item)) for one in made]

    return make


async def _staged(service: InProcess, world: World, item: str, state: str) -> Stage:
    acceptance = await kept_back(world.harmed, lambda: receiving.accept(world.harmed, item, "read"))
    stage = Stage(world, item, acceptance, _opening(world, item, acceptance), {})
    if state != "offered":
        assert (await stage.accept(service)).is_success
    if state == "released":
        await service.serve_outbox()
    return stage


def _opening(world: World, item: str, acceptance: Body) -> Body:
    accepted = Statement.from_wire(acceptance["acceptance"])
    body = Opening(
        case=world.case,
        item=item,
        person=world.harmed.id,
        decisions=open_statement(accepted, Acceptance).decisions,
        acceptance=accepted.digest,
        opened=world.harmed.clock() + A_MINUTE,
    )
    return {"opening": sign(body, world.harmed.keys.sign_seed).to_wire()}


async def _stops(world: World, item: str) -> dict[str, Stop]:
    author, recipient, asha = world.responsible, world.harmed, world.asha
    consents, suspensions = f"/cases/{world.case}/consents", f"/cases/{world.case}/suspensions"

    async def word(by: Any, act: Callable[[], Awaitable[object]], *rest: str) -> Stop:  # noqa: ANN401 - a Person
        return Stop(by.transport._token, rest[0], await kept_back(by, act), *rest[1:])

    return {
        "the author's withdrawal": await word(
            author,
            lambda: consent(author, "send", "any", given="withdrawn"),
            *(consents, "person.consented", "not-now", "author-consent-missing"),
        ),
        "the recipient's withdrawal": await word(
            recipient,
            lambda: consent(recipient, "take-part", "any", given="withdrawn"),
            *(consents, "person.consented", "recipient-consent-missing"),
            "recipient-consent-missing",
        ),
        "the author's recall": await word(
            author,
            lambda: recalling.recall(author, item),
            *(f"/items/{item}/recall", "item.recalled", "recalled", "recalled"),
        ),
        "the team's suspension": await word(
            asha,
            lambda: suspending.suspend(asha, world.case, "new-risk"),
            *(suspensions, "case.suspended", "suspended", "suspended"),
        ),
    }
