"""What stands in the way of a recording is told on its page before a byte of it is sent."""

from pathlib import Path

import asyncpg
import pytest
from playwright.async_api import Playwright, Request

from service.client.cases import step
from service.client.consenting import consent
from tests.api.test_resuming import FILM, broken_off
from tests.browser.gallery import Gallery
from tests.browser.own_case import both_prepared, own_case
from tests.browser.participants import Participant
from tests.browser.running import Service
from tests.browser.test_refusals import is_told_why
from tests.browser.words import words
from tests.factories.recordings import phone_video
from tests.factories.world import World

pytestmark = pytest.mark.timeout(300)


def _sent_by(person: Participant) -> list[str]:
    """Note what this device sends from now on, other than questions."""
    sent: list[str] = []

    def noted(request: Request) -> None:
        if request.method not in {"GET", "HEAD"}:
            sent.append(f"{request.method} {request.url}")

    person.page.on("request", noted)
    return sent


async def _set_quota(service: Service, org: str, quota: int | None) -> None:
    url = service.stack.settings_env()["GOBETWEEN_OWNER_DATABASE_URL"]
    owner = await asyncpg.connect(url.replace("+asyncpg", ""))
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

        await author.goes_to(begun)
        await author.sees("unsent-recording")
        await consent(people["responsible"], "send", "any", given="withdrawn")
        await author._field("same-file-label").set_input_files(film)
        await author.page.get_by_role("button", name=words("go-on-sending")).click()
        await is_told_why(author, "own-word-missing")
        assert sent == []
