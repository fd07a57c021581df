"""The demonstration as its users start it: a process of its own, judged by what it leaves.

One data folder serves the module: the first test founds everything, the others find it again.
"""

import asyncio
import hashlib
import json
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import pytest

from tests.factories import recordings
from tests.integration.running import gone, working_under

ROOT = Path(__file__).resolve().parents[2]
WITHIN_S = 100


@dataclass(frozen=True)
class Ended:
    """How a start of the demonstration ended."""

    status: int
    report: dict[str, Any]
    words: str


def command(data: Path, *flags: str | Path) -> list[str]:
    return [sys.executable, "-m", "service.cli", "demo", "--data", str(data), *map(str, flags)]


def demo(data: Path, *flags: str | Path) -> Ended:
    """Run a tour and check that nothing of it still runs."""
    done = subprocess.run(
        command(data, "--once", "--json", *flags),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=WITHIN_S,
        check=False,
    )
    assert working_under(data) == []
    assert done.stdout.count("\n") == 1, done.stdout + done.stderr
    return Ended(done.returncode, json.loads(done.stdout), done.stderr)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check_opened(report: dict[str, Any], out: Path, letter: Path | None = None) -> None:
    """Hold that what lies in `out` is what the report says, by means the service does not use."""
    told_letter, told_video = report["letter"], report["video"]
    assert sha256(out / "letter.txt") == told_letter["opened_sha256"]
    assert told_letter["input_sha256"] == told_letter["opened_sha256"]
    if letter is not None:
        assert (out / "letter.txt").read_bytes() == letter.read_bytes()
    written = out / f"recording.{told_video['container']}"
    assert sha256(written) == told_video["opened_sha256"] != told_video["input_sha256"]
    with av.open(str(written)) as film:
        kinds = {stream.type: stream.codec_context.name for stream in film.streams}
        assert kinds.get("video") == told_video["video_codec"]
        assert kinds.get("audio") == told_video["audio_codec"]
        assert film.duration is not None
        assert film.duration / 1e6 == pytest.approx(told_video["duration_s"], rel=0.05)
        beside = {"major_brand", "minor_version", "compatible_brands"}
        assert set(film.metadata) <= beside
    for told in (told_letter, told_video):
        assert told["state"] == "opened"
        assert told["opened"]
        assert told["verified"]
        assert told["metadata"] == []


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "var"


@pytest.fixture(scope="module")
def first(data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ended, Path]:
    """The first start over an empty folder, with the demonstration's own letter and video."""
    out = tmp_path_factory.mktemp("first")
    return demo(data, "--out", out), out


class TestTheFirstStart:
    def test_carries_a_letter_and_a_video(self, first: tuple[Ended, Path]) -> None:
        ended, out = first
        assert ended.status == 0, ended.words
        assert ended.report["ok"]
        assert ended.report["error"] is None
        assert ended.report["video"]["video_codec"] == "h264"
        assert ended.report["video"]["audio_codec"] == "aac"
        check_opened(ended.report, out)

    def test_tells_each_step_and_who_did_it(self, first: tuple[Ended, Path]) -> None:
        steps = first[0].report["steps"]
        assert all(step["ok"] for step in steps)
        assert {step["actor"] for step in steps} == {
            *("Service", "Media worker", "Administrator"),
            *("Facilitator Ann", "Facilitator Ben", "Person harmed", "Person responsible"),
        }
        for step in steps:
            assert step["name"] in first[0].words

    @pytest.mark.usefixtures("first")
    def test_leaves_its_people_readable_by_their_owner_only(self, data: Path) -> None:
        people = json.loads((data / "people.json").read_text())
        assert [one["role"] for one in people["people"]] == [
            *("administrator", "facilitator", "facilitator", "harmed", "responsible")
        ]
        for one in people["people"]:
            assert {"login", "passphrase", "recovery_code"} <= set(one)
        assert people["root_public_key"]
        for path in (data / "people.json", *(data / "keys").iterdir()):
            assert path.stat().st_mode & 0o777 == 0o600, path


