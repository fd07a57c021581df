"""The published vectors, performed by the TypeScript side in a worker of a real Chromium."""

import json

from playwright.sync_api import Browser, expect

from tests.browser.bench import Origin, browser, origin, page_at
from tests.vectors.making.form import counts_for_a_page

__all__ = ["browser", "origin"]

PATIENCE_MS = 60_000


def test_every_vector_for_a_page_holds_in_chromium(browser: Browser, origin: Origin) -> None:
    counts = counts_for_a_page()
    with page_at(browser, f"{origin.address}/vectors.html") as page:
        expect(page).to_have_title("Done", timeout=PATIENCE_MS)
        tally = json.loads(page.locator("#result").inner_text())
    assert tally["differences"] == []
    assert tally["counts"] == counts
    assert sum(counts.values()) > 1600


def test_sealing_does_not_run_without_its_own_policy(browser: Browser, origin: Origin) -> None:
    allowed = origin.vault_policy
    origin.vault_policy = allowed.replace(" 'wasm-unsafe-eval'", "")
    try:
        with page_at(browser, f"{origin.address}/vectors.html") as page:
            expect(page).to_have_title("Failed", timeout=PATIENCE_MS)
            assert "WebAssembly" in page.locator("#result").inner_text()
    finally:
        origin.vault_policy = allowed
