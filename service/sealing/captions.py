"""Owns the form that captions are written in: the part of WebVTT that is accepted, and no more.

A cue is a time and plain text. Whatever a player would have to interpret (tags, settings, styles,
regions, escapes, comments) is refused, so that what a reader reads is what its recipient is shown.
Refuses to own whose captions they are, and of which recording.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

LARGEST: Final = 256 * 1024
"""Bytes of the whole text."""
MOST_CUES: Final = 5000
LONGEST_CUE: Final = 500
"""Characters of one cue, its line breaks among them."""

_HEADER: Final = "WEBVTT"
_ARROW: Final = "-->"
_BLOCKS: Final = ("NOTE", "STYLE", "REGION")
_NUMBER: Final = re.compile(r"[0-9]{1,9}")
_AT: Final = r"(?:([0-9]{2}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})"
_TIMES: Final = re.compile(f"{_AT} {_ARROW} {_AT}")
_TIMES_AND_MORE: Final = re.compile(f"{_AT} {_ARROW} {_AT}[ \\t]+\\S.*")
_ESCAPE: Final = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);")
# Controls but the line's end, and what a reader would not see: zero width, marks that turn the
# direction, separators that are no line's end here, tags.
_HIDDEN: Final = re.compile(
    "[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)


class Why(StrEnum):
    """Why a text is not accepted as captions."""

    TOO_LARGE = "too-large"
    NOT_UTF_8 = "not-utf-8"
    HIDDEN_CHARACTER = "hidden-character"
    NOT_NORMALISED = "not-normalised"
    HEADER = "header"
    BLOCK = "block"
    TIMES = "times"
    SETTINGS = "settings"
    BACKWARDS = "backwards"
    OUT_OF_ORDER = "out-of-order"
    TOO_LATE = "too-late"
    NO_TEXT = "no-text"
    TOO_LONG = "too-long"
    TAG = "tag"
    ESCAPE = "escape"
    TOO_MANY = "too-many"
    NO_CUES = "no-cues"


class CaptionsRefused(Exception):  # noqa: N818 - as the media room names its own
    """A text is not accepted; `line` counts from 1, and is 0 where it is about the whole."""

    def __init__(self, why: Why, line: int = 0) -> None:
        super().__init__(f"Captions are refused: {why} in line {line}.")
        self.why: Final = why
        self.line: Final = line


@dataclass(frozen=True)
class Cue:
    """What is shown from one time to another, in milliseconds of the rendition; plain text."""

    from_ms: int
    until_ms: int
    text: str


def in_one_form(raw: bytes) -> bytes:
    """Return a file as it is sealed: without a byte order mark, lines ended by LF alone, in NFC.

    What is no UTF-8 is returned as it is, for `read_captions` to refuse.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).encode()


def read_captions(raw: bytes, duration_ms: int) -> tuple[Cue, ...]:
    """Return the cues of captions for a rendition of this length, at least one.

    Raises CaptionsRefused with the first reason, in the order of the lines.
    """
    lines = _lines(raw)
    if lines[0] != _HEADER or (len(lines) > 1 and lines[1]):
        raise CaptionsRefused(Why.HEADER, 1)
    cues: list[Cue] = []
    at = 2
    while at < len(lines):
        if not lines[at]:
            at += 1
            continue
        end = next((n for n in range(at, len(lines)) if not lines[n]), len(lines))
        if len(cues) == MOST_CUES:
            raise CaptionsRefused(Why.TOO_MANY, at + 1)
        cue, where = _cue(lines[at:end], at + 1)
        if cues and cue.from_ms < cues[-1].from_ms:
            raise CaptionsRefused(Why.OUT_OF_ORDER, where)
        if cue.until_ms > duration_ms:
            raise CaptionsRefused(Why.TOO_LATE, where)
        cues.append(cue)
        at = end
    if not cues:
        raise CaptionsRefused(Why.NO_CUES)
    return tuple(cues)


def _lines(raw: bytes) -> list[str]:
    if len(raw) > LARGEST:
        raise CaptionsRefused(Why.TOO_LARGE)
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise CaptionsRefused(Why.NOT_UTF_8) from None
    if hidden := _HIDDEN.search(text):
        raise CaptionsRefused(Why.HIDDEN_CHARACTER, text.count("\n", 0, hidden.start()) + 1)
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if unicodedata.normalize("NFC", line) != line:
            raise CaptionsRefused(Why.NOT_NORMALISED, number)
    return lines


def _cue(block: list[str], first: int) -> tuple[Cue, int]:
    """Read the lines of one block, of which `first` is the number of the first line.

    Returns the cue and the line in which its times stand.
    """
    if block[0].startswith(_BLOCKS) and _ARROW not in block[0]:
        raise CaptionsRefused(Why.BLOCK, first)
    numbered = _NUMBER.fullmatch(block[0]) is not None and len(block) > 1
    where = first + numbered
    from_ms, until_ms = _times(block[int(numbered)], where)
    text = block[numbered + 1 :]
    for number, line in enumerate(text, where + 1):
        if "<" in line or _ARROW in line:
            raise CaptionsRefused(Why.TAG, number)
        if _ESCAPE.search(line):
            raise CaptionsRefused(Why.ESCAPE, number)
    shown = "\n".join(text)
    if not shown.strip(" \n\u00a0"):
        raise CaptionsRefused(Why.NO_TEXT, where)
    if len(shown) > LONGEST_CUE:
        raise CaptionsRefused(Why.TOO_LONG, where)
    return Cue(from_ms, until_ms, shown), where


def _times(line: str, number: int) -> tuple[int, int]:
    found = _TIMES.fullmatch(line)
    if found is None:
        more = _TIMES_AND_MORE.fullmatch(line) is not None
        raise CaptionsRefused(Why.SETTINGS if more else Why.TIMES, number)
    parts = [int(one or 0) for one in found.groups()]
    begins, ends = (_ms(*parts[:4]), _ms(*parts[4:]))
    if begins >= ends:
        raise CaptionsRefused(Why.BACKWARDS, number)
    return begins, ends


def _ms(hours: int, minutes: int, seconds: int, thousandths: int) -> int:
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
