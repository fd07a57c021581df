import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from service.media import sandbox
from service.media.binary import describe, find_ffmpeg, find_python
from service.media.bubblewrap import bubblewrapped
from service.media.landlock import landlocked
from service.media.refusals import Refusal, Refused
from service.media.rendition import make_safe_rendition
from service.media.report import sandbox_report
from service.media.sandbox import Bounds, Job, run_confined
from tests.factories.recordings import BytesSource
from tests.factories.traps import Trap

BOUNDS = Bounds(wall_seconds=30, cpu_seconds=30, written_bytes=1 << 20)


EITHER = pytest.mark.parametrize("walls", [bubblewrapped, landlocked])


def let_stand(monkeypatch: pytest.MonkeyPatch, walls: sandbox.Walls) -> None:
    """Let these be all the walls that there are on this machine."""
    monkeypatch.setattr(sandbox, "WALLS", (walls,))


@pytest.fixture
def trap() -> Iterator[Trap]:
    trap = Trap()
    yield trap
    trap.close()


async def said_inside(content: bytes, program: Path, *arguments: str) -> tuple[int, list[str]]:
    lines: list[str] = []

    async def hear(line: str) -> None:
        lines.append(line)

    def in_place(url: str) -> list[str]:
        return [url if argument == "SOURCE" else argument for argument in arguments]

    job = Job(in_place, BOUNDS, hear, hear_errors=True)
    status = await run_confined(BytesSource(content), describe(program), job)
    return status, lines


def ffmpeg_outside(*arguments: str) -> None:
    command = [str(find_ffmpeg().program), "-v", "quiet", "-nostdin", *arguments]
    subprocess.run(command, check=False, timeout=30)


NOWHERE = ("-f", "null", "-")


# What each answers who looks for the trap: nobody is there, and the worker, who has no such page.
INSTEAD: dict[sandbox.Walls, str] = {bubblewrapped: "refused", landlocked: "404"}


