"""An export of a small case, and tools to change one and put it together again.

Owns archives in memory. What comes out of `repacked` is a good archive with a good list: whatever
is wrong with it is wrong with what it says.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.archive.form import (
    head_name,
    read_statement,
    statement_bytes,
    statement_name,
    trail_lines,
    trail_name,
)
from service.archive.reading import Archive
from service.archive.writing import ExportWriter
from service.client import receiving
from service.client.exporting import export_case
from service.client.person import Person
from service.client.sending import send_recording
from service.sealing.encoding import b64, canonical
from service.sealing.heads import InForce, make_head
from service.sealing.schemas import Head
from service.sealing.statements import Statement, open_statement
from service.sealing.trail import BEFORE_THE_FIRST, Trail, entry_hash, read_chain
from tests.factories.acts import approved_by, opened_text, released_letter
from tests.factories.in_process import InProcess
from tests.factories.media_hands import MediaHands
from tests.factories.world import World

Files = dict[str, bytes]


@dataclass(frozen=True)
class Exported:
    """An export, the world it was taken from, and the two items in it."""

    path: Path
    world: World
    letter: str
    recording: str

    def files(self) -> Files:
        """Every file but the list."""
        return files_of(self.path)

    def repacked(self, folder: Path, change: Callable[[Files], None]) -> Path:
        """Write a copy whose files were changed, with a list that fits them."""
        files = self.files()
        change(files)
        target = folder / "changed.zip"
        with ExportWriter(target, org=self.world.org, case=self.world.case) as writer:
            for name in sorted(files):
                writer.add(name, files[name])
            writer.finish()
        return target


def files_of(path: Path) -> Files:
    """Read every file of an archive but its list."""
    with Archive(path) as archive:
        return {one.name: archive.take(one.name) for one in archive.listing.files}


def put(files: Files, statement: Statement) -> None:
    """Add a statement of the case."""
    files[statement_name(statement.digest)] = statement_bytes(statement)


Line = dict[str, Any]


def trail_of(files: Files) -> list[Line]:
    """Read the entries of the trail."""
    names = sorted(name for name in files if name.startswith("trail/"))
    lines = [line for name in names for line in files[name].splitlines()]
    return [json.loads(line)["entry"] for line in lines]


def rewrite_trail(files: Files, entries: list[Line]) -> Trail:
    """Number and chain the entries anew, as whoever owns the server can; heads stay as they are."""
    case, before, lines = str(entries[0]["case"]), BEFORE_THE_FIRST, []
    for number, entry in enumerate(entries, start=1):
        raw = canonical(entry | {"number": number})
        before = entry_hash(before, raw)
        lines.append((raw, before))
    for name in [name for name in files if name.startswith("trail/")]:
        del files[name]
    files[trail_name(1)] = trail_lines(lines)
    return read_chain(case, lines)


def countersigned(files: Files, world: World, by: Person, trail: Trail) -> None:
    """Leave one head only, by somebody who signs whatever the trail says."""
    old = [name for name in files if name.startswith("heads/")]
    last = open_statement(read_statement(files[max(old)]), Head)
    for name in old:
        del files[name]
    in_force = InForce(last.roster, last.team)
    head = make_head(trail, world.org, in_force, by.keys.sign_seed, last.issued)
    files[head_name(len(trail.entries), head)] = statement_bytes(head)


def of_type(files: Files, kind: str) -> list[Statement]:
    """The case's statements of one type."""
    found = [read_statement(raw) for name, raw in files.items() if name.startswith("statements/")]
    return [one for one in found if one.type == kind]


def exchange(files: Files, entries: list[Line], old: Statement, new: Statement) -> None:
    """Put a statement in the place of another, and let the trail name it."""
    del files[statement_name(old.digest)]
    put(files, new)
    for entry in entries:
        if entry["statement"] == b64(old.digest):
            entry["statement"] = b64(new.digest)


async def make_export(service: InProcess, world: World, folder: Path, recording: Path) -> Exported:
    """Carry a letter until it is opened and a recording until it is offered; export all of it."""
    letter = await released_letter(service, world)
    await opened_text(world.harmed, letter)
    sent = await send_recording(world.responsible, recording, kind="recorded_message")
    hands = await MediaHands(service, world).sign_in()
    await hands.hand_in(await hands.start(await hands.job_of(sent.item)))
    await approved_by(world.ben, sent.item)
    await service.serve_outbox()
    await receiving.accept(world.harmed, sent.item, "listen")
    path = folder / "case.zip"
    await export_case(world.asha, world.case, path)
    return Exported(path, world, letter, sent.item)
