"""What stands in the way of a recording is told on its page before a byte of it is sent."""

from datetime import datetime, timedelta
from pathlib import Path

import asyncpg
import pytest
from playwright.async_api import Playwright, Request, expect

from service.client.cases import step
from service.client.consenting import consent
from service.domain.lifecycle import UNSENT_KEPT_SECONDS
from tests.api.test_resuming import FILM, broken_off
from tests.browser.gallery import Gallery
from tests.browser.own_case import both_prepared, own_case
from tests.browser.participants import Participant
from tests.browser.running import Service
from tests.browser.test_refusals import is_told_why
from tests.browser.visitor import STRETCHING_MS
from tests.browser.words import day, words
from tests.factories.recordings import phone_video
from tests.factories.world import World

pytestmark = pytest.mark.timeout(300)
SWEPT_WITHIN_MS = 60_000


def _sent_by(person: Participant) -> list[str]:
    """Note what this device sends from now on, other than questions."""
    sent: list[str] = []

    def noted(request: Request) -> None:
        if request.method not in {"GET", "HEAD"}:
            sent.append(f"{request.method} {request.url}")

    person.page.on("request", noted)
    return sent


async def _owner(service: Service) -> "asyncpg.Connection[asyncpg.Record]":
    url = service.stack.settings_env()["GOBETWEEN_OWNER_DATABASE_URL"]
    return await asyncpg.connect(url.replace("+asyncpg", ""))


async def _left_alone(service: Service, item: str) -> None:
    """Have it that nobody went on with an upload for long: the worker sweeps by itself."""
    owner = await _owner(service)
    await owner.execute(
        "UPDATE slice SET stored = 1 WHERE rendition IN (SELECT id FROM rendition"
        " WHERE item_id = $1)",
        item,
    )
    await owner.execute("UPDATE rendition SET created = 1 WHERE item_id = $1", item)
    await owner.execute("UPDATE item SET created = 1 WHERE id = $1", item)
    await owner.close()


async def _set_quota(service: Service, org: str, quota: int | None) -> None:
    owner = await _owner(service)
    await owner.execute("UPDATE room SET quota = $2 WHERE org = $1", org, quota)
    await owner.close()


async def test_a_recording_is_stopped_before_its_first_byte_and_before_the_rest_of_it(
    world: World,
    service: Service,
    gallery: Gallery,
    playwright: Playwright,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours = await own_case(world, service, gallery, playwright)
    people = await both_prepared(world, ours)
    film = tmp_path / "film.mp4"
    film.write_bytes(FILM)
    begun = await broken_off(people["responsible"], film, monkeypatch)
    monkeypatch.undo()
    async with ours.participant("responsible", tmp_path / "responsible") as author:
        await author.follows("task-record")
        await author.sees_heading("record-title")
        await step(world.ben, ours.case, "begin-closing")
        sent = _sent_by(author)
        await author.sends_a_file(phone_video(tmp_path / "phone.mp4"))
        await is_told_why(author, "case-not-open")
        await step(world.ben, ours.case, "reopen")
        await author.presses("try-again")
        await _set_quota(service, world.org, 0)
        await author.sends_a_file(phone_video(tmp_path / "phone.mp4"))
        assert "smaller than 1 GB" in await is_told_why(author, "no-room", gb=0)
        await _set_quota(service, world.org, None)

        kept_until = day(datetime.now().astimezone() + timedelta(seconds=UNSENT_KEPT_SECONDS))
        await author.page.goto(f"{service.address}/#/")
        line = words("status-author-draft-kept", day=kept_until)
        await expect(author.page.get_by_text(line)).to_be_visible(timeout=STRETCHING_MS)
        await author.looks("how-long-it-is-kept")
        await author.goes_to(begun)
        await author.sees("unsent-recording")
        await expect(author.page.get_by_text(words("unsent-kept", day=kept_until))).to_be_visible()
        await consent(people["responsible"], "send", "any", given="withdrawn")
        await author._field("same-file-label").set_input_files(film)
        await author.page.get_by_role("button", name=words("go-on-sending")).click()
        await is_told_why(author, "own-word-missing")
        assert sent == []

        await _left_alone(service, begun)
        await author.page.goto(f"{service.address}/#/")
        await expect(author.page.get_by_text(words("status-author-lapsed"))).to_be_visible(
            timeout=SWEPT_WITHIN_MS
        )
        await author.goes_to(begun)
        await author.sees("lapsed-what")
        await author.looks("nobody-went-on-with-it")
