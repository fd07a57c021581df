"""Owns what may be changed in a safer rendition, and the one form of a list of such edits (4.6).

Refuses to own how an edit is made, and who has to agree to it: verify_agreed.py says that.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from service.sealing.fields import Codec, array, integer, one_of, record, refuse, wire

CUT: Final = "cut"
SOUND_ONLY: Final = "sound-only"
PIXELATE: Final = "pixelate"
BLUR: Final = "blur"
VOICE: Final = "voice"
NOISE: Final = "noise"
KINDS: Final = (CUT, SOUND_ONLY, PIXELATE, BLUR, VOICE, NOISE)
"""Every kind of edit, in the order in which a list has them."""

MOST_EDITS: Final = 32
MOST_MS: Final = 86_400_000
WHOLE: Final = 1000
"""The width and the height of the upright picture, in thousandths of itself."""

_HIDING: Final = frozenset({PIXELATE, BLUR})
_MS: Final = integer(0, MOST_MS)
_THOUSANDTHS: Final = integer(0, WHOLE)


@dataclass(frozen=True)
class Edit:
    """One change, by the time of the original in milliseconds, `until` not included.

    A box in thousandths of the picture as it is seen, from its left upper corner. What hides a part
    of the picture from 0 until 0 hides it from beginning to end.
    """

    edit: str = wire(one_of(*KINDS))
    from_: int = wire(_MS)
    until: int = wire(_MS)
    left: int = wire(_THOUSANDTHS)
    top: int = wire(_THOUSANDTHS)
    width: int = wire(_THOUSANDTHS)
    height: int = wire(_THOUSANDTHS)

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, width and height."""
        return self.left, self.top, self.width, self.height

    @property
    def hides(self) -> bool:
        """Whether it takes a part of the picture away."""
        return self.edit in _HIDING

    @property
    def place(self) -> tuple[int, ...]:
        """Where it stands in a list."""
        return (KINDS.index(self.edit), self.from_, self.until, *self.box)

    @property
    def fits(self) -> bool:
        """Whether it says what its kind needs, and nothing else."""
        timed, whole = self.from_ < self.until, (self.from_, self.until) == (0, 0)
        if self.edit == CUT:
            return timed and self.box == (0, 0, 0, 0)
        if not self.hides:
            return whole and self.box == (0, 0, 0, 0)
        within = self.left + self.width <= WHOLE and self.top + self.height <= WHOLE
        return (timed or whole) and within and self.width > 0 and self.height > 0


def changed(edit: str) -> Edit:
    """Return an edit of the whole recording that takes neither time nor box."""
    return Edit(edit, 0, 0, 0, 0, 0, 0)


def check_edits(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """Hold that a list is in its one form; give it back.

    Each edit fits its kind; they stand in order and none twice; cuts do not touch; where the
    picture goes as a whole nothing of it is hidden. Raises ``statement-schema``.
    """
    cuts = [one for one in edits if one.edit == CUT]
    found = {one.edit for one in edits}
    if (
        len(edits) > MOST_EDITS
        or not all(one.fits for one in edits)
        or any(a.place >= b.place for a, b in pairwise(edits))
        or any(a.until >= b.from_ for a, b in pairwise(cuts))
        or (SOUND_ONLY in found and found & _HIDING)
    ):
        raise refuse("A list of edits is not in its one form.")
    return edits


_LIST: Final = array(record(Edit))
EDITS: Final = Codec(lambda value: check_edits(_LIST.read(value)), _LIST.write)
