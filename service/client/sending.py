"""What an author does: send a letter, recording or scan, go on with one, replace one.

Or whoever acts for an author without an account (`hands`). Owns sealing to the author's side, the
case's team and, but for letters, the worker pool. Refuses to seal to anyone else: a recipient's
grant is the facilitator's act, after reading.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from service.client.case_files import pool_of
from service.client.errors import NotPossible
from service.client.hands import Hand, OwnHand
from service.client.items import Item, item
from service.client.link import chunks_per_slice
from service.client.person import Person
from service.client.plaintext import Letter, Plaintext, Recording
from service.client.upload import SLICE_CHUNKS, Outgoing, Progress, no_progress, upload
from service.sealing.container import (
    ContainerSealer,
    DigestTable,
    new_content_key,
    resumable_salt,
    slice_length,
)
from service.sealing.encoding import b64, new_id, unb64
from service.sealing.grants import seal_grant, seal_resume
from service.sealing.schemas import AS_WRITTEN, CAPTIONS, LETTER, ContainerRef, Manifest
from service.sealing.statements import Statement, sign
from service.sealing.verify import VerifiedCase

FileKind = Literal["recorded_message", "video_message", "scan"]

DRAFT: Final = "draft"
_CARRIED_ANYHOW: Final = 512 * 1024
"""Bytes for which no link is measured: that would cost as much as it saves."""


@dataclass(frozen=True)
class Sent:
    """An item that the service has whole and that its author has signed."""

    item: str
    kind: str
    version: int
    manifest: bytes


@dataclass(frozen=True)
class About:
    """Of which recording captions are, and of which rendition, by its statement's digest."""

    recording: str = ""
    timed_by: bytes = b""

    def wire(self) -> dict[str, str]:
        """Return what the service is told of it: nothing of what is no captions."""
        told = {"relates_to": self.recording, "timed_by": b64(self.timed_by)}
        return {key: value for key, value in told.items() if value}


_NOTHING: Final = About()


@dataclass(frozen=True)
class _Draft:
    """An item on its way: its ids, its key, and what it is."""

    case: str
    item: str
    rendition: str
    kind: str
    language: str
    recipients: tuple[str, ...]
    content_key: bytes
    digest: bytes
    length: int
    slice_chunks: int
    by_address: bool = False
    about: About = _NOTHING

    def sealer(self) -> ContainerSealer:
        salt = resumable_salt(self.content_key, self.digest, self.length)
        return ContainerSealer(
            self.content_key, self.case, self.item, self.rendition, self.length, salt
        )


async def send_letter(
    author: Person | Hand,
    text: bytes,
    *,
    language: str = "en",
    on_progress: Progress = no_progress,
) -> Sent:
    """Seal and send a letter, byte for byte, to everyone on the other side of the case."""
    return await _send(_hand(author), Letter(text), (LETTER, language), on_progress)


async def send_captions(author: Person | Hand, text: bytes, about: About, *, language: str) -> Sent:
    """Seal and send captions of a recording, byte for byte; `captions.py` says what they may be."""
    what = (CAPTIONS, language)
    return await _send(_hand(author), Letter(text), what, no_progress, about)


async def replace_captions(author: Person | Hand, item_id: str, text: bytes, about: About) -> Sent:
    """Send other captions in place of some that were returned or lapsed: the next version."""
    return await _replace(_hand(author), item_id, Letter(text), CAPTIONS, no_progress, about)


async def send_recording(
    author: Person | Hand,
    path: Path,
    *,
    kind: FileKind = "video_message",
    language: str = "en",
    on_progress: Progress = no_progress,
) -> Sent:
    """Seal and send a recording, or a scan by its kind.

    The file is read in pieces and its name stays here.
    Raises NotPossible `unreadable-file` or `file-changed`.
    """
    with Recording(path) as recording:
        return await _send(_hand(author), recording, (kind, language), on_progress)


