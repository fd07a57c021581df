"""The tour: a letter and a recording from one person, through review, to the other.

Owns who acts when, and what the report says of each item. Everything is done through the public
API by the person whose act it is; the report's facts are measured on what the recipient opened.
"""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from service.cli.demo_founding import FACILITATORS, HARMED, RESPONSIBLE
from service.cli.demo_inputs import FileSource, Inputs, sha256_of
from service.cli.demo_measuring import measure
from service.cli.demo_people import Account, Demo
from service.cli.demo_report import DemoError, ItemReport, Report
from service.client import receiving, reviewing, sending
from service.client.contents import Contents
from service.client.items import Item, until
from service.client.person import Person
from service.client.signing_in import sign_in
from service.client.transport import Transport

WITHIN_S: Final = 60.0
MADE_WITHIN_S: Final = 4 * 3600.0
_REASONS: Final = {
    "empty-file": "the file is empty",
    "not-a-recording": "it is not a recording that this service knows",
    "not-a-scan": "it is not a picture or a PDF",
    "kind-not-accepted": "this kind of file is not accepted",
    "codec-not-accepted": "its picture or sound is stored in a way that is not accepted",
    "too-large": "it is too large",
    "too-long": "it is too long",
    "too-many-tracks": "it has too many tracks",
    "too-many-pages": "it has more than a hundred pages",
    "picture-too-large": "its picture is too large",
    "sound-not-accepted": "its sound is stored in a way that is not accepted",
    "no-sound-or-picture": "it has neither sound nor picture",
    "damaged": "it is damaged or not whole",
    "took-too-long": "making it safe took too long",
    "gave-up": "making it safe failed several times",
}


@dataclass(frozen=True)
class Everyone:
    """The people of the tour, each signed in over a connection of their own."""

    readers: tuple[Person, Person]
    harmed: Person
    responsible: Person


async def everyone_signs_in(
    sessions: AsyncExitStack, address: str, demo: Demo, report: Report
) -> Everyone:
    """Sign everyone in; their vaults open with their passphrases and match their certified keys."""

    async def one(account: Account) -> Person:
        with report.step(account.name, "signs in; their vault opens on their side"):
            transport = await sessions.enter_async_context(Transport(address))
            return await sign_in(transport, account.login, account.passphrase)

    ann = await one(demo.account("facilitator"))
    ben = await one(demo.account("facilitator", 1))
    harmed = await one(demo.account("harmed"))
    return Everyone((ann, ben), harmed, await one(demo.account("responsible")))


async def carry_letter(people: Everyone, inputs: Inputs, out: Path | None, report: Report) -> None:
    """Carry the letter across; the report's `letter` says what became of it."""
    text = inputs.letter
    with report.step(RESPONSIBLE, "writes a letter; it is sealed on their side and sent"):
        sent = await sending.send_letter(people.responsible, text)
    found = report.letter = ItemReport(
        sent.item, "letter", sha256_of(lambda at, length: text[at : at + length], len(text))
    )
    found.state = "awaiting_review"
    await _review(people.readers[0], (FACILITATORS[0], found), report)
    async with await _receive(people.harmed, found, "read", report) as opened:
        content = await opened.contents.to_bytes()
        if out is not None:
            await opened.contents.to_file(out / "letter.txt")
        found.opened_sha256 = await _digest(opened.contents)
        found.opened, found.verified = True, content == text
        found.state = "opened"
    if not found.verified:
        raise DemoError("The letter that was opened is not the letter that was written.")


async def carry_recording(
    people: Everyone, inputs: Inputs, out: Path | None, report: Report
) -> None:
    """Carry the recording across; the report's `video` says what became of it."""
    path, kind = inputs.recording, inputs.recording_kind
    what = "a video" if kind == "video_message" else "a recorded message"
    with report.step(RESPONSIBLE, f"sends {what}; it is sealed on their side in pieces"):
        sent = await sending.send_recording(people.responsible, path, kind=kind)
    found = report.video = ItemReport(sent.item, kind, await asyncio.to_thread(_file_digest, path))
    found.state = "processing"
    with report.step("Media worker", "makes a rendition that is safe to release"):
        await _made(people.responsible, found, report)
    await _review(people.readers[1], (FACILITATORS[1], found), report)
    async with await _receive(people.harmed, found, "listen", report) as opened:
        found.opened_sha256 = await _digest(opened.contents)
        facts = await measure(opened.contents)
        if out is not None:
            await opened.contents.to_file(out / f"recording.{facts.container}")
        found.opened = found.verified = True
        found.state = "opened"
    found.duration_s = facts.duration_ms / 1000
    found.container, found.metadata = facts.container, facts.metadata
    found.video_codec, found.audio_codec = facts.video_codec, facts.audio_codec
    facts.check(inputs.declared_ms)


async def _review(reader: Person, what: tuple[str, ItemReport], report: Report) -> None:
    name, found = what
    with report.step(name, "takes it from the review queue"):
        waiting = await reviewing.queue(reader)
        if found.id not in {one.id for one in waiting}:
            raise DemoError("The item is not in the review queue.")
        await reviewing.claim(reader, found.id)
        found.state = "in_review"
    is_letter = found.kind == "letter"
    with report.step(name, "reads it to the end" if is_letter else "watches it to the end"):
        reading = await reviewing.review(reader, found.id)
        async with reading:
            if is_letter:
                await reading.read_letter()
            else:
                await reading.watch()
    with report.step(name, "approves it and seals its key to the recipient"):
        await reviewing.approve(reading)
        found.state = "approved"


async def _receive(
    recipient: Person, found: ItemReport, medium: receiving.Medium, report: Report
) -> receiving.Opened:
    with report.step(HARMED, "is told that something has arrived"):
        await receiving.until_arrived(recipient, found.id, within_s=WITHIN_S)
        found.state = "offered"
    with report.step(HARMED, "checks who approved it and accepts it for the coming week"):
        await receiving.accept(recipient, found.id, medium)
        found.state = "accepted"
    with report.step("Service", "checks every rule again and releases it"):
        await receiving.until_ready(recipient, found.id, within_s=WITHIN_S)
        found.state = "released"
    with report.step(HARMED, "opens it; every signature and digest is verified first"):
        return await receiving.open_item(recipient, found.id)


async def _made(author: Person, found: ItemReport, report: Report) -> None:
    """Wait for the rendition as its author would, seeing the progress."""
    tenth = 0

    async def tell(item: Item) -> None:
        nonlocal tenth
        if item.processing is not None and item.processing.permille // 100 > tenth:
            tenth = item.processing.permille // 100
            report.say(f"      {tenth * 10} %")

    wanted = {"with_facilitator", "failed"}
    item = await until(author, found.id, wanted, within_s=MADE_WITHIN_S, on_change=tell)
    if item.status == "failed":
        found.state = "failed"
        reason = item.processing.reason if item.processing else None
        words = _REASONS.get(reason or "", reason or "no reason was given")
        raise DemoError(f"The recording was not accepted: {words}. It stays its author's.")
    found.state = "awaiting_review"


async def _digest(contents: Contents) -> str:
    return await asyncio.to_thread(sha256_of, contents.reader.read, contents.size)


def _file_digest(path: Path) -> str:
    source = FileSource(path)
    try:
        return sha256_of(source.read, source.size)
    finally:
        source.close()
