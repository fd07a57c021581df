"""Of all that a server is told, and all that it logs, nothing is a key, a passphrase or content."""

import contextlib

import pytest

from service.client import receiving, reviewing
from service.client.errors import Refusal
from service.client.sending import send_letter
from service.client.signing_in import sign_in
from service.sealing.evidence import Evidence
from service.sealing.grants import open_grant
from tests.attacks.client.stage import Stage
from tests.browser.secrets_search import forms_of
from tests.factories.acts import approved_by, opened_text

pytestmark = pytest.mark.timeout(300)

WORDS = b"Only two people and a facilitator know of the blue bicycle.\n"


def _forms(secrets: list[bytes]) -> list[bytes]:
    return [
        form.encode("latin-1" if len(form) == len(secret) else "utf-8")
        for secret in secrets
        for form in forms_of(secret)
    ]


def _found(stage: Stage, since: int, forms: list[bytes]) -> list[str]:
    return [
        one.url
        for one in stage.server.asked[since:]
        if any(form in one.everything() for form in forms)
    ]


async def test_no_key_or_word_reaches_the_server_or_its_logs(
    stage: Stage, capfd: pytest.CaptureFixture[str]
) -> None:
    since, world, now = len(stage.server.asked), stage.world, stage.service.clock.now
    people = {}
    for name in ("harmed", "responsible", "asha", "ben"):
        who = world.credentials[name]
        people[name] = await sign_in(stage.connect(), who.login, who.passphrase, clock=now)
    item = (await send_letter(people["responsible"], WORDS)).item
    for reader in ("asha", "ben"):
        await approved_by(people[reader], item)
    await stage.service.serve_outbox()
    await receiving.accept(people["harmed"], item, "read")
    await stage.service.serve_outbox()
    assert await opened_text(people["harmed"], item) == WORDS
    papers = Evidence.from_wire(await people["harmed"].transport.get(f"/items/{item}/evidence"))
    (rendition, grant), *_ = papers.grants
    keys = [one.keys for one in people.values()]
    content_key = open_grant(grant, item, rendition, people["harmed"].keys.box_private)
    secrets = [
        content_key,
        WORDS,
        *(one.sign_seed for one in keys),
        *(one.box_private for one in keys),
        *(one._vault_key for one in people.values()),
        *(world.credentials[name].passphrase.encode() for name in people),
        *(world.credentials[name].recovery_code.encode() for name in people),
    ]
    forms = _forms(secrets)
    assert len(stage.server.asked) - since > 40
    assert _found(stage, since, forms) == []
    logged = "".join(capfd.readouterr()).encode()
    assert not any(form in logged for form in forms)
    # The control: a device that told any form of a key would be found.
    told, written = len(stage.server.asked), forms_of(content_key) - {content_key.decode("latin-1")}
    for form in written:
        with contextlib.suppress(Refusal):
            await people["harmed"].transport.post(
                "/sign-in/begin", {"login": form, "kind": "passphrase"}
            )
    assert len(_found(stage, told, forms)) == len(written)


async def test_reviewing_a_letter_asks_for_nothing_with_its_words(stage: Stage) -> None:
    since = len(stage.server.asked)
    reader = stage.device_of(stage.world.asha)
    async with await reviewing.review(reader, stage.waiting) as reading:
        text = await reading.read_letter()
    assert _found(stage, since, [text.encode()]) == []
    assert len(stage.server.asked) > since