async def resume_upload(
    author: Person | Hand, item_id: str, path: Path, *, on_progress: Progress = no_progress
) -> Sent:
    """Go on with an upload that broke off, from this or another process, with the same file.

    Raises NotPossible `other-file` when it is not the file that was begun with, and
    `nothing-to-resume` when the item is not a draft of this author's.
    """
    hand = _hand(author)
    found = await item(hand.device, item_id)
    begun = found.part == "author" and found.status == DRAFT and found.kind != CAPTIONS
    if not begun or found.rendition is None:
        raise NotPossible("nothing-to-resume", "There is no upload of this item to go on with.")
    stored = await hand.device.transport.get(f"/renditions/{found.rendition}")
    case = await hand.case_in_force()
    content_key, digest, length = hand.open_resume(
        case, unb64(stored["resume"]), found.id, found.rendition
    )
    with Recording(path) as file:
        by_address = await _ask(hand, case, found.kind, file.size, item=found.id)
        if file.size != length or await asyncio.to_thread(file.digest) != digest:
            raise NotPossible("other-file", "This is not the file that the upload began with.")
        draft = _Draft(
            case=case.newest.case,
            item=found.id,
            rendition=found.rendition,
            kind=found.kind,
            language=found.language,
            recipients=_other_side(case, hand),
            content_key=content_key,
            digest=digest,
            length=length,
            slice_chunks=int(stored["slice_chunks"]),
            by_address=by_address,
        )
        if set(found.recipients) != set(draft.recipients):
            raise NotPossible("recipients-changed", "The people of the case have changed since.")
        present = _whole_slices(stored["slices"], draft)
        return await _carry(hand, draft, file, (found.version, present, on_progress))


async def replace_recording(
    author: Person | Hand,
    item_id: str,
    path: Path,
    *,
    kind: FileKind = "video_message",
    on_progress: Progress = no_progress,
) -> Sent:
    """Send another recording or scan in place of one that failed or was returned."""
    with Recording(path) as recording:
        return await _replace(_hand(author), item_id, recording, kind, on_progress)


async def replace_letter(
    author: Person | Hand,
    item_id: str,
    text: bytes,
    *,
    on_progress: Progress = no_progress,
) -> Sent:
    """Send another letter in place of what was returned; the item's next version."""
    return await _replace(_hand(author), item_id, Letter(text), LETTER, on_progress)


async def _replace(
    hand: Hand,
    item_id: str,
    plaintext: Plaintext,
    kind: str,
    on_progress: Progress,
    about: About = _NOTHING,
) -> Sent:
    found = await item(hand.device, item_id)
    case = await hand.case_in_force()
    by_address = await _ask(hand, case, kind, plaintext.size, item=found.id)
    draft = await _new_draft(hand, case, plaintext, (kind, found.language, found.id), about)
    draft = replace(draft, by_address=by_address)
    timed = {key: value for key, value in about.wire().items() if key == "timed_by"}
    wire = await hand.device.transport.post(
        f"/items/{found.id}/versions",
        {"kind": kind, "upload": _upload_wire(hand.box(case), draft), **timed},
    )
    version = Item.from_wire(wire).version
    return await _carry(hand, draft, plaintext, (version, (), on_progress))


def _hand(author: Person | Hand) -> Hand:
    return OwnHand(author) if isinstance(author, Person) else author


async def _send(
    hand: Hand,
    plaintext: Plaintext,
    what: tuple[str, str],
    on_progress: Progress,
    about: About = _NOTHING,
) -> Sent:
    case = await hand.case_in_force()
    by_address = await _ask(hand, case, what[0], plaintext.size)
    draft = await _new_draft(hand, case, plaintext, (*what, new_id()), about)
    draft = replace(draft, by_address=by_address)
    wire = await hand.device.transport.post(
        f"/cases/{draft.case}{hand.place}/items",
        {
            "item": draft.item,
            "kind": draft.kind,
            "language": draft.language,
            "recipients": list(draft.recipients),
            "in_reply_to": None,
            "upload": _upload_wire(hand.box(case), draft),
            **about.wire(),
        },
        repeat=True,
    )
    version = Item.from_wire(wire).version
    return await _carry(hand, draft, plaintext, (version, (), on_progress))


async def _ask(hand: Hand, case: VerifiedCase, kind: str, length: int, *, item: str = "") -> bool:
    """Raise Refusal now where this could not be begun, or sent once it was.

    Before a large file is read and the link measured. What is small is begun at once, and answered
    the same. Return whether its slices may go to the object store itself.
    """
    if length <= _CARRIED_ANYHOW:
        return False
    about: dict[str, str | int] = {"item": item} if item else {}
    path = f"/cases/{case.newest.case}{hand.place}/sending"
    said = await hand.device.transport.get(path, kind=kind, length=length, **about)
    return bool(said.get("by_address"))


