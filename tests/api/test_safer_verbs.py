"""A safer rendition from a terminal: typed by a reader, looked at and answered by its author."""

import argparse
import functools
from pathlib import Path

import pytest

from service.cli import staff_acts
from service.cli.__main__ import build_parser
from service.cli.safer_typed import a_blur, a_cut, a_pixelation
from service.client.items import item as look
from service.client.sending import send_recording
from service.client.signing_in import sign_in
from service.sealing.schemas_edits import Edit
from tests.factories.in_process import InProcess
from tests.factories.listening import listening
from tests.factories.media_hands import MADE, MediaHands
from tests.factories.terminals import Terminal
from tests.factories.world import World

pytestmark = pytest.mark.timeout(400)
SAFER = b"stands for what is left of it " * 200


@pytest.fixture(autouse=True)
def on_the_wall(service: InProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    clocked = functools.partial(sign_in, clock=service.clock.now)
    monkeypatch.setattr(staff_acts, "sign_in", clocked)


async def test_is_asked_for_looked_at_and_agreed_to(
    service: InProcess, world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "recording.mp4"
    path.write_bytes(b"stands for a recording " * 300)
    item = (await send_recording(world.responsible, path, kind="video_message")).item
    hands = await MediaHands(service, world).sign_in()
    await hands.hand_in(await hands.start(await hands.job_of(item)), MADE)
    out = tmp_path / "seen.mp4"
    async with listening(service.app) as address:
        asha = Terminal(world.credentials["asha"], address, tmp_path, "safer")
        his = Terminal(world.credentials["responsible"], address, tmp_path, "safer")
        await asha.type("ask", item, status=1)
        await asha.type("ask", item, "--cut", "0-1", "--cut", "1-1.5", status=1)
        typed = ("--cut", "0:00.5-0:00.9", "--blur", "@25,10,30,40", "--voice")
        asked = await asha.type("ask", item, *typed)
        taken = await hands.start(await hands.job_of(item))
        await hands.hand_in(taken, SAFER)
        seen = await his.type("see", item, "--out", str(out))
        await his.type("agree", item, "--rendition", item, status=1)
        declined = await his.type("decline", item, "--rendition", seen["rendition"])
        assert (await look(world.asha, item)).safer == "declined"
        agreed = await his.type("agree", item, "--rendition", seen["rendition"])
    said = capsys.readouterr().err
    assert all(one in said for one in ("--plain", "do not go together", "look at it first"))
    told = ["cut from 0.5 to 0.9 s", "blur at 25, 10, 30, 40 %", "voice changed"]
    assert asked["edits"] == seen["edits"] == told
    assert out.read_bytes() == SAFER
    assert (declined["said"], agreed["said"]) == ("declined", "agreed")
    assert (await look(world.asha, item)).safer == "agreed"


def test_times_and_boxes_are_read_as_people_write_them() -> None:
    assert a_cut("1:05.5-70") == Edit("cut", 65_500, 70_000, 0, 0, 0, 0)
    assert a_blur("0:10-0:20@25,10,30.5,40") == Edit("blur", 10_000, 20_000, 250, 100, 305, 400)
    assert a_pixelation("@") == Edit("pixelate", 0, 0, 0, 0, 1000, 1000)
    assert a_pixelation("3-4") == Edit("pixelate", 3_000, 4_000, 0, 0, 1000, 1000)
    for odd in ("5", "a-b", "1:x-2", "nan-3", "1-Infinity", "x:1-2"):
        with pytest.raises((argparse.ArgumentTypeError, ValueError)):
            a_cut(odd)
    for odd in ("@1,2,3", "@1,2,3,4,5", "@a,b,c,d", "@-1,2,3,4"):
        with pytest.raises(argparse.ArgumentTypeError):
            a_blur(odd)


def test_nobody_is_promised_that_a_changed_voice_hides_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(["safer", "ask", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    assert "they are changed, and can be known" in said
    assert "anonym" not in said
