"""The demonstration: everything started here, and a letter and a recording carried across.

Owns `./gobetween demo`: its flags, its one JSON object, its exit code, and leaving nothing behind.
Refuses to be a second way of doing anything: people act through the client, like anyone.
"""

import argparse
import asyncio
import platform
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Coroutine, Iterator
from contextlib import AsyncExitStack, ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from service import __version__
from service.cli.demo_export import export_demo
from service.cli.demo_founding import Root, found, new_root
from service.cli.demo_inputs import (
    Inputs,
    check_out,
    check_recording,
    disk_is_full,
    look_at,
    read_letter,
)
from service.cli.demo_parts import KEYS, Running, running
from service.cli.demo_people import FILE, Demo, load, save
from service.cli.demo_preparing import prepare
from service.cli.demo_report import DemoError, Report
from service.cli.demo_story import carry_letter, carry_recording, everyone_signs_in
from service.client.errors import ClientError
from service.embedded import StackError, free_port, wipe
from service.media.binary import find_ffmpeg
from service.media.refusals import SandboxUnavailable
from service.sealing.errors import SealingError

BEGUN: Final = "demo-begun"
OURS: Final = (FILE, KEYS, BEGUN)
INTERRUPTED: Final = 130


def run(args: argparse.Namespace) -> int:
    """Run the demonstration; 0 only if both items were opened and verified by the recipient."""
    report = Report()
    try:
        asyncio.run(_stoppable(_Demonstration(args, report).run(), report))
    except _Stopped:
        if report.ok:
            report.say("Stopped; nothing is left running.")
            return 0
        return _told(args, report, "Stopped before the tour was over.", INTERRUPTED)
    except (StackError, DemoError, SandboxUnavailable, ClientError, SealingError, OSError) as error:
        return _told(args, report, _sentence(error), 1)
    return 0


class _Stopped(Exception):  # noqa: N818 - it names what happened
    """Somebody asked for the end, and everything has been stopped in order."""


async def _stoppable(work: Coroutine[None, None, None], report: Report) -> None:
    """Do `work` until it is done or a signal asks for its end; raises _Stopped then.

    Further signals change nothing: an impatient second Ctrl-C must not cut the tidying short.
    """
    task = asyncio.ensure_future(work)

    def stop() -> None:
        if not task.cancelling():
            report.say("Stopping.")
            task.cancel()

    for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(asked, stop)
    try:
        await task
    except asyncio.CancelledError as cancelled:
        raise _Stopped from cancelled


def _told(args: argparse.Namespace, report: Report, sentence: str, status: int) -> int:
    """Say why it ended, and with `--json` the object as far as it got; return `status`."""
    print(f"gobetween: {sentence}", file=sys.stderr)
    if args.json and not report.told:
        report.ok, report.error = False, sentence
        report.finish()
        print(report.to_json(), flush=True)
    return status


def _sentence(error: Exception) -> str:
    if isinstance(error, SealingError):
        return f"Verification failed ({error.code}): {error}"
    return str(error)


@contextmanager
def _noticing_full_disks(*folders: Path) -> Iterator[None]:
    """Say that a disk is full where that is what made something else fail."""
    try:
        yield
    except (StackError, ClientError, OSError) as error:
        for folder in folders:
            if disk_is_full(folder):
                raise DemoError(f"The disk that holds {folder} is full.") from error
        raise


