"""What a rendition says of itself is what it shows and sounds like, and never more than fits."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import av
import pytest
from PIL import Image, ImageChops, ImageStat

from service.media import sandbox
from service.media.bubblewrap import bubblewrapped
from service.media.landlock import landlocked
from service.media.limits import Limits
from service.media.rendition import make_safe_rendition
from service.sealing.preview import MOST_PEAKS, Preview, Still, read_preview
from service.sealing.schemas_edits import changed
from tests.factories.marked import marked_picture
from tests.factories.recordings import (
    H264,
    MOVING_PICTURE,
    SPEECH_LIKE_SOUND,
    BytesSource,
    phone_video,
    record,
    sound,
)
from tests.media.conftest import Made, film_of, made_from, preview_of
from tests.media.structure import strange_on_page, tags
from tests.media.test_safer import FINE, cut, hiding, safer

Shelf = Callable[[str], Path]

LOUD = "aevalsrc='0.5*sin(2*PI*440*t)*(lt(t,2)+gte(t,4))':s=48000:d=6"
"""Two seconds of a tone, two of silence, two of the tone."""
BLACK_AT_FIRST = "color=black:size=320x240:rate=25:duration=2[b];{};[b][p]concat=n=2"
EDGE_MS = 150
"""How far a filter, a coder and the evening of loudness may carry sound into silence."""
SILENT, AUDIBLE = 4, 25
MOST_OFF = 12
"""Levels of 255: what reading at 8,000 samples a second and coding may change."""
ALIKE = 12


def tone(path: Path, *more: str) -> Path:
    return record(path, "-f", "lavfi", "-i", LOUD, *more)


def film(path: Path, *more: str) -> Path:
    """Black for two seconds, then a picture; loud, silent, loud."""
    picture = BLACK_AT_FIRST.format("testsrc2=size=320x240:rate=25:duration=4[p]")
    inputs = ("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", LOUD)
    return record(path, *inputs, *H264, "-c:a", "aac", *more)


def within(preview: Preview, begin_ms: float, end_ms: float) -> list[int]:
    """The peaks of the stretches that lie in this time, by the time of the rendition."""
    begins = [preview.begins_ms + at * preview.each_ms for at in range(len(preview.peaks))]
    return [
        peak
        for at, peak in zip(begins, preview.peaks, strict=True)
        if begin_ms <= at and at + preview.each_ms <= end_ms
    ]


def heard(content: bytes, each_ms: int) -> list[int]:
    """The same by another decoder: the loudest of each stretch of both channels, 0 to 255."""
    left, right = list[float](), list[float]()
    with av.open(io.BytesIO(content), mode="r") as container:
        plain = av.AudioResampler(format="fltp", layout="stereo", rate=48_000)
        for frame in container.decode(audio=0):
            for part in plain.resample(frame):
                for channel, plane in zip((left, right), part.planes, strict=True):
                    channel.extend(memoryview(plane).cast("f")[: part.samples])
    step = 48 * each_ms
    return [
        min(255, round(256 * max(map(abs, left[at : at + step] + right[at : at + step]))))
        for at in range(0, len(left), step)
    ]


def picture_of(still: Still) -> Image.Image:
    shown = Image.open(io.BytesIO(still.content)).convert("RGB")
    assert shown.size == (still.width, still.height)
    return shown


def pictures(content: bytes) -> list[Image.Image]:
    with av.open(io.BytesIO(content), mode="r") as container:
        return [_image(frame) for frame in container.decode(video=0)]


def _image(frame: av.VideoFrame) -> Image.Image:
    (plane,) = frame.reformat(format="rgb24").planes
    size = (frame.width, frame.height)
    return Image.frombytes("RGB", size, bytes(plane), "raw", "RGB", plane.line_size)


def difference(one: Image.Image, other: Image.Image) -> float:
    """How much two pictures differ, in levels of 255, as small as either may be."""
    small = [each.resize((80, 60), Image.Resampling.BOX) for each in (one, other)]
    return sum(ImageStat.Stat(ImageChops.difference(*small)).mean) / 3


def still_of(preview: Preview) -> Still:
    assert preview.still is not None
    return preview.still


@pytest.fixture(scope="module")
async def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return await made_from(film(tmp_path_factory.mktemp("preview") / "film.mp4"))


async def test_it_is_loud_and_silent_where_the_rendition_is(made: Made) -> None:
    preview = made.preview
    assert (preview.begins_ms, preview.each_ms) == (0, 20)
    assert len(preview.peaks) == pytest.approx(made.facts.duration_ms / 20, abs=3)
    assert min(within(preview, 0, 2000 - EDGE_MS)) > AUDIBLE
    assert max(within(preview, 2000 + EDGE_MS, 4000 - EDGE_MS)) < SILENT
    assert min(within(preview, 4000 + EDGE_MS, 6000 - EDGE_MS)) > AUDIBLE


async def test_its_peaks_are_those_that_another_decoder_hears(made: Made) -> None:
    loud = heard(made.content, made.preview.each_ms)
    for at in range(len(made.preview.peaks) - 3):
        around = loud[max(0, at - 1) : at + 2]
        assert min(around) - MOST_OFF <= made.preview.peaks[at] <= max(around) + MOST_OFF, at


async def test_its_still_is_one_of_its_pictures_and_not_a_black_one(made: Made) -> None:
    still = picture_of(still_of(made.preview))
    assert still.size == (320, 240)
    assert min(difference(still, one) for one in pictures(made.content)) < ALIKE
    assert sum(ImageStat.Stat(still).mean) / 3 > 60, "the first two seconds are black"


async def test_its_still_is_a_picture_and_nothing_else(made: Made) -> None:
    assert strange_on_page(tags(still_of(made.preview).content)) == {}


async def test_it_stands_behind_what_ffmpeg_made_and_is_read_in_any_parts(shelf: Shelf) -> None:
    content = phone_video(shelf("in-parts.mp4"), seconds=1).read_bytes()
    with await make_safe_rendition(BytesSource(content), on_progress=_ignore) as made:
        whole = made.read(0, made.size)
        assert len(whole) == made.size
        film = len(film_of(whole))
        for step in (1, 1000, film - 1, film, film + 1):
            beginning = max(0, film - 2 * step)
            parts = [made.read(at, step) for at in range(beginning, made.size + step, step)]
            assert b"".join(parts) == whole[beginning:]
    assert preview_of(whole).still is not None


async def test_the_same_comes_out_between_either_walls(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = film(shelf("either.mp4"))
    found = []
    for walls in (bubblewrapped, landlocked):
        monkeypatch.setattr(sandbox, "WALLS", (walls,))
        found.append((await made_from(path)).preview)
    assert found[0] == found[1]


async def test_what_is_upside_down_in_the_other_ear_is_not_silent(shelf: Shelf) -> None:
    opposite = "aevalsrc='0.5*sin(2*PI*440*t)|-0.5*sin(2*PI*440*t)':s=48000:d=2"
    path = record(shelf("opposite.wav"), "-f", "lavfi", "-i", opposite)
    assert min((await made_from(path)).preview.peaks[5:-5]) > AUDIBLE


async def test_sound_that_begins_later_is_shown_later(shelf: Shelf) -> None:
    late = ("-itsoffset", "1.5", *SPEECH_LIKE_SOUND, *H264, "-c:a", "aac", "-t", "3")
    made = await made_from(record(shelf("late.mp4"), *MOVING_PICTURE, *late))
    assert made.preview.begins_ms == pytest.approx(1500, abs=60)
    peaks = made.preview.peaks
    assert made.preview.begins_ms + 20 * len(peaks) == pytest.approx(3000, abs=100)


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("still-face.mp4", (*MOVING_PICTURE, *H264, "-t", "1")),
        ("one.mp4", (*MOVING_PICTURE, *H264, "-frames:v", "1")),
        ("thousand.mp4", (*marked_picture(1000), *H264, "-t", "2")),
    ],
)
async def test_of_a_film_without_sound_there_is_a_still(
    name: str, inputs: Sequence[str], shelf: Shelf
) -> None:
    made = await made_from(record(shelf(name), *inputs))
    assert (made.preview.begins_ms, made.preview.each_ms, made.preview.peaks) == (0, 0, b"")
    assert difference(picture_of(still_of(made.preview)), pictures(made.content)[0]) < 40


@pytest.mark.parametrize("seconds", [1, 4])
async def test_of_a_silent_recording_the_peaks_say_so(shelf: Shelf, seconds: int) -> None:
    """Also of one that is over before its loudness could be told, which is no number then."""
    silence = ("-f", "lavfi", "-i", "anullsrc=sample_rate=48000:channel_layout=stereo")
    made = await made_from(record(shelf("silent.wav"), *silence, "-t", str(seconds)))
    assert made.preview.still is None
    assert len(made.preview.peaks) == pytest.approx(50 * seconds, abs=3)
    assert set(made.preview.peaks) == {0}


async def test_over_a_long_gap_there_are_no_more_peaks_than_may_be(shelf: Shelf) -> None:
    apart = "setpts='PTS+gte(T,2)*300/TB'"
    picture, heard_in = "testsrc2=size=64x48:rate=5", "sine=frequency=440:sample_rate=48000"
    path = record(
        shelf("gap.mkv"),
        *("-f", "lavfi", "-i", f"{picture},{apart}", "-f", "lavfi", "-i", f"{heard_in},a{apart}"),
        *(*H264, "-c:a", "aac", "-fps_mode", "passthrough", "-t", "304"),
    )
    made = await made_from(path)
    assert made.facts.duration_ms == pytest.approx(304_000, rel=0.001)
    preview = made.preview
    assert MOST_PEAKS // 2 <= len(preview.peaks) <= MOST_PEAKS
    assert preview.peaks[0] > AUDIBLE
    assert max(within(preview, 3_000, 301_000)) < SILENT
    assert max(within(preview, 302_000, 304_500)) > AUDIBLE


async def test_a_still_that_would_be_too_large_is_none_and_the_rendition_is_whole(
    shelf: Shelf,
) -> None:
    noise = "color=gray:size=720x720:rate=25,noise=alls=100:allf=t"
    path = record(shelf("noise.mp4"), "-f", "lavfi", "-i", noise, *H264, "-qp", "4", "-t", "0.4")
    with await make_safe_rendition(BytesSource(path.read_bytes()), on_progress=_ignore) as made:
        assert read_preview(made.read, made.size) is None
        assert made.facts.video_codec == "h264"


async def test_a_rendition_that_has_no_room_for_it_is_whole_without(shelf: Shelf) -> None:
    content = sound(shelf("full.wav"), seconds=1).read_bytes()
    whole = (await made_from(content)).content
    film = film_of(whole)
    for room, expected in ((len(whole), whole), (len(whole) - 1, film)):
        limits = Limits(output_bytes=room)
        source = BytesSource(content)
        with await make_safe_rendition(source, on_progress=_ignore, limits=limits) as made:
            assert made.read(0, made.size) == expected


class TestOfASaferRendition:
    async def test_the_still_shows_no_more_than_its_pictures(self, shelf: Shelf) -> None:
        *read, picture = marked_picture()
        steady = (*H264, "-crf", "12", "-t", "3")
        path = record(shelf("fine.mp4"), *read, f"{picture},{FINE}", *steady)
        plain, hidden = (
            picture_of(still_of(one.preview))
            for one in (
                await safer(path),
                await safer(path, hiding("pixelate", (0, 0), (0, 0, 1000, 1000))),
            )
        )
        assert detail(plain) > 40
        assert detail(hidden) < 10

    async def test_the_peaks_are_those_of_the_sound_that_is_left(self, shelf: Shelf) -> None:
        path = film(shelf("to-be-cut.mp4"))
        preview = (await safer(path, cut(0, 2))).preview
        assert max(within(preview, 0 + EDGE_MS, 2000 - EDGE_MS)) < SILENT
        assert min(within(preview, 2000 + EDGE_MS, 4000 - EDGE_MS)) > AUDIBLE
        assert preview.begins_ms + 20 * len(preview.peaks) == pytest.approx(4000, abs=150)

    async def test_of_the_sound_alone_there_is_no_still(self, shelf: Shelf) -> None:
        preview = (await safer(film(shelf("heard.mp4")), changed("sound-only"))).preview
        assert preview.still is None
        assert max(preview.peaks) > AUDIBLE


def detail(picture: Image.Image) -> float:
    """How much neighbours differ in the lower half of a picture, of 255."""
    grey = picture.convert("L").crop((0, picture.height // 2, picture.width, picture.height))
    beside = ImageChops.difference(grey, ImageChops.offset(grey, 1, 0))
    return float(ImageStat.Stat(beside).mean[0])


async def _ignore(_fraction: float) -> None: ...
