from collections.abc import Callable
from pathlib import Path

import pytest

from service.media import mp4
from tests.factories import recordings
from tests.media.conftest import made_from

Shelf = Callable[[str], Path]

WORDS = ("Marked title", "Marked comment", "Marked handler", "+51.5074-000.1278", "2024-03-05")
NOTES = (
    *("-metadata", "title=Marked title", "-metadata", "comment=Marked comment"),
    *("-metadata", "location=+51.5074-000.1278/", "-metadata", "location-eng=+51.5074-000.1278/"),
    *("-metadata", "creation_time=2024-03-05T10:11:12Z", "-metadata", "date=2024-03-05"),
    *("-metadata:s:v", "handler_name=Marked handler", "-metadata:s:a", "language=cym"),
    *("-metadata:s:a", "handler_name=Marked handler"),
)


def left_over(content: bytes) -> list[str]:
    return mp4.read_contents(lambda at, length: content[at : at + length], len(content)).left_over


@pytest.mark.parametrize("name", ["noted.mp4", "noted.mov", "noted.mkv"])
async def test_titles_places_and_dates_are_gone(name: str, shelf: Shelf) -> None:
    path = recordings.phone_video(shelf(name), *NOTES)
    given = path.read_bytes()
    assert b"Marked title" in given, "the control: it was in there"
    made = await made_from(path)
    assert left_over(made.film) == []
    for word in WORDS:
        assert word.encode() not in made.content
    assert b"cym" not in made.content


async def test_the_check_finds_what_it_looks_for(shelf: Shelf) -> None:
    path = recordings.phone_video(shelf("control.mp4"), *NOTES)
    found = left_over(path.read_bytes())
    assert {"creation-time", "language", "hdlr", "udta/meta"} <= set(found)


@pytest.mark.parametrize("name", ["tagged.mp3", "tagged.flac", "tagged.ogg", "tagged.m4a"])
async def test_tags_of_a_sound_recording_are_gone(name: str, shelf: Shelf) -> None:
    tags = ("-metadata", "title=Marked title", "-metadata", "comment=Marked comment")
    path = recordings.sound(shelf(name), *tags)
    assert b"Marked title" in path.read_bytes()
    made = await made_from(path)
    assert left_over(made.film) == []
    assert b"Marked" not in made.content


async def test_words_hidden_in_the_picture_stream_are_gone(shelf: Shelf) -> None:
    note = "h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+Marked-whisper"
    path = recordings.phone_video(shelf("sei.mp4"), "-bsf:v", note)
    assert b"Marked-whisper" in path.read_bytes()
    made = await made_from(path)
    assert b"Marked-whisper" not in made.content
    assert b"x264 - core" not in made.content


async def test_subtitles_attachments_and_chapters_are_gone(shelf: Shelf) -> None:
    words = shelf("words.srt")
    words.write_text("1\n00:00:00,000 --> 00:00:01,000\nMarked subtitle\n")
    chapters = shelf("chapters.txt")
    chapters.write_text(
        ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1\nSTART=0\nEND=1\ntitle=Marked chapter\n"
    )
    video = recordings.phone_video(shelf("plain.mp4"))
    path = recordings.record(
        shelf("laden.mkv"),
        *("-i", str(video), "-i", str(words), "-i", str(chapters), "-map", "0", "-map", "1"),
        *("-map_metadata", "2", "-c", "copy", "-c:s", "srt"),
        *("-attach", str(words), "-metadata:s:t", "mimetype=text/plain"),
    )
    given = path.read_bytes()
    assert b"Marked subtitle" in given
    assert b"Marked chapter" in given
    made = await made_from(path)
    assert b"Marked" not in made.content
    assert left_over(made.film) == []


@pytest.mark.parametrize(("name", "sound"), [("cover.mp3", "libmp3lame"), ("cover.m4a", "aac")])
async def test_a_cover_is_not_taken_for_a_picture(name: str, sound: str, shelf: Shelf) -> None:
    cover = recordings.record(
        shelf("cover.png"), "-f", "lavfi", "-i", "color=red:size=64x64", "-frames:v", "1"
    )
    path = recordings.record(
        shelf(name),
        *("-i", str(recordings.sound(shelf("covered.wav"))), "-i", str(cover)),
        *("-map", "0", "-map", "1", "-c:a", sound, "-c:v", "copy"),
        *("-disposition:v", "attached_pic"),
    )
    made = await made_from(path)
    assert made.facts.video_codec is None
    assert b"PNG" not in made.content
