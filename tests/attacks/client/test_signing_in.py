"""Whoever signs in opens their own vault with their own keys, or is told loudly that they cannot.

Nothing is ever made anew, and nothing is derived under a name that is not for the way in.
"""

import pytest

from service.client.signing_in import sign_in
from service.sealing.errors import Fault, SealingError
from tests.attacks.client.stage import TEXT, Stage
from tests.attacks.papers.entry import BEGIN, ENTRY_LIES, EntryLie
from tests.attacks.papers.form import changed
from tests.attacks.papers.keys import certified_anew
from tests.factories.acts import opened_text

pytestmark = pytest.mark.timeout(300)


async def _signs_in(stage: Stage) -> bytes:
    who = stage.world.credentials["harmed"]
    harmed = await sign_in(
        stage.connect(), who.login, who.passphrase, clock=stage.service.clock.now
    )
    assert harmed.identity == stage.world.harmed.identity
    return await opened_text(harmed, stage.letter)


@pytest.mark.parametrize("lie", ENTRY_LIES, ids=lambda one: one.name)
async def test_other_keys_are_never_taken_and_none_are_made(stage: Stage, lie: EntryLie) -> None:
    before = len(stage.server.asked)
    with stage.server.saying(lie.path, lie.change), pytest.raises(SealingError) as refused:
        await _signs_in(stage)
    assert refused.value.code == lie.fault
    asked = [one.url.partition("/api/v1")[2] for one in stage.server.asked[before:]]
    assert asked == ([BEGIN] if lie.path == BEGIN else [BEGIN, "/sign-in"])


async def test_a_certificate_with_other_keys_is_a_loud_error(stage: Stage) -> None:
    def lie(wire: dict[str, object]) -> dict[str, object]:
        return changed(
            wire,
            lambda shown, hand: certified_anew(shown, hand, "harmed", follows=False),
            stage.hand,
        )

    with (
        stage.server.saying(f"/cases/{stage.world.case}", lie),
        pytest.raises(SealingError) as refused,
    ):
        await _signs_in(stage)
    assert refused.value.code == Fault.OWN_KEY_REPLACED


async def test_left_alone_the_same_passphrase_opens_the_same_keys(stage: Stage) -> None:
    assert await _signs_in(stage) == TEXT
