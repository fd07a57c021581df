"""What an old phone must fetch before anything shows: little, and nothing of sealing."""

import gzip
from pathlib import Path

import pytest
from playwright.async_api import Playwright

from tests.browser.devices import open_device
from tests.browser.running import Service
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.timeout(300)

AT_MOST = 40_000
VAULT = "/assets/vault-"


async def test_the_first_screen_takes_little_script_and_leaves_sealing_to_the_vault(
    service: Service, playwright: Playwright, tmp_path: Path
) -> None:
    async with open_device(playwright, tmp_path / "profile") as device:
        await Visitor(device, service.address).opens_the_portal()
        urls = {one.url for one in device.witness.answers if one.url.endswith(".js")}
        scripts = [
            await (await device.context.request.get(url)).body()
            for url in sorted(urls)
            if VAULT not in url
        ]
    assert len(scripts) > 1
    assert sum(len(gzip.compress(script)) for script in scripts) <= AT_MOST
    assert not any(b"signer-removed" in script or b"libsodium" in script for script in scripts)
