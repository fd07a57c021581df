"""What was decrypted is shown and never run; the names of a case are the team's own."""

import pytest
from playwright.async_api import Error, expect

from service.media.rendition import Rendition
from service.sealing.evidence import Evidence
from service.sealing.grants import seal_card
from service.sealing.encoding import b64
from service.sealing.schemas import RenditionStatement, Team
from service.sealing.statements import Statement, open_statement
from tests.attacks.papers.form import Hand, body_of, changed
from tests.attacks.papers.items import with_rendition
from tests.attacks.portal.stage import (
    HIDDEN,
    MARKUP,
    SCRIPT,
    VIDEO,
    Stage,
    goes_to,
    text_of,
    tries_to_open,
)
from tests.browser.words import words
from tests.factories.world import CARD

pytestmark = pytest.mark.timeout(300)

FORBIDDEN = 403


async def test_markup_in_a_letter_is_text_and_what_hides_in_it_is_shown(stage: Stage) -> None:
    recipient = stage.recipient
    await tries_to_open(recipient, stage.items[SCRIPT])
    letter = recipient.page.get_by_role("article", name=words("letter"), exact=True)
    await expect(letter).to_be_visible()
    text = await letter.text_content() or ""
    assert text.startswith(MARKUP)
    assert not any(one in text for one in HIDDEN)
    for one in HIDDEN:
        assert words("hidden-character", code=f"{ord(one):04X}") in text
    assert await letter.locator("*").count() == len(HIDDEN)
    assert await letter.locator("*:not(.gb-letter__hidden)").count() == 0
    assert await recipient.page.evaluate("() => globalThis.ran") is None
    assert recipient.witness.breaches() == []
    assert text_of(SCRIPT).startswith(text[: len(MARKUP)])


async def test_a_recording_that_is_called_a_page_is_played_and_never_shown_as_one(
    stage: Stage,
) -> None:
    """The turned pool says that its output is a page; the type that is served is one of two."""

    def forge(shown: Evidence, hand: Hand) -> Evidence:
        media = body_of(shown.rendition, RenditionStatement).media
        called = type(media)(**{**vars(media), "container": "text/html"})
        return with_rendition(shown, hand, hand.world.pool.keys.sign_seed, media=called)

    recipient, item = stage.recipient, stage.items[VIDEO]
    await tries_to_open(recipient, item, "recording")
    await recipient.player().is_ready()
    with stage.server.saying(
        f"/items/{item}/evidence", lambda wire: changed(wire, forge, stage.hand)
    ):
        await tries_to_open(recipient, item, "recording")
        player = recipient.player()
        await player.is_ready()
        address = await player.element.evaluate("(element) => element.currentSrc")
        served = await recipient.page.evaluate(
            """async (address) => Object.fromEntries(
                (await fetch(address, { headers: { Range: 'bytes=0-9' } })).headers)""",
            address,
        )
    assert served["content-type"] == "video/mp4"
    assert served["content-security-policy"].startswith("sandbox")
    assert served["x-content-type-options"] == "nosniff"
    assert served["cache-control"] == "no-store"
    tab = await recipient.device.context.new_page()
    try:
        answer = await tab.goto(address)
        assert answer is None or answer.status == FORBIDDEN
    except Error as error:
        assert "ERR_HTTP_RESPONSE_CODE_FAILURE" in str(error)  # noqa: PT017 - either is a refusal
    await expect(tab.locator("video")).to_have_count(0)
    await tab.close()


async def test_a_case_card_of_the_servers_names_nobody(stage: Stage) -> None:
    """Anybody can seal to the team's public key; which card it is, a facilitator signed."""
    case, reader = stage.world.case, stage.reader
    forged = "Somebody whom the server made up"

    def lie(wire: dict[str, object]) -> dict[str, object]:
        team = open_statement(Statement.from_wire(wire["team"]), Team)
        return {**wire, "card": b64(seal_card(case, team.key, forged))}

    async def looks() -> None:
        await reader.goes_home()
        await reader.page.evaluate("(id) => { location.hash = `/cases/${id}`; }", case)
        await expect(
            reader.page.get_by_role("heading", name=words("people-title"))
        ).to_be_visible()

    with stage.server.saying(f"/cases/{case}", lie):
        await looks()
        told = await reader.everything_on_screen()
        assert forged not in told
        assert CARD not in told
    await looks()
    assert CARD in await reader.everything_on_screen()
    await reader.goes_home()
