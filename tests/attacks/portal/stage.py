"""What is on the service that browsers are tried on: letters, a recording, and who opens them.

Owns the items and the devices, each there once for all attacks. Refuses attacks.
"""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import expect

from service.client import receiving, reviewing, sending
from service.client.items import until
from service.sealing.evidence import Evidence
from service.sealing.keys import PersonKeys
from service.sealing.schemas import Roster
from tests.attacks.papers.form import Attack, Forge, Hand
from tests.attacks.portal.attacker import Attacker
from tests.attacks.standing_in import StandIn
from tests.browser.facilitators import Facilitator
from tests.browser.participants import Participant
from tests.browser.story import long_video
from tests.browser.words import words
from tests.factories.acts import approved_by
from tests.factories.world import World

MARKED = "Nobody but one person may read this"
# Those whose stored papers or bytes will be changed, each for good.
RELEASED = (
    *("control", "grant swapped", "decision swapped", "decisions deleted"),
    *("decisions by a stranger", "slice swapped", "table swapped"),
)
UNREAD = ("forced into an offer", "forced into a release", "replayed on")
HALF_APPROVED = "half approved"
# Those that are attacked by answers, and stay what they are.
LETTER, ELSEWHERE, LONG, WAITING, VIDEO = "letter", "elsewhere", "long", "waiting", "recording"
SCRIPT = "script"
# Markup in every form that a careless page would run, and characters that hide.
HIDDEN = ("\u202e", "\u2067", "\u200b", "\u2060", "\ufeff", "\u00ad", "\ufe01", "\U000e0141", "\x1b")
MARKUP = (
    "<script>globalThis.ran = 1</script><img src=x onerror='globalThis.ran = 1'>"
    "<svg onload='globalThis.ran = 1'><a href='javascript:globalThis.ran = 1'>here</a>"
    "<iframe srcdoc='<script>parent.ran = 1</script>'></iframe>{{constructor}}${globalThis.ran}\n"
)
PATIENCE_S = 60

Items = dict[str, str]


def text_of(name: str) -> str:
    """Return what a letter says; the long one has several chunks."""
    if name == SCRIPT:
        return MARKUP + "".join(f"a{one}b\n" for one in HIDDEN)
    text = f"{MARKED}: the letter of which it was said that it is {name}.\n"
    return text * (9_000 if name == LONG else 1)


async def make_items(world: World, folder: Path) -> Items:
    """Items at the state where the recipient could open them, or short of it where named so."""
    path = await asyncio.to_thread(long_video, folder / "video.mp4")
    made = {VIDEO: (await sending.send_recording(world.responsible, path)).item}
    ready = (*RELEASED, LETTER, ELSEWHERE, LONG, SCRIPT)
    for name in (*ready, *UNREAD, HALF_APPROVED, WAITING):
        made[name] = (await sending.send_letter(world.responsible, text_of(name).encode())).item
    for name in (*ready, HALF_APPROVED):
        await approved_by(world.asha, made[name])
    for name in ready:
        await approved_by(world.ben, made[name])
    found = await until(world.asha, made[VIDEO], {"awaiting_review", "failed"}, within_s=PATIENCE_S)
    assert found.status == "awaiting_review"
    for reader in (world.asha, world.ben):
        await approved_by(reader, made[VIDEO])
    await reviewing.claim(world.asha, made[WAITING])
    for name in (*ready, VIDEO):
        await receiving.until_arrived(world.harmed, made[name], within_s=PATIENCE_S)
        await receiving.accept(world.harmed, made[name], "listen" if name == VIDEO else "read")
    for name in (*ready, VIDEO):
        await receiving.until_ready(world.harmed, made[name], within_s=PATIENCE_S)
    return made


async def make_hand(world: World, items: Items, attacker: Attacker) -> Hand:
    """Give the attacker what they have."""
    async with await receiving.open_item(world.harmed, items[ELSEWHERE]):
        papers = await world.harmed.transport.get(f"/items/{items[ELSEWHERE]}/evidence")
    rosters = await attacker.statements(Roster, f"org = '{world.org}'")
    return Hand(PersonKeys.generate(), world, Evidence.from_wire(papers), rosters[0][1])


@dataclass
class Stage:
    """Everything that an attack in a browser finds."""

    world: World
    server: StandIn
    hand: Hand
    items: Items
    recipient: Participant
    reader: Facilitator
    # The honest twins that were opened already: several attacks share one.
    shown_honestly: set[Forge] = field(default_factory=set)

    def path_of(self, attack: Attack) -> str:
        """Where the papers are asked for that this attack forges."""
        named = {"recipient": LETTER, "reader": WAITING, "recording": VIDEO}
        return f"/items/{self.items[named[attack.at]]}/evidence"


async def goes_to(person: Participant, item: str) -> None:
    """Leave whatever is on screen and go to an item."""
    await person.page.evaluate("() => { location.hash = '/'; }")
    await person.is_home()
    await person.goes_to(item)


async def tries_to_open(person: Participant, item: str, what: str = "letter") -> None:
    """Press the button of something that is ready."""
    await goes_to(person, item)
    await person.opens("recording" if what == "recording" else "letter")


async def opens(person: Participant, items: Items, name: str) -> None:
    """The positive control: what nobody touches is opened, to its last letter."""
    await goes_to(person, items[name])
    assert await person.opens_the_letter() == text_of(name)


def sentence_about(code: str) -> str:
    """Return what people are told of a code: its own sentence, or the one for all the rest."""
    try:
        return words(f"verification-{code}")
    except LookupError:
        return words("verification-other")


async def is_shown_nothing(person: Participant | Facilitator, code: str) -> None:
    """One sentence says why, and nothing of any letter is in the page."""
    alert = person.page.get_by_role("alert")
    await expect(alert).to_contain_text(sentence_about(code))
    await expect(alert).to_contain_text(words("nothing-shown-title"))
    await expect(alert.get_by_text(code, exact=True)).to_be_visible()
    await expect(person.page.get_by_role("article")).to_have_count(0)
    await expect(person.page.locator("video, audio, iframe, object, embed")).to_have_count(0)
    assert MARKED not in await person.page.content()
