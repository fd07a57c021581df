"""Owns finding the words that people agree to, each version by its digest.

The files are `locales/LANGUAGE/wording/NAME-VERSION.txt`; a page shows the same ones. Refuses to
own what agreeing to them means.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from service.sealing.encoding import digest

FOLDER: Final = Path(__file__).resolve().parents[2] / "locales"


@dataclass(frozen=True)
class Wording:
    """One version of what is read before somebody agrees; `text` is shown exactly so."""

    name: str
    language: str
    version: int
    text: str

    @property
    def digest(self) -> bytes:
        """The 32 bytes by which a consent names these words."""
        return digest(self.text.encode())


@cache
def wordings() -> tuple[Wording, ...]:
    """Every version of every wording in every language, the newest of each last."""
    found = []
    for path in FOLDER.glob("*/wording/*.txt"):
        name, _, version = path.stem.rpartition("-")
        text = path.read_text("utf-8")
        found.append(Wording(name, path.parts[-3], int(version), text))
    return tuple(sorted(found, key=lambda one: (one.name, one.language, one.version)))


def newest_wording(name: str, language: str = "en") -> Wording:
    """The version that is shown now; raises `KeyError` for words that there are not."""
    found = [one for one in wordings() if (one.name, one.language) == (name, language)]
    if not found:
        raise KeyError(name)
    return found[-1]


def wording_of(value: bytes) -> Wording | None:
    """The words that a digest names, None where they are not ours."""
    return next((one for one in wordings() if one.digest == value), None)
