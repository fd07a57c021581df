"""What stands on screen, read from the same word files that the portal shows.

Owns nothing but the reading: a test that names a sentence goes on holding when it is reworded.
"""

import functools
import re
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from fluent.runtime import FluentBundle, FluentResource

LOCALES: Final = Path(__file__).resolve().parents[2] / "locales"


def _small(said: object) -> str:
    return re.sub(r"^Dydd ", "dydd ", str(said))


def _softly(said: object) -> str:
    return re.sub(r"^dydd ", "ddydd ", _small(said))


# As the portal's own, for days in Welsh. The library's types know of no function that gives text.
IN_A_SENTENCE: Final[dict[str, Any]] = {
    "SMALL": _small,
    "SOFT": _softly,
}


@functools.cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([f"{language}-GB"], functions=IN_A_SENTENCE, use_isolating=False)
    for file in sorted((LOCALES / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(file.read_text("utf-8")))
    return bundle


def words(name: str, language: str = "en", **facts: str | int) -> str:
    """Return the words of this name. Raises LookupError for a name that is in no file."""
    pattern = _bundle(language).get_message(name).value
    if pattern is None:
        raise LookupError(f"{name} has no words")
    text, mistakes = _bundle(language).format_pattern(pattern, facts)
    if mistakes:
        raise LookupError(f"{name}: {mistakes}")
    return str(text)


def wording(name: str, language: str = "en") -> str:
    """Return the newest words to agree to of this name: all of their file, as it is digested."""
    files = (LOCALES / language / "wording").glob(f"{name}-*.txt")
    newest = max(files, key=lambda file: int(file.stem.rpartition("-")[2]))
    return newest.read_text("utf-8")


def title(name: str, language: str = "en") -> str:
    """Return the heading of the words to agree to."""
    return wording(name, language).partition("\n")[0]


def day(at: datetime, language: str = "en") -> str:
    """Return a day as the portal writes it."""
    weekday = words(f"weekday-{at.isoweekday() % 7}", language)
    month = words(f"month-{at.month}", language)
    return words(
        "date-day", language, weekday=weekday, day=str(at.day), month=month, year=str(at.year)
    )
