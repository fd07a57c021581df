"""The words that are put into a recording's every corner, and finding them again in any dress.

Each place of a recording gets a word of its own, so that it can be said which of them survived.
"""

import functools
import struct
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tests.factories.recordings import record
from tests.integration.sentinels import forms

STEM: Final = "kestrel7f"
"""It begins every word; nothing else would ever contain it."""
LATITUDE: Final = 51.5074
LONGITUDE: Final = -0.1278
POSITION: Final = "+51.5074-000.1278/"
DAY: Final = "2024-03-05"
WHEN: Final = "2024-03-05T10:11:12Z"
LOCI: Final = struct.pack(">ii", round(LONGITUDE * 65536), round(LATITUDE * 65536))
"""As 3GPP writes a position: longitude before latitude, of 16 bits before and behind the point."""

# What would be a trace though it does not begin with the stem.
_OTHERS: Final = {
    "position": (b"51.5074", b"51,30.44", LOCI),
    "day": (b"2024-03-05", b"2024:03:05", b"20240305"),
}


def word(place: str) -> str:
    """Return the word for a place, or the position or day of which there is only one."""
    return {"position": POSITION, "day": DAY}.get(place, f"{STEM}-{place}")


def traces(content: bytes, places: Iterable[str]) -> set[str]:
    """Return the places whose word, in any form, is in there."""
    return {place for place in places if any(one in content for one in _forms(place))}


def any_trace(content: bytes) -> set[str]:
    """Return what is in there of anything at all that is ever put into a recording."""
    found = {"stem"} if any(one in content for one in forms(STEM.encode())) else set()
    return found | traces(content, _OTHERS)


@functools.cache
def _forms(place: str) -> frozenset[bytes]:
    plain = _OTHERS.get(place, (word(place).encode(),))
    return frozenset(form for one in plain for form in forms(one))


@functools.cache
def thumbnail() -> bytes:
    """A small picture with a word of its own in it, beside its picture."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "thumbnail.jpg"
        record(made, "-f", "lavfi", "-i", "color=red:size=64x64", "-frames:v", "1")
        content = made.read_bytes()
    said = word("thumbnail").encode()
    comment = b"\xff\xfe" + struct.pack(">H", len(said) + 2) + said
    return content[:2] + comment + content[2:]
