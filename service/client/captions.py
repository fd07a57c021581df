"""Captions of a recording: its author's side writes them, its recipient is shown them beside it.

Owns what is sent as captions, and the cues that a recipient's device shows. Refuses to send what no
device would show, and to show any by themselves.
"""

from dataclasses import dataclass
from typing import Final

from service.client.contents import open_contents
from service.client.errors import NotPossible
from service.client.hands import Hand, OwnHand
from service.client.items import Item
from service.client.items import item as look
from service.client.person import Person
from service.client.receiving import Opened
from service.client.sending import About, Sent, replace_captions
from service.client.sending import send_captions as send_written
from service.sealing.captions import CaptionsRefused, Cue, Why, in_one_form, read_captions
from service.sealing.evidence import Evidence
from service.sealing.schemas import CAPTIONS, RECORDINGS
from service.sealing.verify import Submitted, verify_grant
from service.sealing.verify_captions import cues_of, verify_captions
from service.sealing.verify_case import verify_case
from service.sealing.verify_item import verify_submitted

_NEXT: Final = frozenset({"returned", "lapsed"})

_WORDS = {
    Why.TOO_LARGE: "It is larger than 256 KiB.",
    Why.NOT_UTF_8: "It is not text in UTF-8.",
    Why.HIDDEN_CHARACTER: "It has a character that is not seen.",
    Why.NOT_NORMALISED: "It has characters in two pieces; save it in the form NFC.",
    Why.HEADER: "The first line is WEBVTT and no more, the second is empty.",
    Why.BLOCK: "There are cues and nothing else: no notes, styles or regions.",
    Why.TIMES: "A cue begins with its times, as in 00:01.000 --> 00:04.500.",
    Why.SETTINGS: "Nothing stands behind the times.",
    Why.BACKWARDS: "A cue ends after it begins.",
    Why.OUT_OF_ORDER: "Cues are in the order in which they begin.",
    Why.TOO_LATE: "The recording is over by then.",
    Why.NO_TEXT: "A cue has words.",
    Why.TOO_LONG: "A cue has at most 500 characters.",
    Why.TAG: "The words are plain: without < and without -->.",
    Why.ESCAPE: "The words are plain: write the character itself.",
    Why.TOO_MANY: "There are at most 5000 cues.",
    Why.NO_CUES: "There is no cue in it.",
}


def words_for(refused: CaptionsRefused) -> str:
    """Say why a text is not accepted as captions, and in which line."""
    where = f"Line {refused.line}: " if refused.line else ""
    return f"These are not captions that can be sent. {where}{_WORDS[refused.why]}"


@dataclass(frozen=True)
class Checked:
    """Captions in their one form, read for the rendition in force of a recording."""

    about: About
    text: bytes
    cues: tuple[Cue, ...]
    language: str


async def checked(author: Person | Hand, recording: str, raw: bytes) -> Checked:
    """Read captions for one's own recording as it is shown now, or of whom one acts for.

    Raises NotPossible `captions-refused` with the reason and the line, `no-recording`,
    `not-the-author`, and SealingError where the recording's papers do not hold.
    """
    submitted = await _own(_hand(author), recording)
    if submitted.manifest.kind not in RECORDINGS or submitted.rendition is None:
        raise NotPossible("no-recording", "Captions are of a recording.")
    text = in_one_form(raw)
    try:
        cues = read_captions(text, submitted.rendition.media.duration_ms)
    except CaptionsRefused as refused:
        raise NotPossible("captions-refused", words_for(refused)) from refused
    [made] = submitted.rendition_digests
    return Checked(About(recording, made), text, cues, submitted.manifest.language)


async def send_captions(
    author: Person | Hand, recording: str, raw: bytes, *, language: str | None = None
) -> Sent:
    """Seal and send captions of a recording; in the recording's language unless another is named.

    Raises as `checked`, and Refusal.
    """
    found = await checked(author, recording, raw)
    return await send_written(author, found.text, found.about, language=language or found.language)


async def send_again(author: Person | Hand, captions: str, raw: bytes) -> Sent:
    """Send captions in the place of earlier ones, for the rendition that is shown now.

    The next version of what was returned or lapsed, and else captions anew beside the same
    recording. Raises NotPossible `no-captions`, and as `send_captions`.
    """
    hand = _hand(author)
    before: Item = await look(hand.device, captions)
    if before.kind != CAPTIONS or before.relates_to is None or before.part != "author":
        raise NotPossible("no-captions", "These are no captions of whoever sends them.")
    if before.status not in _NEXT:
        return await send_captions(hand, before.relates_to, raw, language=before.language)
    found = await checked(hand, before.relates_to, raw)
    return await replace_captions(hand, captions, found.text, found.about)


def _hand(author: Person | Hand) -> Hand:
    return OwnHand(author) if isinstance(author, Person) else author


async def _own(hand: Hand, item: str) -> Submitted:
    device = hand.device
    await hand.case_in_force()
    evidence = Evidence.from_wire(await device.transport.get(f"/items/{item}/evidence"))
    submitted = verify_submitted(verify_case(evidence, device.pins), evidence, item)
    if submitted.manifest.author != hand.author:
        raise NotPossible("not-the-author", "This is not the item of whoever looks.")
    return submitted


@dataclass(frozen=True)
class Captions:
    """Captions that passed every check, for the recording that they are shown beside."""

    item: str
    language: str
    cues: tuple[Cue, ...]


async def captions_of(recipient: Person, opened: Opened) -> list[Captions]:
    """Return the captions to show beside a recording that this person has open, by language.

    Raises SealingError where any of them does not hold, `captions-invalid` where they are not of
    just this recording and rendition.
    """
    recording, now = opened.approved, recipient.clock()
    path = f"/items/{recording.manifest.item}/captions"
    answer = await recipient.transport.get(path)
    found = []
    for one in answer["captions"]:
        evidence, item = Evidence.from_wire(one["evidence"]), str(one["item"])
        approved = verify_captions(
            evidence, recipient.pins, recipient.identity, item, recording, now
        )
        await recipient.remember(approved.pins)
        key = verify_grant(approved, evidence, recipient.identity)
        contents = await open_contents(
            recipient.transport, key, approved.released, approved.manifest
        )
        async with contents:
            text = await contents.to_bytes()
        language = approved.manifest.language
        found.append(Captions(item, language, cues_of(text, recording.submitted)))
    return found
