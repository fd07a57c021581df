"""Every kind of recording, and what is unusual, made safe and played by the portal's own player."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from service.media.kinds import HEAD_BYTES, sniff
from tests.browser.bench import Origin, browser, origin
from tests.factories.marked import RATE
from tests.media.accepted import ACCEPTED, SECONDS, Accepted, Sample
from tests.media.conftest import decoded, moments
from tests.media.playing import Made, Screen, made_from, screen
from tests.media.unusual import UNUSUAL, Unusual

__all__ = ["browser", "origin"]

PLACES = (2 * RATE * SECONDS, 3, 61, 59, 90, 12, 60, 0)
"""Pictures: the last; to and fro around one that stands by itself, every sixtieth; the first."""
THINNED = 0.034
"""No two pictures of a rendition are closer than 30 ms, as exactly as a file tells their times."""
PLAYED_OUT = 0.6
EVERY = [
    pytest.param((row, sample), id=f"{row.file}-{sample.picture or 'no-picture'}-{sample.sound}")
    for row in ACCEPTED
    for sample in row.samples
]


@pytest.fixture(scope="module")
def recipient(browser: Browser, origin: Origin) -> Iterator[Screen]:
    with screen(browser, origin) as page:
        yield page


@dataclass(frozen=True)
class OfAKind:
    row: Accepted
    sample: Sample
    made: Made


@pytest.fixture(scope="module", params=EVERY)
def kind(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> OfAKind:
    """One recording of the table, made safe once for all that is asked of it."""
    row, sample = request.param
    path = sample.make(tmp_path_factory.mktemp("kind") / row.file)
    return OfAKind(row, sample, made_from(path))


@dataclass(frozen=True)
class OutOfTheUsual:
    recording: Unusual
    made: Made


@pytest.fixture(scope="module", params=UNUSUAL, ids=[one.file for one in UNUSUAL])
def unusual(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> OutOfTheUsual:
    """One of those that are not as most are, made safe once."""
    recording = request.param
    path = recording.make(tmp_path_factory.mktemp("unusual") / recording.file)
    return OutOfTheUsual(recording, made_from(path))


def test_every_kind_in_the_table_becomes_what_the_table_says(kind: OfAKind) -> None:
    row, made = kind.row, kind.made
    assert sniff(made.content[:HEAD_BYTES], len(made.content)) is row.kind
    picture = "h264" if kind.sample.picture else None
    assert made.facts.container == ("mp4" if picture else "m4a")
    assert (made.facts.video_codec, made.facts.audio_codec) == (picture, "aac")
    assert made.facts.duration_ms == pytest.approx(1000 * SECONDS, rel=0.05)
    assert made.facts.flags == ()
    found = decoded(made.plaintext())
    assert (found.picture_codec, found.sound_codec) == (picture, "aac")
    assert found.sound_seconds == pytest.approx(SECONDS, rel=0.05)
    if picture is None:
        assert (made.facts.width, made.facts.height) == (None, None)
    else:
        assert made.facts.width in {320, 384}
        assert found.frames == pytest.approx(RATE * SECONDS, abs=1)


def test_every_kind_in_the_table_plays_and_seeks_in_the_portal_s_player(
    kind: OfAKind, recipient: Screen
) -> None:
    if kind.sample.picture:
        check_seen(recipient, kind.made, SECONDS)
    else:
        check_heard(recipient, kind.made)


def test_what_is_unusual_plays_and_seeks_in_the_portal_s_player(
    unusual: OutOfTheUsual, recipient: Screen
) -> None:
    recording, facts = unusual.recording, unusual.made.facts
    assert (facts.video_codec, facts.audio_codec is not None) == ("h264", recording.with_sound)
    assert facts.flags == ()
    assert len(moments(unusual.made.content)) == recording.frames
    check_seen(recipient, unusual.made, recording.seconds)


def test_nothing_is_read_over_and_over_however_far_a_track_is_from_its_neighbour(
    unusual: OutOfTheUsual,
) -> None:
    made, size = unusual.made, len(unusual.made.content)
    assert size >= unusual.recording.least_bytes
    # Its beginning to know it by; then once to probe, at most, and once to transcode.
    assert made.bytes_read - HEAD_BYTES < 2.1 * size


def check_seen(recipient: Screen, made: Made, seconds: float) -> None:
    """Its pictures are shown when they were recorded, wherever one goes in it, and to the end."""
    shown = recipient.shows(made)
    assert shown.duration == pytest.approx(seconds, rel=0.05)
    assert (shown.width, shown.height) == (made.facts.width, made.facts.height)
    # All were recorded upright and wider than high.
    assert shown.width > shown.height
    times = moments(made.content)
    assert recipient.comes_to(lambda number: number == 0) == 0
    for place in PLACES:
        before = min(place, len(times) - 1)
        after = times[before + 1] if before + 1 < len(times) else seconds
        at = (times[before] + after) / 2
        # A film that is over with its first picture may be said to stand at its end.
        assert recipient.seeks(at) == pytest.approx(at, abs=0.5 / RATE + 0.002)
        check_picture(recipient, at, times)
    recipient.seeks(max(0.0, seconds - PLAYED_OUT))
    assert recipient.plays_out() == pytest.approx(seconds, rel=0.05)
    check_picture(recipient, shown.duration, times)
    assert recipient.failures() == []


def check_picture(recipient: Screen, at: float, times: Sequence[float]) -> None:
    """What is shown at that moment is the picture that was recorded last before it.

    Where there were more than 33 a second, it may be one of those just before that.
    """
    right = bisect_right(times, at) - 1

    def is_right(number: int) -> bool:
        return number == right or 0 <= at - times[number] < THINNED

    assert is_right(recipient.comes_to(is_right)), (right, at)


def check_heard(recipient: Screen, made: Made) -> None:
    """It plays from wherever one goes in it, to its end."""
    shown = recipient.shows(made)
    assert shown.duration == pytest.approx(SECONDS, rel=0.05)
    for at in (SECONDS - PLAYED_OUT, 0.5, 2.4, 1.2, SECONDS - PLAYED_OUT):
        assert recipient.seeks(at) == pytest.approx(at, abs=0.002)
    assert recipient.plays_out() == pytest.approx(SECONDS, rel=0.05)
    assert recipient.failures() == []
