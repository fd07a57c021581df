"""A server that answers a browser with something else than it holds.

Owns changing answers on their way, also those that a worker asks for. Refuses to touch what is
stored: what was changed here is gone with the block.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from playwright.async_api import BrowserContext, Route

Change = Callable[[Any], None]


@asynccontextmanager
async def answering(context: BrowserContext, glob: str, change: Change) -> AsyncIterator[None]:
    """Let `change` work on the JSON of every answer to a GET of `glob`, until left."""
    answered = asyncio.Condition()
    asked = 0

    async def answer(route: Route) -> None:
        nonlocal asked
        if route.request.method != "GET":
            await route.continue_()
            return
        asked += 1
        try:
            given = await route.fetch()
            body = await given.json()
            change(body)
            await route.fulfill(response=given, body=json.dumps(body))
        finally:
            asked -= 1
            async with answered:
                answered.notify_all()

    await context.route(glob, answer)
    try:
        yield
    finally:
        # A page may have said what it thinks of the first answer while it waits for a second.
        async with answered:
            await answered.wait_for(lambda: asked == 0)
        await context.unroute(glob, answer)


@asynccontextmanager
async def refusing(context: BrowserContext, glob: str) -> AsyncIterator[None]:
    """Let nothing that matches `glob` be answered, until left."""

    async def refuse(route: Route) -> None:
        await route.abort()

    await context.route(glob, refuse)
    try:
        yield
    finally:
        await context.unroute(glob, refuse)
