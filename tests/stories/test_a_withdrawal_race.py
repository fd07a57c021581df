"""Story 4: she accepts an approved recording; its author withdraws a minute before she opens it.

Opening fails gently and blames nobody, and the trail is whole. That both are contacted afterwards
is the facilitator's to do: the service sends no notices yet, and the facilitator's view says why.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from service.client import receiving
from service.client.consenting import consent
from service.client.errors import Refusal
from service.client.items import item as look
from service.client.sending import send_recording
from tests.factories.acts import approved_by
from tests.factories.answers import blockers_shown
from tests.factories.in_process import InProcess
from tests.factories.media_hands import MADE, MediaHands
from tests.factories.verdicts import export_holds
from tests.factories.world import World
from tests.stories.claims import NEVER, Claim, closed_until, never_shown, only_told, unmoved
from tests.stories.telling import HARMED, RESPONSIBLE, SERVICE, STAFF, telling

STORY: Final = "4. A withdrawal race"
FACILITATOR: Final = "the facilitator"
FILE_NAME: Final = "sorry-take-seven.mp4"
HOUR, MINUTE = 3600, 60


@dataclass
class _Known:
    """What the story knows by now."""

    item: str = ""
    opens: int = NEVER
    withdrawn: bool = False


def _claims(known: _Known) -> list[Claim]:
    def items() -> dict[str, bytes]:
        return {known.item: MADE} if known.item else {}

    return [
        closed_until(
            "nothing of the recording reaches her before its window, or after it was withdrawn",
            (HARMED,),
            items,
            lambda: NEVER if known.withdrawn else known.opens,
        ),
        never_shown(
            "that anybody withdrew, and who, is never said to her",
            (HARMED,),
            lambda: {
                "a withdrawal": b"withdraw",
                "what stands in the way": b"consent-missing",
                "whose doing it is": b'"act"',
            },
        ),
        only_told(
            "its author is told that it is with the facilitator, and nothing of her",
            (RESPONSIBLE,),
            ("processing", "with_facilitator"),
        ),
        unmoved(
            "what its author sees never changes with what she does, or with offer and release",
            (RESPONSIBLE,),
            (HARMED, SERVICE),
        ),
        never_shown(
            "the author's name for the file never leaves his device",
            (HARMED, RESPONSIBLE, FACILITATOR),
            lambda: {"the file's name": FILE_NAME.removesuffix(".mp4").encode()},
        ),
    ]


async def test_a_recording_that_is_withdrawn_a_minute_before_it_is_opened_stays_closed(
    service: InProcess, world: World, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    file, known = tmp_path / FILE_NAME, _Known()
    file.write_bytes(b"stands for a recording " * 300)
    sides = {HARMED: world.harmed, RESPONSIBLE: world.responsible, FACILITATOR: world.asha}
    async with telling(request, STORY, service, sides, _claims(known)) as story:
        async with story.step("he records a message", by=RESPONSIBLE):
            known.item = (await send_recording(world.responsible, file)).item
        async with story.step("it is made safe, and watched to its end", by=STAFF):
            hands = await MediaHands(service, world).sign_in()
            await hands.hand_in(await hands.start(await hands.job_of(known.item)))
            await approved_by(world.asha, known.item)
        async with story.step("she is told that something has arrived", by=SERVICE):
            await service.serve_outbox()
        async with story.step("she accepts it for ten minutes from now", by=HARMED):
            known.opens = service.clock.now() + 10 * MINUTE
            await receiving.accept(
                world.harmed, known.item, "listen", from_=known.opens, window_s=HOUR
            )
        async with story.step("its time comes and it is released", by=SERVICE):
            await story.later(10 * MINUTE)
            await service.serve_outbox()
        assert (await look(world.harmed, known.item)).status == "ready"
        assert story.view(HARMED).opened[f"item {known.item}"] == MADE, "it could be opened now"
        async with story.step("he takes back that anything is sent", by=RESPONSIBLE):
            await consent(world.responsible, "send", "any", given="withdrawn")
            known.withdrawn = True
        async with story.step("a minute later she opens it", by=HARMED):
            await story.later(MINUTE)
            with pytest.raises(Refusal) as gently:
                await receiving.open_item(world.harmed, known.item)
        assert (gently.value.slug, gently.value.facts["blockers"]) == ("blocked", "not-now")
        async with story.step("the service looks again and releases nothing", by=SERVICE):
            await service.serve_outbox()
        blockers = [slug for slug, _, _ in await blockers_shown(world.asha, known.item)]
        assert blockers == ["author-consent-missing"], "the facilitator can see whom to call"
        counted = await export_holds(world, world.asha, tmp_path)
        assert (counted["releases"], counted["openings"]) == (1, 0)
        assert await _events(service, world, known.item) == [
            "item.accepted",
            "item.released",
            "person.consented",
        ]


async def _events(service: InProcess, world: World, item: str) -> list[str]:
    """Return what the trail has of this item's way from its acceptance on, and of his consent."""
    rows = await service.rows(
        "SELECT convert_from(entry, 'UTF8')::jsonb ->> 'event' AS event FROM trail_entry"
        " WHERE chain = $1 AND convert_from(entry, 'UTF8')::jsonb ->> 'subject' IN ($2, $3)"
        " ORDER BY number",
        world.case,
        item,
        world.responsible.id,
    )
    events = [row["event"] for row in rows]
    return events[events.index("item.accepted") :]
