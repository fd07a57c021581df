"""Safer renditions, read back by another decoder: what is taken away is gone, and only that."""

import io
import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import pytest

from service.media.refusals import Refusal, Refused
from service.media.rendition import make_safe_rendition
from service.sealing.schemas_edits import Edit, changed, check_edits
from tests.factories.marked import CELLS, RATE, marked_picture, number_of
from tests.factories.recordings import (
    H264,
    SPEECH_LIKE_SOUND,
    BytesSource,
    record,
    with_a_note_to_turn,
)
from tests.media.conftest import Made

SAMPLES = 48_000
SECONDS = 8
MARK_FOOT = 0.4
"""The marks of a picture end above this part of its height."""
LOW, HIGH, LAST = 300, 1_000, 600
"""The tones of the film, in hertz: from the beginning, from 2 to 4 seconds, and from 6 on."""
IN_STEP = 0.03
"""How far a sound may be from its picture, in seconds; nobody hears less than 45 ms."""
LAST_PIECE_MS = 100
"""Loudness is made even by the tenth of a second, and a file's length counts the last one whole."""
_HERTZ = f"if(lt(t,2),{LOW},if(lt(t,4),{HIGH},if(lt(t,6),{LOW},{LAST})))"
_TONE = f"aevalsrc='0.4*sin(2*PI*t*{_HERTZ})':s={SAMPLES}:d={SECONDS}"
TONES = ("-f", "lavfi", "-i", _TONE)
FINE = "geq=lum='if(lt(Y,100),lum(X,Y),255*mod(floor(X/2)+floor(Y/2),2))':cb=128:cr=128"
"""The lower part of each picture is a board of squares of two pixels, all the same detail."""


@dataclass(frozen=True)
class Shown:
    """One picture as it came out: when, and how bright each of its pixels is."""

    at: float
    width: int
    height: int
    rows: tuple[bytes, ...]

    @property
    def number(self) -> int:
        """Which picture of the film it is."""
        places = ((round(x * self.width), round(y * self.height)) for x, y in CELLS)
        return number_of([self.rows[y][x] for x, y in places])

    def detail(self, left: float, top: float, right: float, foot: float) -> float:
        """How much neighbours differ within a part of the picture, of 255."""
        across = range(round(left * self.width), round(right * self.width) - 1)
        down = range(round(top * self.height), round(foot * self.height), 3)
        found = [abs(self.rows[y][x] - self.rows[y][x + 1]) for y in down for x in across]
        return sum(found) / len(found)


def pictures(content: bytes) -> list[Shown]:
    with av.open(io.BytesIO(content), mode="r") as container:
        return [_shown(frame) for frame in container.decode(video=0)]


def _shown(frame: av.VideoFrame) -> Shown:
    plane = frame.planes[0]
    raw, line = bytes(plane), plane.line_size
    rows = tuple(raw[y * line : y * line + frame.width] for y in range(frame.height))
    return Shown(frame.time or 0.0, frame.width, frame.height, rows)


def sound(content: bytes) -> "array[int]":
    """The sound, one channel, 48,000 samples a second."""
    heard: array[int] = array("h")
    with av.open(io.BytesIO(content), mode="r") as container:
        one = av.AudioResampler(format="s16", layout="mono", rate=SAMPLES)
        for frame in container.decode(audio=0):
            for part in one.resample(frame):
                heard.frombytes(bytes(part.planes[0])[: 2 * part.samples])
    return heard


def strength(heard: Sequence[int], hertz: float) -> float:
    """How much of these samples is a tone, from 0 to about 1 (Goertzel)."""
    turn = 2 * math.cos(2 * math.pi * hertz / SAMPLES)
    before, last = 0.0, 0.0
    for one in heard:
        before, last = last, one + turn * last - before
    power = before**2 + last**2 - turn * before * last
    everything = sum(one * one for one in heard) or 1
    return 2 * power / (len(heard) * everything)


def begins(heard: Sequence[int], hertz: float, step: float = 0.01) -> float:
    """When a tone is first most of what is heard, in seconds."""
    size = int(step * SAMPLES)
    for at in range(0, len(heard) - 2 * size, size):
        if strength(heard[at : at + 2 * size], hertz) > 0.5:
            return at / SAMPLES
    pytest.fail(f"{hertz} hertz is nowhere")


def most(heard: Sequence[int], hertz: float) -> float:
    """The most that any twentieth of a second has of a tone."""
    size = SAMPLES // 20
    return max(strength(heard[at : at + size], hertz) for at in range(0, len(heard) - size, size))


