import asyncio

import pytest

from service.media.limits import Limits
from service.media.probe import Declared, _channels, _check, _Reading
from service.media.refusals import Refusal, Refused

PHONE = """\
Input #0, mov,mp4,m4a,3gp,3g2,mj2, from 'http://127.0.0.1:1/x':
  Metadata:
    title           : Holiday
                    :   Duration: 10:00:00.00
  Duration: 00:01:02.50, start: 0.000000, bitrate: 778 kb/s
  Stream #0:0[0x1](und): Video: hevc (Main 10) (hvc1 / 0x31637668), yuv420p10le(tv, \
bt2020nc/bt2020/arib-std-b67), 1920x1080 [SAR 1:1 DAR 16:9], 8000 kb/s, 30 fps (default)
    Side data:
      Display Matrix: rotation of -90.00 degrees
  Stream #0:1[0x2](und): Audio: aac (LC) (mp4a / 0x6134706D), 44100 Hz, mono, fltp, 69 kb/s
  Stream #0:2[0x3](und): Data: none (mebx / 0x7862656D) (default)
Stream mapping:
  Stream #0:0 -> #0:0 (copy)
Output #0, null, to 'pipe:':
  Stream #0:0: Video: h264, yuv420p, 9999x9999
"""


def understood(words: str) -> Declared:
    reading = _Reading()

    async def take_all() -> None:
        for line in words.splitlines():
            await reading.take(line)

    asyncio.run(take_all())
    return reading.declared


def test_a_phones_video_is_understood() -> None:
    declared = understood(PHONE)
    assert declared.duration_ms == 62_500
    assert declared.tracks == 3
    assert declared.picture is not None
    assert declared.sound is not None
    assert (declared.picture.codec, declared.picture.width, declared.picture.height) == (
        "hevc",
        1920,
        1080,
    )
    assert declared.picture.high_dynamic_range
    assert declared.picture.square_pixels
    assert (declared.sound.codec, declared.sound.sample_rate, declared.sound.channels) == (
        "aac",
        44100,
        1,
    )


def test_a_codec_tag_is_not_taken_for_a_picture_size() -> None:
    declared = understood(PHONE)
    assert declared.picture is not None
    assert declared.picture.width != 0


def test_a_length_that_is_not_known_is_none() -> None:
    assert (
        understood(PHONE.replace("  Duration: 00:01:02.50", "  Duration: N/A")).duration_ms is None
    )


def test_a_cover_is_no_picture() -> None:
    covered = PHONE.replace("30 fps (default)", "90k tbr (attached pic)")
    assert understood(covered).picture is None


@pytest.mark.parametrize(
    ("layout", "channels"),
    [
        ("mono", 1),
        ("stereo", 2),
        ("2.1", 3),
        ("quad", 4),
        ("5.1(side)", 6),
        ("7.1", 8),
        ("5.1.2", 8),
        ("22.2", 24),
        ("16 channels", 16),
        ("65535 channels (FL+FR)", 65535),
        ("ambisonic 7", 0),
        ("something new", 0),
    ],
)
def test_channels_are_counted_from_the_name_of_their_layout(layout: str, channels: int) -> None:
    assert _channels(layout) == channels


@pytest.mark.parametrize(("rate", "accepted"), [(1, False), (3_999, False), (4_000, True)])
def test_a_rate_that_would_make_a_small_file_an_hour_s_work_is_refused(
    rate: int, *, accepted: bool
) -> None:
    declared = understood(f"  Stream #0:0: Audio: pcm_s16le, {rate} Hz, mono, s16\n")
    if accepted:
        _check(declared, Limits())
        return
    with pytest.raises(Refused) as refused:
        _check(declared, Limits())
    assert refused.value.refusal is Refusal.SOUND_NOT_ACCEPTED


@pytest.mark.parametrize(
    ("words", "interlaced"),
    [
        ("yuv420p(tv, bt709, top first), 1920x1080", True),
        ("yuv420p(bottom first), 640x480", True),
        ("yuv422p10le(tv, top coded first (swapped)), 640x480", True),
        ("yuv420p(tv, progressive), 640x480", False),
        ("yuv420p(tv), 640x480", False),
        ("yuv420p, 640x480", False),
    ],
)
def test_pictures_that_show_two_moments_are_noticed(words: str, *, interlaced: bool) -> None:
    told = f"Input #0, mov, from 'x':\n  Stream #0:0[0x1]: Video: h264 (High), {words}, 25 fps\n"
    declared = understood(told)
    assert declared.picture is not None
    assert declared.picture.interlaced is interlaced
