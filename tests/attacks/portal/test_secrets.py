"""Of an unlocked browser, no key is in what the server is told, nor in what the page leaves."""

import pytest

from service.sealing.evidence import Evidence
from service.sealing.grants import open_grant
from tests.attacks.portal.stage import LETTER, Stage, opens, text_of
from tests.browser.secrets_search import forms_of, places_of

pytestmark = pytest.mark.timeout(300)


async def test_no_key_is_in_addresses_storage_caches_or_what_the_server_is_told(
    stage: Stage,
) -> None:
    await opens(stage.recipient, stage.items, LETTER)
    harmed, item = stage.world.harmed, stage.items[LETTER]
    papers = Evidence.from_wire(await harmed.transport.get(f"/items/{item}/evidence"))
    (rendition, grant), *_ = papers.grants
    content_key = open_grant(grant, item, rendition, harmed.keys.box_private)
    secrets = (content_key, harmed.keys.sign_seed, harmed.keys.box_private, harmed._vault_key)
    needles = {form for one in secrets for form in forms_of(one)} | {stage.recipient.passphrase}
    await stage.recipient.goes_home()
    faults = list(stage.recipient.witness.faults)
    assert await places_of(stage.recipient.device, needles) == []
    told = b"\n".join(one.everything() for one in stage.server.asked)
    assert len(told) > 10_000
    written = [one.encode() for one in needles - {one.decode("latin-1") for one in secrets}]
    assert not any(form in told for form in (*written, *secrets, text_of(LETTER).encode()))
    # The control: a key that is put somewhere is found there.
    planted = next(iter(forms_of(content_key) & {content_key.hex()}))
    await stage.recipient.page.evaluate(
        "async (text) => { sessionStorage.setItem('p', text); await fetch(`/api/v1/me?${text}`); }",
        planted,
    )
    assert "sessionStorage" in await places_of(stage.recipient.device, needles)
    assert any(planted.encode() in one.everything() for one in stage.server.asked)
    await stage.recipient.page.evaluate("() => sessionStorage.removeItem('p')")
    # Searching everything reads what was never meant to be read; those faults are the search's own.
    stage.recipient.witness.faults[:] = faults