class _Demonstration:
    """One start of the demonstration."""

    def __init__(self, args: argparse.Namespace, report: Report) -> None:
        self._args = args
        self._report = report
        self._data: Path = args.data.absolute()

    async def run(self) -> None:
        """Check what was given, start the service, carry both items, and stay up if asked to."""
        letter = read_letter(self._args.letter)
        if self._args.video is not None:
            check_recording(self._args.video)
        check_out(self._args.out)
        if self._args.fresh or (self._data / BEGUN).exists():
            wipe(self._data, also=OURS)
        known = load(self._data)
        port = self._port(known)
        with ExitStack() as undo:
            inputs = await look_at(letter, self._args.video, undo)
            if known is None:
                undo.enter_context(_whole_or_nothing(self._data))
            written = [one for one in (self._data, self._args.out) if one is not None]
            undo.enter_context(_noticing_full_disks(*written))
            if known is None:
                await self._first_start(port, inputs)
            else:
                await self._next_start(known, port, inputs)

    def _port(self, known: Demo | None) -> int:
        if self._args.port is not None:
            return free_port(self._args.port)
        try:
            return free_port(int(known.address.rpartition(":")[2]) if known else None)
        except StackError:
            return free_port()

    async def _first_start(self, port: int, inputs: Inputs) -> None:
        begun: list[Root] = []

        def begin() -> None:
            (self._data / BEGUN).touch(mode=0o600)
            begun.append(new_root(self._data))

        async with running(
            self._data, port, self._report, begin, public_store=self._args.public_store
        ) as service:
            demo = await found(service, self._data, begun[0], self._report)
            (self._data / BEGUN).unlink()
            await self._tour(service, demo, inputs)

    async def _next_start(self, known: Demo, port: int, inputs: Inputs) -> None:
        async with running(
            self._data, port, self._report, public_store=self._args.public_store
        ) as service:
            demo = replace(known, address=service.address)
            save(self._data, demo)
            await self._tour(service, demo, inputs)

    async def _tour(self, service: Running, demo: Demo, inputs: Inputs) -> None:
        report, out = self._report, self._args.out
        report.address = service.address
        report.versions = service.versions | await asyncio.to_thread(_own_versions)
        async with AsyncExitStack() as sessions:
            people = await everyone_signs_in(sessions, service.address, demo, report)
            await prepare(people.readers[0], demo.case, people.harmed, people.responsible, report)
            await carry_letter(people, inputs, out, report)
            await carry_recording(people, inputs, out, report)
            if self._args.export is not None:
                await export_demo(people.readers[0], demo, self._args.export, report)
        report.ok = True
        report.finish()
        if self._args.json:
            print(report.to_json(), flush=True)
            report.told = True
        report.say(f"Both items were opened and verified, {report.seconds:.0f} s after the start.")
        if not self._args.once:
            _introduce(demo, self._data, report)
            await _until_a_part_ends(service)


@contextmanager
def _whole_or_nothing(data: Path) -> Iterator[None]:
    """Delete what a first start made under `data` unless it got as far as its people."""
    there_before = data.exists()
    used_before = there_before and any(data.iterdir())
    try:
        yield
    except BaseException:
        if not used_before and not (data / FILE).exists():
            wipe(data, also=OURS)
            if not there_before:
                shutil.rmtree(data, ignore_errors=True)
        raise


def _introduce(demo: Demo, data: Path, report: Report) -> None:
    report.say(f"\nThe service is at {demo.address}. Sign in as:")
    for one in demo.people:
        report.say(f"  {one.name:<20} {one.login}   {one.passphrase}")
    report.say(f"Recovery codes and the root's public key are in {data / FILE}.")
    report.say("Ctrl-C stops everything; the next start finds all of this again.")


async def _until_a_part_ends(service: Running) -> None:
    ended = [asyncio.ensure_future(part.wait()) for part in service.parts]
    try:
        await asyncio.wait(ended, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in ended:
            one.cancel()
    gone = next(part for part in service.parts if not part.alive)
    raise DemoError(f"The {gone.name} ended by itself; its log is {gone.log}.")


def _own_versions() -> dict[str, str]:
    return {
        "gobetween": __version__,
        "python": platform.python_version(),
        "ffmpeg": _version_said_by(str(find_ffmpeg().program), "-version"),
        "bubblewrap": _version_said_by("bwrap", "--version"),
    }


def _version_said_by(*command: str) -> str:
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found_in = re.search(r"\d+(\.\d+)+", said)
    return found_in.group() if found_in else "unknown"
