"""Owns how the text of a signed note is sealed to its audience (section 4.21).

Refuses to own who may read or write one: the statement names the audience, verify_later.py checks
who signed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from service.sealing.boxes import open_sealed, seal_to
from service.sealing.encoding import be32, lp
from service.sealing.errors import Fault, SealingError
from service.sealing.padding import pad, unpad

LONGEST_TEXT: Final = 16 * 1024
MOST_READERS: Final = 16


@dataclass(frozen=True)
class NotePlace:
    """Which version of which note it is; sealed in with the text, so that none is moved."""

    case: str
    subject: str
    field: str
    version: int

    def prefix(self) -> bytes:
        """The bytes before the padded text in every box."""
        named = lp(self.case) + lp(self.subject) + lp(self.field)
        return lp("gobetween/note/1") + named + be32(self.version)


def seal_note(place: NotePlace, readers: Sequence[bytes], text: str) -> bytes:
    """Seal a text to each reader's box key, one box after another, each behind its length.

    Raises ``bad-key``; ``bad-encoding`` for a text or an audience that is too large.
    """
    plain = text.encode("utf-8")
    if len(plain) > LONGEST_TEXT or not 0 < len(readers) <= MOST_READERS:
        raise SealingError(Fault.BAD_ENCODING, "A note is too long, or for nobody or too many.")
    return b"".join(lp(seal_to(box, place.prefix() + pad(plain))) for box in readers)


def open_note(place: NotePlace, sealed: bytes, box_private: bytes) -> str:
    """Open the box that is for this key. Compare ``digest(sealed)`` with ``container`` first.

    Raises ``sealed-unopenable`` (none is), ``sealed-mismatch``, ``padding-invalid`` or
    ``bad-encoding``.
    """
    for box in _boxes(sealed):
        try:
            opened = open_sealed(box, box_private)
        except SealingError:
            continue
        prefix = place.prefix()
        if not opened.startswith(prefix):
            raise SealingError(Fault.SEALED_MISMATCH, "A note is of another place.")
        try:
            return unpad(opened[len(prefix) :]).decode("utf-8")
        except UnicodeDecodeError:
            raise SealingError(Fault.SEALED_MISMATCH, "A note is not text.") from None
    raise SealingError(Fault.SEALED_UNOPENABLE, "A note is not sealed to this key.")


def _boxes(sealed: bytes) -> list[bytes]:
    found: list[bytes] = []
    at = 0
    while at < len(sealed):
        start = at + 4
        end = start + int.from_bytes(sealed[at:start], "big")
        if start > len(sealed) or end > len(sealed) or len(found) == MOST_READERS:
            raise SealingError(Fault.BAD_ENCODING, "A note is cut short, or has too many boxes.")
        found.append(sealed[start:end])
        at = end
    return found