@pytest.mark.usefixtures("first")
class TestTheNextStart:
    @pytest.mark.parametrize(
        ("name", "container"),
        [("turned.mov", "mp4"), ("browser.webm", "mp4"), ("sound.wav", "m4a")],
    )
    @pytest.mark.long
    def test_carries_ones_own(self, data: Path, tmp_path: Path, name: str, container: str) -> None:
        film, letter, out = tmp_path / name, tmp_path / "letter", tmp_path / "out"
        {
            "turned.mov": lambda: recordings.turned_video(film, 90),
            "browser.webm": lambda: recordings.browser_video(film),
            "sound.wav": lambda: recordings.sound(film),
        }[name]()
        letter.write_bytes("Annwyl …\r\n\tŵ ŷ €\n\n".encode())
        ended = demo(data, "--video", film, "--letter", letter, "--out", out)
        assert ended.status == 0, ended.words
        assert ended.report["seconds"] < 60
        assert ended.report["video"]["container"] == container
        assert (ended.report["video"]["video_codec"] is None) == (container == "m4a")
        check_opened(ended.report, out, letter)

    def test_tells_an_author_plainly_that_a_text_is_no_recording(
        self, data: Path, tmp_path: Path
    ) -> None:
        film = tmp_path / "film.mp4"
        film.write_text("This is not a film.\n" * 50)
        ended = demo(data, "--video", film)
        assert ended.status == 1
        assert ended.report["letter"]["opened"]
        assert not ended.report["ok"]
        assert ended.report["video"]["state"] == "failed"
        assert "not a recording" in ended.report["error"]

    async def test_stays_up_until_interrupted_and_then_leaves_nothing_running(
        self, data: Path
    ) -> None:
        running = await asyncio.create_subprocess_exec(
            *command(data), cwd=ROOT, stderr=asyncio.subprocess.PIPE, stdout=subprocess.DEVNULL
        )
        assert running.stderr is not None
        async with asyncio.timeout(WITHIN_S):
            async for line in running.stderr:
                if b"Ctrl-C" in line:
                    break
        children = [process.pid for process in working_under(data)]
        assert len(children) > 5
        # Twice, as impatient people do.
        running.send_signal(signal.SIGINT)
        await asyncio.sleep(0.2)
        running.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(running.wait(), 60) == 0
        await gone(children)


class TestARefusal:
    """One clear sentence, exit 1, nothing half-made."""

    @pytest.mark.parametrize("name", ["missing.mp4", "empty.mp4"])
    def test_of_a_recording_that_cannot_be_sent(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "empty.mp4").touch()
        ended = demo(tmp_path / "var", "--video", tmp_path / name)
        assert ended.status == 1
        assert name in ended.report["error"]
        assert not (tmp_path / "var").exists()

    def test_of_a_port_that_is_in_use(self, tmp_path: Path) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            ended = demo(tmp_path / "var", "--port", str(taken.getsockname()[1]))
        assert ended.status == 1
        assert "already in use" in ended.report["error"]
        assert not (tmp_path / "var").exists()

    @pytest.mark.usefixtures("first")
    async def test_of_a_folder_in_use_changes_nothing_there(self, data: Path) -> None:
        before = (data / "people.json").read_bytes()
        running = await asyncio.create_subprocess_exec(
            *command(data), cwd=ROOT, stderr=asyncio.subprocess.PIPE, stdout=subprocess.DEVNULL
        )
        assert running.stderr is not None
        async with asyncio.timeout(WITHIN_S):
            await running.stderr.readuntil(b"Ctrl-C")
        try:
            other = await asyncio.to_thread(
                subprocess.run,
                command(data, "--once", "--json", "--fresh"),
                cwd=ROOT,
                capture_output=True,
                text=True,
                timeout=WITHIN_S,
                check=False,
            )
            assert other.returncode == 1
            assert "already using" in json.loads(other.stdout)["error"]
        finally:
            running.send_signal(signal.SIGTERM)
            await asyncio.wait_for(running.wait(), 60)
        assert (data / "people.json").read_bytes().split(b'"organisation"')[1] == (
            before.split(b'"organisation"')[1]
        )


async def test_an_interrupt_while_founding_leaves_nothing(tmp_path: Path) -> None:
    data = tmp_path / "var"
    running = await asyncio.create_subprocess_exec(
        *command(data, "--once", "--json"),
        cwd=ROOT,
        stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert running.stderr is not None
    assert running.stdout is not None
    async with asyncio.timeout(WITHIN_S):
        await running.stderr.readuntil(b"starts the API")
    children = [process.pid for process in working_under(data)]
    running.send_signal(signal.SIGTERM)
    told = json.loads(await running.stdout.read())
    await running.stderr.read()
    assert await asyncio.wait_for(running.wait(), 60) != 0
    assert not told["ok"]
    assert told["error"]
    await gone(children)
    assert not data.exists()
