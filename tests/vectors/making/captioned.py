"""Owns the vectors of captions: their form, what names their rendition (4.5), and check 16."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from service.sealing.captions import LARGEST, LONGEST_CUE, MOST_CUES
from service.sealing.encoding import b64, canonical, parse_canonical
from service.sealing.errors import Fault
from service.sealing.schemas import CAPTIONS, Manifest
from tests.vectors.making.attacks import built, given_for
from tests.vectors.making.fixed import fixed, fixed_id
from tests.vectors.making.form import Vector, bad, good, plain
from tests.vectors.making.scenes import NOW, Edit, Scene, Sealed, Stage, person, seed
from tests.vectors.making.signed import OP, sign_raw

READ = "captions.read"
BESIDE = "captions.verify"
DURATION = 61_000
"""Of the recording of the scene, in milliseconds."""
TEXT = """WEBVTT

1
00:01.000 --> 00:04.500
Annwyl Huw, rwy\u2019n cofio
y bore hwnnw.

00:00:05.000 --> 00:01:01.000
Tom & Jerry, a mwy > llai
"""
CUES = [
    {"from": 1_000, "until": 4_500, "text": "Annwyl Huw, rwy\u2019n cofio\ny bore hwnnw."},
    {"from": 5_000, "until": 61_000, "text": "Tom & Jerry, a mwy > llai"},
]
_RECORDING = Stage(kind="recorded_message")
_ONE = "00:01.000 --> 00:02.000\nTwo words"


@dataclass(frozen=True)
class CaptionsStage(Stage):
    """The same small world in which captions of its recording travel."""

    item: ClassVar[str] = fixed_id("captions item")  # type: ignore[misc]
    text: str = TEXT

    def seal(self, name: str, plaintext: bytes) -> Sealed:
        """Seal the captions where a letter would be."""
        return super().seal(f"captions-{name}", self.text.encode() or plaintext)


def _recording() -> Scene:
    return built(_RECORDING)


def _named(changes: Mapping[str, Any] | None = None) -> Edit:
    """Make of the manifest of a letter that of captions of the recording."""
    made = _recording().evidence.rendition
    said = {
        "kind": CAPTIONS,
        "relates_to": Stage.item,
        "timed_by": made.digest if made else b"",
        **(changes or {}),
    }
    return lambda body: replace(body, **said)


def _captions(changes: Mapping[str, Any] | None = None, text: str = TEXT) -> Scene:
    return built(CaptionsStage(edit={"manifest": _named(changes)}, text=text))


def captioned_scenes() -> dict[str, dict[str, Any]]:
    """A recording that opens, and captions of it."""
    return {
        "recording-recipient": plain(given_for(_recording(), "recipient")),
        "captions-recipient": plain(given_for(_captions(), "recipient")),
    }


def captioned(shown: Mapping[str, Mapping[str, Any]]) -> list[Vector]:
    """What captions may be, what their manifest says, and what a device makes of them."""
    return [*_forms(), *_manifests(), *_devices(shown)]


def _forms() -> list[Vector]:
    def cue(*lines: str) -> str:
        return "WEBVTT\n\n" + "\n".join(lines) + "\n"

    one = [{"from": 1_000, "until": 2_000, "text": "Two words"}]
    right: dict[str, tuple[str, list[dict[str, Any]]]] = {
        "two cues": (TEXT, CUES),
        "no line end at the end": (cue(_ONE).rstrip("\n"), one),
        "many empty lines": ("WEBVTT\n\n\n\n" + _ONE + "\n\n\n", one),
        "a cue to the last millisecond": (
            cue("00:01.000 --> 00:01:01.000", "x"),
            [{"from": 1_000, "until": DURATION, "text": "x"}],
        ),
        "two cues at one time": (cue(_ONE, "", _ONE), one * 2),
        "as long as a cue may be": (
            cue("00:01.000 --> 00:02.000", "\U0001f642" * LONGEST_CUE),
            [{"from": 1_000, "until": 2_000, "text": "\U0001f642" * LONGEST_CUE}],
        ),
        "an ampersand that is none of an escape": (
            cue("00:01.000 --> 00:02.000", "this & that; R&D"),
            [{"from": 1_000, "until": 2_000, "text": "this & that; R&D"}],
        ),
        "another script": (
            cue("00:01.000 --> 00:02.000", "\u0633\u0644\u0627\u0645 \u200d"),
            [{"from": 1_000, "until": 2_000, "text": "\u0633\u0644\u0627\u0645 \u200d"}],
        ),
    }
    vectors = [
        good(f"captions: {what}", READ, _text(text), {"cues": cues})
        for what, (text, cues) in right.items()
    ]
    wrong: dict[str, tuple[str | bytes, str, int]] = {
        "nothing": ("", "header", 1),
        "no header": (_ONE, "header", 1),
        "a header with words": ("WEBVTT - a title\n\n" + _ONE, "header", 1),
        "no empty line behind the header": ("WEBVTT\n" + _ONE, "header", 1),
        "a byte order mark": ("\ufeff" + cue(_ONE), "hidden-character", 1),
        "lines that end as elsewhere": (cue(_ONE).replace("\n", "\r\n"), "hidden-character", 1),
        "a tabulator": (cue("00:01.000 --> 00:02.000", "a\tb"), "hidden-character", 4),
        "a mark that turns the direction": (
            cue("00:01.000 --> 00:02.000", "a\u202eb"),
            "hidden-character",
            4,
        ),
        "a character of no width": (
            cue("00:01.000 --> 00:02.000", "a\u200bb"),
            "hidden-character",
            4,
        ),
        "a tag character": (cue("00:01.000 --> 00:02.000", "\U000e0041"), "hidden-character", 4),
        "no UTF-8": (cue(_ONE).encode() + b"\xff", "not-utf-8", 0),
        "half a pair": (cue(_ONE).encode() + b"\xed\xa0\x80", "not-utf-8", 0),
        "not in NFC": (cue("00:01.000 --> 00:02.000", "cafe\u0301"), "not-normalised", 4),
        "a note": (cue("NOTE for nobody", "", _ONE), "block", 3),
        "a style": (cue("STYLE", "::cue { color: red }", "", _ONE), "block", 3),
        "a region": (cue("REGION", "id:a", "", _ONE), "block", 3),
        "settings": (cue("00:01.000 --> 00:02.000 align:start", "x"), "settings", 3),
        "a name for a number": (cue("intro", _ONE), "times", 3),
        "a comma": (cue("00:01,000 --> 00:02,000", "x"), "times", 3),
        "two spaces": (cue("00:01.000  --> 00:02.000", "x"), "times", 3),
        "sixty seconds": (cue("00:60.000 --> 01:02.000", "x"), "times", 3),
        "three digits of hours": (cue("000:00:01.000 --> 000:00:02.000", "x"), "times", 3),
        "digits of another script": (cue("00:0\u0661.000 --> 00:02.000", "x"), "times", 3),
        "ends as it begins": (cue("00:01.000 --> 00:01.000", "x"), "backwards", 3),
        "ends before it begins": (cue("00:02.000 --> 00:01.000", "x"), "backwards", 3),
        "out of order": (
            cue("2", "00:03.000 --> 00:04.000", "x", "", "3", _ONE),
            "out-of-order",
            8,
        ),
        "past the end": (cue("00:01.000 --> 01:01.001", "x"), "too-late", 3),
        "no text": (cue("00:01.000 --> 00:02.000"), "no-text", 3),
        "spaces alone": (cue("00:01.000 --> 00:02.000", " \u00a0"), "no-text", 3),
        "too long": (
            cue("1", "00:01.000 --> 00:02.000", "x" * LONGEST_CUE, "y"),
            "too-long",
            4,
        ),
        "a tag": (cue("00:01.000 --> 00:02.000", "fine", "<b>bold</b>"), "tag", 5),
        "a voice": (cue("00:01.000 --> 00:02.000", "<v Huw>hello"), "tag", 4),
        "an arrow": (cue("00:01.000 --> 00:02.000", "this --> that"), "tag", 4),
        "a named escape": (cue("00:01.000 --> 00:02.000", "this &lt; that"), "escape", 4),
        "a numbered escape": (cue("00:01.000 --> 00:02.000", "&#x3c;"), "escape", 4),
        "no cue": ("WEBVTT\n\n", "no-cues", 0),
        "the header alone": ("WEBVTT", "no-cues", 0),
    }
    vectors += [
        good(f"captions refused: {what}", READ, _text(text), {"refused": why, "line": line})
        for what, (text, why, line) in wrong.items()
    ]
    huge = {"repeat": "x", "times": LARGEST + 1}
    many = {"begin": "WEBVTT\n\n", "repeat": f"{_ONE}\n\n", "times": MOST_CUES}
    return [
        *vectors,
        _repeated("too large", huge, "too-large", 0),
        _repeated("too many", {**many, "times": MOST_CUES + 1}, "too-many", 3 + 3 * MOST_CUES),
        _repeated(
            "as many as may be, and a tag", {**many, "end": "<"}, "too-many", 3 + 3 * MOST_CUES
        ),
    ]


def _repeated(what: str, text: Mapping[str, Any], why: str, line: int) -> Vector:
    given = {"begin": "", "end": "", **text, "duration": DURATION}
    return good(f"captions refused: {what}", READ, given, {"refused": why, "line": line})


def _text(text: str | bytes) -> dict[str, Any]:
    raw = text.encode() if isinstance(text, str) else text
    return {"bytes": raw, "duration": DURATION}


def _manifests() -> list[Vector]:
    manifest = _captions().evidence.manifest
    honest = parse_canonical(manifest.payload if manifest else b"")
    letter = {key: value for key, value in honest.items() if key != "timed_by"}
    letter |= {"kind": "letter"}
    scan = {**letter, "kind": "scan"}
    right = {
        "of captions": honest,
        "of a letter that relates to something": letter,
        "of a letter that relates to nothing": {**letter, "relates_to": ""},
        "of a scan": scan,
    }
    wrong: dict[str, Mapping[str, object]] = {
        "captions timed by nothing": {
            key: value for key, value in honest.items() if key != "timed_by"
        },
        "captions timed by an empty text": {**honest, "timed_by": ""},
        "captions timed by 31 bytes": {**honest, "timed_by": b64(fixed("short", 31))},
        "captions of nothing": {**honest, "relates_to": ""},
        "a letter that is timed": {**honest, "kind": "letter"},
        "a recording that is timed": {**honest, "kind": "video_message"},
        "a letter timed by an empty text": {**letter, "timed_by": ""},
        "subtitles": {**honest, "kind": "subtitles"},
    }
    vectors = []
    for what, body in right.items():
        made = sign_raw(Manifest.TYPE, canonical(dict(body)), seed("author"))
        out = {"digest": b64(made.digest), "body": parse_canonical(made.payload)}
        given = {"statement": made.to_wire(), "type": Manifest.TYPE}
        vectors.append(good(f"manifest: {what}", OP, given, out))
    for what, spoilt in wrong.items():
        made = sign_raw(Manifest.TYPE, canonical(dict(spoilt)), seed("author"))
        given = {"statement": made.to_wire(), "type": Manifest.TYPE}
        vectors.append(bad(f"manifest: {what}", OP, given, Fault.STATEMENT_SCHEMA))
    return vectors


def _devices(shown: Mapping[str, Mapping[str, Any]]) -> list[Vector]:
    invalid = Fault.CAPTIONS_INVALID
    stays: dict[str, tuple[Mapping[str, Any], Fault]] = {
        "of another recording": ({"relates_to": fixed_id("another")}, invalid),
        "of another rendition": ({"timed_by": fixed("another")}, invalid),
        "for one more recipient": (
            {"recipients": (person("recipient").person, fixed_id("another"))},
            invalid,
        ),
        "a letter in their place": ({"kind": "letter", "timed_by": b""}, invalid),
    }
    spoilt = {
        "with a tag": "WEBVTT\n\n00:01.000 --> 00:02.000\n<i>x</i>\n",
        "that go on after the recording": "WEBVTT\n\n00:01.000 --> 09:02.000\nx\n",
    }
    papers = shown["captions-recipient"]
    opened = {
        "pins": {**papers["pins"], "roster": 3},
        "rendition": _captions().released.ref.rendition,
        "cues": CUES,
    }
    beside = {"scene": "captions-recipient", "beside": {"scene": "recording-recipient"}}
    recalled = {**beside, "evidence": {"decisions": []}}
    late = {**beside, "now": NOW + 86_401}
    unaccepted = {
        **beside,
        "beside": {"scene": "recording-recipient", "evidence": {"acceptance": None}},
    }
    swapped = {"scene": "captions-recipient", "beside": {"scene": "captions-recipient"}}
    return [
        good("beside: its captions", BESIDE, beside, opened),
        *(
            bad(f"beside: {what}", BESIDE, {**beside, **_changed(changes)}, code)
            for what, (changes, code) in stays.items()
        ),
        *(
            bad(f"beside: captions {what}", BESIDE, {**beside, **_changed({}, text)}, invalid)
            for what, text in spoilt.items()
        ),
        bad("beside: captions that nobody approved", BESIDE, recalled, Fault.DECISION_MISSING),
        bad("beside: a recording after its window", BESIDE, late, Fault.OUTSIDE_WINDOW),
        bad(
            "beside: a recording that was not accepted",
            BESIDE,
            unaccepted,
            Fault.ACCEPTANCE_MISSING,
        ),
        bad("beside: captions of captions", BESIDE, swapped, invalid),
        bad("alone: captions opened", "verify", {"scene": "captions-recipient"}, invalid),
        bad(
            "alone: captions accepted",
            "verify",
            {"scene": "captions-recipient", "device": "offered"},
            invalid,
        ),
    ]


def _changed(changes: Mapping[str, Any], text: str = TEXT) -> dict[str, Any]:
    scene = plain(given_for(_captions(changes, text), "recipient"))
    return {key: scene[key] for key in ("evidence", "table", "chunks")}
