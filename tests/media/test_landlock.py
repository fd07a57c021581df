"""What a program between the second walls may do, asked of the kernel call by call."""

import asyncio
import errno
import json
import os
import select
import signal
import socket
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from service.media import sandbox
from service.media.binary import Binary, describe
from service.media.bubblewrap import bubblewrapped
from service.media.landlock import landlocked
from service.media.refusals import Refusal, Refused
from service.media.sandbox import Bounds, Job, run_confined
from tests.factories.recordings import BytesSource
from tests.factories.traps import Trap
from tests.media.accepted import ACCEPTED
from tests.media.conftest import Made, made_from
from tests.media.unusual import UNUSUAL

BOUNDS = Bounds(wall_seconds=30, cpu_seconds=30, written_bytes=1 << 20)
STDLIB = Path(sysconfig.get_paths()["stdlib"])


def python() -> Binary:
    """This interpreter, with the library that it comes with as what it may read."""
    bare = describe(Path(os.path.realpath(sys.executable)))
    return replace(bare, libraries=(*bare.libraries, STDLIB))


async def said_by(script: str, *arguments: str, bounds: Bounds = BOUNDS) -> tuple[int, list[str]]:
    lines: list[str] = []

    async def hear(line: str) -> None:
        lines.append(line)

    words = ["-I", "-S", "-c", script, *arguments]
    job = Job(lambda url: [url if one == "SOURCE" else one for one in words], bounds, hear)
    return await run_confined(BytesSource(b"x" * 100_000), python(), job, (landlocked,)), lines


def said_outside(script: str, *arguments: str) -> list[str]:
    """What the same script says without walls."""
    told = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script, *arguments],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
        env={},
    )
    return told.stdout.splitlines()


# Tries everything by its name; says of each whether it could, or the number of the refusal.
TRIED = r"""
import fcntl, json, os, signal, socket, sys, threading
folder, port, parent = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
own = os.path.join(folder, str(os.getpid()))
there = ("127.0.0.1", port)
def tcp(): return socket.socket(socket.AF_INET, socket.SOCK_STREAM)
def forked():
    child = os.fork()
    if child == 0: os._exit(0)
    os.waitpid(child, 0)
def told_by_the_kernel():
    reading, writing = os.pipe()
    fcntl.fcntl(reading, fcntl.F_SETOWN, parent)
def began_another():
    child = os.posix_spawn("/bin/true", ["true"], {})
    os.waitpid(child, 0)
TRIES = {
    "reads another's file": lambda: os.open("/etc/passwd", os.O_RDONLY),
    "lists a folder": lambda: os.listdir("/"),
    "reads who it is": lambda: os.open("/proc/self/environ", os.O_RDONLY),
    "reads its parent": lambda: os.open(f"/proc/{parent}/environ", os.O_RDONLY),
    "makes a file": lambda: os.close(os.open(own, os.O_CREAT | os.O_WRONLY)),
    "writes a file": lambda: os.open(os.path.join(folder, "there"), os.O_WRONLY),
    "empties a file": lambda: os.truncate(os.path.join(folder, "there"), 0),
    "makes a folder": lambda: os.mkdir(own + "d"),
    "removes a file": lambda: os.unlink(os.path.join(folder, "gone")),
    "renames a file": lambda: os.rename(os.path.join(folder, "old"), own + "r"),
    "makes a link": lambda: os.symlink("/", own + "l"),
    "opens by another family": lambda: socket.socket(socket.AF_INET6, socket.SOCK_STREAM),
    "opens a local socket": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_STREAM),
    "opens a datagram": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
    "takes an address": lambda: tcp().bind(("127.0.0.1", 0)),
    "sends with the first bytes": lambda: tcp().sendto(b"x", socket.MSG_FASTOPEN, there),
    "sends a message with them": lambda: tcp().sendmsg([b"x"], [], socket.MSG_FASTOPEN, there),
    "signals another": lambda: os.kill(parent, 0),
    "has the kernel signal another": told_by_the_kernel,
    "has a child": forked,
    "begins another program": began_another,
}
could = {}
for name, does in TRIES.items():
    try:
        does()
    except OSError as refused:
        could[name] = refused.errno
    else:
        could[name] = True
print(json.dumps(could))
"""


@pytest.fixture
def trap() -> Iterator[Trap]:
    trap = Trap()
    yield trap
    trap.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder that anybody outside may write in, with something in it to spoil."""
    for name in ("there", "gone", "old"):
        (tmp_path / name).write_text("words")
    return tmp_path


async def test_nothing_that_could_reach_or_harm_anybody_is_possible(
    folder: Path, trap: Trap
) -> None:
    arguments = (str(folder), str(trap.port), str(os.getpid()))
    status, lines = await said_by(TRIED, *arguments)
    assert status == 0
    could = json.loads(lines[-1])
    assert [name for name, found in could.items() if found is True] == []
    assert sorted(one.name for one in folder.iterdir()) == ["gone", "old", "there"]
    assert (folder / "there").read_text() == "words"
    assert trap.hits == 0

    outside = json.loads(said_outside(TRIED, *arguments)[-1])
    assert [name for name, found in outside.items() if found is not True] == [], "the control"
    assert trap.hits == 2, "the control: both arrive"


@pytest.mark.parametrize("protocol", [socket.IPPROTO_SCTP, socket.IPPROTO_MPTCP])
async def test_no_stream_but_tcp_is_opened_whatever_the_kernel_has(protocol: int) -> None:
    """SCTP connects by a message that names an address, which no filter of calls can see."""
    script = (
        "import socket\n"
        f"try: socket.socket(socket.AF_INET, socket.SOCK_STREAM, {protocol})\n"
        "except OSError as refused: print(refused.errno)\n"
    )
    # Where the kernel itself lacks one, it says so in another word.
    assert await said_by(script) == (0, [str(errno.ENOSYS)])


# Connects wherever it is told; asks there for a page; says how the answer begins.
VISITS = r"""
import socket, sys
from urllib.parse import urlsplit
for where in sys.argv[1:]:
    place = urlsplit(where)
    for quick in (0, 1):
        with socket.socket() as line:
            if quick: line.setsockopt(socket.IPPROTO_TCP, 30, 1)
            line.connect((place.hostname, place.port or 80))
            line.sendall(f"GET {place.path} HTTP/1.0\r\nRange: bytes=5-9\r\n\r\n".encode())
            print(line.makefile("rb").read().split(b"\r\n")[0].decode())
