"""A liaison at their desk: for whom, what is in the way, a folder, and an upload that broke off."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio
from playwright.async_api import Playwright, Request, Response, Route, expect

from service.client.begun import begun, matching, send_or_go_on
from service.client.errors import Unreachable
from service.client.items import item as look
from service.client.items import items, until
from service.client.sending import send_recording
from service.sealing.container import CHUNK
from service.sealing.evidence import Evidence
from service.sealing.schemas import Manifest
from service.sealing.statements import open_statement
from tests.browser.custody import Custody, custody
from tests.browser.gallery import Gallery
from tests.browser.liaisons import Liaison, reference
from tests.browser.running import Service
from tests.browser.visitor import STRETCHING_MS
from tests.factories.originals import opened_original
from tests.factories.recordings import phone_video
from tests.factories.world import World

pytestmark = pytest.mark.timeout(400)

MADE_SAFE_S: Final = 120
# Eight slices as large as a slice may be.
LONG: Final = 8 * 32 * CHUNK
STORED_FIRST: Final = 2


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def there(
    world: World, service: Service, gallery: Gallery, playwright: Playwright
) -> AsyncIterator[Custody]:
    """The case, in which nobody has agreed for whom a liaison would send."""
    made = await custody(world, service, gallery, playwright)
    yield made
    assert [*gallery.too_wide, *gallery.barriers] == []


def _sound(path: Path, size: int, byte: int = 0) -> Path:
    """Something that begins as a WAV does, and no two mebibytes of which are alike."""
    with path.open("wb") as file:
        file.write(b"RIFF\xff\xff\xff\x7fWAVE")
        file.truncate(size)
        for at in range(1 << 20, size, 1 << 20):
            file.seek(at)
            file.write(b"piece %d of %d" % (at, byte))
    return path


def _slices_put(person: Liaison) -> list[str]:
    """Note the slices that this desk sends from now on."""
    sent: list[str] = []

    def noted(request: Request) -> None:
        if request.method == "PUT" and "/slices/" in request.url:
            sent.append(request.url)

    person.device.context.on("request", noted)
    return sent


async def test_nothing_is_chosen_before_they_have_agreed_and_it_says_who_takes_that_down(
    there: Custody, tmp_path: Path
) -> None:
    async with there.desk("first", tmp_path / "first") as liaison:
        await expect(liaison.page.get_by_text(reference(there.author)).first).to_be_visible()
        await liaison.sees("acting-nothing-yet")
        await liaison.looks("home-of-a-liaison")
        await liaison.begins_to_send_for(there.author)
        await liaison.sees("acting-in-the-way")
        for slug in ("author-consent-missing", "acknowledgement-missing"):
            await liaison.sees(f"acting-way-{slug}")
        await expect(liaison.page.locator("input[type=file]")).to_have_count(0)
        await liaison.looks("nothing-can-be-sent-yet")
        await there.agrees()
        await liaison.goes_home()
        await liaison.begins_to_send_for(there.author)
        await expect(liaison._field("send-files-label")).to_be_attached()
        # The plan has no letters on paper.
        await liaison.sees("acting-in-part")
        await liaison.looks("chooses-files")


async def test_a_folder_of_three_goes_the_oldest_first_and_each_is_its_own_item(
    there: Custody, world: World, tmp_path: Path
) -> None:
    await there.agrees()
    folder = tmp_path / "recorder"
    folder.mkdir()
    films = [phone_video(folder / "c.mp4", seconds=1), phone_video(folder / "a.mp4", seconds=2)]
    films.append(_sound(folder / "b.wav", 3 * CHUNK))
    for at, film in enumerate(films):
        os.utime(film, (1_700_000_000 + at, 1_700_000_000 + at))
    (folder / "list.txt").write_text("what is on this card")
    (folder / ".hidden").write_text("what a recorder keeps for itself")
    os.utime(folder / "list.txt", (1_600_000_000, 1_600_000_000))
    before = {one.id for one in await items(there.people["first"], "author")}
    async with there.desk("first", tmp_path / "first") as liaison:
        await liaison.begins_to_send_for(there.author)
        await liaison.chooses(folder, language="cy", folder=True)
        assert await liaison.files() == ["list.txt", "c.mp4", "a.mp4", "b.wav"]
        await liaison.is_told_of("list.txt", "send-outlook-refused", "not-sent-not-a-recording")
        await liaison.is_told_of("c.mp4", "acting-kind-video_message", "send-outlook-new")
        await liaison.is_told_of("b.wav", "acting-kind-recorded_message", "send-outlook-new")
        await liaison.looks("checks-the-files")
        await liaison.sends(3)
        await liaison.looks("files-have-arrived")
        addresses = list(liaison.witness.addresses)
    assert not any(name in url for url in addresses for name in ("a.mp4", "b.wav", "recorder"))
    new = [one for one in await items(there.people["first"], "author") if one.id not in before]
    # By what was asked of the service first: two may have been begun in one second.
    first = {one.id: next(at for at, url in enumerate(addresses) if one.id in url) for one in new}
    sent = sorted(new, key=lambda one: first[one.id])
    kinds = [one.kind for one in sent]
    assert kinds == ["video_message", "video_message", "recorded_message"]
    assert {one.language for one in sent} == {"cy"}
    for film, one in zip(films, sent, strict=True):
        async with opened_original(there.hand, one.id) as contents:
            assert await contents.to_bytes() == film.read_bytes()
        # Whose words they are, and as what a liaison signed for them.
        wire = await world.ben.transport.get(f"/items/{one.id}/evidence")
        signed = Evidence.from_wire(wire).manifest
        assert signed is not None
        manifest = open_statement(signed, Manifest)
        assert (manifest.author, manifest.capacity) == (there.author, "liaison")
        assert manifest.recipients == (there.people["harmed"].id,)
    for one in sent[:2]:
        await until(there.people["first"], one.id, ("with_facilitator",), within_s=MADE_SAFE_S)


async def test_what_broke_off_goes_on_at_a_colleagues_desk_and_nothing_stored_is_sent_again(
    there: Custody, tmp_path: Path
) -> None:
    await there.agrees()
    film, stored, enough = _sound(tmp_path / "long.wav", LONG, 1), set[str](), asyncio.Event()
    first = there.people["first"]

    def noted(response: Response) -> None:
        if response.request.method == "PUT" and "/slices/" in response.url and response.ok:
            stored.add(response.url)
            if len(stored) == STORED_FIRST:
                enough.set()

    async with there.desk("first", tmp_path / "first") as liaison:
        asked: list[Route] = []

        async def cut(route: Route) -> None:
            asked.append(route)
            if len(asked) <= STORED_FIRST:
                await route.continue_()

        await liaison.device.context.route("**/slices/*", cut)
        liaison.device.context.on("response", noted)
        await liaison.begins_to_send_for(there.author)
        await liaison.chooses(film)
        await liaison.begins(1)
        await asyncio.wait_for(enough.wait(), 60)
        await liaison.presses("sending-pause")
        await expect(liaison.button("sending-go-on")).to_be_visible()
        await liaison.looks("paused-for-somebody")
    (draft,) = [one for one in await items(first, "author") if one.status == "draft"]
    async with there.desk("colleague", tmp_path / "colleague") as colleague:
        await expect(
            colleague.page.get_by_role("main").get_by_text("kept until", exact=False)
        ).to_be_visible()
        await colleague.looks("something-was-begun")
        sent = _slices_put(colleague)
        await colleague.begins_to_send_for(there.author)
        await colleague.sees("send-begun")
        await colleague.chooses(film)
        await colleague.is_told_of("long.wav", "send-outlook-goes-on")
        await colleague.sends(1)
        await colleague.goes_home()
        await colleague.begins_to_send_for(there.author)
        await colleague.chooses(film)
        await colleague.is_told_of("long.wav", "send-outlook-sent-before")
        await colleague.sees("send-nothing")
        await colleague.looks("was-sent-before")
    assert {url.rpartition("/")[2] for url in sent}.isdisjoint(
        url.rpartition("/")[2] for url in stored
    )
    assert len(sent) == len(set(sent))
    assert (await look(first, draft.id)).status in {"processing", "failed"}
    async with opened_original(there.hand, draft.id) as contents:
        assert await contents.to_bytes() == film.read_bytes()


async def test_the_terminal_goes_on_with_what_the_page_began_and_the_page_with_the_terminals(
    there: Custody, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await there.agrees()
    of_the_page = _sound(tmp_path / "page.wav", 3 * 32 * CHUNK, 2)
    of_the_terminal = _sound(tmp_path / "terminal.wav", 12 * CHUNK, 3)
    colleague = there.hand.device
    put = colleague.transport.put_bytes

    async def breaking(path: str, content: bytes, *, repeat: bool = True) -> None:
        if path.endswith("/slices/1"):
            raise Unreachable
        await put(path, content, repeat=repeat)

    with monkeypatch.context() as patched:
        patched.setattr(colleague.transport, "put_bytes", breaking)
        patched.setattr(colleague.transport, "_patience_s", 0)
        patched.setattr("service.client.sending.SLICE_CHUNKS", 4)
        patched.setattr("service.client.sending.chunks_per_slice", _four_chunks)
        with pytest.raises(Unreachable):
            await send_recording(there.hand, of_the_terminal, kind="recorded_message")
    async with there.desk("first", tmp_path / "first") as liaison:
        begins = asyncio.Event()

        async def cut(route: Route) -> None:
            begins.set()

        await liaison.begins_to_send_for(there.author)
        await liaison.chooses(of_the_terminal)
        await liaison.is_told_of("terminal.wav", "send-outlook-goes-on")
        await liaison.sends(1)
        await liaison.goes_home()
        await liaison.device.context.route("**/slices/*", cut)
        await liaison.begins_to_send_for(there.author)
        await liaison.chooses(of_the_page)
        await liaison.begins(1)
        await asyncio.wait_for(begins.wait(), 60)
    known = await matching(await begun(there.hand), of_the_page)
    assert known is not None
    assert known.item.status == "draft"
    done = await send_or_go_on(
        there.hand, of_the_page, known, kind="recorded_message", language="en"
    )
    assert done.item == known.item.id
    again = await matching(await begun(there.hand), of_the_terminal)
    assert again is not None
    assert again.item.status != "draft"


async def _four_chunks(_transport: object, _most: int) -> int:
    return 4


async def test_a_file_that_cannot_be_used_is_told_and_another_takes_its_place(
    there: Custody, tmp_path: Path
) -> None:
    await there.agrees()
    broken = _sound(tmp_path / "broken.wav", 3 * CHUNK + 7, 4)
    async with there.desk("first", tmp_path / "first") as liaison:
        await liaison.begins_to_send_for(there.author)
        await liaison.chooses(broken)
        await liaison.sends(1)
        known = await matching(await begun(there.hand), broken)
        assert known is not None
        await until(there.people["first"], known.item.id, ("failed",), within_s=MADE_SAFE_S)
        await liaison.goes_home()
        await liaison.page.locator(f"a[href='#/items/{known.item.id}']").click()
        await liaison.sees("acting-status-failed")
        await liaison.looks("a-file-could-not-be-used")
        await liaison.follows("replace-recording")
        await liaison.sees_heading("send-instead-title")
        await liaison.looks("chooses-another-file")
        await liaison.replaces_with(phone_video(tmp_path / "better.mp4", seconds=1))
        found = await until(
            there.people["first"], known.item.id, ("with_facilitator",), within_s=MADE_SAFE_S
        )
        assert (found.version, found.kind) == (2, "video_message")
        await liaison.goes_home()
        await liaison.looks("home-once-something-was-sent")


async def test_it_goes_on_by_itself_after_the_connection_broke(
    there: Custody, tmp_path: Path
) -> None:
    await there.agrees()
    film = _sound(tmp_path / "short.wav", 5 * CHUNK, 5)
    async with there.desk("first", tmp_path / "first") as liaison:
        tries: list[str] = []

        async def broken(route: Route) -> None:
            tries.append(route.request.method)
            if route.request.method == "POST" and tries.count("POST") == 1:
                # It is begun, and the answer is lost on its way.
                await route.fetch()
                await route.abort()
            else:
                await route.continue_()

        await liaison.device.context.route(f"**/people/{there.author}/items", broken)
        before = len(await items(there.people["first"], "author"))
        await liaison.begins_to_send_for(there.author)
        await liaison.chooses(film)
        await liaison.sends(1)
    assert len(await items(there.people["first"], "author")) == before + 1
    assert tries.count("POST") == 1


async def test_a_liaison_of_another_team_finds_nothing(there: Custody, tmp_path: Path) -> None:
    (item, *_) = await items(there.people["first"], "author")
    async with there.desk("other", tmp_path / "other") as stranger:
        await stranger.sees("jobs-nobody")
        await stranger.looks("acts-for-nobody")
        everything = await stranger.everything_on_screen()
        assert there.author[:8] not in everything
        for address in (f"/send/{there.case}/{there.author}", f"/items/{item.id}"):
            await stranger.page.evaluate("(address) => { location.hash = address; }", address)
            await stranger.sees("trouble-not-found-what", STRETCHING_MS)
