"""Papers forged on their way to the real portal: it shows nothing, and says why.

The same letter, left alone, opens before all the attacks on it and after them; so does each attack's
honest twin, where it has one. What a reader or a player is shown is undone each time.
"""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.attacks.papers.approvals import APPROVALS
from tests.attacks.papers.form import Attack, changed
from tests.attacks.papers.items import ITEMS, RENDITIONS
from tests.attacks.papers.keys import KEYS
from tests.attacks.papers.standing import STANDING
from tests.attacks.portal.stage import (
    LETTER,
    VIDEO,
    WAITING,
    Stage,
    is_shown_nothing,
    opens,
    text_of,
    tries_to_open,
)
from tests.browser.words import words

pytestmark = pytest.mark.timeout(300)


def _name(attack: Attack) -> str:
    return attack.name


def _where(attacks: list[Attack], *at: str) -> list[Attack]:
    return [one for one in attacks if one.at in at]


RECIPIENT = [*APPROVALS, *KEYS, *ITEMS, *STANDING]


@pytest_asyncio.fixture(scope="module", loop_scope="session", autouse=True)
async def left_alone(stage: Stage) -> AsyncIterator[None]:
    """Nothing is stored by an attack on answers, so once before and once after shows it."""
    await opens(stage.recipient, stage.items, LETTER)
    yield
    await opens(stage.recipient, stage.items, LETTER)


@pytest.mark.parametrize("attack", _where(RECIPIENT, "recipient"), ids=_name)
async def test_a_recipient_is_shown_nothing(stage: Stage, attack: Attack) -> None:
    recipient, item = stage.recipient, stage.items[LETTER]
    told = len(stage.server.asked)
    with stage.server.saying(
        stage.path_of(attack), lambda wire: changed(wire, attack.forge, stage.hand)
    ):
        await tries_to_open(recipient, item)
        await is_shown_nothing(recipient, attack.fault)
    assert {one.method for one in stage.server.asked[told:]} == {"GET"}
    if attack.honest is not None and attack.honest not in stage.shown_honestly:
        stage.shown_honestly.add(attack.honest)
        await _opens_as_the_honest_twin_says(stage, attack)


async def _opens_as_the_honest_twin_says(stage: Stage, attack: Attack) -> None:
    """The same papers by whose word they should be: the same browser opens them."""
    honest = attack.honest
    assert honest is not None
    with (
        stage.server.losing("/me/vault"),
        stage.server.saying(stage.path_of(attack), lambda wire: changed(wire, honest, stage.hand)),
    ):
        await opens(stage.recipient, stage.items, LETTER)
    if attack.moves:
        # What it saw is not what is stored: this device begins again from its stored vault.
        await stage.recipient.locks()
        await stage.recipient.signs_in()


@pytest.mark.parametrize("attack", _where(RECIPIENT, "reader"), ids=_name)
async def test_a_reader_is_shown_nothing(stage: Stage, attack: Attack) -> None:
    reader, item = stage.reader, stage.items[WAITING]
    with stage.server.saying(
        stage.path_of(attack), lambda wire: changed(wire, attack.forge, stage.hand)
    ):
        await reader.page.evaluate("(item) => { location.hash = `/review/${item}`; }", item)
        await is_shown_nothing(reader, attack.fault)
        await expect(reader.button("go-to-decision")).to_have_count(0)
    await reader.goes_home()
    await reader.takes(item)
    assert await reader.reads_to_the_end() == text_of(WAITING)
    await reader.goes_home()


@pytest.mark.parametrize("attack", RENDITIONS, ids=_name)
async def test_a_recording_is_not_played(stage: Stage, attack: Attack) -> None:
    recipient, item = stage.recipient, stage.items[VIDEO]
    with stage.server.saying(
        stage.path_of(attack), lambda wire: changed(wire, attack.forge, stage.hand)
    ):
        await tries_to_open(recipient, item, "recording")
        await is_shown_nothing(recipient, attack.fault)
    await tries_to_open(recipient, item, "recording")
    player = recipient.player()
    await player.is_ready()
    assert await player.duration() > 1
    await expect(recipient.page.get_by_text(words("nothing-shown-title"))).to_have_count(0)
