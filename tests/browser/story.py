"""The whole story on three devices: two people and a facilitator, from their codes to an opening.

Owns its order and what is kept of it for the tests that look at it afterwards. What the portal
does not do yet is done by the Python client: the roster and opening the case.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from playwright.async_api import Playwright

from service.client.cases import open_case
from service.client.organisation import invite_staff, publish_roster
from tests.browser.devices import open_device
from tests.browser.facilitators import Facilitator
from tests.browser.gallery import Gallery
from tests.browser.participants import Participant
from tests.browser.players import Place
from tests.browser.preparing import Role
from tests.browser.running import Service
from tests.factories.recordings import record
from tests.factories.world import World

CARD: Final = "A burglary in March\nBoth sides have asked to write."
LETTER: Final = """\
I have been asked to write to you, and I do not know where to begin.

On the fourteenth of March I came in through your kitchen window. You were asleep upstairs; I \
heard the clock in the hall and I went on all the same. I took the laptop and the box from the \
shelf by the stairs.

Rwy'n meddwl am y noson honno'n aml. Ŷch chi'n cysgu'n well erbyn hyn? 🕯️

  1. I sold the laptop.
  2. I still have the box.

You do not have to answer.
"""
FILE_NAME: Final = "IMG_0042.MP4"
SECONDS: Final = 6
NOISY_PICTURE: Final = ("-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25,noise=alls=30:allf=t")
SOUND: Final = ("-f", "lavfi", "-i", "sine=frequency=220:sample_rate=44100")
H264: Final = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "25")


@dataclass
class Told:
    """What was seen while the story was told."""

    gallery: Gallery
    facilitator: Facilitator
    harmed: Participant
    responsible: Participant
    case: str
    letter_read: str = ""
    letter_opened: str = ""
    percents: list[int] = field(default_factory=list)
    watched_s: float = 0
    duration_s: float = 0
    places: list[Place] = field(default_factory=list)
    played_s: float = 0
    frames: int = 0


def long_video(path: Path, seconds: float = SECONDS) -> Path:
    """Make a video of several slices, its index at the end as phones leave it."""
    return record(path, *NOISY_PICTURE, *SOUND, *H264, "-c:a", "aac", "-t", str(seconds))


@asynccontextmanager
async def told(
    gallery: Gallery, world: World, service: Service, playwright: Playwright, folder: Path
) -> AsyncIterator[Told]:
    """Tell the story; the three devices stay open until left."""
    async with AsyncExitStack() as held:
        devices = [
            await held.enter_async_context(open_device(playwright, folder / name))
            for name in ("facilitator", "harmed", "responsible")
        ]
        facilitator = Facilitator(devices[0], service.address, gallery, "facilitator")
        story = Told(
            gallery,
            facilitator,
            Participant(devices[1], service.address, gallery, "harmed"),
            Participant(devices[2], service.address, gallery, "responsible"),
            await _joins_the_organisation(world, facilitator),
        )
        await _the_case(story)
        await _a_letter_goes_across(story)
        await _a_recording_goes_across(story, long_video(folder / FILE_NAME))
        yield story


async def _joins_the_organisation(world: World, facilitator: Facilitator) -> str:
    """The facilitator enrols in the portal; a colleague opens a case with her on its team."""
    invitation = await invite_staff(world.administrator, "facilitator")
    await facilitator.enrols_with(invitation.login, invitation.code)
    await publish_roster(world.administrator, world.root)
    await facilitator.is_home()
    return await open_case(world.ben, readers=[invitation.person], card=CARD)


async def _the_case(story: Told) -> None:
    """The facilitator invites both people, confirms and prepares them; each says yes."""
    await story.facilitator.goes_to_the_case()
    people: tuple[tuple[Role, Participant], ...] = (
        ("harmed", story.harmed),
        ("responsible", story.responsible),
    )
    for role, person in people:
        code = await story.facilitator.invites(role)
        await person.enrols_with(code.login, code.code)
        await story.facilitator.confirms(role)
        await person.is_home()
        await person.looks("home-is-empty")
    await story.facilitator.starts_the_exchange()
    # The letter is the first round, the recording the second.
    await story.facilitator.prepares_the_exchange(rounds=2)
    for role, person in people:
        await person.agrees_to_everything(responsible=role == "responsible")
        await person.looks("home-asks-how-to-hear")
        await person.chooses_to_hear("tell-me")


async def _a_letter_goes_across(story: Told) -> None:
    facilitator, harmed, responsible = story.facilitator, story.harmed, story.responsible
    await responsible.writes_a_letter(LETTER)
    await responsible.sees_status("letter", "status-author-with_facilitator")
    await facilitator.takes_the_oldest()
    story.letter_read = await facilitator.reads_to_the_end()
    await facilitator.approves()
    await harmed.is_told()
    await responsible.sees_status("letter", "status-author-with_facilitator")
    await harmed.accepts()
    story.letter_opened = await harmed.opens_the_letter()
    await responsible.sees_status("letter", "status-author-with_facilitator")
    await responsible.looks("home-says-no-more-than-it-may")


async def _a_recording_goes_across(story: Told, video: Path) -> None:
    facilitator, harmed, responsible = story.facilitator, story.harmed, story.responsible
    story.percents = await responsible.sends_a_recording(video)
    await responsible.sees_it_being_made_safe()
    await facilitator.takes_the_oldest()
    story.watched_s = await facilitator.watches_to_the_end()
    await facilitator.approves()
    await harmed.goes_home()
    await harmed.is_told()
    await harmed.accepts()
    player = await harmed.opens_the_recording()
    story.duration_s = await player.duration()
    story.places = [await player.seek(story.duration_s * part) for part in (0.75, 0.25)]
    story.played_s = await harmed.plays_the_recording()
    story.frames = await player.frames_shown()
