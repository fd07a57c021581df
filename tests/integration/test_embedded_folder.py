"""The local stack's data folder, and its end: nothing left running, nothing lost."""

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from service.embedded import LocalStack, StackError, free_port, wipe
from tests.integration.running import connect, gone, working_under

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def short_path(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "data"
    for process in working_under(tmp_path):
        process.kill()


class TestDataFolder:
    async def test_a_second_start_finds_its_data_and_its_secrets(self, short_path: Path) -> None:
        async with LocalStack(short_path, durable=False) as first:
            before = first.settings_env()
            owner = await connect(before, "OWNER_")
            await owner.execute("CREATE TABLE kept AS SELECT 42 AS i")
            await owner.close()
        assert working_under(short_path) == []
        async with LocalStack(short_path, durable=False) as second:
            after = second.settings_env()
            owner = await connect(after, "OWNER_")
            assert await owner.fetchval("SELECT i FROM kept") == 42
            await owner.close()
        # Only the store's port is chosen anew.
        assert {k for k in before if before[k] != after[k]} <= {"GOBETWEEN_OBJECT_STORE_URL"}

    async def test_a_folder_in_use_is_refused(self, stack: LocalStack) -> None:
        with pytest.raises(StackError, match="already using"):
            async with LocalStack(stack.data_dir):
                pass
        with pytest.raises(StackError, match="already using"):
            wipe(stack.data_dir)

    async def test_another_layout_is_refused_naming_the_way_out(self, short_path: Path) -> None:
        short_path.mkdir()
        (short_path / "format").write_text("99\n")
        with pytest.raises(StackError, match="--fresh"):
            async with LocalStack(short_path):
                pass
        (short_path / "format").unlink()
        (short_path / "postgres").mkdir()
        with pytest.raises(StackError, match=r"unknown layout.*--fresh"):
            async with LocalStack(short_path):
                pass

    def test_fresh_deletes_only_what_the_stack_made(self, tmp_path: Path) -> None:
        keep, elsewhere = tmp_path / "data" / "mine.txt", tmp_path / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / "precious").write_text("kept")
        (tmp_path / "data" / "postgres").mkdir(parents=True)
        (tmp_path / "data" / "objects").symlink_to(elsewhere)
        (tmp_path / "data" / "people.json").write_text("{}")
        keep.write_text("kept")
        wipe(tmp_path / "data", also=("people.json",))
        assert {p.name for p in (tmp_path / "data").iterdir()} == {"mine.txt", "lock"}
        assert (elsewhere / "precious").read_text() == "kept"

    async def test_a_full_disk_is_one_sentence(
        self, short_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        usage = shutil.disk_usage("/")._replace(free=1 << 20)
        monkeypatch.setattr("service.embedded.folder.shutil.disk_usage", lambda _path: usage)
        with pytest.raises(StackError, match=r"is full: 1 MiB free"):
            async with LocalStack(short_path):
                pass
        assert not (short_path / "postgres").exists()

    async def test_a_file_in_the_way_is_one_sentence(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with pytest.raises(StackError, match="cannot use"):
            async with LocalStack(tmp_path / "file" / "data"):
                pass

    async def test_a_path_too_long_and_odd_for_a_socket_still_works(self, tmp_path: Path) -> None:
        deep = tmp_path / ("d" * 60) / ("é q" * 20)
        async with LocalStack(deep, durable=False) as running:
            owner = await connect(running.settings_env(), "OWNER_")
            assert await owner.fetchval("SELECT 1") == 1
            await owner.close()

    def test_a_port_in_use_is_one_sentence(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            with pytest.raises(StackError, match=f"port {port} is already in use"):
                free_port(port)
        assert free_port(port) == port


class TestEnding:
    async def test_killing_the_parent_leaves_no_process_and_loses_nothing(
        self, short_path: Path
    ) -> None:
        parent = await _parent_of_a_stack(short_path)
        started = working_under(short_path)
        assert len(started) >= 4
        parent.kill()
        parent.wait()
        await gone([process.pid for process in started])
        await _still_holds_42(short_path)

    async def test_killing_every_process_at_once_loses_nothing(self, short_path: Path) -> None:
        parent = await _parent_of_a_stack(short_path)
        for process in [psutil.Process(parent.pid), *working_under(short_path)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        parent.wait()
        assert (short_path / "postgres" / "postmaster.pid").exists()
        await _still_holds_42(short_path)

    @pytest.mark.parametrize("interrupts", ["heard", "ignored"])
    @pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
    async def test_an_interrupted_parent_stops_everything_first(
        self, short_path: Path, ending: signal.Signals, interrupts: str
    ) -> None:
        parent = await _parent_of_a_stack(short_path, interrupts)
        started = [process.pid for process in working_under(short_path)]
        parent.send_signal(ending)
        parent.wait(20)
        await gone(started)
        assert not (short_path / "postgres" / "postmaster.pid").exists()

    async def test_a_pid_file_naming_a_stranger_is_no_obstacle(self, short_path: Path) -> None:
        async with LocalStack(short_path, durable=False):
            pass
        stranger = subprocess.Popen(["sleep", "600"])
        try:
            (short_path / "postgres" / "postmaster.pid").write_text(f"{stranger.pid}\n")
            async with LocalStack(short_path, durable=False):
                pass
            assert stranger.poll() is None
        finally:
            stranger.kill()
            stranger.wait()


_PARENT = """
import asyncio, signal, sys
from pathlib import Path
import asyncpg
from service.cli.__main__ import end_in_order_when_told_to
from service.embedded import LocalStack

async def main():
    async with LocalStack(Path(sys.argv[1])) as stack:
        url = stack.settings_env()["GOBETWEEN_OWNER_DATABASE_URL"].replace("+asyncpg", "")
        owner = await asyncpg.connect(url)
        await owner.execute("CREATE TABLE kept AS SELECT 42 AS i")
        await owner.close()
        await stack.start_part("part", [sys.executable, "-c", sys.argv[2], sys.argv[1]], env={})
        print("up", flush=True)
        await asyncio.sleep(600)

if sys.argv[3] == "ignored":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
end_in_order_when_told_to()
asyncio.run(main())
"""


async def _parent_of_a_stack(path: Path, interrupts: str = "heard") -> "subprocess.Popen[str]":
    """Start a process that runs a stack with one part and has committed a row.

    A shell without job control starts what runs behind it with interrupts `ignored`.
    """
    idle = "import time; time.sleep(600)"
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT, str(path), idle, interrupts],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        text=True,
    )
    with contextlib.closing(parent.stdout) as said:  # type: ignore[type-var]
        assert await asyncio.to_thread(said.readline) == "up\n"  # type: ignore[union-attr]
    return parent


async def _still_holds_42(path: Path) -> None:
    async with LocalStack(path) as again:
        owner = await connect(again.settings_env(), "OWNER_")
        assert await owner.fetchval("SELECT i FROM kept") == 42
        await owner.close()
