"""A file that is no recording: its author is told why, may send another, and nobody else waits."""

from collections.abc import Callable
from pathlib import Path

import pytest

from service.client import sending
from service.client.items import until
from tests.factories.parts import Parts
from tests.factories.recordings import phone_video
from tests.factories.world import World


def _text(path: Path) -> None:
    path.write_text("Dear both, this is only text.\n" * 200)


def _nothing(path: Path) -> None:
    path.write_bytes(b"")


def _half(path: Path) -> None:
    # Its index stood at the end, where phones leave it.
    whole = phone_video(path, seconds=2).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


@pytest.mark.timeout(180)
@pytest.mark.parametrize(
    ("make", "reasons"),
    [
        (_text, {"not-a-recording"}),
        (_nothing, {"empty-file"}),
        (_half, {"damaged", "not-a-recording"}),
    ],
    ids=["text named mp4", "nothing at all", "cut off half way"],
)
async def test_it_stays_its_authors_to_replace_and_the_worker_goes_on(
    parts: Parts,
    world: World,
    short: Path,
    tmp_path: Path,
    make: Callable[[Path], None],
    reasons: set[str],
) -> None:
    broken = tmp_path / "recording.mp4"
    make(broken)
    sent = (await sending.send_recording(world.responsible, broken)).item
    behind = (await sending.send_recording(world.responsible, short)).item
    failed = await until(world.responsible, sent, {"failed", "with_facilitator"}, within_s=60)
    assert failed.status == "failed"
    assert failed.processing is not None
    assert failed.processing.reason in reasons
    await until(world.responsible, behind, {"with_facilitator"}, within_s=60)
    again = await sending.replace_recording(world.responsible, sent, short)
    assert (again.item, again.version) == (sent, 2)
    await until(world.responsible, sent, {"with_facilitator"}, within_s=60)
    events = await parts.events(world, sent)
    assert [one for one in events if one in {"item.failed", "item.replaced"}] == [
        "item.failed",
        "item.replaced",
    ]
