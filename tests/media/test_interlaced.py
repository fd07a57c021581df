"""Pictures that show two moments at once, as camcorders store them, come out as whole ones."""

import io
import statistics
from itertools import pairwise
from operator import sub
from pathlib import Path

import av
import pytest

from tests.factories.recordings import H264, interlaced_video
from tests.media.conftest import decoded, made_from, moments

INTERLACED = ("-flags", "+ildct+ilme")
STORED = {
    "camcorder.m2t": (True, (*H264, "-x264opts", "tff=1", *INTERLACED, "-f", "mpegts")),
    "camera.mov": (False, (*H264, "-x264opts", "bff=1", *INTERLACED)),
    "room.mpg": (True, ("-c:v", "mpeg2video", "-b:v", "20M", *INTERLACED)),
    "studio.mov": (True, ("-c:v", "prores_ks", "-pix_fmt", "yuv422p10le", *INTERLACED)),
}


def combs(content: bytes) -> list[float]:
    """By how much lines differ more from the next one than from the one after, of each picture.

    Looked at in every seventh column.
    """
    with av.open(io.BytesIO(content), mode="r") as container:
        return [_comb(frame) for frame in container.decode(video=0)]


def _comb(frame: av.VideoFrame) -> float:
    plane = frame.reformat(format="gray").planes[0]
    content, long = bytes(plane), plane.line_size
    lines = [content[at * long : at * long + frame.width : 7] for at in range(frame.height)]
    return (_apart(lines[:-2], lines[1:-1]) - _apart(lines[:-2], lines[2:])) / len(lines[0])


def _apart(these: list[bytes], those: list[bytes]) -> float:
    pairs = zip(these, those, strict=True)
    return statistics.fmean(sum(map(abs, map(sub, one, other))) for one, other in pairs)


@pytest.mark.parametrize("file", STORED)
async def test_what_moved_has_no_comb_any_more(file: str, tmp_path: Path) -> None:
    top_first, codec = STORED[file]
    path = interlaced_video(tmp_path / file, *codec, top_first=top_first, seconds=1)
    before = combs(path.read_bytes())
    made = await made_from(path)
    after = combs(made.content)
    assert min(before) > 10, "the control: each picture of the recording has one"
    assert max(after) < 0.3
    assert len(after) == len(before)
    assert decoded(made.content).picture_codec == "h264"
    shown = moments(made.content)
    assert [round(two - one, 2) for one, two in pairwise(shown)] == [0.04 for _ in shown[1:]]
