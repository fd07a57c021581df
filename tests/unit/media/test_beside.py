"""What ffmpeg writes beside a rendition is taken to its last byte, and not believed."""

import asyncio
import io
import os
from collections.abc import Callable

import pytest
from PIL import Image

from service.media.beside import Beside, still_in
from service.sealing.preview import MOST_STILL_BYTES, Preview, Still

SECOND = b"\x80" * 16_000


def picture(width: int = 48, height: int = 30, **options: object) -> bytes:
    held = io.BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(held, "JPEG", **options)
    return held.getvalue()


async def beside(sound: bytes = b"", still: bytes = b"") -> Beside:
    """What is left of these bytes, written by whoever waits until they are taken."""
    made = Beside()
    with made.listening() as pipes:
        for fd, content in ((pipes.sound, sound), (pipes.still, still)):
            # No more than a pipe holds.
            os.write(fd, content[:65536])
    return made


async def test_sound_and_still_are_told_as_they_are() -> None:
    content = picture()
    made = await beside(SECOND + b"\xff" + SECOND, content)
    assert made.preview(0) == Preview(
        0, 20, bytes(50) + b"\xfe" + bytes(50), Still(48, 30, content)
    )
    assert made.preview(750).begins_ms == 750
    assert made.preview(2**40) == Preview(0, 0, b"", Still(48, 30, content)), "no recording's"


async def test_where_nothing_was_written_nothing_is_told() -> None:
    made = await beside()
    assert made.preview(0) == made.preview(750) == Preview(0, 0, b"", None)


async def test_a_program_that_writes_without_end_is_never_held_up_and_fills_nothing() -> None:
    """More than any still may be, in the same pipe, and none of it is one."""
    made = Beside()
    content = picture() + bytes(4 * 65536)
    with made.listening() as pipes:
        for at in range(0, len(content), 65536):
            await asyncio.to_thread(os.write, pipes.still, content[at : at + 65536])
    assert made.preview(0).still is None
    assert len(made._still) == MOST_STILL_BYTES + 1


async def test_nothing_stays_open_whether_it_ends_well_or_not() -> None:
    def held() -> list[str]:
        return sorted(os.listdir("/proc/self/fd"))  # noqa: PTH208 - the numbers

    before = held()
    await beside(SECOND, picture())
    with pytest.raises(ConnectionResetError), Beside().listening() as pipes:
        raise ConnectionResetError(pipes.sound)
    assert held() == before


@pytest.mark.parametrize(
    "change",
    [
        lambda _: b"",
        lambda whole: whole[:-1],
        lambda whole: whole + b"\0",
        lambda whole: whole + whole,
        lambda whole: b"\0" + whole,
        lambda whole: whole[:2] + b"\xff\xfe\0\x06name" + whole[2:],
        lambda _: picture(progressive=True),
        lambda _: picture(comment=b"words"),
        lambda _: picture(481, 2),
        lambda _: picture(2, 481),
        lambda _: picture(480, 480, quality=100),
    ],
)
def test_what_is_no_bare_small_picture_is_no_still(change: Callable[[bytes], bytes]) -> None:
    whole = picture()
    assert still_in(whole) == Still(48, 30, whole)
    assert still_in(change(whole)) is None
