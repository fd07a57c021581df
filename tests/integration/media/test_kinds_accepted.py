import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from service.media.binary import find_ffmpeg
from service.media.rendition import make_safe_rendition
from tests.factories import recordings
from tests.integration.media.conftest import decoded, made_from

Shelf = Callable[[str], Path]


@pytest.mark.parametrize(
    ("name", "extra"),
    [
        ("phone.mp4", ()),
        ("phone.mov", ()),
        ("phone.3gp", ()),
        ("camera.mkv", ()),
        ("fragmented.mp4", ("-movflags", "+frag_keyframe+empty_moov")),
    ],
)
async def test_a_video_becomes_h264_and_aac(
    name: str, extra: tuple[str, ...], shelf: Shelf
) -> None:
    made = await made_from(recordings.phone_video(shelf(name), *extra))
    assert made.facts.container == "mp4"
    assert (made.facts.video_codec, made.facts.audio_codec) == ("h264", "aac")
    assert (made.facts.width, made.facts.height) == (320, 240)
    assert made.facts.duration_ms == pytest.approx(2000, rel=0.05)
    assert made.facts.flags == ()
    found = decoded(made.content)
    assert (found.picture_codec, found.sound_codec) == ("h264", "aac")
    assert found.frames == 50
    assert found.sound_seconds == pytest.approx(2, rel=0.05)


async def test_a_browsers_webm_becomes_h264_and_aac(shelf: Shelf) -> None:
    made = await made_from(recordings.browser_video(shelf("browser.webm")))
    assert (made.facts.video_codec, made.facts.audio_codec) == ("h264", "aac")
    assert made.facts.duration_ms == pytest.approx(2000, rel=0.05)
    found = decoded(made.content)
    assert (found.picture_codec, found.sound_codec, found.frames) == ("h264", "aac", 50)


async def test_a_webm_that_never_learned_its_length_is_accepted(shelf: Shelf) -> None:
    path = recordings.browser_video(shelf("live.webm"), "-f", "webm", "-live", "1")
    made = await made_from(path)
    assert made.facts.declared_duration_ms is None
    assert made.facts.duration_ms == pytest.approx(2000, rel=0.05)


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("recorder.wav", ("-c:a", "pcm_s16le")),
        ("recorder.mp3", ("-c:a", "libmp3lame")),
        ("bare.mp3", ("-c:a", "libmp3lame", "-id3v2_version", "0", "-write_xing", "0")),
        ("memo.m4a", ("-c:a", "aac")),
        ("opus.ogg", ("-c:a", "libopus")),
        ("vorbis.ogg", ("-c:a", "libvorbis")),
        ("lossless.flac", ("-c:a", "flac")),
    ],
)
async def test_sound_alone_becomes_aac_alone(
    name: str, codec: tuple[str, ...], shelf: Shelf
) -> None:
    made = await made_from(recordings.sound(shelf(name), *codec))
    assert made.facts.container == "m4a"
    assert (made.facts.video_codec, made.facts.audio_codec) == (None, "aac")
    assert (made.facts.width, made.facts.height) == (None, None)
    assert made.facts.duration_ms == pytest.approx(2000, rel=0.05)
    found = decoded(made.content)
    assert (found.picture_codec, found.sound_codec) == (None, "aac")
    assert found.sound_seconds == pytest.approx(2, rel=0.05)


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
    path = recordings.record(
        shelf("hdr.mov"),
        *recordings.MOVING_PICTURE,
        *("-t", "0.4", "-c:v", "libx265", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le"),
        "-x265-params",
        "log-level=none:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:max-cll=1000,400"
        ":master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1)",
        *("-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc"),
    )
    frame = decoded((await made_from(path)).content).first_frame
    assert frame is not None
    assert frame.format.name == "yuv420p"
    bt709 = 1
    assert frame.color_trc == bt709


async def test_a_thousand_frames_a_second_are_thinned(shelf: Shelf) -> None:
    path = recordings.record(
        shelf("fast.mkv"),
        *("-f", "lavfi", "-i", "testsrc2=size=64x64:rate=1000", "-t", "1"),
        *("-c:v", "libx264", "-preset", "ultrafast"),
    )
    assert decoded((await made_from(path)).content).frames <= 34


async def test_progress_only_grows_and_ends_at_one(shelf: Shelf) -> None:
    made = await made_from(recordings.phone_video(shelf("progress.mp4")))
    assert list(made.progress) == sorted(set(made.progress))
    assert made.progress[-1] == 1.0
    assert made.progress[0] < 1.0


async def test_a_track_far_from_its_neighbour_is_not_read_over_and_over(shelf: Shelf) -> None:
    path = recordings.record(
        shelf("apart.mov"),
        *recordings.MOVING_PICTURE,
        *("-f", "lavfi", "-i", "anoisesrc=sample_rate=48000", "-t", "20"),
        *("-c:v", "libx264", "-preset", "ultrafast", "-b:v", "3M", "-minrate", "3M"),
        *("-maxrate", "3M", "-bufsize", "1M", "-x264-params", "nal-hrd=cbr"),
        *("-c:a", "pcm_s16le", "-ac", "2", "-chunk_duration", "600000000"),
        *("-max_interleave_delta", "0"),
    )
    source = recordings.BytesSource(path.read_bytes())

    async def ignore(fraction: float) -> None:
        assert fraction <= 1

    with await make_safe_rendition(source, on_progress=ignore):
        # Once to probe, at most, and once to transcode.
        assert source.size > 8_000_000
        assert source.bytes_read < 2.1 * source.size


def test_the_wheels_ffmpeg_is_the_one_in_use() -> None:
    said = subprocess.run(
        [find_ffmpeg().program, "-version"], capture_output=True, text=True, check=True
    )
    assert said.stdout.startswith("ffmpeg version")
