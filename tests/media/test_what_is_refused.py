import contextlib
import random
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from service.media.limits import Limits
from service.media.refusals import Refusal, Refused
from service.media.rendition import SHORTER_THAN_DECLARED, make_safe_rendition
from tests.factories import recordings
from tests.hostile_media.bending import boxes_within_boxes
from tests.media.conftest import decoded, made_from

Shelf = Callable[[str], Path]


async def ignore(fraction: float) -> None:
    assert 0 < fraction <= 1


async def refusal_of(content: bytes, limits: Limits | None = None) -> Refusal:
    source = recordings.BytesSource(content)
    with pytest.raises(Refused) as refused:
        await make_safe_rendition(source, on_progress=ignore, limits=limits or Limits())
    return refused.value.refusal


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Refusal.EMPTY_FILE),
        (b"A letter that was named .mp4 by mistake.\n" * 50, Refusal.NOT_A_RECORDING),
        (b"#EXTM3U\n#EXTINF:10,\nhttp://127.0.0.1:9/a.ts\n", Refusal.NOT_A_RECORDING),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", Refusal.NOT_A_RECORDING),
        (b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\n", Refusal.NOT_A_RECORDING),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Refusal.NOT_A_RECORDING),
        (b"<?xml version='1.0'?><MPD></MPD>", Refusal.NOT_A_RECORDING),
        (random.Random(1).randbytes(50_000), Refusal.NOT_A_RECORDING),
        (b"PK\x03\x04" + bytes(500), Refusal.KIND_NOT_ACCEPTED),
        (b"%PDF-1.7\n" + bytes(500), Refusal.KIND_NOT_ACCEPTED),
        (b"RIFF\x00\x10\x00\x00AVI LIST" + bytes(500), Refusal.DAMAGED),
        (b"\x00\x00\x00\x18ftypheic" + bytes(500), Refusal.KIND_NOT_ACCEPTED),
        (b"\x00\x00\x00\x18ftypisom" + bytes(500), Refusal.DAMAGED),
        (b"\x1a\x45\xdf\xa3" + bytes(500), Refusal.DAMAGED),
        (struct.pack(">I4s", 8, b"moov") * 15_000, Refusal.NO_SOUND_OR_PICTURE),
        (boxes_within_boxes(15_000), Refusal.DAMAGED),
    ],
)
async def test_what_is_no_recording_is_refused_with_its_reason(
    content: bytes, reason: Refusal
) -> None:
    assert await refusal_of(content) == reason


async def test_a_video_cut_short_with_its_index_first_is_accepted_and_flagged(
    shelf: Shelf,
) -> None:
    whole = recordings.phone_video(shelf("first.mp4"), index_first=True).read_bytes()
    made = await made_from(whole[: len(whole) // 2])
    assert made.facts.flags == (SHORTER_THAN_DECLARED,)
    assert made.facts.declared_duration_ms == pytest.approx(2000, rel=0.05)
    assert 0 < made.facts.duration_ms < 1900
    assert 0 < decoded(made.content).frames < 50


async def test_a_video_cut_short_before_its_index_is_damaged(shelf: Shelf) -> None:
    whole = recordings.phone_video(shelf("last.mp4")).read_bytes()
    assert await refusal_of(whole[: len(whole) // 2]) == Refusal.DAMAGED


async def test_a_webm_cut_short_is_accepted_and_flagged(shelf: Shelf) -> None:
    whole = recordings.browser_video(shelf("cut.webm")).read_bytes()
    made = await made_from(whole[: len(whole) // 2])
    assert made.facts.flags == (SHORTER_THAN_DECLARED,)


async def test_an_index_without_a_single_sample_is_damaged(shelf: Shelf) -> None:
    whole = recordings.phone_video(shelf("hollow.mp4"), index_first=True).read_bytes()
    assert await refusal_of(whole[: whole.index(b"mdat") + 4]) == Refusal.DAMAGED


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(input_bytes=1000), Refusal.TOO_LARGE),
        (Limits(output_bytes=20_000), Refusal.TOO_LARGE),
        (Limits(duration_seconds=1), Refusal.TOO_LONG),
        (Limits(tracks=1), Refusal.TOO_MANY_TRACKS),
        (Limits(pixels=300 * 200), Refusal.PICTURE_TOO_LARGE),
        (Limits(edge_pixels=300), Refusal.PICTURE_TOO_LARGE),
        (Limits(sample_rate=22_050), Refusal.SOUND_NOT_ACCEPTED),
    ],
)
async def test_each_limit_has_its_own_reason(limits: Limits, reason: Refusal, shelf: Shelf) -> None:
    content = recordings.phone_video(shelf("limits.mp4")).read_bytes()
    assert await refusal_of(content, limits) == reason


async def test_a_length_that_was_not_declared_is_limited_all_the_same(shelf: Shelf) -> None:
    path = recordings.browser_video(shelf("endless.webm"), "-f", "webm", "-live", "1", seconds=4)
    assert await refusal_of(path.read_bytes(), Limits(duration_seconds=1)) == Refusal.TOO_LONG


async def test_sixteen_channels_are_refused(shelf: Shelf) -> None:
    path = recordings.sound(shelf("many.wav"), "-ac", "16", "-c:a", "pcm_s16le", seconds=0.2)
    assert await refusal_of(path.read_bytes()) == Refusal.SOUND_NOT_ACCEPTED


async def test_forty_tracks_are_refused(shelf: Shelf) -> None:
    flat = recordings.sound(shelf("one.wav"), seconds=0.2)
    path = recordings.record(shelf("forty.mkv"), "-i", str(flat), *("-map", "0") * 40, "-c", "copy")
    assert await refusal_of(path.read_bytes()) == Refusal.TOO_MANY_TRACKS


async def test_a_codec_nobody_records_with_is_refused(shelf: Shelf) -> None:
    path = recordings.phone_video(shelf("rare.mkv"), "-c:v", "ffv1", seconds=0.2)
    assert await refusal_of(path.read_bytes()) == Refusal.CODEC_NOT_ACCEPTED


async def test_subtitles_alone_are_no_sound_or_picture(shelf: Shelf) -> None:
    words = shelf("alone.srt")
    words.write_text("1\n00:00:00,000 --> 00:00:01,000\nwords\n")
    path = recordings.record(shelf("alone.mkv"), "-i", str(words), "-c:s", "srt")
    assert await refusal_of(path.read_bytes()) == Refusal.NO_SOUND_OR_PICTURE


async def test_a_title_cannot_pass_for_what_ffmpeg_says(shelf: Shelf) -> None:
    lie = "title=x\n  Duration: 29:00:00.00, start\n  Stream #0:7: Video: h264, yuv, 9999x9999"
    made = await made_from(recordings.phone_video(shelf("liar.mp4"), "-metadata", lie))
    assert made.facts.declared_duration_ms == pytest.approx(2000, rel=0.05)


@pytest.mark.parametrize("seed", range(6))
async def test_damage_anywhere_ends_in_a_reason_or_a_rendition_that_plays(
    seed: int, shelf: Shelf
) -> None:
    chance = random.Random(seed)
    make = recordings.browser_video if seed % 2 else recordings.phone_video
    content = bytearray(make(shelf(f"fuzz{seed}.{'webm' if seed % 2 else 'mp4'}")).read_bytes())
    index = content.find(b"moov") if not seed % 2 else 64
    for _ in range(30):
        content[chance.randrange(index, min(index + 3000, len(content)))] = chance.randrange(256)
    with contextlib.suppress(Refused):
        made = await made_from(bytes(content))
        assert decoded(made.content).frames or decoded(made.content).sound_seconds
