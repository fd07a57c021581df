"""A person's own device: Chromium with a profile of its own, and a witness of what it reported.

Owns starting the browser and writing down its console, its answers and its breaches of policy.
Refuses to loosen the browser: nothing of its own protection is switched off but the process
sandbox, which cannot start as root in a container.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from playwright.async_api import (
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    Playwright,
    Request,
    Response,
    WebError,
    Worker,
)

from service.cli.bench_origin import QUIET

PROGRAMS: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ARGUMENTS: Final = (*QUIET, "--mute-audio")
DESKTOP: Final = (1280, 900)
BREACH: Final = "BREACH OF POLICY"
_LISTEN: Final = f"""
    addEventListener('securitypolicyviolation', (breach) => {{
        console.error('{BREACH}', breach.violatedDirective, breach.blockedURI, breach.sample);
    }}, true);
"""


@dataclass(frozen=True)
class Answer:
    """One answer that the browser was given."""

    url: str
    kind: str
    status: int
    headers: dict[str, str]
    from_player: bool


@dataclass
class Witness:
    """What a device reported while it was used."""

    console: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)

    def breaches(self) -> list[str]:
        """Return every report that the content policy or Trusted Types stopped something."""
        signs = (BREACH, "Content Security Policy", "Content-Security-Policy", "Trusted")
        return [line for line in self.console if any(sign in line for sign in signs)]


class Device:
    """One profile with one tab. Made by `open_device` only."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.context: Final = context
        self.page: Final = page
        self.witness: Final = Witness()
        context.on("console", self._said)
        context.on("weberror", self._failed)
        context.on("response", self._answered)
        context.on("request", self._asked)

    @property
    def workers(self) -> list[Worker]:
        """The tab's own workers."""
        return self.page.workers

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.witness.console.append(message.text)

    def _failed(self, fault: WebError) -> None:
        self.witness.faults.append(str(fault.error))

    def _asked(self, request: Request) -> None:
        self.witness.addresses.append(request.url)

    def _answered(self, response: Response) -> None:
        self.witness.answers.append(
            Answer(
                response.url,
                response.request.resource_type,
                response.status,
                response.headers,
                response.from_service_worker,
            )
        )


@asynccontextmanager
async def open_device(playwright: Playwright, profile: Path) -> AsyncIterator[Device]:
    """Start a browser over `profile`; it is ended when left."""
    context = await playwright.chromium.launch_persistent_context(
        profile,
        executable_path=browser_program(),
        args=list(ARGUMENTS),
        viewport={"width": DESKTOP[0], "height": DESKTOP[1]},
        locale="en-GB",
        timezone_id="Europe/London",
    )
    try:
        await context.add_init_script(_LISTEN)
        context.set_default_timeout(30_000)
        yield Device(context, context.pages[0])
    finally:
        await _closed(context)


def browser_program() -> str:
    """Return the path of the Chromium that this machine has."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        raise FileNotFoundError("There is no browser: apt-get install chromium")
    return found


async def _closed(context: BrowserContext) -> None:
    try:
        await context.close()
    except Error as error:
        # One that has crashed is closed; the test that used it says so itself.
        if "closed" not in str(error):
            raise