@EITHER
async def test_the_machines_loopback_cannot_be_reached_from_inside(
    trap: Trap, walls: sandbox.Walls, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_stand(monkeypatch, walls)
    visit = ("-f", "mp3", "-i", f"http://127.0.0.1:{trap.port}/x", *NOWHERE)
    status, lines = await said_inside(b"", find_ffmpeg().program, *visit)
    assert status != 0
    assert any(INSTEAD[walls] in line for line in lines)
    assert trap.hits == 0
    ffmpeg_outside(*visit)
    assert trap.hits > 0, "the control: outside the sandbox the same visit arrives"


def playlist(port: int) -> bytes:
    return (
        f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:{port}/piece.ts\n"
        "#EXT-X-ENDLIST\n"
    ).encode()


@EITHER
async def test_a_playlist_posing_as_a_video_fetches_nothing(
    trap: Trap, tmp_path: Path, walls: sandbox.Walls, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_stand(monkeypatch, walls)

    async def never(fraction: float) -> None:
        pytest.fail(f"nothing should be made of it: {fraction}")

    with pytest.raises(Refused) as refused:
        await make_safe_rendition(BytesSource(playlist(trap.port)), on_progress=never)
    assert refused.value.refusal is Refusal.NOT_A_RECORDING
    assert trap.hits == 0

    # Even past the sniffing and with the demuxer it wants, it gets nowhere.
    wide = ("-protocol_whitelist", "file,http,tcp,crypto,data", "-allowed_extensions", "ALL")
    as_playlist = (*wide, "-extension_picky", "0", "-f", "hls")
    program = find_ffmpeg().program
    await said_inside(playlist(trap.port), program, *as_playlist, "-i", "SOURCE", "-f", "null", "-")
    assert trap.hits == 0

    saved = tmp_path / "playlist.mp4"
    saved.write_bytes(playlist(trap.port))
    ffmpeg_outside(*as_playlist, "-i", str(saved), *NOWHERE)
    assert trap.hits > 0, "the control: unconfined, it is fetched"


LOOK_ROUND = r"""
for name in /* /home/* /root/* /etc/* /tmp/* /usr/* /var/*; do echo "sees $name"; done
for fd in /proc/self/fd/*; do echo "holds $fd"; done
while read line; do echo "$line"; done < /proc/self/status
while read line; do echo "net $line"; done < /proc/net/dev
read secret < /etc/passwd && echo "read $secret"
echo x > /new && echo wrote
for process in /proc/[0-9]*; do echo "process $process"; done
ulimit -c
"""


async def test_a_shell_inside_would_find_an_empty_house(monkeypatch: pytest.MonkeyPatch) -> None:
    let_stand(monkeypatch, bubblewrapped)
    _, lines = await said_inside(b"", Path(os.path.realpath("/bin/sh")), "-c", LOOK_ROUND)
    seen = {line.split()[1] for line in lines if line.startswith("sees") and "*" not in line}
    assert seen == {"/dev", "/ffmpeg", "/lib", "/lib64", "/proc"}
    assert not any(line.startswith(("read", "wrote")) for line in lines)
    assert "CapEff:\t0000000000000000" in {line.replace(" ", "\t") for line in lines}
    assert "CapBnd:\t0000000000000000" in {line.replace(" ", "\t") for line in lines}
    words = [line.split() for line in lines]
    assert ["Seccomp:", "2"] in words
    assert ["NoNewPrivs:", "1"] in words
    assert sum(line.startswith("process") for line in lines) <= 2
    interfaces = [line.split()[1] for line in lines if line.startswith("net") and ":" in line]
    assert interfaces == ["lo:"]
    # Its three standard streams, and the folder being listed.
    assert sum(line.startswith("holds") for line in lines) <= 4
    assert lines[-1] == "0", "no core dumps"


PEER = """
import os, socket, sys
for place in ("/", sys.argv[1], "/etc", "/root", "/home", "/tmp"):
    try:
        print("sees", place, *sorted(os.listdir(place)))
    except OSError:
        print("sees not", place)
for path in ("/new", os.__file__ + ".new", sys.argv[1] + "/new"):
    try:
        open(path, "w").close()
        print("wrote", path)
    except OSError:
        pass
for kind in (socket.AF_UNIX, socket.AF_INET6, socket.AF_NETLINK):
    try:
        socket.socket(kind)
        print("opened", kind)
    except OSError:
        pass
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[2])))
except ConnectionRefusedError:
    print("refused")
"""


async def test_python_for_paper_finds_its_own_library_and_nothing_else(
    trap: Trap, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_stand(monkeypatch, bubblewrapped)
    python, lines = find_python(), list[str]()
    hidden = next(iter(python.hidden), Path("/srv"))

    async def hear(line: str) -> None:
        lines.append(line)

    asked = ["-I", "-S", "-B", "-c", PEER, str(hidden), str(trap.port)]
    job = Job(lambda _: asked, BOUNDS, hear, hear_errors=True)
    assert await run_confined(BytesSource(b""), python, job) == 0, lines
    root, packages, *others, last = lines
    parts = {one.parts[1] for one in (python.inside, *python.also, *python.libraries)}
    assert set(root.split()[2:]) == {*parts, "dev", "proc"}
    nothing = {f"sees {hidden}", f"sees not {hidden}"}
    assert packages in nothing, "whatever else is installed there is not seen"
    assert not any(line.startswith(("wrote", "opened")) for line in lines), lines
    # A folder above its own may be there, and holds nothing but the way to it.
    own = (python.inside, *python.also, *python.libraries)
    ways = {Path(*one.parts[:depth]) for one in own for depth in range(2, len(one.parts) + 1)}
    for line in others:
        _, place, *inside = line.split()
        assert place == "not" or {Path(place, one) for one in inside} <= ways, line
    assert last == "refused"
    assert trap.hits == 0


async def test_system_calls_outside_the_list_are_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    let_stand(monkeypatch, bubblewrapped)
    unshare = Path(os.path.realpath(shutil.which("unshare") or ""))
    status, lines = await said_inside(b"", unshare, "--user", "/ffmpeg", "--version")
    assert status != 0
    assert any("Function not implemented" in line for line in lines)
    outside = subprocess.run([unshare, "--user", unshare, "--version"], check=False)
    assert outside.returncode == 0, "the control: outside the sandbox it may"


@EITHER
def test_the_report_is_silent_where_the_sandbox_works(walls: sandbox.Walls) -> None:
    assert sandbox_report((walls,)) is None


@EITHER
async def test_a_program_that_computes_for_too_long_has_ended_by_a_signal(
    walls: sandbox.Walls, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is no fault of the machine: the recording is refused, not tried again."""
    let_stand(monkeypatch, walls)
    monkeypatch.setattr(sys.modules[__name__], "BOUNDS", replace(BOUNDS, cpu_seconds=1))
    shell = Path(os.path.realpath("/bin/sh"))
    status, _ = await said_inside(b"", shell, "-c", "while :; do :; done")
    assert status == 128 + signal.SIGKILL


def test_the_report_names_bubblewrap_where_it_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert sandbox_report((bubblewrapped,)) == "Install the bubblewrap package."


# What the report says where both of these are so: a setting in a user namespace of its own, and
# a filter that lets nobody have Landlock.
ASKED = """
import errno, sys
import pyseccomp
from service.media.report import sandbox_report
refused = pyseccomp.SyscallFilter(defaction=pyseccomp.ALLOW)
for call in sys.argv[1:]:
    refused.add_rule(pyseccomp.ERRNO(errno.EPERM), call)
refused.load()
print(sandbox_report())
"""


def report_where(setting: str, value: str, *refused: str) -> str:
    told = subprocess.run(
        [
            *("unshare", "--user", "--map-root-user", "--mount", "--", "sh", "-c"),
            f'echo {value} > /proc/sys/{setting} && exec "$0" -c "$@"',
            *(sys.executable, ASKED, *refused),
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return told.stdout.strip()


FORBIDDEN = ("user/max_user_namespaces", "0")


def test_where_namespaces_are_forbidden_there_is_landlock() -> None:
    assert report_where(*FORBIDDEN) == "None"


@pytest.mark.parametrize("call", ["landlock_create_ruleset", "landlock_restrict_self", "seccomp"])
def test_the_report_names_the_setting_that_forbids_namespaces_where_landlock_is_too(
    call: str,
) -> None:
    assert report_where(*FORBIDDEN, call) == (
        "Allow user namespaces: set the kernel setting user.max_user_namespaces above 0."
    )
    assert report_where("user/max_user_namespaces", "1000") == "None", "the control"


async def test_nothing_is_run_where_the_sandbox_cannot_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert (await asyncio.to_thread(sandbox_report, (bubblewrapped,))) is not None


async def test_walls_that_stood_are_not_changed_for_others(tmp_path: Path) -> None:
    """A program that fails inside the first walls is not run again between the second."""
    runs: list[str] = []

    def noted(url: str) -> list[str]:
        runs.append(url)
        return ["-i", str(tmp_path / "nothing")]

    async def hear(line: str) -> None:
        pass

    status = await run_confined(BytesSource(b""), find_ffmpeg(), Job(noted, BOUNDS, hear))
    assert status != 0
    assert len(runs) == 1