def hiding(kind: str, seconds: tuple[float, float], box: tuple[int, int, int, int]) -> Edit:
    begin, end = (round(at * 1000) for at in seconds)
    return Edit(kind, begin, end, *box)


def cut(begin: float, end: float) -> Edit:
    return hiding("cut", (begin, end), (0, 0, 0, 0))


async def safer(recording: Path, *edits: Edit) -> Made:
    async def tell(_fraction: float) -> None:
        pass

    source = BytesSource(recording.read_bytes())
    wanted = check_edits(tuple(edits))
    with await make_safe_rendition(source, on_progress=tell, edits=wanted) as made:
        return Made(made.read(0, made.size), made.facts, ())


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Marked pictures above, fine squares below, tones that say when they are."""
    *read, picture = marked_picture()
    path = tmp_path_factory.mktemp("safer") / "film.mp4"
    inputs = (*read, f"{picture},{FINE}", *TONES)
    steady = ("-crf", "12", "-g", str(RATE))
    return record(path, *inputs, *H264, *steady, "-c:a", "aac", "-t", str(SECONDS))


BELOW = (0.0, 0.5, 1.0, 1.0)
BOX = (500, 500, 400, 400)
INSIDE = (0.53, 0.55, 0.87, 0.87)
BESIDE = (0.0, 0.5, 0.45, 1.0)
FINE_ENOUGH, SMOOTH = 60.0, 15.0


class TestACut:
    async def test_takes_each_picture_of_it_and_no_other(self, film: Path) -> None:
        made = await safer(film, cut(2, 4))
        found = [one.number for one in pictures(made.content)]
        assert found == [*range(2 * RATE), *range(4 * RATE, SECONDS * RATE)]

    async def test_leaves_no_gap_and_moves_nothing_else(self, film: Path) -> None:
        made = await safer(film, cut(2, 4))
        for one in pictures(made.content):
            gone = 2 if one.number >= 4 * RATE else 0
            assert one.at == pytest.approx(one.number / RATE - gone, abs=0.002)
        assert made.facts.duration_ms == pytest.approx((SECONDS - 2) * 1000, abs=60)
        assert made.facts.declared_duration_ms == pytest.approx(SECONDS * 1000, abs=60)
        assert made.facts.flags == ()

    async def test_takes_the_sound_of_it_and_keeps_the_rest_in_step(self, film: Path) -> None:
        whole, made = (
            sound((await safer(film)).content),
            sound((await safer(film, cut(2, 4))).content),
        )
        assert most(whole, HIGH) > 0.5
        assert most(made, HIGH) < 0.02
        assert begins(whole, LAST) == pytest.approx(6, abs=IN_STEP)
        assert begins(made, LAST) == pytest.approx(4, abs=IN_STEP)

    async def test_may_be_made_in_several_places_from_the_first_to_the_last(
        self, film: Path
    ) -> None:
        cuts = (cut(0, 1.04), cut(3, 3.04), cut(7, 60))
        made = await safer(film, *cuts)
        found = [one.number for one in pictures(made.content)]
        assert found == [*range(26, 75), *range(76, 175)]
        heard = sound(made.content)
        assert made.facts.duration_ms == pytest.approx(5_920, abs=LAST_PIECE_MS)
        assert len(heard) / SAMPLES == pytest.approx(5.92, abs=IN_STEP)
        assert begins(heard, LAST) == pytest.approx(4.92, abs=IN_STEP)

    async def test_of_everything_leaves_nothing_to_release(self, film: Path) -> None:
        with pytest.raises(Refused) as refused:
            await safer(film, cut(0, 60))
        assert refused.value.refusal is Refusal.DAMAGED


class TestAHiddenBox:
    @pytest.mark.parametrize("kind", ["blur", "pixelate"])
    async def test_is_hidden_in_its_time_and_nowhere_else(self, film: Path, kind: str) -> None:
        made = await safer(film, hiding(kind, (2, 4), BOX))
        shown = pictures(made.content)
        assert len(shown) == SECONDS * RATE
        for one in shown:
            hidden = 2 * RATE <= one.number < 4 * RATE
            assert (one.detail(*INSIDE) < SMOOTH) is hidden, one.number
            assert (one.detail(*INSIDE) > FINE_ENOUGH) is not hidden, one.number
            assert one.detail(*BESIDE) > FINE_ENOUGH, one.number

    async def test_is_hidden_by_the_time_of_the_recording_where_something_was_cut_before(
        self, film: Path
    ) -> None:
        made = await safer(film, cut(0, 1), hiding("blur", (2, 4), BOX))
        hidden = [one.number for one in pictures(made.content) if one.detail(*INSIDE) < SMOOTH]
        assert hidden == [*range(2 * RATE, 4 * RATE)]

    async def test_may_be_the_whole_picture_throughout(self, film: Path) -> None:
        made = await safer(film, hiding("pixelate", (0, 0), (0, 0, 1000, 1000)))
        shown = pictures(made.content)
        assert len(shown) == SECONDS * RATE
        assert max(one.detail(*BELOW) for one in shown) < SMOOTH
        assert begins(sound(made.content), HIGH) == pytest.approx(2, abs=IN_STEP)

    async def test_lies_where_it_is_seen_in_a_picture_that_was_turned(self, tmp_path: Path) -> None:
        board = f"nullsrc=size=320x240:rate=25,{FINE.replace('lt(Y,100)', 'lt(Y,0)')}"
        path = tmp_path / "turned.mp4"
        inputs = ("-f", "lavfi", "-i", board, *SPEECH_LIKE_SOUND)
        record(path, *inputs, *H264, "-crf", "12", "-c:a", "aac", "-t", "1")
        with_a_note_to_turn(path, 90)
        made = await safer(path, hiding("blur", (0, 0), (0, 0, 1000, 250)))
        first = pictures(made.content)[0]
        assert (first.width, first.height) == (240, 320)
        assert first.detail(0.02, 0.02, 0.98, 0.22) < SMOOTH
        assert first.detail(0.02, 0.4, 0.98, 0.98) > FINE_ENOUGH

    async def test_however_small_and_many_at_once(self, film: Path) -> None:
        corners = ((0, 990), (990, 990))
        small = [hiding("blur", (0, 0), (left, top, 10, 10)) for left, top in corners]
        many = [hiding("blur", (1 + n / 10, 2), BOX) for n in range(8)]
        made = await safer(film, *small, *many)
        assert len(pictures(made.content)) == SECONDS * RATE


class TestSound:
    async def test_of_a_changed_voice_is_lower_and_stays_in_step(self, film: Path) -> None:
        heard = sound((await safer(film, changed("voice"))).content)
        assert most(heard, LOW) < 0.05
        assert most(heard, LOW * 0.75) > 0.5
        assert begins(heard, LAST * 0.75) == pytest.approx(6, abs=IN_STEP)
        assert len(heard) / SAMPLES == pytest.approx(SECONDS, abs=0.1)

    async def test_alone_has_no_picture(self, film: Path) -> None:
        made = await safer(film, cut(2, 4), changed("sound-only"))
        assert made.facts.container == "m4a"
        assert (made.facts.video_codec, made.facts.width) == (None, None)
        assert made.facts.duration_ms == pytest.approx((SECONDS - 2) * 1000, abs=60)
        with av.open(io.BytesIO(made.content), mode="r") as container:
            assert [one.type for one in container.streams] == ["audio"]

    async def test_alone_of_a_film_without_any_is_refused(self, tmp_path: Path) -> None:
        silent = record(tmp_path / "silent.mp4", *marked_picture(), *H264, "-t", "1")
        with pytest.raises(Refused) as refused:
            await safer(silent, changed("sound-only"))
        assert refused.value.refusal is Refusal.NO_SOUND_OR_PICTURE

    async def test_has_less_noise_and_keeps_what_was_said(self, tmp_path: Path) -> None:
        hiss = "anoisesrc=color=white:amplitude=0.05:seed=7:sample_rate=48000"
        tone = "sine=frequency=440:sample_rate=48000,volume=2"
        hum = "sine=frequency=40:sample_rate=48000,volume=2"
        path = record(
            tmp_path / "noisy.wav",
            *(part for one in (hiss, tone, hum) for part in ("-f", "lavfi", "-i", one)),
            *("-filter_complex", "[0][1][2]amix=inputs=3:duration=shortest:normalize=0"),
            *("-t", "6"),
        )
        plain = sound((await safer(path)).content)[3 * SAMPLES :]
        quiet = sound((await safer(path, changed("noise"))).content)[3 * SAMPLES :]
        assert most(quiet, 440) > most(plain, 440)
        assert strength(quiet, 40) < strength(plain, 40) / 3
