"""What an author's side has begun to send before, found again from a file alone.

Owns telling which item a file belongs to: by the digest that its upload was begun with, which only
the author's side can open. Keeps nothing on this machine, so any desktop of the side goes on.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from service.client.hands import Hand
from service.client.items import Item, items
from service.client.plaintext import Recording
from service.client.sending import FileKind, Sent, resume_upload, send_recording
from service.client.upload import Progress, no_progress
from service.sealing.encoding import unb64
from service.sealing.errors import SealingError
from service.sealing.schemas import AS_WRITTEN

# Nothing of these is there to go on with: what was taken back, and what was kept long enough.
_NO_LONGER: Final = frozenset({"recalled", "lapsed"})


@dataclass(frozen=True)
class Begun:
    """A recording that is on its way, or was sent: its item, and the file's digest and length."""

    item: Item
    digest: bytes
    length: int


async def begun(hand: Hand) -> list[Begun]:
    """Return what this hand's author has begun in this case, newest first.

    Without what was sealed to keys that are not this side's any more, what was taken back, and what
    has lapsed.
    """
    case = await hand.case_in_force()
    found = []
    for one in await items(hand.device, "author"):
        if one.case != case.newest.case or one.kind in AS_WRITTEN or one.status in _NO_LONGER:
            continue
        stored = await hand.device.transport.get(f"/renditions/{one.rendition}")
        with suppress(SealingError):
            _, digest, length = hand.open_resume(
                case, unb64(stored["resume"]), one.id, str(one.rendition)
            )
            found.append(Begun(one, digest, length))
    return found


async def matching(before: Sequence[Begun], path: Path) -> Begun | None:
    """Return what was begun with exactly this file; raises NotPossible `unreadable-file`.

    A file is read only where something of its length was begun.
    """
    with Recording(path) as file:
        likely = [one for one in before if one.length == file.size]
        if not likely:
            return None
        digest = await asyncio.to_thread(file.digest)
    return next((one for one in likely if one.digest == digest), None)


async def send_or_go_on(
    hand: Hand,
    path: Path,
    before: Begun | None,
    *,
    kind: FileKind,
    language: str,
    on_progress: Progress = no_progress,
) -> Sent:
    """Send a recording, or what is missing of it where it was begun `before`.

    Raises what sending it raises, and resuming: of what was sent whole there is nothing to resume.
    """
    if before is None:
        return await send_recording(
            hand, path, kind=kind, language=language, on_progress=on_progress
        )
    return await resume_upload(hand, before.item.id, path, on_progress=on_progress)
