"""A reader who has a recording made safer, and its author who answers, in front of the portal."""

from playwright.async_api import Locator, expect

from service.sealing.schemas_edits import Edit
from tests.browser.facilitators import PLAYED_MS, Facilitator
from tests.browser.participants import Participant
from tests.browser.players import Player, recording_on
from tests.browser.visitor import SOON_MS, STRETCHING_MS
from tests.browser.words import words

PERCENT = 10


class MakesSafer:
    """What `reader` does from the review of a recording onwards. Times are in seconds."""

    def __init__(self, reader: Facilitator) -> None:
        self.reader = reader
        self.page = reader.page

    async def begins(self) -> Player:
        """Go from reading to what can be changed; return the player there."""
        await self.reader.presses("safer-begin")
        await self.reader.sees_heading("safer-title")
        player = recording_on(self.page.get_by_role("main"))
        await player.is_ready()
        return player

    async def chooses(self, kind: str) -> None:
        """Choose what is to be changed."""
        await self.page.get_by_role("radio", name=words(f"safer-kind-{kind}"), exact=True).check()

    async def types(self, **fields: str) -> None:
        """Type into fields, each by the last part of the name of its words."""
        for name, text in fields.items():
            await self.field(name).fill(text)

    def field(self, name: str) -> Locator:
        """Return a field by the last part of the name of its words."""
        return self.page.get_by_label(words(f"safer-{name}"), exact=True)

    async def adds(self) -> None:
        """Put what is in the fields into the list."""
        await self.reader.presses("safer-add")

    async def is_refused(self, why: str, field: str) -> None:
        """Add it, and be told beside a field, and above all of it, why it cannot be had."""
        await self.adds()
        said = words(f"safer-wrong-{why}")
        await expect(self.page.locator(f"#{field}-error")).to_have_text(said, timeout=SOON_MS)
        await expect(
            self.page.get_by_role("alert").get_by_role("link", name=said).first
        ).to_be_visible()

    async def lists(self, *edits: Edit) -> None:
        """See these in the list, and nothing else."""
        rows = self.page.get_by_role("main").locator(".gb-list").get_by_role("listitem")
        await expect(rows).to_have_count(len(edits))
        for row, edit in zip(await rows.all(), edits, strict=True):
            await expect(row).to_contain_text(line(edit))

    async def asks(self, *edits: Edit) -> None:
        """Look at it once more, in words, and ask for it."""
        await self.reader.presses("continue")
        await self.reader.sees_heading("safer-check-title")
        for edit in edits:
            await expect(self.page.get_by_text(line(edit), exact=True)).to_be_visible()
        await self.reader.looks("checks-what-to-make-safer")
        await self._asks("safer-asked-next")

    async def asks_for_it_as_it_was_sent(self) -> None:
        """Have everything undone."""
        await self.reader.presses("safer-plain")
        await self.reader.sees_heading("safer-check-title")
        await self.reader.sees("safer-check-plain")
        await self._asks("safer-asked-plain")

    async def _asks(self, follows: str) -> None:
        await self.reader.presses("safer-ask")
        await self.reader.sees_heading("safer-asked-title", STRETCHING_MS)
        await self.reader.sees(follows)
        await self.reader.looks(f"has-asked-{follows}")
        await self.reader.follows("back-to-queue")
        await self.reader.sees_heading("queue-title")

    async def plays_to_the_end(self) -> float:
        """Play what is read; return how long it is."""
        player = recording_on(self.page.get_by_role("main"))
        await player.is_ready()
        await player.press_play()
        await expect(self.reader.button("go-to-decision")).to_be_enabled(timeout=PLAYED_MS)
        return await player.duration()

    async def may_approve(self) -> bool:
        """Go to the decision, look whether approving it is offered, and come back."""
        await self.reader.presses("go-to-decision")
        await self.reader.sees_heading("decide-title")
        approve = self.page.get_by_role("radio", name=words("decide-approve"), exact=True)
        told = self.page.get_by_text(words("decide-not-agreed"))
        offered = await approve.count() == 1
        await expect(told).to_have_count(0 if offered else 1)
        await self.reader.looks("decides-about-what-was-changed")
        await self.reader.presses("back")
        return offered


def line(edit: Edit) -> str:
    """What stands on screen for an edit."""
    times = {"from": _moment(edit.from_), "until": _moment(edit.until)}
    if not edit.hides:
        return words(f"edit-{edit.edit}", **times)
    sides = zip(("left", "top", "width", "height"), edit.box, strict=True)
    box = {name: f"{side / PERCENT:g}" for name, side in sides}
    when = words("edit-when-time", **times) if edit.until else words("edit-when-throughout")
    return words(f"edit-{edit.edit}", where=words("edit-where-box", **box), when=when)


def _moment(milliseconds: int) -> str:
    seconds, parts = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes}:{seconds:02}" + (f".{parts:03}".rstrip("0") if parts else "")


class Answers:
    """What `author` does about what was changed in their recording."""

    def __init__(self, author: Participant) -> None:
        self.author = author
        self.page = author.page

    async def looks_at(self, *edits: Edit) -> Player:
        """Follow the way to what was changed, and see all of it in words; return the player."""
        await self.author.follows("agree-look")
        await self.author.sees_heading("agree-title", STRETCHING_MS)
        rows = self.page.get_by_role("main").get_by_role("listitem")
        await expect(rows).to_have_text([line(edit) for edit in edits], timeout=STRETCHING_MS)
        player = self.author.player()
        await player.is_ready()
        return player

    async def says_no(self) -> None:
        """Say no, which needs no playing."""
        await self.author.presses("agree-no")
        await self.author.sees_heading("answered-no-title", STRETCHING_MS)
        await self.author.looks("has-said-no-to-what-was-changed")
        await self.author.follows("appealed-look")
        await self.author.sees("agree-declined")

    async def plays_and_says_yes(self, player: Player) -> None:
        """Play it to its end: before, there is no yes."""
        yes = self.author.button("agree-yes")
        await expect(yes).to_be_disabled()
        await player.press_play()
        await expect(yes).to_be_enabled(timeout=PLAYED_MS)
        await self.author.looks("has-played-what-was-changed")
        await yes.click()
        await self.author.sees_heading("answered-yes-title", STRETCHING_MS)
        await self.author.looks("has-said-yes-to-what-was-changed")
        await self.author.follows("appealed-look")
        await self.author.sees("agree-agreed")
