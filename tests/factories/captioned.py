"""A recording of the person responsible with captions, each step by the one whose act it is."""

from dataclasses import dataclass
from pathlib import Path

from service.client import receiving
from service.client.captions import Captions, captions_of, send_captions
from service.client.hands import Hand
from service.client.person import Person
from service.client.sending import send_recording
from tests.factories.acts import approved_by
from tests.factories.in_process import InProcess
from tests.factories.media_hands import MADE, MediaHands
from tests.factories.world import World

SAID = "Annwyl Huw, rwy'n cofio."
TEXT = f"WEBVTT\n\n1\n00:00.200 --> 00:01.900\n{SAID}\n".encode()
"""Within the two seconds that `media_hands` says of what it hands in."""


@dataclass
class Captioned:
    """A recording, what makes renditions of it, and whoever sends, reads and receives."""

    service: InProcess
    world: World
    hands: MediaHands
    item: str

    async def made(self, content: bytes = MADE) -> None:
        """Hand in the rendition that was asked for last."""
        taken = await self.hands.start(await self.hands.job_of(self.item))
        await self.hands.hand_in(taken, content)

    async def written(self, text: bytes = TEXT) -> str:
        """Send captions of it a second later; return their item."""
        self.service.clock.turn(1)
        return (await send_captions(self.world.responsible, self.item, text)).item

    async def approved(self, item: str | None = None) -> str:
        """Have the recording, or these captions, read and approved."""
        await approved_by(self.world.asha, item or self.item)
        await self.service.serve_outbox()
        return item or self.item

    async def accepted(self, *, window_s: int = 600) -> None:
        """Let the person harmed accept the recording."""
        await receiving.accept(self.world.harmed, self.item, "listen", window_s=window_s)
        await self.service.serve_outbox()

    async def shown(self, person: Person | None = None) -> list[Captions]:
        """Open the recording and return the captions that its recipient's device shows with it."""
        who = person or self.world.harmed
        async with await receiving.open_item(who, self.item) as opened:
            return await captions_of(who, opened)

    async def told(self, person: Person | None = None) -> list[str]:
        """Return of which captions the service tells somebody beside the recording."""
        who = person or self.world.harmed
        answer = await who.transport.get(f"/items/{self.item}/captions")
        return [str(one["item"]) for one in answer["captions"]]

    async def state(self, item: str) -> str:
        """Return the state of an item."""
        return str(await self.service.value("SELECT state FROM item WHERE id = $1", item))


async def captioned(
    service: InProcess, world: World, folder: Path, *, by: Person | Hand | None = None
) -> Captioned:
    """Return a recording that awaits its reader; nobody has written captions of it yet.

    It is the person responsible's, or of whoever it is `by`, or by whose hand.
    """
    path = folder / "recording.mp4"
    path.write_bytes(b"stands for a recording " * 300)
    sent = await send_recording(by or world.responsible, path, kind="video_message")
    made = Captioned(service, world, await MediaHands(service, world).sign_in(), sent.item)
    await made.made()
    return made


async def opened_with_captions(service: InProcess, world: World, folder: Path) -> Captioned:
    """Return one that its recipient has accepted, and whose captions are approved."""
    made = await captioned(service, world, folder)
    await made.approved(await made.written())
    await made.approved()
    await made.accepted()
    return made
