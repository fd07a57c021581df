"""A reviewer who does not hear a recording sees it and reads what a colleague wrote down."""

from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from playwright.async_api import Playwright, expect

from service.client import sending
from service.client.items import until
from service.client.recalling import recall
from service.client.sending import FileKind
from service.client.signing_in import sign_in
from service.sealing.schemas import Decision
from service.sealing.statements import Statement, open_statement
from tests.browser.devices import open_device
from tests.browser.elsewhere import elsewhere
from tests.browser.facilitators import PLAYED_MS, Facilitator
from tests.browser.gallery import Gallery
from tests.browser.players import recording_on
from tests.browser.running import Service
from tests.browser.visitor import STRETCHING_MS
from tests.browser.words import words
from tests.factories.recordings import SPEECH_LIKE_SOUND, phone_video, record
from tests.factories.world import World

pytestmark = pytest.mark.timeout(300)

MADE_SAFE_S = 90
PARTS = ["0:00 He looks down. “I do not know where to begin.”\n\n", "0:01 A door closes. Ŵ\n"]


async def _waits_for_review(service: Service, world: World, path: Path, kind: FileKind) -> str:
    responsible = await elsewhere(service, world, "responsible")
    item = (await sending.send_recording(responsible, path, kind=kind)).item
    await until(responsible, item, {"with_facilitator"}, within_s=MADE_SAFE_S)
    return item


async def _writes_it_down(reader: Facilitator, item: str, text: str) -> None:
    """Keep a beginning, play it to the end, sign that it is all there, and put it back."""
    await reader.takes(item)
    main = reader.page.get_by_role("main")
    await main.get_by_text(words("transcribe"), exact=True).click()
    await reader.presses("transcribe-keep")
    await expect(reader.page.get_by_role("link", name=words("transcript-missing"))).to_be_visible()
    field = reader.page.get_by_label(words("transcript-title"), exact=True)
    await field.fill(text[:20])
    await expect(reader.button("transcribe-sign")).to_be_disabled()
    await reader.presses("transcribe-keep")
    await reader.sees("written-down-transcribing", STRETCHING_MS)
    await reader.looks("keeps-what-was-written-down-so-far")
    player = recording_on(main)
    await player.is_ready()
    await player.press_play()
    await expect(reader.button("transcribe-sign")).to_be_enabled(timeout=PLAYED_MS)
    await field.fill(text)
    await reader.looks("writes-down-what-is-heard")
    await reader.presses("transcribe-sign")
    await reader.sees("written-down-transcript", STRETCHING_MS)
    # What one wrote down oneself is nothing to go by.
    await reader.presses("watch-unheard")
    await reader.sees("transcript-by-own")
    await expect(reader.button("go-to-decision")).to_be_disabled()
    await reader.looks("may-not-go-by-their-own-words")
    await reader.puts_it_back()


async def _is_told_who_can(reader: Facilitator, item: str) -> None:
    """See that there is nothing to go by yet, and who can write it down and how."""
    await reader.takes(item)
    await reader.presses("watch-unheard")
    await reader.sees("transcript-none", STRETCHING_MS)
    await reader.sees("transcript-point-1")
    await expect(reader.button("go-to-decision")).to_be_disabled()
    await reader.looks("has-nothing-to-go-by-yet")
    await reader.puts_it_back()


async def _reads_every_part(reader: Facilitator) -> None:
    for number, part in enumerate(PARTS, start=1):
        name = words("paragraph-of", number=number, many=len(PARTS))
        region = reader.page.get_by_role("region", name=name, exact=True)
        await expect(region).to_contain_text(part.strip(), timeout=STRETCHING_MS)
        await expect(reader.button("go-to-decision")).to_be_disabled()
        await region.get_by_role("button").focus()
        await reader.page.keyboard.press("Enter")


async def test_a_recording_is_covered_by_seeing_it_and_reading_what_a_colleague_wrote_down(
    gallery: Gallery,
    world: World,
    service: Service,
    playwright: Playwright,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("recordings")
    film = phone_video(folder / "film.mp4", seconds=3)
    sound = record(folder / "sound.m4a", *SPEECH_LIKE_SOUND, "-c:a", "aac", "-t", "2")
    items: dict[FileKind, str] = {
        "video_message": await _waits_for_review(service, world, film, "video_message"),
        "recorded_message": await _waits_for_review(service, world, sound, "recorded_message"),
    }
    async with AsyncExitStack() as held:
        readers = []
        for name in ("asha", "ben"):
            device = await held.enter_async_context(
                open_device(playwright, tmp_path_factory.mktemp(name))
            )
            reader = Facilitator(device, service.address, gallery, name)
            known = world.credentials[name]
            reader.login, reader.passphrase = known.login, known.passphrase
            await reader.signs_in()
            readers.append(reader)
        asha, ben = readers
        await _is_told_who_can(ben, items["video_message"])
        for kind, item in items.items():
            await _writes_it_down(asha, item, "".join(PARTS))
            await ben.takes(item)
            await ben.presses("watch-unheard")
            player = recording_on(ben.page.get_by_role("main"))
            if kind == "video_message":
                await _reads_every_part(ben)
                # All was read, and nothing seen.
                await expect(ben.button("go-to-decision")).to_be_disabled()
                await ben.looks("has-read-and-not-seen-it")
                await player.is_ready()
                await player.element.evaluate("(element) => { element.muted = true; }")
                await player.press_play()
            else:
                await expect(player.element).to_have_count(0)
                await _reads_every_part(ben)
            await expect(ben.button("go-to-decision")).to_be_enabled(timeout=PLAYED_MS)
            await ben.looks(f"has-seen-and-read-a-{kind}")
            await ben.approves("approved-first-title")
        for reader in readers:
            assert reader.witness.faults == []
        assert [*gallery.too_wide, *gallery.barriers] == []
    who = world.credentials["asha"]
    checks = await sign_in(service.connect(), who.login, who.passphrase)
    for item in items.values():
        (decision,) = (await checks.transport.get(f"/items/{item}/evidence"))["decisions"]
        coverage = open_statement(Statement.from_wire(decision), Decision).coverage
        assert (coverage.unit, coverage.covered) == ("ms", coverage.total)
        assert len(coverage.transcript) == 32
    # Other files of the suite look into the same queue.
    author = await elsewhere(service, world, "responsible")
    for item in items.values():
        await recall(author, item)
