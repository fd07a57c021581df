import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from service.media import codecs
from service.media.binary import find_ffmpeg
from service.media.kinds import Kind
from service.media.refusals import Refusal, Refused
from tests.factories import recordings
from tests.media.accepted import ACCEPTED, table
from tests.media.conftest import decoded, made_from

PAGE = Path(__file__).resolve().parents[2] / "docs" / "media.md"
Shelf = Callable[[str], Path]


NEVER = (
    *(("gif", ()), ("flv", ("-c:v", "flv1", "-ar", "44100")), ("mxf", ("-ar", "48000"))),
    *(("aiff", ("-vn",)), ("au", ("-vn",)), ("caf", ("-vn",)), ("swf", ("-ar", "44100"))),
    *(
        ("y4m", ("-an",)),
        ("ivf", ("-an", "-c:v", "libvpx")),
        ("h264", ("-an",)),
        ("m4v", ("-an", "-f", "m4v")),
    ),
    *(("png", ("-frames:v", "1")), ("jpg", ("-frames:v", "1")), ("webp", ("-frames:v", "1"))),
    *(("ac3", ("-vn",)), ("mp2", ("-vn",)), ("wv", ("-vn",)), ("tta", ("-vn",)), ("nut", ())),
)


def test_the_page_shows_the_table_as_it_is() -> None:
    page = PAGE.read_text("utf-8")
    assert "\n".join(table()) in page, "in docs/media.md belongs:\n" + "\n".join(table())
    assert len(ACCEPTED) >= 19


def test_nothing_may_be_decoded_that_the_table_does_not_make() -> None:
    samples = [sample for row in ACCEPTED for sample in row.samples]
    assert {one.picture for one in samples} - {""} == codecs.PICTURE_CODECS
    assert {one.sound for one in samples} == codecs.SOUND_CODECS
    assert {row.kind for row in ACCEPTED} == set(Kind)


@pytest.mark.parametrize(("ending", "options"), NEVER, ids=[ending for ending, _ in NEVER])
async def test_nothing_outside_the_table_is_accepted(
    ending: str, options: tuple[str, ...], tmp_path: Path
) -> None:
    both = (*recordings.MOVING_PICTURE, *recordings.SPEECH_LIKE_SOUND, "-t", "1")
    path = recordings.record(tmp_path / f"other.{ending}", *both, *options)
    with pytest.raises(Refused) as refused:
        await made_from(path)
    assert refused.value.refusal in {Refusal.KIND_NOT_ACCEPTED, Refusal.NOT_A_RECORDING}


async def test_a_webm_that_never_learned_its_length_is_accepted(shelf: Shelf) -> None:
    path = recordings.browser_video(shelf("live.webm"), "-f", "webm", "-live", "1")
    made = await made_from(path)
    assert made.facts.declared_duration_ms is None
    assert made.facts.duration_ms == pytest.approx(2000, rel=0.05)


async def test_a_length_that_ffmpeg_only_guessed_is_not_held_against_it(shelf: Shelf) -> None:
    quiet_then_loud = "[0][1]concat=n=2:v=0:a=1"
    path = recordings.record(
        shelf("varying.aac"),
        *("-f", "lavfi", "-i", "sine=frequency=220:sample_rate=44100:duration=10"),
        *("-f", "lavfi", "-i", "anoisesrc=duration=10", "-filter_complex", quiet_then_loud),
        *("-c:a", "aac", "-q:a", "1"),
    )
    made = await made_from(path)
    assert made.facts.declared_duration_ms is None
    assert made.facts.duration_ms == pytest.approx(20_000, rel=0.01)
    assert made.facts.flags == ()


async def test_a_picture_without_sound_is_accepted(shelf: Shelf) -> None:
    made = await made_from(recordings.phone_video(shelf("silent.mp4"), "-an"))
    assert (made.facts.video_codec, made.facts.audio_codec) == ("h264", None)
    assert decoded(made.content).sound_codec is None


@pytest.mark.parametrize(
    ("degrees", "red_at"), [(90, "bottom left"), (-90, "top right"), (180, "bottom right")]
)
async def test_a_turned_video_comes_out_upright(degrees: int, red_at: str, shelf: Shelf) -> None:
    made = await made_from(recordings.turned_video(shelf(f"turned{degrees}.mov"), degrees))
    across, down = (320, 240) if degrees == 180 else (240, 320)
    assert (made.facts.width, made.facts.height) == (across, down)
    frame = decoded(made.content).first_frame
    assert frame is not None
    plane = frame.reformat(format="rgb24").planes[0]
    pixels = bytes(plane)
    assert (plane.width, plane.height) == (across, down)
    corners = {
        f"{row} {column}": pixels[y * plane.line_size + 3 * x :][:3]
        for row, y in (("top", 20), ("bottom", down - 20))
        for column, x in (("left", 20), ("right", across - 20))
    }
    red = [name for name, (r, _, b) in corners.items() if r > 150 > b]
    assert red == [red_at]


async def test_a_large_picture_is_brought_within_the_box(shelf: Shelf) -> None:
    big = recordings.phone_video(shelf("big.mp4"), "-vf", "scale=1920:1080,setsar=1", seconds=0.4)
    made = await made_from(big)
    assert (made.facts.width, made.facts.height) == (1280, 720)


async def test_pixels_that_are_not_square_are_made_so(shelf: Shelf) -> None:
    wide = recordings.phone_video(shelf("wide.mp4"), "-vf", "setsar=4/3", seconds=0.4)
    made = await made_from(wide)
    assert (made.facts.width, made.facts.height) == (426, 240)


async def test_high_dynamic_range_is_brought_to_the_standard_range(shelf: Shelf) -> None:
    path = recordings.bright_video(shelf("hdr.mov"), *recordings.MOVING_PICTURE, seconds=0.4)
    frame = decoded((await made_from(path)).content).first_frame
    assert frame is not None
    assert frame.format.name == "yuv420p"
    bt709 = 1
    assert frame.color_trc == bt709


async def test_a_thousand_frames_a_second_are_thinned(shelf: Shelf) -> None:
    path = recordings.fast_video(shelf("fast.mkv"))
    assert decoded((await made_from(path)).content).frames <= 34


async def test_progress_only_grows_and_ends_at_one(shelf: Shelf) -> None:
    made = await made_from(recordings.phone_video(shelf("progress.mp4")))
    assert list(made.progress) == sorted(set(made.progress))
    assert made.progress[-1] == 1.0
    assert made.progress[0] < 1.0


def test_the_wheels_ffmpeg_is_the_one_in_use() -> None:
    said = subprocess.run(
        [find_ffmpeg().program, "-version"], capture_output=True, text=True, check=True
    )
    assert said.stdout.startswith("ffmpeg version")
