"""Story 3: a boy of 16 writes that the window was open anyway; his worker writes down another.

It is returned with words, version 1 reaches nobody, two readers sign, his mother consents. He has
no account: his worker acts for him, counts as author-side and reads nothing for the case. His
mother has none either, so that she reads nothing; what a guardian may see is still to come.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from service.client import receiving, reviewing
from service.client.attesting import attest
from service.client.errors import Refusal
from service.client.items import item as look
from service.client.practising import Entry, record
from service.client.sending import replace_letter, send_letter
from service.client.tightening import ask_for_two_readers
from service.sealing.encoding import b64
from tests.factories.acts import approved_by, opened_text
from tests.factories.deciding import returned_by
from tests.factories.in_process import InProcess
from tests.factories.prisons import Custody
from tests.factories.verdicts import export_holds
from tests.stories.claims import NEVER, Claim, closed_until, never_shown, only_told, unmoved
from tests.stories.telling import HARMED, RESPONSIBLE, SERVICE, STAFF, telling

STORY: Final = "3. A returned letter"
FIRST: Final = b"Your window was open anyway, so I only climbed in.\n"
SECOND: Final = b"I climbed in at your window. I should never have done that.\n"
WORDS: Final = "Please think about how the first line will sound to her."
MINUTE, YEAR = 60, 366 * 24 * 3600


@dataclass
class _Known:
    """What the story knows by now; `first` is all that would betray version 1."""

    item: str = ""
    first: dict[str, bytes] = field(default_factory=dict)
    opens: int = NEVER


def _claims(known: _Known) -> list[Claim]:
    return [
        never_shown("version 1 never reaches the recipient", (HARMED,), lambda: known.first),
        never_shown(
            "no reason or word of a reader reaches the other side",
            (HARMED,),
            lambda: {"their words": WORDS.encode(), "the reason": b"blames", "it": b"returned"},
        ),
        closed_until(
            "nothing of version 2 reaches her before two have read it and her time has come",
            (HARMED,),
            lambda: {known.item: SECOND} if known.item else {},
            lambda: known.opens,
        ),
        never_shown(
            "his age, and that his mother was asked, are never said to her",
            (HARMED,),
            lambda: {"an age": b'"young"', "a guardian": b"guardian", "an until": b'"age"'},
        ),
        unmoved(
            "what his side sees never changes with what she does, or with offer and release",
            (RESPONSIBLE,),
            (HARMED, SERVICE),
        ),
        only_told(
            "his side is told that it was returned, then that it is with the facilitator",
            (RESPONSIBLE,),
            ("returned", "with_facilitator"),
        ),
    ]


async def test_what_was_returned_reaches_nobody_and_what_was_written_down_is_read_by_two(
    there: Custody, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    service, world, known = there.service, there.world, _Known()
    case, boy, worker = world.case, there.author, there.first.liaisons[0]
    await _is_sixteen(there)
    sides = {HARMED: world.harmed, RESPONSIBLE: worker}
    async with telling(request, STORY, service, sides, _claims(known)) as story:
        async with story.step("his worker sends what he wrote", by=RESPONSIBLE):
            sent = await send_letter(there.hand(there.first), FIRST)
            known.item = sent.item
            known.first = {
                "its text": FIRST,
                "its manifest": b64(sent.manifest).encode(),
                "its container": (await _container(service, sent.item)).encode(),
            }
        async with story.step("Asha returns it, with words", by=STAFF):
            await returned_by(world.asha, known.item, "blames", WORDS)
        assert (await look(worker, known.item)).reason == "blames"
        async with story.step("his worker writes down what he says now", by=RESPONSIBLE):
            await story.later(MINUTE)
            second = await replace_letter(there.hand(there.first), known.item, SECOND)
            at, about = service.clock.now(), second.manifest
            await attest(worker, case, boy, "agreement", manner="in-person", at=at, subject=about)
        assert second.version == 2
        with pytest.raises(Refusal) as kept_off:
            await reviewing.claim(worker, known.item)
        assert kept_off.value.slug == "forbidden", "whoever wrote it down does not read it"
        async with story.step("Asha approves it", by=STAFF):
            await approved_by(world.asha, known.item)
            await service.serve_outbox()
        assert await receiving.incoming(world.harmed) == [], "one reader is not enough"
        async with story.step("Ben approves it as well", by=STAFF):
            await approved_by(world.ben, known.item)
        async with story.step("she is told that something has arrived", by=SERVICE):
            await service.serve_outbox()
        async with story.step("she accepts it for a minute from now", by=HARMED):
            known.opens = service.clock.now() + MINUTE
            await receiving.accept(world.harmed, known.item, "read", from_=known.opens)
        async with story.step("her time comes", by=SERVICE):
            await story.later(MINUTE)
            await service.serve_outbox()
        async with story.step("she opens it", by=HARMED):
            assert await opened_text(world.harmed, known.item) == SECOND
        counted = await export_holds(world, world.ben, tmp_path)
        assert (counted["releases"], counted["openings"]) == (1, 1)


async def _is_sixteen(there: Custody) -> None:
    """Record his age and that his mother agrees; from then on two read whatever is sent."""
    world, boy = there.world, there.author
    until = there.service.clock.now() + YEAR
    await record(
        world.asha,
        world.case,
        Entry("age", "young", person=boy, until=until),
        Entry("guardian", "agreed", person=boy),
    )
    await ask_for_two_readers(world.asha, world.case)


async def _container(service: InProcess, item: str) -> str:
    return str(await service.value("SELECT id FROM rendition WHERE item_id = $1", item))
