"""Story 1: a burglary, in Welsh. She accepts the letter for Saturday afternoon only.

With her sister there, unsigned, in Welsh. Told four times: she has an account or none, and so has
its author, who is in custody. Afterwards she asks the service to hold it, and its author sees none
of that.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from service.client import assisting, keeping, notes, receiving, sending, wishing
from service.client.errors import NotPossible, Refusal
from service.client.items import item as look
from service.client.practising import Entry, record
from service.client.wishing import Wishes
from service.sealing.errors import SealingError
from tests.factories.acts import approved_by, opened_text
from tests.factories.in_process import InProcess
from tests.factories.pairings import Pairing, paired
from tests.factories.verdicts import export_holds
from tests.factories.world import World
from tests.stories.claims import NEVER, Claim, closed_until, never_shown, only_told, unmoved
from tests.stories.telling import HARMED, RESPONSIBLE, SERVICE, STAFF, Telling, telling

LETTER: Final = b"Fi a dorrodd i mewn i'ch cartref chi. Roedd hynny'n anghywir.\n"
PRISON: Final = "HMP Berwyn"
SISTER: Final = "Fy chwaer Nia"
WISHES: Final = Wishes(named="Mrs Llŷr", sign=False, typed=True, more="Yn Gymraeg, plîs.")
HOUR, DAY, YEAR = 3600, 24 * 3600, 366 * 24 * 3600
# The epoch was a Thursday: of the seven days from then, Saturday is the third.
SATURDAY: Final = 2


@dataclass
class _Known:
    """What the story knows by now."""

    item: str = ""
    opens: int = NEVER


def _claims(known: _Known) -> list[Claim]:
    def items() -> dict[str, bytes]:
        return {known.item: LETTER} if known.item else {}

    return [
        closed_until(
            "nothing arrives before Saturday afternoon", (HARMED,), items, lambda: known.opens
        ),
        never_shown(
            "she is never shown a prison, that he is in one, or what it said",
            (HARMED,),
            lambda: {
                "the prison": PRISON.encode(),
                "that he is in custody": b"custody",
                "its clearance": b"clearance",
            },
        ),
        never_shown(
            "the word offender is in nothing that she is shown",
            (HARMED,),
            lambda: {"it": b"offender"},
        ),
        only_told(
            "its author is told only that it is with the facilitator",
            (RESPONSIBLE,),
            ("with_facilitator",),
        ),
        unmoved(
            "what its author sees never changes with what she does, or with offer and release",
            (RESPONSIBLE,),
            (HARMED, SERVICE),
        ),
        never_shown(
            "who is with her, and how she chose to hear, is never told to its author",
            (RESPONSIBLE,),
            lambda: {
                "her sister": SISTER.encode(),
                "her choice": b'"only-if-asked"',
                "her way": b"with-facilitator",
            },
        ),
    ]


@pytest.mark.parametrize("his", [True, False], ids=["he-has-an-account", "he-has-none"])
@pytest.mark.parametrize("hers", [True, False], ids=["she-has-an-account", "she-has-none"])
async def test_a_letter_is_read_on_the_afternoon_that_she_chose_and_not_sooner(
    service: InProcess,
    world: World,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    hers: bool,  # noqa: FBT001 - pytest gives it
    his: bool,  # noqa: FBT001 - pytest gives it
) -> None:
    pairing = await paired(service, world, {"harmed": hers, "responsible": his}, language="cy")
    known, told = _Known(), {True: "an account", False: "no account"}
    name = f"1. A burglary, in Welsh (she has {told[hers]}, he has {told[his]})"
    sides = {HARMED: pairing.harmed.device, RESPONSIBLE: pairing.responsible.device}
    async with telling(request, name, service, sides, _claims(known)) as story:
        await _before_the_letter(story, pairing)
        async with story.step("he writes, in Welsh", by=RESPONSIBLE):
            sent = await sending.send_letter(pairing.responsible.hand, LETTER, language="cy")
            known.item = sent.item
        async with story.step("Asha reads it whole and approves it", by=STAFF):
            await approved_by(pairing.world.asha, known.item)
        async with story.step("she is told that something has arrived", by=SERVICE):
            await service.serve_outbox()
        assert (await look(pairing.world.asha, known.item)).status == "offered"
        opens = _saturday_afternoon(service.clock.now())
        async with story.step("she accepts it for Saturday afternoon, with her sister", by=HARMED):
            known.opens = opens
            await _accepts(pairing, known)
        async with story.step("Friday passes", by=SERVICE):
            await story.later(opens - DAY - service.clock.now())
            await service.serve_outbox()
        await _is_not_there_yet(pairing, known)
        async with story.step("a second before the afternoon begins", by=SERVICE):
            await story.later(opens - 1 - service.clock.now())
            await service.serve_outbox()
        await _is_not_there_yet(pairing, known)
        async with story.step("it is Saturday afternoon", by=SERVICE):
            await story.later(1)
            await service.serve_outbox()
        async with story.step("her sister is there, and it is opened", by=HARMED):
            assert await _reads(pairing, known.item) == LETTER
        async with story.step("she asks the service to hold it", by=HARMED):
            await _has_it_held(pairing, known.item)
        await _is_before_nobody(pairing, known.item)
        async with story.step("a week passes, with its mornings", by=SERVICE):
            await story.later(7 * DAY)
            await service.serve_outbox()
        assert (await look(pairing.world.ben, known.item)).status == "held"
        await _is_before_nobody(pairing, known.item)
        counted = await export_holds(pairing.world, pairing.world.asha, tmp_path)
        assert (counted["offers"], counted["releases"]) == (1, 1)


async def _before_the_letter(story: Telling, pairing: Pairing) -> None:
    """Say what she wishes and how she wants to hear, and where he is; all of it to the team."""
    world, her, him = pairing.world, pairing.harmed, pairing.responsible
    async with story.step("where he is, and that they let it through, is recorded", by=STAFF):
        await record(
            world.asha,
            world.case,
            Entry("custody", "in-custody", person=him.person),
            Entry("clearance", "given", person=him.person, until=world.asha.clock() + YEAR),
        )
        await notes.write_note(world.asha, world.case, him.person, "place", PRISON)
    async with story.step("she says how she wants to be written to", by=HARMED):
        if her.own:
            await wishing.wish(her.device, WISHES)
        else:
            await wishing.wish_for(world.ben, world.case, her.person, WISHES)
    async with story.step("Asha reads it and passes it on", by=STAFF):
        assert await wishing.pass_on_wishes(world.asha, world.case, her.person) == WISHES
    if him.own:
        async with story.step("he reads what she asks for", by=RESPONSIBLE):
            assert await wishing.wishes_of_the_other(him.device) == [WISHES]
    # Where he has no account the facilitator tells his liaison: no route hands notes to those.
    async with story.step("she chooses to be told", by=HARMED):
        await her.chooses("tell-me")


async def _accepts(pairing: Pairing, known: _Known) -> None:
    """She accepts, for three hours; on her own device, or before Ben, who is with her."""
    world, her = pairing.world, pairing.harmed
    about, until = known.item, {"from_": known.opens, "window_s": 3 * HOUR}
    writer = her.device if her.own else world.ben
    await notes.write_note(writer, world.case, about, "supporter", SISTER)
    if her.own:
        await receiving.accept(her.device, about, "read", **until)
        return
    medium, manner = "with-facilitator", "in-person"
    await assisting.accept_for(world.ben, her.person, about, medium, manner=manner, **until)


async def _is_not_there_yet(pairing: Pairing, known: _Known) -> None:
    """Hold that neither her device nor any member of staff opens it to her now."""
    with pytest.raises((Refusal, SealingError)):
        await _reads(pairing, known.item)
    status = await look(pairing.world.asha, known.item)
    assert status.status == "accepted"


async def _reads(pairing: Pairing, item: str) -> bytes:
    her, ben = pairing.harmed, pairing.world.ben
    if her.own:
        return await opened_text(her.device, item)
    return await assisting.hand_over(ben, her.person, item, "read-aloud")


async def _has_it_held(pairing: Pairing, item: str) -> None:
    her, ben = pairing.harmed, pairing.world.ben
    if her.own:
        await keeping.keep(her.device, item, "hold")
    else:
        await keeping.keep_for(ben, her.person, item, "hold", manner="in-person")


async def _is_before_nobody(pairing: Pairing, item: str) -> None:
    """Hold that it is opened to her no more, and is not in her list, until she asks for it back."""
    with pytest.raises((Refusal, SealingError, NotPossible)):
        await _reads(pairing, item)
    if pairing.harmed.own:
        assert await receiving.incoming(pairing.harmed.device) == []
        assert [one.id for one in await keeping.held(pairing.harmed.device)] == [item]


def _saturday_afternoon(now: int) -> int:
    """Return when the next Saturday's afternoon begins, at two."""
    today = now // DAY
    return (today + (SATURDAY - today) % 7) * DAY + 14 * HOUR
