import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import av
import pytest

from service.media.rendition import RecordingFacts, make_safe_rendition
from service.sealing.preview import Preview, preview_box, read_preview
from tests.factories.recordings import BytesSource


@dataclass(frozen=True)
class Made:
    """A rendition taken out of memory, with what was told on the way."""

    content: bytes
    facts: RecordingFacts
    progress: tuple[float, ...]

    @property
    def preview(self) -> Preview:
        """What it says of itself, as nearly every recording does."""
        return preview_of(self.content)

    @property
    def film(self) -> bytes:
        """The rendition without what the worker itself put behind it."""
        return film_of(self.content)


def preview_of(content: bytes) -> Preview:
    """What a rendition says of itself."""
    found = read_preview(lambda at, length: content[at : at + length], len(content))
    assert found is not None
    return found


def film_of(content: bytes) -> bytes:
    """What ffmpeg made of a rendition."""
    box = preview_box(preview_of(content))
    assert content.endswith(box)
    return content[: -len(box)]


async def made_from(recording: Path | bytes) -> Made:
    told: list[float] = []

    async def tell(fraction: float) -> None:
        told.append(fraction)

    content = recording if isinstance(recording, bytes) else recording.read_bytes()
    with await make_safe_rendition(BytesSource(content), on_progress=tell) as rendition:
        assert rendition.read(rendition.size, 10) == b""
        return Made(rendition.read(0, rendition.size), rendition.facts, tuple(told))


@dataclass(frozen=True)
class Decoded:
    """What an independent decoder finds in a rendition."""

    picture_codec: str | None
    sound_codec: str | None
    frames: int
    sound_seconds: float
    first_frame: av.VideoFrame | None


def decoded(content: bytes) -> Decoded:
    with av.open(io.BytesIO(content), mode="r") as container:
        pictures, sounds = container.streams.video, container.streams.audio
        frames = list(container.decode(video=0)) if pictures else []
        container.seek(0)
        samples = [frame.samples for frame in container.decode(audio=0)] if sounds else []
        return Decoded(
            picture_codec=pictures[0].codec_context.name if pictures else None,
            sound_codec=sounds[0].codec_context.name if sounds else None,
            frames=len(frames),
            sound_seconds=sum(samples) / 48000,
            first_frame=frames[0] if frames else None,
        )


def moments(content: bytes) -> tuple[float, ...]:
    """Return when each picture of a recording is shown, in seconds from its beginning."""
    with av.open(io.BytesIO(content), mode="r") as container:
        begins = (container.start_time or 0) / av.time_base
        return tuple(frame.time - begins for frame in container.decode(video=0))


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Where recordings made once for the whole suite stand."""
    folder = tmp_path_factory.mktemp("recordings")
    return lambda name: folder / name
