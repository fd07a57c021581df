"""`export` and `verify` as they are typed: exit codes, one object, no secret among the words."""

import asyncio
import json
import os
import subprocess
import sys
from pathlib import Path

from service.client.roots import RootKey
from service.sealing.encoding import b64
from tests.factories.connecting import CONNECTING
from tests.factories.exported import Exported
from tests.factories.in_process import InProcess
from tests.factories.listening import listening
from tests.factories.stretching import CLI
from tests.factories.world import World

ROOT = Path(__file__).resolve().parents[2]
ALONE = f"""
import socket, sys
def refuse(*_args, **_named):
    raise AssertionError("the network was asked for")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
from service.cli.__main__ import main
code = main(sys.argv[1:])
loaded = set({CONNECTING}) & set(sys.modules)
assert not loaded, loaded
sys.exit(code)
"""


def _typed(*words: str, said: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", ALONE, *words],
        cwd=ROOT,
        input=said,
        capture_output=True,
        text=True,
        check=False,
    )


class TestVerify:
    def test_accepts_a_whole_export_without_network_or_database(
        self, exported: Exported, tmp_path: Path
    ) -> None:
        beside = tmp_path / "case.zip.root"
        beside.write_text(b64(exported.world.root.public) + "\n")
        for root in (b64(exported.world.root.public), str(beside)):
            done = _typed("verify", str(exported.path), "--root", root, "--json")
            assert done.returncode == 0, done.stderr
            told = json.loads(done.stdout)
            assert told["ok"]
            assert told["first_fault"] is None
            assert told["checked"]["releases"] == 1

    def test_refuses_a_changed_one_and_says_where(self, exported: Exported, tmp_path: Path) -> None:
        copy = tmp_path / "copy.zip"
        copy.write_bytes(exported.path.read_bytes() + b"\0")
        root = b64(exported.world.root.public)
        done = _typed("verify", str(copy), "--root", root, "--json")
        assert done.returncode == 1
        fault = {"code": "archive-invalid", "where": "end"}
        assert json.loads(done.stdout)["first_fault"] == fault
        assert "archive-invalid" in done.stderr
        # What is counted is in the object; beside it stand words and no table.
        assert done.stderr.splitlines() == [
            "gobetween: does not hold: archive-invalid at end",
            "The file was damaged on its way, or unpacked and packed again.",
        ]

    def test_says_that_it_may_be_another_organisation_s_root(self, exported: Exported) -> None:
        done = _typed("verify", str(exported.path), f"--root={b64(RootKey.generate().public)}")
        assert done.returncode == 1
        assert "does not hold: roster-invalid at rosters/000001.json" in done.stderr
        assert "is not this organisation's root key" in done.stderr

    def test_tells_what_it_cannot_look_at_from_what_does_not_hold(
        self, exported: Exported, tmp_path: Path
    ) -> None:
        root = b64(exported.world.root.public)
        assert _typed("verify", str(tmp_path / "none"), "--root", root).returncode == 2
        assert _typed("verify", str(exported.path), "--root", "not a key").returncode == 2
        assert _typed("verify", str(exported.path)).returncode == 2

    def test_names_what_it_was_given_in_place_of_a_file(
        self, exported: Exported, tmp_path: Path
    ) -> None:
        root = b64(exported.world.root.public)
        os.mkfifo(tmp_path / "pipe")
        for name, sentence in (
            ("none.zip", "cannot be read: there is no such file."),
            (".", "is a folder, not a file."),
            ("pipe", "is a pipe or a device"),
        ):
            given = str(tmp_path / name)
            done = _typed("verify", given, "--root", root, "--json")
            assert done.returncode == 2
            assert done.stderr.startswith(f"gobetween: {given.removesuffix('/.')} {sentence}")
            assert done.stderr.count("\n") == 1
            assert json.loads(done.stdout)["error"] in done.stderr
        nameless = _typed("verify", "", "--root", root)
        assert nameless.returncode == 2
        assert "empty name" in nameless.stderr


async def test_export_asks_for_the_passphrase_and_writes_what_verify_accepts(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    out, who = tmp_path / "case.zip", world.credentials["ben"]
    async with listening(service.app) as address:
        words = ["export", world.case, "--out", str(out), "--address", address]
        command = [sys.executable, "-c", CLI, *words, "--login", who.login]

        def typed(said: str) -> "subprocess.CompletedProcess[str]":
            return subprocess.run(
                [*command, "--json"],
                cwd=ROOT,
                input=said,
                capture_output=True,
                text=True,
                check=False,
            )

        nowhere = str(tmp_path / "nowhere" / "case.zip")
        command[command.index("--out") + 1] = nowhere
        lost = await asyncio.to_thread(typed, "")
        assert lost.returncode == 1
        assert f"{nowhere} cannot be written: there is no folder" in lost.stderr
        assert ".part" not in lost.stderr
        command[command.index("--out") + 1] = str(out)
        wrong = await asyncio.to_thread(typed, "six other words than those\n")
        assert wrong.returncode == 1
        assert not json.loads(wrong.stdout)["ok"]
        assert not out.exists()
        done = await asyncio.to_thread(typed, who.passphrase + "\n")
        first = out.read_bytes()
        again = await asyncio.to_thread(typed, who.passphrase + "\n")
        assert again.returncode == 1
        assert "is there already" in json.loads(again.stdout)["error"]
        assert out.read_bytes() == first
        command.append("--replace")
        over = await asyncio.to_thread(typed, who.passphrase + "\n")
        assert over.returncode == 0, over.stderr
        assert out.read_bytes() != first
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["ok"]
    assert who.passphrase not in done.stdout + done.stderr
    root = b64(world.root.public)
    checked = await asyncio.to_thread(_typed, "verify", str(out), "--root", root)
    assert checked.returncode == 0