"""


async def test_wherever_it_connects_the_worker_answers_who_serves_one_page(trap: Trap) -> None:
    elsewhere = f"http://127.0.0.1:{trap.port}/there"
    status, lines = await said_by(VISITS, "SOURCE", elsewhere, "http://192.0.2.1/there")
    assert status == 0
    page, nothing = "HTTP/1.1 206 Partial Content", "HTTP/1.1 404 Not Found"
    assert lines == [page, page, nothing, nothing, nothing, nothing]
    assert trap.hits == 0


async def test_it_holds_nothing_but_its_three_streams() -> None:
    script = (
        "import os\n"
        "for one in range(256):\n"
        "    try: os.fstat(one); print(one)\n"
        "    except OSError: pass\n"
    )
    status, lines = await said_by(script)
    assert (status, lines) == (0, ["0", "1", "2"])


async def test_it_may_have_threads_and_what_memory_is_allowed() -> None:
    script = (
        "import resource, threading\n"
        "began = threading.Thread(target=lambda: print('here')); began.start(); began.join()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE), resource.getrlimit(resource.RLIMIT_AS))\n"
        "bytes(2 << 30)\n"
    )
    status, lines = await said_by(script)
    most = BOUNDS.address_space_bytes
    assert lines == ["here", f"(0, 0) ({most}, {most})"]
    assert status == 1, "more memory than that is refused"


SLEEPS = "import os, time; print(os.getpid(), flush=True); time.sleep(60)"


def gone(process: int) -> bool:
    return not Path(f"/proc/{process}").exists()


async def test_past_the_wall_limit_nothing_of_it_is_left() -> None:
    began: list[str] = []

    async def hear(line: str) -> None:
        began.append(line)

    short = replace(BOUNDS, wall_seconds=1)
    job = Job(lambda _: ["-I", "-S", "-c", SLEEPS], short, hear)
    with pytest.raises(Refused) as refused:
        await run_confined(BytesSource(b""), python(), job, (landlocked,))
    assert refused.value.refusal is Refusal.TOOK_TOO_LONG
    assert gone(int(began[0]))


async def test_it_stands_still_and_goes_on() -> None:
    """Its wall limit, two seconds, waits for the three in which it stands."""
    counts = "import time\nfor one in range(10): print(one, flush=True); time.sleep(0.05)"
    heard: list[str] = []
    began = asyncio.Event()

    async def hear(line: str) -> None:
        heard.append(line)
        began.set()

    job = Job(lambda _: ["-I", "-S", "-c", counts], replace(BOUNDS, wall_seconds=2), hear)
    running = asyncio.ensure_future(run_confined(BytesSource(b""), python(), job, (landlocked,)))
    await began.wait()
    job.brake.stop()
    assert job.brake.stopped
    await asyncio.sleep(0.2)
    stood = len(heard)
    await asyncio.sleep(2.8)
    assert len(heard) == stood < 10
    job.brake.go_on()
    assert await running == 0
    assert heard == [str(one) for one in range(10)]


# A worker of its own, which is killed while what it confines runs.
WORKER = """
import asyncio
from service.media import landlock
from tests.media import test_landlock as here

async def hear(line):
    print(line, flush=True)

job = here.Job(lambda _: ["-I", "-S", "-c", here.SLEEPS], here.BOUNDS, hear)
asyncio.run(here.run_confined(here.BytesSource(b""), here.python(), job, (landlock.landlocked,)))
"""


async def test_with_the_worker_it_ends() -> None:
    worker = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", WORKER), stdout=asyncio.subprocess.PIPE
    )
    assert worker.stdout is not None
    confined = int(await asyncio.wait_for(worker.stdout.readline(), 60))
    ended = select.poll()
    ended.register(os.pidfd_open(confined), select.POLLIN)
    assert ended.poll(0) == [], "the control: it runs"
    worker.send_signal(signal.SIGKILL)
    await worker.wait()
    assert ended.poll(10_000) != []


async def made_between(walls: sandbox.Walls, path: Path, patch: pytest.MonkeyPatch) -> Made:
    with patch.context() as here:
        here.setattr(sandbox, "WALLS", (walls,))
        return await made_from(path)


# Of every demuxer one, and what takes the longest way through the filters.
OF_EVERY_DEMUXER = {row.kind: (row.file, row.samples[0].make) for row in reversed(ACCEPTED)}
BRIGHT = next((one.file, one.make) for one in UNUSUAL if one.file == "bright.mov")
RECORDINGS = dict([*OF_EVERY_DEMUXER.values(), BRIGHT])


@pytest.mark.parametrize("file", RECORDINGS)
async def test_the_same_comes_out_between_either_walls(
    file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = RECORDINGS[file](tmp_path / file)
    first, second = [
        await made_between(walls, path, monkeypatch) for walls in (bubblewrapped, landlocked)
    ]
    assert first.content == second.content
    assert first.facts == second.facts
