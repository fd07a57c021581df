"""The verb `upload`: recordings and scans from this machine to the service, a folder at a time.

Owns which files are taken, and what is shown meanwhile. Typed again, it goes on where it stopped,
here or at a colleague's desktop: nothing is kept on this machine. Refuses what the service would
refuse before the first byte of it is sent.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from service.cli.asking import look_at
from service.cli.progress_bar import Bar
from service.cli.staff_acts import Facts, done, in_words, signed_in
from service.cli.staff_secrets import StaffError
from service.client.begun import Begun, begun, matching, send_or_go_on
from service.client.errors import ClientError, NotPossible, Unreachable
from service.client.errors import Refusal as Answered
from service.client.hands import Hand, LiaisonHand, OwnHand
from service.client.mandates import mandates
from service.client.person import Person
from service.client.sending import DRAFT, FileKind
from service.domain.lifecycle import UNSENT_KEPT_SECONDS
from service.domain.sizes import RECORDING_BYTES, SCAN_BYTES
from service.media.kinds import HEAD_BYTES, Kind, Paper, sniff
from service.media.refusals import Refusal, Refused

PATIENCE_S: Final = 3600.0
"""How long one slice is tried again before the verb gives up, in seconds of waiting."""

_SOUND: Final = frozenset({Kind.WAV, Kind.MP3, Kind.AAC, Kind.OGG, Kind.FLAC, Kind.AMR})
# Containers of both, by the endings that their makers give to sound alone.
_SOUND_ENDINGS: Final = frozenset({".m4a", ".m4b", ".mka", ".wma", ".weba"})
_GO_ON: Final = (
    "Type the same again: it goes on where it stopped. What was sent of it is kept for"
    f" {UNSENT_KEPT_SECONDS // (24 * 60 * 60)} days."
)
# What the service refuses of one file, where it may take the next.
_OF_ONE_FILE: Final = frozenset({"no-room", "too-large"})
_WHY_NOT: Final = {
    Refusal.EMPTY_FILE: "It is empty.",
    Refusal.NOT_A_RECORDING: "It is no recording, picture or PDF.",
    Refusal.KIND_NOT_ACCEPTED: "Files of this kind are not accepted.",
    Refusal.TOO_LARGE: "It is larger than 3 GB.",
}
_SCAN_TOO_LARGE: Final = "It is larger than 256 MB, the most for a picture or a PDF."


@dataclass(frozen=True)
class _File:
    """A file that was named; `why_not` where it will not be sent."""

    path: Path
    size: int = 0
    kind: FileKind = "video_message"
    why_not: str = ""


def run(args: argparse.Namespace) -> int:
    """Send every file that was named, or what is missing of it."""
    try:
        return done(args, _upload)
    except KeyboardInterrupt:
        print(f"\ngobetween: {_GO_ON}", file=sys.stderr)
        return 130


async def _upload(args: argparse.Namespace) -> Facts:
    files = [_looked_at(path) for path in _named(args.files)]
    if not files:
        raise StaffError("There is no file in what you named.")
    rows = []
    async with signed_in(args, patience_s=PATIENCE_S) as person:
        hand = await _hand(person, args)
        before = await begun(hand)
        for number, file in enumerate(files, 1):
            bar = Bar(f"{number} of {len(files)}: {file.path.name}", file.size)
            rows.append({"file": str(file.path), **await _sent(args, hand, file, before, bar)})
    whole = all(row["came"] != "refused" for row in rows)
    return {"ok": whole, "person": hand.author, "files": rows}


async def _sent(
    args: argparse.Namespace, hand: Hand, file: _File, before: Sequence[Begun], bar: Bar
) -> dict[str, str]:
    if file.why_not:
        bar.end(f"not sent. {file.why_not}")
        return {"came": "refused", "why": file.why_not}
    try:
        known = await matching(before, file.path)
        if known is not None and known.item.status != DRAFT:
            bar.end(f"was sent before: {known.item.status.replace('_', ' ')}")
            return {"came": "sent-before", "item": known.item.id, "status": known.item.status}
        sent = await send_or_go_on(
            hand,
            file.path,
            known,
            kind=file.kind,
            language=args.language,
            on_progress=bar.at,
        )
    except (NotPossible, Answered) as error:
        if isinstance(error, Answered) and error.slug not in _OF_ONE_FILE:
            bar.end("not sent")
            raise
        why = in_words(error, args)
        bar.end(f"not sent. {why}")
        return {"came": "refused", "why": why}
    except Unreachable as error:
        bar.end("broken off")
        raise StaffError(f"{in_words(error, args)} {_GO_ON}") from error
    except ClientError:
        bar.end("not sent")
        raise
    bar.end("sent")
    return {"came": "sent" if known is None else "resumed", "item": sent.item}


def _named(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield each file, and of each folder the files that lie directly in it, the oldest first."""
    for path in paths:
        if path.is_dir():
            inside = [one for one in path.iterdir() if one.is_file() and one.name[0] != "."]
            yield from sorted(inside, key=lambda one: (one.stat().st_mtime, one.name))
        else:
            yield path


def _looked_at(path: Path) -> _File:
    try:
        with look_at(path).open("rb") as file:
            head = file.read(HEAD_BYTES)
        size = path.stat().st_size
        kind = sniff(head, size)
    except Refused as refused:
        return _File(path, why_not=_WHY_NOT[refused.refusal])
    except (OSError, ValueError) as error:
        return _File(path, why_not=str(error))
    if isinstance(kind, Paper):
        return _File(path, size, "scan", why_not=_SCAN_TOO_LARGE if size > SCAN_BYTES else "")
    if size > RECORDING_BYTES:
        return _File(path, why_not=_WHY_NOT[Refusal.TOO_LARGE])
    sound = kind in _SOUND or path.suffix.lower() in _SOUND_ENDINGS
    return _File(path, size, "recorded_message" if sound else "video_message")


async def _hand(person: Person, args: argparse.Namespace) -> Hand:
    """Return the hand that sends: one's own, or for whom one acts; raises StaffError."""
    if person.me.case is not None:
        return OwnHand(person)
    acting = [
        one
        for one in await mandates(person)
        if args.person in {None, one.person} and args.case in {None, one.case}
    ]
    if not acting:
        raise StaffError("You act for nobody whom that could be for: `liaison people` lists them.")
    if len(acting) > 1:
        raise StaffError(
            "You act for several people: say for whom with --for (`liaison people` lists them)."
        )
    return LiaisonHand(person, acting[0].case, acting[0].person)