async def _new_draft(
    hand: Hand,
    case: VerifiedCase,
    plaintext: Plaintext,
    what: tuple[str, str, str],
    about: About,
) -> _Draft:
    kind, language, item_id = what
    return _Draft(
        case=case.newest.case,
        item=item_id,
        rendition=new_id(),
        kind=kind,
        language=language,
        recipients=_other_side(case, hand),
        content_key=new_content_key(),
        digest=await asyncio.to_thread(plaintext.digest),
        length=plaintext.size,
        slice_chunks=await _slice_chunks(hand, plaintext),
        about=about,
    )


async def _slice_chunks(hand: Hand, plaintext: Plaintext) -> int:
    if plaintext.size <= _CARRIED_ANYHOW:
        return SLICE_CHUNKS
    return await chunks_per_slice(hand.device.transport, SLICE_CHUNKS)


def _upload_wire(box: bytes, draft: _Draft) -> dict[str, Any]:
    note = seal_resume(
        draft.item,
        draft.rendition,
        box,
        draft.content_key,
        draft.digest,
        draft.length,
    )
    return {
        "rendition": draft.rendition,
        "padded": draft.sealer().padded,
        "slice_chunks": draft.slice_chunks,
        "resume": b64(note),
    }


async def _carry(
    hand: Hand,
    draft: _Draft,
    plaintext: Plaintext,
    rest: tuple[int, Sequence[int], Progress],
) -> Sent:
    version, present, on_progress = rest
    sealer = draft.sealer()
    outgoing = Outgoing(
        draft.rendition, sealer, plaintext.read, draft.slice_chunks, draft.by_address
    )
    table = await upload(hand.device.transport, outgoing, present=present, on_progress=on_progress)
    plaintext.check_unchanged()
    # Looked at again: an upload may take hours, and what is signed names the case as it is now.
    case = await hand.case_in_force()
    if set(_other_side(case, hand)) != set(draft.recipients):
        raise NotPossible("recipients-changed", "The people of the case have changed since.")
    manifest = _manifest(hand, case, draft, (version, table))
    grantees = {"author": hand.box(case), "team": case.team.key}
    if draft.kind not in AS_WRITTEN:
        grantees["pool"] = pool_of(case).box
    await hand.device.transport.post(
        f"/items/{draft.item}/submission",
        {
            "manifest": manifest.to_wire(),
            "grants": [
                {
                    "grantee": name,
                    "rendition": draft.rendition,
                    "grant": b64(seal_grant(draft.item, draft.rendition, key, draft.content_key)),
                }
                for name, key in grantees.items()
            ],
        },
        repeat=True,
    )
    return Sent(draft.item, draft.kind, version, manifest.digest)


def _manifest(
    hand: Hand, case: VerifiedCase, draft: _Draft, made: tuple[int, DigestTable]
) -> Statement:
    version, table = made
    body = Manifest(
        case=draft.case,
        item=draft.item,
        author=hand.author,
        case_statement=case.newest_digest,
        version=version,
        kind=draft.kind,
        language=draft.language,
        capacity=hand.capacity,
        recipients=draft.recipients,
        containers=(ContainerRef(draft.rendition, table.digest, table.padded),),
        in_reply_to="",
        relates_to=draft.about.recording,
        created=hand.device.clock(),
        timed_by=draft.about.timed_by,
    )
    return sign(body, hand.device.keys.sign_seed)


def _other_side(case: VerifiedCase, hand: Hand) -> tuple[str, ...]:
    own = {one.role for one in case.newest.people if one.person == hand.author}
    others = tuple(one.person for one in case.newest.people if one.role not in own)
    if not own or not others:
        raise NotPossible("nobody-to-write-to", "There is nobody on the other side of the case.")
    return others


def _whole_slices(stored: Sequence[dict[str, Any]], draft: _Draft) -> list[int]:
    padded = draft.sealer().padded
    return [
        int(one["slice"])
        for one in stored
        if int(one["size"]) == slice_length(int(one["slice"]), padded, draft.slice_chunks)
    ]
